"""Setting groups beside each other: near to what they are linked with, none on another, in a picture of about 1.6 : 1.

A group takes the convex hull of its footprints and the room around it. Whether a hull is free is looked up on a
raster, with hulls drawn a little too large, so that what is free there is free for certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve
from scipy.spatial import ConvexHull

from sotecin_graph.footprints import Points

ASPECT = 1.6
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]


def hull_sides(middles: Points, half: Points, padding: float) -> Numbers:
    """The sides of the convex hull around rectangles, kept `padding` away from each: rows (a, b, c), a·x + b·y ≤ c."""
    corners = _corners(middles, half + padding)
    found = ConvexHull(corners).equations
    return np.unique(np.round(np.stack([found[:, 0], found[:, 1], -found[:, 2]], axis=1), 6), axis=0)


def hull_corners(middles: Points, half: Points, padding: float) -> Points:
    """The corners of that hull in order around it."""
    corners = _corners(middles, half + padding)
    return corners[ConvexHull(corners).vertices]


def _corners(middles: Points, half: Points) -> Points:
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float64)
    return (middles[:, None] + signs[None] * half[:, None]).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Block:
    """Something to set down as a whole: sides of its hull around (0, 0), its half extents, and the inner and outer
    ends of its links: `tips` (k, 2) within it, `others` the block and `other_tips` (k, 2) within that."""

    sides: Numbers
    half: Points
    tips: Points
    others: NDArray[np.int64]
    other_tips: Points

    def flipped(self, way: tuple[float, float]) -> Block:
        """The block mirrored by (±1, ±1)."""
        sides = self.sides.copy()
        sides[:, :2] *= way
        return Block(sides, self.half, self.tips * way, self.others, self.other_tips)


WAYS = ((1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))


class Sheet:
    """A raster on which blocks are set down; (0, 0) is its middle."""

    def __init__(self, blocks: Sequence[Block], aspect: float) -> None:
        room = sum(float(4 * block.half[0] * block.half[1]) for block in blocks)
        tall = np.sqrt(room / aspect) * 1.5 + 2 * max(float(block.half.max()) for block in blocks)
        self.aspect = aspect
        self.cell = cell = max(_FINEST, float(np.sqrt(tall * tall * aspect / _CELLS)))
        self.rows, self.columns = int(tall / cell) | 1, int(tall * aspect / cell) | 1
        self.taken = np.zeros((self.rows, self.columns), dtype=np.int16)
        self._y = (np.arange(self.rows) - self.rows // 2) * cell
        self._x = (np.arange(self.columns) - self.columns // 2) * cell

    def mask(self, block: Block) -> Mask:
        """The cells that a block may touch when its middle is that of the middle cell."""
        rows, columns = (int(np.ceil(reach / self.cell)) + 1 for reach in block.half[::-1])
        y, x = np.mgrid[-rows : rows + 1, -columns : columns + 1] * self.cell
        a, b, c = block.sides.T
        reach = self.cell / 2 * (np.abs(a) + np.abs(b))
        inside: Mask = (x[..., None] * a + y[..., None] * b <= c + reach).all(axis=2)
        return inside

    def mark(self, mask: Mask, at: Points, by: int) -> None:
        """Take (1) or give back (-1) the cells of a block."""
        row, column = self._cell_of(at)
        tall, wide = mask.shape[0] // 2, mask.shape[1] // 2
        self.taken[row - tall : row + tall + 1, column - wide : column + wide + 1] += by * mask.astype(np.int16)

    def best(self, mask: Mask, costs: Numbers) -> tuple[float, Points]:
        """The cheapest free place for a mask: its cost (infinite where nothing is free) and its middle."""
        hits = fftconvolve((self.taken > 0).astype(np.float64), mask[::-1, ::-1].astype(np.float64), mode="same")
        blocked = hits > 0.5
        tall, wide = mask.shape[0] // 2, mask.shape[1] // 2
        blocked[:tall] = blocked[self.rows - tall :] = True
        blocked[:, :wide] = blocked[:, self.columns - wide :] = True
        free = np.where(blocked, np.inf, np.round(costs, 3))
        row, column = np.unravel_index(int(free.argmin()), free.shape)
        return float(free[row, column]), np.array([self._x[column], self._y[row]])

    def costs(self, block: Block, friends: Points) -> Numbers:
        """What each place would cost a block: how far it widens the picture, and the length of its links."""
        wide = (np.abs(self._x)[None] + block.half[0]) / self.aspect
        tall = np.abs(self._y)[:, None] + block.half[1]
        costs: Numbers = (wide**4 + tall**4) ** 0.25 * _WIDENS
        for tip, friend in zip(block.tips, friends, strict=True):
            if np.isfinite(friend[0]):
                across, down = self._x + tip[0] - friend[0], self._y + tip[1] - friend[1]
                costs = costs + _LINK * np.sqrt(across[None] ** 2 + down[:, None] ** 2)
        return costs

    def _cell_of(self, at: Points) -> tuple[int, int]:
        row = round(float(at[1]) / self.cell) + self.rows // 2
        return row, round(float(at[0]) / self.cell) + self.columns // 2


_WIDENS = 1.0
_LINK = 0.5
_FINEST = 20.0
_CELLS = 9000


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands and how it is mirrored."""

    at: Points
    way: tuple[float, float]


def packed(blocks: Sequence[Block], *, aspect: float = ASPECT, passes: int = 2) -> list[Setting]:
    """Where each block goes: the largest first, then those most linked to what stands; afterwards each once more."""
    sheet = Sheet(blocks, aspect)
    settings: dict[int, Setting] = {}
    waiting = set(range(len(blocks)))
    while waiting:
        nxt = min(waiting, key=lambda number: _turn(blocks[number], number, settings))
        waiting.remove(nxt)
        _set(sheet, blocks, nxt, settings)
    for _pass in range(passes):
        for number in range(len(blocks)):
            own = settings.pop(number)
            sheet.mark(sheet.mask(blocks[number].flipped(own.way)), own.at, -1)
            _set(sheet, blocks, number, settings)
    return [settings[number] for number in range(len(blocks))]


def _turn(block: Block, number: int, settings: dict[int, Setting]) -> tuple[float, int]:
    """Smaller is sooner: large blocks, and of small ones those with most links to what stands already."""
    linked = sum(int(other) in settings for other in block.others)
    return -float(block.half[0] * block.half[1]) * (1 + linked), number


def _set(sheet: Sheet, blocks: Sequence[Block], number: int, settings: dict[int, Setting]) -> None:
    friends = np.full((len(blocks[number].others), 2), np.nan)
    for place, other in enumerate(blocks[number].others):
        if int(other) in settings:
            there = settings[int(other)]
            friends[place] = there.at + blocks[number].other_tips[place] * there.way
    best: tuple[float, int, Points] | None = None
    for order, way in enumerate(WAYS if len(blocks[number].tips) else WAYS[:1]):
        turned = blocks[number].flipped(way)
        cost, at = sheet.best(sheet.mask(turned), sheet.costs(turned, friends))
        if best is None or cost < best[0]:
            best = (cost, order, at)
    assert best is not None
    way = WAYS[best[1]]
    sheet.mark(sheet.mask(blocks[number].flipped(way)), best[2], 1)
    settings[number] = Setting(best[2], way)
