"""A workshop's sheet, cards, calendar file and QR code over their routes: for its facilitators and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.addresses import is_only_here, shared_address
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.services import sessions
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop
from tests.live.conftest import client_of

FILES = {
    "invitation.pdf": ("application/pdf", b"%PDF"),
    "cards.pdf": ("application/pdf", b"%PDF"),
    "workshop.ics": ("text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n"),
    "join.svg": ("image/svg+xml", b"<?xml"),
    "join.png": ("image/png", b"\x89PNG"),
}


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with our routes, reached as map.example.org."""
    with client_of(running, ROUTES, base_url="https://map.example.org") as client:
        yield client


def sign_in(client: TestClient, running: Instance, role: Role, hub: Hub = Hub.NORTH_WEST) -> None:
    given = {"username": "ilse", "name": "Ilse", "grants": (Grant(role, hub),)}
    running.database.write(sessions.add_account, by=SYSTEM, password_hash=hash_password("correct horse"), **given)
    answer = client.post("/session/sign-in", json={"username": "ilse", "password": "correct horse"})
    assert answer.status_code == 200


@pytest.mark.parametrize("file", list(FILES))
def test_facilitator_gets_each_file(client: TestClient, running: Instance, workshop: Workshop, file: str) -> None:
    sign_in(client, running, Role.FACILITATOR)

    answer = client.get(f"/workshops/{workshop.id}/{file}")

    kind, begins = FILES[file]
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment")


def test_calendar_leads_to_where_others_reach_us(client: TestClient, running: Instance, workshop: Workshop) -> None:
    sign_in(client, running, Role.FACILITATOR)

    text = client.get(f"/workshops/{workshop.id}/workshop.ics").text

    assert f"URL:https://map.example.org/join?code={workshop.code}" in text


@pytest.mark.parametrize("file", list(FILES))
def test_strangers_get_none(client: TestClient, workshop: Workshop, file: str) -> None:
    assert client.get(f"/workshops/{workshop.id}/{file}").status_code == 404


@pytest.mark.parametrize(("role", "hub"), [(Role.CONTRIBUTOR, Hub.NORTH_WEST), (Role.FACILITATOR, Hub.EAST)])
def test_others_with_an_account_get_none(
    client: TestClient, running: Instance, workshop: Workshop, role: Role, hub: Hub
) -> None:
    sign_in(client, running, role, hub)

    assert client.get(f"/workshops/{workshop.id}/workshop.ics").status_code == 404


def test_participants_get_none(client: TestClient, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})

    assert client.get(f"/workshops/{workshop.id}/invitation.pdf").status_code == 404


def test_another_file_is_refused_with_those_that_there_are(
    client: TestClient, running: Instance, workshop: Workshop
) -> None:
    sign_in(client, running, Role.FACILITATOR)

    answer = client.get(f"/workshops/{workshop.id}/poster.pdf")

    assert answer.status_code == 400
    assert "cards.pdf" in answer.json()["message"]


@pytest.mark.parametrize(
    ("seen", "told", "shared"),
    [
        ("http://127.0.0.1:8501", "https://map.example.org", "https://map.example.org"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("http://192.168.1.7:8501", "https://map.example.org", "http://192.168.1.7:8501"),
        ("http://localhost:8501", "http://192.168.1.7:8501", "http://192.168.1.7:8501"),
    ],
)
def test_address_is_one_that_others_reach(seen: str, told: str, shared: str) -> None:
    assert shared_address(seen, told) == shared
    assert is_only_here("http://[::1]:8501")
