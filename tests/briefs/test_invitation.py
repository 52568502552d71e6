"""Invitations: sheet, table cards and QR code that lead to the workshop, and a calendar file for any program."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from pypdf import PdfReader

from sotecin_graph.agendas import AGENDAS
from sotecin_graph.briefs.calendar import escaped, folded, workshop_calendar
from sotecin_graph.briefs.invitation import compose_invitation
from sotecin_graph.briefs.pdf import cards_pdf, invitation_pdf
from sotecin_graph.briefs.qr import qr_png, qr_svg
from sotecin_graph.elements import MapId
from sotecin_graph.people import WorkshopId
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Plan, Step, Workshop

AT = datetime(2026, 10, 14, 7, tzinfo=UTC)
JOIN = "https://map.example.org/join?code=FERN42KX"
WORKSHOP = Workshop(
    id=WorkshopId("ab12"),
    map_id=MapId("cd34"),
    title="Textiles, Waterhoven: #what; *comes* back?",
    hubs=(Hub.NORTH_WEST,),
    chains=(Chain.TEXTILES,),
    starts_at=AT,
    timezone="Europe/Amsterdam",
    language="en",
    code="FERN42KX",
    steps=AGENDAS["half-day"][1],
    consent_text="It goes on the map.",
    plan=Plan(tables=6),
)


def calendar(workshop: Workshop = WORKSHOP) -> str:
    return workshop_calendar(workshop, address=JOIN, now=AT - timedelta(days=30)).decode()


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_calendar_has_the_workshops_own_time() -> None:
    lines = unfolded(calendar())

    assert "DTSTART;TZID=Europe/Amsterdam:20261014T090000" in lines
    assert "DTEND;TZID=Europe/Amsterdam:20261014T123000" in lines
    assert "DTSTAMP:20260914T070000Z" in lines


def test_zone_changes_by_the_clock_that_stood_before() -> None:
    """The European Union's rule: at 1:00 UTC on the last Sundays of March and October (Directive 2000/84/EC)."""
    text = calendar().replace("\r\n", " ")

    assert "BEGIN:DAYLIGHT DTSTART:20260329T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0200 TZNAME:CEST" in text
    assert "BEGIN:STANDARD DTSTART:20261025T030000 TZOFFSETFROM:+0200 TZOFFSETTO:+0100 TZNAME:CET" in text


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Lisbon", "Europe/Istanbul", "Europe/Bucharest", "UTC"])
@pytest.mark.parametrize("month", [1, 3, 7, 10])
def test_zone_in_the_file_keeps_the_clock_of_the_zone(zone: str, month: int) -> None:
    at = datetime(2026, month, 25, 9, tzinfo=UTC)
    text = calendar(replace(WORKSHOP, timezone=zone, starts_at=at))
    read = tz.tzical(io.StringIO(text.replace("\r\n", "\n"))).get()

    for hours in range(-24 * 20, 24 * 20, 5):
        local = (at + timedelta(hours=hours)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert local.replace(tzinfo=read).utcoffset() == local.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_lines_end_and_fold_as_the_standard_says() -> None:
    text = calendar(replace(WORKSHOP, title="Ő" * 100))

    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{'Ő' * 100}" in unfolded(text)


def test_what_people_wrote_begins_no_property() -> None:
    title = "A\r\nATTENDEE:mailto:x@y.example\nEND:VEVENT; b, c\\d"
    text = calendar(replace(WORKSHOP, title=title))
    lines = unfolded(text)

    assert not {"\r", "\n"} & set(text.replace("\r\n", ""))
    assert [line for line in lines if line.startswith(("ATTENDEE", "ORGANIZER"))] == []
    assert lines.count("END:VEVENT") == 1
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"


def test_folding_never_cuts_a_letter() -> None:
    line = "DESCRIPTION:" + "გამარჯობა " * 30

    assert folded(line).replace("\r\n ", "") == line


def test_sheet_tells_when_where_and_how_on_one_page() -> None:
    (text,) = pages(invitation_pdf(compose_invitation(WORKSHOP, address="map.example.org/join"), qr_svg(JOIN).encode()))

    for part in (
        "Waterhoven: #what; *comes* back?",
        "FERN 42KX",
        "map.example.org/join",
        "09:00",
        "12:30",
        "It goes on",
    ):
        assert part in text
    assert "Wednesday 14 October 2026, 09:00 Amsterdam time" in text


def test_cards_are_numbered_by_the_plan() -> None:
    found = pages(cards_pdf(compose_invitation(WORKSHOP, address="map.example.org/join"), qr_svg(JOIN).encode()))

    assert len(found) == 2
    assert [text.count("FERN 42KX") for text in found] == [4, 2]
    assert "Table 6" in found[1]


def test_cards_without_tables_fill_one_sheet() -> None:
    loose = compose_invitation(replace(WORKSHOP, plan=Plan()), address="map.example.org/join")

    (text,) = pages(cards_pdf(loose, qr_svg(JOIN).encode()))
    assert (text.count("FERN 42KX"), text.count("Table")) == (4, 0)


def test_longest_agenda_and_title_still_make_a_sheet() -> None:
    long = replace(WORKSHOP, title="Wasser " * 17, steps=(Step("Ein Schritt " * 9, "", 480),) * 40)

    found = pages(invitation_pdf(compose_invitation(long, address="map.example.org/join"), qr_svg(JOIN).encode()))
    assert any("FERN 42KX" in text for text in found)


def test_mashup_says_the_time_of_other_hubs_and_hidden_names_ask_for_none() -> None:
    content = compose_invitation(
        replace(WORKSHOP, hubs=(Hub.NORTH_WEST, Hub.EAST), plan=Plan(hides_names=True)), address="map.example.org/join"
    )

    assert "in Lisbon" in content.elsewhere
    assert not any("alias" in way for way in content.ways)


def test_rehearsal_and_example_are_marked() -> None:
    marks = [
        compose_invitation(replace(WORKSHOP, **given), address="a").mark
        for given in ({"rehearses": WorkshopId("x")}, {"is_example": True}, {})
    ]

    assert marks == ["Rehearsal", "Example data", ""]


def test_qr_code_is_a_picture_of_its_kind() -> None:
    assert "<svg" in qr_svg(JOIN)
    assert qr_png(JOIN).startswith(b"\x89PNG")
