"""Guest links: a live map for who holds one, without names, without any other way in, until it is ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from sotecin_graph.errors import NotAllowed, WrongPrivateLink
from sotecin_graph.instance import Instance
from sotecin_graph.live.guests import nameless
from sotecin_graph.live.hello import NO_SUCH_MAP, TICKET_INVALID
from sotecin_graph.live.opened import OPENED
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, guest_links
from sotecin_graph.workshops import Workshop
from tests.live.visits import ORIGIN, command, heard, visiting


@pytest.fixture
def token(running: Instance, workshop: Workshop, participant: Actor) -> str:
    """A link to a map on which Zsófi has added something."""
    here: dict[str, Any] = {"by": participant, "map_id": workshop.map_id}
    running.database.write(elements.add_stakeholder, name="Mill", kind="industry", **here)
    return running.database.write(guest_links.make_guest_link, by=SYSTEM, map_id=workshop.map_id)


@contextmanager
def _looking(client: TestClient, running: Instance, token: str) -> Iterator[WebSocketTestSession]:
    """The socket of a guest, with a ticket as the page gives it."""
    link, _facts = running.database.read(guest_links.looked_at, token=token)
    content = {"actor": "", "guest": link.id, "map": link.map_id, "language": "en", "session": "", "is_here": False}
    with client.websocket_connect(f"/live/maps/{link.map_id}", headers=ORIGIN) as socket:
        socket.send_json({"type": "hello", "ticket": running.tickets.issue("map", content), "since": None})
        yield socket


def test_guest_sees_the_map_live_and_nobodys_name(
    client: TestClient, running: Instance, token: str, participant: Actor, workshop: Workshop
) -> None:
    seen: list[dict[str, Any]] = []
    with _looking(client, running, token) as guest, visiting(client, running, participant, workshop.map_id) as hand:
        welcome = heard(guest, "welcome")
        command(hand, "add_stakeholder", name="Port", kind="industry")
        hand.send_json({"type": "cursor", "x": 1, "y": 2})
        while not seen or seen[-1]["type"] != "presence":
            seen.append(guest.receive_json())
        if not any(each["type"] == "changes" for each in seen):
            seen.append(heard(guest, "changes"))

    told = json.dumps(seen, ensure_ascii=False)
    assert welcome["you"] == {"id": "", "name": "", "may": ["read"], "table": 0, "is_muted": False}
    assert "Mill" in told
    assert "Port" in told
    assert [word for word in (participant.name, participant.id, workshop.code) if word in told] == []
    with visiting(client, running, participant, workshop.map_id) as own:  # the control
        assert participant.name in json.dumps(heard(own, "snapshot"), ensure_ascii=False)


@pytest.mark.parametrize("what", ["muted", "own", "result"])
def test_guest_is_told_nothing_else(client: TestClient, running: Instance, token: str, what: str) -> None:
    with _looking(client, running, token) as guest:
        guest.send_json({"type": "ask", "id": "1", "what": what, "since": 0})
        assert heard(guest, "refused", "told")["error"] == "NotAllowed"


def test_guest_sees_the_past_without_names_until_the_link_ends(
    client: TestClient, running: Instance, token: str, participant: Actor, workshop: Workshop
) -> None:
    here: dict[str, Any] = {"by": SYSTEM, "map_id": workshop.map_id}
    asked = {"type": "ask", "id": "1", "what": "history", "since": 0}
    with _looking(client, running, token) as guest:
        guest.send_json(asked)
        told = json.dumps(heard(guest, "told"), ensure_ascii=False)
        (link,) = running.database.read(guest_links.guest_links_on, **here)
        running.database.write(guest_links.end_guest_link, ident=link.id, **here)
        guest.send_json(asked)
        assert heard(guest, "told", "refused")["type"] == "refused"

    assert "Mill" in told
    assert [word for word in (participant.name, participant.id) if word in told] == []


def test_guest_changes_nothing(client: TestClient, running: Instance, token: str, workshop: Workshop) -> None:
    with _looking(client, running, token) as guest:
        assert command(guest, "add_stakeholder", name="Ours", kind="industry")["error"] == "SignInNeeded"
        assert command(guest, "lock", is_on=True)["type"] == "refused"
        guest.send_json({"type": "bring", "view": [0, 0, 1, 1]})

    assert "Ours" not in running.atlas.snapshot(workshop.map_id)[1]


def test_ended_link_closes_the_map_and_opens_nothing(
    client: TestClient, running: Instance, token: str, workshop: Workshop
) -> None:
    here: dict[str, Any] = {"by": SYSTEM, "map_id": workshop.map_id}
    with _looking(client, running, token) as guest:
        heard(guest, "snapshot")
        client.portal.call(OPENED._look, running)  # type: ignore[union-attr]
        guest.send_json({"type": "ask", "id": "1", "what": "own"})
        heard(guest, "refused")  # the control: a look at open links ends none of them
        (link,) = running.database.read(guest_links.guest_links_on, **here)
        running.database.write(guest_links.end_guest_link, ident=link.id, **here)
        client.portal.call(OPENED._look, running)  # type: ignore[union-attr]
        with pytest.raises(WebSocketDisconnect) as closed:
            heard(guest, "never")

    assert closed.value.code == TICKET_INVALID
    with pytest.raises(WrongPrivateLink):
        running.database.read(guest_links.looked_at, token=token)


def test_link_opens_its_own_map_alone_and_is_made_by_facilitators_alone(
    client: TestClient, running: Instance, token: str, participant: Actor, workshop: Workshop
) -> None:
    link, _facts = running.database.read(guest_links.looked_at, token=token)
    content = {"actor": "", "guest": link.id, "map": "another", "language": "en", "session": ""}
    with client.websocket_connect("/live/maps/another", headers=ORIGIN) as socket:
        socket.send_json({"type": "hello", "ticket": running.tickets.issue("map", content), "since": None})
        with pytest.raises(WebSocketDisconnect) as refused:
            socket.receive_json()
    assert refused.value.code == NO_SUCH_MAP
    with pytest.raises(NotAllowed):
        running.database.write(guest_links.make_guest_link, by=participant, map_id=workshop.map_id)
    with pytest.raises(WrongPrivateLink):
        running.database.read(guest_links.looked_at, token=token[:-1])


def test_guest_is_not_called_to_a_map_for_which_they_have_no_link() -> None:
    called, brought = ({"type": kind, "by": "Ilse", "view": [0, 0, 1, 1]} for kind in ("call", "bring"))

    assert nameless(json.dumps(called)) == ""
    assert "Ilse" not in nameless(json.dumps(brought)) != ""
