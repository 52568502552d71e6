"""The map's past in a real browser: looking back, playing, and bringing the map back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.canvas.pages import Screen

Open = Callable[..., Screen]


def look_back(open_screen: Open, name: str = "Femke", steps: int = 80, **asked: Any) -> Screen:
    """A screen that shows its map as it was so many changes ago."""
    screen = open_screen(name, **asked)
    screen.get("[data-lever=past]").click()
    screen.until("root.dataset.past === root.dataset.revision && !root.querySelector('.past.reading')")
    for _step in range(steps):
        screen.page.keyboard.press("ArrowLeft")
    return screen


def test_the_slider_goes_back_by_keys_and_tells_who_did_what(open_screen: Open) -> None:
    screen = look_back(open_screen)

    assert screen.ask("[root.dataset.past, state.elements.size, cy.nodes('[seq]').length]") == ["20", 38, 38]
    value = screen.get("[data-testid=slider]").get_attribute("aria-valuetext") or ""
    assert value.endswith("Zsófi added 2 elements.")
    screen.page.keyboard.press("Home")
    assert screen.ask("[root.dataset.past, state.elements.size]") == ["0", 0]
    screen.page.keyboard.press("End")
    assert screen.ask("[state.elements.size, state.links.size, cy.edges('[seq]').length]") == [45, 61, 61]


def test_nothing_can_be_changed_in_the_past(open_screen: Open) -> None:
    screen = look_back(open_screen)
    assert "To look at only" in screen.get("[data-testid=past]").inner_text()
    assert screen.ask("root.querySelector('.palette').inert")

    screen.page.mouse.dblclick(*screen.spot("a10"))
    screen.click("a10")
    for key in ("Delete", "Control+z", "ArrowDown"):
        screen.page.keyboard.press(key)

    screen.page.wait_for_timeout(600)
    assert screen.get("[data-testid=inline]").count() == 0
    assert screen.control("look")["commands"] == []


def test_changes_go_on_arriving_beneath(open_screen: Open) -> None:
    screen = look_back(open_screen)
    screen.control("play", {"name": "add_challenge", "args": {"name": "Late idea"}})
    screen.until("root.querySelector('.past .arrived').textContent.includes('81 changes since')")
    assert screen.ask("state.elements.size") == 38

    screen.get("[data-past=now]").click()

    screen.until(screen.named("Late idea"))
    assert screen.ask("[state.elements.size, cy.nodes('[seq]').length, root.dataset.revision]") == [46, 46, "101"]
    assert screen.get("[data-testid=past]").is_hidden()


def test_a_break_of_the_line_does_not_end_the_past(open_screen: Open) -> None:
    screen = look_back(open_screen)
    screen.control("close")
    screen.until("root.dataset.state === 'offline'")
    screen.control("play", {"name": "add_challenge", "args": {"name": "Late idea"}})
    screen.control("open")

    screen.until("root.querySelector('.past .arrived').textContent.includes('81 changes since')")

    assert screen.ask("[root.dataset.past, state.elements.size]") == ["20", 38]


def test_steps_back_and_on_and_by_the_list(open_screen: Open) -> None:
    screen = look_back(open_screen)

    screen.get("[data-past=previous]").click()
    assert screen.ask("root.dataset.past") == "19"
    screen.get("[data-past=next]").click()
    assert screen.ask("root.dataset.past") == "20"
    screen.get(".changes li[data-deed=past5] button").click()

    assert screen.ask("root.dataset.past") == "5"
    screen.until("root.querySelector('.changes [aria-current]')?.dataset.deed === 'past5'")


def test_playing_shows_who_added_what(open_screen: Open) -> None:
    screen = look_back(open_screen, steps=0)
    screen.get(".past [name=speed]").select_option("past.speed.fast")

    screen.get("[data-past=play]").click()

    screen.get(".tag").first.wait_for(state="attached")
    assert screen.get("[data-past=play]").get_attribute("aria-label") == "Pause"
    screen.until("root.dataset.past === '100' && root.querySelector('[data-past=play]').title === 'Play'")
    screen.until("root.querySelectorAll('.tag').length === 0")


def test_bringing_the_map_back_is_asked_and_can_be_undone(open_screen: Open) -> None:
    theirs = open_screen("Ilse")
    screen = look_back(open_screen)
    screen.get("[data-past=restore]").click()
    assert "for everyone?" in screen.get(".past-ask").inner_text()

    screen.get("[data-past=yes]").click()

    theirs.until("state.elements.size === 38")
    screen.until("state.elements.size === 38 && root.dataset.past === undefined")
    assert screen.control("look")["commands"][-1]["args"] == {"revision": 20}
    screen.get("[data-action=offer]").click()
    theirs.until("state.elements.size === 45 && state.links.size === 61")


def test_only_who_facilitates_brings_the_map_back(open_screen: Open) -> None:
    screen = look_back(open_screen, "Nino:participant", steps=3)

    assert screen.get("[data-past=restore]").count() == 0
    screen.page.keyboard.press("Escape")

    screen.until("root.dataset.past === undefined")
    assert screen.ask("shadow.activeElement.dataset.testid") == "graph"


def test_the_past_fits_a_phone(open_screen: Open) -> None:
    screen = look_back(open_screen, steps=3, width=390, height=844)

    box = screen.get("[data-testid=past]").bounding_box()

    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    heights = "[...root.querySelectorAll('.past button')].map((one) => one.getBoundingClientRect().height)"
    assert min(screen.ask(heights)) >= 44
    assert screen.ask("document.documentElement.scrollWidth") <= 390


def test_sliding_over_two_thousand_changes_stays_smooth(open_screen: Open) -> None:
    screen = look_back(open_screen, steps=0, map_id="long")
    assert screen.ask("root.dataset.past") == "2000"

    took = screen.page.evaluate(
        "() => { const slider = harness.shadow.querySelector('[data-testid=slider]'), took = [];"
        " for (let at = 1990; at > 0; at -= 37) { const began = performance.now(); slider.value = at;"
        " slider.dispatchEvent(new Event('input')); took.push(performance.now() - began); }"
        " return took.sort((a, b) => a - b); }"
    )

    assert took[len(took) // 2] < 60
