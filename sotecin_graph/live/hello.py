"""How a socket of ours is served: from our own page, after a hello that carries a ticket; and the codes of its end."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from starlette.websockets import WebSocket, WebSocketDisconnect

from sotecin_graph.elements import MapId
from sotecin_graph.errors import NotAllowed, NotThere
from sotecin_graph.instance import Instance, current
from sotecin_graph.live.origin import is_own_origin
from sotecin_graph.tickets import MAP_TICKET_S

TICKET_INVALID, FORBIDDEN, NO_SUCH_MAP, TOO_FAST = 4401, 4403, 4404, 1008
CUT = 1006
"""A socket that ended without a word, as where the network went."""

HELLO_S = 15
LARGEST_MESSAGE = 64 * 1024
Wire = dict[str, Any]
T = TypeVar("T")
log = logging.getLogger(__name__)


class Refused(Exception):
    """The socket is closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


async def served(socket: WebSocket, serve: Callable[[WebSocket, Instance, MapId], Awaitable[None]]) -> None:
    """Let a page of ours in and serve it until either side ends it; Refused ends it with its code."""
    if not is_own_origin(socket):
        await socket.close(FORBIDDEN)
        return
    await socket.accept()
    try:
        await serve(socket, current(), MapId(socket.path_params["map_id"]))
    except Refused as refused:
        with suppress(RuntimeError):  # it has been closed meanwhile
            await socket.close(refused.code)
    except (WebSocketDisconnect, TimeoutError, RuntimeError):  # the last: sent to one who has just gone
        return
    except Exception:
        log.exception("a socket ended")


def looked_up(instance: Instance, look: Callable[..., T], **given: Any) -> T:
    """What there is to read for who comes; Refused where it is not there, or not for them."""
    try:
        return instance.database.read(look, **given)
    except NotThere:
        raise Refused(NO_SUCH_MAP) from None
    except NotAllowed:
        raise Refused(FORBIDDEN) from None


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
