"""A phone that votes: dots count at once, also while the line is gone, and are given once when it is back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from bench.serving import Served
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.browser.visitors import PHONE, WAIT_S, Visitor, join, visitor, wait_for

pytestmark = pytest.mark.browser
TITLE = "Textiles, Waterhoven"
STEPS = (
    Step("Vote", "", 20, (Takes.VOTE,), dots=3),
    Step("One", "", 5, (Takes.CHALLENGE,)),
    Step("Two", "", 5, (Takes.CHALLENGE,)),
)


@pytest.fixture
def database(server: Served) -> SqlDatabase:
    """The server's, from beside it."""
    return SqlDatabase(server.data / "sotecin.sqlite3")


@pytest.fixture
def workshop(database: SqlDatabase) -> Workshop:
    """The example workshop, in a vote of three dots."""

    def opened(uow: UnitOfWork) -> Workshop:
        found = next(each for each in uow.workshops.all() if each.title == TITLE)
        uow.workshops.update(replace(found, steps=STEPS))
        workshops.set_step(uow, by=SYSTEM, map_id=found.map_id, step=0)
        return found

    return database.write(opened)


@pytest.fixture
def phone(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """A participant's phone, on the ballot."""
    someone = visitor(browser, server.address, PHONE, has_touch=True)
    join(someone, workshop.code)
    someone.sees("3 of 3 dots left.")
    return someone


def _given(database: SqlDatabase, workshop: Workshop) -> list[list[int]]:
    return sorted(database.read(lambda uow: uow.voting.given(workshop.map_id, 1)).values())


def test_dots_given_without_a_line_arrive_once(phone: Visitor, database: SqlDatabase, workshop: Workshop) -> None:
    challenges = phone.page.get_by_role("group", name="Your dots for")
    more = [challenges.nth(number).get_by_role("button").last for number in range(2)]
    more[0].tap()
    wait_for(lambda: _given(database, workshop) == [[1]], "the first dot")
    phone.context.set_offline(True)
    more[0].tap()
    more[1].tap()
    phone.sees("0 of 3 dots left.")
    phone.page.wait_for_timeout(1500)
    assert _given(database, workshop) == [[1]]

    phone.context.set_offline(False)

    wait_for(lambda: _given(database, workshop) == [[1], [2]], "the dots that waited")
    phone.page.reload()
    phone.sees("0 of 3 dots left.")


def test_next_step_begins_at_its_title(phone: Visitor, database: SqlDatabase, workshop: Workshop) -> None:
    def title_at(step: int) -> float:
        """How far down the screen the line with the step stands; not on it where it is below 0."""
        phone.sees(f"Step {step + 1} of 3")
        return (phone.page.get_by_text(f"Step {step + 1} of 3").bounding_box() or {"y": -1.0})["y"]

    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=1)
    phone.page.get_by_role("heading", name="One", exact=True).wait_for(timeout=WAIT_S * 1000)
    phone.settles()  # the page follows the line above it, and begins at its title, too
    phone.page.get_by_role("link", name="Look at the map").scroll_into_view_if_needed()
    assert title_at(1) < 0
    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=2)

    wait_for(lambda: 60 < title_at(2) < 400, "the step's title")
