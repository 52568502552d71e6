"""What stands where on a map picture: silhouettes, cards, labels that cover least, hulls, and the whole extent.

Everything is in map units, y down. Nothing is drawn here; picture.py does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sotecin_graph.briefs.lettering import width_of, wrapped
from sotecin_graph.briefs.routes import Route, routes
from sotecin_graph.briefs.silhouettes import Point, hull, outline
from sotecin_graph.briefs.tokens import SIZES
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.text import clean
from sotecin_graph.vocabulary import Kind

POINTS_PER_UNIT = 0.75
"""A map unit is a CSS pixel."""

LABEL_SIZE, CARD_SIZE, PILL_SIZE = 16.5, 16.0, 15.0
LABEL_LEADING = 1.16
_LABEL_WIDTH, _CARD_TEXT_WIDTH = 128.0, 142.0
_MOST_ROUNDS = 500
"""Rounds of pushing figures apart; 32 crowded ones need about 200."""

_LONGEST_NAME = 40
"""Letters of a group's name; longer ones end in an ellipsis."""

_COVERED = 0.06
"""A label may cover this share of itself."""

_READABLE_WIDTH = 640.0
"""A picture of this many units is printed 86 mm wide with labels of about 6 points."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Figure:
    """An element as drawn: its silhouette, the lines of its label and where the label's middle is."""

    element: Element
    at: Point
    width: float
    height: float
    lines: tuple[str, ...]
    label_at: Point = (0, 0)

    @property
    def outline(self) -> list[Point]:
        return outline(self.element.kind, self.at, width=self.width, height=self.height)

    @property
    def box(self) -> Box:
        return _box_around(self.at, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Group:
    """Elements to draw a hull around. `is_suggested` makes its outline dotted."""

    name: str
    members: tuple[ElementId, ...]
    is_suggested: bool = True


@dataclass(frozen=True, slots=True)
class Hull:
    """A group's outline and the pill with its name on the upper edge; `name` is cut to fit it."""

    name: str
    corners: tuple[Point, ...]
    is_suggested: bool
    pill: Box


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture's content, ready to draw; `size` is how much larger than on screen things are."""

    figures: tuple[Figure, ...]
    routes: tuple[Route, ...]
    hulls: tuple[Hull, ...]
    extent: Box
    size: float


def scene(
    elements: Sequence[Element],
    links: Sequence[Link],
    positions: Mapping[ElementId, Point],
    groups: Iterable[Group] = (),
    *,
    for_print: bool = False,
) -> Scene:
    """Lay out a picture. For print, things are drawn larger on wide maps and pushed apart where they would touch."""
    standing = [one for one in elements if one.id in positions and all(map(math.isfinite, positions[one.id]))]
    size = _print_size([positions[one.id] for one in standing]) if for_print else 1.0
    figures = [_figure(one, positions[one.id], size) for one in standing]
    if for_print:
        figures = _apart(figures, size)
    places = {figure.element.id: figure.at for figure in figures}
    outlines = {figure.element.id: figure.outline for figure in figures}
    lines = routes(links, places, outlines, size=size)
    labelled = _labelled(figures, lines, size)
    if not for_print:
        labelled = _readable(labelled, links, size)
    hulls = _hulls(groups, labelled, size)
    return Scene(tuple(labelled), tuple(lines), hulls, _extent(labelled, hulls, size), size)


def _print_size(places: Sequence[Point]) -> float:
    if not places:
        return 1.0
    wide = max(x for x, _y in places) - min(x for x, _y in places) + 180
    return min(max(wide / _READABLE_WIDTH, 1.0), 1.7)


def _figure(element: Element, at: Point, size: float) -> Figure:
    width, height = (side * size for side in SIZES[element.kind])
    is_card = element.kind is Kind.CHALLENGE
    lines = wrapped(
        clean(element.name),
        size=(CARD_SIZE if is_card else LABEL_SIZE) * size * POINTS_PER_UNIT,
        weight=600 if is_card else 500,
        width=(_CARD_TEXT_WIDTH if is_card else _LABEL_WIDTH) * size * POINTS_PER_UNIT,
        most=4 if is_card else 3,
    )
    if is_card:
        height = max(height, (len(lines) * CARD_SIZE * LABEL_LEADING + 32) * size)
    return Figure(element, at, width, height, tuple(lines), at)


def _apart(figures: list[Figure], size: float) -> list[Figure]:
    """Push figures, each with its label under it, away from each other where they would touch, a little at a time."""
    drops = [_label_height(figure, size) / 2 for figure in figures]
    middles = [[figure.at[0], figure.at[1] + drop] for figure, drop in zip(figures, drops, strict=True)]
    margin = 10 * size
    spans = [
        (max(figure.width, label_extent(figure, size)[0]) + margin, figure.height + 2 * drop + margin)
        for figure, drop in zip(figures, drops, strict=True)
    ]
    for _round in range(_MOST_ROUNDS):
        pairs = ((i, j) for i in range(len(middles)) for j in range(i))
        if not sum(_push(middles[i], middles[j], spans[i], spans[j]) for i, j in pairs):
            break
    places = [(x, y - drop) for (x, y), drop in zip(middles, drops, strict=True)]
    return [replace(figure, at=place, label_at=place) for figure, place in zip(figures, places, strict=True)]


def _label_height(figure: Figure, size: float) -> float:
    """How far a stakeholder's label reaches below it; a card has its words inside."""
    return label_extent(figure, size)[1] + 4 * size if _has_label(figure) else 0.0


def _push(a: list[float], b: list[float], span_a: tuple[float, float], span_b: tuple[float, float]) -> bool:
    wide = (span_a[0] + span_b[0]) / 2 - abs(a[0] - b[0])
    high = (span_a[1] + span_b[1]) / 2 - abs(a[1] - b[1])
    if wide <= 0.5 or high <= 0.5:
        return False
    axis, by = (0, wide / 2) if wide < high else (1, high / 2)
    sign = 1 if a[axis] >= b[axis] else -1
    a[axis] += sign * by
    b[axis] -= sign * by
    return True


def _labelled(figures: Sequence[Figure], lines: Sequence[Route], size: float) -> list[Figure]:
    """Put each stakeholder's label where it covers least: under it, else above, beside or aslant."""
    taken = [figure.box.grown(3 * size) for figure in figures]
    samples = [route.point(t / 12) for route in lines for t in range(1, 12)]
    placed = []
    for figure in figures:
        if _has_label(figure):
            box, place = min(_candidates(figure, size), key=lambda one: _cost(one[0], taken, samples))
            taken.append(box.grown(2 * size))
            placed.append(replace(figure, label_at=place))
        else:
            placed.append(figure)
    return placed


def _readable(figures: Sequence[Figure], links: Sequence[Link], size: float) -> list[Figure]:
    """On a whole map, a label that covers something wherever it stands is left out; the best linked keep theirs."""
    ends = Counter(end for link in links for end in (link.source, link.target))
    taken = [(figure.element.id, figure.box) for figure in figures]
    silent = set()
    for figure in sorted(figures, key=lambda one: -ends[one.element.id]):
        if not _has_label(figure):
            continue
        box = _box_around(figure.label_at, *label_extent(figure, size))
        area = (box.right - box.left) * (box.bottom - box.top)
        if sum(box.overlap(other) for ident, other in taken if ident != figure.element.id) > _COVERED * area:
            silent.add(figure.element.id)
        else:
            taken.append((figure.element.id, box))
    return [replace(one, lines=(), label_at=one.at) if one.element.id in silent else one for one in figures]


def _candidates(figure: Figure, size: float) -> list[tuple[Box, Point]]:
    wide, high = label_extent(figure, size)
    (x, y), gap = figure.at, 4 * size
    down, right = (figure.height + high) / 2 + gap, (figure.width + wide) / 2 + 2 * gap
    sides = [(0, down), (0, -down), (right, 0), (-right, 0)]
    sides += [(across * wide / 3, along * down) for along in (1, -1) for across in (1, -1)]
    slants = [(across * right * 0.8, along * down * 0.85) for along in (1, -1) for across in (1, -1)]
    places = [(x + dx, y + dy) for dx, dy in (*sides, *slants)]
    return [(_box_around(place, wide, high), place) for place in places]


def _cost(box: Box, taken: Sequence[Box], samples: Sequence[Point]) -> float:
    """The area covered, and 60 square units for each piece of a line under the label; the first of equals wins."""
    covered = sum(box.overlap(other) for other in taken)
    return covered * 8 + 60 * sum(box.holds(point) for point in samples)


def label_extent(figure: Figure, size: float) -> tuple[float, float]:
    """Width and height of a stakeholder's label; nothing for a card."""
    if not _has_label(figure):
        return 0.0, 0.0
    points = LABEL_SIZE * size * POINTS_PER_UNIT
    wide = max((width_of(line, points) for line in figure.lines), default=0.0) / POINTS_PER_UNIT
    return wide, len(figure.lines) * LABEL_SIZE * LABEL_LEADING * size


def _hulls(groups: Iterable[Group], figures: Sequence[Figure], size: float) -> tuple[Hull, ...]:
    """The groups that are on the picture; the name of one keeps off the names of those before it."""
    found: list[Hull] = []
    for group in groups:
        hull = _hull_of(group, figures, size, [other.pill for other in found if other.name])
        if hull:
            found.append(hull)
    return tuple(found)


def _hull_of(group: Group, figures: Sequence[Figure], size: float, names: Sequence[Box]) -> Hull | None:
    corners: list[Point] = []
    for figure in figures:
        if figure.element.id in group.members:
            corners += figure.outline
            corners += _label_corners(figure, size)
    if not corners:
        return None
    around = hull(corners, padding=14 * size)
    name = _short(clean(group.name))
    return Hull(name, tuple(around), group.is_suggested, _pill(name, around, figures, size, names))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _pill(name: str, around: Sequence[Point], figures: Sequence[Figure], size: float, names: Sequence[Box]) -> Box:
    """Where a hull's name covers least, on corners and middles of edges of its upper half or just above these."""
    wide = (width_of(name, PILL_SIZE * size * POINTS_PER_UNIT, 600) / POINTS_PER_UNIT + 26 * size) if name else 0.0
    middle = (min(y for _x, y in around) + max(y for _x, y in around)) / 2
    edges = zip(around, [*around[1:], around[0]], strict=True)
    places = [*around, *(((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in edges)]
    high = 28 * size
    upper = [place for place in sorted(places, key=lambda at: at[1]) if place[1] <= middle]
    boxes = [_box_around((x, y - lift), wide, high) for lift in (0, high / 2, high) for x, y in upper]
    taken = [figure.box for figure in figures]
    taken += [_box_around(one.label_at, *label_extent(one, size)) for one in figures if _has_label(one)]
    taken += [name.grown(4 * size) for name in names]
    return min(boxes, key=lambda box: sum(box.overlap(other) for other in taken))


def _extent(figures: Sequence[Figure], hulls: Sequence[Hull], size: float) -> Box:
    points = [point for figure in figures for point in figure.outline]
    points += [point for figure in figures for point in _label_corners(figure, size)]
    points += [point for hull in hulls for point in (*hull.corners, *(_corners(hull.pill) if hull.name else ()))]
    points = points or [(0, 0), (400, 200)]
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys)).grown(10 * size)


def _has_label(figure: Figure) -> bool:
    return figure.element.kind is not Kind.CHALLENGE


def _label_corners(figure: Figure, size: float) -> list[Point]:
    return _corners(_box_around(figure.label_at, *label_extent(figure, size))) if _has_label(figure) else []


def _corners(box: Box) -> list[Point]:
    return [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]


def _box_around(at: Point, width: float, height: float) -> Box:
    return Box(at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2)
