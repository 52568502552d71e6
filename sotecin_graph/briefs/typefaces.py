"""The typefaces of documents and pictures: Commissioner and its Georgian and Armenian companions, shipped in fonts/.

Letters that they lack (Chinese labels of an imported map) come from the system's fonts; only then are those read, so
that a document of the hubs' own languages looks the same on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"
FAMILIES = ("Commissioner", "Noto Sans Georgian", "Noto Sans Armenian")


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in FONT_FOLDER.glob("*_400Regular.ttf"):
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)


def covers(text: str) -> bool:
    """True where the shipped typefaces have every letter of the text."""
    return all(letter.isspace() or ord(letter) in _letters() for letter in text)
