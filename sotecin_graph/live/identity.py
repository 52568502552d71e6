"""Who is behind each socket: a stamp of browser and sign-in that Streamlit keeps with its session.

Streamlit takes whoever knows the id of one of its sessions for its owner, and the id stands in the path of uploads.
With the stamp as a trusted header (server.trustedUserHeaders) it hands a session only to the same browser with the
same sign-in.
"""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sotecin_graph.instance import current
from sotecin_graph.live import visits
from sotecin_graph.live.opened import OPENED, OpenSocket
from sotecin_graph.live.turns import leads_to
from sotecin_graph.services import sessions

STREAM = "/_stcore/stream"
HEADER = b"x-sotecin-stamp"
STREAMLITS = b"_streamlit_user"
ENDED = 4401
"""The close code of a session's end: a map asks for a fresh ticket, and a page connects anew, as nobody."""


class Identity:
    """ASGI middleware: nobody but us sets the stamp, each page gets a visit, each socket ends with its session."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        kept = [
            _without_streamlits(*each) for each in scope["headers"] if not each[0].lower().startswith(b"x-sotecin-")
        ]
        scope = {**scope, "headers": kept}
        if scope["type"] == "http":
            await self._app(scope, receive, _with_visit(scope, send))
        else:
            await self._socket(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        cookies = visits.cookies_of(scope)
        visit, session = visits.visit_of(cookies), await _session(visits.session_token(cookies))
        stamp = visits.stamp(visit.id if visit else "", session)
        scope["headers"].append((HEADER, stamp.encode()))
        if not session:
            await self._app(scope, receive, send)
            return
        held = _Held(session, receive, send, is_page=scope["path"].endswith(STREAM))
        with OPENED.holding(held.socket):
            await self._app(scope, held.receive, held.send)


def _without_streamlits(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header without the cookies that Streamlit takes for who somebody is: here our own sessions say it alone."""
    if name.lower() != b"cookie":
        return name, value
    parts = [part for part in value.split(b";") if not part.strip().startswith(STREAMLITS)]
    return name, b";".join(parts).strip()


class _Held:
    """One socket of a session, which can be ended from outside."""

    def __init__(self, session: str, receive: Receive, send: Send, *, is_page: bool) -> None:
        self._receive, self._send, self._is_page = receive, send, is_page
        self._is_open, self._has_ended = False, False
        self.socket = OpenSocket(session, self.end)

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive":
            self.socket.used_at = time.monotonic()
        return message

    async def send(self, message: Message) -> None:
        if self._has_ended:
            return  # what was under way when the session ended reaches nobody
        self._is_open = self._is_open or message["type"] == "websocket.accept"
        await self._send(message)

    async def end(self) -> None:
        """Close it, and send a page to the start; one not yet accepted is found open at the next look."""
        if self._is_open and not self._has_ended:
            self._has_ended = True
            if self._is_page:  # or it would show on what it has drawn
                await self._send(leads_to("/"))
            await self._send({"type": "websocket.close", "code": ENDED})


async def _session(token: str) -> str:
    """The hash of a session's token while the session lasts, else ""."""
    if not token:
        return ""
    given = sessions.hashed(token)
    living = await asyncio.to_thread(current().database.read, sessions.living, hashes=[given])
    return given if given in living else ""


def _with_visit(scope: Scope, send: Send) -> Send:
    """Give a visit to whoever opens a page or comes in without one."""
    if not _is_arrival(scope) or visits.visit_of(visits.cookies_of(scope)):
        return send

    async def giving(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [value for name, value in message.get("headers", []) if name == b"set-cookie"]
            if not any(value.startswith(visits.cookie_name(visits.VISIT).encode()) for value in given):
                cookie = visits.set_cookie(visits.VISIT, visits.sealed(visits.new_visit()))
                message = {**message, "headers": [*message.get("headers", []), (b"set-cookie", cookie)]}
        await send(message)

    return giving


def _is_arrival(scope: Scope) -> bool:
    if scope["path"].startswith("/session/"):
        return True
    last = scope["path"].rsplit("/", 1)[-1]
    return scope["method"] == "GET" and "." not in last and not scope["path"].startswith(("/_stcore/", "/healthz"))
