"""Several missions side by side: which elements they share, and which hubs and value chains none of them covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sotecin_graph.elements import Element, ElementId
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.vocabulary import Chain, Hub

Place = tuple[Hub, Chain]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two missions share. `share` is their common members as a part of all members of both (Jaccard, 0 to 1)."""

    one: MissionId
    other: MissionId
    stakeholders: tuple[Element, ...]
    challenges: tuple[Element, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Shared:
    """An element that several missions have, and which, in their order."""

    element: Element
    missions: tuple[MissionId, ...]


def overlaps(missions: Sequence[Mission], elements: Mapping[ElementId, Element]) -> list[Overlap]:
    """What each pair of the missions shares, pair by pair in their order; elements in order of creation."""
    found = []
    for one, other in combinations(missions, 2):
        both = set(one.members) & set(other.members)
        common = sorted((elements[each] for each in both if each in elements), key=lambda each: each.seq)
        everyone = len(set(one.members) | set(other.members))
        found.append(
            Overlap(
                one.id,
                other.id,
                tuple(each for each in common if not each.is_challenge),
                tuple(each for each in common if each.is_challenge),
                round(len(both) / everyone, 4) if everyone else 0.0,
            )
        )
    return found


def shared(missions: Sequence[Mission], elements: Mapping[ElementId, Element]) -> list[Shared]:
    """The elements that at least two of the missions have; those of most missions first, then in order of creation."""
    holding: dict[ElementId, list[MissionId]] = {}
    for mission in missions:
        for member in dict.fromkeys(mission.members):
            holding.setdefault(member, []).append(mission.id)
    several = [
        Shared(elements[each], tuple(those)) for each, those in holding.items() if len(those) > 1 and each in elements
    ]
    return sorted(several, key=lambda each: (-len(each.missions), each.element.seq))


def covered(missions: Iterable[Mission]) -> dict[Place, list[MissionId]]:
    """For all 49 hubs and value chains the missions that stand there; a mission without a hub stands nowhere."""
    places: dict[Place, list[MissionId]] = {(hub, chain): [] for hub in Hub for chain in Chain}
    for mission in missions:
        for chain in mission.chains:
            if mission.hub:
                places[mission.hub, chain].append(mission.id)
    return places
