"""Dot voting: rounds in which each person has some dots to give, hidden until the round is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sotecin_graph.elements import ElementId, MapId


@dataclass(frozen=True, slots=True)
class Round:
    """One round on a map. `candidates` is empty where every challenge of the map can be voted for."""

    map_id: MapId
    number: int
    step: int
    title: str
    dots: int
    opened_at: datetime
    candidates: tuple[ElementId, ...] = ()
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def takes(self, element: ElementId) -> bool:
        """True for an element that can be voted for in this round."""
        return not self.candidates or element in self.candidates

    def to_wire(self) -> dict[str, Any]:
        """What every screen may know of the round while it runs: never who gave what, nor how much."""
        return {
            "number": self.number,
            "dots": self.dots,
            "candidates": list(self.candidates) or None,
            "is_open": self.is_open,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """What an element got in a closed round. Those with the same number of dots share a rank."""

    element: ElementId
    dots: int
    voters: int
    rank: int
    is_tied: bool


def standings(dots: Mapping[ElementId, Sequence[int]]) -> list[Standing]:
    """The elements by dots, the most first; `dots` has for each element what each of its voters gave.

    Ranks are those of competitions: 1, 2, 2, 4. Those with equal dots stay in the order given.
    """
    totals = {element: sum(given) for element, given in dots.items()}
    ordered = sorted(totals, key=lambda element: -totals[element])
    counts = [totals[element] for element in ordered]
    return [
        Standing(
            element=element,
            dots=totals[element],
            voters=sum(1 for given in dots[element] if given),
            rank=counts.index(totals[element]) + 1,
            is_tied=counts.count(totals[element]) > 1,
        )
        for element in ordered
    ]
