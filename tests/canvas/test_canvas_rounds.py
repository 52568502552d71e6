"""Dots and private steps in a real browser on the real feed: what one gives and adds, and who sees it when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
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
from sotecin_graph.services import elements, paper, tables, voting, workshops
from sotecin_graph.services.sessions import add_account
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.canvas.dev_server import CANVAS, HERE, harness, page_data
from tests.canvas.pages import Screen, Tabs
from tests.serving import served_here

Open = Callable[..., Screen]
TAKES = (Takes.STAKEHOLDER, Takes.CHALLENGE)
STEPS = (
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("Alone", "", 5, TAKES, is_private=True),
    Step("All", "", 5, TAKES),
)
LEFT = "root.querySelector('[data-testid=dots-left]')?.textContent"
MORE, LESS = "[data-testid=stepper] [data-action=more-dots]", "[data-testid=stepper] [data-action=less-dots]"
WAITS = "root.querySelector('[data-testid=waits]')?.textContent"
RESULT = "[data-testid=result]"
LOUD = "cy.nodes('.loud').map((one) => one.data('name') + one.data('votes')).sort().join()"
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

    def open_one(alias: str, *, size: tuple[int, int] = (1280, 800), mode: str = "edit") -> Screen:
        actor = database.write(_lead) if alias == "Ilse" else database.write(_join, shop=shop, alias=alias)
        ticket = running.tickets.issue("map", {"actor": actor, "map": shop.map_id, "language": "en"})
        page = tabs.take(size)
        screens.append(Screen(page, address, shop.map_id, {"ticket": ticket, "mode": mode}))
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


def _voted(database: SqlDatabase, shop: Workshop, dots: dict[str, int]) -> None:
    """Someone gives these dots, and the round ends with its step."""
    ben = database.write(_join, shop=shop, alias="Ben")
    giver = database.read(lambda uow: uow.people.actor(ben))
    ids = {one.name: one.id for one in database.read(voting.candidates, by=SYSTEM, map_id=shop.map_id)}
    for name, number in dots.items():
        database.write(voting.give_dots, by=giver, map_id=shop.map_id, element=ids[name], dots=number)
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)


def test_the_wall_shows_a_result_during_the_next_step_after_a_reload_too(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    wall = come("Ilse", size=(1280, 720), mode="projector")
    _voted(database, shop, {"Dear": 2, "Slow": 1})
    wall.get(f"{RESULT} li").first.wait_for()
    wall.until(f"{LOUD} === 'Dear2,Slow1'")

    wall.page.reload()

    wall.get(f"{RESULT} li").first.wait_for()
    wall.until(f"{LOUD} === 'Dear2,Slow1'")
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=2)
    wall.get(RESULT).wait_for(state="hidden")


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_the_result_stands_whole_beside_map_and_code_on_the_wall(
    come: Open, database: SqlDatabase, shop: Workshop, size: tuple[int, int]
) -> None:
    _voted(database, shop, {"Dear": 1, "Slow": 1, "Far": 1})
    wall = come("Ilse", size=size, mode="projector")
    wall.get(f"{RESULT} li").last.wait_for()

    card = wall.get(RESULT).bounding_box()

    assert card
    for part in (".beamer", ".sotecin-map > .legend", ".newest"):
        box = wall.get(part).bounding_box()
        assert box is None or card["x"] + card["width"] <= box["x"] or card["y"] + card["height"] <= box["y"], part
    assert wall.ask("(({scrollHeight, clientHeight}) => scrollHeight <= clientHeight)(root.querySelector('.result'))")
    wall.until(f"cy.nodes().renderedBoundingBox().x2 <= {card['x']}")


def test_an_empty_map_says_when_others_see_what_is_added_until_something_waits(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
    for one in database.read(voting.candidates, by=SYSTEM, map_id=shop.map_id):
        database.write(elements.remove_element, by=SYSTEM, map_id=shop.map_id, element=one.id)
    mine, wall = come("Ana"), come("Ilse", mode="projector")
    assert "Only you see what you add" in mine.get("[data-testid=empty]").inner_text()
    assert "waits to be revealed" in wall.get("[data-testid=empty]").inner_text()

    mine.get("[data-tool=industry]").press("Enter")
    mine.type("Aldermill")

    mine.until(f"{DASHED} === 'Aldermill'")
    mine.get("[data-testid=empty]").wait_for(state="hidden")


def test_what_waits_is_in_sight(come: Open, database: SqlDatabase, shop: Workshop) -> None:
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
    mine = come("Ana")
    ana = database.read(lambda uow: uow.people.actor("participant:ana"))
    given = {"by": ana, "map_id": shop.map_id, "name": "Far out", "kind": "industry", "at": (5000.0, 4000.0)}

    database.write(elements.add_stakeholder, **given)

    mine.until(f"{DASHED} === 'Far out'")
    mine.until("(({x2, y2}) => x2 < cy.width() && y2 < cy.height())(cy.nodes('.waiting').renderedBoundingBox())")


def test_the_wall_says_whose_the_newest_is_until_the_next_step(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    wall = come("Ilse", mode="projector")

    database.write(paper.type_in, by=SYSTEM, map_id=shop.map_id, text="Mill", kind="industry", table=3)

    wall.get("[data-testid=newest]").wait_for()
    assert wall.get("[data-testid=newest] .soft").inner_text() == "Just added by paper, table 3"
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
    wall.get("[data-testid=newest]").wait_for(state="hidden")


def test_frames_of_tables_go_with_their_step_and_the_map_comes_closer(
    come: Open, database: SqlDatabase, shop: Workshop
) -> None:
    steps = (replace(STEPS[2], is_at_tables=True), STEPS[2])
    database.write(lambda uow: uow.workshops.update(replace(uow.workshops.get(shop.id), steps=steps)))
    database.write(tables.seat_all, by=SYSTEM, map_id=shop.map_id, tables=4)
    wall = come("Ilse", mode="projector")
    assert wall.get("[data-table]").count() == 4
    before = wall.ask("cy.zoom()")

    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)

    wall.get("[data-table]").first.wait_for(state="detached")
    wall.until(f"cy.zoom() > {before} * 1.5")
