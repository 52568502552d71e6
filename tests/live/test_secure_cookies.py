"""Behind HTTPS: the session's cookie is bound to the host by its name, and none of another name is read."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.headers import SecurityHeaders
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.services import sessions
from sotecin_graph.settings import Settings

NAME = "__Host-sotecin_session"


@pytest.fixture
def client(running: Instance) -> TestClient:
    """A server that is reached at https://testserver, as behind a proxy that ends TLS."""
    object.__setattr__(running, "settings", Settings(data=running.settings.data, address="https://testserver"))
    return TestClient(Starlette(routes=ROUTES), base_url="https://testserver")


def enter(running: Instance, client: TestClient) -> str:
    """Come in as an account; the session's token, as the cookie has it."""
    given = {"username": "ada", "name": "Ada", "password_hash": "-", "grants": (Grant(Role.GUEST),)}
    account = running.database.write(sessions.add_account, by=SYSTEM, **given)
    claim = running.tickets.issue("claim", {"actor": f"account:{account.id}", "once": "1"})
    answer = client.post("/session/claim", json={"claim": claim}, headers={"x-forwarded-proto": "http"})
    said = next(each for each in answer.headers.get_list("set-cookie") if "session" in each)
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in said.split(";")}
    assert "domain" not in said.lower()
    return said.partition("=")[2].partition(";")[0]


def test_cookie_is_secure_whatever_the_last_hop_was(running: Instance, client: TestClient) -> None:
    token = enter(running, client)

    assert client.cookies[NAME] == token
    assert client.get("/mine/data.json").status_code == 200


def test_cookie_of_the_plain_name_opens_nothing(running: Instance, client: TestClient) -> None:
    token = enter(running, client)
    client.cookies.clear()

    client.cookies.set("sotecin_session", token)

    assert client.get("/mine/data.json").json()["error"] == "SignInNeeded"


def test_streamlits_own_cookies_go_by_https_alone_too(client: TestClient) -> None:
    def gives(_request: Request) -> Response:
        answer = Response("x")
        answer.set_cookie("_streamlit_session", "x", httponly=True)
        return answer

    app = Starlette(routes=[Route("/", gives)], middleware=[Middleware(SecurityHeaders)])

    assert "; Secure" in TestClient(app, base_url="https://testserver").get("/").headers["set-cookie"]
