"""Serves the canvas with a fake live endpoint in memory, for browser tests and for trying it by hand.

python -m tests.canvas.dev_server 8765   then open http://127.0.0.1:8765/?mode=edit&theme=light
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from sotecin_graph.elements import MapId
from sotecin_graph.live.words import canvas_labels, canvas_words
from sotecin_graph.maps import Map, MapFacts
from sotecin_graph.vocabulary import MapKind
from tests.canvas.example_map import NAMES, snapshot, workshop
from tests.canvas.fake_commands import run
from tests.canvas.fake_deeds import Refused, history
from tests.canvas.large_map import large_snapshot

HERE = Path(__file__).parent
CANVAS = HERE.parents[1] / "sotecin_graph" / "live" / "canvas"
CSP = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:"
DEEDS = {
    "facilitator": ["contribute", "edit", "facilitate"],
    "participant": ["contribute", "edit"],
    "guest": ["contribute", "edit"],
    "reader": [],
}


@dataclass
class Room:
    """One map with whoever is connected to it; kept between connections, forgotten with the server."""

    map: Map
    changes: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    votes: set[tuple[str, str]] = field(default_factory=set)
    sockets: dict[WebSocket, dict[str, Any]] = field(default_factory=dict)
    cursors: dict[str, dict[str, Any]] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    deeds: list[dict[str, Any]] = field(default_factory=list)
    past: list[dict[str, Any]] | None = None
    muted: list[str] = field(default_factory=list)
    began: dict[str, Any] = field(default_factory=dict)
    is_closed: bool = False

    async def tell_all(self, frame: dict[str, Any]) -> None:
        for socket in list(self.sockets):
            await socket.send_text(json.dumps(frame))


rooms: dict[str, Room] = {}


def room_of(ident: str) -> Room:
    """The room of a map; its id says what it holds: "empty…", "step7…", "many300…", else the example at step 8."""
    if ident not in rooms:
        empty = Map(MapFacts(MapId(ident), "Textiles, Waterhoven", MapKind.WORKSHOP, (), (), 100))
        step = int(found[1]) if (found := re.match(r"step(\d)", ident)) else 8
        many = re.match(r"many(\d+)", ident)
        shown = snapshot(is_empty=ident.startswith("empty"), step=step)
        empty.restore(large_snapshot(int(many[1])) if many else shown)
        if ident.startswith("long"):
            empty.revision = 2000
        rooms[ident] = Room(empty, began=empty.snapshot())
    return rooms[ident]


async def live(socket: WebSocket) -> None:
    """The contract's server side, as far as a browser can tell."""
    await socket.accept()
    room = room_of(socket.path_params["map"])
    hello = await socket.receive_json()
    if room.is_closed:
        return await socket.close(1012)
    if hello["ticket"] == "expired":
        return await socket.close(4401)
    you = _you(hello["ticket"])
    room.sockets[socket] = you
    voted = [element for element, voter in room.votes if voter == you["id"]]
    await socket.send_json({"type": "welcome", "you": you, "now": datetime.now(UTC).isoformat(), "voted": voted})
    await _catch_up(socket, room, hello["since"])
    await room.tell_all(_presence(room))
    try:
        while True:
            await _receive(socket, room, you, await socket.receive_json())
    except (WebSocketDisconnect, RuntimeError):
        room.sockets.pop(socket, None)


def _you(ticket: str) -> dict[str, Any]:
    name, _colon, role = ticket.partition(":")
    ident = f"participant:{name.lower()}" if role == "guest" else f"you-{name}"
    return {
        "id": name if re.fullmatch(r"p\d", name) else ident,
        "name": name,
        "may": DEEDS[role or "facilitator"],
    }


async def _catch_up(socket: WebSocket, room: Room, since: int | None) -> None:
    if since is None:
        await socket.send_json({"type": "snapshot", **room.map.snapshot()})
        return
    missed = [change for change in room.changes if change["revision"] > since]
    await socket.send_json({"type": "changes", "changes": missed})


async def _receive(socket: WebSocket, room: Room, you: dict[str, Any], frame: dict[str, Any]) -> None:
    if frame["type"] == "resync":
        await _catch_up(socket, room, frame["since"])
    elif frame["type"] == "cursor":
        room.cursors[you["id"]] = {"id": you["id"], "name": you["name"], **frame}
        await room.tell_all({"type": "cursors", "cursors": list(room.cursors.values())})
    elif frame["type"] == "bring" and "facilitate" in you["may"]:
        told = {**frame, "by": you["name"], "by_id": you["id"]}
        for other in [each for each in room.sockets if each is not socket]:
            await other.send_json(told)
    elif frame["type"] == "command":
        await _command(socket, room, you, frame)
    elif frame["type"] == "ask" and frame["what"] == "history":
        await socket.send_json({"type": "told", "id": frame["id"], "answer": history(room, frame["since"])})
    elif frame["type"] == "ask" and frame["what"] == "muted":
        people = [{"id": each, "name": each.partition(":")[2].title()} for each in room.muted]
        await socket.send_json({"type": "told", "id": frame["id"], "answer": {"people": people}})
    elif frame["type"] == "ask" and frame["what"] == "measures":
        answer = {"values": {"d2": 1.0, "a14": 0.5, "a2": 0.25}, "revision": room.map.revision}
        await socket.send_json({"type": "told", "id": frame["id"], "answer": answer})


async def _command(socket: WebSocket, room: Room, you: dict[str, Any], frame: dict[str, Any]) -> None:
    room.commands.append(frame)
    if frame["id"] not in room.answers:
        try:
            changes, result = run(room, you, frame["name"], frame["args"])
            await room.tell_all({"type": "changes", "changes": changes})
            answer = {"type": "ack", "id": frame["id"], "result": result, "revision": room.map.revision}
        except Refused as refused:
            answer = {"type": "refused", "id": frame["id"], **refused.wire}
        room.answers[frame["id"]] = answer
    await socket.send_json(room.answers[frame["id"]])


def _presence(room: Room) -> dict[str, Any]:
    people: list[dict[str, Any]] = [
        {"id": f"p{index}", "name": name, "hub": "north-west"} for index, name in enumerate(NAMES)
    ]
    people += [{"id": you["id"], "name": you["name"], "hub": None} for you in room.sockets.values()]
    return {"type": "presence", "people": people[:12], "count": 18}


async def page_data(request: Request) -> JSONResponse:
    """What Python gives to the component; the query is taken over as it is."""
    asked = dict(request.query_params)
    qr = segno.make("http://map.example.org/join?code=K7QM4WPX").svg_inline(border=0)
    join = {"code": "K7QM 4WPX", "address": "map.example.org/join", "qr": qr}
    members = asked.pop("members", "")
    data: dict[str, Any] = {
        "map": "example",
        "ticket": "Femke",
        "mode": "edit",
        "focus": None,
        "join": join,
        "height": None,
        **asked,
    }
    common = {"language": "en", "words": canvas_words(), "labels": canvas_labels()}
    now = datetime.now(UTC).isoformat()
    return JSONResponse({**data, "members": members.split(",") if members else None, **common, "now": now})


async def control(request: Request) -> Response:
    """For tests: close lines, keep them closed, open them again, play another person, look at what was sent."""
    room = room_of(request.path_params["map"])
    deed = request.path_params["deed"]
    if deed in ("close", "drop"):
        room.is_closed = deed == "close"
        for socket in list(room.sockets):
            room.sockets.pop(socket, None)
            await socket.close(1012)
    elif deed == "open":
        room.is_closed = False
    elif deed == "play":
        body = await request.json()
        changes, _result = run(room, {"id": "p2", "name": body.get("by", "Zsófi")}, body["name"], body["args"])
        await room.tell_all({"type": "changes", "changes": changes})
    elif deed == "send":
        await room.tell_all(await request.json())
    elif deed == "step":
        body = await request.json()
        changes, _result = run(room, {"id": "p2", "name": "Zsófi"}, "workshop", {"workshop": workshop(body["step"])})
        await room.tell_all({"type": "changes", "changes": changes})
    return JSONResponse({"commands": room.commands, "revision": room.map.revision})


async def harness(_request: Request) -> FileResponse:
    return FileResponse(HERE / "harness" / "index.html", headers={"Content-Security-Policy": CSP})


app = Starlette(
    routes=[
        Route("/", harness),
        Route("/data", page_data),
        Route("/fake/{map}/{deed}", control, methods=["POST"]),
        WebSocketRoute("/live/maps/{map}", live),
        Mount("/canvas", StaticFiles(directory=CANVAS)),
        Mount("/harness", StaticFiles(directory=HERE / "harness")),
        Mount("/fonts", StaticFiles(directory=HERE.parents[1] / "static", check_dir=False)),
    ]
)


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, port=int(sys.argv[1]) if len(sys.argv) > 1 else 8765, log_level="warning", ws="websockets-sansio")
