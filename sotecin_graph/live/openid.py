"""Whom an organisation says that somebody is, by OpenID Connect: Authlib's check of all that came back.

Brought in by the first who comes back from one; most installations have none, and it takes a quarter of a second.
"""

from __future__ import annotations

from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request

from sotecin_graph.errors import BadInput
from sotecin_graph.federation import Identity, Provider

ANSWER_S = 10.0
REFUSED = (AuthlibBaseError, JoseError, BadInput, httpx.HTTPError, ValueError, KeyError, TypeError)
"""What a forged, foreign, late or broken answer ends in."""


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


def _must_be(value: str) -> dict[str, Any]:
    return {"essential": True, "values": [value]}
