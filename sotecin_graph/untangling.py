"""Arranging a group of elements so that it reads well: short links, few crossings, nothing on top of anything else.

Works on the middles of footprints; links run between the elements' own positions. Deterministic: no dice but a seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from sotecin_graph.footprints import CARDS_APART, Footprints, Points, collide

Ends = NDArray[np.int64]
"""Shape (m, 2): the places of the two ends of each link."""

Numbers = NDArray[np.float64]

GAP = 22.0
"""Least room between two footprints."""

LINK_LENGTH = 215.0
SNAP = 10.0
_CROSSING = 10.0
_THROUGH = 14.0
_LENGTH = 2.2
_LENGTH_OUT = 0.5
_SPREAD = 6.0
_STEEP = 0.5
_AIR = 1.5
_STARTS = 2
_SPRING_ROUNDS = 60
_STRESS_ROUNDS = 25
_STRESS_MOST = 400


@dataclass(frozen=True, slots=True)
class Group:
    """Elements to arrange together: their footprints, the links among them, and links that lead out of the group.

    `outer` are the places of the inner ends of links that leave, `outer_at` (o, 2) where their other ends stand.
    `sides` (s, 3) bounds the group to where a·x + b·y ≤ c for each row (a, b, c); empty for no bounds. `wide` is how
    many times as wide as high the group should become.
    """

    prints: Footprints
    ends: Ends
    outer: NDArray[np.int64]
    outer_at: Points
    sides: Numbers
    wide: float

    @property
    def count(self) -> int:
        return len(self.prints.drop)

    @property
    def drops(self) -> Points:
        """From position to middle of footprint, (n, 2)."""
        return np.stack([np.zeros(self.count), self.prints.drop], axis=1)

    @property
    def radius(self) -> float:
        """Of a disc that would hold the footprints with some air, map units."""
        return float(np.sqrt((4 * (self.prints.half + GAP).prod(axis=1)).sum() * _AIR / np.pi))


def group_of(prints: Footprints, ends: Ends, wide: float) -> Group:
    """A group with no links that lead out and no bounds."""
    return Group(prints, ends, np.zeros(0, dtype=np.int64), np.zeros((0, 2)), np.zeros((0, 3)), wide)


def arranged(group: Group, *, seed: int, sweeps: int) -> Points:
    """Middles of the footprints, arranged anew: of a few starts the one with the fewest crossings, then improved."""
    if group.count == 1:
        return np.zeros((1, 2))
    tries = []
    for number in range(_STARTS if group.count <= _STRESS_MOST else 1):
        stretch = np.sqrt((group.wide, 1 / group.wide))
        at = _apart(_stress(group, _spring(group, seed + number)) * stretch, group.prints)
        tries.append((crossed(at - group.drops, group.ends), number, at))
    return improved(group, min(tries, key=lambda tried: tried[:2])[2], sweeps=sweeps)


def _spring(group: Group, seed: int) -> Points:
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(group.count)))
    graph.add_edges_from_no_data([(int(one), int(other)) for one, other in group.ends])
    rounds = _SPRING_ROUNDS if group.count <= _STRESS_MOST else 2 * _SPRING_ROUNDS
    placed = rx.spring_layout(graph, seed=seed, num_iter=rounds)
    scale = LINK_LENGTH * np.sqrt(group.count) / 2
    at: Points = np.array([placed[place] for place in range(group.count)], dtype=np.float64).reshape(-1, 2) * scale
    return at


def _stress(group: Group, at: Points) -> Points:
    """Distances on the map made like those along links (stress majorization; Gansner, Koren and North 2005)."""
    if group.count > _STRESS_MOST or group.count < 3:
        return at
    steps = _steps(group)
    wanted = steps * LINK_LENGTH
    weights = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    pull = np.linalg.pinv(laplacian)
    for _round in range(_STRESS_ROUNDS):
        far = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
        ratio = np.divide(weights * wanted, far, out=np.zeros_like(far), where=far > 1e-9)
        at = pull @ ((np.diag(ratio.sum(axis=1)) - ratio) @ at)
    rounded: Points = np.round(at, 3)
    return rounded


def _steps(group: Group) -> Numbers:
    """How many links lie between each two elements; unconnected ones count as a little further than the furthest."""
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(group.count)))
    graph.add_edges_from_no_data([(int(one), int(other)) for one, other in group.ends])
    steps: Numbers = rx.graph_distance_matrix(graph, null_value=np.inf)
    furthest = steps[np.isfinite(steps)].max()
    steps[~np.isfinite(steps)] = furthest + 1
    return steps


def _apart(at: Points, prints: Footprints) -> Points:
    """The same arrangement with overlaps pushed away: each pair by the shorter way, at last by widening everything."""
    at = at.copy()
    room = prints.half[:, None] + prints.half[None] + GAP + 2.0
    cards = prints.is_card[:, None] & prints.is_card[None]
    room[cards] = np.maximum(room[cards], CARDS_APART)
    np.einsum("iij->ij", room)[:] = 0.0
    for _round in range(60):
        delta = at[:, None] - at[None]
        depth = room - np.abs(delta)
        hit = (depth[..., 0] > 0) & (depth[..., 1] > 0)
        if not hit.any():
            break
        across = depth[..., 0] < depth[..., 1]
        way = np.where(delta == 0, np.sign(np.subtract.outer(np.arange(len(at)), np.arange(len(at))))[..., None], delta)
        push = np.sign(way) * depth * hit[..., None] * np.stack([across, ~across], axis=2)
        at += 0.5 * push.sum(axis=1) / np.maximum(1.0, hit.sum(axis=1) * 0.6)[:, None]
    return _widened(np.round(at, 3), prints)


def _widened(at: Points, prints: Footprints) -> Points:
    """The arrangement made larger until nothing overlaps, on the snapping grid."""
    at = at + np.arange(len(at))[:, None] * 1e-3
    while True:
        snapped = np.round(at / SNAP) * SNAP
        hit = collide(snapped, prints, snapped, prints, GAP)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            return snapped
        at = at * 1.05


def improved(group: Group, at: Points, *, sweeps: int) -> Points:
    """The arrangement with elements moved one at a time, each to the best free place in reach, until none gains."""
    bench = _Bench(group, at)
    waiting = set(range(group.count))
    for _sweep in range(sweeps):
        for place in sorted(waiting):
            waiting.discard(place)
            if bench.move(place):
                waiting.update(bench.friends[place].tolist())
        if not waiting:
            break
    return bench.at


_RING = np.array([(np.cos(turn), np.sin(turn)) for turn in np.arange(8) * np.pi / 4])
_AROUND = np.concatenate([_RING * (70.0, 50.0), _RING * (150.0, 110.0), _RING * (260.0, 190.0)])
_AROUND_FRIENDS = np.concatenate([[(0.0, 0.0)], _RING * (130.0, 105.0), _RING * (210.0, 170.0)])
_INWARDS = np.array([[0.2], [0.4], [0.7]])


class _Bench:
    """A group at work: where each footprint stands, and what it would cost to move one."""

    def __init__(self, group: Group, at: Points) -> None:
        self.group, self.at = group, at.copy()
        self._drops, self._reach = group.drops, group.radius * np.sqrt((group.wide, 1 / group.wide))
        one, other = group.ends[:, 0], group.ends[:, 1]
        places = np.arange(group.count)
        self.friends = [np.concatenate([other[one == place], one[other == place]]) for place in places]
        self._lines = [group.ends[(one != place) & (other != place)] for place in places]
        self._others = [np.delete(places, place) for place in places]
        self._outer = [group.outer_at[group.outer == place] for place in places]
        self._room = group.prints.half[:, None] + group.prints.half[None] + GAP - 1e-6
        cards = group.prints.is_card
        self._least = np.where(cards[:, None] & cards[None], CARDS_APART**2 - 1e-6, 0.0)

    def move(self, place: int) -> bool:
        """Move one element to the best free place in reach; False where it stands best already."""
        friends = np.concatenate([(self.at - self._drops)[self.friends[place]], self._outer[place]])
        middle = self.at.mean(axis=0)
        own = self.at[place]
        spots = [own[None], own + _AROUND, own + (middle - own) * _INWARDS]
        if len(friends):
            spots.append(friends.mean(axis=0) + self._drops[place] + _AROUND_FRIENDS)
        candidates = np.round(np.concatenate(spots) / SNAP) * SNAP
        candidates[0] = own
        free = self._free(place, candidates)
        free[0] = True
        candidates = candidates[free]
        costs = self._costs(place, candidates, friends, middle)
        best = int(np.round(costs, 6).argmin())
        if costs[best] > costs[0] - 0.02:
            return False
        self.at[place] = candidates[best]
        return True

    def _free(self, place: int, candidates: Points) -> NDArray[np.bool_]:
        others = self._others[place]
        across = candidates[:, :1] - self.at[others, 0]
        down = candidates[:, 1:] - self.at[others, 1]
        room = self._room[place, others]
        hit = (np.abs(across) < room[:, 0]) & (np.abs(down) < room[:, 1])
        if self.group.prints.is_card[place]:
            hit |= across**2 + down**2 < self._least[place, others]
        free: NDArray[np.bool_] = ~hit.any(axis=1)
        if len(self.group.sides):
            normals, limits = self.group.sides[:, :2], self.group.sides[:, 2]
            reach = (np.abs(normals) * self.group.prints.half[place]).sum(axis=1)
            free &= (candidates @ normals.T + reach <= limits + 1e-6).all(axis=1)
        return free

    def _costs(self, place: int, candidates: Points, friends: Points, middle: Points) -> Numbers:
        """What each candidate would cost: crossings, links behind elements, long links, distance from the middle."""
        half, tips = self.group.prints.half, candidates - self._drops[place]
        away = (np.abs(candidates - middle) / self._reach) ** 4
        costs: Numbers = _SPREAD * (away[:, 0] + away[:, 1]) ** _STEEP
        lines, at_tips = self._lines[place], self.at - self._drops
        starts, stops = at_tips[lines[:, 0]], at_tips[lines[:, 1]]
        costs += _THROUGH * behind(starts, stops, candidates, half[place])
        if not len(friends):
            return costs
        delta = (tips[:, None] - friends[None]) / LINK_LENGTH
        lengths = delta[..., 0] ** 2 + delta[..., 1] ** 2
        inner = len(self.friends[place])
        costs += _LENGTH * lengths[:, :inner].sum(axis=1) + _LENGTH_OUT * np.sqrt(lengths[:, inner:]).sum(axis=1)
        costs += _CROSSING * crossings(tips, friends, starts, stops)
        others = self._others[place]
        return costs + _THROUGH * _through(tips, friends, self.at[others], half[others])


def crossed(tips: Points, ends: Ends) -> int:
    """How many pairs of links cross when elements stand at `tips`."""
    starts, stops = tips[ends[:, 0]], tips[ends[:, 1]]
    one = _side(starts[:, None], stops[:, None], starts[None])
    other = _side(starts[:, None], stops[:, None], stops[None])
    apart = one * other < -1e-9
    return int((apart & apart.T).sum()) // 2


def crossings(tips: Points, friends: Points, starts: Points, stops: Points) -> Numbers:
    """How many lines from start to stop are crossed when each tip is joined to all friends: shape (tips,).

    Lines that share an end with a friend do not cross.
    """
    one = _side(tips[:, None, None], friends[None, :, None], starts[None, None])
    other = _side(tips[:, None, None], friends[None, :, None], stops[None, None])
    tip = _side(starts[None], stops[None], tips[:, None])[:, None]
    friend = _side(starts[None], stops[None], friends[:, None])[None]
    counted: Numbers = ((one * other < -1e-9) & (tip * friend < -1e-9)).sum(axis=(1, 2)).astype(np.float64)
    return counted


def _side(start: Points, stop: Points, point: Points) -> Numbers:
    along, to_point = stop - start, point - start
    side: Numbers = along[..., 0] * to_point[..., 1] - along[..., 1] * to_point[..., 0]
    return side


def _through(tips: Points, friends: Points, middles: Points, half: Points) -> Numbers:
    """How many footprints lie on the way from each tip to its friends; the friends' own do not count: shape (tips,)."""
    near = np.abs(friends[:, None] - middles[None]) <= half
    own = near[..., 0] & near[..., 1]
    start, way = tips[:, None, None], (friends[None] - tips[:, None])[:, :, None]
    met: Numbers = (
        (_meets(start, way, middles[None, None], half - 3.0) & ~own[None]).sum(axis=(1, 2)).astype(np.float64)
    )
    return met


def behind(starts: Points, stops: Points, candidates: Points, half: Points) -> Numbers:
    """How many lines would run behind a footprint of a half size, for each candidate middle: shape (candidates,)."""
    start, way = starts[None], (stops - starts)[None]
    met: Numbers = _meets(start, way, candidates[:, None], half - 3.0).sum(axis=1).astype(np.float64)
    return met


def _meets(start: Points, way: Points, middle: Points, half: Points) -> NDArray[np.bool_]:
    """Whether a line from start along way meets a rectangle (slab method)."""
    enter_x, leave_x = _slab(start[..., 0], way[..., 0], middle[..., 0], half[..., 0])
    enter_y, leave_y = _slab(start[..., 1], way[..., 1], middle[..., 1], half[..., 1])
    enter, leave = np.maximum(enter_x, enter_y), np.minimum(leave_x, leave_y)
    met: NDArray[np.bool_] = (enter < leave) & (leave > 0) & (enter < 1)
    return met


def _slab(start: Numbers, way: Numbers, middle: Numbers, half: Numbers) -> tuple[Numbers, Numbers]:
    """Which part of a line lies between two parallel sides: from and to, in lengths of the line."""
    slope = 1.0 / np.where(np.abs(way) < 1e-9, 1e-9, way)
    at, reach = (middle - start) * slope, half * np.abs(slope)
    return at - reach, at + reach
