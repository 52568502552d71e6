"""What people type, made fit to keep: normalised, without control characters, within a length."""

from __future__ import annotations

import re
import unicodedata

from sotecin_graph.errors import BadInput
from sotecin_graph.language import _

NAME_LENGTH = 120
"""Most characters of a name or title: fits a card on the map and a line of a brief."""

PROBLEM_LENGTH = 250
"""Most characters of a challenge's problem: the limit of the programme's form for challenge owners."""

_UNSEEN = dict.fromkeys(
    [
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C),  # directions
        *(0x00AD, 0x180E, 0x200B, 0xFEFF, *range(0x2060, 0x2066), *range(0x206A, 0x2070)),  # no width
        *(*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)),  # notes between lines, tags
    ]
)
"""What turns a line around or stands in it unseen. Joiners (U+200C, U+200D) stay: Persian and emoji need them."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""

MOST_MARKS = 6
"""Marks that one letter may carry: more than any script needs, fewer than cover the line above."""


def clean(text: str) -> str:
    """The text in NFC, without control characters, lone surrogates and what stands unseen, stripped at both ends."""
    kept = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_UNSEEN)
    return _few_marks(unicodedata.normalize("NFC", kept)).strip()


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def is_seen(text: str) -> bool:
    """True where at least one letter, number or sign of the text shows."""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK for letter in text)


def line(text: str, *, field: str, most: int = NAME_LENGTH, needed: bool = True) -> str:
    """A single line of 1 to `most` characters (0 where it is not needed), or BadInput with what to change."""
    return _bounded(" ".join(clean(text).split()), field=field, most=most, needed=needed)


def paragraph(text: str, *, field: str, most: int, needed: bool = False) -> str:
    """Text that may have line breaks, of at most `most` characters, or BadInput with what to change."""
    return _bounded(clean(text), field=field, most=most, needed=needed)


def _bounded(text: str, *, field: str, most: int, needed: bool) -> str:
    if needed and not is_seen(text):
        raise BadInput(_("Please write something for “{field}”.").format(field=field), field=field)
    if len(text) > most:
        sentence = _("“{field}” has {length} characters; at most {most} fit. Please shorten it.")
        raise BadInput(sentence.format(field=field, length=len(text), most=most), field=field)
    return text
