"""What every answer carries: headers that keep a browser from running, framing or leaking what is not ours.

Also what is not answered at all: requests under a stranger's host name, and those routes of Streamlit's that are for
operators.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sotecin_graph.instance import current
from sotecin_graph.live.origin import is_own_host

OPEN = ("stream", "health", "host-config", "upload_file/", "bidi-components/")
"""What of Streamlit's /_stcore/ its pages need; the rest (metrics, the agent's description) is closed."""

HOST_CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": False,
    "resourceCrossOriginMode": None,
}
"""In place of Streamlit's own, which names hosts that may steer the page."""

OWN_RETURN = ("/oauth2callback", "/auth/logout")
"""Streamlit's own way back from an organisation, and out: they would sign in by its cookie, beside our sessions."""

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_YEAR_S = 365 * 24 * 3600


def script_hashes(page: Path) -> list[str]:
    """CSP sources of the scripts that stand in a page itself, such as Streamlit's index.html as it is installed."""
    found = _SCRIPT.findall(page.read_text(encoding="utf-8"))
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in found]
    return [f"'sha256-{digest}'" for digest in digests]


class SecurityHeaders:
    """ASGI middleware, the outermost: `scripts` are the sources of script_hashes."""

    COMMON: ClassVar[dict[str, str]] = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    }

    def __init__(self, app: ASGIApp, scripts: Sequence[str] = ()) -> None:
        self._app, self._scripts = app, " ".join(scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                self._dress(MutableHeaders(scope=message), scope["path"], host)
            await send(message)

        if scope["type"] == "websocket":
            await (self._app if is_own_host(host) else _refuse_socket)(scope, receive, send)
            return
        await (self._instead(scope, host) or self._app)(scope, receive, dressed)

    def _instead(self, scope: Scope, host: str) -> Response | None:
        """The answer to what Streamlit shall not answer."""
        if not is_own_host(host):
            sentence = "This name is not known here. Set SOTECIN_ADDRESS to the address that people use."
            return PlainTextResponse(sentence, status_code=421)
        below, wanted = "/_stcore/", scope["path"]
        if wanted == below + "host-config":
            return JSONResponse(HOST_CONFIG, headers={"Cache-Control": "no-cache"})
        if wanted in OWN_RETURN or (wanted == "/auth/login" and not current().providers):
            return PlainTextResponse("Not found", status_code=404)
        if wanted.startswith(below) and not wanted.removeprefix(below).startswith(OPEN):
            return PlainTextResponse("Not found", status_code=404)
        return None

    def _dress(self, headers: MutableHeaders, path: str, host: str) -> None:
        for name, value in self.COMMON.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", self._policy(host))
        if current().settings.is_secure:
            headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR_S}")
            headers.raw[:] = [(name, _secure(value) if name == b"set-cookie" else value) for name, value in headers.raw]
        if path.startswith("/media/"):
            headers["Cache-Control"] = "private, no-store"
        if "server" in headers:
            del headers["server"]

    def _policy(self, host: str) -> str:
        # older Safaris do not count ws: among what 'self' is
        sockets = f"ws://{host} wss://{host}" if is_own_host(host) else ""
        return (
            "default-src 'self'; "
            f"script-src 'self' {self._scripts}; "
            "style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; "
            "font-src 'self' data:; "
            "media-src 'self' data: blob:; "
            f"connect-src 'self' {sockets}; "
            "worker-src 'self' blob:; "
            "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
        )


def _secure(cookie: bytes) -> bytes:
    """A cookie that goes by HTTPS alone: Streamlit leaves that out of its own."""
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"


async def _refuse_socket(_scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})
