"""Use cases of what is held back: one's own contributions that wait, taking one back, and showing all of a step."""

from __future__ import annotations

from sotecin_graph.changes import Wire, element_from_wire, link_from_wire
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import NotThere
from sotecin_graph.held import Held
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import put_element
from sotecin_graph.services.ground import ground_for, ground_of, maps_with
from sotecin_graph.services.links import link_concerned, put_link


def waiting_of(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Held]:
    """What the actor has contributed to the map and nobody has shown or accepted yet."""
    return [held for held in uow.held.of(by.id) if held.map_id == map_id] if by.id else []


def count_waiting(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> int:
    """How many contributions wait on a map to be revealed; the number is for all who may read it."""
    ground_for(uow, by, Deed.READ, map_id)
    return uow.held.count(map_id)


def count_to_reveal(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> int:
    """How many contributions `reveal` would show, for who facilitates; with the map of all those of its tables."""
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    return sum(uow.held.count(each) for each in maps_with(uow, ground))


def take_back_waiting(uow: UnitOfWork, *, by: Actor, ident: str) -> None:
    """Drop one's own contribution before anyone has seen it; another's is as unknown as one that never was."""
    held = uow.held.get(ident)
    if held is None or not by.id or held.by_id != by.id:
        raise NotThere(ident)
    uow.held.forget(ident)


def reveal(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> int:
    """Show what private steps hold back, in the order it came and under its authors; returns how much it was.

    Each goes on the map that it was meant for; from the map of all, that of the tables' own maps is shown, too.
    Each contribution becomes a deed of its author, which they or a facilitator can undo one by one.
    """
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    shown = [held for each in maps_with(uow, ground) for held in uow.held.on_map(each)]
    for held in sorted(shown, key=lambda held: held.is_link):
        show_held(uow, held)
    return len(shown)


def show_held(uow: UnitOfWork, held: Held) -> None:
    """Put what was held back on its map, as a deed of its author."""
    uow.held.forget(held.id)
    author = Actor(id=held.by_id, name=held.by)
    uow.begin_deed()
    if held.is_link:
        put_link(uow, held.map_id, link_from_wire({**held.content, "seq": uow.links.next_seq()}), by=author)
    else:
        _show_element(uow, held.map_id, held.content, by=author)


def _show_element(uow: UnitOfWork, map_id: MapId, content: Wire, *, by: Actor) -> None:
    here = uow.elements.positions(map_id)
    concerns = [ElementId(ident) for ident in content["concerns"] if ident in here]
    element = element_from_wire({**content, "seq": uow.elements.next_seq()})
    area = ground_of(uow, map_id).area_of(content.get("table", 0))
    put_element(uow, map_id, element, at=content["at"], near=concerns, by=by, area=area)
    for ident in concerns:
        link_concerned(uow, map_id, ident, element.id, by=by)
