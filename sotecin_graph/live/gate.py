"""The gate: one browser that sends without end slows itself down, and nobody else.

Streamlit takes any number of reruns from any number of sockets; three that send as fast as they can starve everyone.
Here each browser has a pace, what is too much waits before it is read, runs of those in a hurry share a few places, and
who goes on is cut off. A room whose pages are all drawn anew at once goes through some more places: hundreds of runs
would keep the maps' sockets waiting, which need the same interpreter. Rules and figures: docs/decisions/0011. It rests
on `runner.postScriptGC = false`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sotecin_graph.live import visits
from sotecin_graph.live.identity import STREAM
from sotecin_graph.live.pace import Pace
from sotecin_graph.live.turns import Turns, has_run_ended, is_rerun

UPLOADS = "/_stcore/upload_file/"
FILES = ("/maps/", "/missions/", "/calls/")
ASKS = ("/session/", "/challenges/")
READ_AT_ONCE = 8192
"""Bytes taken from a socket at once; uvicorn's 256 KiB would be 20,000 tiny messages before anyone else's turn."""

FORGET_S = 600.0
TOO_MUCH, TOO_MANY, NO_LENGTH = 1008, 429, 411


@dataclass(frozen=True, slots=True)
class Limits:
    """What one browser may do; a room of 300 behind one address is 300 browsers."""

    runs: float = 3.0
    runs_burst: float = 8.0
    runs_start: float = 3.0
    places: int = 2
    crowd: int = 6
    """Runs at once of those who are in no hurry."""

    hold_s: float = 1.0
    cut_s: float = 10.0
    ban_s: float = 60.0
    sockets: int = 16
    sockets_in_all: int = 3000
    sockets_without_visit: int = 1000
    hellos: float = 1.0
    hellos_burst: float = 20.0
    asks: float = 5.0
    asks_burst: float = 40.0
    files: float = 0.5
    files_burst: float = 15.0
    upload_bytes: float = 1e6
    upload_burst: float = 50e6


ROOM = Limits(asks=50, asks_burst=1000, files=5, files_burst=150)
"""For what comes without a visit from one address, such as programs: as much as a room."""


class Visitor:
    """One browser: its paces, its open sockets, and since when it has owed."""

    def __init__(self, limits: Limits) -> None:
        self.runs = Pace(rate=limits.runs, burst=limits.runs_burst, start=limits.runs_start)
        self.hellos = Pace(rate=limits.hellos, burst=limits.hellos_burst)
        self.asks = Pace(rate=limits.asks, burst=limits.asks_burst)
        self.files = Pace(rate=limits.files, burst=limits.files_burst)
        self.uploads = Pace(rate=limits.upload_bytes, burst=limits.upload_burst)
        self.sockets = 0
        self.owes_since: float | None = None
        self.banned_until = 0.0
        self.seen_at = time.monotonic()

    @property
    def is_banned(self) -> bool:
        return self.banned_until > time.monotonic()

    @property
    def is_calm(self) -> bool:
        """True while it has half of its burst left: its runs wait for nobody."""
        return self.runs.level() >= self.runs.burst / 2


class Gate:
    """ASGI middleware before everything that costs."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None) -> None:
        self._app, self.limits = app, limits or Limits()
        self.turns, self.crowd = Turns(self.limits.places), Turns(self.limits.crowd)
        self._visitors: dict[str, Visitor] = {}
        self._without_visit = Visitor(self.limits)
        self._sockets = 0
        self._forgot_at = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        refused = self._refused(scope) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
            return
        status, sentence = refused
        told = {"ok": False, "error": "TooManyTries", "message": sentence}
        headers = {"Retry-After": "5", "Cache-Control": "no-store"}
        await JSONResponse(told, status_code=status, headers=headers)(scope, receive, send)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence where a request is one too many."""
        path = scope["path"]
        if not path.startswith((*ASKS, *FILES, UPLOADS)):
            return None
        who = self._visitor(visits.cookies_of(scope)) or self._by_address(scope)
        slower = "That was very fast. Please wait a few seconds and try again."
        if path.startswith(ASKS) and not who.asks.takes():
            return TOO_MANY, slower
        if path.startswith(FILES) and not who.files.takes():
            return TOO_MANY, slower
        if path.startswith(UPLOADS) and scope["method"] == "PUT":
            length = Headers(scope=scope).get("content-length", "")
            if not length.isdecimal():
                return NO_LENGTH, "An upload says how long it is."
            if not who.uploads.takes(min(float(length), self.limits.upload_burst)):
                return TOO_MANY, "Too much was uploaded at once. Please wait a minute and try again."
        return None

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        visitor, is_stream = self._visitor(visits.cookies_of(scope)), scope["path"].endswith(STREAM)
        if not self._lets_in(visitor, is_stream=is_stream):
            await receive()
            await send({"type": "websocket.close", "code": TOO_MUCH})  # before it is accepted, so it costs little
            return
        who = visitor or self._without_visit
        who.sockets += 1
        self._sockets += 1
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is not None and hasattr(transport, "max_size"):
            transport.max_size = READ_AT_ONCE
        stream = _Stream(self, who, receive, send, transport) if is_stream else None
        try:
            await self._app(scope, stream.receive if stream else receive, stream.send if stream else send)
        finally:
            who.sockets -= 1
            self._sockets -= 1
            if stream:
                stream.end_turn()

    def _lets_in(self, visitor: Visitor | None, *, is_stream: bool) -> bool:
        limits = self.limits
        if self._sockets >= limits.sockets_in_all:
            return False
        if visitor is None:
            return not is_stream and self._without_visit.sockets < limits.sockets_without_visit
        return not visitor.is_banned and visitor.sockets < limits.sockets and visitor.hellos.takes()

    def _visitor(self, cookies: dict[str, str]) -> Visitor | None:
        visit = visits.visit_of(cookies)
        return self._kept(f"visit:{visit.id}", self.limits) if visit else None

    def _by_address(self, scope: Scope) -> Visitor:
        """Programs without cookies: all of one network address together, at the pace of a room."""
        address = (scope.get("client") or ("",))[0]
        return self._kept(f"address:{visits.network(address)}", ROOM)

    def _kept(self, key: str, limits: Limits) -> Visitor:
        self._forget()
        visitor = self._visitors.get(key)
        if visitor is None:
            visitor = self._visitors[key] = Visitor(limits)
        visitor.seen_at = time.monotonic()
        return visitor

    def _forget(self) -> None:
        now = time.monotonic()
        if now - self._forgot_at > FORGET_S / 10:
            self._forgot_at = now
            kept = {key: each for key, each in self._visitors.items() if each.sockets or now - each.seen_at < FORGET_S}
            self._visitors = kept


@dataclass(eq=False, slots=True)
class _Stream:
    """One socket of Streamlit's under the gate."""

    gate: Gate
    visitor: Visitor
    inner_receive: Receive
    inner_send: Send
    transport: Any
    is_cut: bool = False
    is_idle: asyncio.Event = field(default_factory=asyncio.Event)
    give_back: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        self.is_idle.set()

    async def receive(self) -> Message:
        """The next message, once it is due. Nothing is dropped: uvicorn stops reading meanwhile, and so does TCP."""
        message = await self.inner_receive()
        if message["type"] != "websocket.receive":
            return message
        if self.visitor.is_banned or (self.transport is not None and self.transport.is_closing()):
            return await self._cut()
        visitor, now = self.visitor, time.monotonic()
        if wait := visitor.runs.wait():
            visitor.owes_since = visitor.owes_since or now
            owed = now - visitor.owes_since
            if owed > self.gate.limits.cut_s:
                visitor.banned_until = now + self.gate.limits.ban_s
                return await self._cut()
            await asyncio.sleep(wait * (1 + owed / 2))
            visitor.runs.settle()
        elif visitor.is_calm:
            visitor.owes_since = None
        await asyncio.sleep(0)  # a full queue would never let anybody else go on
        if is_rerun(message):
            await self._take_turn()
        return message

    async def send(self, message: Message) -> None:
        if not self.is_cut:
            await self.inner_send(message)
        if self.give_back and has_run_ended(message):
            self.end_turn()

    def end_turn(self) -> None:
        """Give the place back, once."""
        if self.give_back:
            self.give_back()
            self.give_back = None
            self.is_idle.set()

    async def _take_turn(self) -> None:
        """Wait for a place, the calmest first; in a hurry one waits for the end of one's run before, too."""
        turns = self.gate.crowd if self.visitor.is_calm else self.gate.turns
        if turns is self.gate.turns:
            await self.is_idle.wait()
        elif not self.is_idle.is_set():
            return  # Streamlit takes it into the run that is under way
        self.is_idle.clear()
        release = await turns.take(self.visitor.runs.level())
        self.visitor.runs.go_on()
        timer = asyncio.get_running_loop().call_later(self.gate.limits.hold_s, self.end_turn)

        def give_back() -> None:
            timer.cancel()
            release()

        self.give_back = give_back

    async def _cut(self) -> Message:
        if not self.is_cut:
            await self.inner_send({"type": "websocket.close", "code": TOO_MUCH})
            self.is_cut = True
            if self.transport is not None:  # else uvicorn reads on, and drops what it reads, for ten seconds
                asyncio.get_running_loop().call_later(0.2, self.transport.abort)
        return {"type": "websocket.disconnect", "code": TOO_MUCH}
