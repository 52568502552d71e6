"""Visitors with real browsers: they notice which hosts are asked, and read the live map's own account of itself."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

WAIT_S = 40
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """The system's Chromium; the test is skipped where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A person with a browser of their own, at one address of the app."""

    context: BrowserContext
    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)

    def goes_to(self, path: str) -> None:
        """Open a page of the app."""
        self.page.goto(f"{self.address}{path}", wait_until="domcontentloaded")

    def sees(self, text: str) -> Locator:
        """Wait until a text is on the screen; who waits too long loads the page once more, as people do."""
        found = self.page.get_by_text(text).first
        try:
            found.wait_for(timeout=WAIT_S * 500)
        except TooLate:
            self.page.reload(wait_until="domcontentloaded")
            found.wait_for(timeout=WAIT_S * 1000)
        return found

    def settles(self) -> None:
        """Wait until the page's script has run and what it drew has had time to appear."""
        page = self.page.get_by_test_id("stMain").get_by_test_id("stElementContainer").first
        page.wait_for(state="attached", timeout=WAIT_S * 1000)
        self.page.locator("[data-test-script-state=notRunning]").first.wait_for(timeout=WAIT_S * 1000)
        self.page.wait_for_timeout(400)

    def map_state(self) -> dict[str, str]:
        """The live map's state, revision and number of elements, as its root element says."""
        said: dict[str, str] = self.page.evaluate(_STATE)
        return said

    def map_has(self, elements: int) -> None:
        """Wait until the live map shows so many elements."""
        wait_for(lambda: self.map_state().get("elements") == str(elements), f"{elements} elements")

    def map_is_live(self) -> None:
        """Wait until the live map is connected and drawn."""
        wait_for(lambda: self.map_state().get("state") == "live", "a live map")

    def names_on_map(self) -> list[str]:
        """The names of all elements that the live map holds."""
        names: list[str] = self.page.evaluate(_NAMES)
        return names


def visitor(browser: Browser, address: str, size: dict[str, int], **more: Any) -> Visitor:
    """Open a browser window of a size for someone."""
    context = browser.new_context(viewport=size, locale="en-GB", **more)  # type: ignore[arg-type]
    page = context.new_page()
    someone = Visitor(context, page, address)
    page.on("request", lambda request: someone.hosts.add(urlsplit(request.url).hostname or ""))
    page.on("websocket", lambda socket: someone.hosts.add(urlsplit(socket.url).hostname or ""))
    return someone


def sign_in(someone: Visitor, username: str, password: str) -> None:
    """Sign in by the form of the page."""
    someone.goes_to("/sign-in")
    someone.page.get_by_label("Sign-in name").fill(username, timeout=WAIT_S * 1000)
    someone.page.get_by_label("Password", exact=True).fill(password)
    someone.page.get_by_role("button", name="Sign in").last.click()
    someone.sees("What next?")


def join(
    someone: Visitor, code: str, *, alias: str = "", language: str = "", words: tuple[str, str] = ("I agree", "Join")
) -> None:
    """Join a workshop by its link; `words` are those of the box to tick and of the button, in the page's language."""
    someone.goes_to(f"/join?code={code}" + (f"&language={language}" if language else ""))
    agree, press = words
    agreed = someone.page.get_by_text(agree)
    agreed.wait_for(timeout=WAIT_S * 1000)
    if alias:
        someone.page.get_by_label("Your alias").fill(alias)
    agreed.click()
    someone.page.get_by_role("button", name=press).last.click()


def passwords(data: Path) -> dict[str, str]:
    """The example accounts' passwords, from beside the database."""
    found: dict[str, str] = json.loads((data / "example-sign-in.json").read_text())
    return found


def wait_for(is_so: Callable[[], bool], what: str) -> None:
    """Ask again until it is so, or fail with what did not come."""
    until = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < until, f"waited {WAIT_S} s for {what}"
        time.sleep(0.1)


_FIND = """
const find = (root) => {
  for (const each of root.querySelectorAll('*')) {
    if (each.sotecinMap) return each;
    if (each.shadowRoot) { const found = each.shadowRoot.sotecinMap ? each.shadowRoot : find(each.shadowRoot);
      if (found) return found; }
  }
  return null;
};
const shadowed = (root) => {
  const own = root.querySelector('[data-revision]');
  if (own) return own;
  for (const each of root.querySelectorAll('*')) {
    const found = each.shadowRoot && shadowed(each.shadowRoot);
    if (found) return found;
  }
  return null;
};
"""
_STATE = "() => {" + _FIND + "const root = shadowed(document); return root ? {...root.dataset} : {}; }"
_NAMES = (
    "() => {" + _FIND + "const host = find(document);"
    "return host ? host.sotecinMap.cy.nodes().map((each) => each.data('name')).filter(Boolean) : []; }"
)
