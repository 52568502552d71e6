"""Use cases on open calls and call challenges: open a call, take a challenge in, move it through its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sotecin_graph.calls import (
    AGREED,
    CallChallenge,
    CallChallengeId,
    CallId,
    ChallengeState,
    OpenCall,
    Passage,
    Wording,
)
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import BadInput, UnknownCall, UnknownElement, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import PROGRAMME, authorise, may_anywhere, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_of, mission_for
from sotecin_graph.text import PROBLEM_LENGTH, line, paragraph
from sotecin_graph.vocabulary import Chain, LinkType

WISH_LENGTH = 300
CALL_TEXT_LENGTH = 3000
_LINES = ("organisation", "location", "contact_name", "contact_email")
_TEXTS = ("maximum", "amount_rule", "activities", "recipients", "procedure")


@dataclass(frozen=True, slots=True)
class CallView:
    """An open call with its challenges and the missions and elements that they came from."""

    call: OpenCall
    challenges: tuple[CallChallenge, ...]
    missions: dict[MissionId, Mission]
    elements: dict[ElementId, Element]


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A call challenge with where it came from, the calls that it may be published in, and who could own it."""

    challenge: CallChallenge
    mission: Mission
    element: Element | None
    calls: tuple[OpenCall, ...]
    stakeholders: tuple[Element, ...]
    may_lead: bool


def open_call(
    uow: UnitOfWork,
    *,
    by: Actor,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    timezone: str,
    chains: Sequence[Chain],
    number: int | None = None,
    places: int = 0,
    is_example: bool = False,
    **texts: str,
) -> CallId:
    """Open a call; times are aware and read in `timezone` (IANA). `texts` are the five parts of its text."""
    authorise(by, Deed.LEAD, PROGRAMME)
    _must_be_dated(opens_at, closes_at, timezone)
    _must_have_chains(chains)
    call = OpenCall(
        id=CallId(new_ident()),
        number=number or max((each.number for each in uow.calls.calls()), default=0) + 1,
        title=line(title, field=_("title")),
        opens_at=opens_at,
        closes_at=closes_at,
        timezone=timezone,
        chains=tuple(chains),
        places=places,
        is_example=is_example,
        **{name: paragraph(texts.get(name, ""), field=name, most=CALL_TEXT_LENGTH) for name in _TEXTS},
    )
    uow.calls.add_call(call)
    return call.id


def edit_call(uow: UnitOfWork, *, by: Actor, call_id: CallId, **fields: Any) -> OpenCall:
    """Change a call: its title, times and zone, chains, places or any of its five parts, in the types of OpenCall."""
    authorise(by, Deed.LEAD, PROGRAMME)
    before = uow.calls.call(call_id)
    if before is None:
        raise UnknownCall(call_id)
    _must_be_among(fields, ("title", "opens_at", "closes_at", "timezone", "chains", "places", *_TEXTS))
    values = dict(fields)
    for name in set(_TEXTS) & set(values):
        values[name] = paragraph(values[name], field=name, most=CALL_TEXT_LENGTH)
    if "title" in values:
        values["title"] = line(values["title"], field=_("title"))
    after = replace(before, **values)
    _must_be_dated(after.opens_at, after.closes_at, after.timezone)
    _must_have_chains(after.chains)
    uow.calls.update_call(after)
    return after


def take_up(
    uow: UnitOfWork, *, by: Actor, mission_id: MissionId, element: ElementId, is_example: bool = False
) -> CallChallengeId:
    """Make a draft call challenge of a challenge of a mission. Its owner is who owns it on the map, if anyone."""
    mission = mission_for(uow, by, Deed.LEAD, mission_id)
    found = uow.elements.get(element)
    if found is None or not found.is_challenge or element not in mission.members:
        raise UnknownElement(element)
    if uow.calls.challenges(mission_id=mission_id, element_id=element):
        raise WrongState(_("“{name}” is already on its way into a call.").format(name=found.name))
    owner = _owner_on_map(uow, mission.map_id, element)
    challenge = CallChallenge(
        id=CallChallengeId(new_ident()),
        element_id=element,
        mission_id=mission_id,
        owner=Wording(found.name, found.problem, found.wish),
        owner_id=owner.id if owner else None,
        organisation=owner.name if owner else "",
        location=owner.country if owner else "",
        passages=(Passage(ChallengeState.DRAFT, by.name, uow.now),),
        is_example=is_example or mission.is_example,
    )
    uow.calls.add_challenge(challenge)
    return challenge.id


def edit_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    owner: Wording | None = None,
    council: Wording | None = None,
    owner_id: ElementId | None = None,
    **lines: str,
) -> CallChallenge:
    """Change the owner's wording, the council's, or who owns it and where; both wordings are kept.

    Who changed which wording when is kept with the passages; once both have agreed, neither changes any more.
    `owner_id` is a stakeholder of the community; the organisation's name is a line of its own.
    """
    before = _challenge(uow, by, ident)
    _must_be_among(lines, _LINES)
    values: dict[str, Any] = {name: line(value, field=name, needed=False) for name, value in lines.items()}
    if owner_id is not None:
        values["owner_id"] = _stakeholder(uow, owner_id).id
    for name, wording in (("owner", owner), ("council", council)):
        if wording is not None:
            values[name] = _fit_wording(wording)
    after = replace(before, **values)
    reworded = [name for name in _REWORDED if getattr(after, name) != getattr(before, name)]
    if reworded and before.state in AGREED:
        raise WrongState(_("Owner and council have agreed on these words. They stay as they are."))
    passages = [Passage(before.state, by.name, uow.now, _(_REWORDED[name])) for name in reworded]
    after = replace(after, passages=(*before.passages, *passages))
    uow.calls.update_challenge(after)
    return after


_REWORDED = {"owner": N_("The owner's wording was changed."), "council": N_("The council's wording was changed.")}


def move_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    state: ChallengeState,
    reason: str = "",
    call_id: CallId | None = None,
) -> CallChallenge:
    """Move a challenge to its next state; who, when and why are kept. Publishing needs the call."""
    before = _challenge(uow, by, ident)
    before.must_reach(state)
    call = call_id or before.call_id
    if state is ChallengeState.PUBLISHED:
        _must_be_ready(uow.calls.call(call) if call else None)
    reason = paragraph(reason, field=_("reason"), most=CALL_TEXT_LENGTH)
    passage = Passage(state, by.name, uow.now, reason)
    after = replace(before, state=state, call_id=call, passages=(*before.passages, passage))
    uow.calls.update_challenge(after)
    return after


def all_calls(uow: UnitOfWork) -> list[OpenCall]:
    """All open calls, the latest first: a call is public."""
    return list(reversed(uow.calls.calls()))


def view(uow: UnitOfWork, *, by: Actor, call_id: CallId) -> CallView:
    """A call with its challenges; who does not lead sees the published ones only, contacts only who leads theirs."""
    call = uow.calls.call(call_id)
    if call is None:
        raise UnknownCall(call_id)
    shown = [_as_seen(uow, each, by) for each in _of_call(uow, call) if may_anywhere(by, Deed.LEAD) or _is_public(each)]
    missions = {each.mission_id: uow.missions.get(each.mission_id) for each in shown}
    return CallView(
        call=call,
        challenges=tuple(shown),
        missions={ident: mission for ident, mission in missions.items() if mission},
        elements={element.id: element for element in uow.elements.many(each.element_id for each in shown)},
    )


def challenge_view(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId) -> ChallengeView:
    """A call challenge with its life; who does not lead sees it once it is published, or UnknownCall."""
    found = uow.calls.challenge(ident)
    mission = uow.missions.get(found.mission_id) if found else None
    if found is None or mission is None or not (may_anywhere(by, Deed.LEAD) or _is_public(found)):
        raise UnknownCall(ident)
    may_lead = _leads(uow, by, mission)
    members = uow.elements.many(mission.members) if may_lead else []
    return ChallengeView(
        challenge=_as_seen(uow, found, by),
        mission=mission,
        element=uow.elements.get(found.element_id),
        calls=tuple(call for call in uow.calls.calls() if set(call.chains) & set(mission.chains)),
        stakeholders=tuple(each for each in members if not each.is_challenge),
        may_lead=may_lead,
    )


def _of_call(uow: UnitOfWork, call: OpenCall) -> list[CallChallenge]:
    """Those in the call, and those under way that are in no call yet and fit its chains."""
    found = []
    for each in uow.calls.challenges():
        mission = uow.missions.get(each.mission_id)
        fits = mission is not None and bool(set(mission.chains) & set(call.chains))
        if each.call_id == call.id or (each.call_id is None and fits):
            found.append(each)
    return found


def _is_public(challenge: CallChallenge) -> bool:
    return challenge.state is ChallengeState.PUBLISHED


def _leads(uow: UnitOfWork, by: Actor, mission: Mission | None) -> bool:
    return mission is not None and ground_of(uow, mission.map_id).allows(by, Deed.LEAD)


def _as_seen(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> CallChallenge:
    """The challenge without its contact person, unless the reader leads the hub that it comes from."""
    if _leads(uow, by, uow.missions.get(challenge.mission_id)):
        return challenge
    return replace(challenge, contact_name="", contact_email="")


def _must_be_ready(call: OpenCall | None) -> None:
    if call is None:
        raise WrongState(_("Choose the open call in which it is published."))
    if not all(getattr(call, name).strip() for name in _TEXTS):
        raise WrongState(_("The call's text still lacks one of its five parts."))


def _challenge(uow: UnitOfWork, by: Actor, ident: CallChallengeId) -> CallChallenge:
    found = uow.calls.challenge(ident)
    mission = uow.missions.get(found.mission_id) if found else None
    if found is None or mission is None:
        raise unknown_to(by, UnknownCall(ident))
    authorise(by, Deed.LEAD, ground_of(uow, mission.map_id).place_as(partial(UnknownCall, ident)))
    return found


def _stakeholder(uow: UnitOfWork, ident: ElementId) -> Element:
    found = uow.elements.get(ident)
    if found is None or found.is_challenge:
        raise UnknownElement(ident)
    return found


def _owner_on_map(uow: UnitOfWork, map_id: MapId, challenge: ElementId) -> Element | None:
    owners = [link.source for link in uow.links.on(map_id) if link.target == challenge and link.type is LinkType.OWNS]
    return uow.elements.get(owners[0]) if owners else None


def _fit_wording(wording: Wording) -> Wording:
    return Wording(
        title=line(wording.title, field=_("title")),
        problem=paragraph(wording.problem, field=_("problem"), most=PROBLEM_LENGTH),
        wish=paragraph(wording.wish, field=_("solution sought"), most=WISH_LENGTH),
    )


def _must_be_among(fields: Iterable[str], known: Sequence[str]) -> None:
    unknown = set(fields) - set(known)
    if unknown:
        raise BadInput(_("“{field}” cannot be edited.").format(field=", ".join(sorted(unknown))))


def _must_have_chains(chains: Sequence[Chain]) -> None:
    if not chains:
        raise BadInput(_("Choose at least one value chain: a call publishes challenges of its chains."), field="chains")


def _must_be_dated(opens_at: datetime, closes_at: datetime, timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadInput(_("Name the time zone as Europe/Brussels."), field="timezone") from None
    if opens_at.tzinfo is None or closes_at.tzinfo is None or closes_at <= opens_at:
        raise BadInput(_("A call closes after it opens, and both have a time and a zone."), field="closes_at")
