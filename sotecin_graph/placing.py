"""Where elements stand on a map: a free place for a new one while nothing else moves, and the whole map tidied up.

Positions are in map units, x to the right and y down. The same input gives the same positions everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import graspologic_native
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.footprints import Points, as_arrays, collide, footprint, footprints
from sotecin_graph.packing import ASPECT, Block, are_apart, common_reach, hull_corners, hull_sides, packed, reaches
from sotecin_graph.untangling import GAP, Ends, Group, arranged, group_of, improved
from sotecin_graph.vocabulary import Kind

Position = tuple[float, float]
Positions = dict[ElementId, Position]

HULL_PADDING = 40.0
"""Room between the footprints of a cluster's members and its outline: 60 and more from their positions."""

SEED = 7
_ROOM = 14.0
_LOOSE_ROOM = 42.0
_WIDE = 1.5
_MOST_TOGETHER = 48
_COLUMN, _ROW = 200.0, 190.0
_FIRST_ROW = 1500.0
_GOLDEN = np.pi * (3 - np.sqrt(5))
_TURNS = np.arange(1, 1200)
_SPIRAL: Points = (26.0 * np.sqrt(_TURNS) * (1 + _TURNS / 600))[:, None] * np.stack(
    [np.cos(_TURNS * _GOLDEN), np.sin(_TURNS * _GOLDEN)], axis=1
)
"""Golden-angle spiral: dense at first, coarser where the way is long."""

_SPIRAL_CHUNK = 160
_REACH = 400.0


def place_new(
    ident: ElementId,
    *,
    neighbours: Sequence[ElementId],
    positions: Mapping[ElementId, Position],
    kinds: Mapping[ElementId, Kind],
    names: Mapping[ElementId, str] | None = None,
    clusters: Sequence[Cluster] = (),
    about: Position | None = None,
) -> Position:
    """A free place for a new element; nothing else moves.

    Near the middle of its neighbours, on a golden spiral outwards; without neighbours the same `about` a point, or in
    the row along the lower edge of the map, or in the next one. Never inside the outline of a cluster that none of its
    neighbours is in.
    `kinds` and `names` hold the new element too; without a name there is room for a label of three lines.
    """
    friends = [other for other in dict.fromkeys(neighbours) if other in positions and other != ident]
    foreign = [cluster for cluster in clusters if not set(friends) & set(cluster.members)]
    ground = _Ground(ident, positions, kinds, names or {}, foreign)
    if friends:
        middle = np.round(np.array([positions[each] for each in sorted(friends)]).mean(axis=0), 2)
        x, y = ground.on_spiral(middle)
    elif about is not None:
        x, y = ground.on_spiral(np.array(about, dtype=np.float64))
    else:
        x, y = ground.in_rows()
    return round(x, 1), round(y, 1)


class _Ground:
    """A map as a newcomer finds it: what stands where, and the outlines to keep out of."""

    def __init__(
        self,
        ident: ElementId,
        positions: Mapping[ElementId, Position],
        kinds: Mapping[ElementId, Kind],
        names: Mapping[ElementId, str],
        foreign: Sequence[Cluster],
    ) -> None:
        unnamed = {kind: footprint(kind) for kind in Kind}
        there = [other for other in positions if other != ident]
        prints = [footprint(kinds[each], names[each]) if each in names else unnamed[kinds[each]] for each in there]
        self.prints = as_arrays(prints)
        self.tips: Points = np.array([positions[each] for each in there], dtype=np.float64).reshape(-1, 2)
        self.own = as_arrays([footprint(kinds[ident], names.get(ident))])
        self.middles = self.tips + np.stack([np.zeros(len(there)), self.prints.drop], axis=1)
        place = {each: number for number, each in enumerate(there)}
        groups = [[place[member] for member in cluster.members if member in place] for cluster in foreign]
        self.fits = [self._fit(group) for group in groups if group]

    def _fit(self, group: Sequence[int]) -> Points:
        far = reaches(self.middles[group], self.prints.half[group], HULL_PADDING)
        return common_reach(far, reaches(np.zeros((1, 2)), self.own.half, 0.0))

    def on_spiral(self, middle: Points) -> Position:
        """The first free place on a spiral around a position, and where all is full one in the rows."""
        for begin in range(0, len(_SPIRAL), _SPIRAL_CHUNK):
            found = self._first_free(middle + _SPIRAL[begin : begin + _SPIRAL_CHUNK])
            if found is not None:
                return found
        return self.in_rows()

    def in_rows(self) -> Position:
        """The first free place in the lowest row, else in the next row below; rows are as long as the map is wide."""
        if not len(self.tips):
            return 0.0, 0.0
        low, high = self.tips.min(axis=0), self.tips.max(axis=0)
        width = max(_FIRST_ROW, high[0] - low[0], ASPECT * (high[1] - low[1]))
        columns = low[0] + np.arange(0.0, width + 1, _COLUMN)
        row = float(high[1])
        while True:
            found = self._first_free(np.stack([columns, np.full(len(columns), row)], axis=1))
            if found is not None:
                return found
            row += _ROW

    def _first_free(self, spots: Points) -> Position | None:
        middles = spots + np.array([0.0, float(self.own.drop[0])])
        low, high = middles.min(axis=0) - _REACH, middles.max(axis=0) + _REACH
        x, y = self.middles[:, 0], self.middles[:, 1]
        near = np.flatnonzero((x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1]))
        own = self.own.of(np.zeros(len(spots), dtype=np.int64))
        hits = collide(middles, own, self.middles[near], self.prints.of(near), GAP / 2)
        taken: NDArray[np.bool_] = np.asarray(hits.any(axis=1))
        for fit in self.fits:
            taken |= ~are_apart(middles, fit)
        first = int(taken.argmin())
        return None if taken[first] else (float(spots[first, 0]), float(spots[first, 1]))


def tidy(elements: Sequence[Element], links: Iterable[Link], clusters: Sequence[Cluster] = ()) -> Positions:
    """A new position for every element, so that the map reads well around (0, 0), about 1.6 times as wide as high.

    Members of a cluster stand together, no outline (60 units around its members) touches another or holds a
    stranger, no footprint lies on another. Elements without a link stand in rows at the lower edge.
    """
    ordered = sorted(elements, key=lambda element: (element.seq, element.id))
    if not ordered:
        return {}
    sketch = _Sketch(ordered, links, clusters)
    sketch.arrange()
    sketch.pack()
    sketch.settle()
    sketch.add_rows()
    return sketch.positions()


class _Sketch:
    """A map in the making: groups of places, and the middle of each footprint."""

    def __init__(self, elements: Sequence[Element], links: Iterable[Link], clusters: Sequence[Cluster]) -> None:
        self.elements = elements
        self.prints = footprints(elements)
        place = {element.id: number for number, element in enumerate(elements)}
        pairs = {
            (min(place[link.source], place[link.target]), max(place[link.source], place[link.target]))
            for link in links
            if link.source in place and link.target in place and link.source != link.target
        }
        self.ends: Ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        self.at: Points = np.zeros((len(elements), 2))
        self.wide = _WIDE
        self.sweeps = 4 if len(elements) <= 100 else 2
        self.groups = [sorted({place[member] for member in each.members if member in place}) for each in clusters]
        self.groups = [group for group in self.groups if group]
        self.hulls = len(self.groups)
        self._add_loose()
        self.home = np.full(len(elements), -1)
        for number, group in enumerate(self.groups):
            self.home[group] = number

    def _add_loose(self) -> None:
        """What is in no cluster but linked: the parts that hang together, as groups of their own."""
        clustered = {place for group in self.groups for place in group}
        graph = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(list(range(len(self.elements))))
        loose = [(int(a), int(b)) for a, b in self.ends if a not in clustered and b not in clustered]
        graph.add_edges_from_no_data(loose)
        linked = set(self.ends.ravel().tolist()) - clustered
        parts = sorted(sorted(part) for part in rx.connected_components(graph))
        for part in parts:
            if part[0] in linked:
                self.groups += [part] if len(part) <= _MOST_TOGETHER else _divided(part, loose)

    def group(self, number: int) -> Group:
        """A group by itself, its links renumbered."""
        places = np.array(self.groups[number], dtype=np.int64)
        inside = (self.home[self.ends] == number).all(axis=1) if len(self.ends) else np.zeros(0, dtype=bool)
        return group_of(self.prints.of(places), np.searchsorted(places, self.ends[inside]), self.wide)

    def arrange(self) -> None:
        """Each group by itself, around (0, 0)."""
        for number, places in enumerate(self.groups):
            at = arranged(self.group(number), seed=SEED, sweeps=self.sweeps)
            half = self.prints.half[places]
            self.at[places] = at - ((at - half).min(axis=0) + (at + half).max(axis=0)) / 2

    def pack(self) -> None:
        """The groups beside each other, in a picture that leaves room for the rows below."""
        if not self.groups:
            return
        blocks = [self._block(number) for number in range(len(self.groups))]
        area = sum(float(4 * block.half.prod()) for block in blocks) * 1.1
        rows = int((self.home < 0).sum()) * _COLUMN * _ROW
        for number, setting in enumerate(packed(blocks, aspect=ASPECT * (area + rows) / area)):
            places = self.groups[number]
            self.at[places] = setting.of(self.at[places])

    def _room(self, number: int) -> float:
        """Around a group: for its outline, and so that cards of two groups never come nearer than those of one."""
        return HULL_PADDING + _ROOM / 2 if number < self.hulls else _LOOSE_ROOM

    def _block(self, number: int) -> Block:
        places = np.array(self.groups[number], dtype=np.int64)
        out = self._leaving(number)
        far = reaches(self.at[places], self.prints.half[places], self._room(number))
        return Block(far, self.at[out[:, 0]], self.home[out[:, 1]], self.at[out[:, 1]])

    def _leaving(self, number: int) -> Ends:
        """The links that leave a group, the inner end first."""
        inner = self.home[self.ends] == number
        out = self.ends[inner.sum(axis=1) == 1]
        turned: Ends = np.where((self.home[out[:, :1]] == number), out, out[:, ::-1])
        return turned

    def settle(self) -> None:
        """Within each outline, once more with a view to the links that leave it; the outlines never grow."""
        drop = np.stack([np.zeros(len(self.elements)), self.prints.drop], axis=1)
        for number, places in enumerate(self.groups):
            if len(places) == 1:
                continue
            own, out = self.group(number), self._leaving(number)
            sides = hull_sides(self.at[places], self.prints.half[places])
            outer = np.searchsorted(np.array(places), out[:, 0])
            bounded = Group(own.prints, own.ends, outer, (self.at - drop)[out[:, 1]], sides, self.wide)
            self.at[places] = improved(bounded, self.at[places], sweeps=max(1, self.sweeps // 2))

    def add_rows(self) -> None:
        """What no link joins to anything, in rows under the rest, each group of stakeholders together."""
        order = list(Kind)
        rest = [place for place in range(len(self.elements)) if self.home[place] < 0]
        rest.sort(key=lambda place: (order.index(self.elements[place].kind), place))
        placed = np.concatenate([np.array(group, dtype=np.int64) for group in self.groups] or [np.zeros(0, np.int64)])
        low, high = self._extent(placed)
        width = max(high[0] - low[0], _COLUMN * ASPECT * np.sqrt(len(rest)) * 0.85)
        columns = max(1, int(width // _COLUMN))
        left = (low[0] + high[0] - (min(columns, len(rest)) - 1) * _COLUMN) / 2
        top = high[1] + (HULL_PADDING + 100.0 if len(placed) else 0.0)
        for begin in range(0, len(rest), columns):
            row = rest[begin : begin + columns]
            self.at[row, 0] = left + np.arange(len(row)) * _COLUMN
            self.at[row, 1] = top + self.prints.drop[row]
            top += max(_ROW, float(2 * self.prints.half[row, 1].max()) + GAP)

    def _extent(self, places: NDArray[np.int64]) -> tuple[Points, Points]:
        if not len(places):
            return np.zeros(2), np.zeros(2)
        half = self.prints.half[places]
        return (self.at[places] - half).min(axis=0), (self.at[places] + half).max(axis=0)

    def positions(self) -> Positions:
        low, high = self._extent(np.arange(len(self.elements)))
        at = self.at - (low + high) / 2
        at[:, 1] -= self.prints.drop
        return {
            element.id: (round(float(x), 1), round(float(y), 1))
            for element, (x, y) in zip(self.elements, at, strict=True)
        }


def _divided(part: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """A large part that hangs together, divided where few links run, so that it can be laid out piece by piece."""
    inside = set(part)
    drawn = [(str(one), str(other), 1.0) for one, other in pairs if one in inside]
    _quality, homes = graspologic_native.leiden(edges=drawn, seed=SEED, iterations=2)
    pieces: dict[int, list[int]] = {}
    for place in part:
        pieces.setdefault(homes[str(place)], []).append(place)
    return list(pieces.values())


def outline(members: Iterable[Element], positions: Mapping[ElementId, Position]) -> list[Position]:
    """The corners of a cluster's outline in order: the convex hull around its members' footprints and 60 units more.

    Members without a position are left out; empty when none has one.
    """
    own = [element for element in members if element.id in positions]
    if not own:
        return []
    prints = footprints(own)
    middles = np.array([positions[element.id] for element in own], dtype=np.float64)
    middles[:, 1] += prints.drop
    return [(float(x), float(y)) for x, y in hull_corners(middles, prints.half, HULL_PADDING)]
