"""A server with the fake endpoint and screens of it, for all tests of the canvas."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.canvas.dev_server import app
from tests.canvas.pages import Screen, Tabs
from tests.serving import served_here


@pytest.fixture(scope="session")
def canvas_address() -> Iterator[str]:
    with served_here(app) as address:
        yield address


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Tabs:
    """The tabs of a module's browser."""
    return Tabs(browser)


@pytest.fixture
def open_screen(canvas_address: str, tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[object]:
    """Opens screens of one map of the test's own; errors of the page fail the test."""
    screens: list[Screen] = []
    is_new = request.node.get_closest_marker("new_tab") is not None

    def open_one(
        name: str = "Femke", *, width: int = 1440, height: int = 900, map_id: str = "", **asked: str
    ) -> Screen:
        own = f"{map_id}{request.node.name}".replace("[", "-").replace("]", "")
        page = tabs.take((width, height), is_new=is_new)
        screens.append(Screen(page, canvas_address, own, {"ticket": name, **asked}))
        return screens[-1]

    yield open_one
    errors = [error for screen in screens for error in screen.errors]
    for screen in screens:
        if is_new:
            screen.page.close()
        else:
            tabs.give_back(screen.leave())
    assert errors == []
