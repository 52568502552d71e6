"""Coming in and going out over the routes, and files for those who may see them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.services import elements, sessions, workshops
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop, WorkshopState

COOKIE = "sotecin_session"


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with our routes."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running.rooms.start(asyncio.get_running_loop())
        yield

    with TestClient(Starlette(routes=ROUTES, lifespan=lifespan)) as client:
        yield client


@pytest.fixture
def lead(running: Instance) -> str:
    """A hub lead's password."""
    running.database.write(
        sessions.add_account,
        by=SYSTEM,
        username="lead",
        name="Lead",
        password_hash=sessions.hash_password("correct horse"),
        grants=(Grant(Role.HUB_LEAD, Hub.NORTH_WEST),),
    )
    return "correct horse"


def test_joining_sets_a_cookie_that_no_script_can_read(client: TestClient, workshop: Workshop) -> None:
    answer = client.post("/session/join", json={"code": workshop.code.lower(), "alias": "Zsófi"})

    said = answer.headers["set-cookie"].lower()
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "httponly" in said
    assert "samesite=lax" in said


@pytest.mark.parametrize(
    ("given", "status", "error"),
    [
        ({"code": "WRONG234", "alias": "Zsófi"}, 404, "WrongCode"),
        ({"code": "", "alias": ""}, 404, "WrongCode"),
        ({"alias": ""}, 400, "BadInput"),
        ({"alias": "x" * 10_000}, 400, "BadInput"),
        ({"alias": "\u0000"}, 400, "BadInput"),
        ({"alias": "Zsófi", "consent": False}, 400, "BadInput"),
    ],
)
def test_joining_that_cannot_be_is_told_in_a_sentence(
    client: TestClient, workshop: Workshop, given: dict[str, object], status: int, error: str
) -> None:
    answer = client.post("/session/join", json={"code": workshop.code, **given})

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["message"].endswith((".", "?"))
    assert COOKIE not in answer.cookies


def test_closed_workshop_lets_nobody_in(client: TestClient, running: Instance, workshop: Workshop) -> None:
    running.database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    assert client.post("/session/join", json={"code": workshop.code, "alias": "Late"}).status_code == 404


def test_foreign_page_cannot_join_sign_in_or_sign_out(client: TestClient, workshop: Workshop) -> None:
    foreign = {"origin": "http://elsewhere.example"}
    given = {"code": workshop.code, "alias": "Zsófi"}

    ways = ("join", "sign-in", "sign-out", "claim")
    seen = [client.post(f"/session/{way}", json=given, headers=foreign).status_code for way in ways]

    assert seen == [403] * 4


def test_body_that_is_no_json_is_refused(client: TestClient) -> None:
    assert [client.post("/session/join", content=body).status_code for body in (b"", b"[1]", b"{")] == [400] * 3


def test_signing_out_ends_the_session_in_the_database(client: TestClient, running: Instance, lead: str) -> None:
    client.post("/session/sign-in", json={"username": "Lead", "password": lead})
    token = client.cookies[COOKIE]
    before = running.database.read(sessions.actor_of, token=token)

    client.post("/session/sign-out")

    assert before.name == "Lead"
    assert running.database.read(sessions.actor_of, token=token).is_anonymous


def test_ten_wrong_passwords_make_a_name_wait_and_the_right_one_too(client: TestClient, lead: str) -> None:
    given = [{"username": "lead", "password": f"wrong {number}"} for number in range(10)]
    codes = [client.post("/session/sign-in", json=each).status_code for each in given]

    last = client.post("/session/sign-in", json={"username": "lead", "password": lead})

    assert codes == [404] * 10
    assert (last.status_code, last.json()["error"]) == (403, "NotAllowed")


def test_claim_works_once(client: TestClient, running: Instance, participant: object) -> None:
    claim = running.tickets.issue("claim", {"actor": participant.id, "once": "o1"})  # type: ignore[attr-defined]

    seen = [client.post("/session/claim", json={"claim": claim}).status_code for _time in range(2)]

    assert seen == [200, 403]


def test_map_files_are_for_those_who_may_see_the_map(client: TestClient, running: Instance, workshop: Workshop) -> None:
    running.database.write(elements.add_stakeholder, by=SYSTEM, map_id=workshop.map_id, name="One", kind="nature")
    address = f"/maps/{workshop.map_id}.json"
    before = client.get(address).status_code

    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})
    after = client.get(address)

    assert (before, after.status_code) == (404, 200)
    assert after.headers["cache-control"] == "private, no-store"
    assert after.headers["content-disposition"].startswith("attachment")
    assert "One" in after.text


@pytest.mark.parametrize("path", ["/maps/none.json", "/missions/none/brief.pdf", "/calls/none/call.pdf"])
def test_files_of_nothing_are_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_unknown_form_names_the_known_ones(client: TestClient, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})

    answer = client.get(f"/maps/{workshop.map_id}.dwg")

    assert (answer.status_code, "graphml" in answer.json()["message"]) == (400, True)


def test_health_answers(client: TestClient) -> None:
    assert client.get("/healthz").json()["ok"] is True
