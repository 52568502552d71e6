"""Use cases on the owner of a call challenge: who could own it, by what the map says, and what the owner answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState, Passage
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.language import _, ngettext
from sotecin_graph.missions import Mission
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.calls import REASON_LENGTH, led_challenge, save
from sotecin_graph.text import line, paragraph
from sotecin_graph.vocabulary import LinkType

_WEIGHTS = {LinkType.OWNS: 100, LinkType.FACES: 20, LinkType.ABOUT: 10, LinkType.HELP: 1}
"""How much a link to the challenge speaks for an owner: who faces it before whom it is about; solvers come last."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stakeholder who could own the challenge, with reasons that stand on the map."""

    element: Element
    reasons: tuple[str, ...]


def proposals(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId, most: int = 5) -> list[Proposal]:
    """Who could own the challenge, the likeliest first: who faces it, whom it is about, who deals with those."""
    challenge = led_challenge(uow, by, ident)
    mission = uow.missions.get(challenge.mission_id)
    if mission is None:
        return []
    links = uow.links.on(mission.map_id)
    points: defaultdict[ElementId, float] = defaultdict(float)
    reasons: defaultdict[ElementId, list[str]] = defaultdict(list)
    told = [*_direct(uow.links.of(challenge.element_id), challenge.element_id)]
    facing = {who for who, type_, _weight in told if type_ in (LinkType.FACES, LinkType.OWNS)}
    for who, type_, weight in told:
        points[who] += weight
        reasons[who].append(_WORDS[type_]())
    for who, weight, reason in (*_around(links, facing), *_elsewhere(links, challenge, mission)):
        points[who] += weight
        reasons[who].append(reason)
    found = {each.id: each for each in uow.elements.many(points) if not each.is_challenge and each.removed_at is None}
    for ident_ in found:
        if ident_ in mission.council:
            reasons[ident_].append(_("sits in the mission’s council"))
    ranked = sorted(found.values(), key=lambda each: (-points[each.id], each.seq))
    return [Proposal(each, tuple(reasons[each.id])) for each in ranked[:most]]


def note_answer(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    agrees: bool,
    name: str,
    said_on: date,
    reason: str = "",
    expected: int | None = None,
) -> CallChallenge:
    """Write down what the owner said to the council's words, who said it and on which day; a lead does."""
    challenge = led_challenge(uow, by, ident, expected=expected)
    asked = challenge.passages[-1].at if challenge.passages else uow.now
    if not asked.date() <= said_on <= uow.now.date():
        raise BadInput(_("The day lies between the question to the owner and today."), field="said_on")
    at = uow.now if said_on == uow.now.date() else datetime.combine(said_on, time(12), UTC)
    return answered(uow, challenge, agrees=agrees, name=name, reason=reason, at=max(at, asked), noted_by=by.name)


def answered(
    uow: UnitOfWork, challenge: CallChallenge, *, agrees: bool, name: str, reason: str, at: datetime, noted_by: str
) -> CallChallenge:
    """The challenge after its owner has confirmed the words, or asked for others and said which."""
    if challenge.state is not ChallengeState.OWNER_CONFIRMS:
        raise WrongState(_("The owner is not asked to confirm anything now."))
    who = line(name, field=_("name of who answers"))
    told = paragraph(reason, field=_("what should change"), most=REASON_LENGTH, needed=not agrees)
    state = ChallengeState.ACCEPTED if agrees else ChallengeState.CHANGES_REQUESTED
    said = told or _("The owner agrees with these words.")
    passage = Passage(state, who, at, said, noted_by=noted_by, whose="council", wording=challenge.wording)
    return save(uow, replace(challenge, state=state, passages=(*challenge.passages, passage)))


def _direct(links: Iterable[Link], challenge: ElementId) -> list[tuple[ElementId, LinkType, float]]:
    ends = [(link.source if link.target == challenge else link.target, link.type) for link in links]
    return [(who, type_, _WEIGHTS[type_]) for who, type_ in dict.fromkeys(ends) if type_ in _WEIGHTS]


def _around(links: Iterable[Link], facing: set[ElementId]) -> list[tuple[ElementId, float, str]]:
    """Who exchanges something with those who face it."""
    partners: defaultdict[ElementId, set[ElementId]] = defaultdict(set)
    for link in links:
        if link.type.is_exchange:
            for who, other in ((link.source, link.target), (link.target, link.source)):
                if other in facing and who != other:
                    partners[who].add(other)
    return [(who, len(others), _partner_words(len(others))) for who, others in partners.items()]


def _elsewhere(links: Iterable[Link], challenge: CallChallenge, mission: Mission) -> list[tuple[ElementId, float, str]]:
    """Who faces other challenges of the mission."""
    members = set(mission.members) - {challenge.element_id}
    faced: defaultdict[ElementId, set[ElementId]] = defaultdict(set)
    for link in links:
        if link.type is LinkType.FACES and link.target in members:
            faced[link.source].add(link.target)
    return [(who, len(each) / 2, _other_words(len(each))) for who, each in faced.items()]


def _partner_words(count: int) -> str:
    words = ngettext("exchanges with {count} who faces it", "exchanges with {count} who face it", count)
    return words.format(count=count)


def _other_words(count: int) -> str:
    words = ngettext(
        "faces {count} other challenge of the mission", "faces {count} other challenges of the mission", count
    )
    return words.format(count=count)


_WORDS: dict[LinkType, Callable[[], str]] = {
    LinkType.OWNS: lambda: _("owns it on the map"),
    LinkType.FACES: lambda: _("faces it"),
    LinkType.ABOUT: lambda: _("it is about them"),
    LinkType.HELP: lambda: _("could help solve it"),
}
