"""Use cases of parking: put contributions aside, off the map, look at what is parked, and bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import Parked, UnitOfWork
from sotecin_graph.services.effects import bring_back, take_off
from sotecin_graph.services.ground import ground_for, maps_with


@dataclass(frozen=True, slots=True)
class ParkedElement:
    """An element that is off its map for now, and who parked it when."""

    element: Element
    parked: Parked
    map_id: MapId

    @property
    def sentence(self) -> str:
        """Who put it aside."""
        return _("Parked by {name}").format(name=self.parked.by)


def park(uow: UnitOfWork, *, by: Actor, map_id: MapId, elements: Sequence[ElementId]) -> list[ElementId]:
    """Put elements aside with their links, in one deed; those that are gone are left out. Returns which were parked."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    here = uow.elements.positions(map_id, among=elements)
    found = [each for each in uow.elements.many(here) if each.id in here]
    for each in found:
        links = tuple(link.id for link in uow.links.of(each.id))
        uow.parking.keep(map_id, Parked(each.id, here[each.id], links, by.name, uow.now))
    take_off(uow, map_id, found, by=by)
    return [each.id for each in found]


def parked_on(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[ParkedElement]:
    """What is parked, the first first, tables' maps with that of all; what has come back by an undo is left out."""
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    found = []
    for here in maps_with(uow, ground):
        standing = uow.elements.positions(here)
        parked = [each for each in uow.parking.on_map(here) if each.element not in standing]
        elements = {each.id: each for each in uow.elements.many([each.element for each in parked])}
        shown = [each for each in parked if not elements[each.element].merged_into]
        found += [ParkedElement(elements[each.element], each, here) for each in shown]
    return found


def unpark(uow: UnitOfWork, *, by: Actor, map_id: MapId, elements: Sequence[ElementId]) -> None:
    """Bring parked elements back to where they stood, with the links whose other end is there."""
    parked = [each for each in parked_on(uow, by=by, map_id=map_id) if each.element.id in elements]
    for here in dict.fromkeys(each.map_id for each in parked):
        chosen = [each.parked for each in parked if each.map_id == here]
        links = list(dict.fromkeys(link for each in chosen for link in each.links))
        bring_back(uow, here, {each.element: each.at for each in chosen}, links, by=by)
        uow.parking.forget(here, [each.element for each in chosen])
