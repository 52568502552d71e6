"""Similar challenges over the route: for whoever may see them, as text, and nothing for others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import elements
from sotecin_graph.workshops import Workshop

TEXT = "Wet <b>bags</b> spoil the sorted clothes"


@pytest.fixture
def client(running: Instance, workshop: Workshop) -> Iterator[TestClient]:
    """A server with our routes, and one challenge on the workshop's map."""
    given = {"name": TEXT, "problem": f"{TEXT}."}
    running.database.write(elements.add_challenge, by=SYSTEM, map_id=workshop.map_id, **given)
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield client


def test_participant_is_told_what_is_alike_on_their_map(client: TestClient, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})

    answer = client.post("/challenges/similar", json={"text": "Bags that are wet spoil sorted clothes"})

    assert answer.status_code == 200
    (found,) = answer.json()["challenges"]
    assert {name: found[name] for name in ("title", "problem", "map", "address")} == {
        "title": TEXT,
        "problem": "",
        "map": workshop.title,
        "address": "",
    }


def test_reason_is_told_in_the_language_of_the_reader(client: TestClient, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": "Zsófi"})

    asked = {"text": "Nasse Säcke verderben sortierte Kleidung", "language": "de"}
    (found,) = client.post("/challenges/similar", json=asked).json()["challenges"]

    told = found["both"].split(", ")
    assert len(told) == 3
    assert set(told) < {"Beutel", "nass", "Kleidung", "Sortierung", "Haltbarkeit"}


def test_who_is_not_signed_in_is_told_nothing(client: TestClient) -> None:
    answer = client.post("/challenges/similar", json={"text": TEXT})

    assert (answer.status_code, answer.json()["challenges"]) == (403, [])


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b'{"text": "' + b"a" * 20_000 + b'"}'])
def test_what_is_no_short_object_is_refused(client: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}

    assert client.post("/challenges/similar", content=content, headers=headers).status_code == 400


def test_other_sites_may_not_ask(client: TestClient) -> None:
    answer = client.post("/challenges/similar", json={"text": TEXT}, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 403
