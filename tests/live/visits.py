"""A visit to a map's socket or to a workshop's, as tests see it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient, WebSocketTestSession

from sotecin_graph.instance import Instance
from sotecin_graph.people import Actor

ORIGIN = {"origin": "http://testserver"}


@contextmanager
def visiting(
    client: TestClient,
    running: Instance,
    by: Actor,
    map_id: str,
    *,
    of: str = "maps",
    ticket: dict[str, Any] | None = None,
    **hello: Any,
) -> Iterator[WebSocketTestSession]:
    """An open socket of someone, who has said hello; `of` is maps or steps, `ticket` what theirs says besides."""
    shown = running.tickets.issue("map", {"actor": by.id, "map": map_id, "language": "en", **(ticket or {})})
    with client.websocket_connect(f"/live/{of}/{map_id}", headers=ORIGIN) as socket:
        socket.send_json({"type": "hello", "ticket": shown, "since": None, **hello})
        yield socket


def heard(socket: WebSocketTestSession, *kinds: str) -> dict[str, Any]:
    """The next message of one of these types; others are passed over."""
    while (message := socket.receive_json())["type"] not in kinds:
        pass
    return dict(message)


def command(socket: WebSocketTestSession, name: str, /, *, ident: str = "", **args: Any) -> dict[str, Any]:
    """Send a command and wait for its answer."""
    socket.send_json({"type": "command", "id": ident or uuid.uuid4().hex, "name": name, "args": args})
    return heard(socket, "ack", "refused")


def ask(socket: WebSocketTestSession, what: str, **more: Any) -> dict[str, Any]:
    """Ask a question and wait for its answer."""
    socket.send_json({"type": "ask", "id": uuid.uuid4().hex, "what": what, **more})
    return heard(socket, "told", "refused")
