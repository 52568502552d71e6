"""Coming in and going out over the routes, and files for those who may see them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from httpx import Response
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live import visits
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.services import elements, passwords, sessions, tries, workshops
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.live.conftest import client_of
from tests.pages.scenes import open_call

COOKIE = "sotecin_session"


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with our routes."""
    with client_of(running, ROUTES) as client:
        yield client


@pytest.fixture
def lead(running: Instance) -> str:
    """A hub lead's password."""
    running.database.write(
        sessions.add_account,
        by=SYSTEM,
        username="lead",
        name="Lead",
        password_hash=hash_password("correct horse"),
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

    ways = ("join", "sign-in", "sign-out", "claim", "language")
    seen = [client.post(f"/session/{way}", json=given, headers=foreign).status_code for way in ways]

    assert seen == [403] * 5


def test_chosen_language_is_kept_for_a_year_and_read_by_no_script(client: TestClient) -> None:
    answer = client.post("/session/language", json={"language": "hu"})

    said = {part.strip() for part in answer.headers["set-cookie"].split(";")}
    assert answer.json() == {"ok": True}
    assert {"sotecin_language=hu", "HttpOnly", "SameSite=lax", "Path=/", "Max-Age=31536000"} <= said


@pytest.mark.parametrize("given", [{"language": "xx"}, {"language": ["hu"]}, {"language": "hu; Domain=x"}, {}])
def test_what_is_no_language_of_ours_is_not_kept(client: TestClient, given: dict[str, object]) -> None:
    answer = client.post("/session/language", json=given)

    assert (answer.status_code, answer.json()["error"]) == (400, "BadInput")
    assert "set-cookie" not in answer.headers


def test_body_that_is_no_json_is_refused(client: TestClient) -> None:
    said = {"content-type": "application/json"}
    seen = [client.post("/session/join", content=body, headers=said).status_code for body in (b"", b"[1]", b"{")]

    assert seen == [400] * 3


@pytest.mark.parametrize("said", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_form_of_a_foreign_page_is_no_json(client: TestClient, workshop: Workshop, said: str) -> None:
    body = json.dumps({"code": workshop.code, "alias": "Zsófi"})

    assert client.post("/session/join", content=body, headers={"content-type": said}).status_code == 415


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_neighbouring_site_cannot_join_or_build_in_a_file(client: TestClient, workshop: Workshop, site: str) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})
    file, foreign = f"/maps/{workshop.map_id}.json", {"sec-fetch-site": site}

    joined = client.post("/session/join", json={"code": workshop.code, "alias": "Z"}, headers=foreign)
    built_in = client.get(file, headers={**foreign, "sec-fetch-mode": "no-cors"})
    opened = client.get(file, headers={**foreign, "sec-fetch-mode": "navigate"})

    assert [joined.status_code, built_in.status_code, opened.status_code] == [403, 404, 200]


def test_signing_out_ends_the_session_in_the_database(client: TestClient, running: Instance, lead: str) -> None:
    client.post("/session/sign-in", json={"username": "Lead", "password": lead})
    token = client.cookies[COOKIE]
    before = running.database.read(sessions.actor_of, token=token)

    client.post("/session/sign-out")

    assert before.name == "Lead"
    assert running.database.read(sessions.actor_of, token=token).is_anonymous


def _tries(client: TestClient, password: str, username: str = "lead") -> Response:
    return client.post("/session/sign-in", json={"username": username, "password": password})


def _as_browser(client: TestClient, visit: str, *knows: str) -> None:
    client.cookies.set(visits.VISIT, visits.sealed(visits.Visit(visit, knows)))


def test_wrong_passwords_make_a_browser_wait_and_the_right_one_too(client: TestClient, lead: str) -> None:
    _as_browser(client, "stranger")
    codes = [_tries(client, f"wrong {number}").status_code for number in range(7)]

    last = _tries(client, lead)

    assert codes[:5] == [404] * 5
    assert codes[-1] == 429
    assert (last.status_code, last.json()["error"]) == (429, "TooManyTries")
    assert int(last.headers["retry-after"]) >= 1


def test_stranger_locks_nobody_out_not_even_behind_the_same_address(client: TestClient, lead: str) -> None:
    _as_browser(client, "stranger")
    for number in range(8):
        _tries(client, f"wrong {number}")
    _as_browser(client, "the lead's own")

    assert _tries(client, lead).status_code == 200


def test_browser_that_signed_in_before_answers_for_itself_alone(
    client: TestClient, running: Instance, lead: str
) -> None:
    known = running.database.read(lambda uow: uow.people.accounts()[0].id)
    from_here = tries.Caller(address="testclient")
    given = {"username": "lead", "account": None, "caller": from_here}
    for noted in [running.database.submit(tries.note_wrong, **given) for _time in range(400)]:
        noted.result()
    _as_browser(client, "new here")
    new = _tries(client, lead).status_code
    _as_browser(client, "the lead's own", known)

    assert (new, _tries(client, lead).status_code) == (429, 200)


def test_signing_in_lets_the_browser_be_known(client: TestClient, running: Instance, lead: str) -> None:
    _tries(client, lead)

    visit = visits.visit_of(dict(client.cookies))
    assert visit is not None
    assert visit.knows == (running.database.read(lambda uow: uow.people.accounts()[0].id),)


@pytest.mark.usefixtures("slow_hashes")
def test_unknown_name_takes_as_long_as_a_wrong_password(client: TestClient, lead: str) -> None:
    def seconds(username: str) -> float:
        begun = time.process_time()  # a busy machine says nothing of it
        assert _tries(client, "wrong", username).status_code == 404
        return time.process_time() - begun

    seconds("nobody")
    times = {name: min(seconds(name) for _time in range(2)) for name in ("lead", "nobody", "x" * 5000)}

    assert max(times.values()) < 2 * min(times.values())


def test_full_queue_of_passwords_tells_others_to_come_back(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "QUEUE_OF_ALL", passwords.Queue(most=0))

    answer = _tries(client, "whatever it is")

    assert (answer.status_code, answer.json()["error"]) == (503, "Unavailable")


def test_signing_in_replaces_the_session_that_the_browser_had(
    client: TestClient, running: Instance, workshop: Workshop, lead: str
) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})
    before = client.cookies[COOKIE]
    _tries(client, lead)

    after = client.cookies[COOKIE]

    assert before != after
    assert running.database.read(sessions.actor_of, token=before).is_anonymous
    assert running.database.read(sessions.actor_of, token=after).name == "Lead"


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


def test_public_page_of_a_call_needs_no_session(client: TestClient, running: Instance) -> None:
    page = f"/calls/{open_call(running.database)}/call.html"
    answer = client.get(page)

    assert (answer.status_code, answer.headers["content-disposition"].split(";")[0]) == (200, "inline")
    assert "Open *call*" in answer.text
    assert client.get(page.replace("html", "xlsx")).status_code == 404


def test_unknown_form_names_the_known_ones(client: TestClient, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})

    answer = client.get(f"/maps/{workshop.map_id}.dwg")

    assert (answer.status_code, "graphml" in answer.json()["message"]) == (400, True)


def test_health_answers(client: TestClient) -> None:
    assert client.get("/healthz").json()["ok"] is True
