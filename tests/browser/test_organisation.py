"""Signing in through an organisation in a real browser: from the button there and back, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Role
from sotecin_graph.services import entry_links
from sotecin_graph.vocabulary import Hub
from tests.browser.visitors import LAPTOP, WAIT_S, visitor
from tests.live.provider import CLIENT, SECRET, an_organisation

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app with an organisation set up, and an invitation by mail."""
    data = tmp_path_factory.mktemp("organisation")
    with an_organisation() as made:
        _set_up(data, made.address)
        with served(data=data, example="no") as running:
            yield running


def _set_up(data: Path, address: str) -> None:
    told = {
        "name": "Ministry of Tests",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{address}/.well-known/openid-configuration",
    }
    lines = ["[ministry]", *(f'{name} = "{value}"' for name, value in told.items()), 'mails = ["ministry.example"]']
    (data / "organisations.toml").touch(mode=0o600)
    (data / "organisations.toml").write_text("\n".join(lines))
    database = SqlDatabase(data / "sotecin.sqlite3")
    invited = {"role": Role.HUB_LEAD, "hub": Hub.EAST, "mail": "anna@ministry.example"}
    database.write(entry_links.invite, by=SYSTEM, **invited)
    database.close()


def test_person_signs_in_through_an_organisation_and_out_again(server: Served, browser: Browser) -> None:
    anna = visitor(browser, server.address, LAPTOP)
    anna.goes_to("/sign-in")
    anna.page.get_by_role("button", name="Sign in with Ministry of Tests").click(timeout=WAIT_S * 1000)

    anna.page.get_by_role("link", name="People").first.wait_for(timeout=WAIT_S * 1000)  # a hub lead's own page
    cookies = {each["name"] for each in anna.context.cookies()}
    assert "sotecin_session" in cookies
    assert not {name for name in cookies if name.startswith("_streamlit_user")}

    anna.goes_to("/account")
    anna.sees("Ministry of Tests")
    anna.page.get_by_role("button", name="Sign out", exact=True).click()
    anna.page.get_by_role("link", name="People").first.wait_for(state="hidden", timeout=WAIT_S * 1000)
    assert "sotecin_session" not in {each["name"] for each in anna.context.cookies()}
    anna.context.close()
