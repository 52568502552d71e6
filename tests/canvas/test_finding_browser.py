"""Finding one's way in a real browser: search, filter, look around, what is missing, sizes, the legend."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.canvas.pages import Screen

Open = Callable[..., Screen]

SEEN = "root.querySelector('[data-testid=seen]').textContent"
QUIET = "cy.nodes('.quiet').length"
ROWS = "[...root.querySelectorAll('tbody tr')].map((row) => row.dataset.id)"
SIGHT = "[cy.zoom(), cy.pan().x, cy.pan().y].map((one) => Math.round(one * 100))"


def test_search_marks_what_answers_and_enter_jumps_there(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.keyboard.press("/")

    screen.page.keyboard.type("REPAIR guild")
    found = (screen.ask(ROWS), screen.ask(SEEN), screen.ask(QUIET), screen.ask("cy.nodes('.found').map((n) => n.id())"))
    screen.page.keyboard.press("Enter")

    assert found == (["c5"], "1 of 45 shown", 44, ["c5"])
    assert screen.ask("cy.nodes(':selected').map((one) => one.id())") == ["c5"]
    assert "Repair Guild West" in screen.get("[data-testid=picked]").inner_text()


def test_arrows_go_through_what_was_found_and_back_to_the_field(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.keyboard.press("Control+f")
    screen.page.keyboard.type("repair")

    for key in ("ArrowDown", "ArrowDown", "Enter"):
        screen.page.keyboard.press(key)
    second = screen.ask(ROWS)[1]
    for key in ("ArrowUp", "ArrowUp"):
        screen.page.keyboard.press(key)

    assert screen.ask("cy.nodes(':selected').map((one) => one.id())") == [second]
    assert screen.ask("shadow.activeElement.dataset.testid") == "find"


def test_escape_ends_the_search_and_gives_the_map_back(open_screen: Open) -> None:
    screen = open_screen()
    for _time in range(3):
        screen.get("[data-lever='zoom.in']").click()
    before = screen.ask(SIGHT)
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("microfibre")
    screen.page.keyboard.press("Enter")
    jumped = screen.ask(SIGHT)

    screen.page.keyboard.press("Escape")

    assert jumped != before
    assert (screen.ask(SIGHT), screen.ask(QUIET), screen.get(".seen").is_hidden()) == (before, 0, True)
    assert screen.get("[data-testid=find]").input_value() == ""


def test_search_reads_other_fields_in_any_spelling_and_says_where(open_screen: Open) -> None:
    screen = open_screen()
    _edit(screen, "a9", "note", "Toplantı yeri: İSTANBUL, <b>große Straße</b>")
    screen.until("state.elements.get('a9').note !== ''")

    screen.page.keyboard.press("/")
    screen.page.keyboard.type("istanbul STRASSE")

    screen.until(f"{ROWS}.join() === 'a9'")
    assert "İSTANBUL, <b>große" in screen.get("tbody tr").inner_text()
    assert screen.ask("root.querySelectorAll('tbody b').length") == 0


def test_facets_take_any_within_and_all_between_and_count(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=filter]").click()
    _choose(screen, "kind", "industry")
    _choose(screen, "kind", "nature")
    both = screen.ask(SEEN)

    _choose(screen, "cluster", "k1")

    assert (both, screen.ask(SEEN), screen.ask(QUIET)) == ("12 of 45 shown", "4 of 45 shown", 41)
    assert [_count(screen, "kind", kind) for kind in ("industry", "civil", "nature")] == [3, 3, 1]
    assert [_count(screen, "cluster", cluster) for cluster in ("k1", "k3")] == [4, 3]
    screen.get("[data-testid=clear]").click()
    assert (screen.ask(QUIET), screen.ask("root.querySelectorAll('.choice input:checked').length")) == (0, 0)


def test_a_filter_is_kept_while_one_works_and_keeps_what_is_new_in_sight(open_screen: Open) -> None:
    screen = open_screen()
    screen.get(".stage ~ .legend [data-value=matter]").click()
    before = screen.ask(SEEN)
    screen.get("[data-tool=civil]").click()
    screen.page.mouse.click(screen.free_spot()[0], screen.spot("d3")[1])
    screen.type("Needle Circle")
    screen.until(screen.named("Needle Circle"))

    screen.control("play", {"name": "add_link", "args": {"source": "d3", "target": "a1", "type": "water"}})

    screen.until("state.links.size === 62")
    mine = "cy.nodes().filter((one) => one.data('name') === 'Needle Circle').hasClass('quiet')"
    assert (before, screen.ask(SEEN), screen.ask(mine)) == ("16 of 45 shown", "18 of 46 shown", False)


def test_the_rest_can_be_hidden_and_the_table_follows(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=filter]").click()
    _choose(screen, "cluster", "k3")

    screen.get("[data-hiding=true]").click()
    screen.get("[data-testid=filter]").click()

    assert screen.ask("cy.nodes('[seq]').filter((one) => one.visible()).length") == 13
    assert screen.ask("root.querySelectorAll('.pill:not(.dim):not([hidden])').length") == 1
    assert screen.get("[role=tab]").all_inner_texts() == ["Elements 13", "Links 18", "Changes"]
    screen.get("[data-seen=hide]").click()
    assert (screen.ask("cy.nodes('.away').length"), screen.ask(QUIET)) == (0, 32)


def test_the_step_in_which_something_was_added_can_be_filtered(open_screen: Open) -> None:
    screen = open_screen()
    late = {"id": "e1", "name": "Late", "created_at": "2099-01-01T00:00:00+00:00"}
    early = {"id": "e2", "name": "Early", "created_at": "2001-01-01T00:00:00+00:00"}
    _place(screen, late, early)
    screen.until("state.elements.size === 47")

    screen.get("[data-testid=filter]").click()
    _choose(screen, "step", "8")

    assert screen.ask(SEEN) == "1 of 47 shown"
    assert _count(screen, "step", "before") == 1
    assert "9: Missions" in screen.get("details[data-facet=step]").inner_text()


def test_links_around_an_element_are_counted_in_a_sentence(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b5")
    screen.get(".near summary").click()

    screen.get(".near [data-look='hops 2']").click()
    two = screen.ask(SEEN)
    screen.get("[data-seen='hops 1']").click()

    assert (two, screen.ask(SEEN)) == (
        "11 elements within 2 links of Harbour Uniforms",
        "6 elements linked with Harbour Uniforms",
    )
    assert screen.ask(QUIET) == 38


def test_keys_on_the_map_look_around_and_escape_ends_it(open_screen: Open) -> None:
    screen = open_screen()
    before = screen.ask(SIGHT)
    screen.click("b5")

    said = [_pressed(screen, key) for key in ("3", "u", "d")]
    screen.page.keyboard.press("Escape")

    assert [re.sub(r"\d+", "n", text) for text in said] == [
        "n elements within n links of Harbour Uniforms",
        "n elements upstream of Harbour Uniforms",
        "n elements downstream of Harbour Uniforms",
    ]
    assert (screen.ask(QUIET), screen.ask(SIGHT), screen.get(".seen").is_hidden()) == (0, before, True)


def test_streams_follow_the_direction_of_exchanges(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c9")

    _pressed(screen, "u")
    up = set(screen.ask(ROWS))
    _pressed(screen, "d")

    assert up == {"c9", "c10", "c8", "c4", "d6", "d5", "d4"}
    assert set(screen.ask(ROWS)) == {"c9", "c5", "c6", "c7", "a14"}


def test_a_path_leads_to_what_is_picked_next(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("b6")
    screen.page.keyboard.press("p")
    asked = screen.ask(SEEN)
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("relaunder")
    screen.page.keyboard.press("Enter")

    shortest = (screen.ask(SEEN), set(screen.ask(ROWS)))
    screen.get("[data-seen=all]").click()

    assert asked.startswith("From Regional Purchasing: choose")
    assert shortest == ("From Regional Purchasing to Relaunder: 2 links", {"b6", "b8", "b9"})
    assert re.fullmatch(r"From Regional Purchasing to Relaunder: \d+ paths, the shortest of 2 links", screen.ask(SEEN))


def test_what_is_missing_is_counted_and_shown(open_screen: Open) -> None:
    screen = open_screen()
    _place(screen, {"id": "e1", "name": "Alone <i>", "kind": "unsorted", "hub": None, "country": ""})
    screen.until("state.elements.size === 46")
    screen.get("[data-testid=look]").click()

    counts = screen.ask("[...root.querySelectorAll('[data-gap]')].map((one) => one.innerText.replace(/\\s+/g, ' '))")
    screen.get("[data-gap=links]").click()

    assert counts == [
        "Without links 1",
        "Challenges without owner 9",
        "Challenges without a wish 12",
        "Flows that end here 5",
        "Not yet sorted 1",
        "Without hub 1",
        "Without country 1",
    ]
    assert (screen.ask(SEEN), screen.ask("cy.nodes('[seq]').not('.quiet').map((one) => one.id())")) == (
        "Without links: 1",
        ["e1"],
    )


def test_mending_what_is_missing_takes_it_off_the_list(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=look]").click()
    screen.get("[data-gap=owner]").click()

    screen.control("play", {"name": "add_link", "args": {"source": "a6", "target": "a2", "type": "owns"}})

    screen.until(f"{SEEN} === 'Challenges without owner: 8'")
    screen.until("root.querySelector('[data-gap=owner] .number').textContent === '8'")


def test_size_says_votes_links_or_who_stands_between(open_screen: Open) -> None:
    screen = open_screen()
    usual = screen.ask("cy.getElementById('d2').width()")
    screen.get("[data-testid=look]").click()

    screen.get("[name=size][value=votes]").check()
    voted = screen.ask("['b2', 'd7', 'd2'].map((id) => cy.getElementById(id).data('grownWidth') ?? 0)")
    screen.get("[name=size][value=between]").check()
    screen.until(f"cy.getElementById('d2').width() === {usual} * 1.6")

    assert voted[0] > voted[1] > voted[2] == 0
    assert screen.ask("cy.getElementById('b2').data('grownWidth') ?? 0") == 0
    assert "seldom to often" in screen.get(".stage ~ .legend [data-testid=size-legend]").inner_text()
    screen.get("[name=size][value='']").check()
    assert (screen.ask("cy.getElementById('d2').width()"), screen.ask("cy.nodes('[grownWidth]').length")) == (usual, 0)


def test_sizes_follow_the_map(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-testid=look]").click()
    screen.get("[name=size][value=links]").check()
    before = screen.ask("cy.getElementById('d3').data('grownWidth')")

    for target in ("a1", "a6", "a5"):
        screen.control("play", {"name": "add_link", "args": {"source": "d3", "target": target, "type": "water"}})

    screen.until(f"cy.getElementById('d3').data('grownWidth') > {before}")


def test_a_sign_of_the_legend_filters_by_it(open_screen: Open) -> None:
    screen = open_screen(width=2240, height=1080)

    screen.get(".stage ~ .legend [data-facet=cluster]").first.click()
    screen.get(".stage ~ .legend [data-facet=state][data-value=planned]").click()

    assert screen.ask(SEEN) == "5 of 45 shown"
    assert screen.ask("[...root.querySelectorAll('.stage ~ .legend [aria-pressed=true]')].length") == 2
    assert screen.ask("cy.edges().not('.quiet').map((one) => one.data('state'))") == ["planned"] * 3


def test_outlines_of_the_legend_have_the_colours_of_the_hulls(open_screen: Open) -> None:
    screen = open_screen(width=2240, height=1080, theme="dark")

    strokes = "[...root.querySelectorAll('{}')].map((one) => getComputedStyle(one).stroke)"

    drawn = screen.ask(strokes.format(".hulls path"))
    assert drawn == screen.ask(strokes.format(".stage ~ .legend .outline path"))
    assert len(set(drawn)) == 3


def test_the_legend_on_the_wall_stands_on_the_map(open_screen: Open) -> None:
    screen = open_screen(mode="projector")

    legend, stage = screen.get(".stage ~ .legend").bounding_box(), screen.get(".stage").bounding_box()

    assert legend
    assert stage
    assert legend["height"] < 120
    assert legend["x"] + legend["width"] <= stage["x"] + stage["width"]
    assert screen.ask("root.querySelector('.stage ~ .legend').inert")


def test_links_in_the_table_answer_to_words_and_to_the_filter(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-tab=links]").click()
    screen.get(".stage ~ .legend [data-value=missing]").click()
    missing = len(screen.ask(ROWS))

    screen.page.keyboard.press("/")
    screen.page.keyboard.type("harbour")

    assert (missing, screen.get("tbody tr .name").all_inner_texts()) == (
        4,
        ["Dye & Finish Co-op → Harbour Uniforms\nproduct, missing"],
    )


def test_on_a_phone_a_sheet_finds_and_filters_without_scrolling_aside(open_screen: Open) -> None:
    screen = open_screen(width=390, height=844)
    screen.get("[data-testid=finder]").click()
    screen.page.keyboard.type("uniforms")
    screen.get("[data-testid=filter]").click()

    small = screen.ask(
        "[...root.querySelectorAll('.panel button, .panel summary, .choice')].filter((one) => one.offsetParent &&"
        " one.offsetHeight < 42).map((one) => one.outerHTML)"
    )
    screen.get("[data-testid=filter]").click()
    screen.get("tbody tr").first.click()

    assert (small, screen.get(".panel").is_hidden(), screen.ask(SEEN)) == ([], True, "1 of 45 shown")
    assert screen.ask("cy.nodes(':selected').map((one) => one.id())") == ["b5"]
    assert screen.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_large_map_is_searched_without_touching_every_element(open_screen: Open) -> None:
    screen = open_screen(map_id="many2000-")
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("repair guild")

    found = (screen.ask(SEEN), screen.ask("root.classList.contains('veiled')"), screen.ask(QUIET))
    screen.page.keyboard.press("Escape")

    assert found == ("20 of 2000 shown", True, 0)
    assert screen.ask("[root.classList.contains('veiled'), root.querySelectorAll('tbody tr').length]") == [False, 120]


def _choose(screen: Screen, facet: str, value: str) -> None:
    part = screen.get(f"details[data-facet={facet}]")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    part.locator(f"input[value='{value}']").click()


def _count(screen: Screen, facet: str, value: str) -> int:
    row = f"root.querySelector('input[name={facet}][value=\"{value}\"]').closest('label')"
    return int(screen.ask(f"{row}.querySelector('.number').textContent"))


def _pressed(screen: Screen, key: str) -> Any:
    screen.page.keyboard.press(key)
    return screen.ask(SEEN)


def _edit(screen: Screen, element: str, field: str, value: str) -> None:
    args = {"element": element, "field": field, "base_version": 0, "value": value}
    screen.control("play", {"name": "edit_element", "args": args})


def _place(screen: Screen, *elements: dict[str, Any]) -> None:
    """Have elements appear as a change that the room does not know of."""
    blank = {"seq": 900, "kind": "civil", "x": 260, "y": 900, "votes": 0, "by": "Ilse", "by_id": "p1", "versions": {}}
    lists: dict[str, Any] = {"hub": "east", "country": "TR", "chains": [], "strategies": [], "stages": []}
    texts: dict[str, Any] = {"problem": "", "wish": "", "note": "", "created_at": None, "aliases": [], "also_by": []}
    placed = [{**blank, **lists, **texts, **element} for element in elements]
    change = {
        "revision": 101,
        "kind": "placed",
        "payload": {"elements": placed, "links": []},
        "by": "Ilse",
        "by_id": "p1",
        "at": "2026-11-22T10:00:00Z",
    }
    screen.control("send", {"type": "changes", "changes": [change]})
