"""Use cases on stakeholders that may be one: show the pairs, merge what a person calls the same, remember the rest."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import UnknownElement
from sotecin_graph.maps import MapFacts
from sotecin_graph.organisations import SamePair, pairs_alike
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import place_elements
from sotecin_graph.services.ground import ground_for
from sotecin_graph.services.merging import merge_elements


@dataclass(frozen=True, slots=True)
class PairView:
    """Two stakeholders that may be one, and the maps that each stands on."""

    pair: SamePair
    maps_of_one: tuple[MapFacts, ...]
    maps_of_other: tuple[MapFacts, ...]


def pairs(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[PairView]:
    """Pairs of which at least one stands on the map and the other anywhere, the most alike first.

    Invented examples are held against examples only.
    """
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    maps = {facts.id: facts for facts in uow.maps.all() if facts.is_example is ground.facts.is_example}
    all_of_them = uow.elements.by_map(only=map_id if ground.is_rehearsal else None)
    standing = {ident: elements for ident, elements in all_of_them.items() if ident in maps}
    known: dict[ElementId, Element] = {each.id: each for elements in standing.values() for each in elements}
    maps_of: dict[ElementId, list[MapFacts]] = {}
    for ident, elements in standing.items():
        for each in elements:
            maps_of.setdefault(each.id, []).append(maps[ident])
    found = pairs_alike(list(known.values()), among=standing.get(map_id, []), apart=uow.apart.pairs())
    return [PairView(pair, tuple(maps_of[pair.one.id]), tuple(maps_of[pair.other.id])) for pair in found]


def call_same(uow: UnitOfWork, *, by: Actor, map_id: MapId, keep: ElementId, drop: ElementId) -> ElementId:
    """Make one stakeholder of two; one that does not stand on the map yet is placed on it first. Can be undone."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    here = uow.elements.positions(map_id)
    elsewhere = {ident: None for ident in (keep, drop) if ident not in here}
    if elsewhere:
        place_elements(uow, by=by, map_id=map_id, positions=elsewhere)
    return merge_elements(uow, by=by, map_id=map_id, keep=keep, drop=drop)


def call_different(uow: UnitOfWork, *, by: Actor, map_id: MapId, one: ElementId, other: ElementId) -> None:
    """Remember that the two are not the same, so that nobody is asked again."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    for ident in (one, other):
        if uow.elements.get(ident) is None:
            raise UnknownElement(ident)
    uow.apart.keep(one, other, by=by.name, at=uow.now)
