"""Use cases on maps: open one, list them, rename, tidy up, and what happened on them."""

from __future__ import annotations

from collections.abc import Sequence

from sotecin_graph.changes import Change
from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import Element, ElementId, Link, MapId
from sotecin_graph.errors import BadInput
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import Place, authorise, may
from sotecin_graph.placing import tidy
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.effects import move
from sotecin_graph.services.ground import Ground, ground_for, place_of
from sotecin_graph.text import line
from sotecin_graph.vocabulary import Chain, Hub, MapKind

Positions = dict[ElementId, tuple[float, float]]


def create_map(
    uow: UnitOfWork,
    *,
    by: Actor,
    name: str,
    kind: MapKind = MapKind.HUB,
    hubs: Sequence[Hub] = (),
    chains: Sequence[Chain] = (),
    is_example: bool = False,
) -> MapId:
    """Open an empty map; its name is its own in the whole programme. Returns its id."""
    authorise(by, Deed.FACILITATE, Place(tuple(hubs)))
    name = line(name, field=_("map"))
    if uow.maps.named(name):
        raise BadInput(_("There is already a map “{name}”. Choose another name.").format(name=name), field="name")
    facts = MapFacts(MapId(new_ident()), name, kind, tuple(hubs), tuple(chains), 0, is_example=is_example)
    uow.maps.add(facts, at=uow.now)
    return facts.id


def map_named(uow: UnitOfWork, *, by: Actor, name: str) -> MapFacts:
    """The map with a name or an id, or UnknownMap."""
    facts = uow.maps.named(name)
    return ground_for(uow, by, Deed.READ, facts.id if facts else MapId(name)).facts


def open_ground(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Ground:
    """The map and its workshop, for someone who may see it."""
    return ground_for(uow, by, Deed.READ, map_id)


def readable_maps(uow: UnitOfWork, *, by: Actor) -> list[MapFacts]:
    """The maps that the actor may see, the oldest first."""
    if by.is_participant:
        return [facts for facts in uow.maps.all() if facts.workshop_id == by.participant_of]
    return [facts for facts in uow.maps.all() if may(by, Deed.READ, place_of(facts))]


def rename_map(uow: UnitOfWork, *, by: Actor, map_id: MapId, name: str) -> None:
    """Give the map another name."""
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    name = line(name, field=_("map"))
    other = uow.maps.named(name)
    if other is not None and other.id != map_id:
        raise BadInput(_("There is already a map “{name}”. Choose another name.").format(name=name), field="name")
    uow.maps.rename(map_id, name)
    uow.record(map_id, "renamed", {"name": name}, by=by, before={"name": ground.facts.name})


def tidied(database: Database, *, by: Actor, map_id: MapId) -> Positions:
    """A tidy position for every element of the map, clusters apart. Takes seconds for hundreds, in no transaction."""
    elements, links, clusters = database.read(_to_tidy, by=by, map_id=map_id)
    return {ident: (round(x, 1), round(y, 1)) for ident, (x, y) in tidy(elements, links, clusters).items()}


def arrange(uow: UnitOfWork, *, by: Actor, map_id: MapId, positions: Positions) -> None:
    """Place the elements anew as one change that every screen follows; those taken off meanwhile are left out."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    here = uow.elements.positions(map_id)
    new = {ident: at for ident, at in positions.items() if ident in here}
    move(uow, map_id, new, by=by)


def _to_tidy(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> tuple[list[Element], list[Link], list[Cluster]]:
    ground_for(uow, by, Deed.FACILITATE, map_id)
    elements = uow.elements.many(uow.elements.positions(map_id))
    return elements, uow.links.on(map_id), uow.clusters.on_map(map_id)


def history(uow: UnitOfWork, *, by: Actor, map_id: MapId, most: int = 100) -> list[Change]:
    """What happened on the map, the newest first."""
    open_ground(uow, by=by, map_id=map_id)
    return uow.maps.latest_changes(map_id, most=most)
