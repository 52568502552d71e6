"""The legend under a map picture: kinds by silhouette and colour, lines by pattern, and a caption."""

from __future__ import annotations

from collections.abc import Mapping, Set

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from sotecin_graph.briefs.lettering import face, width_of
from sotecin_graph.briefs.scene import POINTS_PER_UNIT, Box
from sotecin_graph.briefs.silhouettes import outline
from sotecin_graph.briefs.tokens import DASHES, SIZES
from sotecin_graph.language import _
from sotecin_graph.vocabulary import Kind, LinkState, label

LEGEND_HEIGHT = 92.0
"""Map units that the legend takes under the picture."""

_SIZE = 14.0


def draw_legend(axes: Axes, extent: Box, kinds: Set[Kind], caption: str, colours: Mapping[str, str]) -> None:
    """Draw two rows at the foot of the extent: the kinds that are there and the lines; then the caption."""
    x, y = extent.left + 20, extent.bottom - LEGEND_HEIGHT + 20
    axes.plot([extent.left + 20, extent.right - 20], [y - 14, y - 14], color=colours["line"], linewidth=0.8, zorder=6)
    for kind in Kind:
        if kind in kinds:
            x = _kind(axes, kind, x, y + 6, colours)
    x = extent.left + 20
    for state in LinkState:
        x = _line(axes, state, x, y + 30, colours)
    x = _band(axes, x, y + 30, colours)
    _words(axes, caption, extent.left + 20, y + 54, colours["soft"])


def _kind(axes: Axes, kind: Kind, x: float, y: float, colours: Mapping[str, str]) -> float:
    wide, high = (side * (0.16 if kind is Kind.CHALLENGE else 0.34) for side in SIZES[kind])
    is_filled = kind not in (Kind.UNSORTED, Kind.CHALLENGE)
    axes.add_patch(Polygon(
        outline(kind, (x + wide / 2, y), width=wide, height=max(high, 12)), joinstyle="round", linewidth=1.2, zorder=6,
        facecolor=colours[kind.value] if is_filled else colours["card"], edgecolor=colours[kind.value],
    ))  # fmt: skip
    return _words(axes, label(kind), x + wide + 7, y, colours["ink"]) + 18


def _line(axes: Axes, state: LinkState, x: float, y: float, colours: Mapping[str, str]) -> float:
    width = 3.4 if state is LinkState.MISSING else 2.6
    dashes = DASHES[state]
    pattern = (0, tuple(length / width for length in dashes)) if dashes else "solid"
    axes.plot([x, x + 38], [y, y], color=colours["matter"], linewidth=width * POINTS_PER_UNIT, linestyle=pattern,
              dash_capstyle="round" if state is LinkState.MISSING else "butt", zorder=6)  # fmt: skip
    return _words(axes, label(state), x + 46, y, colours["ink"]) + 18


def _band(axes: Axes, x: float, y: float, colours: Mapping[str, str]) -> float:
    axes.plot([x, x + 38], [y, y], color=colours["circular"], linewidth=10 * POINTS_PER_UNIT, alpha=0.62, zorder=6)
    axes.plot([x, x + 38], [y, y], color=colours["matter"], linewidth=2.6 * POINTS_PER_UNIT, zorder=6.1)
    return _words(axes, _("circular"), x + 46, y, colours["ink"])


def _words(axes: Axes, words: str, x: float, y: float, colour: str) -> float:
    """Write the words and return where they end."""
    points = _SIZE * POINTS_PER_UNIT
    axes.text(
        x, y - 1.5, words, fontproperties=face(points), color=colour, va="center_baseline", parse_math=False, zorder=6
    )
    return x + width_of(words, points) / POINTS_PER_UNIT
