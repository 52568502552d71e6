"""The canvas among people: pointers, following, being brought, on the wall and on a phone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.canvas.pages import Screen, commands

Open = Callable[..., Screen]
HULL_IN_SIGHT = (
    "(({{x1, y1, x2, y2}}, members) => members.every((id) => (({{x, y}}) => x > x1 && x < x2 && y > y1 && y < y2)"
    "(cy.getElementById(id).position())))(cy.extent(), state.clusters.find((one) => one.id === '{}').members)"
)


def _middle(screen: Screen) -> tuple[float, float]:
    x, y = screen.ask("(({x1, x2, y1, y2}) => [(x1 + x2) / 2, (y1 + y2) / 2])(cy.extent())")
    return x, y


def _points(screen: Screen) -> None:
    box = screen.get(".graph").bounding_box()
    assert box
    screen.page.mouse.move(box["x"] + 300, box["y"] + 200)
    screen.page.mouse.move(box["x"] + 320, box["y"] + 210, steps=3)


def test_pointers_and_what_others_hold_are_seen(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")

    theirs.click("c4")

    mine.until("[...root.querySelectorAll('.cursor span')].some((one) => one.textContent === 'Ilse')")
    mine.until("cy.getElementById('c4').hasClass('remote')")
    assert not theirs.ask("cy.getElementById('c4').hasClass('remote')")


def test_pointers_are_sent_at_most_five_times_a_second(open_screen: Open) -> None:
    mine = open_screen("Femke")
    theirs = open_screen("Ilse")
    theirs.page.evaluate(
        "() => { window.sent = 0; const send = WebSocket.prototype.send;"
        " WebSocket.prototype.send = function (text) { if (text.includes('\"cursor\"')) window.sent += 1;"
        " return send.call(this, text); }; }"
    )
    box = theirs.get(".graph").bounding_box()
    assert box

    begun = time.monotonic()
    for step in range(100):
        theirs.page.mouse.move(box["x"] + 200 + step, box["y"] + 200)
        theirs.page.wait_for_timeout(10)

    mine.until("root.querySelectorAll('.cursor').length > 0")
    sent, seconds = theirs.page.evaluate("() => window.sent"), time.monotonic() - begun
    assert 1 <= sent <= 5 * seconds + 2


def test_a_face_is_followed_until_the_reader_moves_the_map(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke", map_id="f"), open_screen("Ilse", map_id="f")
    mine.get("[data-person=rest]").press("Enter")
    mine.get("[data-item=you-Ilse]").press("Enter")
    assert mine.get("[data-testid=following]").inner_text().startswith("Following Ilse")

    _points(theirs)
    for _time in range(4):
        theirs.get("[data-lever='zoom.in']").click()
    x, y = _middle(theirs)
    mine.until(f"(({{x1, x2, y1, y2}}) => Math.hypot((x1 + x2) / 2 - {x}, (y1 + y2) / 2 - {y}) < 40)(cy.extent())")
    mine.get("[data-lever='zoom.out']").click()

    assert mine.get("[data-testid=following]").is_hidden()


def test_everyone_is_brought_and_can_go_back(open_screen: Open) -> None:
    lead, other = open_screen("Ilse", map_id="b"), open_screen("Femke:participant", map_id="b")
    before = other.ask("[cy.zoom(), cy.pan().x, cy.pan().y]")
    for _time in range(3):
        lead.get("[data-lever='zoom.in']").click()

    lead.get("[data-lever=bring]").click()

    notice = other.get("[data-testid=brought]")
    notice.wait_for(state="visible")
    assert "Ilse brought you here" in notice.inner_text()
    assert other.ask("cy.zoom()") > before[0] * 1.4
    other.get("[data-testid=brought-act]").click()
    assert other.ask("[cy.zoom(), cy.pan().x, cy.pan().y]") == pytest.approx(before)
    assert other.get("[data-lever=bring]").is_hidden()


def test_who_writes_is_asked_first(open_screen: Open) -> None:
    lead, other = open_screen("Ilse", map_id="w"), open_screen("Femke", map_id="w")
    other.page.mouse.dblclick(*other.spot("b11"))
    other.get("[data-testid=inline]").fill("Dye House")
    before = other.ask("cy.zoom()")

    lead.get("[data-lever='zoom.in']").click()
    lead.get("[data-lever=bring]").click()

    notice = other.get("[data-testid=brought]")
    notice.wait_for(state="visible")
    assert "wants to show" in notice.inner_text()
    assert other.ask("cy.zoom()") == before
    assert other.get("[data-testid=inline]").input_value() == "Dye House"


def _called(screen: Screen) -> str:
    """Call all from a table's map to the map of all; which."""
    to = "of-all"
    screen.control("send", {"type": "call", "by": "Ilse", "map": to, "view": [100, 100, 500, 400], "cluster": None})
    return to


def test_who_works_at_a_table_is_asked_to_the_map_of_all_and_not_moved(open_screen: Open) -> None:
    screen = open_screen("Femke", main="of-all", map_id="t")
    screen.page.mouse.dblclick(*screen.spot("b11"))
    screen.get("[data-testid=inline]").fill("Dye Ho")
    before = screen.ask("[cy.zoom(), cy.pan().x, cy.pan().y]")

    _called(screen)

    card = screen.get("[data-testid=brought]")
    card.wait_for(state="visible")
    assert "Ilse asks everyone to the map of all" in card.inner_text()
    assert screen.ask("[cy.zoom(), cy.pan().x, cy.pan().y]") == before
    assert screen.get("[data-testid=inline]").input_value() == "Dye Ho"


@pytest.mark.parametrize("width", [1440, 390])
def test_who_goes_to_the_map_of_all_sees_there_what_it_is_about(open_screen: Open, width: int) -> None:
    screen = open_screen("Femke", main="of-all", map_id="t", width=width)
    to = _called(screen)

    screen.get("[data-testid=brought-act]").click()

    assert screen.page.evaluate("() => window.harness.told") == [["called", to]]
    screen.page.evaluate("(map) => { window.harness.dispose(); window.harness.again({ map }); }", to)
    screen.until("(({x1, x2, y1, y2}) => Math.hypot((x1 + x2) / 2 - 300, (y1 + y2) / 2 - 250) < 60)(cy.extent())")
    assert screen.ask("cy.extent().x1 < 110 && cy.extent().x2 > 490 && cy.extent().w < 1200")


def test_half_a_new_name_is_offered_again_where_it_was_being_written(open_screen: Open) -> None:
    screen = open_screen("Femke", main="of-all", map_id="t")
    screen.page.mouse.dblclick(*screen.spot("b11"))
    screen.get("[data-testid=inline]").fill("Dye Ho")
    _called(screen)
    screen.get("[data-testid=brought-act]").click()

    screen.page.reload()

    screen.get("[data-action=offer]").click()
    assert screen.get("[name=name]").input_value() == "Dye Ho"
    assert not commands(screen)


def test_what_was_half_typed_at_a_table_is_offered_again_there(open_screen: Open) -> None:
    screen = open_screen("Femke", main="of-all", map_id="step5")
    screen.get("[data-tool=challenge]").first.click()
    screen.page.mouse.click(*screen.free_spot())
    screen.get("[data-testid=inline]").fill("Half a name")
    _called(screen)
    screen.get("[data-testid=brought-act]").click()
    assert not commands(screen)

    screen.page.reload()

    screen.page.get_by_text("You were writing “Half a name”.").wait_for()
    screen.get("[data-action=offer]").click()
    assert screen.get("[data-testid=inline]").input_value() == "Half a name"


@pytest.mark.parametrize(
    "asked", [{"mode": "projector", "main": "of-all"}, {"mode": "still", "main": "of-all"}, {"main": "another"}]
)
def test_walls_and_pictures_and_who_has_no_way_there_are_not_called(open_screen: Open, asked: dict[str, str]) -> None:
    screen = open_screen("Femke", map_id="t", **asked)

    _called(screen)
    screen.control("play", {"name": "add_challenge", "args": {"name": "Port", "x": 700, "y": 560}})

    screen.until(screen.named("Port"))
    assert screen.get("[data-testid=brought]").is_hidden()


@pytest.mark.parametrize(
    ("asked", "size", "least"), [({"mode": "projector"}, (1920, 1080), 29.0), ({}, (390, 844), 11.0)]
)
def test_the_words_of_a_cluster_that_all_are_brought_to_can_be_read(
    open_screen: Open, asked: dict[str, str], size: tuple[int, int], least: float
) -> None:
    lead = open_screen("Ilse", map_id="h")
    there = open_screen("Femke", map_id="h", width=size[0], height=size[1], **asked)
    pill = lead.get(".pill[data-cluster=k3]")

    pill.press("Enter")
    lead.get("[data-item='bring.hull']").press("Enter")

    there.until(HULL_IN_SIGHT.format("k3"))
    there.until(_letters("b5", least))
    there.until(_letters("b2", least))


def _letters(element: str, least: float) -> str:
    node = f"cy.getElementById('{element}')"
    return f"{node}.numericStyle('font-size') * cy.zoom() >= {least} && {node}.style('label') !== ''"


def test_a_phone_opens_where_the_reader_has_added_last(open_screen: Open) -> None:
    screen = open_screen("p1", width=390, height=844)

    added = screen.ask(
        "[...state.elements.values()].filter((one) => one.by_id === 'p1').map((one) => [one.seq, one.id])"
    )
    latest = max(each for each in added if each[1][0] in "abc")[1]
    groups = {"a": "Clothes that come back", "b": "Workwear lives twice", "c": "Repair within reach"}
    screen.until(f"root.querySelector('.hull-steps .where').textContent === {groups[latest[0]]!r}")
    assert groups[latest[0]] != groups["a"]


def test_a_phone_has_large_targets_and_does_not_scroll_sideways(open_screen: Open) -> None:
    screen = open_screen(width=390, height=844)

    small = screen.ask(
        "[...root.querySelectorAll('button')].filter((one) => one.offsetParent)"
        ".map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 80)])"
        ".filter(([box]) => Math.min(box.width, box.height) < 43.9).map(([_box, text]) => text)"
    )
    assert small == []
    assert screen.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
