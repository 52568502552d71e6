"""How a socket of ours begins: with a hello that carries a ticket; how it ends, and the codes for that."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from starlette.websockets import WebSocket

from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance
from sotecin_graph.tickets import MAP_TICKET_S

TICKET_INVALID, FORBIDDEN, NO_SUCH_MAP, TOO_FAST = 4401, 4403, 4404, 1008
CUT = 1006
"""A socket that ended without a word, as where the network went."""

HELLO_S = 15
LARGEST_MESSAGE = 64 * 1024
Wire = dict[str, Any]


class Refused(Exception):
    """The socket is closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def heard_hello(socket: WebSocket, instance: Instance, map_id: MapId) -> tuple[Wire, Wire]:
    """The first message and what its ticket says; Refused where that is not for this map, TimeoutError without any."""
    hello = parsed(await asyncio.wait_for(socket.receive_text(), HELLO_S))
    ticket = instance.tickets.open("map", str(hello.get("ticket", "")), max_age_s=MAP_TICKET_S)
    if ticket is None or ticket["map"] != map_id:
        raise Refused(TICKET_INVALID)
    return hello, ticket


async def until_one_ends(*both: Coroutine[Any, Any, None]) -> None:
    """Run both halves of a socket until one ends, and raise what ended it."""
    tasks = [asyncio.create_task(each) for each in both]
    try:
        done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()


def parsed(text: str) -> Wire:
    """A browser's message; {} for what is no object, Refused for what is too large or no JSON."""
    if len(text) > LARGEST_MESSAGE:
        raise Refused(TOO_FAST)
    try:
        message = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(TOO_FAST) from None
    return message if isinstance(message, dict) else {}


def _no_number(name: str) -> float:
    raise ValueError(name)
