"""Dots and private steps in a real browser on the real feed: what one gives and adds, and who sees it when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from db.store import SqlDatabase
from sotecin_graph.instance import Instance, watch_others
from sotecin_graph.live.feed import feed
from sotecin_graph.people import SYSTEM, Grant, Participant, ParticipantId, Role, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, workshops
from sotecin_graph.services.sessions import add_account
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.canvas.dev_server import CANVAS, HERE, harness, page_data
from tests.canvas.pages import Screen, Tabs
from tests.serving import served_here

Open = Callable[[str], Screen]
TAKES = (Takes.STAKEHOLDER, Takes.CHALLENGE)
STEPS = (
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("Alone", "", 5, TAKES, is_private=True),
    Step("All", "", 5, TAKES),
)
LEFT = "root.querySelector('[data-testid=dots-left]')?.textContent"
MORE, LESS = "[data-testid=stepper] [data-action=more-dots]", "[data-testid=stepper] [data-action=less-dots]"
WAITS = "root.querySelector('[data-testid=waits]')?.textContent"
DASHED = "cy.nodes('.waiting').map((one) => one.data('name')).join()"


@pytest.fixture
def shop(running: Instance, database: SqlDatabase) -> Workshop:
    """A workshop that votes with three dots each, with three challenges on its map."""
    given: dict[str, Any] = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "steps": STEPS}
    starts = datetime(2026, 10, 14, 9, tzinfo=UTC)
    opened = database.write(workshops.open_workshop, by=SYSTEM, title="Rounds", starts_at=starts, **given)
    for at, name in enumerate(("Far", "Dear", "Slow")):
        database.write(elements.add_challenge, by=SYSTEM, map_id=opened.map_id, name=name, at=(at * 260.0, 0.0))
    database.write(workshops.set_step, by=SYSTEM, map_id=opened.map_id, step=0)
    return opened


@pytest.fixture
def come(running: Instance, database: SqlDatabase, shop: Workshop, tabs: Tabs) -> Iterator[Open]:
    """Opens the map for a participant by alias; "Ilse" leads."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running.rooms.start(asyncio.get_running_loop())
        watch_others(running)
        yield

    routes = [
        Route("/", harness),
        Route("/data", page_data),
        WebSocketRoute("/live/maps/{map_id}", feed),
        Mount("/canvas", StaticFiles(directory=CANVAS)),
        Mount("/harness", StaticFiles(directory=HERE / "harness")),
        Mount("/fonts", StaticFiles(directory=HERE.parents[1] / "static", check_dir=False)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    screens: list[Screen] = []

    def open_one(alias: str) -> Screen:
        actor = database.write(_lead) if alias == "Ilse" else database.write(_join, shop=shop, alias=alias)
        ticket = running.tickets.issue("map", {"actor": actor, "map": shop.map_id, "language": "en"})
        page = tabs.take((1280, 800))
        screens.append(Screen(page, address, shop.map_id, {"ticket": ticket}))
        return screens[-1]

    with served_here(app) as address:
        yield open_one
        errors = [error for screen in screens for error in screen.errors]
        for screen in screens:
            tabs.give_back(screen.leave())
    assert errors == []


def _join(uow: UnitOfWork, *, shop: Workshop, alias: str) -> str:
    person = Participant(ParticipantId(alias.lower()), shop.id, alias, None, uow.now, "")
    uow.workshops.join(person)
    return actor_of_participant(person).id


def _lead(uow: UnitOfWork) -> str:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    return f"account:{add_account(uow, by=SYSTEM, username='ilse', name='Ilse', password_hash='-', grants=grants).id}"


def _named(screen: Screen, name: str) -> str:
    return str(screen.ask(f"[...state.elements.values()].find((one) => one.name === '{name}').id"))


def test_dots_are_given_by_hand_and_key_and_counted_for_all_at_the_end(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    mine, theirs = come("Ana"), come("Ben")
    far, dear = _named(mine, "Far"), _named(mine, "Dear")
    mine.click(far)
    mine.get(MORE).click()
    mine.page.keyboard.press("Escape")
    mine.click(dear)
    for key in ("+", "+", "+", "-"):
        mine.page.keyboard.press(key)
    mine.until(f"{LEFT} === '1 of 3 dots left'")
    assert "You have given all your dots" in mine.get("[data-testid=notice]").inner_text()
    mine.page.reload()
    mine.until(f"{LEFT} === '1 of 3 dots left'")
    assert theirs.ask(LEFT) == "3 of 3 dots left"
    assert theirs.ask("[...state.elements.values()].every((one) => one.votes === 0)")

    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=2)

    theirs.until("root.querySelector('[data-testid=result]:not([hidden]) ol')")
    lines = theirs.get("[data-testid=result] li").all_inner_texts()
    assert [line.split("\n")[:2] for line in lines] == [["1 =", "Far"], ["1 =", "Dear"]]
    assert theirs.ask("state.elements.size && cy.nodes('[grownWidth]').length") == 2


def test_a_private_step_is_seen_by_its_author_counted_for_all_and_revealed_once(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
    mine, theirs = come("Ana"), come("Ben")
    for name in ("Aldermill", "Birch Loom"):
        mine.get("[data-tool=industry]").press("Enter")
        mine.type(name)
        mine.until(f"{DASHED}.includes('{name}')")
    theirs.until(f"{WAITS}?.startsWith('2 wait to be revealed')")
    mine.get(".graph").focus()
    mine.page.keyboard.press("Control+z")
    mine.until(f"{DASHED} === 'Aldermill'")
    mine.page.reload()
    mine.until(f"{DASHED} === 'Aldermill'")
    assert theirs.ask(DASHED) == ""
    lead = come("Ilse")
    lead.get("[data-now=reveal]").click()
    assert not theirs.ask(theirs.named("Aldermill"))

    lead.get("[data-now=yes]").click()

    theirs.until(theirs.named("Aldermill"))
    mine.until(f"{mine.named('Aldermill')} && {DASHED} === '' && cy.nodes('[seq]').length === 4")
    mine.until(f"!{WAITS}?.includes('1 waits')")
