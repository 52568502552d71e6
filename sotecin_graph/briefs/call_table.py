"""The challenges of a call as a table, XLSX or CSV: one row each, in the order of the form for challenge owners."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from sotecin_graph.briefs.call import mission_title, wish_rest
from sotecin_graph.briefs.cells import csv_cell
from sotecin_graph.briefs.words import example_mark, one_line
from sotecin_graph.calls import CallChallenge, OpenCall, state_label
from sotecin_graph.language import _, speaking
from sotecin_graph.missions import Mission
from sotecin_graph.text import clean


def call_csv(
    call: OpenCall, challenges: Sequence[CallChallenge], missions: Sequence[Mission], *, language: str = "en"
) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, which spreadsheet programs need to read it rightly."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    with speaking(language):
        writer.writerow(_header())
        writer.writerows([csv_cell(cell) for cell in _row(one, missions)] for one in challenges)
    return file.getvalue().encode("utf-8-sig")


def call_xlsx(
    call: OpenCall, challenges: Sequence[CallChallenge], missions: Sequence[Mission], *, language: str = "en"
) -> bytes:
    """The rows as a workbook in which no text becomes a formula or a link."""
    import xlsxwriter

    file = BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with speaking(language), xlsxwriter.Workbook(file, safe) as book:
        sheet = book.add_worksheet(_("Challenges"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, _header(), bold)
        for number, one in enumerate(challenges, start=1):
            for column, cell in enumerate(_row(one, missions)):
                sheet.write_string(number, column, clean(cell), wrap)
        sheet.set_column(0, 6, 24)
        sheet.set_column(7, 8, 60)
        sheet.set_column(9, 10, 18)
        sheet.freeze_panes(1, 0)
        book.set_properties({"title": clean(call.title)})
    return file.getvalue()


def _header() -> list[str]:
    return [
        _("Contact name"),
        _("E-mail"),
        _("Organisation"),
        _("Location"),
        _("Logo"),
        _("Mission"),
        _("Title"),
        _("Problem"),
        _("We are looking for a solution that …"),
        _("State"),
        _("Note"),
    ]


def _row(challenge: CallChallenge, missions: Sequence[Mission]) -> list[str]:
    now = challenge.wording
    return [
        one_line(challenge.contact_name),
        one_line(challenge.contact_email),
        one_line(challenge.organisation),
        one_line(challenge.location),
        one_line(challenge.logo),
        mission_title(challenge, missions),
        one_line(now.title),
        clean(now.problem),
        wish_rest(now.wish),
        state_label(challenge.state),
        example_mark() if challenge.is_example else "",
    ]
