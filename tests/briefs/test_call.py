"""An open call as a document and as a table: dates with zones, five parts, both wordings, no formulas."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from sotecin_graph.briefs import render_call
from sotecin_graph.briefs.call import compose_call, wish_rest
from sotecin_graph.briefs.dates import elsewhere, moment
from sotecin_graph.calls import Wording

CLOSES = datetime(2024, 9, 27, 15, 0, tzinfo=UTC)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


def test_moment_names_day_time_city_and_zone() -> None:
    assert moment(CLOSES, "Europe/Brussels") == "Friday 27 September 2024, 17:00 Brussels time (CEST, UTC+2)"


def test_zone_without_letters_is_told_by_its_distance() -> None:
    assert moment(CLOSES, "Europe/Istanbul") == "Friday 27 September 2024, 18:00 Istanbul time (UTC+3)"


def test_elsewhere_takes_hub_cities_of_other_zones() -> None:
    assert elsewhere(CLOSES, "Europe/Brussels") == "16:00 in Lisbon, 18:00 in Bucharest"


def test_elsewhere_says_the_day_where_it_is_another() -> None:
    assert "Saturday 00:30 in Bucharest" in elsewhere(datetime(2024, 9, 27, 21, 30, tzinfo=UTC), "Europe/Brussels")


def test_five_parts_are_there_and_the_lacking_one_is_open(case: Any, call: Any) -> None:
    parts = compose_call(call, case.published, [case.mission]).parts

    assert len(parts) == 6
    assert [part.label for part in parts if part.is_open] == ["Criteria and procedure"]


def test_both_wordings_stand_where_they_differ(case: Any, call: Any) -> None:
    entries = compose_call(call, case.published, [case.mission]).entries

    assert [len(entry.before) for entry in entries] == [0, 2, 0]
    assert entries[1].wish == "We are looking for a solution that takes off a logo in a minute."


def test_document_lists_the_published_alone(case: Any, call: Any) -> None:
    under_way, published = case.challenges[0], case.published[1]
    entries = compose_call(call, [under_way, published], [case.mission]).entries

    assert [(entry.number, entry.title) for entry in entries] == [("1", published.wording.title)]


@pytest.mark.parametrize("wish", ["saves water", "that saves water", "We are looking for a solution that saves water"])
def test_wish_is_never_doubled(wish: str) -> None:
    assert wish_rest(wish) == "saves water"


def test_published_forms_name_no_person(case: Any, call: Any) -> None:
    for form in ("html", "md"):
        document = render_call(call, case.published, [case.mission], form)  # type: ignore[arg-type]
        assert b"example@" not in document
        assert b"I. Example" not in document


def test_pdf_holds_dates_disclaimer_and_source_of_money(case: Any, call: Any) -> None:
    pages = PdfReader(BytesIO(render_call(call, case.published, [case.mission], "pdf"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "Friday 27 September 2024, 17:00 Brussels time (CEST, UTC+2)" in text
    assert "do not receive a grant from the European Union" in text
    assert "101058385" in text


def test_docx_lists_every_challenge(case: Any, call: Any) -> None:
    document = Document(BytesIO(render_call(call, case.published, [case.mission], "docx")))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]

    assert len(headings) == 3


def test_xlsx_has_the_forms_order_and_no_formula(case: Any, call: Any) -> None:
    hostile = Wording('=HYPERLINK("http://evil.example")', "+1\x0b", "@SUM(A1)")
    challenges = [replace(case.challenges[0], owner=hostile, contact_name="=1+1")]

    sheet = openpyxl.load_workbook(BytesIO(render_call(call, challenges, [case.mission], "xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert sheet["G2"].value == '=HYPERLINK("http://evil.example")'


FORM = {
    "Contact name": "contact name",
    "E-mail": "e-mail",
    "Organisation": "organisation",
    "Location": "location",
    "Logo": "logo",
    "Mission": "the mission",
    "Title": "a title",
    "Problem": "the problem",
    "We are looking for a solution that …": "We are looking for a solution that",
}
"""The columns of the table, and the words of the form for challenge owners as the field's facts tell it."""


def test_columns_are_the_forms_in_its_order(case: Any, call: Any) -> None:
    data = render_call(call, [replace(case.challenges[0], logo="logo.png")], [case.mission], "csv")

    header, row = rows_of(data)[:2]
    assert header[:9] == list(FORM)
    assert (row[4], row[5]) == ("logo.png", case.mission.title)


def test_form_is_told_in_this_order_by_the_field() -> None:
    folder = Path(os.environ.get("SOTECIN_SHARED", Path(__file__).parents[3] / "shared"))
    if not (folder / "domain.md").exists():
        pytest.skip("the field's facts are not beside the repository")
    told = (folder / "domain.md").read_text().partition("The submitted form has:")[2]

    places = [told.index(word) for word in FORM.values()]
    assert places == sorted(places)


def test_public_page_links_each_challenge_and_its_files(case: Any, call: Any) -> None:
    page = render_call(call, case.published, [case.mission], "html").decode()

    assert all(f'id="challenge-{each.id}"' in page for each in case.published)
    assert 'href="call.pdf?language=en"' in page
    assert "viewport" in page


def test_draft_says_so_on_every_document(case: Any, call: Any) -> None:
    assert "Draft" in compose_call(replace(call, announced_at=None), [], []).example
    assert "Draft" not in compose_call(replace(call, announced_at=CLOSES), [], []).example


def test_csv_marks_what_could_be_a_formula(case: Any, call: Any) -> None:
    hostile = Wording('=HYPERLINK("x")', " +1", "＝1")
    data = render_call(call, [replace(case.challenges[0], owner=hostile)], [case.mission], "csv")

    assert rows_of(data)[1][6:9] == ['\'=HYPERLINK("x")', "'+1", "'＝1"]
