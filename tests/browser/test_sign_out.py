"""Signing out in one tab: the other tabs of that browser show nothing more of what only the account may see."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from bench.serving import Served, served
from tests.browser.visitors import LAPTOP, WAIT_S, passwords, sign_in, visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """The app with the example programme."""
    with served() as running:
        yield running


def test_other_tab_becomes_nobodys_within_seconds(server: Served, browser: Browser) -> None:
    lead = visitor(browser, server.address, LAPTOP)
    sign_in(lead, "hub-lead", passwords(server.data)["hub-lead"])
    other = lead.context.new_page()
    other.goto(f"{server.address}/workshops", wait_until="domcontentloaded")
    navigation = other.get_by_role("link", name="Workshops")
    navigation.first.wait_for(timeout=WAIT_S * 1000)

    begun = time.monotonic()
    status = lead.page.evaluate("async () => (await fetch('/session/sign-out', {method: 'POST'})).status")
    navigation.first.wait_for(state="hidden", timeout=WAIT_S * 1000)
    seconds = time.monotonic() - begun

    assert status == 200
    # the socket ends within two (tests/live/test_takeover.py); the rest is a page on a busy machine
    assert seconds < 10
    assert urlsplit(other.url).path == "/"
    lead.context.close()
