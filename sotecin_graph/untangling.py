"""Arranging a group of elements so that it reads well: short links, few crossings, nothing on top of anything else.

Works on the middles of footprints; links run between the elements' own positions. Deterministic: no dice but a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from sotecin_graph.footprints import CARDS_APART, Footprints, Points, collide

Ends = NDArray[np.int64]
"""Shape (m, 2): the places of the two ends of each link."""

Numbers = NDArray[np.float64]

GAP = 26.0
"""Least room between two footprints."""

LINK_LENGTH = 215.0
SNAP = 10.0
_CROSSING = 10.0
_THROUGH = 14.0
_LENGTH = 2.2
_SPREAD = 0.55
_SPRING_ROUNDS = 60
_STRESS_ROUNDS = 40
_STRESS_MOST = 400


@dataclass(frozen=True, slots=True)
class Group:
    """Elements to arrange together: their footprints, the links among them, and links that lead out of the group.

    `outer` are the places of the inner ends of links that leave, `outer_at` (o, 2) where their other ends stand.
    `sides` (s, 3) bounds the group to where a·x + b·y ≤ c for each row (a, b, c); empty for no bounds.
    """

    prints: Footprints
    ends: Ends
    outer: NDArray[np.int64]
    outer_at: Points
    sides: Numbers

    @property
    def count(self) -> int:
        return len(self.prints.drop)


def group_of(prints: Footprints, ends: Ends) -> Group:
    """A group with no links that lead out and no bounds."""
    return Group(prints, ends, np.zeros(0, dtype=np.int64), np.zeros((0, 2)), np.zeros((0, 3)))


def arranged(group: Group, *, seed: int, starts: int = 1, sweeps: int = 3) -> Points:
    """Middles of the footprints, arranged anew: the best of several starts."""
    if group.count == 1:
        return np.zeros((1, 2))
    tries = []
    for number in range(starts):
        at = _apart(_stress(group, _spring(group, seed + number)), group.prints)
        at = improved(group, at, sweeps=sweeps)
        tries.append((round(_total(group, at), 3), number, at))
    return min(tries, key=lambda tried: tried[:2])[2]


def _spring(group: Group, seed: int) -> Points:
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(group.count)))
    graph.add_edges_from_no_data([(int(one), int(other)) for one, other in group.ends])
    rounds = _SPRING_ROUNDS if group.count <= _STRESS_MOST else 2 * _SPRING_ROUNDS
    placed = rx.spring_layout(graph, seed=seed, num_iter=rounds)
    scale = LINK_LENGTH * np.sqrt(group.count) / 2
    return np.array([placed[place] for place in range(group.count)], dtype=np.float64).reshape(-1, 2) * scale


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
    return np.round(at, 3)


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
        hit = (depth > 0).all(axis=2)
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
    at = at.copy()
    still = np.zeros(group.count, dtype=bool)
    for _sweep in range(sweeps):
        moved = False
        for place in range(group.count):
            if still[place]:
                continue
            best = _best_place(group, at, place)
            still[place] = best is None
            if best is not None:
                at[place] = best
                still[_near(group, place)] = False
                moved = True
        if not moved:
            break
    return at


def _near(group: Group, place: int) -> NDArray[np.int64]:
    touching = (group.ends == place).any(axis=1)
    return group.ends[touching].ravel()


_RING = np.array([(np.cos(turn), np.sin(turn)) for turn in np.arange(8) * np.pi / 4])
_AROUND = np.concatenate([_RING * (70.0, 50.0), _RING * (150.0, 110.0), _RING * (260.0, 190.0)])
_AROUND_FRIENDS = np.concatenate([[(0.0, 0.0)], _RING * (120.0, 100.0), _RING * (210.0, 170.0)])


def _best_place(group: Group, at: Points, place: int) -> Points | None:
    """A better place for one element than where it stands, or None."""
    friends = _friends(group, at, place)
    spots = [at[[place]], at[place] + _AROUND]
    if len(friends):
        spots.append(friends.mean(axis=0) + _AROUND_FRIENDS)
    candidates = np.round(np.concatenate(spots) / SNAP) * SNAP
    candidates[0] = at[place]
    free = _free(group, at, place, candidates)
    free[0] = True
    candidates = candidates[free]
    costs = np.round(_costs(group, at, place, candidates, friends), 6)
    best = int(costs.argmin())
    found: Points | None = candidates[best] if costs[best] < costs[0] - 0.01 else None
    return found


def _friends(group: Group, at: Points, place: int) -> Points:
    """Positions of the other ends of an element's links, those outside the group too."""
    drop = np.stack([np.zeros(group.count), group.prints.drop], axis=1)
    ends = group.ends
    others = np.concatenate([ends[ends[:, 0] == place, 1], ends[ends[:, 1] == place, 0]])
    return np.concatenate([(at - drop)[others], group.outer_at[group.outer == place]])


def _free(group: Group, at: Points, place: int, candidates: Points) -> NDArray[np.bool_]:
    others = np.delete(np.arange(group.count), place)
    own = replace(
        group.prints,
        half=np.repeat(group.prints.half[[place]], len(candidates), axis=0),
        is_card=np.repeat(group.prints.is_card[[place]], len(candidates)),
    )
    free: NDArray[np.bool_] = ~collide(candidates, own, at[others], group.prints.of(others), GAP).any(axis=1)
    if len(group.sides):
        normals, limits = group.sides[:, :2], group.sides[:, 2]
        reach = (np.abs(normals) * group.prints.half[place]).sum(axis=1)
        free &= (candidates @ normals.T + reach <= limits + 1e-6).all(axis=1)
    return free


def _costs(group: Group, at: Points, place: int, candidates: Points, friends: Points) -> Numbers:
    """What each candidate would cost: crossings, links behind elements, long links, distance from the middle."""
    drop = np.stack([np.zeros(group.count), group.prints.drop], axis=1)
    tips = candidates - drop[place]
    middle = np.delete(at, place, axis=0).mean(axis=0)
    costs: Numbers = _SPREAD * (((candidates - middle) / (1.25 * LINK_LENGTH, LINK_LENGTH)) ** 2).sum(axis=1)
    rest = group.ends[(group.ends != place).all(axis=1)]
    at_tips = at - drop
    lines = (at_tips[rest[:, 0]], at_tips[rest[:, 1]])
    costs += _THROUGH * behind(*lines, candidates, group.prints.half[place])
    if not len(friends):
        return costs
    lengths = np.sqrt(((tips[:, None] - friends[None]) ** 2).sum(axis=2))
    inside = len(friends) - int((group.outer == place).sum())
    far = np.concatenate([np.ones(inside), np.full(len(friends) - inside, 0.15)])
    costs += _LENGTH * (far * (lengths / LINK_LENGTH) ** 2).sum(axis=1)
    costs += _CROSSING * crossings(tips, friends, *lines)
    others = np.delete(np.arange(group.count), place)
    costs += _THROUGH * _through(tips, friends, at[others], group.prints.half[others])
    return costs


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
    own = (np.abs(friends[:, None] - middles[None]) <= half).all(axis=2)
    start, way = tips[:, None, None], (friends[None] - tips[:, None])[:, :, None]
    return (_meets(start, way, middles[None, None], half - 3.0) & ~own[None]).sum(axis=(1, 2)).astype(np.float64)


def behind(starts: Points, stops: Points, candidates: Points, half: Points) -> Numbers:
    """How many lines would run behind a footprint of a half size, for each candidate middle: shape (candidates,)."""
    start, way = starts[None], (stops - starts)[None]
    return _meets(start, way, candidates[:, None], half - 3.0).sum(axis=1).astype(np.float64)


def _meets(start: Points, way: Points, middle: Points, half: Points) -> NDArray[np.bool_]:
    """Whether a line from start along way meets a rectangle (slab method)."""
    safe = np.where(np.abs(way) < 1e-9, 1e-9, way)
    one, other = (middle - half - start) / safe, (middle + half - start) / safe
    enter, leave = np.minimum(one, other).max(axis=-1), np.maximum(one, other).min(axis=-1)
    met: NDArray[np.bool_] = (enter < leave) & (leave > 0) & (enter < 1)
    return met


def _total(group: Group, at: Points) -> float:
    """What the whole arrangement costs, to compare starts."""
    drop = np.stack([np.zeros(group.count), group.prints.drop], axis=1)
    return sum(
        float(_costs(group, at, place, at[[place]], _friends(group, at, place))[0]) for place in range(len(drop))
    )


def neighbours_first(ends: Ends, count: int) -> Sequence[int]:
    """How many links each place has, for those who want to begin with the most tied."""
    return [int(number) for number in np.bincount(ends.ravel(), minlength=count)]
