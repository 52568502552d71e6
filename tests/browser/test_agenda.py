"""A ten-step agenda with four browsers: facilitator, projector, laptop and phone, from the join link to the summary."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as NotNow

from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import sessions, workshops
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.browser.visitors import LAPTOP, PHONE, WAIT_S, Visitor, visitor, wait_for

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
MOST_TOUCHES = 4
AGAIN_S = 4
STEPS = (
    Step("Who is in it?", "Add who takes part.", 5, (Takes.STAKEHOLDER,)),
    Step("Arrive late", "Sit down.", 1),
    Step("Alone", "One challenge each.", 5, (Takes.CHALLENGE,), is_private=True),
    Step("Break", "", 5),
    Step("Together", "What else?", 5, (Takes.CHALLENGE,)),
    Step("Groups", "", 5, (Takes.CLUSTER,)),
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("Look", "", 5),
    Step("Missions", "", 5, (Takes.CLUSTER,)),
    Step("Gallery", "", 5),
)


class Fingers:
    """A phone's owner, who counts what they touch: each tap, and each field that is filled in."""

    def __init__(self, someone: Visitor) -> None:
        self.someone, self.touches = someone, 0

    def taps(self, words: str) -> None:
        self.someone.page.get_by_text(words, exact=True).last.click(timeout=WAIT_S * 1000)
        self.touches += 1

    def fills(self, label: str, text: str) -> None:
        field = self.someone.page.get_by_label(label)
        field.fill(text, timeout=WAIT_S * 1000)
        field.press("Tab")
        self.touches += 1


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Served]:
    """The app with one facilitator and one workshop of ten steps."""
    folder = tmp_path_factory.mktemp("agenda")
    (folder / "sotecin.sqlite3").write_bytes(migrated.read_bytes())
    with served(data=folder, example="no") as running:
        yield running


@pytest.fixture
def workshop(server: Served) -> Workshop:
    """A workshop of its own for each try."""
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    opened = database.write(_prepared, password_hash=hash_password(PASSWORD))
    database.close()
    return opened


def _prepared(uow: UnitOfWork, *, password_hash: str) -> Workshop:
    grants = (Grant(Role.FACILITATOR, Hub.NORTH_WEST),)
    if not uow.people.with_username("ilse"):
        sessions.add_account(uow, by=SYSTEM, username="ilse", name="Ilse", password_hash=password_hash, grants=grants)
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)
    place = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,)}
    return workshops.open_workshop(uow, by=SYSTEM, title="Ten steps", starts_at=at, steps=STEPS, **place)


def _with_session(someone: Visitor, path: str, **given: str) -> Visitor:
    """Signed in or joined by the route, as the forms do."""
    answer = someone.context.request.post(f"{someone.address}{path}", data=given, headers={"origin": someone.address})
    assert answer.ok, answer.text()
    return someone


def _presses(someone: Visitor, name: str, is_done: Callable[[], bool]) -> None:
    """Press a button; who sees nothing come of it presses again, as people do while a page is drawn anew."""
    button = someone.page.get_by_role("button", name=name).last
    for _try in range(5):
        if is_done():
            return
        with contextlib.suppress(NotNow):
            button.click(timeout=AGAIN_S * 1000)
        until = time.monotonic() + AGAIN_S
        while not is_done() and time.monotonic() < until:
            someone.page.wait_for_timeout(100)
    assert is_done(), f"nothing came of “{name}”"


def _goes_on(facilitator: Visitor, *numbers: int) -> None:
    """The facilitator presses for the next step, and sees it begin, once for each number."""
    for number in numbers:
        shown = facilitator.page.get_by_text(f"Step {number} of {len(STEPS)}", exact=True)
        _presses(facilitator, "Next step", lambda shown=shown: shown.count() > 0)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Room:
    """The four who are there."""

    facilitator: Visitor
    projector: Visitor
    laptop: Visitor
    phone: Visitor


@pytest.fixture
def room(server: Served, browser: Browser, workshop: Workshop) -> Iterator[Room]:
    """The facilitator at the desk, projector and laptop at the map; the phone has opened nothing yet."""
    here, lead = f"/map?map={workshop.map_id}", {"username": "ilse", "password": PASSWORD}
    facilitator, projector, laptop = (visitor(browser, server.address, LAPTOP) for _each in range(3))
    _with_session(facilitator, "/session/sign-in", **lead).goes_to(f"/desk?map={workshop.map_id}")
    _with_session(projector, "/session/sign-in", **lead).goes_to(f"{here}&view=projector")
    _with_session(laptop, "/session/join", code=workshop.code, alias="Nadia").goes_to(here)
    made = Room(facilitator, projector, laptop, visitor(browser, server.address, PHONE, has_touch=True))
    yield made
    for name in Room.__slots__:
        getattr(made, name).context.close()


def test_four_browsers_go_through_an_agenda_to_the_summary(room: Room, workshop: Workshop) -> None:
    touches = _first_contribution(room, workshop)
    _private_step(room)
    _vote(room)
    summary = _close(room, workshop)

    assert touches <= MOST_TOUCHES
    assert all(words in summary for words in ("Pair the socks", "Socks are lonely", "3 dots", "**2** people joined"))


def _first_contribution(room: Room, workshop: Workshop) -> int:
    """From the join link to what stands on every screen: how many taps and fields that took."""
    fingers = Fingers(room.phone)
    room.phone.goes_to(f"/join?code={workshop.code}")
    fingers.taps("I agree")
    fingers.taps("Join")
    fingers.fills("Who takes part?", "Otter Watch")
    fingers.taps("Add to the map")
    for screen in (room.laptop, room.projector):
        screen.map_has(1)
    return fingers.touches


def _private_step(room: Room) -> None:
    """What the phone adds in it is on no other screen before the facilitator reveals it."""
    fingers = Fingers(room.phone)
    _goes_on(room.facilitator, 2, 3)
    fingers.fills("The challenge, in one sentence", "Socks are lonely.")
    fingers.taps("Add to the map")
    room.phone.sees("Kept until all is shown")
    assert [each.map_state()["elements"] for each in (room.laptop, room.projector)] == ["1", "1"]
    _goes_on(room.facilitator, 4)
    _presses(room.facilitator, "Reveal 1 contribution", lambda: room.laptop.map_state().get("elements") == "2")
    room.projector.map_has(2)


def _vote(room: Room) -> None:
    """The phone gives all its dots, and the agenda goes on to its last step."""
    _goes_on(room.facilitator, 5, 6, 7)
    for _dot in range(3):
        room.phone.page.get_by_role("button", name="One dot more").first.click(timeout=WAIT_S * 1000)
    room.phone.sees("0 of 3 dots left.")
    _goes_on(room.facilitator, 8, 9, 10)
    wait_for(lambda: room.projector.page.get_by_text("Gallery").count() > 0, "the last step on the projector")


def _close(room: Room, workshop: Workshop) -> str:
    """A decision, the close, thanks on the phone; the summary as the facilitator fetches it."""
    room.facilitator.goes_to(f"/close?workshop={workshop.id}")
    page = room.facilitator.page
    page.get_by_label("In one sentence").fill("Pair the socks", timeout=WAIT_S * 1000)
    page.get_by_role("button", name="Note it").click()
    room.facilitator.sees("nobody yet")
    closed = page.get_by_role("heading", name="After the workshop")
    sure = page.get_by_role("button", name="Close now")
    _presses(room.facilitator, "Close the workshop", lambda: sure.count() > 0)
    _presses(room.facilitator, "Close now", lambda: closed.count() > 0)
    room.phone.sees("Thank you!")
    room.phone.sees("Pair the socks")
    address = f"{room.facilitator.address}/workshops/{workshop.id}/summary.md"
    return str(room.facilitator.context.request.get(address).text())
