"""Use cases of filling a map from the community: find elements by what is known of them, and place many, arranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.elements import Element, ElementId, Link, MapId
from sotecin_graph.maps import MapFacts, links_among
from sotecin_graph.people import Actor, Deed
from sotecin_graph.placing import tidy
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.ground import ground_for
from sotecin_graph.services.maps import Positions, readable_maps
from sotecin_graph.vocabulary import Chain, Hub, Kind

MOST_FOUND = 300
_APART = 400.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or None does not matter. `words` must all be in name, alias or problem."""

    words: str = ""
    hub: Hub | None = None
    chain: Chain | None = None
    kind: Kind | None = None
    on_map: MapId | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An element of the community that could be placed, and the names of the maps on which it stands."""

    element: Element
    maps: tuple[str, ...]


def find_in_community(uow: UnitOfWork, *, by: Actor, map_id: MapId, wanted: Wanted) -> tuple[list[Found], int]:
    """What of the community fits and is not on the map yet, by name, at most MOST_FOUND; and how many there are."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    standing = uow.elements.by_map()
    here = {each.id for each in standing.get(map_id, ())}
    found: dict[ElementId, tuple[Element, list[str]]] = {}
    readable = [each for each in readable_maps(uow, by=by) if not each.table]
    for facts in sorted(readable, key=lambda each: each.id != wanted.on_map):
        for element in standing.get(facts.id, ()):
            if element.id in found:
                found[element.id][1].append(facts.name)
            elif element.id not in here and _fits(element, facts, wanted):
                found[element.id] = (element, [facts.name])
    ordered = sorted(found.values(), key=lambda each: (each[0].name.casefold(), each[0].seq))
    return [Found(element, tuple(names)) for element, names in ordered[:MOST_FOUND]], len(ordered)


def laid_out(database: Database, *, by: Actor, map_id: MapId, idents: Sequence[ElementId]) -> Positions:
    """A tidy position for each of these, to the right of what stands on the map. Takes seconds, in no transaction."""
    elements, links, before = database.read(_to_lay_out, by=by, map_id=map_id, idents=idents)
    laid = tidy(elements, links, ())
    shift = 0.0
    if before and laid:
        shift = max(x for x, _y in before.values()) + _APART - min(x for x, _y in laid.values())
    return {ident: (round(x + shift, 1), round(y, 1)) for ident, (x, y) in laid.items()}


def _to_lay_out(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, idents: Sequence[ElementId]
) -> tuple[list[Element], list[Link], Positions]:
    ground_for(uow, by, Deed.FACILITATE, map_id)
    before = uow.elements.positions(map_id)
    elements = [each for each in uow.elements.many(idents) if each.id not in before]
    touching = {link.id: link for each in elements for link in uow.links.of(each.id)}
    return elements, links_among(touching.values(), [each.id for each in elements]), before


def _fits(element: Element, facts: MapFacts, wanted: Wanted) -> bool:
    if wanted.on_map not in (None, facts.id):
        return False
    if wanted.hub not in (None, element.hub) or wanted.kind not in (None, element.kind):
        return False
    if wanted.chain is not None and wanted.chain not in element.chains:
        return False
    said = " ".join([element.name, *element.aliases, element.problem]).casefold()
    return all(word in said for word in wanted.words.casefold().split())
