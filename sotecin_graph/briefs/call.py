"""What an open call's document says: dates in every reader's terms, the five mandatory parts, the challenges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sotecin_graph.briefs.content import Row
from sotecin_graph.briefs.dates import elsewhere, moment
from sotecin_graph.briefs.words import example_mark, funding_note, one_line
from sotecin_graph.calls import CALL_PARTS, CallChallenge, ChallengeState, OpenCall, Wording
from sotecin_graph.language import _, number, speaking, spoken
from sotecin_graph.missions import Mission
from sotecin_graph.vocabulary import label


@dataclass(frozen=True, slots=True)
class CallEntry:
    """A challenge as published: no person is named. `before` is the owner's wording where the council changed it.

    `anchor` is where it stands on the call's public page; `logo` tells in words what its owner's logo shows, empty
    where there is none.
    """

    anchor: str
    number: str
    title: str
    problem: str
    wish: str
    organisation: str
    location: str
    mission: str
    before: tuple[Row, ...]
    logo: str = ""


@dataclass(frozen=True, slots=True)
class CallList:
    """An open call and its challenges in words, in `language`; `words` holds headings by key."""

    language: str
    title: str
    kicker: str
    example: str
    dates: tuple[Row, ...]
    chains: str
    parts: tuple[Row, ...]
    ways: tuple[str, ...]
    entries: tuple[CallEntry, ...]
    money: str
    funding: str
    words: Mapping[str, str]


def compose_call(
    call: OpenCall, challenges: Sequence[CallChallenge], missions: Sequence[Mission], *, language: str = "en"
) -> CallList:
    """The call's document: the published among the challenges, in the order of their missions, then as given."""
    order = {mission.id: place for place, mission in enumerate(missions)}
    published = [one for one in challenges if one.state is ChallengeState.PUBLISHED]
    ordered = sorted(published, key=lambda one: order.get(one.mission_id, len(order)))
    with speaking(language):
        return CallList(
            language=spoken(),
            title=one_line(call.title),
            kicker=_("Open call {n}").format(n=number(call.number)),
            example=" · ".join(_marks(call)),
            dates=_dates(call),
            chains=" · ".join(label(chain) for chain in call.chains) or _("not yet given"),
            parts=_parts(call),
            ways=_ways(),
            entries=tuple(_entry(place, one, missions) for place, one in enumerate(ordered, start=1)),
            money=_(
                "Support is given by the SoTecIn Factory consortium to third parties and is awarded under this call’s "
                "own criteria. Recipients do not receive a grant from the European Union."
            ),
            funding=funding_note(),
            words=_headings(),
        )


def wish_sentence(wish: str) -> str:
    """The wish as the sentence of the challenge form; empty for none."""
    rest = wish_rest(wish)
    return _("We are looking for a solution that {wish}").format(wish=rest) if rest else ""


def wish_rest(wish: str) -> str:
    """What follows "We are looking for a solution that", whether or not the writer repeated it."""
    text = one_line(wish)
    for opening in ("we are looking for a solution that", "a solution that", "that"):
        if text.casefold().startswith(opening + " "):
            text = text[len(opening) :].strip()
    return text.lstrip("… ")


def mission_title(challenge: CallChallenge, missions: Sequence[Mission]) -> str:
    """The title of the challenge's mission; its id where the mission is not among those given."""
    return next((one_line(one.title) for one in missions if one.id == challenge.mission_id), challenge.mission_id)


def anchor_of(challenge: CallChallenge) -> str:
    """Where a challenge stands on the call's public page: stable, so that it can be linked to."""
    return f"challenge-{challenge.id}"


def logo_words(challenge: CallChallenge) -> str:
    """What the owner's logo shows, for whoever does not see it; empty where none is kept."""
    if not challenge.logo_mark:
        return ""
    return _("Logo of {name}").format(name=one_line(challenge.organisation) or _("the owner"))


def _marks(call: OpenCall) -> list[str]:
    marks = [example_mark()] if call.is_example else []
    return [*marks, *([] if call.is_announced else [_("Draft, not announced")])]


def _dates(call: OpenCall) -> tuple[Row, ...]:
    rows = []
    for word, when in ((_("Opens"), call.opens_at), (_("Closes"), call.closes_at)):
        there = elsewhere(when, call.timezone)
        text = moment(when, call.timezone)
        rows.append(Row(word, _("{moment}. That is {there}.").format(moment=text, there=there) if there else text))
    return tuple(rows)


def _parts(call: OpenCall) -> tuple[Row, ...]:
    """The five parts that a call text must fix, and the number of places; what is not fixed yet says so."""
    unknown = _("not yet given")
    given = {_(word): getattr(call, name) for name, word in CALL_PARTS.items()}
    rows = [Row(word, one_line(text) or unknown, is_open=not text.strip()) for word, text in given.items()]
    if call.places:
        rows.append(Row(_("Places"), number(call.places)))
    return tuple(rows)


def _ways() -> tuple[str, ...]:
    return (
        _("with a solution of your own to a mission;"),
        _("with an answer to one of the challenges below;"),
        _("as a consortium that brings its own challenge owner."),
    )


def _entry(place: int, challenge: CallChallenge, missions: Sequence[Mission]) -> CallEntry:
    now = challenge.wording
    return CallEntry(
        anchor=anchor_of(challenge),
        number=number(place),
        title=one_line(now.title),
        problem=one_line(now.problem) or _("Problem not yet given."),
        wish=wish_sentence(now.wish) or _("What is looked for is not yet given."),
        organisation=one_line(challenge.organisation) or _("No owner yet"),
        location=one_line(challenge.location),
        mission=mission_title(challenge, missions),
        before=_before(challenge.owner, challenge.council),
        logo=logo_words(challenge),
    )


def _before(owner: Wording, council: Wording | None) -> tuple[Row, ...]:
    """The owner's wording of each part that the council worded otherwise."""
    if council is None:
        return ()
    pairs = (
        (_("Title"), owner.title, council.title),
        (_("Problem"), owner.problem, council.problem),
        (_("Looking for"), wish_sentence(owner.wish), wish_sentence(council.wish)),
    )
    return tuple(Row(word, one_line(mine)) for word, mine, theirs in pairs if mine.strip() and mine != theirs)


def _headings() -> dict[str, str]:
    return {
        "dates": _("When"),
        "chains": _("Value chains in scope"),
        "parts": _("What the call fixes"),
        "ways": _("Three ways to apply"),
        "challenges": _("Challenges"),
        "before": _("In the owner’s words:"),
        "mission": _("Mission"),
        "none": _("No challenge is published in this call yet."),
        "money": _("About the money."),
        "take": _("Take it with you:"),
    }
