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

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text in NFC, without control characters, lone surrogates and direction overrides, stripped at both ends."""
    kept = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_BIDI)
    return unicodedata.normalize("NFC", kept).strip()


def line(text: str, *, field: str, most: int = NAME_LENGTH, needed: bool = True) -> str:
    """A single line of 1 to `most` characters (0 where it is not needed), or BadInput with what to change."""
    return _bounded(" ".join(clean(text).split()), field=field, most=most, needed=needed)


def paragraph(text: str, *, field: str, most: int, needed: bool = False) -> str:
    """Text that may have line breaks, of at most `most` characters, or BadInput with what to change."""
    return _bounded(clean(text), field=field, most=most, needed=needed)


def _bounded(text: str, *, field: str, most: int, needed: bool) -> str:
    if needed and not text:
        raise BadInput(_("Please write something for “{field}”.").format(field=field), field=field)
    if len(text) > most:
        sentence = _("“{field}” has {length} characters; at most {most} fit. Please shorten it.")
        raise BadInput(sentence.format(field=field, length=len(text), most=most), field=field)
    return text
