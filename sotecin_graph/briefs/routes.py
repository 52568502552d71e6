"""How links run on a map picture: straight, or bowed where several join the same two, with room for heads."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sotecin_graph.briefs.silhouettes import Point, leaving
from sotecin_graph.elements import ElementId, Link
from sotecin_graph.vocabulary import LinkFamily, LinkState, LinkType

_BOW = 26.0
"""Map units between two links that join the same elements."""

_GAP = 6.0
"""Map units left free between an element and a link's end."""


@dataclass(frozen=True, slots=True)
class Head:
    """An arrowhead: its form, whether it is filled, its tip, and the direction in which it points (radians)."""

    form: str
    is_filled: bool
    tip: Point
    direction: float


@dataclass(frozen=True, slots=True)
class Route:
    """A link's quadratic curve (start, control, end; the control in the middle for a straight one) and its heads."""

    link: Link
    start: Point
    control: Point
    end: Point
    heads: tuple[Head, ...]

    def point(self, t: float) -> Point:
        """The place at t of the way, 0 to 1."""
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )


def routes(
    links: Sequence[Link],
    positions: Mapping[ElementId, Point],
    outlines: Mapping[ElementId, Sequence[Point]],
    *,
    size: float = 1.0,
) -> list[Route]:
    """The routes of the links whose two ends have positions; `size` scales heads and gaps."""
    drawn = [link for link in links if link.source in positions and link.target in positions]
    pairs: dict[frozenset[ElementId], list[Link]] = defaultdict(list)
    for link in drawn:
        pairs[frozenset((link.source, link.target))].append(link)
    found = []
    for link in drawn:
        twins = pairs[frozenset((link.source, link.target))]
        offset = (twins.index(link) - (len(twins) - 1) / 2) * _BOW * size
        if link.source > link.target:
            offset = -offset
        found.append(_route(link, positions, outlines, offset, size))
    return found


def _route(
    link: Link,
    positions: Mapping[ElementId, Point],
    outlines: Mapping[ElementId, Sequence[Point]],
    offset: float,
    size: float,
) -> Route:
    source, target = positions[link.source], positions[link.target]
    control = _beside(source, target, offset)
    first, last = _heads_of(link)
    away = _direction(source, control)
    into = _direction(control, target)
    start = _moved(leaving(outlines[link.source], source, control), away, _GAP * size)
    end = _moved(leaving(outlines[link.target], target, control), into, -_GAP * size)
    heads = []
    if last:
        heads.append(Head(last, _is_filled(link), end, into))
        end = _moved(end, into, -_room(last) * size)
    if first:
        heads.append(Head(first, _is_filled(link), start, away + math.pi))
        start = _moved(start, away, _room(first) * size)
    middle = _beside(start, end, offset)
    return Route(link, start, middle, end, tuple(heads))


def _heads_of(link: Link) -> tuple[str, str]:
    """The forms at the source and at the target; empty for none."""
    special = {
        LinkType.REGULATION: ("", "tee"),
        LinkType.COLLABORATION: ("dot", "dot"),
        LinkType.FACES: ("", ""),
        LinkType.ABOUT: ("", ""),
        LinkType.OWNS: ("", "square"),
        LinkType.HELP: ("", "vee"),
        LinkType.DEPENDS: ("", "triangle"),
    }
    by_family = {
        LinkFamily.MATTER: ("", "triangle"),
        LinkFamily.VALUE: ("", "chevron"),
        LinkFamily.KNOWHOW: ("", "vee"),
    }
    return special.get(link.type) or by_family[link.type.family]


def _is_filled(link: Link) -> bool:
    return link.state is LinkState.EXISTING and link.type is not LinkType.DEPENDS


def _room(form: str) -> float:
    """How far from the tip the line ends."""
    return {"triangle": 10.0, "vee": 7.0, "chevron": 4.0, "square": 8.0, "dot": 6.0}.get(form, 0.0)


def _beside(a: Point, b: Point, offset: float) -> Point:
    """The middle between two points, moved sideways."""
    length = math.dist(a, b) or 1.0
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return x - (b[1] - a[1]) / length * offset * 2, y + (b[0] - a[0]) / length * offset * 2


def _direction(a: Point, b: Point) -> float:
    return math.atan2(b[1] - a[1], b[0] - a[0])


def _moved(point: Point, direction: float, far: float) -> Point:
    return point[0] + far * math.cos(direction), point[1] + far * math.sin(direction)
