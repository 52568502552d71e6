"""The ground a deed is done on: a map with its workshop, and whether someone may do it there, now."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.elements import MapId
from sotecin_graph.errors import NotAllowed, SignInNeeded, UnknownMap
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Takes, Workshop, WorkshopState


@dataclass(frozen=True, slots=True)
class Ground:
    """A map and the workshop on it, if there is one."""

    facts: MapFacts
    workshop: Workshop | None

    @property
    def is_rehearsal(self) -> bool:
        return self.workshop is not None and self.workshop.is_rehearsal

    def allows(self, by: Actor, deed: Deed) -> bool:
        """True where the actor's role includes the deed on this map."""
        return by.may(deed, hubs=self.facts.hubs, workshop_id=self.facts.workshop_id)

    def must(self, by: Actor, deed: Deed) -> None:
        """Raise SignInNeeded or NotAllowed where `allows` is False."""
        by.must(deed, hubs=self.facts.hubs, workshop_id=self.facts.workshop_id)

    def must_read(self, by: Actor) -> None:
        """Example maps are open to all, a workshop's map to its participants, every map to people with an account."""
        if self.facts.is_example or (not by.is_anonymous and not by.is_participant):
            return
        if by.is_anonymous:
            raise SignInNeeded
        if not self.allows(by, Deed.READ):
            raise UnknownMap(self.facts.id)

    def must_take(self, by: Actor, what: Takes, sort: Kind | LinkType | None = None) -> None:
        """Raise where the actor may not add this kind of thing here, or the workshop's step does not take it.

        Facilitators and leads may always add. Once a workshop is over, people with an account go on adding.
        """
        self.must(by, Deed.CONTRIBUTE)
        if self.workshop is None or self.allows(by, Deed.FACILITATE):
            return
        if self.workshop.state is WorkshopState.CLOSED and not by.is_participant:
            return
        self.workshop.must_take(what, sort)

    def holds_back(self, by: Actor) -> bool:
        """True where what the actor adds now waits until a facilitator shows it."""
        workshop = self.workshop
        is_private = workshop is not None and workshop.state is WorkshopState.OPEN and workshop.current.is_private
        return is_private and not self.allows(by, Deed.FACILITATE)

    def must_edit(self, by: Actor, *, author_id: str) -> None:
        """People in the room mend anything on their map; a contributor mends what is their own."""
        if self.may_edit(by, author_id=author_id):
            return
        self.must(by, Deed.EDIT)
        raise NotAllowed

    def may_edit(self, by: Actor, *, author_id: str) -> bool:
        """True where `must_edit` would not raise. A participant's leave ends with the workshop."""
        is_own = author_id == by.id and self.allows(by, Deed.CONTRIBUTE)
        if not (is_own or self.allows(by, Deed.EDIT)):
            return False
        return not (by.is_participant and self.workshop and self.workshop.state is not WorkshopState.OPEN)


def ground_of(uow: UnitOfWork, map_id: MapId) -> Ground:
    """The map and its workshop, or UnknownMap."""
    facts = uow.maps.facts(map_id)
    if facts is None:
        raise UnknownMap(map_id)
    return Ground(facts, uow.workshops.on_map(map_id) if facts.workshop_id else None)
