"""A browser's line to a Streamlit app, reduced to its protocol: visit by cookie, socket, reruns, and their end."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


def rerun() -> bytes:
    """What a browser sends to have its script run."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    return bytes(message.SerializeToString())


def cookies_of_a_visit(address: str) -> dict[str, str]:
    """Open the start page as a new browser does; returns the cookies that it gets."""
    request = urllib.request.Request(address, headers={"Accept": "text/html"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        given: SimpleCookie = SimpleCookie()
        for line in answer.headers.get_all("set-cookie") or ():
            given.load(line)
    return {name: cookie.value for name, cookie in given.items()}


@dataclass(slots=True)
class Line:
    """An open line; `texts` holds what the script last wrote as plain text or Markdown."""

    socket: ClientConnection
    session_id: str = ""
    texts: list[str] = field(default_factory=list)

    async def run(self, *, within_s: float = 20) -> float:
        """Have the script run; seconds until its end has arrived."""
        begun = time.perf_counter()
        await self.socket.send(rerun())
        await self.ends(within_s=within_s)
        return time.perf_counter() - begun

    async def ends(self, *, within_s: float = 20) -> None:
        """Wait for the end of a run."""
        self.texts = []
        async with asyncio.timeout(within_s):
            while not self._take(ForwardMsg.FromString(bytes(await self.socket.recv()))):  # type: ignore[arg-type]
                pass

    def _take(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
        elif kind == "delta" and message.delta.HasField("new_element"):
            element = message.delta.new_element
            self.texts += [body for body in (element.text.body, element.markdown.body) if body]
        return bool(kind == "script_finished")


async def line(
    address: str,
    cookies: dict[str, str] | None = None,
    *,
    session_id: str = "",
    headers: dict[str, str] | None = None,
    xsrf: str = "x",
) -> Line:
    """Open a line and let its first run end; `session_id` asks for an earlier session, as on coming back."""
    told = dict(headers or {})
    if cookies:
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    words = ["streamlit", xsrf, *([session_id] if session_id else [])]
    socket = await connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=address,  # type: ignore[arg-type]
        subprotocols=words,  # type: ignore[arg-type]
        additional_headers=told,
        max_size=None,
        compression=None,
        open_timeout=30,
    )
    opened = Line(socket)
    await opened.run()
    return opened
