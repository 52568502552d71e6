"""Where names are hidden, no name of a participant is kept: not on screens, in files, in the past, nor in any log."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.store import SqlDatabase
from sotecin_graph.exports import export_map
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, links, privacy, record, sessions, summaries, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Plan, Workshop

CANARY = "Canary Quibblethwaite"


@pytest.fixture
def hidden(database: SqlDatabase) -> Workshop:
    """An open workshop whose names are hidden."""
    place = {
        "hubs": (Hub.CENTRE_NORTH,),
        "chains": (Chain.TEXTILES,),
        "starts_at": datetime(2026, 10, 14, 9, tzinfo=UTC),
    }
    given = {"title": "Quiet", "agenda": "open", "language": "nl", "plan": Plan(hides_names=True)}
    return database.write(workshops.open_workshop, by=SYSTEM, **given, **place)


@pytest.fixture
def someone(database: SqlDatabase, hidden: Workshop) -> Actor:
    """Who typed a name all the same, as a program could, and then took part."""
    token = database.write(sessions.join, code=hidden.code, alias=CANARY, consents=True)
    by = database.read(sessions.actor_of, token=token)
    here = {"by": by, "map_id": hidden.map_id}
    mill = database.write(elements.add_stakeholder, name="Mill", kind="industry", **here)
    raised = database.write(elements.add_challenge, name="Wet bags", concerns=[mill], **here)
    shop = database.write(elements.add_stakeholder, name="Shop", kind="industry", **here)
    database.write(links.add_link, source=mill, target=shop, type="material", **here)
    database.write(elements.vote, element=raised, is_on=True, **here)
    return by


def test_everyone_is_called_the_same(database: SqlDatabase, hidden: Workshop, someone: Actor) -> None:
    changes = database.read(lambda uow: uow.maps.changes(hidden.map_id, since=0))
    snapshot = database.read(lambda uow: uow.maps.snapshot(hidden.map_id))

    assert someone.name == hidden.unnamed
    assert {each.by for each in changes if each.by_id == someone.id} == {hidden.unnamed}
    assert {each["by"] for each in [*snapshot["elements"], *snapshot["links"]]} == {hidden.unnamed}


def test_no_file_of_the_database_holds_a_name(hidden: Workshop, someone: Actor, tmp_path: Path) -> None:
    assert [file.name for file in tmp_path.iterdir() if b"Quibblethwaite" in file.read_bytes()] == []


@pytest.mark.parametrize("form", ["json", "csv", "links.csv", "xlsx", "html", "graphml", "gexf"])
def test_no_export_tells_who_or_links_what_one_person_did(
    database: SqlDatabase, hidden: Workshop, someone: Actor, form: str
) -> None:
    content = export_map(database.read(lambda uow: uow.maps.snapshot(hidden.map_id)), form)  # type: ignore[arg-type]

    assert [word for word in ("Quibblethwaite", someone.id) if word.encode() in content] == []


def test_record_and_summary_tell_no_name(database: SqlDatabase, hidden: Workshop, someone: Actor) -> None:
    papers = [
        record.record_paper(database, SYSTEM, hidden.id, "csv"),
        summaries.summary_paper(database, SYSTEM, hidden.id, "md"),
    ]

    assert [paper.name for paper in papers if b"Quibble" in paper.content or someone.id.encode() in paper.content] == []


def test_own_data_has_no_name_either(database: SqlDatabase, someone: Actor) -> None:
    assert "Quibble" not in json.dumps(database.read(privacy.my_data, by=someone))


def test_logs_hear_no_name(running: Instance, hidden: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        running.database.write(sessions.join, code=hidden.code, alias=CANARY, consents=True)

    assert "Quibble" not in caplog.text
