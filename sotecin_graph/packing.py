"""Setting groups beside each other: near to what they are linked with, none on another, in a picture of about 1.6 : 1.

A group takes the convex hull of its footprints and the room around it, given by how far it reaches in 24 directions.
Two such hulls are free of each other when in some direction they reach no further than they stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from sotecin_graph.footprints import Points

ASPECT = 1.6
Numbers = NDArray[np.float64]

_SIDES = 24
_TURNS = np.arange(_SIDES) * 2 * np.pi / _SIDES
_WAYS_OUT = np.round(np.stack([np.cos(_TURNS), np.sin(_TURNS)], axis=1), 12)
_LINK = 0.5
_CHUNK = 128
_MOST_TRIED = 12
"""Up to so many blocks, several weights of links are tried and the best picture kept."""


def reaches(middles: Points, half: Points, room: float) -> Numbers:
    """How far rectangles reach from (0, 0) in each of the 24 directions, with some room around them: shape (24,)."""
    far: Numbers = (middles @ _WAYS_OUT.T + (half + room) @ np.abs(_WAYS_OUT).T).max(axis=0)
    return far


def hull_sides(middles: Points, half: Points) -> Numbers:
    """The sides of the convex hull of rectangles: rows (a, b, c) with a·x + b·y ≤ c inside."""
    found = ConvexHull(_corners(middles, half)).equations
    return np.unique(np.round(np.stack([found[:, 0], found[:, 1], -found[:, 2]], axis=1), 6), axis=0)


def hull_corners(middles: Points, half: Points, padding: float) -> Points:
    """The corners, in order, of the convex hull of rectangles that are each grown by a padding."""
    corners = _corners(middles, half + padding)
    return corners[ConvexHull(corners).vertices]


def _corners(middles: Points, half: Points) -> Points:
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float64)
    return (middles[:, None] + signs[None] * half[:, None]).reshape(-1, 2)


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

    def flipped(self, way: tuple[float, float]) -> Block:
        """The block mirrored by (±1, ±1)."""
        places = np.arange(_SIDES)
        if way[0] < 0:
            places = (_SIDES // 2 - places) % _SIDES
        if way[1] < 0:
            places = -places % _SIDES
        return Block(self.reaches[places], self.tips * way, self.others, self.other_tips)


WAYS = ((1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands and how it is mirrored."""

    at: Points
    way: tuple[float, float]


def packed(blocks: Sequence[Block], *, aspect: float = ASPECT) -> list[Setting]:
    """Where each block goes. For few blocks the best of several pictures, else the first."""
    pulls = (0.5, 0.25, 0.12) if len(blocks) <= _MOST_TRIED else (0.25,)
    pictures = [_picture(blocks, aspect, pull, passes=3 if len(blocks) <= _MOST_TRIED else 1) for pull in pulls]
    return min(pictures, key=lambda picture: round(_worth(blocks, picture, aspect), 3))


def _picture(blocks: Sequence[Block], aspect: float, pull: float, *, passes: int) -> list[Setting]:
    """The largest first, then those most linked to what stands; afterwards each once more, and again."""
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
        return Setting(np.zeros(2), WAYS[0])
    block = blocks[number]
    placed = np.array([settings[each].at for each in sorted(settings)])
    far = np.array([blocks[each].flipped(settings[each].way).reaches for each in sorted(settings)])
    known = [place for place, other in enumerate(block.others) if int(other) in settings]
    friends = np.array([_tip(block, place, settings) for place in known]).reshape(-1, 2)
    best: tuple[float, int, Points] | None = None
    for order, way in enumerate(WAYS if known else WAYS[:1]):
        turned = block.flipped(way)
        fit = far + np.roll(turned.reaches, _SIDES // 2)
        spots = _around(placed, fit, is_fine=len(settings) < _MOST_TRIED)
        costs = _costs(turned, spots, turned.tips[known], friends, aspect, pull)
        found = _first_free(spots, costs, placed, fit, best[0] if best else np.inf)
        if found is not None:
            best = (float(costs[found]), order, spots[found])
    assert best is not None
    return Setting(best[2], WAYS[best[1]])


def _tip(block: Block, place: int, settings: Mapping[int, Setting]) -> Points:
    there = settings[int(block.others[place])]
    tip: Points = there.at + block.other_tips[place] * there.way
    return tip


def _around(placed: Points, fit: Numbers, *, is_fine: bool) -> Points:
    """Places where a block would just touch one that stands: corners and points along the sides of all no-go areas."""
    following = np.roll(_WAYS_OUT, -1, axis=0)
    turn = _WAYS_OUT[:, 0] * following[:, 1] - _WAYS_OUT[:, 1] * following[:, 0]
    ahead = np.roll(fit, -1, axis=1)
    x = (fit * following[:, 1] - ahead * _WAYS_OUT[:, 1]) / turn
    y = (ahead * _WAYS_OUT[:, 0] - fit * following[:, 0]) / turn
    corners = np.stack([x, y], axis=2)
    after = np.roll(corners, -1, axis=1)
    shares = (0.0, 0.33, 0.67) if is_fine else (0.0,)
    along = [corners + (after - corners) * share for share in shares]
    return np.round(np.concatenate([(points + placed[:, None]).reshape(-1, 2) for points in along]), 3)


def _costs(block: Block, spots: Points, tips: Points, friends: Points, aspect: float, pull: float) -> Numbers:
    """What each place would cost: how far it widens the picture, and the length of the block's links."""
    stretch = (np.abs(spots) + block.half) / (aspect, 1.0)
    costs: Numbers = (stretch**4).sum(axis=1) ** 0.25
    if len(friends):
        delta = spots[:, None] + tips[None] - friends[None]
        costs = costs + pull * np.sqrt((delta**2).sum(axis=2)).sum(axis=1)
    return np.round(costs, 3)


def _first_free(spots: Points, costs: Numbers, placed: Points, fit: Numbers, limit: float) -> int | None:
    """The cheapest place that is free and cheaper than the limit."""
    order = np.argsort(costs, kind="stable")
    order = order[costs[order] < limit]
    for begin in range(0, len(order), _CHUNK):
        chunk = order[begin : begin + _CHUNK]
        apart = (spots[chunk][:, None] - placed[None]) @ _WAYS_OUT.T
        free = (apart >= fit[None] - 0.01).any(axis=2).all(axis=1)
        if free.any():
            return int(chunk[int(free.argmax())])
    return None


def _worth(blocks: Sequence[Block], picture: Sequence[Setting], aspect: float) -> float:
    """Smaller is better: the size of the picture, plus a tenth of the length of all links between blocks."""
    at = np.array([setting.at for setting in picture])
    half = np.array([block.half for block in blocks])
    size = (at + half).max(axis=0) - (at - half).min(axis=0)
    settings = dict(enumerate(picture))
    links = sum(
        float(
            np.hypot(*(settings[number].at + block.tips[place] * settings[number].way - _tip(block, place, settings)))
        )
        for number, block in enumerate(blocks)
        for place in range(len(block.others))
    )
    return float(max(size[0] / aspect, size[1])) + 0.02 * links
