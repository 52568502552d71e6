"""A German phone at its task: kept words are spoken of only where there are some, and nothing is cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from bench.serving import Served
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import endings, workshops
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState
from tests.browser.visitors import PHONE, WAIT_S, Visitor, join, visitor

pytestmark = pytest.mark.browser
TITLE = "Textiles, Waterhoven"
WHO, LISTEN = range(2)
STEPS = (Step("Wer", "", 5, (Takes.STAKEHOLDER,)), Step("Hören", "", 5))


@pytest.fixture(scope="module")
def database(server: Served) -> SqlDatabase:
    """The server's, from beside it."""
    return SqlDatabase(server.data / "sotecin.sqlite3")


@pytest.fixture(scope="module")
def workshop(database: SqlDatabase) -> Workshop:
    """The example workshop, with a step that takes stakeholders and one that takes nothing."""

    def opened(uow: UnitOfWork) -> Workshop:
        found = next(each for each in uow.workshops.all() if each.title == TITLE)
        uow.workshops.update(replace(found, steps=STEPS, step=WHO))
        return found

    return database.write(opened)


@pytest.fixture(scope="module")
def phone(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """A participant's phone, in German."""
    someone = visitor(browser, server.address, PHONE, has_touch=True)
    join(someone, workshop.code, language="de", words=("Ich bin einverstanden", "Teilnehmen"))
    someone.sees("Wer ist dabei?")
    return someone


@pytest.mark.parametrize("words", ["", "Hafen"])
def test_kept_words_are_told_only_where_there_are_some(
    phone: Visitor, database: SqlDatabase, workshop: Workshop, words: str
) -> None:
    field = phone.page.get_by_label("Wer ist dabei?")
    kept = phone.page.locator(".st-key-task-kept")
    field.fill(words)
    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=LISTEN)
    kept.wait_for(state="attached", timeout=WAIT_S * 1000)
    assert kept.is_visible() is bool(words)

    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=WHO)

    kept.wait_for(state="detached", timeout=WAIT_S * 1000)
    assert field.input_value() == words


def test_phone_is_thanked_and_goes_on_late_with_nothing_cut_off(
    phone: Visitor, database: SqlDatabase, workshop: Workshop
) -> None:
    soon = (datetime.now(UTC) + timedelta(days=9)).date()
    database.write(endings.set_ending, by=SYSTEM, ident=workshop.id, follow_up_until=soon)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)
    phone.sees("Danke!")

    phone.page.locator(".st-key-thanks-late button").tap()

    phone.sees("Nachtrag")
    way = phone.page.get_by_role("link", name="Was Sie beigetragen haben").locator("p")
    assert way.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert (way.bounding_box() or {"height": 0.0})["height"] > 30
