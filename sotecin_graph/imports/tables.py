"""Tables: CSV with whichever delimiter, the sheets of a workbook, and JSON lists of flat records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import Row
from sotecin_graph.imports.limits import CELL_CHARACTERS, COLUMNS, ROWS, check_columns, check_rows
from sotecin_graph.imports.seen import line_of, text_of
from sotecin_graph.language import _

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header taken off: the names of its columns, each once, and its rows as name -> text."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Row, dict[str, str]], ...]
    warnings: tuple[str, ...] = ()


def read_csv(text: str, name: str) -> Table:
    """The table of a CSV text; the rows carry the number that a spreadsheet shows, the header being row 1."""
    text, delimiter = _delimiter(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    csv.field_size_limit(CELL_CHARACTERS * 100)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        return table_of(name, ((row, cells) for row, cells in enumerate(reader, 1)))
    except csv.Error as error:
        place = _("line {line}").format(line=reader.line_num)
        raise FileNotReadable(
            _("A cell has no end here: a double quote is missing. Save the table anew as CSV."), place=place
        ) from error


def read_workbook(content: bytes) -> list[Table]:
    """The tables of a workbook's visible sheets, empty ones left out; the rows are "Sheet 7"."""
    # Imported here: it takes longer to load than all other formats take to read.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        tables = [_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, BadZipFile, OSError) as error:
        # openpyxl has no error of its own for a workbook whose parts contradict each other.
        raise FileNotReadable(
            _("The workbook is damaged or made by a program that writes it differently. Save it again as .xlsx.")
        ) from error
    filled = [table for table in tables if table.header]
    if not filled:
        raise FileNotReadable(_("The workbook has no visible sheet with anything in it."))
    if hidden:
        warning = _("Hidden sheets were left out: {names}.").format(names=", ".join(hidden[:10]))
        filled[0] = Table(filled[0].name, filled[0].header, filled[0].rows, (warning,))
    return filled


def read_records(records: list[Any], name: str) -> Table | None:
    """The table of a JSON list of flat records, or None where the list is something else."""
    if not records or not all(isinstance(record, Mapping) for record in records):
        return None
    check_rows(len(records))
    header = tuple(dict.fromkeys(line_of(key) for record in records for key in record))
    check_columns(len(header))
    rows = [
        (row, {line_of(key): text_of(value) for key, value in record.items()}) for row, record in enumerate(records, 1)
    ]
    return Table(name, header, tuple(rows))


def table_of(name: str, lines: Iterable[tuple[Row, list[str]]]) -> Table:
    """The table of numbered lines; empty lines are passed over, the first that says something is the header."""
    filled = ((row, cells) for row, cells in lines if any(cell.strip() for cell in cells))
    first = next(filled, None)
    if first is None:
        return Table(name, (), ())
    header = _header(first[1])
    rows: list[tuple[Row, dict[str, str]]] = []
    for row, cells in filled:
        if len(rows) == ROWS:
            check_rows(ROWS + 1, place=str(row))
        rows.append((row, {column: _unguarded(text_of(cells[at])) for at, column in header if at < len(cells)}))
    return Table(name, tuple(column for _at, column in header), tuple(rows))


def _header(cells: list[str]) -> list[tuple[int, str]]:
    last = max(at for at, cell in enumerate(cells) if cell.strip())
    check_columns(last + 1)
    named: dict[str, int] = {}
    for at, cell in enumerate(cells[: last + 1]):
        if not cell.strip():
            continue
        column = " ".join(text_of(cell).split())[:80]
        while column in named:
            column += " *"
        named[column] = at
    return [(at, column) for column, at in named.items()]


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _delimiter(text: str) -> tuple[str, str]:
    """The text and its delimiter: the one that parts the first rows most evenly into at least two cells."""
    first, _newline, rest = text.partition("\n")
    if first.casefold().startswith("sep=") and len(first) == 5:
        # Excel's own mark; an empty line in its place keeps the row numbers.
        return "\n" + rest, first[4]
    sample = text[: CELL_CHARACTERS * 10]
    return text, max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths = []
    try:
        for cells in csv.reader(io.StringIO(sample), delimiter=delimiter):
            if cells:
                widths.append(len(cells))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _sheet(sheet: Any) -> Table:
    # The sheet's own dimensions may claim millions of cells; only so many are asked for.
    lines = sheet.iter_rows(max_row=ROWS * 2, max_col=COLUMNS + 1, values_only=True)
    return table_of(sheet.title, _numbered(sheet.title, lines))


def _numbered(title: str, lines: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Row, list[str]]]:
    for row, cells in enumerate(lines, 1):
        yield f"{title} {row}", [_cell(cell) for cell in cells]


def _cell(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return text_of(value)
