"""A facilitator's levers on the map itself, and the end of a workshop, on the screens of others."""

from __future__ import annotations

from collections.abc import Callable

from tests.canvas.example_map import workshop
from tests.canvas.pages import Screen, commands

Open = Callable[..., Screen]
SIGHT = "cy.pan().x.toFixed() + ' ' + cy.zoom().toFixed(2)"


def _set_state(screen: Screen, revision: int, state: str) -> None:
    payload = {"workshop": workshop(5) | {"state": state}}
    change = {"revision": revision, "kind": "workshop", "payload": payload, "by": "", "by_id": "", "at": ""}
    screen.control("send", {"type": "changes", "changes": [change]})


def test_a_facilitator_reaches_the_room_by_keyboard_and_participants_see_it(open_screen: Open) -> None:
    mine, other = open_screen("Ilse"), open_screen("Helper:guest")
    assert not other.get("[data-testid=room]").is_visible()

    mine.get("[data-testid=room]").press("Enter")
    mine.get("[data-item=lock]").press("Enter")

    other.get("[data-testid=map-locked]").wait_for()
    assert "Only the facilitators change it" in other.get("[data-testid=map-locked]").inner_text()
    mine.until("root.querySelector('[data-item=lock]').ariaChecked === 'true'")
    mine.page.keyboard.press("Escape")
    assert mine.ask("shadow.activeElement.dataset.testid") == "room"
    mine.page.keyboard.press("Alt+l")
    other.get("[data-testid=map-locked]").wait_for(state="detached")
    _mute_the_helper(mine)
    assert "co-facilitator cannot be muted" in mine.get("[data-testid=room-refused]").inner_text()


def _mute_the_helper(mine: Screen) -> None:
    """Which the server refuses: that is told in the menu."""
    mine.until("[...root.querySelectorAll('.faces li')].length > 2")
    mine.get("[data-testid=room]").click()
    mine.get("[data-item=people]").click()
    mine.get("[data-item='participant:helper']").click()
    mine.get("[data-testid=room-refused]").wait_for()


def test_what_is_picked_is_locked_and_parked_from_its_card(open_screen: Open) -> None:
    mine, other = open_screen("Ilse"), open_screen("Zuri:guest")
    mine.click("c4")

    mine.get("[data-action=lock]").click()

    other.get("[data-lock=c4]").wait_for()
    other.click("c4")
    assert "Only the facilitators can change it" in other.get("[data-testid=locked-line]").inner_text()
    assert other.ask("cy.getElementById('c4').grabbable()") is False
    assert other.get("[data-action=edit]").count() == 0
    mine.get("[data-action=unlock]").click()
    other.get("[data-lock=c4]").wait_for(state="detached")
    mine.get("[data-action=park]").click()
    other.until("!state.elements.has('c4')")
    mine.get("[data-action=offer]").click()
    other.until("state.elements.has('c4')")


def test_all_screens_go_where_a_facilitator_leads_until_their_reader_stops(open_screen: Open) -> None:
    mine, other = open_screen("Ilse"), open_screen("Zuri:guest")
    mine.get("[data-testid=room]").click()
    mine.get("[data-item=follow]").click()
    other.get("[data-testid=following]").wait_for()
    before = other.ask(SIGHT)

    mine.get("[data-lever='zoom.in']").click()

    other.until(f"{SIGHT} !== {before!r}")
    other.get("[data-testid=follow-stop]").click()
    led = other.ask(SIGHT)
    mine.get("[data-lever='zoom.in']").click()
    mine.page.wait_for_timeout(1000)
    assert other.ask(SIGHT) == led
    assert not other.get("[data-testid=following]").is_visible()


def test_who_took_part_is_led_to_thanks_with_what_they_were_writing(open_screen: Open) -> None:
    other, wall = open_screen("Zuri:guest", map_id="step5"), open_screen(mode="projector", map_id="step5")
    other.get("[data-tool=challenge]").first.click()
    other.page.mouse.click(*other.free_spot())
    other.get("[data-testid=inline]").fill("Half a thought")

    _set_state(other, 101, "closed")

    other.get("[data-testid=ended]").wait_for()
    assert other.get("[data-action=thanks]").get_attribute("href") == "/thanks"
    assert "Half a thought" in other.get("[data-testid=ended]").inner_text()
    assert not any(each["name"].startswith("add") for each in commands(other))
    assert "Thank you" in wall.get("[data-testid=thanks-wall]").inner_text()
    _set_state(other, 102, "open")
    other.get("[data-action=offer]").click()
    assert other.get("[data-testid=inline]").input_value() == "Half a thought"
