"""The map's socket, through a real Starlette application."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sotecin_graph.instance import Instance
from sotecin_graph.people import NOBODY, SYSTEM, Actor
from sotecin_graph.services import elements, sessions
from sotecin_graph.workshops import Workshop
from tests.live.visits import ORIGIN, command, heard, visiting


def test_feed_greets_with_a_snapshot_and_then_sends_changes_in_order(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as socket:
        welcome, snapshot = heard(socket, "welcome"), heard(socket, "snapshot")
        for name in ("One", "Two"):
            running.database.write(
                elements.add_stakeholder, by=SYSTEM, map_id=workshop.map_id, name=name, kind="nature"
            )
        seen = []
        while len(seen) < 2:
            seen += [change["revision"] for change in heard(socket, "changes")["changes"]]

    assert welcome["you"]["name"] == "Zsófi"
    assert seen == [snapshot["revision"] + 1, snapshot["revision"] + 2]


def test_feed_resumes_with_what_was_missed_and_nothing_twice(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    running.database.write(elements.add_stakeholder, by=SYSTEM, map_id=workshop.map_id, name="One", kind="nature")
    with visiting(client, running, participant, workshop.map_id, since=1) as socket:
        missed = heard(socket, "changes", "snapshot")

    assert [change["revision"] for change in missed["changes"]] == [2]


def test_command_is_acknowledged_after_the_commit_and_done_once(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as socket:
        first = command(socket, "add_stakeholder", ident="c1", name="One", kind="nature")
        again = command(socket, "add_stakeholder", ident="c1", name="One", kind="nature")

    assert first["result"] == again["result"]
    with running.atlas.reading(workshop.map_id) as shown:
        assert len(shown) == 1


@pytest.mark.parametrize(
    ("name", "args", "error"),
    [
        ("add_stakeholder", {"name": "", "kind": "nature"}, "BadInput"),
        ("add_stakeholder", {"name": "x" * 10_000, "kind": "nature"}, "BadInput"),
        ("add_stakeholder", {"name": "One", "kind": "dragon"}, "BadInput"),
        ("add_stakeholder", {"kind": "nature"}, "BadInput"),
        ("add_link", {"source": "a", "target": "b", "type": "material"}, "UnknownElement"),
        ("move_elements", {"positions": "far"}, "BadInput"),
        ("tidy_up", {}, "NotAllowed"),
        ("explode", {}, "BadInput"),
    ],
)
def test_command_that_cannot_be_done_is_refused_with_a_sentence(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, name: str, args: Any, error: str
) -> None:
    with visiting(client, running, participant, workshop.map_id) as socket:
        answer = command(socket, name, ident="c1", **args)

    assert (answer["type"], answer["error"]) == ("refused", error)
    assert answer["message"].endswith((".", "?"))


@pytest.mark.parametrize(("ticket", "code"), [("forged", 4401), ("", 4401)])
def test_forged_ticket_is_refused(client: TestClient, workshop: Workshop, ticket: str, code: int) -> None:
    with client.websocket_connect(f"/live/maps/{workshop.map_id}", headers=ORIGIN) as socket:
        socket.send_json({"type": "hello", "ticket": ticket, "since": None})
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == code


def test_foreign_origin_is_refused_before_anything_is_said(client: TestClient, workshop: Workshop) -> None:
    foreign = {"origin": "http://elsewhere.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(f"/live/maps/{workshop.map_id}", headers=foreign),
    ):
        pass


def test_map_that_is_no_example_is_closed_to_who_is_not_signed_in(
    client: TestClient, running: Instance, workshop: Workshop
) -> None:
    with visiting(client, running, NOBODY, workshop.map_id) as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_json()

    assert closed.value.code == 4403


def test_two_listeners_see_each_other_and_the_same_changes(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with (
        visiting(client, running, participant, workshop.map_id) as one,
        visiting(client, running, participant, workshop.map_id) as two,
    ):
        for socket in (one, two):
            heard(socket, "snapshot")
        command(one, "add_stakeholder", ident="c1", name="Seen by both", kind="nature")
        came: dict[str, Any] = {}
        while not {"changes", "presence"} <= came.keys():
            message = two.receive_json()
            came[message["type"]] = message

    assert came["changes"]["changes"][0]["payload"]["elements"][0]["name"] == "Seen by both"
    assert came["presence"]["count"] == 1


def test_cursor_that_cannot_be_sent_on_harms_nobody(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with (
        visiting(client, running, participant, workshop.map_id) as one,
        visiting(client, running, participant, workshop.map_id) as two,
    ):
        for socket in (one, two):
            heard(socket, "snapshot")
        one.send_text('{"type": "cursor", "x": 1, "y": 2, "selected": "\\ud800"}')
        one.send_text('{"type": "cursor", "x": 1e300, "y": 2}')
        (seen,) = heard(two, "cursors")["cursors"]
        answer = command(two, "add_stakeholder", ident="c1", name="Still here", kind="nature")

    assert (seen["x"], seen["selected"], answer["type"]) == (1, None, "ack")


def test_writer_goes_on_when_a_socket_closes_with_commands_under_way(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    for number in range(5):
        with visiting(client, running, participant, workshop.map_id) as socket:
            heard(socket, "snapshot")
            for each in range(8):
                args = {"name": f"{number} {each}", "kind": "nature"}
                socket.send_json({"type": "command", "id": f"{number}-{each}", "name": "add_stakeholder", "args": args})

    assert running.database.write(lambda uow: uow.maps.revision(workshop.map_id)) >= 1
    assert running.database.is_well()


def test_command_after_signing_out_is_refused(client: TestClient, running: Instance, workshop: Workshop) -> None:
    token = running.database.write(sessions.join, code=workshop.code, alias="Ona", consents=True)
    actor = running.database.read(sessions.actor_of, token=token)
    session = {"session": sessions.hashed(token)}
    with visiting(client, running, actor, workshop.map_id, ticket=session) as socket:
        before = command(socket, "add_stakeholder", ident="c1", name="One", kind="nature")
        running.database.write(sessions.sign_out, token=token)
        after = command(socket, "add_stakeholder", ident="c2", name="Two", kind="nature")

    assert (before["type"], after["error"]) == ("ack", "SignInNeeded")


def test_code_of_a_workshop_is_in_no_snapshot(running: Instance, workshop: Workshop) -> None:
    _revision, text = running.atlas.snapshot(workshop.map_id)

    assert workshop.code not in text
    assert workshop.code[:4] not in text
