"""Ending a workshop: decisions and open points, the summary in every form, the record, and what stays hidden."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from db.store import SqlDatabase
from sotecin_graph.errors import BadInput, NotAllowed, NotThere
from sotecin_graph.outcomes import OutcomeSort
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, endings, voting, workshops
from sotecin_graph.services.record import record_of, record_paper
from sotecin_graph.services.summaries import look_back, summary_paper
from sotecin_graph.workshops import Plan, Step, Takes, Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR

DECISION: dict[str, Any] = {"sort": "decision", "text": "Ask *three* laundries", "owner": "Table 2"}
FORMULA = '=HYPERLINK("http://x.example","y")'


@pytest.fixture
def ended(database: SqlDatabase, workshop: Workshop, participant: Actor) -> Workshop:
    """A workshop with two challenges that share the first rank, a decision and an open point."""
    here = {"map_id": workshop.map_id}
    steps = (Step("All", "", 5, (Takes.CHALLENGE,)), Step("Vote", "", 5, (Takes.VOTE,), dots=4))
    database.write(_with_steps, workshop=workshop, steps=steps)
    found = [
        database.write(elements.add_challenge, by=participant, name=name, **here) for name in ("Wet bags", FORMULA)
    ]
    database.write(workshops.set_step, by=SYSTEM, step=1, **here)
    for element in found:
        database.write(voting.give_dots, by=participant, element=element, dots=2, **here)
    due = date(2026, 12, 4)
    database.write(endings.note_outcome, by=FACILITATOR, ident=workshop.id, due=due, **DECISION)
    database.write(endings.note_outcome, by=FACILITATOR, ident=workshop.id, sort="open point", text="Who pays?")
    database.write(workshops.set_state, by=SYSTEM, state=WorkshopState.CLOSED, **here)
    return workshop


def _with_steps(uow, *, workshop: Workshop, steps: tuple[Step, ...]) -> None:
    from dataclasses import replace

    uow.workshops.update(replace(workshop, steps=steps))


def _hiding_names(uow, *, workshop: Workshop) -> None:
    from dataclasses import replace

    uow.workshops.update(replace(uow.workshops.get(workshop.id), plan=Plan(hides_names=True)))


def test_workshop_is_closed_since_it_was_closed_last(database: SqlDatabase, workshop: Workshop) -> None:
    here, asked = {"by": SYSTEM, "map_id": workshop.map_id}, {"by": FACILITATOR, "ident": workshop.id}
    assert database.read(endings.closed_at, **asked) is None
    for state in (WorkshopState.CLOSED, WorkshopState.OPEN):
        database.write(workshops.set_state, state=state, **here)
    assert database.read(endings.closed_at, **asked) is None
    again = datetime.now(UTC)
    database.write(workshops.set_state, state=WorkshopState.CLOSED, **here)
    database.write(workshops.set_state, state=WorkshopState.CLOSED, **here)

    found = database.read(endings.closed_at, **asked)

    assert found == min(at for at, _told in database.read(lambda uow: uow.maps.steps(workshop.map_id)) if at >= again)


def test_outcomes_are_noted_changed_and_struck(database: SqlDatabase, workshop: Workshop) -> None:
    given = {"by": FACILITATOR, "ident": workshop.id}
    first = database.write(endings.note_outcome, **given, sort="open point", text=" Who\n pays? ")
    second = database.write(endings.note_outcome, **given, **DECISION)
    database.write(endings.change_outcome, by=FACILITATOR, outcome=first, sort="decision", text="The city pays")
    database.write(endings.strike_outcome, by=FACILITATOR, outcome=second)

    (kept,) = database.read(endings.closing_of, **given).outcomes

    assert (kept.sort, kept.text, kept.owner, kept.due) == (OutcomeSort.DECISION, "The city pays", "", None)


def test_outcomes_are_for_facilitators_of_the_workshop(
    database: SqlDatabase, ended: Workshop, participant: Actor
) -> None:
    noted = database.read(endings.closing_of, by=FACILITATOR, ident=ended.id).outcomes[0]

    for by in (participant, CONTRIBUTOR):
        for use_case in (endings.closing_of, look_back, record_of):
            with pytest.raises((NotAllowed, NotThere)):
                database.read(use_case, by=by, ident=ended.id)
        with pytest.raises((NotAllowed, NotThere)):
            database.write(endings.strike_outcome, by=by, outcome=noted.id)
    assert database.read(endings.closing_of, by=FACILITATOR, ident=ended.id).outcomes[0] == noted


def test_follow_up_has_a_day_from_today_on(database: SqlDatabase, workshop: Workshop) -> None:
    for day in (date(2020, 1, 1), datetime.now(UTC).date() + timedelta(days=400)):
        with pytest.raises(BadInput, match="Choose a day from today on"):
            database.write(endings.set_ending, by=FACILITATOR, ident=workshop.id, follow_up_until=day)


def test_summary_counts_shows_ties_and_names_nobody(database: SqlDatabase, ended: Workshop) -> None:
    summary = database.read(look_back, by=FACILITATOR, ident=ended.id).summary

    assert [each.count for each in summary.figures] == ["1", "1", "0", "2", "0", "4"]
    assert [(line.rank, line.dots) for line in summary.votes[0].lines] == [("1 =", "2 dots"), ("1 =", "2 dots")]
    assert [(line.what, line.who, line.due) for line in summary.decisions] == [
        ("Ask *three* laundries", "Table 2", "4 December 2026")
    ]
    assert "Zsófi" not in str(summary)


def test_summary_in_every_form_holds_decisions_and_open_points(database: SqlDatabase, ended: Workshop) -> None:
    made = {
        form: summary_paper(database, FACILITATOR, ended.id, form).content for form in ("pdf", "docx", "html", "md")
    }

    pdf = PdfReader(BytesIO(made["pdf"]))
    document = Document(BytesIO(made["docx"]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = {
        "pdf": " ".join(pdf.pages[0].extract_text().split()),
        "docx": " ".join([*cells, *(each.text for each in document.paragraphs)]),
        "html": made["html"].decode(),
        "md": made["md"].decode().replace("\\", ""),
    }
    assert len(pdf.pages) == 1
    for text in texts.values():
        assert all(
            word in text for word in ("Ask *three* laundries", "Who pays?", "4 December 2026", "Wet bags", "1 =")
        )


def test_unknown_form_is_told(database: SqlDatabase, ended: Workshop) -> None:
    with pytest.raises(BadInput, match="pdf, docx, html, md"):
        summary_paper(database, FACILITATOR, ended.id, "exe")
    with pytest.raises(BadInput, match="csv, xlsx, json"):
        record_paper(database, FACILITATOR, ended.id, "exe")


def test_record_tells_who_did_what_and_not_who_voted(database: SqlDatabase, ended: Workshop) -> None:
    told = json.loads(record_paper(database, FACILITATOR, ended.id, "json").content)["record"]

    added = next(row for row in told if row["what"] == "added: Challenge")
    assert (added["who"], added["about"]) == ("Zsófi", "Wet bags")
    assert {row["who"] for row in told if row["what"].startswith("votes")} == {"someone"}
    assert told[-1]["what"] == "workshop: closed"
    assert [row["number"] for row in told] == list(range(1, len(told) + 1))


def test_record_keeps_names_hidden_where_the_workshop_does(database: SqlDatabase, ended: Workshop) -> None:
    database.write(_hiding_names, workshop=ended)

    for form in ("json", "csv"):
        content = record_paper(database, FACILITATOR, ended.id, form).content.decode("utf-8-sig")
        assert "Zsófi" not in content
        assert "a participant" in content


def test_record_has_no_formula(database: SqlDatabase, ended: Workshop) -> None:
    csv = record_paper(database, FACILITATOR, ended.id, "csv").content.decode("utf-8-sig")
    book = load_workbook(BytesIO(record_paper(database, FACILITATOR, ended.id, "xlsx").content))

    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "'=HYPERLINK" in csv
    assert FORMULA in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
