"""What all tests share: a real database in a temporary file, people of every role, a map with a workshop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import bcrypt
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.calls import CallId
from sotecin_graph.elements import ElementId
from sotecin_graph.instance import Instance
from sotecin_graph.language import speak
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor, Grant, Participant, ParticipantId, Role, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import passwords, workshops
from sotecin_graph.settings import Settings
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Workshop
from tests.browser.visitors import opened_browser
from tests.pages.scenes import draw_cluster, draw_map, open_call, promote

# a busy machine draws examples slowly, which says nothing about the code
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

LEAD = Actor(id="account:lead", name="Lead", grants=(Grant(Role.HUB_LEAD, Hub.NORTH_WEST),), hub=Hub.NORTH_WEST)
FACILITATOR = Actor(
    id="account:facilitator", name="Ilse", grants=(Grant(Role.FACILITATOR, Hub.NORTH_WEST),), hub=Hub.NORTH_WEST
)
CONTRIBUTOR = Actor(
    id="account:contributor", name="Nino", grants=(Grant(Role.CONTRIBUTOR, Hub.NORTH_WEST),), hub=Hub.NORTH_WEST
)
STRANGER = Actor(id="account:stranger", name="Ona", grants=(Grant(Role.CONTRIBUTOR, Hub.EAST),), hub=Hub.EAST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with a browser has a second try, as Playwright's own runner gives; the summary tells.

    Files with such tests or slow ones come first: a worker that began one at the end would be the last by minutes.
    """
    long = {item.path for item in items if item.get_closest_marker("slow")}
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))
            long.add(item.path)
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English."""
    speak("en")


@pytest.fixture(autouse=True)
def drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of maps drawn in the tests' own process, which saves two seconds each; tests/exports/test_drawing.py."""

    def draw(*asked: Any) -> bytes:
        from sotecin_graph.exports.still import picture

        return picture(*asked)

    monkeypatch.setattr("sotecin_graph.exports.drawing._beside", draw)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module; closed with it, because a thread bears one Playwright and no loop beside it."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords are hashed with the least cost: how slow that is matters to few tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bcrypt, "gensalt", partial(bcrypt.gensalt, 4))
        yield


@pytest.fixture
def slow_hashes(monkeypatch: pytest.MonkeyPatch, quick_hashes: None) -> Iterator[None]:
    """Passwords are hashed as slowly as they are outside tests."""
    monkeypatch.setattr(bcrypt, "gensalt", bcrypt.gensalt.func)  # type: ignore[attr-defined]
    passwords._decoy.cache_clear()
    yield
    passwords._decoy.cache_clear()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest schema, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "sotecin.sqlite3"
    SqlDatabase(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, migrated: Path) -> Iterator[SqlDatabase]:
    """A new database, migrated."""
    shutil.copyfile(migrated, tmp_path / "sotecin.sqlite3")
    database = SqlDatabase(tmp_path / "sotecin.sqlite3")
    yield database
    database.close()


@pytest.fixture
def running(database: SqlDatabase, tmp_path: Path) -> Instance:
    """An instance on the new database."""
    return instance.start(Settings(data=tmp_path, has_example=False), database)


@pytest.fixture
def workshop(database: SqlDatabase) -> Workshop:
    """A workshop of the North-West hub on textiles, its agenda open for everything."""
    return database.write(
        workshops.open_workshop,
        by=SYSTEM,
        title="Textiles, Testhoven",
        hubs=(Hub.NORTH_WEST,),
        chains=(Chain.TEXTILES,),
        starts_at=datetime(2026, 10, 14, 9, tzinfo=UTC),
        agenda="open",
    )


@pytest.fixture
def made(database: SqlDatabase, workshop: Workshop) -> dict[str, ElementId]:
    """Three stakeholders and two challenges on the workshop's map; their ids by name."""
    return draw_map(database, workshop.map_id)


@pytest.fixture
def mission(database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId]) -> MissionId:
    """A mission of all of them, without a council."""
    return promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, made))


@pytest.fixture
def call(database: SqlDatabase) -> CallId:
    """An open call on textiles."""
    return open_call(database)


@pytest.fixture
def participant(database: SqlDatabase, workshop: Workshop) -> Actor:
    """Someone who has joined the workshop."""
    return database.write(_joined, workshop=workshop, alias="Zsófi")


def _joined(uow: UnitOfWork, *, workshop: Workshop, alias: str) -> Actor:
    person = Participant(ParticipantId(alias.lower()), workshop.id, alias, Hub.NORTH_WEST, uow.now, "yes")
    uow.workshops.join(person)
    return actor_of_participant(person)
