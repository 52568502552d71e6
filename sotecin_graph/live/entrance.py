"""POST /session/join, sign-in, claim, sign-out and language: where the cookies of session and language are set.

Both are HttpOnly, so that no script can read them. Pages check name, password or code through the same use
cases and hand the browser a claim, which it exchanges here for the cookie.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sotecin_graph.errors import BadInput, NotAllowed, NotThere, SotecinError, TooManyTries, Unavailable
from sotecin_graph.instance import current
from sotecin_graph.language import LANGUAGES, _, speak
from sotecin_graph.live import visits
from sotecin_graph.live.opened import OPENED
from sotecin_graph.services import sessions
from sotecin_graph.services.tries import Caller

COOKIE = visits.SESSION
CLAIM_S = 60
LARGEST_BODY = 16 * 1024
BODY_S = 10
NO_STORE = {"Cache-Control": "no-store"}
Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that was opened: its token, and the account that has signed in, or "" for a participant."""

    token: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class _Comer:
    """Who wants to come in: what counts for wrong tries, and the session that the browser has now."""

    caller: Caller
    has: str


async def join(request: Request) -> Response:
    """{code, alias, hub?} -> a participant's session; `hub` says in which hub's room of a mashup.

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
    """End the session here, in the database, and wherever it is open."""
    token = visits.session_token(request.cookies)
    await asyncio.to_thread(current().database.write, sessions.sign_out, token=token)
    await OPENED.end(sessions.hashed(token))
    response = JSONResponse({"ok": True}, headers=NO_STORE)
    give(response, visits.SESSION, "", max_age_s=0)
    give(response, visits.PENDING, "", max_age_s=0)
    return response


async def keep_language(request: Request) -> Response:
    """{language} -> the language in which this browser finds the app for a year; it says nothing of who reads."""
    given = await body_of(request) or {}
    language = given.get("language")
    if language not in LANGUAGES:
        return problem(BadInput(_("Choose one of the languages of the menu.")), 400)
    response = JSONResponse({"ok": True}, headers=NO_STORE)
    give(response, visits.LANGUAGE, language, max_age_s=visits.LANGUAGE_S)
    return response


async def _enter(request: Request, way: Callable[[Given, _Comer], Awaitable[Entry]]) -> Response:
    given = await body_of(request)
    if given is None:
        return problem(BadInput(_("Please send a short JSON object.")), 400)
    speak(str(given.get("language", "en")))
    address = request.client.host if request.client else ""
    has = visits.session_token(request.cookies)
    try:
        entry = await way(given, _Comer(visits.caller_of(request.cookies, address), has))
    except SotecinError as error:
        return problem(error, _status(error))
    response = JSONResponse({"ok": True}, headers=NO_STORE)
    await admit(request, response, entry)
    return response


async def admit(request: Request, response: Response, entry: Entry) -> None:
    """Give the browser its new session with a response, end the one that it had, and remember who signed in there."""
    has = visits.session_token(request.cookies)
    if has:
        await OPENED.end(sessions.hashed(has))
    give(response, visits.SESSION, entry.token, max_age_s=int(sessions.SESSION_LASTS.total_seconds()))
    if entry.account:
        visit = visits.visit_of(request.cookies) or visits.new_visit()
        give(response, visits.VISIT, visits.sealed(visit.knowing(entry.account)), max_age_s=visits.VISIT_S)


async def body_of(request: Request) -> Given | None:
    """The JSON object of a request; None where it is none, too large or too slow, or holds what no text can."""
    content = b""
    try:
        async with asyncio.timeout(BODY_S):
            async for part in request.stream():
                content += part
                if len(content) > LARGEST_BODY:
                    return None
        given = json.loads(content)
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError, TimeoutError):
        return None
    return given if isinstance(given, dict) else None


async def _join(given: Given, comer: _Comer) -> Entry:
    here = current()
    texts = {name: str(given.get(name, "")) for name in ("code", "alias", "hub")}
    consents = given.get("consent", True) is True
    ask = partial(here.database.submit, sessions.join, **texts, consents=consents, replaces=comer.has)
    return Entry(await here.codes.look_up_soon(texts["code"], comer.caller, ask))


async def _sign_in(given: Given, comer: _Comer) -> Entry:
    username, password = str(given.get("username", "")), str(given.get("password", ""))
    tried = partial(sessions.sign_in, current().database, username=username, password=password)
    token, account = await asyncio.to_thread(tried, caller=comer.caller, replaces=comer.has)
    return Entry(token, account)


async def _claim(given: Given, comer: _Comer) -> Entry:
    here = current()
    content = here.tickets.open("claim", str(given.get("claim", "")), max_age_s=CLAIM_S)
    if content is None or not {"actor", "once"} <= content.keys():
        raise NotAllowed(_("This took too long. Please try again."))
    token = await asyncio.wrap_future(here.database.submit(sessions.redeem, claim=content, replaces=comer.has))
    sort, _colon, ident = str(content["actor"]).partition(":")
    return Entry(token, ident if sort == "account" else "")


def give(response: Response, kind: str, value: str, *, max_age_s: int) -> None:
    """Set one of our cookies with a response."""
    response.raw_headers.append((b"set-cookie", visits.set_cookie(kind, value, max_age_s=max_age_s)))


def _status(error: SotecinError) -> int:
    match error:
        case NotThere():
            return 404
        case TooManyTries():
            return 429
        case NotAllowed():
            return 403
        case Unavailable():
            return 503
        case _:
            return 400


def problem(error: SotecinError, status: int) -> Response:
    """An error as a program and a page's script read it."""
    headers = dict(NO_STORE)
    if isinstance(error, TooManyTries):
        headers["Retry-After"] = str(error.wait_s)
    return JSONResponse({"ok": False, "error": error.name, "message": str(error)}, status_code=status, headers=headers)
