"""POST /challenges/similar: what is like the challenge that someone is writing, for the list beneath their words."""

from __future__ import annotations

import asyncio
import json
from contextvars import copy_context
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sotecin_graph.elements import ElementId
from sotecin_graph.errors import NotAllowed, SotecinError
from sotecin_graph.fields import WISH_LENGTH
from sotecin_graph.instance import current
from sotecin_graph.language import LANGUAGES
from sotecin_graph.live.origin import is_own_origin
from sotecin_graph.live.visits import session_token
from sotecin_graph.people import Actor
from sotecin_graph.services import sessions
from sotecin_graph.services.similar import SimilarChallenge
from sotecin_graph.tongues.lexicon import called

LONGEST = 2 * WISH_LENGTH
LARGEST_BODY = 16 * 1024


async def similar(request: Request) -> Response:
    """{text, leave_out, language} -> {challenges: [{id, title, problem, both, map, address}]}, at most five.

    The most alike comes first; `both` tells in the reader's language what the two speak of.
    """
    given = await _asked(request) if is_own_origin(request) else None
    if given is None:
        return JSONResponse({"challenges": []}, status_code=400)
    token = session_token(request.cookies)
    try:
        found = await asyncio.to_thread(copy_context().run, _find, token, given)
    except NotAllowed as error:
        return JSONResponse({"challenges": [], "message": str(error)}, status_code=403)
    except SotecinError as error:
        return JSONResponse({"challenges": [], "message": str(error)}, status_code=400)
    return JSONResponse({"challenges": found}, headers={"Cache-Control": "no-store"})


async def _asked(request: Request) -> dict[str, Any] | None:
    """The JSON object of a request; None where it is none or too large."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            return None
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _find(token: str, given: dict[str, Any]) -> list[dict[str, str]]:
    here = current()
    by = here.database.read(sessions.actor_of, token=token)
    text = str(given.get("text", ""))[:LONGEST]
    found = here.similar.find(by=by, text=text, leave_out=ElementId(str(given.get("leave_out", ""))))
    language = str(given.get("language", ""))
    return [_wire(each, by, language if language in LANGUAGES else "en") for each in found]


def _wire(found: SimilarChallenge, by: Actor, language: str) -> dict[str, str]:
    element = found.element
    says_more = element.problem.rstrip("….") != element.name.rstrip("….")
    return {
        "id": element.id,
        "title": element.name,
        "problem": element.problem if says_more else "",
        "both": called(found.in_common, language),
        "map": found.map.name,
        "address": "" if by.is_participant else f"/map?{urlencode({'map': found.map.id})}",
    }
