"""A room votes at the same moment, and again after everybody has loaded the page anew: one vote a person."""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from sotecin_graph.tickets import Tickets, kept_key
from tests.faults.grounds import Ground


@dataclass(frozen=True, slots=True)
class Voted:
    """How many voted; how many votes were counted then, after a reload, and after half took theirs back."""

    people: int
    at_once: int
    after_reload: int
    after_half_back: int

    @property
    def is_right(self) -> bool:
        return (self.at_once, self.after_reload, self.after_half_back) == (
            self.people,
            self.people,
            self.people - self.people // 2,
        )


def run_votes(ground: Ground, *, port: int) -> Voted:
    """Everybody of the ground votes at once over a socket of their own, twice; then half take it back."""
    return asyncio.run(_votes(ground, f"ws://127.0.0.1:{port}/live/maps/{ground.map_id}"))


async def _votes(ground: Ground, address: str) -> Voted:
    sockets = await _enter(ground, address)
    challenge = (await _command(sockets[0], "add_challenge", {"name": "One for all", "x": 0, "y": 0}))["element"]
    await _vote(sockets, challenge, is_on=True)
    counted = [await _counted(sockets[0], challenge)]
    await _leave(sockets)
    sockets = await _enter(ground, address)
    await _vote(sockets, challenge, is_on=True)
    counted.append(await _counted(sockets[0], challenge))
    await _vote(sockets[: len(sockets) // 2], challenge, is_on=False)
    counted.append(await _counted(sockets[0], challenge))
    await _leave(sockets)
    return Voted(len(ground.people), *counted)


async def _enter(ground: Ground, address: str) -> list[ClientConnection]:
    tickets = Tickets(kept_key(ground.data))
    sockets = [await connect(address, max_size=None, compression=None) for _person in ground.people]
    for actor, socket in zip(ground.people, sockets, strict=True):
        ticket = tickets.issue("map", {"actor": actor, "map": ground.map_id, "language": "en"})
        await socket.send(json.dumps({"type": "hello", "ticket": ticket, "since": None}))
    return sockets


async def _leave(sockets: list[ClientConnection]) -> None:
    await asyncio.gather(*(socket.close() for socket in sockets))


async def _vote(sockets: list[ClientConnection], challenge: str, *, is_on: bool) -> None:
    args = {"element": challenge, "is_on": is_on}
    await asyncio.gather(*(_command(socket, "vote", args) for socket in sockets))


async def _command(socket: ClientConnection, name: str, args: dict[str, Any]) -> dict[str, Any]:
    await socket.send(json.dumps({"type": "command", "id": uuid.uuid4().hex, "name": name, "args": args}))
    while (message := json.loads(await socket.recv()))["type"] not in ("ack", "refused"):
        pass
    if message["type"] == "refused":
        raise RuntimeError(message["message"])
    result: dict[str, Any] = message["result"]
    return result


async def _counted(socket: ClientConnection, challenge: str) -> int:
    """The votes as a screen that begins anew is shown them."""
    await socket.send(json.dumps({"type": "resync", "since": None}))
    while (message := json.loads(await socket.recv()))["type"] != "snapshot" or not message["elements"]:
        pass
    return next(int(wire["votes"]) for wire in message["elements"] if wire["id"] == challenge)
