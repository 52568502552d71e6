"""GET /session/organisation: back from one's organisation, with our own session as after a password.

`st.login` sends the browser there, with state, nonce and PKCE by Authlib. Streamlit's own way back is closed
(headers.OWN_RETURN): it would set a cookie of its own that no sign-out here ends.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sotecin_graph.errors import WrongState
from sotecin_graph.federation import Identity, Provider
from sotecin_graph.instance import current
from sotecin_graph.live import visits
from sotecin_graph.live.entrance import Entry, admit, give
from sotecin_graph.services import federation, sessions

LATE, DECLINED, FAILED, AT_REST, UNKNOWN = "late", "declined", "failed", "at-rest", "unknown"
"""What the sign-in page is told, as ?organisation=…"""

log = logging.getLogger(__name__)


async def arrive(request: Request) -> Response:
    """?code&state from an organisation -> the session of who is meant, or the page that says what is missing."""
    provider = _asked(request)
    if provider is None:
        return _told(LATE)
    if "error" in request.query_params:
        return _told(DECLINED)
    from sotecin_graph.live.openid import REFUSED, identified

    try:
        identity = await identified(request, provider)
    except REFUSED as error:
        log.warning("signing in through %s failed: %s", provider.key, type(error).__name__)
        return _told(FAILED)
    return await _let_in(request, identity)


async def _let_in(request: Request, identity: Identity) -> Response:
    database, has = current().database, visits.session_token(request.cookies)
    try:
        under_way = database.submit(federation.come_in, identity=identity, replaces=has)
        opened = await asyncio.wrap_future(under_way)
    except WrongState:
        return _told(AT_REST)
    if opened is None:
        by = await asyncio.to_thread(database.read, sessions.actor_of, token=has)
        is_signed_in = not (by.is_anonymous or by.is_participant)
        response = _told(UNKNOWN, page="account" if is_signed_in else "sign-in")
        give(response, visits.PENDING, visits.sealed_pending(identity), max_age_s=visits.PENDING_S)
        return response
    response = _to("/")
    await admit(request, response, Entry(*opened))
    give(response, visits.PENDING, "", max_age_s=0)
    return response


def _asked(request: Request) -> Provider | None:
    """The organisation that this browser was sent to with this state; None where it was to none, or too long ago."""
    begun, state = request.scope.get("session", {}), request.query_params.get("state", "")
    return next((each for each in current().providers if f"_state_{each.key}_{state}" in begun), None)


def _told(what: str, *, page: str = "sign-in") -> Response:
    return _to(f"/{page}?organisation={what}")


def _to(place: str) -> Response:
    return RedirectResponse(place, status_code=303, headers={"Cache-Control": "no-store"})
