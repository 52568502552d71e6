"""Text that is safe in a cell of a spreadsheet: no spreadsheet program takes it for a formula."""

from __future__ import annotations

from sotecin_graph.text import clean

_STARTERS = "=+-@\t\r\n＝＋－＠"
"""With the full-width forms that some programs take for the same."""


def csv_cell(value: object) -> object:
    """A value for a CSV cell: numbers as they are; text cleaned, with an apostrophe before what could be a formula."""
    if value is None or isinstance(value, int | float):
        return value
    text = clean(str(value))
    return f"'{text}" if text.lstrip(" \t\r\n\"'")[:1] in tuple(_STARTERS) and text else text
