"""Pages as a reader meets them: Streamlit's own test runner on one page, with a real session of a real person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.instance import Instance
from sotecin_graph.live.entrance import COOKIE
from sotecin_graph.live.visits import LANGUAGE
from sotecin_graph.people import SYSTEM, Actor, Grant, Role, actor_of_account
from sotecin_graph.services import sessions, workshops
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Workshop

PASSWORD = "correct horse battery"
_once = count()

Visit = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once() -> Iterator[None]:
    """Each run of the test runner reads what is told of all installed packages, in search of components: 0.2 s."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", lru_cache(manifest_scanner.scan_component_manifests)
        )
        yield


@lru_cache
def password_hash() -> str:
    """The hash of PASSWORD; made once, since it is slow on purpose."""
    return hash_password(PASSWORD)


@pytest.fixture
def open_account(database: SqlDatabase) -> Callable[..., Actor]:
    """Make an account with a role in the North-West hub; returns it as an actor."""

    def open_one(role: Role = Role.CONTRIBUTOR, hub: Hub | None = Hub.NORTH_WEST) -> Actor:
        name = role.value.replace(" ", "-")
        given = {"username": name, "name": name.title(), "grants": (Grant(role, hub),)}
        return actor_of_account(database.write(sessions.add_account, by=SYSTEM, password_hash=password_hash(), **given))

    return open_one


@pytest.fixture
def lead(open_account: Callable[..., Actor]) -> Actor:
    """The North-West hub's lead, with an account."""
    return open_account(Role.HUB_LEAD)


@pytest.fixture
def facilitator(open_account: Callable[..., Actor]) -> Actor:
    """A facilitator of the North-West hub, with an account."""
    return open_account(Role.FACILITATOR)


@pytest.fixture
def example_workshop(database: SqlDatabase) -> Workshop:
    """An open workshop that is labelled as an example, on a map that anyone may see."""
    given = {"title": "Example, Testburg", "hubs": (Hub.CENTRE_NORTH,), "chains": (Chain.PLASTICS,)}
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)
    return database.write(workshops.open_workshop, by=SYSTEM, starts_at=at, is_example=True, **given)


@pytest.fixture
def visit(running: Instance, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Draw a page for someone: `visit("mine", actor)`, `kept` is the cookie of the language, the rest the query."""

    def draw(name: str, actor: Actor | None = None, *, kept: str = "", **query: str) -> AppTest:
        cookies = {LANGUAGE: kept} | ({COOKIE: _token(running, actor)} if actor else {})
        return drawn(monkeypatch, name, cookies, query)

    return draw


def drawn(patch: pytest.MonkeyPatch, name: str, cookies: dict[str, str], query: dict[str, str]) -> AppTest:
    """A page as it is drawn in a browser with these cookies."""
    patch.setattr(ContextProxy, "cookies", cookies)
    at = AppTest.from_function(_page, kwargs={"name": name}, default_timeout=20)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def _token(running: Instance, actor: Actor) -> str:
    claim = {"actor": actor.id, "once": f"test-{next(_once)}"}
    return running.database.write(sessions.redeem, claim=claim)


def _page(name: str) -> None:
    """The script of a session that has one page only."""
    import importlib

    from pages.parts.desk import open_desk

    importlib.import_module(f"pages.{name}").show(open_desk())


def press(at: AppTest, label: str) -> AppTest:
    """Press the first button with these words."""
    return next(each for each in at.button if each.label == label).click().run()


def said(at: AppTest) -> str:
    """Everything that the page tells: errors, warnings, notices."""
    return " ".join(each.value for each in [*at.error, *at.warning, *at.info, *at.success])


def texts(at: AppTest) -> str:
    """Everything that the page says in running text."""
    return " ".join(each.value for each in [*at.title, *at.header, *at.markdown, *at.caption])
