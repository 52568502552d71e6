"""A server with the fake endpoint and screens of it, for all tests of the canvas."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser

from tests.canvas.dev_server import app
from tests.canvas.pages import Screen


@pytest.fixture(scope="session")
def canvas_address() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def open_screen(canvas_address: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """Opens screens of one map of the test's own; errors of the page fail the test."""
    screens: list[Screen] = []

    def open_one(
        name: str = "Femke", *, width: int = 1440, height: int = 900, map_id: str = "", **asked: str
    ) -> Screen:
        own = f"{map_id}{request.node.name}".replace("[", "-").replace("]", "")
        screen = Screen(browser, canvas_address, own, {"ticket": name, **asked}, (width, height))
        screens.append(screen)
        return screen

    yield open_one
    errors = [error for screen in screens for error in screen.errors]
    for screen in screens:
        screen.page.close()
    assert errors == []
