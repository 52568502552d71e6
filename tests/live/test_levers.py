"""Levers on a map's socket: who is muted is neither shown nor heard, cursors are hidden, attendance is known."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from starlette.testclient import TestClient

from sotecin_graph.attendance import TROUBLE_S, Attendance
from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance
from sotecin_graph.people import Actor
from sotecin_graph.services import levers
from sotecin_graph.services.workshops import set_step
from sotecin_graph.workshops import Workshop
from tests.conftest import FACILITATOR, LEAD
from tests.live.visits import ask, command, heard, visiting

MAP = MapId("m")


def test_muted_person_is_gone_from_the_list_and_refused(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as mine:
        assert not heard(mine, "welcome")["you"]["is_muted"]
        assert [each["id"] for each in heard(mine, "presence")["people"]] == [participant.id]
        given = {"by": FACILITATOR, "map_id": workshop.map_id, "person": participant.id}
        running.database.write(levers.mute, is_on=True, **given)

        assert heard(mine, "presence")["people"] == []
        refused = command(mine, "add_stakeholder", name="A", kind="industry")

    assert (refused["error"], "speak to them" in refused["message"]) == ("Muted", True)


def test_who_is_muted_is_told_to_facilitators_alone(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    with (
        visiting(client, running, facilitator, workshop.map_id) as mine,
        visiting(client, running, participant, workshop.map_id) as theirs,
    ):
        assert command(mine, "mute", person=participant.id, is_on=True)["type"] == "ack"
        told, refused = ask(mine, "muted"), ask(theirs, "muted")

    assert told["answer"]["people"] == [{"id": participant.id, "name": participant.name}]
    assert refused["error"] == "NotAllowed"


def test_the_lead_is_taken_from_the_map(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    with visiting(client, running, facilitator, workshop.map_id) as mine:
        command(mine, "lead")

    levers_now = running.atlas.snapshot(workshop.map_id)[1]
    assert f'"lead":{{"id":"{facilitator.id}"' in levers_now.replace(" ", "")


@pytest.mark.parametrize("is_on", [True, False])
def test_hidden_cursors_go_nowhere(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, is_on: bool
) -> None:
    given = {"by": FACILITATOR, "map_id": workshop.map_id}
    with visiting(client, running, participant, workshop.map_id) as mine:
        running.database.write(levers.hide_cursors, is_on=True, **given)
        running.database.write(levers.lock, is_on=True, **given)
        running.database.write(levers.hide_cursors, is_on=is_on, **given)
        newest = running.database.read(_revision, map_id=workshop.map_id)
        while _reached(heard(mine, "changes", "snapshot")) < newest:
            pass
        mine.send_json({"type": "cursor", "x": 1, "y": 2})
        running.database.write(levers.add_time, **given)

        kinds = [heard(mine, "cursors", "changes")["type"] for _each in range(1 if is_on else 2)]

    assert ("cursors" in kinds) is not is_on


def _reached(message: dict[str, Any]) -> int:
    """The revision that a screen has after a message."""
    revision: int = message["revision"] if message["type"] == "snapshot" else message["changes"][-1]["revision"]
    return revision


def _revision(uow: Any, *, map_id: MapId) -> int:
    revision: int = uow.maps.revision(map_id)
    return revision


def test_levers_come_up_the_socket_for_facilitators_alone(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as mine:
        refused = command(mine, "pause_timer")
        running.database.write(levers.let_help, by=LEAD, map_id=workshop.map_id, person=participant.id, is_on=True)
        taken = command(mine, "pause_timer")

    assert (refused["error"], taken["type"]) == ("NotAllowed", "ack")


def test_attendance_tells_here_still_and_broken() -> None:
    now = [1000.0]
    attendance = Attendance(lambda: now[0])
    attendance.came(MAP, "laptop")
    attendance.acted(MAP, "laptop")
    now[0] += 21
    seen = attendance.on_map(MAP)["laptop"]
    attendance.went(MAP, "laptop", was_cut=True)

    assert (seen.is_here, seen.still_s, seen.breaks) == (True, 21, 0)
    after = attendance.on_map(MAP)["laptop"]
    assert (after.is_here, after.breaks) == (False, 1)
    now[0] += TROUBLE_S + 1
    assert attendance.on_map(MAP)["laptop"].breaks == 0


def test_open_map_counts_as_here_and_a_closed_one_does_not(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as mine:
        command(mine, "add_stakeholder", name="A", kind="industry")
        here = running.attendance.on_map(workshop.map_id)[participant.id]

    assert here.is_here
    assert here.still_s is not None
    assert here.still_s < 5


def test_wall_that_is_loaded_anew_is_where_it_was(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    map_id, place = workshop.map_id, {"view": [0.0, 0.0, 800.0, 600.0], "cluster": None}
    wall = partial(visiting, client, running, participant, map_id, ticket={"is_wall": True})
    with visiting(client, running, participant, map_id) as other:
        heard(other, "snapshot")
        running.rooms.bring(map_id, place, by="Ilse", by_id="account:ilse")
        heard(other, "bring")
        with wall() as loaded:
            again = heard(loaded, "bring")
        running.database.write(set_step, by=FACILITATOR, map_id=map_id, step=0)
        heard(other, "changes")
        with wall() as loaded:
            heard(loaded, "snapshot")
            running.database.write(levers.ring, by=FACILITATOR, map_id=map_id)
            after = heard(loaded, "bring", "changes")

    assert (again["view"], after["type"]) == (place["view"], "changes")
