"""A canvas in a browser as a test sees it: what it shows, and a hand on its elements."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page

WAIT_S = 15


class Tabs:
    """Tabs with a profile each, which one test after another uses: a visit in a new one costs three times as much."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    def take(self, size: tuple[int, int], *, is_new: bool = False) -> Page:
        """A tab of a size, empty; a new one for a test that will not leave it as it was."""
        is_there = self._free and not is_new
        page = self._free.pop(0) if is_there else self._browser.new_page(reduced_motion="reduce")
        page.set_viewport_size({"width": size[0], "height": size[1]})
        return page

    def give_back(self, page: Page) -> None:
        """Empty the tab, with what it keeps, and put its mouse away."""
        page.evaluate("() => localStorage.clear()")
        page.goto("about:blank")
        page.mouse.up()
        page.mouse.move(0, 0)
        self._free.append(page)


class Screen:
    """One page with the canvas on it."""

    def __init__(self, page: Page, address: str, map_id: str, asked: dict[str, str]) -> None:
        self.page, self.address, self.map_id = page, address, map_id
        self.errors: list[str] = []
        self.page.on("pageerror", self._note_error)
        self.page.on("console", self._note)
        self.page.goto(f"{address}/?{urlencode({'map': map_id, **asked})}")
        self.until("root.dataset.revision !== undefined")

    def leave(self) -> Page:
        """Hear of the page no more; the page."""
        self.page.remove_listener("pageerror", self._note_error)
        self.page.remove_listener("console", self._note)
        return self.page

    def _note_error(self, error: Exception) -> None:
        self.errors.append(str(error))

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning") and "WebSocket" not in message.text:
            self.errors.append(message.text)

    def ask(self, expression: str) -> Any:
        """The value of an expression of root, cy and state (the page's CSP forbids to evaluate later)."""
        given = "const shadow = window.harness?.shadow; if (!shadow?.sotecinMap) return null;"
        given += "const root = shadow.querySelector('.sotecin-map'), {cy, state} = shadow.sotecinMap;"
        return self.page.evaluate(f"() => {{ {given} return {expression}; }}")

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + WAIT_S
        while not self.ask(expression):
            assert time.monotonic() < end, f"not within {WAIT_S} s: {expression}"
            time.sleep(0.05)

    def get(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def spot(self, element: str) -> tuple[float, float]:
        """Where an element stands on the screen; one pixel off its middle."""
        at = self.ask(f"cy.getElementById('{element}').renderedPosition()")
        box = self.get(".graph").bounding_box()
        assert box
        return box["x"] + at["x"] + 1, box["y"] + at["y"] + 1

    def free_spot(self) -> tuple[float, float]:
        """A place on the map where nothing stands."""
        box = self.get(".graph").bounding_box()
        assert box
        return box["x"] + 40, box["y"] + box["height"] - 40

    def click(self, element: str) -> None:
        self.page.mouse.click(*self.spot(element))

    def type(self, text: str) -> None:
        """Write into the name box on the map."""
        self.get("[data-testid=inline]").fill(text)
        self.page.keyboard.press("Enter")

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(start[0] + 8, start[1] - 8, steps=3)
        self.page.mouse.move(*end, steps=8)
        self.page.mouse.up()

    def control(self, deed: str, body: Any = None) -> Any:
        """Act on the fake endpoint."""
        return self.page.request.post(f"{self.address}/fake/{self.map_id}/{deed}", data=body or {}).json()

    def named(self, name: str) -> str:
        """An expression: an element of this name is on the map."""
        return f"[...state.elements.values()].some((one) => one.name === {name!r})"


def commands(screen: Screen) -> list[dict[str, Any]]:
    """What was sent so far."""
    sent: list[dict[str, Any]] = screen.control("look")["commands"]
    return sent
