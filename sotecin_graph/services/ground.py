"""The ground a deed is done on: a map with its workshop, found for who may do it there; else as good as not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import (
    ElementRemoved,
    Locked,
    Moderated,
    Muted,
    NotAllowed,
    NotThere,
    OtherTable,
    UnknownElement,
    UnknownMap,
    UnknownMission,
    UnknownWorkshop,
    WorkshopOver,
)
from sotecin_graph.levers import Area
from sotecin_graph.maps import MapFacts
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed, WorkshopId
from sotecin_graph.permissions import Place, authorise, may, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.lateness import FOLLOW_UP, late_until, over
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Takes, Workshop, WorkshopState

T = TypeVar("T", Mission, Workshop)

_AT_TABLE = (Deed.CONTRIBUTE, Deed.EDIT)
_JUST_NOW = 300
"""Changes that a removal is looked for among."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A map and the workshop on it, if there is one; of a closed one, until when late contributions are taken."""

    facts: MapFacts
    workshop: Workshop | None
    late_until: datetime | None = None
    over: WorkshopOver | None = None

    @property
    def is_rehearsal(self) -> bool:
        return self.workshop is not None and self.workshop.is_rehearsal

    @property
    def its_workshop(self) -> Workshop:
        """The workshop, or UnknownWorkshop where there is none."""
        if self.workshop is None:
            raise UnknownWorkshop
        return self.workshop

    @property
    def place(self) -> Place:
        """The ground as the place of a deed."""
        return self.place_as(partial(UnknownMap, self.facts.id))

    def place_as(self, unknown: Callable[[], NotThere]) -> Place:
        """The place, where something on it was asked for that is told as unknown in words of its own."""
        is_open = self.workshop is None or self.workshop.state is WorkshopState.OPEN
        return replace(place_of(self.facts), is_open=is_open, unknown=unknown)

    def allows(self, by: Actor, deed: Deed) -> bool:
        """True where the actor's role includes the deed on this map; on a table's map, if they work there now."""
        return may(by, deed, self.place) and (deed not in _AT_TABLE or self._is_at_work(by))

    def _is_own_table(self, by: Actor) -> bool:
        """True but on the map of a table at which the actor does not sit; facilitators are at home at all of them."""
        sits_here = by.is_participant and by.table == self.facts.table
        return not self.facts.table or sits_here or may(by, Deed.FACILITATE, self.place)

    def _is_at_work(self, by: Actor) -> bool:
        """True where they may add: at their own table while tables work apart, facilitators always."""
        is_apart = not self.facts.table or (self.workshop is not None and self.workshop.is_apart)
        return self._is_own_table(by) and (is_apart or may(by, Deed.FACILITATE, self.place))

    def must(self, by: Actor, deed: Deed) -> None:
        """Raise where `allows` is False, or where the facilitators have muted the actor."""
        authorise(by, deed, self.place)
        if deed is not Deed.READ and self.workshop and by.id in self.workshop.levers.muted:
            raise Muted

    def must_take(self, by: Actor, what: Takes, sort: Kind | LinkType | None = None) -> None:
        """Raise where the actor may not add this kind of thing here, or the workshop's step does not take it.

        Facilitators and leads may always add. Once a workshop is over, people with an account go on adding.
        """
        self.must(by, Deed.CONTRIBUTE)
        if not self._is_at_work(by):
            raise OtherTable(is_over=self._is_own_table(by))
        if self.workshop is None or self.allows(by, Deed.FACILITATE):
            return
        if self.workshop.state is WorkshopState.CLOSED and not by.is_participant:
            return
        if self.late_until is not None and what in FOLLOW_UP.takes:
            return
        if self.over is not None:
            raise self.over
        self.workshop.must_take(what, sort)
        if what is not Takes.VOTE and self.workshop.levers.is_locked:
            raise Locked
        if what is Takes.CLUSTER and self.workshop.plan.is_moderated and by.is_participant:
            raise Moderated

    def holds_back(self, by: Actor) -> bool:
        """True where what the actor adds now waits until a facilitator shows or accepts it."""
        return self._guided(by) is not None and (self._is_private or self.needs_leave(by))

    def needs_leave(self, by: Actor) -> bool:
        """True where what the actor adds now waits for a facilitator's yes; in a private step, to be shown."""
        workshop = self._guided(by)
        is_asked = workshop is not None and workshop.plan.is_moderated and not self._is_private
        return is_asked and by.is_participant

    def area_of(self, table: int) -> Area | None:
        """Where a table works now; None while the step is for all together, and for people at no table."""
        workshop = self.workshop
        if workshop is None or workshop.state is not WorkshopState.OPEN or not workshop.current.is_at_tables:
            return None
        if self.facts.table:
            return None
        return workshop.levers.area_of(table)

    def must_edit(self, by: Actor, *, author_id: str, element: ElementId | None = None) -> None:
        """People in the room mend anything on their map; a contributor mends what is their own.

        Unless it is locked, they are muted, or the workshop is moderated. `element` is what would be changed.
        """
        authorise(by, Deed.EDIT, self._place_of(by, author_id), author_id=author_id)
        barred = self._bar(by, element) or self._other_table(by, author_id)
        if barred is not None:
            raise barred

    def may_edit(self, by: Actor, *, author_id: str, element: ElementId | None = None) -> bool:
        """True where `must_edit` would not raise. A participant's leave ends with the workshop."""
        place = self._place_of(by, author_id)
        is_barred = self._bar(by, element) or self._other_table(by, author_id)
        return may(by, Deed.EDIT, place, author_id=author_id) and not is_barred

    def _other_table(self, by: Actor, author_id: str) -> NotAllowed | None:
        """What is told where someone would mend what another table has made; one's own is one's own everywhere."""
        return None if self._is_own_table(by) or author_id == by.id else OtherTable()

    def _place_of(self, by: Actor, author_id: str) -> Place:
        """Where something of an author is mended: while the follow-up is on, what is one's own still is."""
        is_own = self.late_until is not None and author_id == by.id
        return replace(self.place, is_open=True) if is_own else self.place

    @property
    def _is_private(self) -> bool:
        workshop = self.workshop
        return workshop is not None and workshop.state is WorkshopState.OPEN and workshop.current.is_private

    def _guided(self, by: Actor) -> Workshop | None:
        """The workshop, while it or its follow-up is on, for who is not one of those that lead it."""
        workshop = self.workshop
        is_on = workshop is not None and (workshop.state is WorkshopState.OPEN or self.late_until is not None)
        return workshop if is_on and not self.allows(by, Deed.FACILITATE) else None

    def _bar(self, by: Actor, element: ElementId | None) -> NotAllowed | None:
        workshop = self._guided(by)
        if workshop is None:
            return None
        if by.id in workshop.levers.muted:
            return Muted()
        if workshop.plan.is_moderated and by.is_participant:
            return Moderated()
        if workshop.levers.is_locked:
            return Locked()
        return Locked(is_whole=False) if element in workshop.levers.locked else None


def place_of(facts: MapFacts) -> Place:
    """A map as the place of a deed, whatever the state of its workshop."""
    return Place(facts.hubs, facts.workshop_id, is_public=facts.is_example, unknown=partial(UnknownMap, facts.id))


def ground_of(uow: UnitOfWork, map_id: MapId) -> Ground:
    """The map and its workshop, or UnknownMap."""
    facts = uow.maps.facts(map_id)
    if facts is None:
        raise UnknownMap(map_id)
    workshop = uow.workshops.on_map(map_id) if facts.workshop_id else None
    if workshop is None or workshop.state is not WorkshopState.CLOSED:
        return Ground(facts, workshop)
    return Ground(facts, workshop, late_until(uow, workshop), over(uow, workshop))


def map_at_work(uow: UnitOfWork, workshop: Workshop, table: int) -> MapId:
    """The map on which people of a table work now: their own while tables work apart, else the one of all."""
    if not workshop.is_apart or not 0 < table <= workshop.levers.own_maps:
        return workshop.map_id
    return uow.workshops.table_maps(workshop.id).get(table, workshop.map_id)


def maps_of(uow: UnitOfWork, workshop: Workshop) -> list[MapId]:
    """All maps of a workshop: that of all, then those of its tables."""
    return [workshop.map_id, *uow.workshops.table_maps(workshop.id).values()]


def maps_with(uow: UnitOfWork, ground: Ground) -> list[MapId]:
    """The map, and with a workshop's map of all those of its tables."""
    return maps_of(uow, ground.workshop) if ground.workshop and not ground.facts.table else [ground.facts.id]


def ground_for(uow: UnitOfWork, by: Actor, deed: Deed, map_id: MapId) -> Ground:
    """The map and its workshop, for someone who may do this there; for others as if it were not there."""
    try:
        ground = ground_of(uow, map_id)
    except UnknownMap as unknown:
        raise unknown_to(by, unknown) from None
    ground.must(by, deed)
    return ground


def absence(uow: UnitOfWork, map_id: MapId, element: Element) -> NotThere:
    """What is told of an element that does not stand on a map: its name only where it has just been taken off there."""
    latest = uow.maps.latest_changes(map_id, most=_JUST_NOW)
    was_here = any(each.kind == "removed" and element.id in each.payload["elements"] for each in latest)
    return ElementRemoved(element.name) if was_here else UnknownElement(element.id)


def mission_for(uow: UnitOfWork, by: Actor, deed: Deed, ident: MissionId) -> Mission:
    """The mission, for someone who may do this on its map, or UnknownMission."""
    return _on_its_map(uow, by, deed, uow.missions.get(ident), partial(UnknownMission, ident))


def workshop_for(uow: UnitOfWork, by: Actor, deed: Deed, ident: WorkshopId) -> Workshop:
    """The workshop, for someone who may do this there, or UnknownWorkshop."""
    return _on_its_map(uow, by, deed, uow.workshops.get(ident), partial(UnknownWorkshop, ident))


def _on_its_map(uow: UnitOfWork, by: Actor, deed: Deed, found: T | None, unknown: Callable[[], NotThere]) -> T:
    """What was found, for someone who may do this on its map; for others, and where there is none, `unknown`."""
    if found is None:
        raise unknown_to(by, unknown())
    authorise(by, deed, ground_of(uow, found.map_id).place_as(unknown))
    return found
