"""The whole programme at a glance: hubs against value chains, what was promised beside what is here, who waits.

Counts only what this database holds. What it cannot know (applications, innovators, demonstrations) is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sotecin_graph.calls import CallChallenge, ChallengeState
from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission, MissionId, MissionState
from sotecin_graph.people import Actor
from sotecin_graph.ports import Tags, UnitOfWork
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.services.missions import all_missions
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind

MANY_CHALLENGES = 3
"""From so many challenges on, a hub and chain without a mission is something that waits for someone."""

Place = tuple[Hub, Chain]


class Counted(StrEnum):
    """What the overview can count at a hub and a value chain."""

    MISSIONS = "missions"
    CHALLENGES = "challenges"
    ELEMENTS = "elements"
    WORKSHOPS = "workshops"


class Promise(StrEnum):
    """What the programme promised and this database can count."""

    MISSIONS = "missions"
    REGIONS = "regions"
    CHAINS = "chains"
    COUNTRIES = "countries"
    CALLS = "calls"


PROMISED = {Promise.MISSIONS: 7, Promise.REGIONS: 7, Promise.CHAINS: 7, Promise.COUNTRIES: 20, Promise.CALLS: 2}
"""The programme's own figures; countries are "20+"."""

_PROMISES = {
    Promise.MISSIONS: N_("Missions"),
    Promise.REGIONS: N_("Regions with a mission"),
    Promise.CHAINS: N_("Value chains with a mission"),
    Promise.COUNTRIES: N_("Countries"),
    Promise.CALLS: N_("Open calls"),
}


def promise_label(promise: Promise) -> str:
    """What was promised, in the reader's language."""
    return _(_PROMISES[promise])


class Lack(StrEnum):
    """Why something waits for someone."""

    MISSION = "mission"
    OWNERS = "owners"
    SEAT = "seat"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: `count` challenges without a mission or an owner, or `groups` without a seat."""

    lack: Lack
    hub: Hub
    chain: Chain | None = None
    count: int = 0
    groups: tuple[Kind, ...] = ()
    mission_id: MissionId | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by what is counted, hub and chain (absent where nothing); reached figures; a to-do list, not a ranking."""

    counts: dict[Counted, dict[Place, int]]
    reached: dict[Promise, int]
    waiting: tuple[Waiting, ...]
    is_example: bool
    is_empty: bool


def overview(uow: UnitOfWork, *, by: Actor) -> Overview:
    """The programme as far as the reader may see it: everything with an account, else the examples."""
    maps = readable_maps(uow, by=by)
    missions = all_missions(uow, by=by)
    seen = {facts.id for facts in maps}
    on_maps = [each for each in uow.elements.tags_by_map() if each.map_id in seen]
    elements = list({each.element_id: each for each in on_maps}.values())
    workshops = [each for each in uow.workshops.all() if each.map_id in seen]
    challenges = [each for each in uow.calls.challenges() if each.mission_id in {one.id for one in missions}]
    counts = {
        Counted.MISSIONS: _at((mission.hub, mission.chains) for mission in missions),
        Counted.CHALLENGES: _at((each.hub, each.chains) for each in elements if each.kind is Kind.CHALLENGE),
        Counted.ELEMENTS: _at((each.hub, each.chains) for each in elements),
        Counted.WORKSHOPS: _at((hub, each.chains) for each in workshops for hub in each.hubs),
    }
    calls = [call for call in uow.calls.calls() if call.is_example or not by.is_anonymous]
    lacks = _without_mission(counts) + _without_owner(missions, challenges) + _without_seat(missions, elements)
    return Overview(
        counts=counts,
        reached=_reached(missions, elements, len(calls)),
        waiting=tuple(sorted(lacks, key=lambda each: (list(Hub).index(each.hub), each.mission_id or ""))),
        is_example=any(each.is_example for each in maps) or any(each.is_example for each in missions),
        is_empty=not maps and not missions,
    )


def _at(found: Iterable[tuple[Hub | None, Sequence[Chain]]]) -> dict[Place, int]:
    return dict(Counter((hub, chain) for hub, chains in found if hub for chain in chains))


def _reached(missions: Sequence[Mission], elements: Sequence[Tags], calls: int) -> dict[Promise, int]:
    return {
        Promise.MISSIONS: len(missions),
        Promise.REGIONS: len({mission.hub for mission in missions if mission.hub}),
        Promise.CHAINS: len({chain for mission in missions for chain in mission.chains}),
        Promise.COUNTRIES: len({each.country for each in elements if each.country}),
        Promise.CALLS: calls,
    }


def _without_mission(counts: dict[Counted, dict[Place, int]]) -> list[Waiting]:
    """Hubs and chains with many challenges and no mission, and hubs without a workshop."""
    raised, made = counts[Counted.CHALLENGES], counts[Counted.MISSIONS]
    found = [
        Waiting(Lack.MISSION, hub, chain, raised[hub, chain])
        for hub in Hub
        for chain in Chain
        if raised.get((hub, chain), 0) >= MANY_CHALLENGES and (hub, chain) not in made
    ]
    held = {hub for hub, _chain in counts[Counted.WORKSHOPS]}
    return found + [Waiting(Lack.WORKSHOP, hub) for hub in Hub if hub not in held]


def _without_owner(missions: Sequence[Mission], challenges: Sequence[CallChallenge]) -> list[Waiting]:
    """Missions whose call challenges are drafts that no organisation stands behind."""
    lacking = Counter(
        each.mission_id
        for each in challenges
        if each.state in (ChallengeState.RAISED, ChallengeState.DRAFT) and not each.organisation.strip()
    )
    return [
        Waiting(Lack.OWNERS, mission.hub, count=lacking[mission.id], mission_id=mission.id, title=mission.title)
        for mission in missions
        if mission.hub and lacking[mission.id]
    ]


def _without_seat(missions: Sequence[Mission], elements: Sequence[Tags]) -> list[Waiting]:
    """Missions under way whose council lacks groups of stakeholders."""
    kinds = {each.element_id: each.kind for each in elements}
    found = []
    for mission in missions:
        seated = {kinds.get(member) for member in mission.council}
        groups = tuple(group for group in GROUPS if group not in seated)
        if mission.hub and groups and mission.state is not MissionState.CLOSED:
            found.append(Waiting(Lack.SEAT, mission.hub, None, 0, groups, mission.id, mission.title))
    return found
