"""A map as a still picture, PNG or SVG, by matplotlib: the silhouettes, colours and line patterns of the live map.

Only Figure objects are used, never pyplot, and drawings take turns: matplotlib's fonts are not safe for threads.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import Lock
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyBboxPatch, Polygon
from matplotlib.patheffects import withStroke

from sotecin_graph.briefs.legend import LEGEND_HEIGHT, draw_legend
from sotecin_graph.briefs.lettering import face
from sotecin_graph.briefs.links_drawn import draw_route
from sotecin_graph.briefs.scene import (
    CARD_SIZE,
    LABEL_LEADING,
    LABEL_SIZE,
    PILL_SIZE,
    POINTS_PER_UNIT,
    Box,
    Figure,
    Group,
    Hull,
    Scene,
)
from sotecin_graph.briefs.scene import scene as lay_out
from sotecin_graph.briefs.silhouettes import Point
from sotecin_graph.briefs.tokens import HULLS, TOKENS, Theme
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.vocabulary import Kind

_TURN = Lock()
_DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE[^>]*>\s*")
_DOTS = 12
"""Votes up to this many are dots; more are a number."""

_LARGEST = 6000
"""Pixels of the longer side that a PNG never exceeds."""

_MISSION_HULL = 2
"""The place in HULLS of a mission's colour."""

_WIDEST_FORM = 1.15
"""A brief's picture is at least this much wider than high, so that a tall group leaves room on the page."""


def map_picture(
    *,
    elements: Sequence[Element],
    links: Sequence[Link],
    positions: Mapping[ElementId, Point],
    votes: Mapping[ElementId, int],
    members: Sequence[ElementId] | None = None,
    groups: Sequence[Group] = (),
    theme: Theme = "light",
    form: Literal["png", "svg"] = "png",
    scale: float = 3.0,
    caption: str = "",
) -> bytes:
    """The picture of a map, or of a mission's members with their hull.

    Parameters
    ----------
    positions : map units, y down; elements without one are left out, and links need both ends.
    members : for a brief: only these are drawn, within a solid hull and large enough to print 86 mm wide.
    groups : hulls of a whole map, in the order of their colours; not read with `members`.
    scale : pixels of a PNG for a map unit (the longer side stays within 6000); an SVG is drawn to no scale.
    caption : a line under the picture, beside a legend of kinds and lines; neither without it.
    """
    shown = elements
    if members is not None:
        shown = [one for one in elements if one.id in members]
        groups = [Group("", tuple(members), is_suggested=False)]
    with _TURN, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # drawn as a box: no font of the system has it
        scene = lay_out(shown, links, positions, groups, for_print=members is not None)
        extent = _framed(scene.extent, is_brief=members is not None, has_caption=bool(caption))
        canvas, axes = _canvas(extent, TOKENS[theme], is_clear=members is not None)
        _draw(axes, scene, votes, TOKENS[theme], is_brief=members is not None)
        if caption:
            draw_legend(axes, extent, {figure.element.kind for figure in scene.figures}, caption, TOKENS[theme])
        return _saved(canvas, form, scale, extent)


def _framed(extent: Box, *, is_brief: bool, has_caption: bool) -> Box:
    wide, high = extent.right - extent.left, extent.bottom - extent.top
    if is_brief and wide < high * _WIDEST_FORM:
        more = (high * _WIDEST_FORM - wide) / 2
        extent = Box(extent.left - more, extent.top, extent.right + more, extent.bottom)
    if has_caption:
        more = max(0.0, (760 - wide) / 2)
        extent = Box(extent.left - more, extent.top, extent.right + more, extent.bottom + LEGEND_HEIGHT)
    return extent


def _canvas(extent: Box, colours: Mapping[str, str], *, is_clear: bool) -> tuple[Canvas, Axes]:
    inches = POINTS_PER_UNIT / 72
    size = ((extent.right - extent.left) * inches, (extent.bottom - extent.top) * inches)
    canvas = Canvas(figsize=size, facecolor="none" if is_clear else colours["paper"])
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(extent.left, extent.right)
    axes.set_ylim(extent.bottom, extent.top)
    axes.set_axis_off()
    return canvas, axes


def _saved(canvas: Canvas, form: Literal["png", "svg"], scale: float, extent: Box) -> bytes:
    longest = max(extent.right - extent.left, extent.bottom - extent.top)
    file = BytesIO()
    metadata = {"Date": None, "Creator": "SoTecIn Graph"} if form == "svg" else {"Software": "SoTecIn Graph"}
    dots = 72 / POINTS_PER_UNIT * min(scale, _LARGEST / longest) if form == "png" else 72
    canvas.savefig(file, format=form, dpi=dots, metadata=metadata)
    # its document type names an address outside, which some programs would ask
    return _DOCUMENT_TYPE.sub(b"", file.getvalue(), count=1) if form == "svg" else file.getvalue()


def _draw(
    axes: Axes, scene: Scene, votes: Mapping[ElementId, int], colours: Mapping[str, str], *, is_brief: bool
) -> None:
    for place, hull in enumerate(scene.hulls, start=_MISSION_HULL if is_brief else 0):
        _draw_hull(axes, hull, colours[HULLS[place % len(HULLS)]], colours, scene.size)
    if is_brief:  # halos in the tint of the hull on which everything stands
        colours = {**colours, "paper": colours["tint"]}
    for route in scene.routes:
        draw_route(axes, route, colours, scene.size)
    for figure in scene.figures:
        if figure.element.kind is Kind.CHALLENGE:
            _draw_card(axes, figure, votes.get(figure.element.id, 0), colours, scene.size)
        else:
            _draw_stakeholder(axes, figure, colours, scene.size)


def _draw_hull(axes: Axes, hull: Hull, colour: str, colours: Mapping[str, str], size: float) -> None:
    opacity = 0.10 if colours is TOKENS["light"] else 0.13
    unit = size * POINTS_PER_UNIT
    axes.add_patch(Polygon(hull.corners, facecolor=colour, alpha=opacity, linewidth=0, zorder=0, joinstyle="round"))
    pattern = (0, (0.4, 2.8)) if hull.is_suggested else "solid"
    axes.add_patch(Polygon(hull.corners, facecolor="none", edgecolor=colour, linewidth=2.5 * unit, linestyle=pattern,
                           capstyle="round", joinstyle="round", zorder=0.5))  # fmt: skip
    if hull.name:
        box = hull.pill
        wide, high = box.right - box.left, box.bottom - box.top
        axes.add_patch(FancyBboxPatch(
            (box.left, box.top), wide, high, boxstyle=f"round,pad=0,rounding_size={high / 2}",
            facecolor=colours["surface"], edgecolor=colour, linewidth=1.2 * unit, zorder=5,
        ))  # fmt: skip
        middle = (box.left + wide / 2, box.top + high / 2)
        _write(axes, (hull.name,), middle, PILL_SIZE * size, 600, colours["ink"], zorder=5.1)


def _draw_stakeholder(axes: Axes, figure: Figure, colours: Mapping[str, str], size: float) -> None:
    colour = colours[figure.element.kind.value]
    is_unsorted = figure.element.kind is Kind.UNSORTED
    unit = size * POINTS_PER_UNIT
    axes.add_patch(Polygon(figure.outline, facecolor=colours["paper"], edgecolor=colours["paper"],
                           linewidth=6 * unit, joinstyle="round", zorder=3))  # fmt: skip
    axes.add_patch(Polygon(figure.outline, facecolor=colours["surface"] if is_unsorted else colour, edgecolor=colour,
                           linewidth=2 * unit, joinstyle="round", zorder=3.1))  # fmt: skip
    _write(axes, figure.lines, figure.label_at, LABEL_SIZE * size, 500, colours["ink"], halo=colours["paper"])


def _draw_card(axes: Axes, figure: Figure, votes: int, colours: Mapping[str, str], size: float) -> None:
    box, unit = figure.box, size * POINTS_PER_UNIT
    axes.add_patch(FancyBboxPatch(
        (box.left, box.top), figure.width, figure.height, boxstyle=f"round,pad=0,rounding_size={9 * size}",
        facecolor=colours["card"], edgecolor=colours["challenge"], linewidth=1.5 * unit, zorder=3,
    ))  # fmt: skip
    bar = box.left + 10 * size
    axes.plot([bar, bar], [box.top + 11 * size, box.bottom - 11 * size], color=colours["challenge"],
              linewidth=3.2 * unit, solid_capstyle="round", zorder=3.2)  # fmt: skip
    lift = 7 * size if votes else 0
    place = (figure.at[0] + 5 * size, figure.at[1] - lift)
    _write(axes, figure.lines, place, CARD_SIZE * size, 600, colours["ink"])
    _draw_votes(axes, box, votes, colours["challenge"], size)


def _draw_votes(axes: Axes, box: Box, votes: int, colour: str, size: float) -> None:
    left, y = box.left + 24 * size, box.bottom - 12 * size
    dots = min(votes, _DOTS) if votes <= _DOTS else 1
    xs = [left + step * 10 * size for step in range(dots)]
    axes.scatter(xs, [y] * dots, s=(6.4 * size * POINTS_PER_UNIT) ** 2, color=colour, linewidths=0, zorder=3.3)
    if votes > _DOTS:
        axes.text(left + 9 * size, y, str(votes), fontproperties=face(13.5 * size * POINTS_PER_UNIT, 600), color=colour,
                  ha="left", va="center_baseline", parse_math=False, zorder=3.3)  # fmt: skip


def _write(
    axes: Axes,
    lines: Sequence[str],
    middle: Point,
    size: float,
    weight: int,
    colour: str,
    *,
    halo: str = "",
    zorder: float = 4,
) -> None:
    """Lines of text, centred; `size` in map units."""
    step = size * LABEL_LEADING
    top = middle[1] - step * (len(lines) - 1) / 2
    outline = (
        [withStroke(linewidth=6 * POINTS_PER_UNIT * size / LABEL_SIZE, foreground=halo, alpha=0.92)] if halo else []
    )
    for number, line in enumerate(lines):
        axes.text(
            middle[0], top + number * step, line, fontproperties=face(size * POINTS_PER_UNIT, weight), color=colour,
            ha="center", va="center_baseline", parse_math=False, path_effects=outline, zorder=zorder,
        )  # fmt: skip
