"""Use case of seeing several missions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.elements import Element, ElementId
from sotecin_graph.missions import Mission, MissionId, MissionState
from sotecin_graph.overlaps import Overlap, Place, Shared, covered, overlaps, shared
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.missions import all_missions


@dataclass(frozen=True, slots=True)
class Comparison:
    """Missions side by side, in the order in which they were promoted.

    `all` are those that may be chosen. `covered` counts every mission that the reader may see and that is not closed,
    `chosen_at` only the chosen ones.
    """

    all: tuple[Mission, ...]
    chosen: tuple[Mission, ...]
    elements: dict[ElementId, Element]
    overlaps: tuple[Overlap, ...]
    shared: tuple[Shared, ...]
    covered: dict[Place, list[MissionId]]
    chosen_at: dict[Place, list[MissionId]]

    @property
    def uncovered(self) -> list[Place]:
        """The hubs and value chains without a mission, hub by hub."""
        return [place for place, there in self.covered.items() if not there]


def compare(uow: UnitOfWork, *, by: Actor, chosen: Sequence[MissionId] | None = None) -> Comparison:
    """The chosen missions side by side; all that the reader may see where none is chosen. Unknown ones are left out."""
    seen = all_missions(uow, by=by)
    wanted = [each for each in seen if chosen is None or each.id in chosen]
    members = {member for each in wanted for member in each.members}
    elements = {each.id: each for each in uow.elements.many(members)}
    living = [each for each in seen if each.state is not MissionState.CLOSED]
    return Comparison(
        all=tuple(seen),
        chosen=tuple(wanted),
        elements=elements,
        overlaps=tuple(overlaps(wanted, elements)),
        shared=tuple(shared(wanted, elements)),
        covered=covered(living),
        chosen_at=covered(wanted),
    )
