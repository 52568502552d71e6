"""Use cases on bridges: who should talk to whom across hubs, and planning it."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.bridges import Bridge, bridges
from sotecin_graph.elements import Element, ElementId, LinkId, MapId
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_for
from sotecin_graph.services.links import add_link
from sotecin_graph.vocabulary import LinkState, LinkType


@dataclass(frozen=True, slots=True)
class OfferedBridge:
    """A bridge with its elements: both ends, and those that join them."""

    bridge: Bridge
    one: Element
    other: Element
    common: tuple[Element, ...]
    via: tuple[Element, ...]


def offered(uow: UnitOfWork, *, by: Actor, map_id: MapId, most: int = 6) -> list[OfferedBridge]:
    """Stakeholders of different hubs of the map who should talk to each other, the most promising first."""
    ground_for(uow, by, Deed.READ, map_id)
    elements = uow.elements.many(uow.elements.positions(map_id))
    here = {each.id: each for each in elements}

    def named(idents: tuple[ElementId, ...]) -> tuple[Element, ...]:
        return tuple(here[ident] for ident in idents)

    return [
        OfferedBridge(each, here[each.one], here[each.other], named(each.common), named(each.via))
        for each in bridges(elements, uow.links.on(map_id), most=most)
    ]


def plan(uow: UnitOfWork, *, by: Actor, map_id: MapId, one: ElementId, other: ElementId) -> LinkId:
    """Make a bridge a planned link, so that somebody sees to it; returns the link's id."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    given = {"type": LinkType.COLLABORATION.value, "state": LinkState.PLANNED.value}
    return add_link(uow, by=by, map_id=map_id, source=one, target=other, note=_("A bridge between hubs"), **given)
