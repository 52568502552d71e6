"""Signing in through an organisation, on the pages: what is offered, what is told on return, and linking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.federation import Identity, Provider
from sotecin_graph.instance import Instance
from sotecin_graph.live import visits
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import entry_links, federation, sessions
from sotecin_graph.vocabulary import Hub
from tests.pages.conftest import Visit, drawn, said, texts

OpenAccount = Callable[..., Actor]
ANNA = Identity("https://id.example", "a" * 64, "ministry", "Anna *T*", "anna@ministry.example")


@pytest.fixture(autouse=True)
def organisation(running: Instance) -> None:
    """One is set up."""
    provider = Provider("ministry", "Ministry", "us", "s", "https://id.example/.well-known/x", ("ministry.example",))
    object.__setattr__(running, "providers", (provider,))


@pytest.fixture
def returned(running: Instance, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Draw a page in a browser of which the organisation has just said whose it is."""

    def draw(name: str, token: str = "", **query: str) -> AppTest:
        cookies = {visits.PENDING: visits.sealed_pending(ANNA)} | ({visits.SESSION: token} if token else {})
        return drawn(monkeypatch, name, cookies, query)

    return draw


def test_sign_in_offers_the_organisation_and_without_one_nothing(visit: Visit, running: Instance) -> None:
    assert "Sign in with Ministry" in [each.label for each in visit("sign_in").button]

    object.__setattr__(running, "providers", ())
    assert "Sign in with Ministry" not in [each.label for each in visit("sign_in").button]


@pytest.mark.parametrize(
    ("came_of_it", "sentence"), [("late", "too long"), ("failed", "could not be trusted"), ("at-rest", "at rest")]
)
def test_what_came_of_it_is_told(visit: Visit, came_of_it: str, sentence: str) -> None:
    assert sentence in said(visit("sign_in", organisation=came_of_it))
    assert said(visit("sign_in", organisation="<b>made up</b>")) == ""


def test_who_is_not_known_is_told_what_to_do(returned: Callable[..., AppTest]) -> None:
    at = returned("sign_in", organisation="unknown")

    assert r"Anna \*T\* · anna@ministry\.example" in said(at)
    assert "No account here is linked" in said(at)


def test_invited_makes_an_account_without_a_password(returned: Callable[..., AppTest], database: SqlDatabase) -> None:
    token = database.write(entry_links.invite, by=SYSTEM, role=Role.CONTRIBUTOR, hub=Hub.EAST)

    at = returned("welcome", link=token).button(key="welcome.organisation").click().run()

    assert not at.exception
    assert "One moment" in texts(at)
    assert database.read(federation.is_known, identity=ANNA)


def test_account_is_linked_by_its_owner_and_let_go(
    returned: Callable[..., AppTest], open_account: OpenAccount, database: SqlDatabase
) -> None:
    token = database.write(sessions.open_for, actor_id=open_account().id)

    at = returned("account", token).button(key="account.link").click().run()
    assert database.read(federation.is_known, identity=ANNA)

    at.button(key=f"account.unlink.{ANNA.issuer}").click().run()
    assert not database.read(federation.is_known, identity=ANNA)
