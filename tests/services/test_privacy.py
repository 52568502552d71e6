"""One's own data: complete over all tables, and nothing of anybody else."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import BadInput, SignInNeeded
from sotecin_graph.language import speak
from sotecin_graph.people import NOBODY, SYSTEM, Actor, actor_of_account
from sotecin_graph.services import elements, links, merging, privacy, sessions
from sotecin_graph.workshops import Workshop, consent_version
from tests.conftest import LEAD


@pytest.fixture
def canary(database: SqlDatabase, workshop: Workshop, participant: Actor) -> Actor:
    """Someone who works together with the participant and the lead on everything."""
    token = database.write(sessions.join, code=workshop.code, alias="Canary", consents=True)
    canary = database.read(sessions.actor_of, token=token)
    here: dict[str, Any] = {"map_id": workshop.map_id}
    ours = database.write(elements.add_stakeholder, by=canary, name="Canary's mill", kind="industry", **here)
    theirs = database.write(elements.add_stakeholder, by=participant, name="Zsófi's mill", kind="industry", **here)
    raised = database.write(elements.add_challenge, by=participant, name="Wet bags", problem="Rain", **here)
    database.write(links.add_link, by=canary, source=ours, target=theirs, type="material", **here)
    for by in (canary, participant):
        database.write(elements.vote, by=by, element=raised, is_on=True, **here)
    database.write(merging.merge_elements, by=canary, keep=ours, drop=theirs, **here)
    database.write(elements.edit_element, by=LEAD, element=ours, field="note", base_version=0, value="wet", **here)
    return canary


def test_every_row_about_a_person_is_in_their_data(database: SqlDatabase, canary: Actor) -> None:
    kept = database.read(privacy.my_data, by=canary)["kept"]

    assert {table: len(rows) for table, rows in kept.items()} == _rows_about(database, canary)
    assert {"participant", "session", "element", "link", "vote", "change"} <= set(kept)


def test_every_row_about_an_account_is_in_its_data(database: SqlDatabase, workshop: Workshop) -> None:
    given = {"username": "canary", "name": "Canary", "password_hash": "-", "grants": LEAD.grants}
    actor = actor_of_account(database.write(sessions.add_account, by=SYSTEM, **given))
    database.write(elements.add_stakeholder, by=actor, map_id=workshop.map_id, name="Mill", kind="industry")
    database.write(sessions.set_grants, by=SYSTEM, username="canary", grants=LEAD.grants)

    kept = database.read(privacy.my_data, by=actor)["kept"]

    assert {table: len(rows) for table, rows in kept.items()} == _rows_about(database, actor)


def test_own_data_names_nobody_else(database: SqlDatabase, canary: Actor, participant: Actor) -> None:
    told = json.dumps(database.read(privacy.my_data, by=canary), ensure_ascii=False)

    assert [
        word for word in (participant.id, 'Zsófi"', LEAD.id, "Lead", "password", "token_hash") if word in told
    ] == []
    assert "Wet bags" in told  # what one voted for


def test_consent_is_kept_as_it_was_read(database: SqlDatabase, workshop: Workshop) -> None:
    speak("de")
    token = database.write(sessions.join, code=workshop.code, alias="Ute", consents=True)
    actor = database.read(sessions.actor_of, token=token)

    person = database.read(privacy.standing, by=actor).participant
    assert person

    text = workshop.consent_in("de")
    assert text != workshop.consent_text
    assert (person.consent_text, person.consent_version, person.consent_language) == (text, consent_version(text), "de")


@pytest.mark.parametrize("form", ["json", "html"])
def test_data_as_a_file_runs_nothing(database: SqlDatabase, workshop: Workshop, form: str) -> None:
    token = database.write(sessions.join, code=workshop.code, alias="<script>alert(1)</script>", consents=True)
    actor = database.read(sessions.actor_of, token=token)

    paper = privacy.my_paper(database, actor, form).content.decode()

    assert ("<script>" in paper) is (form == "json")
    assert "alert(1)" in paper


def test_nobody_and_other_forms_are_refused(database: SqlDatabase) -> None:
    with pytest.raises(SignInNeeded):
        database.read(privacy.my_data, by=NOBODY)
    with pytest.raises(BadInput):
        privacy.my_paper(database, SYSTEM, "exe")


def _rows_about(database: SqlDatabase, actor: Actor) -> dict[str, int]:
    """By table, the rows in which their id stands as a value of its own, found without knowing any column."""
    ids = {actor.id, actor.id.partition(":")[2]}
    with sqlite3.connect(database.path) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {table: sum(bool(ids & set(row)) for row in raw.execute(f"SELECT * FROM {table}")) for table in tables}
    return {table: count for table, count in found.items() if count}
