"""What became of contributions: for each thing that someone raised, how far it came and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sotecin_graph.briefs.dates import day
from sotecin_graph.calls import CallChallenge, ChallengeState
from sotecin_graph.clusters import reason_from_wire
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.errors import UnknownElement, WrongState
from sotecin_graph.language import N_, _
from sotecin_graph.maps import MapFacts
from sotecin_graph.missions import Mission
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import remove_element
from sotecin_graph.services.ground import ground_of


class Station(StrEnum):
    """The four stations on a contribution's way."""

    RAISED = "raised"
    MISSION = "mission"
    REVIEWED = "reviewed"
    IN_THE_CALL = "in the call"


_STATION_LABELS = {
    Station.RAISED: N_("raised"),
    Station.MISSION: N_("mission"),
    Station.REVIEWED: N_("reviewed"),
    Station.IN_THE_CALL: N_("in the call"),
}
_REVIEWED = (
    ChallengeState.IN_REVIEW,
    ChallengeState.CHANGES_REQUESTED,
    ChallengeState.OWNER_CONFIRMS,
    ChallengeState.ACCEPTED,
)


def station_label(station: Station) -> str:
    """The station in the reader's language."""
    return _(_STATION_LABELS[station])


@dataclass(frozen=True, slots=True)
class Trace:
    """One contribution and what became of it. `state` is that of its call challenge, or None before one exists."""

    element: Element
    maps: tuple[MapFacts, ...]
    missions: tuple[Mission, ...]
    call_challenge: CallChallenge | None
    station: Station
    state: ChallengeState | None
    sentence: str
    may_take_back: bool = False


def mine(uow: UnitOfWork, *, by: Actor) -> list[Trace]:
    """What became of everything that the actor has added, the latest first, and what may still be taken back."""
    found = [trace(uow, element) for element in reversed(uow.elements.raised_by(by.id))] if by.id else []
    return [replace(each, may_take_back=_may_take_back(uow, each, by)) for each in found]


def take_back(uow: UnitOfWork, *, by: Actor, element: ElementId) -> None:
    """Take one's own contribution off every map, as long as no mission and no call has taken it up."""
    found = uow.elements.get(element)
    if found is None or not by.id or found.by_id != by.id:
        raise UnknownElement(element)
    if not _may_take_back(uow, trace(uow, found), by):
        raise WrongState(_("This can no longer be taken back. Ask the hub lead or the facilitator."))
    for map_id in uow.elements.maps_of(element):
        remove_element(uow, by=by, map_id=map_id, element=element)


def _may_take_back(uow: UnitOfWork, found: Trace, by: Actor) -> bool:
    if found.element.removed_at or found.missions or found.call_challenge or not found.maps:
        return False
    return all(ground_of(uow, facts.id).may_edit(by, author_id=by.id) for facts in found.maps)


def heir_of(uow: UnitOfWork, element: Element) -> Element | None:
    """What an element was merged into, in the end; None for one that was not."""
    heir = uow.elements.get(element.merged_into) if element.merged_into else None
    return (heir_of(uow, heir) or heir) if heir else None


def trace(uow: UnitOfWork, element: Element) -> Trace:
    """What became of one element; of one that was merged away, what became of the one that it was merged into."""
    heir = uow.elements.get(element.merged_into) if element.merged_into else None
    if heir:
        followed = trace(uow, heir)
        told = _("It was merged into “{name}”, which means the same.").format(name=heir.name)
        return replace(followed, element=element, sentence=f"{told} {followed.sentence}")
    maps = [uow.maps.facts(map_id) for map_id in uow.elements.maps_of(element.id)]
    missions = uow.missions.with_member(element.id)
    found = uow.calls.challenges(element_id=element.id)
    challenge = found[-1] if found else None
    call = uow.calls.call(challenge.call_id) if challenge and challenge.call_id else None
    sentence = _sentence(element, missions, challenge, call.number if call else 0)
    if element.removed_at and uow.parking.holds(element.id):
        sentence = _("The facilitators have put it aside for now. It can come back.")
    return Trace(
        element=element,
        maps=tuple(facts for facts in maps if facts),
        missions=tuple(missions),
        call_challenge=challenge,
        station=_station(missions, challenge),
        state=challenge.state if challenge else None,
        sentence=sentence,
    )


def _station(missions: list[Mission], challenge: CallChallenge | None) -> Station:
    if challenge and challenge.state is ChallengeState.PUBLISHED:
        return Station.IN_THE_CALL
    if challenge and challenge.state in _REVIEWED:
        return Station.REVIEWED
    return Station.MISSION if missions else Station.RAISED


def _sentence(element: Element, missions: list[Mission], challenge: CallChallenge | None, call: int) -> str:
    if element.removed_at:
        return _("It was taken off the map on {day}.").format(day=day(element.removed_at.date()))
    if challenge and challenge.state is ChallengeState.PUBLISHED:
        said = _("Published in open call {number} as “{title}”.").format(number=call, title=challenge.wording.title)
        return said + (" " + _("You can read both wordings.") if challenge.council else "")
    if challenge:
        reason = challenge.passages[-1].reason if challenge.passages else ""
        return _CALL_SENTENCES[challenge.state]() + (f" {reason}" if reason else "")
    if missions:
        return _taken_up(missions[-1])
    return _("It stands on the map. No mission has taken it up yet.")


def _taken_up(mission: Mission) -> str:
    """Which mission it is part of, who promoted it when, and the first of the reasons that its elements had."""
    said = [_("It is part of the mission “{title}”.").format(title=mission.title)]
    promoted, name = mission.origin.get("promoted_at"), mission.origin.get("promoted_by")
    if promoted and name:
        when = day(datetime.fromisoformat(promoted).date())
        said.append(_("{name} promoted it on {day}.").format(name=name, day=when))
    reasons = mission.origin.get("reasons", ())
    if reasons:
        said.append(_("Why it belongs there: {reason}.").format(reason=reason_from_wire(reasons[0]).sentence()))
    return " ".join(said)


_CALL_SENTENCES = {
    ChallengeState.RAISED: lambda: _("It stands on the map."),
    ChallengeState.DRAFT: lambda: _("It is being prepared for an open call."),
    ChallengeState.SUBMITTED: lambda: _("It has been submitted for an open call."),
    ChallengeState.ELIGIBLE: lambda: _("It may enter an open call and waits for the council."),
    ChallengeState.NOT_ELIGIBLE: lambda: _("It cannot enter the open call as it is."),
    ChallengeState.IN_REVIEW: lambda: _("The council is looking at it."),
    ChallengeState.CHANGES_REQUESTED: lambda: _("The council asks for another wording."),
    ChallengeState.OWNER_CONFIRMS: lambda: _("Its owner is asked to confirm the council's wording."),
    ChallengeState.ACCEPTED: lambda: _("The council has accepted it. It will be in the next open call."),
    ChallengeState.WITHDRAWN: lambda: _("It was withdrawn."),
}
