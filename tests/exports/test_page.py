"""The stand-alone page in a real browser with the network cut: nothing is asked for, nothing hostile runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from sotecin_graph.briefs.cells import csv_cell
from sotecin_graph.exports import export_map


@pytest.fixture
def seen() -> list[str]:
    """What a page did that it should not: requests, dialogs, errors, refusals."""
    return []


@pytest.fixture
def page(seen: list[str], browser: Browser) -> Iterator[Page]:
    page = browser.new_context(offline=True).new_page()
    page.on("request", lambda one: seen.append(one.url) if not one.url.startswith("file:") else None)
    page.on("dialog", lambda one: (seen.append("dialog"), one.dismiss()))
    page.on("pageerror", lambda one: seen.append(str(one)))
    page.on("console", lambda one: seen.append(one.text) if one.type in ("error", "warning") else None)
    yield page
    page.context.close()


def opened(page: Page, snapshot: Any, folder: Path) -> Page:
    (folder / "map.html").write_bytes(export_map(snapshot, "html"))
    page.goto((folder / "map.html").as_uri())
    page.wait_for_function("network && network.body.nodeIndices.length > 0")
    page.wait_for_timeout(200)
    return page


def choose(page: Page, ident: str) -> str:
    """Click on an element and give what the panel then says."""
    at = page.evaluate(
        "(id) => { const p = network.canvasToDOM(network.getPosition(id)), r = holder.getBoundingClientRect();"
        " return [p.x + r.left, p.y + r.top]; }",
        ident,
    )
    page.mouse.click(*at)
    page.wait_for_timeout(150)
    return page.inner_text("#panel")


def test_hostile_map_runs_and_asks_for_nothing(page: Page, hostile: Any, seen: list[str], tmp_path: Path) -> None:
    opened(page, hostile, tmp_path)

    said = choose(page, "h0")
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(300)

    assert seen == []
    assert "<img src=x onerror=alert(1)>" in said
    assert page.locator("img, iframe, a, script:not([type]) ~ img").count() == 0


def test_control_a_page_that_runs_text_is_seen(page: Page, seen: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<img src=x onerror=alert(1)><script>fetch('http://127.0.0.1:9/')</script>")

    page.goto((tmp_path / "bad.html").as_uri())
    page.wait_for_timeout(300)

    assert "dialog" in seen
    assert any(one.startswith("http://127.0.0.1:9") for one in seen)


def test_map_is_drawn_and_its_elements_can_be_read(page: Page, snapshot: Any, seen: list[str], tmp_path: Path) -> None:
    opened(page, snapshot, tmp_path)

    counts = page.evaluate("[network.body.nodeIndices.length, network.body.edgeIndices.length]")
    said = choose(page, "d")

    assert counts == [4, 5]
    assert "Tenders ask for new cloth only" in said
    assert "5 votes" in said
    assert seen == []


def test_tables_stand_beside_the_map_and_the_example_is_marked(page: Page, snapshot: Any, tmp_path: Path) -> None:
    opened(page, snapshot, tmp_path)
    page.locator("summary").first.click()

    assert page.locator("tbody").first.locator("tr").count() == 4
    assert page.locator(".chip").inner_text() == "Example data"


def test_page_names_no_other_host(snapshot: Any) -> None:
    page = export_map(snapshot, "html").decode()

    assert re.findall(r"<(?:link|base|iframe)|(?:src|href)=[\"']?http|@import|url\(", page.split("<script>")[0]) == []
    assert page.count("sha256-") == 2


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", ' "=1', "\t=1"])
def test_csv_cells_are_no_formulas(text: str) -> None:
    assert str(csv_cell(text)).startswith("'")


@pytest.mark.parametrize("value", [-5, -5.5, None, "a-b", ""])
def test_csv_cells_leave_the_harmless_alone(value: object) -> None:
    assert csv_cell(value) == value
