"""Places for runs of those in a hurry, and those few of Streamlit's messages that we read or write.

The messages are read as far as needed and no further: field numbers of BackMsg and ForwardMsg, held by a test.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable

from starlette.types import Message

RERUN_SCRIPT, SCRIPT_FINISHED, AUTH_REDIRECT = 11, 6, 24
_SMALL = 400
"""Bytes; the message that a run has ended is shorter, and those that draw something need no look."""


class Turns:
    """So many places; whoever has saved up most comes next."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = itertools.count()

    async def take(self, level: float) -> Callable[[], None]:
        """Wait for a place; call what is returned once, to give it back."""
        if self._free and not self._waiting:
            self._free -= 1
            return self._release
        turn = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-level, next(self._count), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._release()
            raise
        return self._release

    def _release(self) -> None:
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def is_rerun(message: Message) -> bool:
    """True for a browser's message that asks for a run."""
    content = message.get("bytes") or b""
    return content[:1] == bytes([RERUN_SCRIPT << 3 | 2])


def has_run_ended(message: Message) -> bool:
    """True for the server's message that a run has ended."""
    content = message.get("bytes") or b""
    return 0 < len(content) < _SMALL and SCRIPT_FINISHED in _fields(content)


def leads_to(path: str) -> Message:
    """The message on which a browser leaves its page for another one of ours, with a path of at most 100 letters."""
    address = path.encode()
    inner = bytes([1 << 3 | 2, len(address)]) + address
    tag = AUTH_REDIRECT << 3 | 2
    return {"type": "websocket.send", "bytes": bytes([tag & 0x7F | 0x80, tag >> 7, len(inner)]) + inner}


def _fields(content: bytes) -> set[int]:
    """The numbers of the outer fields of a protobuf message, as far as it can be read."""
    found, at = set[int](), 0
    while at < len(content):
        tag, at = _varint(content, at)
        found.add(tag >> 3)
        match tag & 7:
            case 0:
                _value, at = _varint(content, at)
            case 1:
                at += 8
            case 2:
                length, at = _varint(content, at)
                at += length
            case 5:
                at += 4
            case _:
                break
    return found


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(content):
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return value, at
