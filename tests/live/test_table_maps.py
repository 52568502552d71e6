"""A table's own map, by socket and as a file: the room reads it, its table alone writes, a stranger finds nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance
from sotecin_graph.people import Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import tables, workshops
from sotecin_graph.workshops import Workshop
from tests.conftest import FACILITATOR
from tests.live.visits import ORIGIN, ask, command, heard, visiting

HERE = {"view": [0.0, 0.0, 800.0, 600.0], "cluster": None}


@pytest.fixture
def table(running: Instance, workshop: Workshop, participant: Actor) -> MapId:
    """The map of table 1, where the participant sits."""

    def opened(uow: UnitOfWork) -> MapId:
        uow.workshops.update(replace(workshop, steps=(replace(workshop.current, is_at_tables=True),)))
        tables.seat_all(uow, by=FACILITATOR, map_id=workshop.map_id, tables=2, has_maps=True)
        return uow.workshops.table_maps(workshop.id)[1]

    return running.database.write(opened)


def _person(running: Instance, workshop: Workshop, table: int) -> Actor:
    def joined(uow: UnitOfWork) -> Actor:
        person = Participant(ParticipantId(f"at{table}"), workshop.id, f"At {table}", None, uow.now, "yes", table=table)
        uow.workshops.join(person)
        uow.workshops.seat(person)
        return actor_of_participant(person)

    return running.database.write(joined)


def test_own_table_writes_and_another_reads(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, table: MapId
) -> None:
    other = _person(running, workshop, 2)
    with (
        visiting(client, running, participant, table) as mine,
        visiting(client, running, other, table) as theirs,
    ):
        assert "contribute" in heard(mine, "welcome")["you"]["may"]
        assert heard(theirs, "welcome")["you"]["may"] == ["read"]
        done = command(mine, "add_stakeholder", name="Mill", kind="industry")
        refused = command(theirs, "add_stakeholder", name="Port", kind="industry")

    assert (done["type"], refused["error"]) == ("ack", "OtherTable")


def test_stranger_gets_neither_socket_nor_file_of_a_tables_map(
    client: TestClient, running: Instance, workshop: Workshop, table: MapId
) -> None:
    given = {"hubs": workshop.hubs, "chains": workshop.chains, "starts_at": workshop.starts_at}
    elsewhere = running.database.write(workshops.open_workshop, by=FACILITATOR, title="Elsewhere", **given)
    stranger = _person(running, elsewhere, 1)
    client.post("/session/join", json={"code": elsewhere.code, "alias": "S"}, headers=ORIGIN)

    with visiting(client, running, stranger, table) as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_json()
    assert closed.value.code == 4404
    assert client.get(f"/maps/{table}.json").status_code == 404


def _next(socket: WebSocketTestSession, lead: WebSocketTestSession) -> str:
    """What a screen hears of what was shown before: bring, call, or told where it is nothing."""
    ask(lead, "own")
    socket.send_json({"type": "ask", "id": "1", "what": "own"})
    return str(heard(socket, "bring", "call", "told")["type"])


def test_who_brings_all_on_the_map_of_all_calls_those_at_tables_maps(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor, table: MapId
) -> None:
    told = {"type": "call", "by": facilitator.name, "map": workshop.map_id, **HERE}
    with (
        visiting(client, running, facilitator, workshop.map_id) as lead,
        visiting(client, running, participant, table) as laptop,
        visiting(client, running, facilitator, table) as own,
    ):
        for each in (lead, laptop, own):
            heard(each, "snapshot")
        for follow in ({}, {"follow": "on"}, {"follow": "begin"}):
            lead.send_json({"type": "bring", **HERE, **follow})

        assert [heard(laptop, "call") for _each in range(2)] == [told, {**told, "follow": "begin"}]
        assert _next(own, lead) == "told"


def test_who_brings_all_on_a_tables_map_stays_with_that_table(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor, table: MapId
) -> None:
    another = running.database.read(lambda uow: uow.workshops.table_maps(workshop.id))[2]
    with (
        visiting(client, running, facilitator, table) as lead,
        visiting(client, running, participant, table) as there,
        visiting(client, running, participant, another) as beside,
        visiting(client, running, participant, workshop.map_id) as above,
    ):
        for each in (lead, there, beside, above):
            heard(each, "snapshot")
        lead.send_json({"type": "bring", **HERE})

        assert [_next(each, lead) for each in (there, beside, above)] == ["bring", "told", "told"]


def test_participant_calls_nobody(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor, table: MapId
) -> None:
    with (
        visiting(client, running, participant, workshop.map_id) as mine,
        visiting(client, running, facilitator, table) as there,
    ):
        for each in (mine, there):
            heard(each, "snapshot")
        mine.send_json({"type": "bring", **HERE})

        assert _next(there, mine) == "told"
