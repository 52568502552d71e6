"""Use cases on looking again: what a new search would change is kept aside, shown as a difference, and accepted or not.

Between two findings clusters stay as they are, whatever happens on the map. Searching runs outside the one writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sotecin_graph.changes import Wire
from sotecin_graph.clusters import Cluster, Kin
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import WrongState
from sotecin_graph.finding import finding_from_wire
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import clusters
from sotecin_graph.services.ground import ground_for


@dataclass(frozen=True, slots=True)
class Step:
    """What accepting would do to one cluster: `kind` is new, changed, grown (only joined) or gone."""

    kind: str
    title: str
    joined: tuple[Element, ...] = ()
    left: tuple[Element, ...] = ()
    size: int = 0
    lineage: tuple[Kin, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a finding that waits would change: steps by number of cluster; how many elements would change sides, of how
    many that stand in a cluster now; how many clusters stay as they are; how many elements would find a first place."""

    steps: tuple[Step, ...]
    moved: int
    of: int
    placed: int
    same: int
    resolution: float
    is_outdated: bool = False


def searched(database: Database, *, by: Actor, map_id: MapId, resolution: float = 1.0, is_anew: bool = False) -> Wire:
    """What a search finds, for `clusters.show_found` or `propose`; read from the map, worked out in no transaction."""
    given = database.read(clusters.to_search, by=by, map_id=map_id, resolution=resolution, is_anew=is_anew)
    return clusters.worked_out(*given)


def searched_or_proposed(
    database: Database, *, by: Actor, map_id: MapId, resolution: float = 1.0, is_anew: bool = False
) -> Wire:
    """What a search found, as `found`, for `clusters.show_found` on a map without clusters. On one that has some it
    waits to be accepted, and `waits` is True: nothing changes what people look at but their own yes."""
    found = searched(database, by=by, map_id=map_id, resolution=resolution, is_anew=is_anew)
    waits = bool(found["before"])
    if waits:
        database.write(propose, by=by, map_id=map_id, found=found)
    return {"found": found, "waits": waits}


def propose(uow: UnitOfWork, *, by: Actor, map_id: MapId, found: Wire) -> None:
    """Let a finding wait to be accepted; one that waited is forgotten."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    last = uow.clusters.finding(map_id)
    current = last.current if last else {"finding": {**found["finding"], "clusters": [], "loose": []}}
    waiting = {**found, "asked_by": by.name, "asked_at": uow.now.isoformat()}
    uow.clusters.keep_finding(map_id, current=current, waiting=waiting)


def accept(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Cluster]:
    """Put the finding that waits on the map."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    waiting = _waiting(uow, map_id)
    if waiting is None:
        raise WrongState(_("Nothing waits to be accepted. Look again."))
    return clusters.show_found(uow, by=by, map_id=map_id, found=waiting)


def leave(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """Forget the finding that waits; the clusters stay as they are."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    last = uow.clusters.finding(map_id)
    if last:
        uow.clusters.keep_finding(map_id, current=last.current)


def difference(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Difference | None:
    """What accepting the finding that waits would change; None where none waits."""
    ground_for(uow, by, Deed.READ, map_id)
    waiting = _waiting(uow, map_id)
    if waiting is None:
        return None
    before = uow.clusters.on_map(map_id)
    finding = finding_from_wire(waiting["finding"])
    here = {each.id: each for each in uow.elements.many(uow.elements.positions(map_id))}
    old, new = _homes(before), _homes(finding.clusters)
    stood = [ident for ident in old if ident in here]
    steps = _steps(before, finding.clusters, here)
    return Difference(
        steps=tuple(steps),
        moved=sum(new.get(ident) != old[ident] for ident in stood),
        of=len(stood),
        placed=sum(ident in new for ident in here if ident not in old),
        same=len(finding.clusters) - sum(step.kind != "gone" for step in steps),
        resolution=finding.settings["resolution"],
        is_outdated=clusters.mark_of(before) != waiting["mark"],
    )


def _steps(before: Sequence[Cluster], after: Sequence[Cluster], here: dict[ElementId, Element]) -> list[Step]:
    old = {each.id: each for each in before}
    steps = []
    for each in after:
        then = old.pop(each.id, None)
        was = set(then.members) if then else set()
        joined = _named(here, (member for member in each.members if member not in was))
        left = _named(here, (member for member in (then.members if then else ()) if member not in each.members))
        if then is None or joined or left:
            kind = "new" if then is None else "changed" if left else "grown"
            lineage = each.lineage[len(then.lineage) :] if then else each.lineage
            steps.append(Step(kind, each.title, joined, left, len(each.members), lineage))
    return [*steps, *(Step("gone", each.title, size=len(each.members)) for each in old.values())]


def _named(here: dict[ElementId, Element], idents: Iterable[ElementId]) -> tuple[Element, ...]:
    return tuple(here[ident] for ident in idents if ident in here)


def _homes(listed: Sequence[Cluster]) -> dict[ElementId, str]:
    return {member: each.id for each in listed for member in each.members}


def _waiting(uow: UnitOfWork, map_id: MapId) -> Wire | None:
    last = uow.clusters.finding(map_id)
    return last.waiting if last else None
