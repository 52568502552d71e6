"""Presence on a map's socket: what is in sight goes along with the pointer, and who facilitates brings everyone."""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.levers import Levers
from sotecin_graph.live.together import cursor_of, place_of, view_of
from sotecin_graph.people import Actor
from sotecin_graph.rooms import Listener, Room
from sotecin_graph.workshops import Workshop
from tests.live.visits import heard, visiting

HERE = [0.0, -10.0, 800.0, 600.5]


def test_what_is_in_sight_goes_along_with_the_pointer(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    with (
        visiting(client, running, participant, workshop.map_id) as mine,
        visiting(client, running, facilitator, workshop.map_id) as other,
    ):
        heard(other, "snapshot")
        mine.send_json({"type": "cursor", "x": 3.14159, "y": 2, "selected": "not an id", "view": HERE})
        seen = heard(other, "cursors")["cursors"]

    assert seen == [{"id": participant.id, "name": participant.name, "x": 3.1, "y": 2, "selected": None, "view": HERE}]


def test_who_facilitates_brings_all_others_and_the_projector(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor, facilitator: Actor
) -> None:
    with (
        visiting(client, running, facilitator, workshop.map_id) as mine,
        visiting(client, running, facilitator, workshop.map_id, ticket={"is_here": False}) as wall,
        visiting(client, running, participant, workshop.map_id) as other,
    ):
        for socket in (wall, other):
            heard(socket, "snapshot")
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
    with (
        visiting(client, running, participant, workshop.map_id) as mine,
        visiting(client, running, facilitator, workshop.map_id) as other,
    ):
        heard(other, "snapshot")
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


def test_levers_that_were_read_before_have_no_say() -> None:
    async def tried() -> list[str]:
        room = Room(asyncio.get_running_loop())
        ear = Listener("a", "Ana")
        room.listeners.add(ear)
        room.obey(Levers(muted=frozenset({"a"})), at=7)
        room.obey(Levers(), at=6)
        return [each.id for each in room.named]

    assert asyncio.run(tried()) == []
