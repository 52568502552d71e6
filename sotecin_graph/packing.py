"""Setting groups beside each other: near to what they are linked with, none on another, in a picture of about 1.6 : 1.

A group takes the convex hull of its footprints and the room around it, given by how far it reaches in 16 directions.
Two such hulls are free of each other when in some direction they reach no further than they stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.footprints import Points

ASPECT = 1.6
Numbers = NDArray[np.float64]

_SIDES = 16
_TURNS = np.arange(_SIDES) * 2 * np.pi / _SIDES
_DIRECTIONS = np.round(np.stack([np.cos(_TURNS), np.sin(_TURNS)], axis=1), 12)
_NEXT = np.roll(np.arange(_SIDES), -1)
_OPPOSITE = np.roll(np.arange(_SIDES), _SIDES // 2)
_FOLLOWING = _DIRECTIONS[_NEXT]
_TURN = _DIRECTIONS[:, 0] * _FOLLOWING[:, 1] - _DIRECTIONS[:, 1] * _FOLLOWING[:, 0]

_WAYS = ((1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))
_ACROSS = (_SIDES // 2 - np.arange(_SIDES)) % _SIDES
_DOWN = -np.arange(_SIDES) % _SIDES
_MIRRORED = np.stack([np.arange(_SIDES), _ACROSS, _DOWN, _ACROSS[_DOWN]])

_CHUNK = 256
_PULLS = (0.25, 0.5)
_LONG, _IN_THE_WAY = 0.05, 25.0
_FEW = 4.0
_MOST_TRIED = 12
"""Up to so many blocks, several pulls of links are tried and the best picture kept."""


def reaches(middles: Points, half: Points, room: float) -> Numbers:
    """How far rectangles reach from (0, 0) in each of the 16 directions, with some room around them: shape (16,)."""
    far: Numbers = (middles @ _DIRECTIONS.T + (half + room) @ np.abs(_DIRECTIONS).T).max(axis=0)
    return far


def are_apart(delta: Points, fit: Numbers) -> NDArray[np.bool_]:
    """Whether things that are `delta` (…, 2) apart are free of each other, their common reach being `fit` (…, 16)."""
    apart: Numbers = delta @ _DIRECTIONS.T - fit
    free: NDArray[np.bool_] = apart.max(axis=-1) >= -0.01
    return free


def common_reach(far: Numbers, mine: Numbers) -> Numbers:
    """How far the first thing reaches and the second, seen from there, back: (…, 16)."""
    both: Numbers = far + mine[..., _OPPOSITE]
    return both


def hull_sides(middles: Points, half: Points) -> Numbers:
    """The sides of the convex hull of rectangles: rows (a, b, c) with a·x + b·y ≤ c inside."""
    found = _hull(_corners(middles, half)).equations
    return np.unique(np.round(np.stack([found[:, 0], found[:, 1], -found[:, 2]], axis=1), 6), axis=0)


def hull_corners(middles: Points, half: Points, padding: float) -> Points:
    """The corners, in order, of the convex hull of rectangles that are each grown by a padding."""
    corners = _corners(middles, half + padding)
    in_order: Points = corners[_hull(corners).vertices]
    return in_order


def _hull(points: Points) -> Any:
    """SciPy's hull, brought in when the first map is tidied up: the app starts half a second sooner."""
    from scipy.spatial import ConvexHull

    return ConvexHull(points)


def _corners(middles: Points, half: Points) -> Points:
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float64)
    corners: Points = (middles[:, None] + signs[None] * half[:, None]).reshape(-1, 2)
    return corners


@dataclass(frozen=True, slots=True)
class Block:
    """Something to set down as a whole: its reaches around (0, 0); for each of its links that leave, where the inner
    end is (k, 2), which block the other end is in (k,) and where in that (k, 2)."""

    reaches: Numbers
    tips: Points
    others: NDArray[np.int64]
    other_tips: Points

    @property
    def half(self) -> Points:
        """Half its width and height."""
        quarter = _SIDES // 4
        across = self.reaches[0] + self.reaches[2 * quarter], self.reaches[quarter] + self.reaches[3 * quarter]
        return np.array(across) / 2

    @property
    def turned(self) -> Numbers:
        """Its reaches in each way of mirroring: shape (4, 16)."""
        return self.reaches[_MIRRORED]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the middle of a block stands, and in which of the four ways it is mirrored."""

    at: Points
    way: int

    def of(self, inner: Points) -> Points:
        """Where points of the block come to stand."""
        return inner * _WAYS[self.way] + self.at


def packed(blocks: Sequence[Block], *, aspect: float = ASPECT) -> list[Setting]:
    """Where each block goes. For few blocks the best of several pictures, else the first."""
    few = len(blocks) <= _MOST_TRIED
    pictures = [_picture(blocks, aspect, pull, passes=2 if few else 1) for pull in (_PULLS if few else _PULLS[:1])]
    return min(pictures, key=lambda picture: round(_worth(blocks, picture, aspect), 3))


def _picture(blocks: Sequence[Block], aspect: float, pull: float, *, passes: int) -> list[Setting]:
    """The largest first, then those most linked to what stands; afterwards each once more, from the outside."""
    settings: dict[int, Setting] = {}
    waiting = set(range(len(blocks)))
    while waiting:
        number = min(waiting, key=lambda each: _turn(blocks[each], each, settings))
        waiting.remove(number)
        settings[number] = _set_down(blocks, number, settings, aspect, pull)
    for _pass in range(passes):
        for number in sorted(settings, key=lambda each: (-round(float(np.abs(settings[each].at).max()), 3), each)):
            del settings[number]
            settings[number] = _set_down(blocks, number, settings, aspect, pull)
    return [settings[number] for number in range(len(blocks))]


def _turn(block: Block, number: int, settings: Mapping[int, Setting]) -> tuple[float, int]:
    """Smaller is sooner: large blocks, and of these the ones with most links to what stands already."""
    linked = sum(int(other) in settings for other in block.others)
    return -float(block.half.prod()) * (1 + linked), number


def _set_down(
    blocks: Sequence[Block], number: int, settings: Mapping[int, Setting], aspect: float, pull: float
) -> Setting:
    """The cheapest free place for a block, mirrored as it suits best."""
    if not settings:
        return Setting(np.zeros(2), 0)
    block = blocks[number]
    placed = np.array([settings[each].at for each in sorted(settings)])
    far = np.array([blocks[each].turned[settings[each].way] for each in sorted(settings)])
    known = [place for place, other in enumerate(block.others) if int(other) in settings]
    friends = np.array([_tip(block, place, settings) for place in known]).reshape(-1, 2)
    ways = np.array(_WAYS if known else _WAYS[:1])
    fit = common_reach(far[None], block.turned[: len(ways), None])
    spots = _around(placed, fit, is_fine=len(settings) < _MOST_TRIED)
    costs = _costs(block, spots, block.tips[known] * ways[:, None], friends, aspect, pull)
    way, spot = _first_free(spots, costs, placed, fit)
    return Setting(spots[way, spot], way)


def _tip(block: Block, place: int, settings: Mapping[int, Setting] | Sequence[Setting]) -> Points:
    there = settings[int(block.others[place])]
    tip: Points = there.at + block.other_tips[place] * _WAYS[there.way]
    return tip


def _around(placed: Points, fit: Numbers, *, is_fine: bool) -> Points:
    """Places where a block would just touch one that stands: corners and points along the sides of all no-go areas.

    Shape (ways, places, 2).
    """
    ahead = fit[..., _NEXT]
    x = (fit * _FOLLOWING[:, 1] - ahead * _DIRECTIONS[:, 1]) / _TURN
    y = (ahead * _DIRECTIONS[:, 0] - fit * _FOLLOWING[:, 0]) / _TURN
    corners = np.stack([x, y], axis=-1) + placed[:, None]
    if is_fine:
        step = (corners[:, :, _NEXT] - corners) / 3
        corners = np.concatenate([corners, corners + step, corners + 2 * step], axis=2)
    return np.round(corners.reshape(len(fit), -1, 2), 3)


def _costs(block: Block, spots: Points, tips: Points, friends: Points, aspect: float, pull: float) -> Numbers:
    """What each place would cost: how far it widens the picture, and the length of the block's links."""
    stretch = ((np.abs(spots) + block.half) / (aspect, 1.0)) ** 2
    costs: Numbers = np.sqrt(np.sqrt((stretch**2).sum(axis=-1)))
    if len(friends):
        delta = spots[:, :, None] + (tips - friends)[:, None]
        drawn = np.sqrt(delta[..., 0] ** 2 + delta[..., 1] ** 2).sum(axis=-1)
        costs = costs + pull * drawn * _FEW / (len(friends) + _FEW - 1)
    return np.round(costs, 3)


def _first_free(spots: Points, costs: Numbers, placed: Points, fit: Numbers) -> tuple[int, int]:
    """Way and number of the cheapest place that is free."""
    order = np.argsort(costs, axis=None, kind="stable")
    for begin in range(0, len(order), _CHUNK):
        ways, chunk = np.unravel_index(order[begin : begin + _CHUNK], costs.shape)
        free = are_apart(spots[ways, chunk][:, None] - placed, fit[ways]).all(axis=1)
        if free.any():
            found = int(free.argmax())
            return int(ways[found]), int(chunk[found])
    raise AssertionError("beside the outermost block there is always room")


def _worth(blocks: Sequence[Block], picture: Sequence[Setting], aspect: float) -> float:
    """Smaller is better: the size of the picture, the length of the links between blocks, and blocks in their way."""
    at = np.array([setting.at for setting in picture])
    half = np.array([block.half for block in blocks])
    size = (at + half).max(axis=0) - (at - half).min(axis=0)
    worth = float(max(size[0] / aspect, size[1]))
    far = np.array([block.turned[setting.way] for block, setting in zip(blocks, picture, strict=True)])
    for number, block in enumerate(blocks):
        for place in range(len(block.others)):
            tip = picture[number].at + block.tips[place] * _WAYS[picture[number].way]
            friend = _tip(block, place, picture)
            inner = np.isin(np.arange(len(blocks)), (number, int(block.others[place])))
            worth += _LONG * float(np.hypot(*(friend - tip)))
            worth += _IN_THE_WAY * int((_meets(tip - at, friend - tip, far) & ~inner).sum())
    return worth


def _meets(start: Points, way: Points, far: Numbers) -> NDArray[np.bool_]:
    """Whether a line from start (relative to each block) along way meets each block: shape (blocks,)."""
    along, room = _DIRECTIONS @ way, far - start @ _DIRECTIONS.T
    safe = np.where(np.abs(along) < 1e-9, 1e-9, along)
    at = room / safe
    enter = np.where(safe < 0, at, 0.0).max(axis=1)
    leave = np.where(safe > 0, at, 1.0).min(axis=1)
    met: NDArray[np.bool_] = (enter < leave) & (leave > 0) & (enter < 1)
    return met
