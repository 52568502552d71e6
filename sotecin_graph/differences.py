"""What differs between two versions of a mission, field by field, and within a text word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from sotecin_graph.briefs.dates import day
from sotecin_graph.elements import ElementId
from sotecin_graph.language import _
from sotecin_graph.missions import MISSION_FIELDS, Mission, NextStep
from sotecin_graph.vocabulary import label

_TOKEN = re.compile(r"\w[\w'’\-]*\s*|[^\w\s]\s*|\s+")
_LISTS = ("members", "council", "chains", "strategies", "sdgs", "next_steps")


class Sort(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text that became the same thing."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that reads differently: what it said, what it says, and both in one."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def mission_differences(before: Mission, after: Mission, names: Mapping[ElementId, str]) -> list[FieldDifference]:
    """The fields that differ, in the order of the form, worded in the reader's language; `names` are of elements."""
    found = []
    for name in MISSION_FIELDS:
        one, other = getattr(before, name), getattr(after, name)
        if one == other or (name == "members" and set(one) == set(other)):
            continue
        said = field_text(name, one, names), field_text(name, other, names)
        if name in _LISTS:
            pieces = _list_pieces(_listed(name, one, names), _listed(name, other, names))
        else:
            pieces = word_differences(*said)
        found.append(FieldDifference(name, *said, tuple(pieces)))
    return found


def field_text(name: str, value: Any, names: Mapping[ElementId, str]) -> str:
    """What a field of a mission says, as one text in the reader's language; empty where it says nothing."""
    if name in _LISTS:
        return "; ".join(_listed(name, value, names))
    if isinstance(value, date):
        return day(value)
    if name == "hub":
        return label(value) if value else _("No hub")
    return str(value or "")


def word_differences(before: str, after: str) -> list[Piece]:
    """The two texts in one: words that stayed, that went and that came, in the order of reading.

    >>> [(piece.sort.value, piece.text) for piece in word_differences("half of it", "all of it")]
    [('removed', 'half '), ('added', 'all '), ('same', 'of it')]
    """
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, [each.strip() for each in one], [each.strip() for each in other], autojunk=False)
    pieces = []
    for deed, begin, end, start, stop in matcher.get_opcodes():
        if deed == "equal":
            pieces.append(Piece(Sort.SAME, "".join(other[start:stop])))
            continue
        gone, come = "".join(one[begin:end]), "".join(other[start:stop])
        pieces += [Piece(Sort.REMOVED, gone)] if gone else []
        pieces += [Piece(Sort.ADDED, come)] if come else []
    return pieces


def _list_pieces(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    """Things of a list, one a piece: those that stayed, then those that went, then those that came."""
    stayed = [Piece(Sort.SAME, each) for each in after if each in before]
    gone = [Piece(Sort.REMOVED, each) for each in before if each not in after]
    return [*stayed, *gone, *(Piece(Sort.ADDED, each) for each in after if each not in before)]


def _listed(name: str, value: Sequence[Any], names: Mapping[ElementId, str]) -> list[str]:
    if name in ("members", "council"):
        return [names.get(each, "…") for each in value]
    if name == "next_steps":
        return [_step(each) for each in value]
    return [str(each) if name == "sdgs" else label(each) for each in value]


def _step(step: NextStep) -> str:
    return " · ".join(part for part in (step.what, step.who, day(step.due) if step.due else "") if part)
