"""The main job with real browsers: a hub lead, a second visitor and a phone, from joining to the brief."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.workshops import Workshop
from tests.browser.visitors import LAPTOP, PHONE, WAIT_S, Visitor, join, passwords, sign_in, visitor, wait_for

pytestmark = pytest.mark.browser
MAP = "Textiles, Waterhoven"


@pytest.fixture(scope="module")
def workshop(server: Served) -> Workshop:
    """The example workshop that is open at "How might we …?"."""
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    found = database.read(_workshop)
    database.close()
    return found


def _workshop(uow: UnitOfWork) -> Workshop:
    return next(each for each in uow.workshops.all() if each.title == MAP)


def _elements(server: Served) -> int:
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    count = database.read(lambda uow: len(uow.elements.positions(_workshop(uow).map_id)))
    database.close()
    return count


def _mission(server: Served) -> str:
    """The first mission of the example programme."""
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    ident: str = database.read(lambda uow: uow.missions.all()[0].id)
    database.close()
    return ident


@pytest.fixture(scope="module")
def lead(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """The hub lead at a laptop, on the live map."""
    someone = visitor(browser, server.address, LAPTOP)
    sign_in(someone, "hub-lead", passwords(server.data)["hub-lead"])
    someone.goes_to(f"/map?map={workshop.map_id}")
    someone.map_is_live()
    return someone


@pytest.fixture(scope="module")
def phone(server: Served, browser: Browser, workshop: Workshop) -> Visitor:
    """A participant with a phone, joined by the code."""
    someone = visitor(browser, server.address, PHONE, has_touch=True)
    join(someone, workshop.code, alias="Zsófi")
    someone.sees("How might we …?")
    return someone


def test_challenge_from_a_phone_appears_on_the_leads_map_without_a_rerun(
    server: Served, lead: Visitor, phone: Visitor
) -> None:
    before = _elements(server)
    lead.map_has(before)
    lead.page.evaluate("window.notReloaded = true")

    phone.page.get_by_role("textbox").first.fill("Nobody collects single socks from the flats.")
    phone.page.get_by_role("textbox").first.press("Tab")
    phone.page.get_by_role("button", name="Add to the map").click()

    lead.map_has(before + 1)
    assert any("single socks" in name for name in lead.names_on_map())
    assert lead.page.evaluate("window.notReloaded")


def test_phone_sees_what_became_of_it(phone: Visitor) -> None:
    phone.goes_to("/mine")

    phone.sees("What became of mine")
    phone.sees("It stands on the map.")


def test_phone_has_no_horizontal_scroll(phone: Visitor) -> None:
    for path in ("/", "/mine", "/map"):
        phone.goes_to(path)
        phone.settles()
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_command_of_one_visitor_shows_at_the_other(
    server: Served, lead: Visitor, browser: Browser, workshop: Workshop
) -> None:
    second = visitor(browser, server.address, LAPTOP)
    sign_in(second, "facilitator", passwords(server.data)["facilitator"])
    second.goes_to(f"/map?map={workshop.map_id}")
    second.map_is_live()
    before = _elements(server)

    lead.page.locator("[data-tool=nature]").first.focus()
    lead.page.keyboard.press("Enter")
    name = lead.page.get_by_test_id("inline").locator("visible=true").first
    name.fill("Otter Watch", timeout=WAIT_S * 1000)
    name.press("Enter")

    second.map_has(before + 1)
    wait_for(lambda: "Otter Watch" in second.names_on_map(), "the new element at the second visitor")
    assert second.hosts | lead.hosts <= {"127.0.0.1", ""}


def test_lead_promotes_a_cluster_and_takes_the_brief_home(server: Served, lead: Visitor, workshop: Workshop) -> None:
    lead.goes_to(f"/clusters?map={workshop.map_id}")
    lead.page.get_by_role("button", name="Promote to mission").first.click(timeout=WAIT_S * 1000)
    title = lead.page.get_by_role("dialog").get_by_label("Title")
    title.fill("Socks find each other", timeout=WAIT_S * 1000)
    title.press("Tab")
    lead.page.get_by_role("dialog").get_by_role("button", name="Promote", exact=True).click()
    lead.sees("Socks find each other")
    wait_for(lambda: "mission=" in lead.page.url, "the mission's page")
    mission = lead.page.url.split("mission=")[1].split("&")[0]

    answer = lead.context.request.get(f"{server.address}/missions/{mission}/brief.pdf")

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    assert answer.headers["content-type"] == "application/pdf"
    assert "Socks find each other" in " ".join(text.split())


def test_checks_follow_a_sentence_while_it_is_written_and_nothing_of_it_is_lost(server: Served, lead: Visitor) -> None:
    lead.goes_to(f"/missions?mission={_mission(server)}&write=statement")
    sentence = lead.page.get_by_label("Statement: what").first
    sentence.fill("", timeout=WAIT_S * 1000)

    sentence.press_sequentially("By 2031 an app pairs half of all socks", delay=20)
    lead.page.get_by_text("“app” sounds like a solution").wait_for(timeout=WAIT_S * 1000)
    sentence.press_sequentially(" in the delta", delay=20)
    lead.page.get_by_text("One sentence of 12 words").wait_for(timeout=WAIT_S * 1000)

    assert sentence.input_value() == "By 2031 an app pairs half of all socks in the delta"
    assert lead.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_half_a_sentence_outlives_its_step(lead: Visitor, phone: Visitor, workshop: Workshop) -> None:
    phone.goes_to("/")
    phone.sees("How might we …?")
    phone.page.get_by_role("textbox").first.fill("Half a sentence about wet ba", timeout=WAIT_S * 1000)
    lead.goes_to(f"/desk?map={workshop.map_id}")
    lead.sees("Next step")

    lead.page.keyboard.press("Alt+n")
    phone.sees("What belongs together?")
    lead.page.get_by_role("button", name="Previous step").click()
    phone.sees("How might we …?")

    written = phone.page.get_by_role("textbox").first
    wait_for(lambda: written.input_value() == "Half a sentence about wet ba", "the sentence to stand there again")
    assert lead.hosts | phone.hosts <= {"127.0.0.1", ""}


def test_restart_keeps_everything(server: Served) -> None:
    before = _elements(server)
    server.process.terminate()
    server.process.wait(20)

    with served(data=server.data):
        assert _elements(server) == before
