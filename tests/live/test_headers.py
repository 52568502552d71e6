"""What every answer carries, and what is not answered: over all our routes and a real Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import streamlit as st
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from bench.serving import Served
from sotecin_graph.instance import Instance
from sotecin_graph.live.headers import SecurityHeaders, script_hashes
from sotecin_graph.live.origin import is_own_host
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.settings import Settings
from tests.live.small.serving import small_app

PAGE = Path(st.__file__).parent / "static" / "index.html"
RULES = {"posts", "reads", "anyone", "arrives"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Streamlit with our guards."""
    with small_app(tmp_path_factory.mktemp("headers"), "all") as running:
        yield running


@pytest.mark.parametrize(
    "path", ["/", "/join?code=X", "/healthz", "/maps/x.json", "/_stcore/health", "/media/x", "/nothing/here"]
)
def test_every_answer_carries_the_headers(server: Served, path: str) -> None:
    answer = httpx.get(server.address + path)

    missing = {name for name in SecurityHeaders.COMMON if name not in answer.headers}
    policy = answer.headers["content-security-policy"]
    assert missing == set()
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_routes_of_ours_are_not_kept_by_anyone(server: Served) -> None:
    for path in ("/healthz", "/maps/x.json", "/missions/x/brief.pdf", "/calls/x/call.pdf"):
        assert "no-store" in httpx.get(server.address + path).headers["cache-control"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_routes_for_operators_are_closed(server: Served, path: str) -> None:
    assert httpx.get(server.address + path).status_code == 404


def test_page_takes_orders_from_no_other_host(server: Served) -> None:
    assert httpx.get(server.address + "/_stcore/host-config").json()["allowedOrigins"] == []


def test_name_of_a_stranger_is_not_answered(server: Served) -> None:
    answer = httpx.get(server.address, headers={"host": "rebound.example.com"})

    assert (answer.status_code, "SOTECIN_ADDRESS" in answer.text) == (421, True)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1:8501", True),
        ("[::1]:8501", True),
        ("192.168.1.20", True),
        ("localhost:8501", True),
        ("laptop.local", True),
        ("maps.example.org", True),
        ("maps.example.org.evil.example", False),
        ("evil.example", False),
        ("", False),
        ("maps.example.org; script-src *", False),
    ],
)
def test_hosts_that_are_ours(running: Instance, host: str, is_own: bool) -> None:
    object.__setattr__(running, "settings", Settings(address="https://maps.example.org"))

    assert is_own_host(host) is is_own


def test_policy_allows_the_inline_script_of_the_installed_streamlit(tmp_path: Path) -> None:
    changed = tmp_path / "index.html"
    changed.write_text(PAGE.read_text().replace("prerenderReady = false", "prerenderReady = true"))

    (installed,) = script_hashes(PAGE)

    assert installed.startswith("'sha256-")
    assert script_hashes(changed) != [installed]


def test_another_site_sends_a_browser_back_as_a_page_and_not_otherwise(server: Served) -> None:
    asked = "/session/organisation?code=x&state=y"
    as_page = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert httpx.get(server.address + asked, headers=as_page).headers["location"] == "/sign-in?organisation=late"
    assert httpx.get(server.address + asked, headers=as_page | {"sec-fetch-mode": "no-cors"}).status_code == 404


def test_every_route_of_ours_has_a_rule() -> None:
    without = [
        route.path
        for route in ROUTES
        if not isinstance(route, WebSocketRoute) and getattr(route.endpoint, "rule", None) not in RULES
    ]

    assert without == []
    sockets = {route.path for route in ROUTES if isinstance(route, WebSocketRoute)}
    assert sockets == {"/live/maps/{map_id}", "/live/steps/{map_id}"}  # each asks for its own origin itself


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if getattr(route.endpoint, "rule", "") == "posts"], ids=str
)
def test_every_post_is_refused_to_strangers_and_forms(server: Served, route: Route) -> None:
    foreign = [{"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
    address = server.address + route.path

    seen = [httpx.post(address, json={}, headers=headers).status_code for headers in foreign]
    as_form = httpx.post(address, content=b"a=b", headers={"content-type": "text/plain"}).status_code

    assert (seen, as_form) == ([403] * 3, 415)


def test_behind_https_cookies_are_secure_and_bound_to_the_host(running: Instance, client: TestClient) -> None:
    from sotecin_graph.live import visits

    object.__setattr__(running, "settings", Settings(address="https://maps.example.org"))

    said = visits.set_cookie(visits.SESSION, "t").decode()

    assert said.startswith("__Host-sotecin_session=t;")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in said.split(";")}
