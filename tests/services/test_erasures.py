"""Erasing people: no byte of them is left in any file, what they did stays, and every screen hears of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.backup import back_up
from db.erasure import erased_in
from db.store import SqlDatabase
from sotecin_graph.calls import CallChallenge, CallChallengeId, Wording
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.erasing import ERASED, GAP
from sotecin_graph.errors import BadInput, NotAllowed, SotecinError, WrongState
from sotecin_graph.live.commands import Whose, run_command
from sotecin_graph.maps import Map
from sotecin_graph.missions import MissionId
from sotecin_graph.people import NOBODY, SYSTEM, Actor, Grant, Role, actor_of_account
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import clusters, elements, erasures, links, merging, missions, sessions, undo
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Plan, Workshop
from tests.conftest import LEAD, STRANGER

ALIAS = "Canary Quibblethwaite"
MAIL = "canary.bird@quibble.example"
NAME = "Canary Accountsson"


@pytest.fixture
def canary(database: SqlDatabase, workshop: Workshop) -> Actor:
    """A participant who does everything that a participant can do."""
    given = {"code": workshop.code, "alias": ALIAS, "consents": True}
    token = database.write(sessions.join, **given)
    actor = database.read(sessions.actor_of, token=token)
    _live(database, workshop.map_id, actor)
    return actor


def _live(database: SqlDatabase, map_id: MapId, by: Actor) -> None:
    """Add, draw, edit, vote, merge, undo, name a cluster, and send a command of the live map."""
    here: dict[str, Any] = {"by": by, "map_id": map_id}
    mill, shop, other = (
        database.write(elements.add_stakeholder, name=name, kind="industry", **here)
        for name in ("Mill", "Shop", "Shop two")
    )
    raised = database.write(elements.add_challenge, name="Bags stay wet", concerns=[mill], **here)
    database.write(links.add_link, source=mill, target=shop, type="material", note="wet", **here)
    database.write(elements.edit_element, element=mill, field="note", base_version=0, value="by the river", **here)
    database.write(elements.vote, element=raised, is_on=True, **here)
    database.write(merging.merge_elements, keep=shop, drop=other, **here)
    database.write(elements.add_stakeholder, name="Mistake", kind="civil", **here)
    database.write(undo.undo, **here)
    database.write(clusters.draw, members=[mill, shop], name="By the water", **here)
    command = {"name": "edit_element", "args": {"element": mill, "field": "country", "value": "NL", "base_version": 0}}
    whose = Whose(by.id)
    database.write(run_command, whose=whose, map_id=map_id, client_id="c1", **command)


def _bytes_of(folder: Path, *wanted: str) -> list[str]:
    """Which of the texts stand in which files of the data folder, as UTF-8 or as JSON escapes."""
    found = []
    for file in folder.iterdir():
        content = file.read_bytes() if file.is_file() else b""
        found += [f"{each} in {file.name}" for each in wanted if each.encode() in content]
    return found


def _ids(actor: Actor) -> tuple[str, ...]:
    return (actor.id, actor.id.partition(":")[2])


def test_no_byte_of_an_erased_participant_is_left(
    database: SqlDatabase, canary: Actor, workshop: Workshop, tmp_path: Path
) -> None:
    assert _bytes_of(tmp_path, ALIAS, *_ids(canary))

    erasures.erase_oneself(database, by=canary)

    assert _bytes_of(tmp_path, ALIAS, "Quibblethwaite", *_ids(canary)) == []
    back_up(database.path, tmp_path / "copy.sqlite3")
    assert _bytes_of(tmp_path, "Quibblethwaite", *_ids(canary)) == []


def test_plain_deleting_leaves_bytes_behind(
    database: SqlDatabase, canary: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same without writing the file anew."""
    monkeypatch.setattr("db.store.scrub", lambda _engine: True)

    erasures.erase_oneself(database, by=canary)

    assert _bytes_of(tmp_path, "Quibblethwaite")


def test_screens_and_fresh_snapshots_agree_after_an_erasure(
    database: SqlDatabase, canary: Actor, workshop: Workshop
) -> None:
    followed = _followed(database, workshop.map_id)
    database.on_commit(lambda changes: [followed.apply(each) for each in changes] and None)

    erasures.erase_oneself(database, by=canary)

    fresh = database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    assert followed.snapshot() == fresh
    assert {(each["by"], each["by_id"]) for each in [*fresh["elements"], *fresh["links"]]} == {("", ERASED)}
    assert [each["votes"] for each in fresh["elements"] if each["kind"] == "challenge"] == [1]


def test_history_from_the_first_change_is_valid_and_has_a_tombstone(
    database: SqlDatabase, canary: Actor, workshop: Workshop
) -> None:
    erasures.erase_oneself(database, by=canary)

    changes = database.read(lambda uow: uow.maps.changes(workshop.map_id, since=0))
    told = Map(database.read(lambda uow: uow.maps.facts(workshop.map_id)))
    for each in changes:
        told.apply(each)
    assert told.snapshot() == database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    assert {each.by_id for each in changes} == {"system", ERASED}
    assert [each.revision for each in changes if each.by_id == ERASED][:-1] == changes[-1].payload["deeds"]


def test_what_an_erased_person_did_can_still_be_undone(
    database: SqlDatabase, canary: Actor, workshop: Workshop
) -> None:
    erasures.erase_oneself(database, by=canary)
    changes = database.read(lambda uow: uow.maps.changes(workshop.map_id, since=0))
    vote = next(each for each in changes if each.kind == "voted")

    database.write(undo.undo, by=LEAD, map_id=workshop.map_id, deed=vote.deed)

    assert database.read(lambda uow: uow.elements.votes(workshop.map_id)) == {}


def test_session_of_the_erased_ends_and_the_number_of_people_stays(
    database: SqlDatabase, canary: Actor, workshop: Workshop
) -> None:
    erasures.erase_oneself(database, by=canary)

    assert database.read(lambda uow: uow.people.actor(canary.id)) is None
    (person,) = database.read(lambda uow: uow.workshops.participants(workshop.id))
    assert (person.alias, person.consent_text) == ("", "")
    assert _rows(database, "session") == _rows(database, "command") == 0


def test_erased_account_leaves_no_byte(database: SqlDatabase, workshop: Workshop, tmp_path: Path) -> None:
    actor = _account(database)
    _live(database, workshop.map_id, actor)
    (cluster,) = database.read(lambda uow: uow.clusters.on_map(workshop.map_id))
    mission = database.write(
        missions.promote,
        by=actor,
        map_id=workshop.map_id,
        cluster=cluster.id,
        title="Dry bags",
        statement=f"By 2030 all bags are dry, says {MAIL}.",
    )
    database.write(_contact, element=cluster.members[0], mission=mission)

    erasures.erase_people(database, by=SYSTEM, people=[actor.id])

    assert _bytes_of(tmp_path, NAME, "Accountsson", MAIL, "quibble.example", *_ids(actor)) == []
    kept = database.read(lambda uow: uow.missions.get(mission))
    assert (kept.created_by, kept.hub_lead, kept.statement) == ("", "", f"By 2030 all bags are dry, says {GAP}.")


def test_another_of_the_same_name_keeps_theirs(database: SqlDatabase, canary: Actor, workshop: Workshop) -> None:
    token = database.write(sessions.join, code=workshop.code, alias=ALIAS, consents=True)
    twin = database.read(sessions.actor_of, token=token)
    ident = database.write(elements.add_stakeholder, by=twin, map_id=workshop.map_id, name="Twin", kind="civil")

    erasures.erase_oneself(database, by=canary)

    kept = database.read(lambda uow: uow.elements.get(ident))
    assert (kept.by, kept.by_id) == (ALIAS, twin.id)


def test_author_of_what_was_merged_away_is_forgotten_too(
    database: SqlDatabase, canary: Actor, workshop: Workshop, tmp_path: Path
) -> None:
    here: dict[str, Any] = {"map_id": workshop.map_id, "kind": "civil"}
    ours = database.write(elements.add_stakeholder, by=LEAD, name="Ours", **here)
    theirs = database.write(elements.add_stakeholder, by=canary, name="Theirs", **here)
    database.write(merging.merge_elements, by=LEAD, map_id=workshop.map_id, keep=ours, drop=theirs)
    assert database.read(lambda uow: uow.elements.get(ours).also_by) == (ALIAS,)
    followed = _followed(database, workshop.map_id)
    database.on_commit(lambda changes: [followed.apply(each) for each in changes] and None)

    erasures.erase_oneself(database, by=canary)

    assert followed.snapshot() == database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    assert database.read(lambda uow: (uow.elements.get(ours).by, uow.elements.get(ours).also_by)) == ("Lead", ())
    assert _bytes_of(tmp_path, "Quibblethwaite") == []


def test_words_leave_every_text_and_its_past(database: SqlDatabase, workshop: Workshop, tmp_path: Path) -> None:
    here = {"by": LEAD, "map_id": workshop.map_id}
    ident = database.write(
        elements.add_stakeholder, name="Mill of Ödön Quibble", kind="industry", note=f"ask {MAIL.upper()}", **here
    )
    followed = _followed(database, workshop.map_id)
    database.on_commit(lambda changes: [followed.apply(each) for each in changes] and None)
    words = {"by": SYSTEM, "words": [MAIL, "Ödön  Quibble"]}

    assert database.read(erasures.places_of_words, **words) == erasures.erase_words(database, **words) > 0

    kept = database.read(lambda uow: uow.elements.get(ident))
    assert (kept.name, kept.note) == (f"Mill of {GAP}", f"ask {GAP}")
    assert followed.snapshot() == database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    assert _bytes_of(tmp_path, "Ödön", MAIL.upper()) == []


@pytest.mark.parametrize("words", [["abc"], ["lead@hub.example"]])
def test_words_that_are_no_words_are_refused(database: SqlDatabase, words: list[str]) -> None:
    _account(database, username="lead@hub.example")

    with pytest.raises(BadInput):
        erasures.erase_words(database, by=SYSTEM, words=words)


def test_strangers_erase_nobody(database: SqlDatabase, canary: Actor) -> None:
    for by in (NOBODY, STRANGER):
        with pytest.raises(SotecinError):
            erasures.erase_people(database, by=by, people=[canary.id])
    with pytest.raises(NotAllowed):
        erasures.erase_words(database, by=LEAD, words=["textiles"])


def test_the_only_programme_lead_stays(database: SqlDatabase) -> None:
    actor = _account(database, role=Role.PROGRAMME_LEAD)

    with pytest.raises(WrongState, match="only programme lead"):
        erasures.erase_oneself(database, by=actor)


@pytest.mark.parametrize(("months", "is_due"), [(0, False), (1, True), (120, False)])
def test_time_that_is_up_erases_a_workshops_people(
    database: SqlDatabase, canary: Actor, workshop: Workshop, months: int, is_due: bool
) -> None:
    day = datetime.now(UTC) - timedelta(days=40)
    kept = replace(workshop, starts_at=day, plan=Plan(keeps_months=months))
    database.write(lambda uow: uow.workshops.update(kept))

    assert [each.id for each in erasures.erase_due(database, by=SYSTEM)] == ([workshop.id] if is_due else [])

    (person,) = database.read(lambda uow: uow.workshops.participants(workshop.id))
    assert person.alias == ("" if is_due else ALIAS)


def test_due_on_the_last_day_where_a_month_is_too_short(workshop: Workshop) -> None:
    day = replace(workshop, starts_at=datetime(2026, 8, 31, 9, tzinfo=UTC), plan=Plan(keeps_months=6))

    assert erasures.kept_until(day) == datetime(2027, 2, 28, 9, tzinfo=UTC)


def test_a_reader_that_holds_the_log_is_waited_for(database: SqlDatabase, canary: Actor, tmp_path: Path) -> None:
    reader = sqlite3.connect(database.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM change").fetchone()
    erasures.erase_oneself(database, by=canary)
    assert database.read(lambda uow: uow.erasures.is_due_for_scrubbing())
    reader.close()

    assert erasures.scrub(database)
    assert _bytes_of(tmp_path, "Quibblethwaite") == []


def test_restored_backup_is_put_right_by_what_was_erased_since(
    database: SqlDatabase, canary: Actor, tmp_path: Path
) -> None:
    back_up(database.path, tmp_path / "kept.copy")
    erasures.erase_oneself(database, by=canary)
    restored = SqlDatabase(tmp_path / "kept.copy")
    assert b"Quibblethwaite" in restored.path.read_bytes()

    assert erasures.erase_again(restored, erased_in(database.path)) == 1

    restored.close()
    assert _bytes_of(tmp_path, "Quibblethwaite") == []


def _followed(database: SqlDatabase, map_id: MapId) -> Map:
    followed = Map(database.read(lambda uow: uow.maps.facts(map_id)))
    followed.restore(database.read(lambda uow: uow.maps.snapshot(map_id)))
    return followed


def _account(database: SqlDatabase, *, role: Role = Role.HUB_LEAD, username: str = MAIL) -> Actor:
    grants = (Grant(role, None if role is Role.PROGRAMME_LEAD else Hub.NORTH_WEST),)
    given = {"username": username, "name": NAME, "password_hash": "-", "grants": grants}
    return actor_of_account(database.write(sessions.add_account, by=SYSTEM, **given))


def _contact(uow: UnitOfWork, *, element: ElementId, mission: MissionId) -> None:
    raised = CallChallenge(CallChallengeId("c1"), element, mission, Wording("T", "p", "w"))
    uow.calls.add_challenge(replace(raised, contact_name=NAME, contact_email="other@quibble.example"))


def _rows(database: SqlDatabase, table: str) -> int:
    with sqlite3.connect(database.path) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
