"""Use cases on clusters: find them, edit what was found, name and set aside. A person decides; see missions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sotecin_graph.changes import Wire
from sotecin_graph.clusters import Cluster, ClusterId, cluster_to_wire, numbered_name
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import BadInput, UnknownCluster, WrongState
from sotecin_graph.finding import COARSEST, FINEST, find_clusters, tell
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.missions import MissionId
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import Ground, ground_of
from sotecin_graph.text import line
from sotecin_graph.vocabulary import Chain
from sotecin_graph.workshops import Takes

SEED = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cluster with its members in order of creation, and the mission that it became, if it did."""

    cluster: Cluster
    members: tuple[Element, ...]
    votes: int
    mission_id: MissionId | None = None

    @property
    def title(self) -> str:
        """Its name, or its number in the reader's language."""
        return self.cluster.name if self.cluster.is_named else numbered_name(self.cluster.number)

    @property
    def challenges(self) -> int:
        """How many of its members are challenges; the others are stakeholders."""
        return sum(member.is_challenge for member in self.members)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The value chains of at least half of its members, in the order of the vocabulary: an offer to a mission."""
        counts = Counter(chain for member in self.members for chain in member.chains)
        return tuple(chain for chain in Chain if counts[chain] * 2 >= len(self.members) and counts[chain])


@dataclass(frozen=True, slots=True)
class ClustersView:
    """The proposals of a map by number, all its elements, and what the reader may do with them."""

    facts: MapFacts
    proposals: tuple[Proposal, ...]
    elements: tuple[Element, ...]
    may_find: bool
    may_promote: bool


def view(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> ClustersView:
    """The clusters of a map with everything that their page shows."""
    ground = ground_of(uow, map_id)
    ground.must_read(by)
    elements = tuple(uow.elements.many(uow.elements.positions(map_id)))
    votes = uow.elements.votes(map_id)
    made = {mission.origin.get("cluster"): mission.id for mission in uow.missions.all() if mission.map_id == map_id}
    proposals = []
    for each in uow.clusters.on_map(map_id):
        inside = set(each.members)
        members = tuple(element for element in elements if element.id in inside)
        mine = sum(votes.get(member.id, 0) for member in members)
        proposals.append(Proposal(each, members, mine, made.get(each.id)))
    may_find = ground.allows(by, Deed.FACILITATE)
    return ClustersView(ground.facts, tuple(proposals), elements, may_find, ground.allows(by, Deed.LEAD))


def find(uow: UnitOfWork, *, by: Actor, map_id: MapId, resolution: float = 1.0) -> list[Cluster]:
    """Find clusters anew and show them on the map; named and promoted ones keep their identity where they can."""
    ground_of(uow, map_id).must(by, Deed.FACILITATE)
    if not isinstance(resolution, int | float) or not COARSEST <= resolution <= FINEST:
        raise BadInput(_("Coarser or finer goes from 0.7 to 1.5."), field="resolution")
    before = uow.clusters.on_map(map_id)
    elements = uow.elements.many(uow.elements.positions(map_id))
    found = find_clusters(
        elements,
        uow.links.on(map_id),
        votes=uow.elements.votes(map_id),
        resolution=float(resolution),
        seed=SEED,
        previous=before,
        scope=map_id,
    )
    dated = [replace(each, origin={**each.origin, "found_at": uow.now.isoformat(), "by": by.name}) for each in found]
    heirs = {each.id for each in dated}
    decided = [each for each in before if each.id not in heirs and _is_decided(each)]
    _keep(uow, map_id, [*dated, *_renumbered(decided, dated)], by=by)
    return dated


def on_map(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Cluster]:
    """The clusters of a map, by number."""
    ground_of(uow, map_id).must_read(by)
    return uow.clusters.on_map(map_id)


def draw(uow: UnitOfWork, *, by: Actor, map_id: MapId, name: str, members: Sequence[ElementId]) -> ClusterId:
    """Make a cluster of elements that a person chose; returns its id."""
    _must_cluster(uow, by, map_id)
    before = uow.clusters.on_map(map_id)
    drawn = Cluster(
        id=ClusterId(new_ident()),
        number=max((each.number for each in before), default=0) + 1,
        name=line(name, field=_("name")),
        members=_in_order(uow, map_id, members),
        is_named=True,
        origin={"method": "drawn", "found_at": uow.now.isoformat(), "by": by.name, "named_by": by.name},
    )
    _keep(uow, map_id, [*before, _with_reasons(uow, map_id, drawn)], by=by)
    return drawn.id


def rename(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, name: str) -> None:
    """Give a cluster the name that people use for it."""
    _must_cluster(uow, by, map_id)
    name = line(name, field=_("name"))
    origin = {**one(uow, map_id, cluster).origin, "named_by": by.name}
    _edit(uow, map_id, cluster, by=by, name=name, is_named=True, origin=origin)


def set_members(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, members: Iterable[ElementId]) -> None:
    """Put elements in or leave some out; the reasons are counted anew."""
    _must_cluster(uow, by, map_id)
    found = one(uow, map_id, cluster)
    chosen = _in_order(uow, map_id, members)
    edited = replace(found, members=chosen, origin={**found.origin, "edited_by": by.name})
    edited = _with_reasons(uow, map_id, edited)
    _edit(uow, map_id, cluster, by=by, members=chosen, reasons=edited.reasons, origin=edited.origin)


def set_aside(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, is_aside: bool = True) -> None:
    """Take a proposal off the map's picture without losing it, or bring it back."""
    _must_cluster(uow, by, map_id)
    if one(uow, map_id, cluster).state == "promoted":
        raise WrongState(_("It has become a mission and stays on the map."))
    _edit(uow, map_id, cluster, by=by, state="aside" if is_aside else "suggested")


def one(uow: UnitOfWork, map_id: MapId, cluster: ClusterId | str) -> Cluster:
    """The cluster with this id or number on the map, or UnknownCluster."""
    for each in uow.clusters.on_map(map_id):
        if cluster in (each.id, str(each.number)):
            return each
    raise UnknownCluster(cluster)


def mark_promoted(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, name: str) -> None:
    """Show a cluster as decided, under the mission's title."""
    _edit(uow, map_id, cluster, by=by, state="promoted", name=name, is_named=True)


def _must_cluster(uow: UnitOfWork, by: Actor, map_id: MapId) -> Ground:
    ground = ground_of(uow, map_id)
    if ground.allows(by, Deed.FACILITATE):
        return ground
    ground.must_take(by, Takes.CLUSTER)
    ground.must(by, Deed.EDIT)
    return ground


def _edit(uow: UnitOfWork, map_id: MapId, cluster: ClusterId, *, by: Actor, **values: object) -> None:
    found = one(uow, map_id, cluster)
    edited = [
        replace(each, **values) if each.id == found.id else each  # type: ignore[arg-type]
        for each in uow.clusters.on_map(map_id)
    ]
    _keep(uow, map_id, edited, by=by, is_undoable=values.get("state") != "promoted")


def _keep(uow: UnitOfWork, map_id: MapId, clusters: Sequence[Cluster], *, by: Actor, is_undoable: bool = True) -> None:
    """Store and show the clusters; what a promotion did is undone by nobody but the mission's lead."""
    before = {"clusters": [cluster_to_wire(each) for each in uow.clusters.on_map(map_id)]} if is_undoable else None
    uow.clusters.replace(map_id, clusters)
    uow.record(map_id, "clustered", {"clusters": clusters_shown(clusters)}, by=by, before=before)


def clusters_shown(clusters: Sequence[Cluster]) -> list[Wire]:
    """The clusters as screens are sent them: all that nobody has set aside."""
    return [
        {
            "id": each.id,
            "number": each.number,
            "name": each.name if each.is_named else "",
            "is_named": each.is_named,
            "members": list(each.members),
            "state": each.state,
        }
        for each in clusters
        if each.state != "aside"
    ]


def _is_decided(cluster: Cluster) -> bool:
    """Drawn or promoted by a person: no later finding takes it away."""
    return cluster.state == "promoted" or cluster.origin.get("method") == "drawn"


def _renumbered(decided: Sequence[Cluster], found: Sequence[Cluster]) -> list[Cluster]:
    """Kept clusters under numbers that none of the found ones has."""
    taken = {each.number for each in found}
    highest = max([*taken, *(each.number for each in decided)], default=0)
    free = iter(range(highest + 1, highest + 1 + len(decided)))
    return [replace(each, number=next(free)) if each.number in taken else each for each in decided]


def _in_order(uow: UnitOfWork, map_id: MapId, members: Iterable[ElementId]) -> tuple[ElementId, ...]:
    wanted = set(members) & set(uow.elements.positions(map_id))
    if not wanted:
        raise BadInput(_("A cluster needs at least one element of this map."), field="members")
    return tuple(each.id for each in uow.elements.many(wanted))


def _with_reasons(uow: UnitOfWork, map_id: MapId, cluster: Cluster) -> Cluster:
    elements = uow.elements.many(uow.elements.positions(map_id))
    return tell(cluster, elements=elements, links=uow.links.on(map_id), votes=uow.elements.votes(map_id))
