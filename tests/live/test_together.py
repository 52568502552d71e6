"""Presence on a map's socket: what is in sight goes along with the pointer, and who facilitates brings everyone."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from sotecin_graph.instance import Instance
from sotecin_graph.live.together import cursor_of, place_of, view_of
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.sessions import add_account
from sotecin_graph.workshops import Workshop
from tests.live.conftest import heard

ORIGIN = {"origin": "http://testserver"}
HERE = [0.0, -10.0, 800.0, 600.5]


@pytest.fixture
def facilitator(running: Instance) -> Actor:
    """Someone with an account that may facilitate anywhere."""
    return running.database.write(lead_account)


def lead_account(uow: UnitOfWork) -> Actor:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    made = add_account(uow, by=SYSTEM, username="ilse", name="Ilse", password_hash="-", grants=grants)
    return Actor(f"account:{made.id}", "Ilse")


def _hello(socket: WebSocketTestSession, running: Instance, by: Actor, map_id: str, **more: Any) -> None:
    ticket = running.tickets.issue("map", {"actor": by.id, "map": map_id, "language": "en", **more})
    socket.send_json({"type": "hello", "ticket": ticket, "since": None})
    heard(socket, "snapshot")


def test_what_is_in_sight_goes_along_with_the_pointer(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    path = f"/live/maps/{workshop.map_id}"
    with (
        client.websocket_connect(path, headers=ORIGIN) as mine,
        client.websocket_connect(path, headers=ORIGIN) as other,
    ):
        _hello(mine, running, participant, workshop.map_id)
        _hello(other, running, facilitator, workshop.map_id)
        mine.send_json({"type": "cursor", "x": 3.14159, "y": 2, "selected": "not an id", "view": HERE})
        seen = heard(other, "cursors")["cursors"]

    assert seen == [{"id": participant.id, "name": participant.name, "x": 3.1, "y": 2, "selected": None, "view": HERE}]


def test_who_facilitates_brings_all_others_and_the_projector(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    path = f"/live/maps/{workshop.map_id}"
    with (
        client.websocket_connect(path, headers=ORIGIN) as mine,
        client.websocket_connect(path, headers=ORIGIN) as wall,
        client.websocket_connect(path, headers=ORIGIN) as other,
    ):
        _hello(mine, running, facilitator, workshop.map_id)
        _hello(wall, running, facilitator, workshop.map_id, is_here=False)
        _hello(other, running, participant, workshop.map_id)
        mine.send_json({"type": "bring", "view": HERE, "cluster": "ab12"})
        brought = [heard(socket, "bring") for socket in (wall, other)]

    told = {"type": "bring", "by": facilitator.name, "by_id": facilitator.id, "view": HERE, "cluster": "ab12"}
    assert brought == [told, told]


def test_leading_along_says_whether_it_begins_or_ends() -> None:
    led = [place_of({"view": HERE, "follow": follow}) for follow in ("begin", "on", "end", "x", ["on"], None)]

    assert [one and one.get("follow") for one in led] == ["begin", "on", "end", None, None, None]


def test_a_participant_brings_nobody(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    path = f"/live/maps/{workshop.map_id}"
    with (
        client.websocket_connect(path, headers=ORIGIN) as mine,
        client.websocket_connect(path, headers=ORIGIN) as other,
    ):
        _hello(other, running, facilitator, workshop.map_id)
        _hello(mine, running, participant, workshop.map_id)
        mine.send_json({"type": "bring", "view": HERE, "cluster": None})
        mine.send_json({"type": "cursor", "x": 1, "y": 1})
        came = heard(other, "bring", "cursors")

    assert came["type"] == "cursors"


@pytest.mark.parametrize(
    "view", [None, "all", [], [0, 0, 1], [0, 0, 1, "1"], [0, 0, 0, 5], [5, 0, 1, 5], [0, 0, 1e9, 5], [True, 0, 5, 5]]
)
def test_a_view_that_is_no_part_of_the_paper_is_none(view: object) -> None:
    assert view_of(view) is None
    assert place_of({"view": view}) is None
    assert "view" not in (cursor_of({"x": 1, "y": 1, "view": view}) or {})
