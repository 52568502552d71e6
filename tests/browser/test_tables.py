"""Two laptops at a workshop whose tables have maps of their own: all are called to the map of all; the desk of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from bench.serving import Served
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, tables
from sotecin_graph.vocabulary import Kind
from sotecin_graph.workshops import Workshop
from tests.browser.visitors import LAPTOP, Visitor, join, passwords, sign_in, visitor

pytestmark = pytest.mark.browser
MAP = "Textiles, Waterhoven"


@pytest.fixture(scope="module")
def workshop(server: Served) -> Workshop:
    """The example workshop, with two tables that work on maps of their own; one has made a lot."""
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    found = database.write(_at_tables)
    database.close()
    return found


def _at_tables(uow: UnitOfWork) -> Workshop:
    found = next(each for each in uow.workshops.all() if each.title == MAP)
    steps = tuple(replace(step, is_at_tables=True) for step in found.steps)
    uow.workshops.update(replace(found, steps=steps))
    tables.seat_all(uow, by=SYSTEM, map_id=found.map_id, tables=2, has_maps=True)
    first = uow.workshops.table_maps(found.id)[1]
    for number in range(tables.MANY + 1):
        elements.add_stakeholder(uow, by=SYSTEM, map_id=first, name=f"Mill {number}", kind=Kind.INDUSTRY)
    return found


@pytest.fixture(scope="module")
def lead(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """The hub lead, signed in."""
    someone = visitor(browser, server.address, LAPTOP)
    sign_in(someone, "hub-lead", passwords(server.data)["hub-lead"])
    return someone


@pytest.fixture
def laptop(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """A participant at a table, on the table's map."""
    someone = visitor(browser, server.address, LAPTOP)
    join(someone, workshop.code, alias="Zsófi")
    someone.sees("How might we …?")
    someone.goes_to("/map")
    someone.map_is_live()
    someone.page.wait_for_url("**/map?map=*")
    return someone


def test_who_sits_at_a_table_is_called_to_the_map_of_all_and_goes_back(
    lead: Visitor, laptop: Visitor, workshop: Workshop
) -> None:
    lead.goes_to(f"/map?map={workshop.map_id}")
    lead.map_is_live()
    own, made = laptop.page.url, laptop.map_state()["elements"]
    lead.page.locator("[data-lever=bring]").click()
    laptop.sees("asks everyone to the map of all")
    assert (laptop.page.url, laptop.map_state()["elements"]) == (own, made)

    laptop.page.locator("[data-testid=brought-act]").click()
    laptop.map_has(int(lead.map_state()["elements"]))
    laptop.page.wait_for_url(f"**/map?map={workshop.map_id}")
    laptop.page.get_by_role("button", name="Go where you work").click()
    laptop.page.wait_for_url(own)
    laptop.map_has(int(made))


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_way_to_a_tables_map_stands_beside_its_name(lead: Visitor, workshop: Workshop, width: int) -> None:
    lead.page.set_viewport_size({"width": width, "height": 900})
    lead.goes_to(f"/desk?map={workshop.map_id}&show=tables")
    lead.sees("Open its map")
    lead.settles()

    card = lead.page.locator(".st-key-card-table-1")
    name, way = (card.get_by_text(words, exact=True).bounding_box() for words in ("Table 1", "Open its map"))
    assert name
    assert way
    assert abs(name["y"] + name["height"] / 2 - way["y"] - way["height"] / 2) < 8
    assert way["x"] > name["x"] + name["width"]
