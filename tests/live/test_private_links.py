"""What remains of a workshop over its routes: private links for who holds them, summary and record for facilitators."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live import visits
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.services import private_links, sessions
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.services.tries import CODES_OF_VISIT
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop

FILES = ("summary.html", "summary.md", "record.csv", "record.json")


@pytest.fixture
def stranger(running: Instance) -> TestClient:
    """A browser that has signed in nowhere."""
    return TestClient(Starlette(routes=ROUTES), base_url="https://map.example.org")


@pytest.fixture
def token(running: Instance, participant: Actor) -> str:
    return running.database.write(private_links.make_link, by=participant)


def _signs_in(client: TestClient, running: Instance, role: Role, hub: Hub) -> None:
    given = {"username": "ilse", "name": "Ilse", "grants": (Grant(role, hub),)}
    running.database.write(sessions.add_account, by=SYSTEM, password_hash=hash_password("correct horse"), **given)
    answer = client.post("/session/sign-in", json={"username": "ilse", "password": "correct horse"})
    assert answer.status_code == 200


def test_holder_gets_the_diary_entry_without_signing_in(stranger: TestClient, token: str) -> None:
    answer = stranger.get(f"/private-link/reminder.ics?link={token}")

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert f"https://map.example.org/became?link={token}" in answer.text.replace("\r\n ", "")


def test_link_opens_no_other_route(stranger: TestClient, token: str, workshop: Workshop) -> None:
    stranger.cookies.set("sotecin_session", token)
    paths = [f"/workshops/{workshop.id}/{file}" for file in FILES] + [f"/maps/{workshop.map_id}.json"]

    seen = [stranger.get(f"{path}?link={token}").status_code for path in paths]

    assert seen == [404] * len(paths)


def test_guessing_is_slowed_down(stranger: TestClient, token: str) -> None:
    stranger.cookies.set("sotecin_visit", visits.sealed(visits.new_visit()))
    seen = [stranger.get(f"/private-link/sheet.pdf?link=guess{each}").status_code for each in range(CODES_OF_VISIT)]

    assert seen == [404] * CODES_OF_VISIT
    assert stranger.get(f"/private-link/reminder.ics?link={token}").status_code == 429


@pytest.mark.parametrize(("hub", "status"), [(Hub.NORTH_WEST, 200), (Hub.EAST, 404)])
def test_summary_and_record_are_for_the_workshops_facilitators(
    stranger: TestClient, running: Instance, workshop: Workshop, hub: Hub, status: int
) -> None:
    _signs_in(stranger, running, Role.FACILITATOR, hub)

    seen = [stranger.get(f"/workshops/{workshop.id}/{file}").status_code for file in FILES]

    assert seen == [status] * len(FILES)


def test_holder_takes_their_own_data_along_and_nobody_elses(
    stranger: TestClient, token: str, participant: Actor, running: Instance
) -> None:
    answer = stranger.get(f"/private-link/data.json?link={token}")

    assert answer.json()["id"] == participant.id
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert "Zsófi" in stranger.get(f"/private-link/data.html?link={token}").text
    for wrong in (f"data.json?link={token[:-1]}_", "data.json?link=", f"data.csv?link={token}"):
        assert stranger.get(f"/private-link/{wrong}").status_code == 404
