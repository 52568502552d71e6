"""Undo, merging, restoring and questions, as they come up the map's socket."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from sotecin_graph.instance import Instance
from sotecin_graph.people import Actor
from sotecin_graph.workshops import Workshop
from tests.live.visits import ask, command, heard, visiting


@pytest.fixture
def socket(client: TestClient, running: Instance, workshop: Workshop, participant: Actor) -> Any:
    """A participant's open socket, past its greeting."""
    with visiting(client, running, participant, workshop.map_id) as socket:
        heard(socket, "snapshot")
        yield socket


def test_undo_and_redo_come_as_changes_that_say_what_they_undo(socket: WebSocketTestSession) -> None:
    command(socket, "add_stakeholder", name="Mill", kind="industry")
    undone = command(socket, "undo")
    placed, removed = ask(socket, "history", since=0)["answer"]["changes"][-2:]

    assert undone["result"] == {"deed": placed["deed"], "kinds": ["placed"]}
    assert (removed["kind"], removed["undoes"]) == ("removed", placed["deed"])
    assert command(socket, "redo")["type"] == "ack"


def test_nothing_to_undo_is_refused_with_a_sentence(socket: WebSocketTestSession) -> None:
    refused = command(socket, "undo")

    assert (refused["error"], refused["message"]) == ("NothingToUndo", "There is nothing of yours to undo here.")


def test_merging_several_and_restoring_by_command(socket: WebSocketTestSession) -> None:
    one, two = (
        command(socket, "add_stakeholder", name=name, kind="industry")["result"]["element"] for name in ("A", "B")
    )
    assert command(socket, "merge_elements", keep=one, drop=two)["result"] == {"element": one}
    assert command(socket, "remove_elements", elements=[one])["type"] == "ack"
    assert command(socket, "remove_elements", elements="all")["error"] == "BadInput"
    assert command(socket, "restore", revision=0)["error"] == "NotAllowed"


def test_history_is_told_from_any_revision(socket: WebSocketTestSession) -> None:
    for name in ("A", "B"):
        command(socket, "add_stakeholder", name=name, kind="industry")
    answer = ask(socket, "history", since=1)["answer"]

    assert [change["revision"] for change in answer["changes"]] == list(range(2, answer["revision"] + 1))
    assert "before" not in answer["changes"][0]


def test_measures_name_who_stands_between(socket: WebSocketTestSession) -> None:
    one, two, three = (
        command(socket, "add_stakeholder", name=name, kind="industry")["result"]["element"] for name in "ABC"
    )
    for end in (one, three):
        command(socket, "add_link", source=two, target=end, type="material")

    assert ask(socket, "measures", of="betweenness")["answer"]["values"] == {two: 1.0}


@pytest.mark.parametrize("question", [{"what": "passwords"}, {"what": "history", "since": "x"}, {}])
def test_other_questions_are_refused(socket: WebSocketTestSession, question: dict[str, Any]) -> None:
    socket.send_json({"type": "ask", "id": "q", **question})

    assert heard(socket, "told", "refused")["error"] == "BadInput"


def test_screen_of_another_past_is_sent_the_whole_map(
    client: TestClient, running: Instance, workshop: Workshop, participant: Actor
) -> None:
    with visiting(client, running, participant, workshop.map_id) as socket:
        epoch, revision = heard(socket, "welcome")["epoch"], heard(socket, "snapshot")["revision"]
    for known, kinds in ((epoch, {"changes", "presence"}), (epoch + 1, {"snapshot"})):
        with visiting(client, running, participant, workshop.map_id, since=revision - 1, epoch=known) as socket:
            heard(socket, "welcome")
            assert socket.receive_json()["type"] in kinds
