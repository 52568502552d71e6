"""GET /session/organisation: back from one's organisation, with our own session as after a password.

`st.login` sends the browser there, with state, nonce and PKCE by Authlib. Streamlit's own way back is closed
(headers.OWN_RETURN): it would set a cookie of its own that no sign-out here ends.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.federation import Identity, Provider
from sotecin_graph.instance import current
from sotecin_graph.live import visits
from sotecin_graph.live.entrance import Entry, admit, give
from sotecin_graph.services import federation, sessions

ANSWER_S = 10.0
LATE, DECLINED, FAILED, AT_REST, UNKNOWN = "late", "declined", "failed", "at-rest", "unknown"
"""What the sign-in page is told, as ?organisation=…"""

_REFUSED = (AuthlibBaseError, JoseError, BadInput, httpx.HTTPError, ValueError, KeyError, TypeError)
"""What a forged, foreign, late or broken answer ends in."""

log = logging.getLogger(__name__)


async def arrive(request: Request) -> Response:
    """?code&state from an organisation -> the session of who is meant, or the page that says what is missing."""
    provider = _asked(request)
    if provider is None:
        return _told(LATE)
    if "error" in request.query_params:
        return _told(DECLINED)
    try:
        identity = await identified(request, provider)
    except _REFUSED as error:
        log.warning("signing in through %s failed: %s", provider.key, type(error).__name__)
        return _told(FAILED)
    return await _let_in(request, identity)


async def identified(request: Request, provider: Provider) -> Identity:
    """Whom the organisation says, once all that it says was checked: signature, issuer, audience, time, nonce."""
    client: Any = OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.server_metadata_url,
        client_kwargs={"scope": "openid email profile", "timeout": ANSWER_S},
    )
    described = await client.load_server_metadata()
    if not provider.server_metadata_url.startswith(described["issuer"].rstrip("/") + "/"):
        raise BadInput("The organisation describes itself as another one.")
    # untold, Authlib takes a token of another audience whose authorised party we are
    checks = {"iss": _must_be(described["issuer"]), "aud": _must_be(provider.client_id)}
    answer = await client.authorize_access_token(request, claims_options=checks)
    return Identity.of_claims(answer["userinfo"], provider)


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


def _must_be(value: str) -> dict[str, Any]:
    return {"essential": True, "values": [value]}


def _told(what: str, *, page: str = "sign-in") -> Response:
    return _to(f"/{page}?organisation={what}")


def _to(place: str) -> Response:
    return RedirectResponse(place, status_code=303, headers={"Cache-Control": "no-store"})
