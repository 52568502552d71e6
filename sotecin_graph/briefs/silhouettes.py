"""The outlines of elements on a map, and where a line meets them. Plain geometry in map units, y down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sotecin_graph.briefs.tokens import SIZES
from sotecin_graph.vocabulary import Kind

Point = tuple[float, float]

_UNIT: dict[Kind, tuple[Point, ...]] = {
    Kind.INDUSTRY: ((-1, 0), (-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1)),
    Kind.RESEARCH: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Kind.GOVERNMENT: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    Kind.NATURE: ((0, -1), (1, 1), (-1, 1)),
    Kind.INTERMEDIARY: ((-1, -1), (1, -1), (0.72, 0), (1, 1), (-1, 1), (-0.72, 0)),
    Kind.CHALLENGE: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
_ROUND = tuple((math.cos(turn * math.tau / 36), math.sin(turn * math.tau / 36)) for turn in range(36))


def outline(kind: Kind, at: Point, *, width: float = 0, height: float = 0) -> list[Point]:
    """The corners of an element's silhouette around its place; its kind's own size where none is given.

    Civil society and those not yet sorted are round: a polygon of 36 corners.
    """
    usual_width, usual_height = SIZES[kind]
    half_width, half_height = (width or usual_width) / 2, (height or usual_height) / 2
    corners = _UNIT.get(kind, _ROUND)
    return [(at[0] + x * half_width, at[1] + y * half_height) for x, y in corners]


def leaving(polygon: Sequence[Point], centre: Point, towards: Point) -> Point:
    """Where the line from the centre towards a point leaves the polygon; the centre itself where it never does."""
    best, best_t = centre, 0.0
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        ex, ey = bx - ax, by - ay
        cross = dx * ey - dy * ex
        if abs(cross) < 1e-9:
            continue
        t = ((ax - centre[0]) * ey - (ay - centre[1]) * ex) / cross
        along = ((ax - centre[0]) * dy - (ay - centre[1]) * dx) / cross
        if t > best_t and -1e-9 <= along <= 1 + 1e-9:
            best_t, best = t, (centre[0] + t * dx, centre[1] + t * dy)
    return best


def hull(points: Iterable[Point], *, padding: float) -> list[Point]:
    """The convex hull of the points, moved outwards by the padding; at least a triangle for three points apart."""
    spread = [
        (x + padding * math.cos(turn * math.tau / 8), y + padding * math.sin(turn * math.tau / 8))
        for x, y in points
        for turn in range(8)
    ]
    ordered = sorted(set(spread))
    return _half_hull(ordered) + _half_hull(ordered[::-1])


def _half_hull(ordered: Sequence[Point]) -> list[Point]:
    """One side of Andrew's monotone chain, without its last point."""
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
