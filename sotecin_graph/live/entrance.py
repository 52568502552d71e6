"""POST /session/join, /session/sign-in, /session/claim and /session/sign-out: where the session cookie is set.

The cookie is HttpOnly, so that no script can read it. Pages check name, password or code through the same use
cases and hand the browser a claim, which it exchanges here for the cookie.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sotecin_graph.errors import BadInput, NotAllowed, NotThere, SotecinError
from sotecin_graph.instance import current
from sotecin_graph.language import _, speak
from sotecin_graph.live.origin import is_own_origin
from sotecin_graph.services import sessions

COOKIE = "sotecin_session"
CLAIM_S = 60
LARGEST_BODY = 16 * 1024
_GATE = ThreadPoolExecutor(2, thread_name_prefix="entrance")
"""Passwords are slow on purpose: they wait among themselves, and never for the threads that serve the maps."""


async def join(request: Request) -> Response:
    """{code, alias} -> a participant's session.

    Who calls this states that the person agrees to the workshop's text; {consent: false} is refused.
    """
    return await _enter(request, _join)


async def sign_in(request: Request) -> Response:
    """{username, password} -> an account's session."""
    return await _enter(request, _sign_in)


async def claim(request: Request) -> Response:
    """{claim} as handed out by a page -> the session that it stands for, once."""
    return await _enter(request, _claim)


async def sign_out(request: Request) -> Response:
    """End the session here and in the database."""
    if not is_own_origin(request):
        return _problem(NotAllowed(), 403)
    token = request.cookies.get(COOKIE, "")
    await asyncio.to_thread(current().database.write, sessions.sign_out, token=token)
    response = JSONResponse({"ok": True})
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return response


async def _enter(request: Request, way: Any) -> Response:
    if not is_own_origin(request):
        return _problem(NotAllowed(), 403)
    given = await body_of(request)
    if given is None:
        return _problem(BadInput(_("Please send a short JSON object.")), 400)
    speak(str(given.get("language", "en")))
    try:
        address = request.client.host if request.client else ""
        token = await asyncio.get_running_loop().run_in_executor(_GATE, copy_context().run, way, given, address)
    except NotThere as error:
        return _problem(error, 404)
    except NotAllowed as error:
        return _problem(error, 403)
    except SotecinError as error:
        return _problem(error, 400)
    response = JSONResponse({"ok": True})
    is_secure = request.url.scheme == "https"
    age = int(sessions.SESSION_LASTS.total_seconds())
    response.set_cookie(COOKIE, token, max_age=age, path="/", httponly=True, samesite="lax", secure=is_secure)
    return response


async def body_of(request: Request) -> dict[str, Any] | None:
    """The JSON object of a request; None where it is none, too large, or holds what no text can."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            return None
    try:
        given = json.loads(content)
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _join(given: dict[str, Any], address: str) -> str:
    texts = {name: str(given.get(name, "")) for name in ("code", "alias")}
    consents = given.get("consent", True) is True
    return current().database.write(sessions.join, **texts, consents=consents, address=address)


def _sign_in(given: dict[str, Any], address: str) -> str:
    username, password = str(given.get("username", "")), str(given.get("password", ""))
    return sessions.sign_in(current().database, username=username, password=password, address=address)


def _claim(given: dict[str, Any], _address: str) -> str:
    instance = current()
    content = instance.tickets.open("claim", str(given.get("claim", "")), max_age_s=CLAIM_S)
    if content is None or not {"actor", "once"} <= content.keys():
        raise NotAllowed(_("This took too long. Please try again."))
    return instance.database.write(sessions.redeem, claim=content)


def _problem(error: SotecinError, status: int) -> Response:
    return JSONResponse({"ok": False, "error": error.name, "message": str(error)}, status_code=status)
