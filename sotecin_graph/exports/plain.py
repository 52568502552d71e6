"""What leaves the house, before it takes a form: cleaned text, finite numbers, and no join code or person's id."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any

from sotecin_graph.changes import Wire
from sotecin_graph.language import speaking
from sotecin_graph.text import clean
from sotecin_graph.vocabulary import label

_PERSONAL = ("by_id",)
_SECRET = ("code",)


def plain_map(snapshot: Wire) -> Wire:
    """The snapshot fit to leave: controls out of every text, numbers finite, codes dropped, people's ids emptied.

    Links whose ends are not both among the elements are dropped, so that every form has the same.
    """
    plain: Wire = _plain(snapshot)
    there = {element["id"] for element in plain["elements"]}
    plain["links"] = [one for one in plain["links"] if one["source"] in there and one["target"] in there]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "" if key in _PERSONAL else _plain(inner) for key, inner in value.items() if key not in _SECRET}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not math.isfinite(value):
        return 0.0
    return value


def english(terms: type[StrEnum], value: object) -> str:
    """The English word of a vocabulary's value, by which other programs and our importer know it."""
    with speaking("en"):
        return label(terms(str(value))) if value in list(terms) else str(value or "")


def english_list(terms: type[StrEnum], values: list[str], joint: str = "; ") -> str:
    """The English words of a list of values, joined."""
    return joint.join(english(terms, value) for value in values)
