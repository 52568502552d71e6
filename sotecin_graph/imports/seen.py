"""What a file says of elements and connections, in its own words, before any judgement; and how cells become text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sotecin_graph.imports.draft import Row
from sotecin_graph.imports.limits import CELL_CHARACTERS
from sotecin_graph.text import clean
from sotecin_graph.vocabulary import Kind

_COORDINATE_LIMIT = 1e6
_UNTOLD = ("image", "logo", "icon", "color", "colour", "shape", "font", "style", "size", "width", "height", "fixed")


@dataclass(frozen=True, slots=True)
class SeenElement:
    """One element of a file. `is_statement` marks a name that is a whole statement, to be cut into a title.

    `leave_out` is the reason to keep it out of the map, empty for those that come in.
    """

    row: Row
    ident: str
    name: str
    kind_word: str = ""
    kind: Kind | None = None
    hub: str = ""
    country: str = ""
    chains: str = ""
    strategies: str = ""
    stages: str = ""
    problem: str = ""
    wish: str = ""
    note: str = ""
    x: float | None = None
    y: float | None = None
    votes: int = 0
    is_statement: bool = False
    leave_out: str = ""


@dataclass(frozen=True, slots=True)
class SeenLink:
    """One connection of a file; its ends are ids or names. `is_directed` is False where the file says so."""

    row: Row
    source: str
    target: str
    word: str = ""
    label: str = ""
    is_directed: bool = True
    is_mutual: bool = False
    state: str = ""
    circular: str = ""
    quantity: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeenMap:
    """A file's content. `makes_ends` says that a connection may name an element that has no row of its own."""

    name: str
    elements: tuple[SeenElement, ...] = ()
    links: tuple[SeenLink, ...] = ()
    warnings: tuple[str, ...] = ()
    makes_ends: bool = False


def text_of(value: object) -> str:
    """A cell or JSON value as cleaned text; lists of plain values are joined by commas, anything deeper is empty."""
    if isinstance(value, str):
        return clean(value[:CELL_CHARACTERS])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 1 << 63 else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (text_of(each) for each in value[:100] if not isinstance(each, list))))
    return ""


def line_of(value: object) -> str:
    """The same on one line."""
    return " ".join(text_of(value).split())


def kind_word(value: object) -> str:
    """The word for a kind; a number is a colour group of a drawing library and says nothing to a reader."""
    word = line_of(value)
    return word if any(letter.isalpha() for letter in word) else ""


def coordinate_of(value: object) -> float | None:
    """A finite coordinate of a sensible size, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= _COORDINATE_LIMIT else None


def position_of(given: object) -> tuple[float | None, float | None]:
    """Both coordinates of a JSON object, or two Nones: half a position is none."""
    if not isinstance(given, Mapping):
        return None, None
    x, y = coordinate_of(given.get("x")), coordinate_of(given.get("y"))
    return (None, None) if x is None or y is None else (x, y)


MOST_VOTES = 10_000
"""Votes are kept one by one, so no file may bring more for one thing."""


def whole_number(text: str) -> int:
    """A count of votes, at most MOST_VOTES; 0 for what is no number, and for less than none."""
    number = coordinate_of(text)
    return max(0, min(int(number), MOST_VOTES)) if number is not None else 0


def extras(given: Mapping[str, Any], told: frozenset[str]) -> list[str]:
    """The other attributes of an element as lines "name: value", without those that only say how it was drawn."""
    lines = []
    for name, value in given.items():
        word = line_of(name)
        is_drawing = any(part in word.casefold() for part in _UNTOLD)
        if word.casefold() in told or word.startswith(("_", "networkx")) or is_drawing:
            continue
        if shown := text_of(value):
            lines.append(f"{word}: {shown}")
    return lines


def joined(*parts: str) -> str:
    """The parts that say something, each once, as lines of one note."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
