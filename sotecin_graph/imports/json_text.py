"""JSON from outside: plain sentences with line and column for what is broken, and no values that a database refuses."""

from __future__ import annotations

import json
from typing import Any

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.language import N_, _

_INT_DIGITS = 18
"""Longer whole numbers stay text: they are ids, and larger than a database's integers."""

_SAYINGS: tuple[tuple[str, str], ...] = (
    ("Expecting ',' delimiter", N_("a comma or a closing bracket is missing here")),
    ("Expecting ':' delimiter", N_("a colon is missing here")),
    ("Expecting property name", N_("a name in double quotes is missing here, or there is a comma too many")),
    ("Illegal trailing comma", N_("there is a comma too many here")),
    ("Expecting value", N_("a value is missing here, or text stands without double quotes")),
    ("Unterminated string", N_("a text begins here and its closing double quote is missing")),
    ("Invalid control character", N_("a line break or control character stands within a text here")),
    ("Invalid \\", N_("a backslash stands here that means nothing")),
    ("Extra data", N_("the JSON ends before this place, and more text follows")),
)


def parse_json(text: str) -> Any:
    """The value of a JSON text; NaN and Infinity are None, whole numbers of more than 18 digits are text.

    Raises FileNotReadable with "line 17, column 4" and a sentence on what is wrong there.
    """
    try:
        return json.loads(text.lstrip("\ufeff"), parse_int=_whole, parse_constant=_nothing)
    except json.JSONDecodeError as error:
        raise _broken(error, text) from error
    except RecursionError as error:
        raise FileNotReadable(_("The JSON is nested too deeply to be a map. Export it again.")) from error


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _INT_DIGITS else digits


def _nothing(_name: str) -> None:
    return None


def _broken(error: json.JSONDecodeError, text: str) -> FileNotReadable:
    place = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
    if error.pos >= len(text.rstrip()) or (error.msg.startswith("Unterminated") and error.lineno >= text.count("\n")):
        what = _("the file ends in the middle; it may have been cut short on its way")
    else:
        what = next((_(saying) for start, saying in _SAYINGS if error.msg.startswith(start)), error.msg)
    return FileNotReadable(_("The JSON is broken: {what}. Export the map again.").format(what=what), place=place)
