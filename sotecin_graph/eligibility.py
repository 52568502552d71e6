"""The checklist by which a person decides whether a challenge may enter a call: editable lines, dated answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.language import N_, _
from sotecin_graph.text import line

MOST_LINES = 20
LINE_LENGTH = 240
NOTE_LENGTH = 400

_OURS = (
    N_("It is a critical sustainability problem within the higher Rs, R0 to R6."),
    N_("It belongs to exactly one mission of a hub."),
    N_("It serves a public interest beyond its owner’s own."),
    N_("The form is whole, and its owner stands behind it."),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the checklist as someone answered it: met or not, with a note, who and when."""

    line: str
    is_met: bool
    note: str
    by: str
    at: datetime


def lines_of(text: str) -> list[str]:
    """The lines of a call's checklist; ours, in the reader's language, where it has none of its own."""
    return [each.strip() for each in text.splitlines() if each.strip()][:MOST_LINES] or [_(each) for each in _OURS]


def answered(
    lines: Sequence[str],
    given: Mapping[str, tuple[bool, str]],
    before: Sequence[Answer],
    *,
    by: str,
    at: datetime,
) -> tuple[Answer, ...]:
    """The checklist with what someone gave; an answer that stays as it was keeps who gave it and when."""
    known = {each.line: each for each in before}
    made = []
    for each in lines:
        is_met, note = given.get(each, (False, ""))
        told = line(note, field=_("note"), most=NOTE_LENGTH, needed=False)
        was = known.get(each)
        is_same = was is not None and (was.is_met, was.note) == (is_met, told)
        made.append(was if was is not None and is_same else Answer(each, is_met, told, by, at))
    return tuple(made)
