"""The canvas without a mouse: keys, fingers, what a screen reader is told, and what stays where it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.canvas.pages import Screen

Open = Callable[..., Screen]
OPERABLE = {
    "button",
    "tab",
    "searchbox",
    "textbox",
    "combobox",
    "checkbox",
    "radio",
    "menuitem",
    "menuitemradio",
    "link",
}


def _tree(screen: Screen) -> list[dict[str, Any]]:
    """Chromium's accessibility tree, flat: role, name, description."""
    line = screen.page.context.new_cdp_session(screen.page)
    line.send("Accessibility.enable")
    nodes = [each for each in line.send("Accessibility.getFullAXTree")["nodes"] if not each["ignored"]]
    keys = ("role", "name", "description")
    return [{key: str(each.get(key, {}).get("value", "")) for key in keys} for each in nodes]


@pytest.mark.new_tab
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_all_that_can_be_operated_has_a_name(open_screen: Open, size: tuple[int, int]) -> None:
    tree = _tree(open_screen(width=size[0], height=size[1]))

    assert [each for each in tree if each["role"] in OPERABLE and not each["name"].strip()] == []
    assert len([each for each in tree if each["role"] in OPERABLE]) > 5


@pytest.mark.new_tab
def test_roles_tell_what_the_parts_of_the_screen_are(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b2")
    tree = _tree(screen)

    named = {(each["role"], each["name"]) for each in tree}
    assert ("application", "Map. Everything on it is also in the table beside it.") in named
    assert next(each for each in tree if each["role"] == "application")["description"].startswith("Enter picks")
    assert ("list", "18 people are here") in named
    assert ("tab", "Elements 45") in named
    assert ("timer", "") in named
    headers = [name for role, name in named if role == "rowheader"]
    assert any(name.startswith("Tenders ask for new cloth only") for name in headers)
    assert {each["name"] for each in tree if each["role"] == "columnheader"} == {"Kind", "Name", "Links"}


def test_keys_walk_from_element_to_element_and_each_is_told(open_screen: Open) -> None:
    screen = open_screen()
    screen.get(".graph").focus()

    screen.page.keyboard.press("Enter")
    seen = [screen.ask("cy.nodes(':selected').id()")]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        screen.page.keyboard.press(f"Alt+{key}")
        seen.append(screen.ask("cy.nodes(':selected').id()"))

    assert len(set(seen)) >= 4
    name = screen.ask("state.elements.get(cy.nodes(':selected').id()).name")
    assert screen.get("[data-testid=announcer]").inner_text().startswith(f"{name}, ")
    assert screen.ask("[...state.elements.values()].every((one) => cy.getElementById(one.id).position().x === one.x)")


def test_every_element_is_reached_by_walking(open_screen: Open) -> None:
    screen = open_screen(mode="view")
    reached = screen.page.evaluate(
        """async () => {
          const { nextPlace } = await import("/canvas/walking.js");
          const { cy } = window.harness.shadow.sotecinMap;
          const places = new Map(cy.nodes("[seq]").map((one) => [one.id(), one.position()]));
          const seen = new Set(["a1"]);
          for (const id of seen) for (const way of [[-1, 0], [1, 0], [0, -1], [0, 1]]) {
            const next = nextPlace(places, places.get(id), way);
            if (next) seen.add(next);
          }
          return [seen.size, places.size];
        }"""
    )

    assert reached == [45, 45]


def test_many_changes_are_told_in_few_sentences(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.evaluate(
        "() => { window.said = []; const node = window.harness.shadow.querySelector('[data-testid=announcer]');"
        " new MutationObserver(() => window.said.push(node.textContent)).observe(node, {childList: true}); }"
    )

    begun = time.monotonic()
    for number in range(40):
        screen.control("play", {"by": "Ilse", "name": "add_challenge", "args": {"name": f"One more {number}"}})
    screen.page.wait_for_timeout(4500)

    said = screen.page.evaluate("() => window.said")
    assert 1 <= len(said) <= 1 + (time.monotonic() - begun) / 4
    assert screen.get("[data-testid=announcer]").get_attribute("aria-live") == "polite"


def test_a_new_element_moves_nothing_else(open_screen: Open) -> None:
    screen = open_screen()
    old = "cy.nodes().filter((one) => one.data('name') !== 'New here')"
    places = f"JSON.stringify({old}.map((one) => one.position()))"
    before = screen.ask(places)

    screen.control("play", {"name": "add_challenge", "args": {"name": "New here", "x": 700, "y": 560}})

    screen.until(screen.named("New here"))
    screen.page.wait_for_timeout(1000)
    assert screen.ask(places) == before


@pytest.mark.new_tab
@pytest.mark.parametrize(("motion", "is_seen"), [("no-preference", True), ("reduce", False)])
def test_tidying_up_is_seen_unless_motion_is_unwanted(open_screen: Open, motion: Any, is_seen: bool) -> None:
    screen = open_screen()
    screen.page.emulate_media(reduced_motion=motion)
    screen.page.reload()
    screen.until("root.dataset.revision !== undefined")
    screen.page.evaluate(
        "() => { window.places = new Set(); const { cy } = window.harness.shadow.sotecinMap;"
        " cy.on('position', () => window.places.add(cy.getElementById('d7').position().x)); }"
    )

    screen.control("play", {"name": "tidy_up", "args": {}})

    screen.until("Math.abs(cy.getElementById('d7').position().x - state.elements.get('d7').x) < 0.01")
    screen.page.wait_for_timeout(300)
    assert (screen.page.evaluate("() => window.places.size") > 2) == is_seen


class Fingers:
    """Fingers on the page, through Chromium's own touch events."""

    def __init__(self, screen: Screen) -> None:
        self.line = screen.page.context.new_cdp_session(screen.page)
        self.line.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def go(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Each finger from a place to a place, together, in ten steps."""
        for step in range(11):
            points = [self._at(way, step / 10) for way in ways]
            self.line.send(
                "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points}
            )
            time.sleep(0.03)
        self.line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    @staticmethod
    def _at(way: tuple[tuple[float, float], tuple[float, float]], share: float) -> dict[str, float]:
        (x1, y1), (x2, y2) = way
        return {"x": x1 + (x2 - x1) * share, "y": y1 + (y2 - y1) * share}


@pytest.fixture
def phone(open_screen: Open) -> tuple[Screen, Fingers, float, float]:
    """A phone's screen, fingers, and a place on its map where nothing stands."""
    screen = open_screen(width=390, height=844)
    fingers = Fingers(screen)
    box = screen.get(".graph").bounding_box()
    assert box
    return screen, fingers, box["x"] + 180, box["y"] + 60


@pytest.mark.new_tab
def test_two_fingers_zoom(phone: tuple[Screen, Fingers, float, float]) -> None:
    screen, fingers, x, y = phone
    before = screen.ask("cy.zoom()")

    fingers.go(((x - 20, y + 80), (x - 90, y + 80)), ((x + 20, y + 80), (x + 90, y + 80)))

    screen.until(f"cy.zoom() > {before * 1.5}")


@pytest.mark.new_tab
def test_a_finger_moves_the_map_and_not_the_page(phone: tuple[Screen, Fingers, float, float]) -> None:
    screen, fingers, x, y = phone
    before = screen.ask("[cy.pan().x, cy.pan().y, scrollY]")

    fingers.go(((x, y), (x - 60, y + 90)))

    screen.until(f"Math.hypot(cy.pan().x - {before[0] - 60}, cy.pan().y - {before[1] + 90}) < 30")
    assert screen.ask("scrollY") == before[2]
