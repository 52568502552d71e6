"""A chosen language in a real browser: found again on reload, at the bare address, in a new tab and by who joined."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bench.serving import Served
from tests.browser.visitors import PHONE, WAIT_S, Visitor, visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(server: Served, browser: Browser) -> Iterator[Visitor]:
    """A phone that asks for English."""
    someone = visitor(browser, server.address, PHONE)
    yield someone
    someone.context.close()


def _reads(page: Page, title: str) -> bool:
    page.get_by_role("heading", name=title).first.wait_for(timeout=WAIT_S * 1000)
    return True


def test_chosen_language_is_found_again(phone: Visitor) -> None:
    phone.goes_to("/join?language=de")
    phone.settles()
    phone.page.get_by_role("combobox", name="Sprache").click()
    with phone.page.expect_response("**/session/language") as answer:
        phone.page.get_by_role("option", name="Magyar").click()
    phone.page.reload(wait_until="domcontentloaded")

    assert answer.value.status == 200
    assert _reads(phone.page, "Csatlakozás")
    other = phone.context.new_page()
    other.goto(f"{phone.address}/", wait_until="domcontentloaded")
    assert _reads(other, "Térképezzék fel")


def test_opening_a_page_sets_no_language(phone: Visitor) -> None:
    phone.goes_to("/?language=de")
    phone.settles()

    assert [each["name"] for each in phone.context.cookies() if "language" in each["name"]] == []
