"""Editing together in a real browser: undo, several picked, copies, merges and links."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.canvas.pages import Screen, commands

Open = Callable[..., Screen]
OFFER = "[data-testid=offers]"


def pick(screen: Screen, *elements: str) -> None:
    """Click elements with Shift held down."""
    screen.page.keyboard.down("Shift")
    for element in elements:
        screen.click(element)
    screen.page.keyboard.up("Shift")


def picked(screen: Screen) -> str:
    screen.page.wait_for_timeout(60)
    return str(screen.ask("cy.nodes(':selected').map((one) => one.id()).sort().join()"))


def tab(screen: Screen, name: str) -> None:
    screen.get(f"[data-tab={name}]").click()


def test_a_removal_offers_to_undo_it(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    mine.click("d4")
    mine.page.keyboard.press("Delete")
    theirs.until("!state.elements.has('d4')")
    assert "Meadow & Moth Trust" in mine.get(OFFER).inner_text()

    mine.get("[data-action=offer]").click()

    theirs.until("state.elements.has('d4') && state.links.size === 61")
    assert commands(mine)[-1]["args"]["deed"].startswith("deed")


def test_undo_and_redo_by_key_and_by_button(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.mouse.dblclick(*screen.spot("d4"))
    screen.type("Moth Trust")
    screen.until("state.elements.get('d4').name === 'Moth Trust'")

    screen.page.keyboard.press("Control+z")
    screen.until("state.elements.get('d4').name === 'Meadow & Moth Trust'")
    screen.page.keyboard.press("Control+Shift+Z")
    screen.until("state.elements.get('d4').name === 'Moth Trust'")
    screen.get("[data-lever='undo.mine']").click()
    screen.until("state.elements.get('d4').name === 'Meadow & Moth Trust'")
    screen.get("[data-lever=redo]").click()
    screen.until("state.elements.get('d4').name === 'Moth Trust'")


def test_undo_while_writing_is_the_fields_own(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("dye")

    screen.page.keyboard.press("Control+z")

    screen.page.wait_for_timeout(300)
    assert commands(screen) == []


def test_nothing_to_undo_is_told_calmly(open_screen: Open) -> None:
    screen = open_screen()

    screen.get("[data-lever='undo.mine']").click()

    screen.get(".offer").wait_for()
    assert screen.get(OFFER).inner_text() == "There is nothing of yours to undo here."
    assert screen.get("[role=alert]").count() == 0


def test_what_others_built_on_stays_and_says_who(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-tool=industry]").click()
    screen.page.mouse.click(*screen.free_spot())
    screen.type("Button Bank")
    screen.until(screen.named("Button Bank"))
    added = screen.ask("[...state.elements.values()].at(-1).id")
    edit = {"element": added, "field": "note", "base_version": 0, "value": "Buttons"}
    screen.control("play", {"by": "Mateo", "name": "edit_element", "args": edit})

    screen.get("[data-lever='undo.mine']").click()

    screen.get(".offer").wait_for()
    assert "Mateo has built on this" in screen.get(OFFER).inner_text()


def test_a_facilitator_undoes_anyones_change_from_the_list(open_screen: Open) -> None:
    ours, theirs = open_screen("Femke"), open_screen("Nino:participant")
    ours.control("play", {"name": "remove_element", "args": {"element": "d4"}})
    ours.until("!state.elements.has('d4')")
    for screen in (ours, theirs):
        tab(screen, "changes")
    assert [one.get("[data-action=undo-deed]").count() for one in (ours, theirs)] == [1, 0]

    ours.get("[data-action=undo-deed]").click()

    theirs.until("state.elements.has('d4')")
    assert ours.get(".changes .undone").count() == 1


def test_several_are_picked_and_moved_together(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c9")
    pick(screen, "c4", "c8")
    assert screen.get(".picked h3").inner_text() == "3 elements picked"
    before = screen.ask("['c4','c8','c9'].map((id) => state.elements.get(id).x)")
    x, y = screen.spot("c4")

    screen.drag((x, y), (x - 60, y - 10))

    screen.until(f"Math.abs(state.elements.get('c9').x - {before[2]}) > 20")
    after = screen.ask("['c4','c8','c9'].map((id) => state.elements.get(id).x)")
    assert len({round(a - b) for a, b in zip(after, before, strict=True)}) == 1
    assert len(commands(screen)) == 1


def test_arrow_keys_move_what_is_picked_as_one_command(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c4")
    before = screen.ask("state.elements.get('c4').x")

    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        screen.page.keyboard.press(key)

    screen.until(f"Math.abs(state.elements.get('c4').x - {before} - 70) < 1")
    assert [one["name"] for one in commands(screen)] == ["move_elements"]


def test_all_are_picked_by_key_and_let_go(open_screen: Open) -> None:
    screen = open_screen()
    screen.get(".graph").focus()

    screen.page.keyboard.press("Control+a")
    assert len(picked(screen).split(",")) == 45
    screen.page.keyboard.press("Escape")

    assert picked(screen) == ""
    assert screen.get(".picked").is_hidden()


def test_several_are_removed_as_one_deed(open_screen: Open) -> None:
    screen = open_screen()
    pick(screen, "c9", "c4", "c8")

    screen.page.keyboard.press("Delete")
    screen.until("state.elements.size === 42")
    screen.get("[data-action=offer]").click()

    screen.until("state.elements.size === 45 && state.links.size === 61")
    assert [one["name"] for one in commands(screen)] == ["remove_elements", "undo"]


def test_rows_are_picked_by_keyboard(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=table] tbody tr").first.focus()

    for key in ("Enter", "Shift+ArrowDown", "Shift+ArrowDown", "Control+ "):
        screen.page.keyboard.press(key)

    assert len(picked(screen).split(",")) == 2
    assert screen.get("[data-testid=table] tr[aria-selected=true]").count() == 2


def around(screen: Screen, element: str, reach: int = 60) -> list[tuple[float, float]]:
    x, y = screen.spot(element)
    return [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]


def test_a_lasso_picks_what_it_goes_around(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-lever=lasso]").click()
    corners = around(screen, "d3")

    screen.page.mouse.move(*corners[0])
    screen.page.mouse.down()
    for corner in corners[1:]:
        screen.page.mouse.move(*corner, steps=4)
    screen.page.mouse.up()

    assert picked(screen) == "d3"
    assert screen.ask("root.dataset.tool") == ""


def test_alt_and_pulling_is_a_lasso_and_leaves_the_map_where_it_is(open_screen: Open) -> None:
    screen = open_screen()
    corners = around(screen, "c8", 75)
    before = screen.ask("[cy.pan(), cy.getElementById('c8').position()]")

    screen.page.keyboard.down("Alt")
    screen.page.mouse.move(*corners[0])
    screen.page.mouse.down()
    for corner in corners[1:]:
        screen.page.mouse.move(*corner, steps=4)
    screen.page.mouse.up()
    screen.page.keyboard.up("Alt")

    assert "c8" in picked(screen).split(",")
    assert screen.ask("[cy.pan(), cy.getElementById('c8').position()]") == before


@pytest.mark.new_tab
def test_a_finger_draws_a_lasso(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-lever=lasso]").click()
    before = screen.ask("cy.pan()")
    hand = screen.page.context.new_cdp_session(screen.page)
    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    corners = around(screen, "d3")
    for kind, points in [("touchStart", corners[:1]), *(("touchMove", [corner]) for corner in corners[1:])]:
        hand.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": point[0], "y": point[1]} for point in points]},
        )
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    assert (picked(screen), screen.ask("cy.pan()")) == ("d3", before)


def test_elements_are_carried_to_another_map_in_their_arrangement(open_screen: Open) -> None:
    screen = open_screen(map_id="empty")
    there = screen.address + "/?" + f"map=other{screen.map_id}&ticket=Femke"
    here = screen.page.url
    screen.page.goto(there)
    screen.until("state?.elements.size === 45")
    pick(screen, "c4", "c5")
    screen.page.keyboard.press("Control+c")
    screen.page.goto(here)
    screen.until("state?.elements.size === 0")
    assert screen.get("[data-lever=paste]").inner_text() == "Paste 2 here"
    screen.page.mouse.click(*screen.free_spot())

    screen.page.keyboard.press("Control+v")

    screen.until("state.elements.size === 2")
    apart = screen.ask("(([a, b]) => [Math.round(b.x - a.x), Math.round(b.y - a.y)])([...state.elements.values()])")
    assert apart == [150, 0]
    assert commands(screen)[-1]["args"]["elements"] == ["c4", "c5"]
    assert screen.get("[data-lever=paste]").is_hidden()


def test_the_clipboard_carries_the_names_as_text(open_screen: Open) -> None:
    screen = open_screen()
    pick(screen, "c4", "c5")
    screen.page.evaluate(
        "() => document.addEventListener('copy', (event) => {"
        " window.copied = event.clipboardData.getData('text/plain'); })"
    )

    screen.page.keyboard.press("Control+c")

    assert screen.page.evaluate("() => window.copied") == "Stitchbank parts\nRepair Guild West"


def test_other_text_on_the_clipboard_is_not_pasted_as_elements(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c4")
    screen.page.keyboard.press("Control+c")
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("something else")
    screen.page.keyboard.press("Control+a")
    screen.page.keyboard.press("Control+c")
    screen.page.keyboard.press("Escape")
    screen.get(".graph").focus()

    screen.page.keyboard.press("Control+v")

    screen.page.wait_for_timeout(200)
    assert "Nothing to paste" in screen.get(OFFER).inner_text()
    assert commands(screen) == []


def hold_over(screen: Screen, element: str, other: str, wait: int = 750) -> None:
    x, y = screen.spot(element)
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x + 20, y - 10, steps=4)
    to = screen.spot(other)
    screen.page.mouse.move(to[0] + 3, to[1] + 2, steps=8)
    screen.page.wait_for_timeout(wait)
    screen.page.mouse.up()


def test_an_element_dropped_on_another_is_merged_and_can_be_undone(open_screen: Open) -> None:
    screen = open_screen()
    hold_over(screen, "c5", "c6")
    assert "Merge “Repair Guild West” into “Naaicafé De Steek”?" in screen.get("[data-testid=merge]").inner_text()

    screen.get("[data-testid=merge] button[type=submit]").click()
    screen.until("!state.elements.has('c5')")
    assert "Also: Repair Guild West." in screen.get(".picked").inner_text()
    assert commands(screen)[-1]["args"] == {"keep": "c6", "drop": "c5"}
    screen.get("[data-action=offer]").click()

    screen.until("state.elements.size === 45 && state.elements.get('c6').aliases.length === 0")


def test_the_other_name_can_be_the_one_that_stays(open_screen: Open) -> None:
    screen = open_screen()
    hold_over(screen, "c5", "c6")

    screen.get("[data-testid=merge] label").nth(1).click()
    screen.page.keyboard.press("Enter")

    screen.until("!state.elements.has('c6') && state.elements.get('c5').aliases[0] === 'Naaicafé De Steek'")


def test_instead_of_merging_it_can_only_be_moved_or_put_back(open_screen: Open) -> None:
    screen = open_screen()
    before = screen.ask("[cy.getElementById('c5').position().x, cy.getElementById('c6').position().x]")
    hold_over(screen, "c5", "c6")
    screen.page.keyboard.press("Escape")
    assert screen.ask("cy.getElementById('c5').position().x") == before[0]
    assert commands(screen) == []

    hold_over(screen, "c5", "c6")
    screen.get("[data-testid=merge] [data-action=move]").click()

    screen.until(f"Math.abs(state.elements.get('c5').x - {before[1]}) < 12")
    assert [one["name"] for one in commands(screen)] == ["move_elements"]


def test_passing_over_another_or_over_another_sort_only_moves(open_screen: Open) -> None:
    screen = open_screen()
    hold_over(screen, "c5", "c6", wait=80)
    screen.until("state.elements.get('c5').x > 1000")

    hold_over(screen, "c9", "c3")

    screen.page.wait_for_timeout(300)
    assert screen.get("[data-testid=merge]").count() == 0
    assert [one["name"] for one in commands(screen)] == ["move_elements", "move_elements"]


def test_two_picked_rows_are_merged_by_keyboard(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=table] tbody tr").first.focus()
    for key in ("Enter", "Shift+ArrowDown"):
        screen.page.keyboard.press(key)

    screen.get("[data-action=merge]").press("Enter")
    screen.page.keyboard.press("Enter")

    screen.until("state.elements.size === 44")
    assert commands(screen)[-1]["name"] == "merge_elements"


def test_the_handle_never_covers_its_element(open_screen: Open) -> None:
    screen = open_screen(width=1000, height=620)
    for _press in range(2):
        screen.get("[data-lever='zoom.out']").click()
    screen.page.mouse.move(*screen.spot("a5"))
    screen.get("[data-testid=handle]").wait_for()

    screen.click("a5")

    assert picked(screen) == "a5"


def test_the_handle_only_pressed_asks_where_the_link_leads(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.mouse.move(*screen.spot("a13"))
    screen.get("[data-testid=handle]").click()

    screen.click("a10")

    assert "SortWell Foundation → Delta Sorting Works" in screen.get("[data-testid=link-popover]").inner_text()


def test_a_drawn_link_takes_type_and_state_by_keyboard(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-tool=link]").click()
    screen.drag(screen.spot("c4"), screen.spot("c6"))

    screen.page.keyboard.type("en")
    screen.page.keyboard.press("Tab")
    screen.page.keyboard.type("mi")
    screen.page.keyboard.press("Tab")
    screen.page.keyboard.press("Tab")
    screen.page.keyboard.press("Enter")

    screen.until("state.links.size === 62")
    assert screen.ask("(({type, state}) => [type, state])([...state.links.values()].at(-1))") == ["energy", "missing"]
