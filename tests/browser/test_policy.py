"""Every page runs under the content security policy as the browser sees it and asks no host but ours; a script of a
stranger does not run."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.serving import Served
from db.store import SqlDatabase
from sotecin_graph.ports import UnitOfWork
from tests.browser.visitors import LAPTOP, WAIT_S, Visitor, join, passwords, sign_in, visitor, wait_for

pytestmark = pytest.mark.browser
PAGES = ("/", "/clusters", "/missions", "/calls", "/programme", "/workshops", "/contribute", "/mine", "/import")


Watched = tuple[Visitor, list[str]]


def _watched(someone: Visitor) -> Watched:
    """A visitor, and what the browser says about the policy while they go about."""
    said: list[str] = []
    someone.page.on("console", lambda line: said.append(line.text) if "Content Security Policy" in line.text else None)
    return someone, said


@pytest.fixture(scope="module")
def lead(server: Served, browser: Browser) -> Watched:
    """The hub lead, who has signed in by the form."""
    someone, said = _watched(visitor(browser, server.address, LAPTOP))
    sign_in(someone, "hub-lead", passwords(server.data)["hub-lead"])
    return someone, said


@pytest.fixture(scope="module")
def example(server: Served) -> tuple[str, str, str]:
    """A map, the code of an open workshop, and a mission of the example programme."""

    def found(uow: UnitOfWork) -> tuple[str, str, str]:
        opened = next(each for each in uow.workshops.all() if each.state == "open")
        return opened.map_id, opened.code, uow.missions.all()[0].id

    database = SqlDatabase(server.data / "sotecin.sqlite3")
    try:
        return database.read(found)
    finally:
        database.close()


def test_no_page_of_a_lead_breaks_the_policy(lead: Watched, example: tuple[str, str, str]) -> None:
    someone, said = lead
    map_id, _code, mission = example
    for path in (*PAGES, f"/missions?mission={mission}", "/calls?view=challenge", f"/map?map={map_id}&view=projector"):
        someone.goes_to(path)
        someone.settles()
    someone.goes_to(f"/map?map={map_id}")
    someone.map_is_live()

    assert said == []
    assert someone.hosts <= {"127.0.0.1", ""}


def test_no_page_of_a_participant_breaks_the_policy(
    server: Served, browser: Browser, example: tuple[str, str, str]
) -> None:
    someone, said = _watched(visitor(browser, server.address, LAPTOP))
    join(someone, example[1], alias="Zsófi")
    someone.page.wait_for_url(lambda url: "/join" not in url, timeout=WAIT_S * 1000)
    for path in ("/", "/mine", "/map"):
        someone.goes_to(path)
        someone.settles()

    assert said == []
    assert someone.hosts <= {"127.0.0.1", ""}
    someone.context.close()


def test_files_are_fetched_from_a_page_under_the_policy(lead: Watched, example: tuple[str, str, str]) -> None:
    someone, said = lead
    map_id, _code, mission = example
    fetched = "async (path) => { const got = await fetch(path); return [got.status, (await got.blob()).size > 500]; }"

    files = [f"/maps/{map_id}.{form}" for form in ("json", "svg", "png", "xlsx")] + [f"/missions/{mission}/brief.html"]
    seen = [someone.page.evaluate(fetched, path) for path in files]

    assert seen == [[200, True]] * len(files)
    assert said == []


def test_script_that_a_stranger_got_onto_the_page_is_not_run(lead: Watched) -> None:
    context = lead[0].context
    someone, said = _watched(Visitor(context, context.new_page(), lead[0].address))
    someone.goes_to("/")
    someone.settles()

    someone.page.evaluate(
        "() => { const each = document.createElement('script'); each.textContent = 'window.ran = true';"
        "document.body.append(each); const image = new Image(); image.src = 'http://127.0.0.1:9/seen'; }"
    )

    wait_for(lambda: len(said) >= 2, "two refusals")
    assert someone.page.evaluate("window.ran") is None
