"""Text on map pictures: the shipped typefaces in matplotlib, measured, wrapped and cut to fit. Units are points."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

from sotecin_graph.briefs.typefaces import FAMILIES, FONT_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a fallback has no medium weight: no news

_MEASURE_DPI = 72 * 8
"""Text is measured at eight dots a point, so that rounding to dots does not show."""

_SYSTEM_FAMILIES = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Arial Unicode MS",
)
"""Where letters that the shipped typefaces lack are looked for; DejaVu comes with matplotlib."""


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        fontManager.addfont(path)
    there = {entry.name for entry in fontManager.ttflist}
    return (*FAMILIES, *(family for family in _SYSTEM_FAMILIES if family in there))


@lru_cache(maxsize=64)
def face(size: float, weight: int = 500) -> FontProperties:
    """The typeface of pictures at a size in points, with fallbacks letter by letter."""
    return FontProperties(family=list(_families()), size=size, weight=weight)


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    return RendererAgg(8, 8, _MEASURE_DPI)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: int = 500) -> float:
    """How wide a line of text is, in points."""
    measure: Callable[..., tuple[float, float, float]] = _renderer().get_text_width_height_descent
    width, _height, _descent = measure(text, face(size, weight), ismath=False)
    return width * 72 / _MEASURE_DPI


def wrapped(text: str, *, size: float, weight: int, width: float, most: int) -> list[str]:
    """The text in at most `most` lines of a width in points; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, weight) <= width:
            lines[-1] = joined
        elif len(lines) <= most:
            lines += _pieces(word, size, weight, width, most + 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1] + "…", size, weight, width)]
    return lines


def _pieces(word: str, size: float, weight: int, width: float, most: int) -> Sequence[str]:
    """A word that is too long for a line (or has no spaces, as Chinese), in at most so many pieces that fit."""
    pieces: list[str] = []
    while word and len(pieces) < most:
        fitting = max(1, _fitting(word, "", size, weight, width))
        pieces.append(word[:fitting])
        word = word[fitting:]
    return pieces


def _cut(line: str, size: float, weight: int, width: float) -> str:
    if len(line) <= 2 or width_of(line, size, weight) <= width:
        return line
    whole = line[:-1]
    return whole[: max(1, min(_fitting(whole, "…", size, weight, width), len(whole) - 1))] + "…"


def _fitting(text: str, end: str, size: float, weight: int, width: float) -> int:
    """How many letters from the beginning fit with an end after them: to measure is slow, so it is halved."""
    if width_of(text + end, size, weight) <= width:
        return len(text)
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width_of(text[:middle] + end, size, weight) <= width:
            fits = middle
        else:
            too_long = middle
    return fits
