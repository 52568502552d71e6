"""The record of a workshop as a table: who did what when, one row a change; CSV, XLSX and JSON without formulas."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import Literal, get_args

from sotecin_graph.briefs.cells import csv_cell
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.text import clean

RecordForm = Literal["csv", "xlsx", "json"]
_TEXTS = ("at", "step", "who", "what", "about", "where")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One change: its number on its map, when (UTC), the agenda's step, who as shown on screens, and what.

    `where` names the table whose own map it was on, empty for the map of all.
    """

    number: int
    at: datetime
    step: str
    who: str
    what: str
    about: str
    where: str = ""


def export_record(title: str, rows: Sequence[RecordRow], form: RecordForm) -> bytes:
    """The rows as a file; BadInput for a form that is not among RecordForm."""
    if form == "csv":
        return _csv(rows)
    if form == "xlsx":
        return _xlsx(title, rows)
    if form == "json":
        return _json(title, rows)
    known = ", ".join(get_args(RecordForm))
    raise BadInput(_("There is no form “{form}”. Choose one of: {known}.").format(form=form, known=known), field="form")


def _cells(row: RecordRow) -> tuple[int | str, ...]:
    when = row.at.isoformat(timespec="seconds")
    return (row.number, when, *(clean(text) for text in (row.step, row.who, row.what, row.about, row.where)))


def _header() -> list[str]:
    return [_("Number"), _("When (UTC)"), _("Step"), _("Who"), _("What"), _("About"), _("Where")]


def _csv(rows: Sequence[RecordRow]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheet programs need to read it rightly."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_header())
    writer.writerows([csv_cell(cell) for cell in _cells(row)] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _xlsx(title: str, rows: Sequence[RecordRow]) -> bytes:
    import xlsxwriter

    file = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, safe) as book:
        sheet = book.add_worksheet(_("Record"))
        sheet.write_row(0, 0, _header(), book.add_format({"bold": True, "bottom": 1}))
        for index, row in enumerate(rows, start=1):
            number, *texts = _cells(row)
            sheet.write_number(index, 0, number)
            for column, text in enumerate(texts, start=1):
                sheet.write_string(index, column, str(text))
        sheet.set_column(1, 3, 24)
        sheet.set_column(4, 5, 48)
        sheet.freeze_panes(1, 1)
        book.set_properties({"title": clean(title)})
    return file.getvalue()


def _json(title: str, rows: Sequence[RecordRow]) -> bytes:
    told = [asdict(row) | dict(zip(_TEXTS, _cells(row)[1:], strict=True)) for row in rows]
    return json.dumps({"workshop": clean(title), "record": told}, ensure_ascii=False, indent=1).encode()
