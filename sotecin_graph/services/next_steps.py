"""What someone with an account may want to do next: the maps of their hubs, and one errand for their role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import may_anywhere
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.contributions import maps_to_contribute
from sotecin_graph.services.ground import Ground, ground_of
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.workshops import WorkshopState

MOST_MAPS = 4


class Errand(StrEnum):
    """The one next step, the most pressing first."""

    RUN = "run"  # an open workshop whose agenda has steps left waits for its facilitator
    PROMOTE = "promote"  # clusters wait for a hub lead's decision
    PLAN = "plan"  # who may open workshops has none
    CONTRIBUTE = "contribute"
    READ = "read"  # who may not add anything


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The errand with the map that it is about, and up to four maps of the actor's hubs."""

    errand: Errand
    about: Ground | None
    grounds: tuple[Ground, ...]


def next_steps(uow: UnitOfWork, *, by: Actor) -> NextSteps:
    """What the actor may do next. Maps with an open workshop come first."""
    reads_only = not may_anywhere(by, Deed.CONTRIBUTE)
    maps = readable_maps(uow, by=by) if reads_only else maps_to_contribute(uow, by=by)
    own = [ground_of(uow, facts.id) for facts in maps if not facts.table]
    own.sort(key=lambda ground: not _is_open(ground))
    errand, about = (Errand.READ, next(iter(own), None)) if reads_only else _errand(uow, by, own)
    return NextSteps(errand, about, tuple(own[:MOST_MAPS]))


def _errand(uow: UnitOfWork, by: Actor, own: list[Ground]) -> tuple[Errand, Ground | None]:
    led = [ground for ground in own if ground.allows(by, Deed.LEAD)]
    waiting = next((ground for ground in led if _waits(uow, ground.facts)), None)
    if waiting:
        return Errand.PROMOTE, waiting
    facilitated = [ground for ground in own if ground.allows(by, Deed.FACILITATE)]
    running = next((ground for ground in facilitated if _is_open(ground)), None)
    if running:
        return Errand.RUN, running
    if may_anywhere(by, Deed.FACILITATE):
        return Errand.PLAN, None
    return Errand.CONTRIBUTE, next(iter(own), None)


def _waits(uow: UnitOfWork, facts: MapFacts) -> bool:
    return any(cluster.state == "suggested" for cluster in uow.clusters.on_map(facts.id))


def _is_open(ground: Ground) -> bool:
    return ground.workshop is not None and ground.workshop.state is WorkshopState.OPEN
