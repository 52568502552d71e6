"""Links on a map picture: the line with its pattern, the band of a circular one, and the arrowheads."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sotecin_graph.briefs.routes import Head, Route
from sotecin_graph.briefs.scene import POINTS_PER_UNIT
from sotecin_graph.briefs.silhouettes import Point
from sotecin_graph.briefs.tokens import DASHES, LINE_WIDTHS, MISSING_WIDTH
from sotecin_graph.vocabulary import LinkState, LinkType

_HEADS: dict[str, tuple[tuple[Point, ...], bool]] = {
    "triangle": (((0, 0), (-12, -6), (-12, 6)), True),
    "vee": (((0, 0), (-12, -6), (-7, 0), (-12, 6)), True),
    "chevron": (((-9, -6.5), (-1, 0), (-9, 6.5)), False),
    "tee": (((0, -7), (0, 7)), False),
    "square": (((0, -4.5), (-9, -4.5), (-9, 4.5), (0, 4.5)), True),
    "dot": (tuple((-4 + 4 * math.cos(t * math.tau / 16), 4 * math.sin(t * math.tau / 16)) for t in range(16)), True),
}
"""Corners with the tip at the origin, pointing right, in map units; and whether the form is closed."""


def draw_route(axes: Axes, route: Route, colours: Mapping[str, str], size: float) -> None:
    """Draw a link with everything that it shows."""
    link, unit = route.link, size * POINTS_PER_UNIT
    colour = colours[link.type.family.value]
    is_missing = link.state is LinkState.MISSING
    width = MISSING_WIDTH if is_missing else 2.0 if link.type is LinkType.OWNS else LINE_WIDTHS[link.type.family]
    curve = Path([route.start, route.control, route.end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    if link.is_circular and not is_missing:
        axes.add_patch(PathPatch(curve, facecolor="none", edgecolor=colours["circular"], alpha=0.62,
                                 linewidth=(width + 8) * unit, capstyle="round", zorder=1))  # fmt: skip
    dashes = DASHES[link.state]
    pattern = (0, tuple(length / width for length in dashes)) if dashes else "solid"
    axes.add_patch(PathPatch(
        curve, facecolor="none", edgecolor=colour, linewidth=width * unit, linestyle=pattern,
        capstyle="round" if is_missing else "butt", alpha=1 if link.type.is_exchange else 0.75, zorder=2,
    ))  # fmt: skip
    for head in route.heads:
        _draw_head(axes, head, colour, colours["surface"], size)


def _draw_head(axes: Axes, head: Head, colour: str, ground: str, size: float) -> None:
    corners, is_closed = _HEADS[head.form]
    turned = [_turned(corner, head, size) for corner in corners]
    codes = [Path.MOVETO] + [Path.LINETO] * (len(turned) - 1)
    if is_closed:
        turned.append(turned[0])
        codes.append(Path.CLOSEPOLY)
    fill = "none" if not is_closed else colour if head.is_filled else ground
    width = (1.4 if is_closed else 2.4) * size * POINTS_PER_UNIT
    axes.add_patch(PathPatch(Path(turned, codes), facecolor=fill, edgecolor=colour, linewidth=width,
                             joinstyle="miter", capstyle="round", zorder=2.5))  # fmt: skip


def _turned(corner: Point, head: Head, size: float) -> Point:
    cos, sin = math.cos(head.direction), math.sin(head.direction)
    x, y = corner[0] * size, corner[1] * size
    return head.tip[0] + x * cos - y * sin, head.tip[1] + x * sin + y * cos
