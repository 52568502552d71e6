"""A small organisation to sign in through: OpenID Connect on this machine, which can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "sotecin", "kept between the two"
ANNA = {"sub": "1234", "name": "Anna Testberg", "email": "Anna@Ministry.example", "email_verified": True}


@dataclass(slots=True)
class Organisation:
    """Who is signed in there, and what it says otherwise than it should."""

    address: str
    person: dict[str, Any] = field(default_factory=lambda: dict(ANNA))
    lies: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    issuer: str = ""
    begun: dict[str, dict[str, str]] = field(default_factory=dict)

    def describe(self, _request: Request) -> Response:
        where = {f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token")}
        more = {"issuer": self.issuer or self.address, "jwks_uri": f"{self.address}/jwks"}
        return JSONResponse(where | more | {"code_challenge_methods_supported": ["S256"]})

    def authorise(self, request: Request) -> Response:
        code, asked = secrets.token_hex(8), dict(request.query_params)
        self.begun[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def give_token(self, request: Request) -> Response:
        given = dict((await request.form()).items())
        asked = self.begun.pop(str(given["code"]))
        digest = hashlib.sha256(str(given["code_verifier"]).encode()).digest()
        is_same = base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "+").encode()).decode()
        if not is_same or request.headers["authorization"] not in (f"Basic {basic}", _basic(SECRET)):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in (told | self.person | self.lies).items() if value is not None}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with or self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@contextmanager
def an_organisation() -> Iterator[Organisation]:
    """One that is open on a free port of this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen()
        made = Organisation(f"http://127.0.0.1:{found.getsockname()[1]}")
        routes = [
            Route("/.well-known/openid-configuration", made.describe),
            Route("/authorization", made.authorise),
            Route("/token", made.give_token, methods=["POST"]),
            Route("/jwks", made.keys),
        ]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [found]}, daemon=True)
        thread.start()
        yield made
        server.should_exit = True
        thread.join(timeout=5)


def _basic(secret: str) -> str:
    return "Basic " + base64.b64encode(f"{CLIENT}:{secret}".encode()).decode()
