"""Where elements come from, and where they went: who contributed each in which step of which workshop, and what took
it up. The way on from a person's own contributions is in traces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.calls import CallChallenge, CallChallengeId
from sotecin_graph.changes import Wire
from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import UnknownElement
from sotecin_graph.maps import MapFacts
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed, WorkshopId
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import mission_for, workshop_for
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.services.missions import all_missions
from sotecin_graph.services.sight import Sight
from sotecin_graph.services.traces import Trace, heir_of, trace
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an element comes from. `by` are those who contributed it, as the map names them; `step` is the title of
    the agenda's step then, in English as stored. What is not known is empty."""

    element: Element
    by: tuple[str, ...]
    facts: MapFacts | None
    workshop: Workshop | None
    step: str
    at: datetime | None
    is_on_map: bool


@dataclass(frozen=True, slots=True)
class MissionOrigins:
    """A mission with the origin of each member, and which of its challenges are on their way into a call."""

    mission: Mission
    facts: MapFacts
    origins: tuple[Origin, ...]
    challenges: dict[ElementId, CallChallenge]
    may_open: frozenset[CallChallengeId]


@dataclass(frozen=True, slots=True)
class WorkshopOrigins:
    """What stands on a workshop's map, with the origin of each, and the missions and challenges that took it up."""

    workshop: Workshop
    origins: tuple[Origin, ...]
    missions: tuple[Mission, ...]
    challenges: dict[ElementId, CallChallenge]

    def taken_up_by(self, element: ElementId) -> list[Mission]:
        """The missions that the element is a member of."""
        return [each for each in self.missions if element in each.members]


@dataclass(frozen=True, slots=True)
class Held:
    """A cluster that holds the element, on its map."""

    facts: MapFacts
    cluster: Cluster


@dataclass(frozen=True, slots=True)
class ElementWay:
    """An element from its origin to all that took it up, as far as the reader may see it.

    `neighbours` are those that it is linked to on the first of its maps. What a council said of a challenge is for its
    author and for who prepares it: `is_told` in full to them.
    """

    origin: Origin
    trace: Trace
    maps: tuple[MapFacts, ...]
    clusters: tuple[Held, ...]
    missions: tuple[Mission, ...]
    challenges: tuple[CallChallenge, ...]
    may_open: frozenset[CallChallengeId]
    neighbours: tuple[ElementId, ...]
    is_told: bool

    @property
    def sentence(self) -> str:
        """What became of it, where the reader may know all of that; else empty."""
        return self.trace.sentence if self.is_told and len(self.missions) == len(self.trace.missions) else ""


def of_mission(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> MissionOrigins:
    """Where each member of the mission comes from, for all who may read it."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    facts = uow.maps.facts(mission.map_id)
    if facts is None:
        raise UnknownElement(mission_id)
    readable = {each.id for each in readable_maps(uow, by=by)}
    found = origins(uow, uow.elements.many(mission.members), here=mission.map_id, readable=readable)
    sight = Sight(uow, by)
    challenges = [sight.listed(each) for each in uow.calls.challenges(mission_id=mission_id)]
    return MissionOrigins(
        mission,
        facts,
        tuple(found),
        {each.element_id: each for each in challenges},
        frozenset(each.id for each in challenges if sight.sees(each)),
    )


def of_workshop(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> WorkshopOrigins:
    """What was contributed in a workshop and what took it up, for all who may read its map."""
    workshop = workshop_for(uow, by, Deed.READ, ident)
    elements = uow.elements.many(uow.elements.positions(workshop.map_id))
    readable = {each.id for each in readable_maps(uow, by=by)}
    ids = {each.id for each in elements}
    missions = [each for each in all_missions(uow, by=by) if ids.intersection(each.members)]
    sight = Sight(uow, by)
    kept = {each.element_id: each for mission in missions for each in uow.calls.challenges(mission_id=mission.id)}
    return WorkshopOrigins(
        workshop,
        tuple(origins(uow, elements, here=workshop.map_id, readable=readable)),
        tuple(missions),
        {element: sight.listed(each) for element, each in kept.items() if element in ids},
    )


def way(uow: UnitOfWork, *, by: Actor, element: ElementId) -> ElementWay:
    """An element's way from its workshop to missions and calls; of one merged away, that of what it became."""
    found = uow.elements.get(element)
    readable = {facts.id: facts for facts in readable_maps(uow, by=by)}
    if found is None:
        raise UnknownElement(element)
    found = heir_of(uow, found) or found
    followed = trace(uow, found)
    seen = {mission.id: mission for mission in all_missions(uow, by=by)}
    missions = tuple(mission for mission in followed.missions if mission.id in seen)
    maps = tuple(readable[facts.id] for facts in followed.maps if facts.id in readable)
    if not maps and not missions:
        raise UnknownElement(element)
    here = maps[0].id if maps else missions[0].map_id
    (origin,) = origins(uow, [found], here=here, readable=readable)
    clusters = [
        Held(facts, each) for facts in maps for each in uow.clusters.on_map(facts.id) if found.id in each.members
    ]
    kept = [each for each in uow.calls.challenges(element_id=found.id) if each.mission_id in seen]
    sight = Sight(uow, by)
    return ElementWay(
        origin,
        followed,
        maps,
        tuple(clusters),
        missions,
        tuple(sight.listed(each) for each in kept),
        frozenset(each.id for each in kept if sight.sees(each)),
        _neighbours(uow, found, maps[0].id) if maps else (),
        is_told=(found.by_id == by.id and bool(by.id)) or all(sight.previews(each) for each in kept),
    )


def _neighbours(uow: UnitOfWork, element: Element, map_id: MapId) -> tuple[ElementId, ...]:
    ends = dict.fromkeys(end for link in uow.links.of(element.id) for end in (link.source, link.target))
    here = uow.elements.positions(map_id, among=list(ends))
    return tuple(end for end in ends if end != element.id and end in here)


def origins(uow: UnitOfWork, elements: Sequence[Element], *, here: MapId, readable: Collection[MapId]) -> list[Origin]:
    """Where each element comes from. Where it was placed as it was made is its map of origin, else this one; of a map
    that the reader may not see nothing is told."""
    placed = uow.maps.placed_at({each.created_at for each in elements if each.created_at})
    on_maps = {each.id: uow.elements.maps_of(each.id) for each in elements}
    known = _Maps(uow)
    found = []
    for each in elements:
        born = [map_id for map_id, at in sorted(placed) if at == each.created_at]
        whose = [map_id for map_id in (here, *on_maps[each.id]) if map_id in born] or (born if len(born) == 1 else [])
        map_id = (whose or [here])[0]
        by = tuple(name for name in (each.by, *each.also_by) if name)
        is_here = here in on_maps[each.id]
        if map_id not in readable:
            found.append(Origin(each, by, None, None, "", each.created_at, is_here))
            continue
        step = known.step(map_id, each.created_at) if each.created_at else ""
        found.append(Origin(each, by, known.facts(map_id), known.workshop(map_id), step, each.created_at, is_here))
    return found


class _Maps:
    """Maps, their workshops and steps, each read once."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._facts: dict[MapId, MapFacts | None] = {}
        self._workshops: dict[MapId, Workshop | None] = {}
        self._steps: dict[MapId, list[tuple[datetime, Wire]]] = {}

    def facts(self, map_id: MapId) -> MapFacts | None:
        if map_id not in self._facts:
            self._facts[map_id] = self._uow.maps.facts(map_id)
        return self._facts[map_id]

    def workshop(self, map_id: MapId) -> Workshop | None:
        if map_id not in self._workshops:
            self._workshops[map_id] = self._uow.workshops.on_map(map_id)
        return self._workshops[map_id]

    def step(self, map_id: MapId, at: datetime) -> str:
        """The title of the step that the map's workshop was in; empty where it was not open then.

        What came in one go with the workshop itself, such as an import, was contributed in no step.
        """
        if map_id not in self._steps:
            self._steps[map_id] = self._uow.maps.steps(map_id)
        before = [wire for moment, wire in self._steps[map_id] if moment < at]
        if not before or before[-1].get("state") != "open":
            return ""
        title: str = before[-1]["steps"][before[-1]["step"]]["title"]
        return title
