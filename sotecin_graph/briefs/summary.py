"""What the summary of a workshop says, on one page: numbers, votes, decisions, open points; and no participant's name.

`compose_summary` is the only place that turns a workshop into these words; the renderers only set them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sotecin_graph.briefs.content import StepLine
from sotecin_graph.briefs.dates import day, moment
from sotecin_graph.briefs.words import funding_note, one_line, workshop_mark
from sotecin_graph.elements import ElementId
from sotecin_graph.language import _, ngettext, number, speaking, spoken
from sotecin_graph.outcomes import Ending, Outcome
from sotecin_graph.vocabulary import label
from sotecin_graph.voting import Round, Standing, standings
from sotecin_graph.workshops import Workshop

MOST_LINES = 6
"""Challenges of a round on the page; those that share the last rank come along."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted: people who joined, those of them who added something, and what stands on the map."""

    people: int
    contributors: int
    stakeholders: int
    challenges: int
    links: int
    votes: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A round of dots, closed, with its standings and how many people gave some."""

    round: Round
    standings: Sequence[Standing]
    voters: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    count: str
    words: str


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A challenge in a round: its rank with a sign where it is shared, and its dots."""

    rank: str
    name: str
    dots: str


@dataclass(frozen=True, slots=True)
class VoteTable:
    """The result of a round; `more` tells what the page leaves out."""

    title: str
    note: str
    lines: tuple[VoteLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class WorkshopSummary:
    """A workshop's summary in words. All text is plain, in `language`; `words` holds headings by key."""

    language: str
    title: str
    kicker: str
    mark: str
    when: str
    figures: tuple[Figure, ...]
    votes: tuple[VoteTable, ...]
    decisions: tuple[StepLine, ...]
    open_points: tuple[StepLine, ...]
    farewell: str
    follow_up: str
    provenance: str
    date: str
    funding: str
    picture_alt: str
    words: Mapping[str, str]


def compose_summary(
    *,
    workshop: Workshop,
    ending: Ending,
    outcomes: Sequence[Outcome],
    tally: Tally,
    votes: Sequence[Vote],
    plain_votes: Mapping[ElementId, int],
    names: Mapping[ElementId, str],
    today: date,
    language: str = "",
) -> WorkshopSummary:
    """The summary of a workshop, in a language or else in the room's first.

    `votes` are its closed rounds in their order; `plain_votes` what challenges got beside rounds. `names` holds every
    challenge that was voted for.
    """
    with speaking(language or workshop.language):
        hubs = ", ".join(_("{hub} hub").format(hub=label(hub)) for hub in workshop.hubs)
        tables = [_round(each, names) for each in votes]
        return WorkshopSummary(
            language=spoken(),
            title=one_line(workshop.title),
            kicker=" · ".join([_("Workshop summary"), hubs, ", ".join(label(chain) for chain in workshop.chains)]),
            mark=workshop_mark(workshop),
            when=moment(workshop.starts_at, workshop.timezone),
            figures=_figures(tally),
            votes=(*tables, *_plain(plain_votes, names)),
            decisions=tuple(_line(each, is_decision=True) for each in outcomes if each.is_decision),
            open_points=tuple(_line(each, is_decision=False) for each in outcomes if not each.is_decision),
            farewell=one_line(ending.farewell),
            follow_up=follow_up_words(ending, workshop),
            provenance=_provenance(workshop, tally),
            date=day(today),
            funding=funding_note(),
            picture_alt=_picture_alt(tally),
            words=_headings(),
        )


def follow_up_words(ending: Ending, workshop: Workshop) -> str:
    """Until when late contributions are taken, or an empty text."""
    if ending.follow_up_until is None:
        return ""
    when = moment(ending.follow_up_until, workshop.timezone)
    return _("Whoever thinks of something later can add and vote with the code until {when}.").format(when=when)


def _figures(tally: Tally) -> tuple[Figure, ...]:
    counted = (
        (tally.people, ngettext("person joined", "people joined", tally.people)),
        (tally.contributors, ngettext("added something", "added something", tally.contributors)),
        (tally.stakeholders, ngettext("stakeholder", "stakeholders", tally.stakeholders)),
        (tally.challenges, ngettext("challenge", "challenges", tally.challenges)),
        (tally.links, ngettext("link", "links", tally.links)),
        (tally.votes, ngettext("vote", "votes", tally.votes)),
    )
    return tuple(Figure(number(count), words) for count, words in counted)


def _round(vote: Vote, names: Mapping[ElementId, str]) -> VoteTable:
    title = _("Round {number}: {title}").format(number=number(vote.round.number), title=one_line(_(vote.round.title)))
    people = ngettext("{count} person has voted", "{count} people have voted", vote.voters)
    each = ngettext("{dots} dot each", "{dots} dots each", vote.round.dots)
    note = f"{people.format(count=number(vote.voters))} · {each.format(dots=number(vote.round.dots))}"
    return _table(title, note, vote.standings, names)


def _plain(votes: Mapping[ElementId, int], names: Mapping[ElementId, str]) -> list[VoteTable]:
    given = {ident: [count] for ident, count in votes.items() if count}
    if not given:
        return []
    return [_table(_("Votes on challenges"), _("One vote each on any challenge"), standings(given), names, _single)]


def _dots(count: int) -> str:
    return ngettext("{count} dot", "{count} dots", count).format(count=number(count))


def _single(count: int) -> str:
    return ngettext("{count} vote", "{count} votes", count).format(count=number(count))


def _table(
    title: str,
    note: str,
    ordered: Sequence[Standing],
    names: Mapping[ElementId, str],
    words: Callable[[int], str] = _dots,
) -> VoteTable:
    got = [each for each in ordered if each.dots and each.element in names]
    last = got[MOST_LINES - 1].rank if len(got) >= MOST_LINES else 0
    shown = [each for index, each in enumerate(got) if index < MOST_LINES or each.rank == last][: 2 * MOST_LINES]
    left = len(got) - len(shown)
    lines = tuple(
        VoteLine(
            number(each.rank) + (" =" if each.is_tied else ""),
            one_line(names[each.element]),
            words(each.dots),
        )
        for each in shown
    )
    more = ngettext("and {count} more challenge", "and {count} more challenges", left).format(count=number(left))
    return VoteTable(title, note, lines, more if left else "")


def _line(outcome: Outcome, *, is_decision: bool) -> StepLine:
    nobody, no_date = (_("nobody yet"), _("no date yet")) if is_decision else ("", "")
    return StepLine(
        one_line(outcome.text), one_line(outcome.owner) or nobody, day(outcome.due) if outcome.due else no_date
    )


def _provenance(workshop: Workshop, tally: Tally) -> str:
    consent = ngettext(
        "{count} person took part and agreed to the workshop’s text.",
        "{count} people took part and agreed to the workshop’s text.",
        tally.people,
    ).format(count=number(tally.people))
    names = _("Nobody was asked for a name.") if workshop.plan.hides_names else _("No participant is named here.")
    return f"{consent} {names} {_('“=” stands where several share a rank.')}"


def _picture_alt(tally: Tally) -> str:
    return _("Map of the workshop: stakeholders {stakeholders}, challenges {challenges}, links {links}.").format(
        stakeholders=number(tally.stakeholders), challenges=number(tally.challenges), links=number(tally.links)
    )


def _headings() -> dict[str, str]:
    return {
        "kind": _("Workshop summary"),
        "picture": _("The map"),
        "votes": _("What matters most"),
        "no-votes": _("Nobody has voted."),
        "no-dots": _("No dots were given."),
        "rank": _("Rank"),
        "challenge": _("Challenge"),
        "dots": _("Votes"),
        "decisions": _("What was decided"),
        "open": _("What stays open"),
        "what": _("What"),
        "who": _("Who"),
        "when": _("When"),
        "none": _("None yet."),
        "next": _("What happens next"),
        "provenance": _("Where this comes from."),
    }
