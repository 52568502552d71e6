"""Where names are hidden, a stranger on the live map cannot tell which deeds are one person's; the person still can."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from db.store import SqlDatabase
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Actor, actor_of_account
from sotecin_graph.services import levers, sessions, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Plan, Workshop
from tests.conftest import LEAD
from tests.live.visits import command, heard, visiting

Join = Callable[[bool], tuple[Workshop, Actor, Actor]]


@pytest.fixture
def join(database: SqlDatabase) -> Join:
    """A workshop that hides names, or does not, with two people in it."""

    def made(hides: bool) -> tuple[Workshop, Actor, Actor]:
        given = {"title": "Quiet", "hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "agenda": "open"}
        at = datetime(2026, 10, 14, 9, tzinfo=UTC)
        workshop = database.write(
            workshops.open_workshop, by=SYSTEM, starts_at=at, plan=Plan(hides_names=hides), **given
        )
        first, second = (
            database.write(sessions.join, code=workshop.code, alias=name, consents=True) for name in ("Ada", "Bo")
        )
        ada, bo = (database.read(sessions.actor_of, token=each) for each in (first, second))
        return workshop, ada, bo

    return made


def _told(client: TestClient, running: Instance, join: Join, *, hides: bool) -> tuple[Actor, str]:
    """All that a stranger hears while one person adds two things, with its id in it or not."""
    workshop, one, stranger = join(hides)
    map_id, seen = workshop.map_id, list[Any]()

    def hear(ear: WebSocketTestSession, kind: str) -> None:
        while not seen or seen[-1]["type"] != kind:
            seen.append(ear.receive_json())
        seen.append({"type": "heard"})

    with visiting(client, running, stranger, map_id) as ear:
        hear(ear, "snapshot")
        with visiting(client, running, one, map_id) as hand:
            for name in ("Mill", "Port"):
                command(hand, "add_stakeholder", name=name, kind="industry")
                hear(ear, "changes")
            hand.send_json({"type": "cursor", "x": 1, "y": 2})
            hear(ear, "cursors")
        ear.send_json({"type": "ask", "id": "1", "what": "history", "since": 0})
        hear(ear, "told")
    with visiting(client, running, stranger, map_id) as ear:
        hear(ear, "snapshot")
    with visiting(client, running, stranger, map_id, since=0, epoch=running.database.epoch) as ear:
        hear(ear, "changes")
    assert {"presence", "cursors", "snapshot", "changes", "told"} <= {each["type"] for each in seen}
    return one, json.dumps(seen)


def test_stranger_cannot_join_what_a_hidden_person_did(client: TestClient, running: Instance, join: Join) -> None:
    one, told = _told(client, running, join, hides=True)

    assert "Mill" in told
    assert one.id.removeprefix("participant:") not in told
    authors = [each["by_id"] for frame in json.loads(told) for each in frame.get("changes", ())]
    assert set(authors) == {"", SYSTEM.id}


def test_stranger_on_an_open_map_can(client: TestClient, running: Instance, join: Join) -> None:
    """The control."""
    one, told = _told(client, running, join, hides=False)

    assert told.count(one.id) > 4


def test_hidden_person_knows_their_own_by_the_id_that_others_see_at_their_cursor_alone(
    client: TestClient, running: Instance, join: Join
) -> None:
    workshop, one, other = join(True)
    with (
        visiting(client, running, other, workshop.map_id) as ear,
        visiting(client, running, one, workshop.map_id) as hand,
    ):
        mine = heard(hand, "welcome")["you"]["id"]
        heard(ear, "snapshot")
        command(hand, "add_stakeholder", name="Mill", kind="industry")
        with visiting(client, running, one, workshop.map_id) as again:
            assert [each["by_id"] for each in heard(again, "snapshot")["elements"]] == [mine]
        hand.send_json({"type": "cursor", "x": 1, "y": 2})
        assert heard(ear, "cursors")["cursors"][0]["id"] == mine != one.id
        assert command(hand, "undo")["type"] == "ack"


def test_hidden_person_is_muted_by_the_id_that_is_seen(client: TestClient, running: Instance, join: Join) -> None:
    workshop, one, _other = join(True)
    given = {"username": "ilse", "name": "Ilse", "password_hash": "-", "grants": LEAD.grants}
    facilitator = actor_of_account(running.database.write(sessions.add_account, by=SYSTEM, **given))
    with (
        visiting(client, running, one, workshop.map_id) as hand,
        visiting(client, running, facilitator, workshop.map_id) as lead,
    ):
        seen = heard(hand, "welcome")["you"]["id"]
        command(lead, "mute", person=seen, is_on=True)

    muted = running.database.read(levers.muted_people, by=SYSTEM, map_id=workshop.map_id)
    assert [each.id for each in muted] == [one.id]
