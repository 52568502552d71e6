"""The whole programme at a glance: hubs against value chains, what was promised beside what is here, who waits.

Reads in few queries; `coverage` counts. What this database cannot know (applications, innovators) is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sotecin_graph.coverage import (
    Cell,
    CouncilGaps,
    MapRow,
    Place,
    Target,
    Waiting,
    council_gaps,
    programme_coverage,
    targets,
    waiting,
)
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.missions import Mission, MissionState
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.services.missions import all_missions
from sotecin_graph.vocabulary import GROUPS, Hub, LinkType
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class EmptySeats:
    """A mission whose council lacks someone, or that has none yet."""

    mission: Mission
    gaps: CouncilGaps

    @property
    def hub(self) -> Hub | None:
        return self.mission.hub

    @property
    def has_council(self) -> bool:
        return len(self.gaps.missing_groups) < len(GROUPS)


@dataclass(frozen=True, slots=True)
class Overview:
    """All 49 places with their counts, workshops by place, promises, and a to-do list by hub: no ranking."""

    cells: dict[Place, Cell]
    workshops: dict[Place, int]
    targets: tuple[Target, ...]
    waiting: tuple[Waiting | EmptySeats, ...]
    is_example: bool
    is_empty: bool


def overview(uow: UnitOfWork, *, by: Actor) -> Overview:
    """The programme as far as the reader may see it: everything with an account, else the examples."""
    rehearsed = {each.map_id for each in uow.workshops.all() if each.is_rehearsal}
    maps = [facts for facts in readable_maps(uow, by=by) if facts.id not in rehearsed and not facts.table]
    missions = all_missions(uow, by=by)
    standing = uow.elements.by_map()
    owning = uow.links.of_type(LinkType.OWNS)
    rows = [
        MapRow(
            hubs=facts.hubs,
            chains=facts.chains,
            elements=standing.get(facts.id, ()),
            missions=[mission for mission in missions if mission.map_id == facts.id],
            links=owning,
        )
        for facts in maps
    ]
    elements = {element.id: element for row in rows for element in row.elements}
    calls = [call for call in uow.calls.calls() if call.is_announced]
    seen = {facts.id for facts in maps}
    return Overview(
        cells=programme_coverage(rows),
        workshops=_places(each for each in uow.workshops.all() if each.map_id in seen),
        targets=tuple(targets(missions, elements.values(), calls=len(calls))),
        waiting=_by_hub([*_empty_seats(missions, elements), *waiting(rows)] if rows else []),
        is_example=any(each.is_example for each in maps) or any(each.is_example for each in missions),
        is_empty=not maps and not missions,
    )


def _places(workshops: Iterable[Workshop]) -> dict[Place, int]:
    return dict(Counter((hub, chain) for each in workshops for hub in each.hubs for chain in each.chains))


def _empty_seats(missions: Sequence[Mission], elements: Mapping[ElementId, Element]) -> list[EmptySeats]:
    """The missions under way whose council lacks a group, or stands for one country alone."""
    found = []
    for mission in missions:
        gaps = council_gaps([elements[member] for member in mission.council if member in elements])
        if mission.state is not MissionState.CLOSED and gaps.sentence():
            found.append(EmptySeats(mission, gaps))
    return found


def _by_hub(found: Sequence[Waiting | EmptySeats]) -> tuple[Waiting | EmptySeats, ...]:
    return tuple(sorted(found, key=lambda each: [*Hub, None].index(each.hub)))
