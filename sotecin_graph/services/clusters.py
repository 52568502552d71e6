"""Use cases on clusters: find them, edit what was found, name and set aside. A person decides; see missions.

What changes between two findings is looked at first; see refreshing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sotecin_graph.changes import Wire
from sotecin_graph.clusters import Cluster, ClusterId, Drift, cluster_to_wire, numbered_name
from sotecin_graph.coverage import Fillers, Gaps, fillers, gaps
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import BadInput, UnknownCluster, WrongState
from sotecin_graph.finding import COARSEST, FINEST, Finding, finding_from_wire, search, tell
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.lineage import drift_of, kin
from sotecin_graph.maps import MapFacts
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import reads_all
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import Ground, ground_for
from sotecin_graph.text import line
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Takes

SEED = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cluster with its members in order of creation, and the mission that it became, if it did."""

    cluster: Cluster
    members: tuple[Element, ...]
    votes: int
    mission_id: MissionId | None = None
    drift: Drift | None = None

    @property
    def hubs(self) -> tuple[Hub, ...]:
        """The hubs that it bridges, in the order of the vocabulary."""
        there = {member.hub for member in self.members}
        return tuple(hub for hub in Hub if hub in there)

    @property
    def gaps(self) -> Gaps:
        """What its members lack and span."""
        return gaps(self.members)

    @property
    def title(self) -> str:
        """Its name, or its number in the reader's language."""
        return self.cluster.title

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
    """The proposals of a map by number, all its elements, and what the reader may do with them.

    `loose` are the elements that the latest search put into no cluster, `past` the clusters that went on in others;
    `resolution` is that of the latest search, `is_waiting` says that its result waits to be accepted.
    """

    facts: MapFacts
    proposals: tuple[Proposal, ...]
    elements: tuple[Element, ...]
    may_find: bool
    may_promote: bool
    loose: tuple[Element, ...] = ()
    past: tuple[Cluster, ...] = ()
    resolution: float = 1.0
    is_waiting: bool = False


def view(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> ClustersView:
    """The clusters of a map with everything that their page shows."""
    ground = ground_for(uow, by, Deed.READ, map_id)
    elements = tuple(uow.elements.many(uow.elements.positions(map_id)))
    votes = uow.elements.votes(map_id)
    made = {mission.origin.get("cluster"): mission for mission in uow.missions.all() if mission.map_id == map_id}
    proposals = []
    for each in uow.clusters.on_map(map_id):
        inside = set(each.members)
        members = tuple(element for element in elements if element.id in inside)
        mine = sum(votes.get(member.id, 0) for member in members)
        mission = made.get(each.id)
        proposals.append(Proposal(each, members, mine, mission.id if mission else None, drift_from(each, mission)))
    last = uow.clusters.finding(map_id)
    found = finding_from_wire(last.current["finding"]) if last else Finding()
    loose = set(found.loose) - {member.id for each in proposals for member in each.members}
    return ClustersView(
        facts=ground.facts,
        proposals=tuple(proposals),
        elements=elements,
        may_find=ground.allows(by, Deed.FACILITATE),
        may_promote=ground.allows(by, Deed.LEAD),
        loose=tuple(element for element in elements if element.id in loose),
        past=tuple(uow.clusters.past(map_id)),
        resolution=found.settings.get("resolution", 1.0),
        is_waiting=bool(last and last.waiting),
    )


def drift_from(cluster: Cluster, mission: Mission | None) -> Drift | None:
    """How the mission's own members, or the cluster's, stand to what the latest search found."""
    if cluster.drift is None or mission is None:
        return cluster.drift
    return drift_of(mission.members, (*cluster.drift.together, *cluster.drift.candidates))


def who_could_fill(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId) -> Fillers:
    """Elements of the whole community that would fill the gaps of a cluster, the likeliest first."""
    ground_for(uow, by, Deed.READ, map_id)
    return filling(uow, by, map_id, one(uow, map_id, cluster).members)


def filling(uow: UnitOfWork, by: Actor, map_id: MapId, among: Collection[ElementId]) -> Fillers:
    """Who could fill the gaps of some elements: of the whole community, for who reads no more of the map alone."""
    members = uow.elements.many(among)
    community = {each.id: each for standing in uow.elements.by_map().values() for each in standing}
    links = [link for member in members for link in uow.links.of(member.id)]
    if not reads_all(by):
        here = uow.elements.positions(map_id)
        community = {ident: each for ident, each in community.items() if ident in here}
    return fillers(members, sorted(community.values(), key=lambda each: each.seq), links)


def find(uow: UnitOfWork, *, by: Actor, map_id: MapId, resolution: float = 1.0) -> list[Cluster]:
    """Find clusters and show them on the map; those that people decided keep their members, others their identity."""
    return show_found(uow, by=by, map_id=map_id, found=searched(uow, by=by, map_id=map_id, resolution=resolution))


def searched(uow: UnitOfWork, *, by: Actor, map_id: MapId, resolution: float = 1.0, is_anew: bool = False) -> Wire:
    """What a search finds, for `show_found`; it changes nothing. On large maps this takes seconds."""
    return worked_out(*to_search(uow, by=by, map_id=map_id, resolution=resolution, is_anew=is_anew))


def to_search(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, resolution: float = 1.0, is_anew: bool = False
) -> tuple[Wire, str]:
    """What a search needs of the map, and the mark of its clusters now, for `worked_out`."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    is_number = isinstance(resolution, int | float) and not isinstance(resolution, bool)
    if not is_number or not COARSEST <= resolution <= FINEST:
        raise BadInput(_("Coarser or finer goes from 0.7 to 1.5."), field="resolution")
    before = uow.clusters.on_map(map_id)
    last = uow.clusters.finding(map_id)
    given: Wire = {
        "elements": uow.elements.many(uow.elements.positions(map_id)),
        "links": uow.links.on(map_id),
        "votes": uow.elements.votes(map_id),
        "resolution": float(resolution),
        "seed": SEED,
        "previous": before,
        "last": finding_from_wire(last.current["finding"]) if last and not is_anew else None,
        "scope": map_id,
    }
    return given, mark_of(before)


def worked_out(given: Wire, mark: str) -> Wire:
    """The finding as it is stored, with the mark of the clusters that it was built on and their number."""
    return {"finding": search(**given).to_wire(), "mark": mark, "before": len(given["previous"])}


def show_found(uow: UnitOfWork, *, by: Actor, map_id: MapId, found: Wire) -> list[Cluster]:
    """Put a finding on the map, unless someone has changed the clusters since it was begun."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    if mark_of(uow.clusters.on_map(map_id)) != found["mark"]:
        raise WrongState(_("Someone has changed the clusters meanwhile. Look again."))
    finding = finding_from_wire(found["finding"])
    now = {"found_at": uow.now.isoformat(), "by": by.name}
    dated = [each if each.is_decided else replace(each, origin={**each.origin, **now}) for each in finding.clusters]
    here = uow.elements.positions(map_id)
    shown = [replace(each, members=tuple(one for one in each.members if one in here)) for each in dated]
    shown = [each for each in shown if each.members]
    uow.clusters.keep_finding(map_id, current={"finding": found["finding"], **now})
    _keep(uow, map_id, shown, by=by)
    return shown


def mark_of(clusters: Sequence[Cluster]) -> str:
    """A mark that changes with any edit of the clusters."""
    return hashlib.sha256(repr([cluster_to_wire(each) for each in clusters]).encode()).hexdigest()[:16]


def on_map(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Cluster]:
    """The clusters of a map, by number."""
    ground_for(uow, by, Deed.READ, map_id)
    return uow.clusters.on_map(map_id)


def draw(uow: UnitOfWork, *, by: Actor, map_id: MapId, members: Sequence[ElementId], name: str = "") -> ClusterId:
    """Make a cluster of elements that a person chose, such as with the lasso; returns its id."""
    _must_cluster(uow, by, map_id)
    before = uow.clusters.on_map(map_id)
    drawn = _made(uow, by, before, name, _in_order(uow, map_id, members), method="drawn")
    _keep(uow, map_id, [*before, _with_reasons(uow, map_id, drawn)], by=by)
    return drawn.id


def split(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, members: Iterable[ElementId], name: str = ""
) -> ClusterId:
    """Make a cluster of its own of some members; both know of each other and stay as they are. Returns the new id."""
    _must_cluster(uow, by, map_id)
    found = _open(uow, map_id, cluster)
    wanted = set(members)
    apart = tuple(each for each in found.members if each in wanted)
    rest = tuple(each for each in found.members if each not in wanted)
    if not apart or not rest:
        raise BadInput(_("Choose some of its members, and leave some."), field="members")
    before = uow.clusters.on_map(map_id)
    made = replace(_made(uow, by, before, name, apart, method="split"), lineage=(kin("split", found, apart),))
    kept = replace(found, members=rest, is_locked=True, sat={}, origin={**found.origin, "edited_by": by.name})
    others = [_with_reasons(uow, map_id, kept) if each.id == found.id else each for each in before]
    _keep(uow, map_id, [*others, _with_reasons(uow, map_id, made)], by=by)
    return made.id


def merge(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, other: ClusterId) -> None:
    """Put the members of another cluster into this one, which keeps its name and remembers where they came from."""
    _must_cluster(uow, by, map_id)
    found, gone = _open(uow, map_id, cluster), _open(uow, map_id, other)
    if found.id == gone.id:
        raise BadInput(_("Choose another cluster."), field="other")
    whole = replace(
        found,
        members=_in_order(uow, map_id, (*found.members, *gone.members)),
        lineage=(*found.lineage, kin("merged", gone, gone.members)),
        is_locked=True,
        sat={},
        origin={**found.origin, "edited_by": by.name},
    )
    kept = [each for each in uow.clusters.on_map(map_id) if each.id != gone.id]
    _keep(uow, map_id, [_with_reasons(uow, map_id, whole) if each.id == found.id else each for each in kept], by=by)


def lock(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, is_locked: bool = True) -> None:
    """Keep later searches from changing its members, or let them again."""
    _must_cluster(uow, by, map_id)
    found = _open(uow, map_id, cluster)
    origin = {**found.origin, "locked_by": by.name if is_locked else ""}
    _edit(uow, map_id, cluster, by=by, is_locked=is_locked, origin=origin, drift=found.drift if is_locked else None)


def rename(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, name: str) -> None:
    """Give a cluster the name that people use for it."""
    _must_cluster(uow, by, map_id)
    name = line(name, field=_("name"))
    origin = {**one(uow, map_id, cluster).origin, "named_by": by.name}
    _edit(uow, map_id, cluster, by=by, name=name, is_named=True, origin=origin)


def set_members(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, members: Iterable[ElementId]) -> None:
    """Put elements in or leave some out; the reasons are counted anew, and later searches leave it as it is."""
    _must_cluster(uow, by, map_id)
    found = _open(uow, map_id, cluster)
    chosen = _in_order(uow, map_id, members)
    edited = replace(found, members=chosen, is_locked=True, origin={**found.origin, "edited_by": by.name})
    edited = _with_reasons(uow, map_id, edited)
    kept = [edited if each.id == found.id else each for each in uow.clusters.on_map(map_id)]
    _keep(uow, map_id, kept, by=by)


def set_aside(uow: UnitOfWork, *, by: Actor, map_id: MapId, cluster: ClusterId, is_aside: bool = True) -> None:
    """Take a proposal off the map's picture without losing it, or bring it back."""
    _must_cluster(uow, by, map_id)
    _open(uow, map_id, cluster)
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
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    if ground.allows(by, Deed.FACILITATE):
        return ground
    ground.must_take(by, Takes.CLUSTER)
    ground.must(by, Deed.EDIT)
    return ground


def _open(uow: UnitOfWork, map_id: MapId, cluster: ClusterId) -> Cluster:
    """The cluster, unless it has become a mission: nothing changes the members of that."""
    found = one(uow, map_id, cluster)
    if found.state == "promoted":
        raise WrongState(_("It has become a mission and stays on the map."))
    return found


def _made(
    uow: UnitOfWork, by: Actor, before: Sequence[Cluster], name: str, members: tuple[ElementId, ...], *, method: str
) -> Cluster:
    """A new cluster by a person's hand, under the next number."""
    number = max((each.number for each in before), default=0) + 1
    name = line(name, field=_("name"), needed=False)
    origin: dict[str, Any] = {"method": method, "found_at": uow.now.isoformat(), "by": by.name}
    origin |= {"named_by": by.name} if name else {}
    named = name or numbered_name(number)
    return Cluster(ClusterId(new_ident()), number, named, members, is_named=bool(name), origin=origin)


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


def _in_order(uow: UnitOfWork, map_id: MapId, members: Iterable[ElementId]) -> tuple[ElementId, ...]:
    wanted = set(members) & set(uow.elements.positions(map_id))
    if not wanted:
        raise BadInput(_("A cluster needs at least one element of this map."), field="members")
    return tuple(each.id for each in uow.elements.many(wanted))


def _with_reasons(uow: UnitOfWork, map_id: MapId, cluster: Cluster) -> Cluster:
    elements = uow.elements.many(uow.elements.positions(map_id))
    return tell(cluster, elements=elements, links=uow.links.on(map_id), votes=uow.elements.votes(map_id))
