"""The socket of a participant's page: where the workshop stands, told when it changes and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from sotecin_graph.instance import Instance
from sotecin_graph.live.hello import NO_SUCH_MAP, TICKET_INVALID
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, levers, maps
from sotecin_graph.services.workshops import set_state
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.conftest import FACILITATOR, LEAD
from tests.live.visits import ORIGIN, heard, visiting


def _moment(socket: WebSocketTestSession) -> dict[str, Any]:
    return heard(socket, "moment")


def test_end_of_the_workshop_is_told_at_once_and_is_another_task(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    closing = {"by": FACILITATOR, "map_id": workshop.map_id, "state": WorkshopState.CLOSED}
    with visiting(client, running, participant, workshop.map_id, of="steps") as phone:
        first = _moment(phone)
        running.database.write(set_state, **closing)

        assert _moment(phone)["key"] != first["key"]


def test_more_time_and_the_bell_are_told_and_leave_the_task_as_it_is(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    given = {"by": FACILITATOR, "map_id": workshop.map_id}
    with visiting(client, running, participant, workshop.map_id, of="steps") as phone:
        first = _moment(phone)
        running.database.write(levers.add_time, **given)
        longer = _moment(phone)
        running.database.write(levers.ring, **given)
        rung = _moment(phone)

    assert longer["ends_at"] > first["ends_at"]
    assert rung["rung_at"]
    assert {longer["key"], rung["key"]} == {first["key"]}


def test_what_others_add_is_not_told(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    given = {"by": FACILITATOR, "map_id": workshop.map_id}
    with visiting(client, running, participant, workshop.map_id, of="steps") as phone:
        _moment(phone)
        running.database.write(elements.add_stakeholder, **given, name="Mill", kind="industry")
        running.database.write(levers.pause_timer, **given)

        assert _moment(phone)["paused_at"]


def test_muted_person_has_another_task(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id, of="steps") as phone:
        first = _moment(phone)
        running.database.write(levers.mute, by=FACILITATOR, map_id=workshop.map_id, person=participant.id, is_on=True)

        assert _moment(phone)["key"] != first["key"]


def test_open_task_counts_as_here(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id, of="steps") as phone:
        _moment(phone)
        assert running.attendance.on_map(workshop.map_id)[participant.id].is_here


@pytest.mark.timeout(20)
def test_phone_is_seen_on_the_map_by_its_own_id(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    with (
        visiting(client, running, facilitator, workshop.map_id) as laptop,
        visiting(client, running, participant, workshop.map_id, of="steps") as phone,
    ):
        _moment(phone)
        people: list[dict[str, Any]] = []
        while participant.name not in [each["name"] for each in people]:
            people = heard(laptop, "presence")["people"]

    assert [each["id"] for each in people if each["name"] == participant.name] == [participant.id]


@pytest.mark.parametrize("who", [FACILITATOR, LEAD])
def test_who_takes_no_part_is_told_nothing(
    client: TestClient, running: Instance, workshop: Workshop, who: Actor
) -> None:
    with (
        visiting(client, running, who, workshop.map_id, of="steps") as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_json()

    assert closed.value.code == NO_SUCH_MAP


def test_map_that_is_not_ones_workshops_is_not_there(client: TestClient, running: Instance, participant: Actor) -> None:
    other = running.database.write(maps.create_map, by=SYSTEM, name="Another")
    with (
        visiting(client, running, participant, other, of="steps") as socket,
        pytest.raises(WebSocketDisconnect) as closed,
    ):
        socket.receive_json()

    assert closed.value.code == NO_SUCH_MAP


def test_ticket_of_ones_own_making_opens_nothing(client: TestClient, workshop: Workshop) -> None:
    with client.websocket_connect(f"/live/steps/{workshop.map_id}", headers=ORIGIN) as socket:
        socket.send_json({"type": "hello", "ticket": "x"})
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()

    assert closed.value.code == TICKET_INVALID
