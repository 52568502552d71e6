"""Two wordings, what was removed meanwhile, and a line that breaks, in a real browser: nothing written is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog

from tests.canvas.pages import Screen, commands

Open = Callable[..., Screen]


def edit(element: str, field: str, value: object) -> dict[str, Any]:
    args = {"element": element, "field": field, "base_version": 0, "value": value}
    return {"by": "Mateo", "name": "edit_element", "args": args}


def test_both_wordings_can_be_kept_as_one_text(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b11")
    screen.get("[data-action=more]").click()
    screen.get(".picked [name=note]").fill("We dye without water.")
    screen.control("play", edit("b11", "note", "Open on Fridays."))
    screen.until("state.elements.get('b11').note !== ''")
    screen.get(".picked [name=name]").focus()

    screen.get("[data-keep=both]").click()
    screen.get("[data-testid=conflict] button[type=submit]").click()

    screen.until("state.elements.get('b11').note === 'Open on Fridays.\\nWe dye without water.'")
    assert screen.get(".picked [name=note]").input_value() == "Open on Fridays.\nWe dye without water."


def test_both_lists_are_united(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b11")
    screen.get("[data-action=more]").click()
    screen.control("play", edit("b11", "chains", ["textiles", "food"]))
    screen.until("state.elements.get('b11').chains.length === 2")
    screen.get(".picked details").first.locator("summary").click()
    screen.get(".picked details input[value=plastics]").check()

    screen.get("[data-keep=both]").click()

    screen.until("state.elements.get('b11').chains.join() === 'textiles,food,plastics'")


def test_of_a_choice_only_one_can_be_kept(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b11")
    screen.get("[data-action=more]").click()
    screen.control("play", edit("b11", "kind", "civil"))
    screen.until("state.elements.get('b11').kind === 'civil'")
    screen.get(".picked [name=kind]").select_option("nature")
    screen.get("[data-testid=conflict]").wait_for()
    assert screen.get("[data-keep=both]").count() == 0

    screen.get("[data-keep=theirs]").click()

    assert screen.get(".picked [name=kind]").input_value() == "civil"


def test_a_long_conflict_fits_a_small_screen(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.mouse.dblclick(*screen.spot("b11"))
    screen.get("[data-testid=inline]").fill("Dye " * 29)
    screen.control("play", edit("b11", "name", "Finish " * 17))
    screen.until("state.elements.get('b11').name.startsWith('Finish')")
    screen.page.keyboard.press("Enter")
    screen.get("[data-testid=conflict]").wait_for()

    screen.page.set_viewport_size({"width": 390, "height": 844})

    box = screen.get("[data-testid=conflict]").bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    assert (
        screen.ask("(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(root.querySelector('.conflict'))") == 0
    )


def test_who_edits_what_was_removed_is_asked_and_it_comes_back(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.mouse.dblclick(*screen.spot("b11"))
    screen.get("[data-testid=inline]").fill("Dye House")
    screen.control("play", {"by": "Mateo", "name": "remove_element", "args": {"element": "b11"}})
    screen.until("!state.elements.has('b11')")
    screen.page.keyboard.press("Enter")
    words = screen.get("[data-testid=revive]").inner_text()
    assert [part in words for part in ("Mateo removed “Dye & Finish Co-op”", "Dye House")] == [True, True]

    screen.get("[data-action=revive]").click()

    screen.until("state.elements.get('b11')?.name === 'Dye House' && state.links.size === 61")


def test_what_was_being_written_is_not_lost_with_what_was_removed(open_screen: Open) -> None:
    screen = open_screen("Nino:participant")
    screen.click("b11")
    screen.get("[data-action=more]").click()
    screen.get(".picked [name=note]").fill("We dye without water.")
    screen.control("play", {"by": "Mateo", "name": "remove_element", "args": {"element": "b11"}})

    screen.get("[data-action=revive]").click()

    screen.until("state.elements.get('b11')?.note === 'We dye without water.'")
    assert [one["name"] for one in commands(screen)][-2:] == ["undo", "edit_element"]


def test_what_waits_is_counted_and_goes_out_once_in_order(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    mine.control("close")
    mine.until("root.dataset.state === 'offline'")
    for name, x in (("First", 0), ("Second", 60)):
        mine.get("[data-tool=civil]").click()
        mine.page.mouse.click(mine.free_spot()[0] + x, mine.free_spot()[1])
        mine.type(name)
        mine.page.keyboard.press("Escape")
    mine.get("[data-testid=offline]").wait_for()
    assert mine.get("[data-testid=waiting]").inner_text() == "2 changes are waiting."

    mine.control("open")

    theirs.until(theirs.named("Second"))
    assert [one["args"]["name"] for one in commands(mine)] == ["First", "Second"]
    mine.until("root.querySelector('[data-testid=waiting]').textContent === ''")


@pytest.mark.new_tab
def test_reloading_the_page_while_something_waits_is_asked(open_screen: Open) -> None:
    screen = open_screen()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    screen.page.on("dialog", stay)
    screen.page.context.set_offline(True)
    screen.until("root.dataset.state === 'offline'")
    screen.click("d4")
    screen.page.keyboard.press("Delete")
    screen.page.wait_for_timeout(200)

    screen.page.evaluate("() => { setTimeout(() => location.reload(), 0); }")

    screen.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    screen.page.context.set_offline(False)
    screen.until("root.dataset.state === 'live' && !state.elements.has('d4')")
    screen.errors = [error for error in screen.errors if "INTERNET_DISCONNECTED" not in error]
