"""How much room an element takes on a map: its card or its token with the label below, in map units.

Sizes are those of the canvas style; cards are taken as large as they get when they are loud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.elements import Element
from sotecin_graph.vocabulary import Kind

Points = NDArray[np.float64]
"""Shape (n, 2): x to the right, y down."""

CARDS_APART = 190.0
"""Least distance between the middles of two challenges, so that loud cards never touch."""

_CARD = (184.0, 106.0)
_TOKEN = 58.0
_LABEL_WIDTH = 124.0
_LETTER, _WIDE_LETTER, _BLANK = 8.8, 16.5, 3.4
_LINE = 18.5
_UNDER_TOKEN = 4.0
_LINES_IF_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Footprint:
    """A rectangle that an element covers; `drop` is how far its middle lies below the element's position."""

    width: float
    height: float
    drop: float
    is_card: bool = False


def footprint(kind: Kind, name: str | None = None) -> Footprint:
    """The room for an element of a kind and name; without a name, for a label of three full lines."""
    if kind is Kind.CHALLENGE:
        return Footprint(*_CARD, 0.0, is_card=True)
    lines, width = _label(name) if name is not None else (_LINES_IF_UNKNOWN, _LABEL_WIDTH)
    label = _UNDER_TOKEN + lines * _LINE
    return Footprint(max(_TOKEN, width), _TOKEN + label, label / 2)


def _label(name: str) -> tuple[int, float]:
    """How many lines a label takes and how wide they are, by the width of an average letter."""
    lines = [0.0]
    for word in name.split():
        width = sum(_WIDE_LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in word)
        if lines[-1] and lines[-1] + _BLANK + width > _LABEL_WIDTH:
            lines.append(0.0)
        lines[-1] += width + (_BLANK if lines[-1] else 0.0)
    return len(lines), max(lines)


@dataclass(frozen=True, slots=True)
class Footprints:
    """The footprints of a list of elements as arrays: half sizes (n, 2), drops (n,), which are cards (n,)."""

    half: Points
    drop: NDArray[np.float64]
    is_card: NDArray[np.bool_]

    def of(self, places: Sequence[int] | NDArray[np.int64]) -> Footprints:
        """Those of some of the elements."""
        chosen = np.asarray(places, dtype=np.int64)
        return Footprints(self.half[chosen], self.drop[chosen], self.is_card[chosen])


def footprints(elements: Sequence[Element]) -> Footprints:
    """The footprints of elements, in their order."""
    each = [footprint(element.kind, element.name) for element in elements]
    return as_arrays(each)


def as_arrays(each: Sequence[Footprint]) -> Footprints:
    """Footprints as arrays."""
    sizes = np.array([(print_.width, print_.height) for print_ in each], dtype=np.float64).reshape(-1, 2)
    drop = np.array([print_.drop for print_ in each], dtype=np.float64)
    return Footprints(sizes / 2, drop, np.array([print_.is_card for print_ in each], dtype=bool))


def collide(
    one: Points, one_prints: Footprints, other: Points, other_prints: Footprints, gap: float
) -> NDArray[np.bool_]:
    """Which rectangles, given by their middles, are nearer than `gap` to which others: shape (ones, others)."""
    across, down = one[:, :1] - other[:, 0], one[:, 1:] - other[:, 1]
    room = one_prints.half[:, None] + other_prints.half[None] + (gap - 1e-6)
    hit: NDArray[np.bool_] = (np.abs(across) < room[..., 0]) & (np.abs(down) < room[..., 1])
    cards = one_prints.is_card[:, None] & other_prints.is_card[None]
    if cards.any():
        hit |= cards & (across**2 + down**2 < CARDS_APART**2 - 1e-6)
    return hit
