"""Signing in through an organisation: begun by Streamlit's own route, with a real provider, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import streamlit as st
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import Response
from starlette.testclient import TestClient
from streamlit.auth_util import encode_provider_token
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.federation import Provider, streamlit_secrets
from sotecin_graph.instance import Instance
from sotecin_graph.live import visits
from sotecin_graph.live.headers import SecurityHeaders
from sotecin_graph.live.identity import Identity as Identifying
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.services import entry_links, federation, people, sessions
from sotecin_graph.settings import Settings
from sotecin_graph.vocabulary import Hub
from tests.live.provider import ANNA, CLIENT, SECRET, Organisation, an_organisation

HERE = "http://127.0.0.1:8501"


@pytest.fixture(scope="module")
def open_organisation() -> Iterator[Organisation]:
    with an_organisation() as made:
        st.secrets.merge_programmatic_secrets(
            streamlit_secrets([_provider(made)], address=HERE, cookie_secret="c" * 40)
        )
        yield made
        st.secrets._reset()


@pytest.fixture
def organisation(open_organisation: Organisation) -> Organisation:
    """One that says the truth, until a test has it lie."""
    open_organisation.person, open_organisation.lies = dict(ANNA), {}
    open_organisation.signs_with, open_organisation.issuer = None, ""
    return open_organisation


@pytest.fixture
def here(organisation: Organisation, migrated: Path, tmp_path: Path) -> Iterator[Instance]:
    shutil.copyfile(migrated, tmp_path / "sotecin.sqlite3")
    database = SqlDatabase(tmp_path / "sotecin.sqlite3")
    yield instance.start(Settings(data=tmp_path, has_example=False), database, (_provider(organisation),))
    database.close()


@pytest.fixture
def browser_there(here: Instance) -> Iterator[TestClient]:
    """A browser at our app as it is put together, with Streamlit's own sign-in routes."""
    guards = [Middleware(SecurityHeaders), Middleware(Identifying), Middleware(SessionMiddleware, secret_key="s" * 40)]
    app = Starlette(routes=[*ROUTES, *create_auth_routes("")], middleware=guards)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


def _provider(made: Organisation) -> Provider:
    described = f"{made.address}/.well-known/openid-configuration"
    return Provider("ministry", "Ministry", CLIENT, SECRET, described, ("ministry.example",))


def _there_and_back(browser: TestClient) -> Response:
    """What st.login does, up to the answer of our own route."""
    begun = browser.get(f"/auth/login?provider={encode_provider_token('ministry')}")
    back = urlsplit(httpx.get(begun.headers["location"]).headers["location"])
    assert f"{back.scheme}://{back.netloc}" == HERE
    answer: Response = browser.get(
        f"{back.path}?{back.query}", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    )
    return answer


def _who(browser: TestClient, here: Instance) -> Actor:
    return here.database.read(sessions.actor_of, token=browser.cookies.get("sotecin_session", ""))


def _invited(here: Instance, mail: str = "anna@ministry.example") -> str:
    return here.database.write(entry_links.invite, by=SYSTEM, role=Role.FACILITATOR, hub=Hub.EAST, mail=mail)


def test_invited_mail_signs_in_with_a_session_of_ours_and_the_role_of_the_invitation(
    browser_there: TestClient, here: Instance
) -> None:
    _invited(here)

    answer = _there_and_back(browser_there)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    who = _who(browser_there, here)
    assert (who.name, who.grants) == ("Anna Testberg", (Grant(Role.FACILITATOR, Hub.EAST),))
    assert "httponly" in str(answer.headers).lower()
    assert not [name for name in browser_there.cookies if name.startswith("_streamlit_user")]


def test_known_person_comes_back_to_the_same_account_in_a_new_session(
    browser_there: TestClient, here: Instance, organisation: Organisation
) -> None:
    _invited(here)
    _there_and_back(browser_there)
    first, token = _who(browser_there, here), browser_there.cookies["sotecin_session"]
    organisation.person["email"] = "married@elsewhere.example"

    _there_and_back(browser_there)

    assert _who(browser_there, here).id == first.id
    assert here.database.read(sessions.actor_of, token=token).is_anonymous  # rotated


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another app"},
        {"aud": "another app", "azp": CLIENT},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": 1},
        {"sub": None},
    ],
    ids=["issuer", "audience", "audience, party", "nonce", "no nonce", "old", "nobody"],
)
def test_forged_answer_lets_nobody_in(
    browser_there: TestClient, here: Instance, organisation: Organisation, lies: dict[str, Any]
) -> None:
    _invited(here)
    organisation.lies = lies

    answer = _there_and_back(browser_there)

    assert answer.headers["location"] == "/sign-in?organisation=failed"
    assert _who(browser_there, here).is_anonymous


def test_answer_signed_by_another_key_lets_nobody_in(
    browser_there: TestClient, here: Instance, organisation: Organisation
) -> None:
    _invited(here)
    organisation.signs_with = RSAKey.generate_key(2048, {"kid": "one"})

    assert _there_and_back(browser_there).headers["location"] == "/sign-in?organisation=failed"


def test_organisation_that_says_to_be_another_lets_nobody_in(
    browser_there: TestClient, here: Instance, organisation: Organisation
) -> None:
    _invited(here)
    organisation.issuer = organisation.lies["iss"] = "https://id.elsewhere.example"

    assert _there_and_back(browser_there).headers["location"] == "/sign-in?organisation=failed"


@pytest.mark.parametrize(
    "said",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "anna@elsewhere.example"},
        {"email": "bob@ministry.example"},
    ],
    ids=["not verified", "a word", "not said", "not its own", "not invited"],
)
def test_mail_that_is_not_sure_makes_no_account(
    browser_there: TestClient, here: Instance, organisation: Organisation, said: dict[str, Any]
) -> None:
    _invited(here)
    _invited(here, "anna@elsewhere.example")
    organisation.lies = said

    answer = _there_and_back(browser_there)

    assert answer.headers["location"] == "/sign-in?organisation=unknown"
    assert _who(browser_there, here).is_anonymous
    assert here.database.read(lambda uow: uow.people.accounts()) == []


def test_mail_that_is_somebodys_sign_in_name_opens_nothing(browser_there: TestClient, here: Instance) -> None:
    """Whoever made an account under somebody else's mail must not get their sign-in, nor they that account."""
    given: dict[str, Any] = {
        "username": str(ANNA["email"]).lower(),
        "name": "Mallory",
        "password_hash": "-",
        "grants": (),
    }
    here.database.write(sessions.add_account, by=SYSTEM, **given)

    assert _there_and_back(browser_there).headers["location"] == "/sign-in?organisation=unknown"


def test_answer_without_a_beginning_or_for_the_second_time_lets_nobody_in(
    browser_there: TestClient, here: Instance
) -> None:
    _invited(here)
    assert browser_there.get("/session/organisation?code=x&state=y").headers["location"].endswith("=late")
    begun = browser_there.get(f"/auth/login?provider={encode_provider_token('ministry')}")
    back = httpx.get(begun.headers["location"]).headers["location"]
    with TestClient(browser_there.app, base_url=HERE, follow_redirects=False) as foreign:
        assert foreign.get(back).headers["location"].endswith("=late")
    assert browser_there.get(back).headers["location"] == "/"
    browser_there.get("/session/sign-out")
    assert browser_there.get(back).headers["location"].endswith("=late")


def test_streamlits_own_way_back_is_closed(browser_there: TestClient) -> None:
    begun = browser_there.get(f"/auth/login?provider={encode_provider_token('ministry')}")
    back = httpx.get(begun.headers["location"]).headers["location"]

    assert browser_there.get(back.replace("/session/organisation", "/oauth2callback")).status_code == 404
    assert browser_there.get("/auth/logout").status_code == 404


def test_account_at_rest_stays_closed_and_ended_sessions_stay_ended(browser_there: TestClient, here: Instance) -> None:
    _invited(here)
    _there_and_back(browser_there)
    (account,) = here.database.read(lambda uow: uow.people.accounts())
    here.database.write(people.put_to_rest, by=SYSTEM, account_id=account.id)

    assert _who(browser_there, here).is_anonymous
    assert _there_and_back(browser_there).headers["location"] == "/sign-in?organisation=at-rest"


def test_link_is_made_by_the_owner_alone_and_signs_in_from_then_on(browser_there: TestClient, here: Instance) -> None:
    given = {"username": "ilse", "name": "Ilse", "password_hash": "$2-", "grants": (Grant(Role.FACILITATOR),)}
    account = here.database.write(sessions.add_account, by=SYSTEM, **given)
    token = here.database.write(sessions.open_for, actor_id=f"account:{account.id}")
    browser_there.cookies.set("sotecin_session", token)

    answer = _there_and_back(browser_there)

    assert answer.headers["location"] == "/account?organisation=unknown"
    assert here.database.read(federation.sign_ins, by=_who(browser_there, here)).linked == ()  # not by itself
    identity = visits.pending(dict(browser_there.cookies))
    assert identity is not None
    here.database.write(federation.link, by=_who(browser_there, here), identity=identity)
    browser_there.cookies.delete("sotecin_session")
    _there_and_back(browser_there)
    assert _who(browser_there, here).id == f"account:{account.id}"
