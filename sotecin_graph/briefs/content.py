"""What a mission brief says, worded in one language and ready for any form: nothing is left blank, nothing invented.

`compose_mission_brief` is the only place that turns a mission and its map into the brief's words; the renderers
(pdf, docx, html, markdown) only set them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.evidence import Check, Provenance, open_points, provenance_text, source_line, why_now
from sotecin_graph.briefs.participation import Gap, Party, council_gaps, council_line, gaps, parties
from sotecin_graph.briefs.words import brief_headings, example_mark, funding_note, one_line
from sotecin_graph.calls import CallChallenge, ChallengeState, state_label
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _, ngettext, number, speaking, spoken
from sotecin_graph.maps import links_among
from sotecin_graph.missions import Mission, mission_state_word
from sotecin_graph.vocabulary import LinkType, label

__all__ = ["BriefChallenge", "Check", "MissionBrief", "Provenance", "Row", "StepLine", "compose_mission_brief"]

_UNSETTLED = (ChallengeState.RAISED, ChallengeState.CHANGES_REQUESTED, ChallengeState.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with its label; `is_open` where something about it is still to find out."""

    label: str
    text: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class BriefChallenge:
    """A challenge as the brief lists it; `is_open` where something is lacking."""

    title: str
    problem: str
    owner: str
    votes: str
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A next step: what, who, and when in words."""

    what: str
    who: str
    due: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an element comes from, in a line, and where its way can be followed; empty where that is not known."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class MissionBrief:
    """A one-page mission brief in words. All text is plain, in `language`; `words` holds headings by key."""

    language: str
    title: str
    hub: str
    chains: str
    state: str
    example: str
    statement: str
    measures: tuple[Row, ...]
    why: str
    parties: tuple[Party, ...]
    gaps: tuple[Gap, ...]
    scope: tuple[Row, ...]
    challenges: tuple[BriefChallenge, ...]
    council: str
    council_gaps: str
    steps: tuple[StepLine, ...]
    open_points: tuple[str, ...]
    provenance: str
    link: str
    sources: tuple[SourceLine, ...]
    version: str
    date: str
    licence: str
    funding: str
    picture_alt: str
    picture_note: str
    words: Mapping[str, str]


def compose_mission_brief(
    *,
    mission: Mission,
    elements: Sequence[Element],
    links: Sequence[Link],
    votes: Mapping[ElementId, int],
    challenges: Sequence[CallChallenge],
    checks: Sequence[Check] = (),
    provenance: Provenance,
    today: date,
    language: str = "en",
) -> MissionBrief:
    """The brief of a mission, in a language of LANGUAGES (others become English).

    `elements`, `links` and `votes` may be those of the whole map or of the mission alone; elements of the council
    that are not members may be among them.
    """
    with speaking(language):
        members = [one for one in elements if one.id in mission.members]
        inside = links_among(links, mission.members)
        people = [one for one in members if one.kind.is_stakeholder]
        return MissionBrief(
            language=spoken(),
            title=one_line(mission.title),
            hub=_("{hub} hub").format(hub=label(mission.hub)) if mission.hub else _("No hub"),
            chains=", ".join(label(chain) for chain in mission.chains) or _("no value chain yet"),
            state=mission_state_word(mission.state),
            example=example_mark() if mission.is_example else "",
            statement=one_line(mission.statement) or _("No statement yet."),
            measures=_measures(mission),
            why=why_now(members, inside, votes),
            parties=parties(people),
            gaps=gaps(people),
            scope=_scope(mission),
            challenges=_challenges(mission, elements, inside, votes, challenges),
            council=council_line(mission, elements),
            council_gaps=council_gaps(mission, elements),
            steps=_steps(mission),
            open_points=open_points(mission, checks),
            provenance=provenance_text(mission, provenance),
            link=provenance.address,
            sources=tuple(SourceLine(source_line(each), each.address) for each in provenance.sources),
            version=_("Version {n}").format(n=number(mission.version)),
            date=day(today),
            licence=one_line(mission.licence) or _("no licence given"),
            funding=funding_note(),
            picture_alt=_picture_alt(members, inside),
            picture_note=_picture_note(),
            words=brief_headings(),
        )


def _measures(mission: Mission) -> tuple[Row, ...]:
    """Baseline, target, indicator and deadline always; the others where they are known."""
    unknown = _("not yet given")
    baseline = one_line(mission.baseline)
    source = one_line(mission.baseline_source)
    if baseline:
        baseline += " " + (_("(source: {source})").format(source=source) if source else _("(source not yet given)"))
    rows = [
        Row(_("Baseline"), baseline or unknown, is_open=not (baseline and source)),
        Row(_("Target"), one_line(mission.target) or unknown, is_open=not mission.target),
        Row(_("Indicator"), one_line(mission.indicator) or unknown, is_open=not mission.indicator),
        Row(_("Deadline"), day(mission.deadline) if mission.deadline else unknown, is_open=not mission.deadline),
    ]
    known = {
        _("Strategies"): ", ".join(label(strategy) for strategy in mission.strategies),
        _("Grand challenge"): one_line(mission.grand_challenge),
        _("Who benefits"): one_line(mission.beneficiaries),
        _("SDGs"): ", ".join(number(goal) for goal in mission.sdgs),
    }
    return (*rows, *(Row(word, text) for word, text in known.items() if text))


def _scope(mission: Mission) -> tuple[Row, ...]:
    known = {
        _("In"): mission.in_scope,
        _("Out"): mission.out_of_scope,
        _("Already there"): mission.existing,
        _("Risks and assumptions"): mission.risks,
    }
    rows = tuple(Row(word, one_line(text)) for word, text in known.items() if text.strip())
    return rows or (Row(_("Scope"), _("not yet given"), is_open=True),)


def _steps(mission: Mission) -> tuple[StepLine, ...]:
    ordered = sorted(mission.next_steps, key=lambda step: (step.due is None, step.due or date.max))
    return tuple(
        StepLine(
            one_line(step.what),
            one_line(step.who) or _("nobody yet"),
            day(step.due) if step.due else _("no date yet"),
        )
        for step in ordered
    )


def _challenges(
    mission: Mission,
    elements: Sequence[Element],
    links: Sequence[Link],
    votes: Mapping[ElementId, int],
    challenges: Sequence[CallChallenge],
) -> tuple[BriefChallenge, ...]:
    """The challenges among the members and those that the mission has in a call, most votes first."""
    in_call = {one.element_id: one for one in challenges if one.mission_id == mission.id}
    ours = [one for one in elements if one.is_challenge and (one.id in mission.members or one.id in in_call)]
    names = {one.id: one_line(one.name) for one in elements}
    owners = {link.target: names[link.source] for link in links if link.type is LinkType.OWNS}
    ordered = sorted(ours, key=lambda one: (-votes.get(one.id, 0), one.seq))
    return tuple(_challenge(one, in_call.get(one.id), votes.get(one.id, 0), owners, names) for one in ordered)


def _challenge(
    element: Element,
    in_call: CallChallenge | None,
    votes: int,
    owners: Mapping[ElementId, str],
    names: Mapping[ElementId, str],
) -> BriefChallenge:
    owner = owners.get(element.id, "")
    state = ChallengeState.RAISED
    title, problem = element.name, element.problem
    if in_call:
        named = names.get(in_call.owner_id, "") if in_call.owner_id else ""
        owner = one_line(in_call.organisation) or named or owner
        state, title, problem = in_call.state, in_call.wording.title, in_call.wording.problem
    lacks_owner = not owner and state in (ChallengeState.RAISED, ChallengeState.DRAFT)
    return BriefChallenge(
        title=one_line(title),
        problem=one_line(problem),
        owner=owner or _("No owner yet"),
        votes=ngettext("{n} vote", "{n} votes", votes).format(n=number(votes)),
        state=_("Needs an owner") if lacks_owner else state_label(state),
        is_open=not owner or state in _UNSETTLED,
    )


def _picture_alt(members: Sequence[Element], links: Sequence[Link]) -> str:
    challenges = sum(one.is_challenge for one in members)
    return _(
        "Map of the mission: stakeholders {stakeholders}, challenges {challenges}, links {links}. "
        "All are named in the lists of this brief."
    ).format(stakeholders=number(len(members) - challenges), challenges=number(challenges), links=number(len(links)))


def _picture_note() -> str:
    return _("Solid line: existing. Dashed: planned. Dotted: missing. Yellow band: circular. One dot: one vote.")
