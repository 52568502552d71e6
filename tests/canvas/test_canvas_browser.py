"""The canvas in a real browser: two people on one map, by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.canvas.pages import Screen

Open = Callable[..., Screen]


def test_adding_by_click_shows_on_both_screens(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")

    mine.get("[data-tool=industry]").click()
    mine.page.mouse.click(*mine.free_spot())
    mine.type("Button Bank <img src=x onerror=alert(1)>")

    for screen in (mine, theirs):
        screen.until(screen.named("Button Bank <img src=x onerror=alert(1)>"))
    assert theirs.ask("root.dataset.elements") == "46"
    assert theirs.ask("shadow.querySelectorAll('img').length") == 0


def test_dragging_out_of_the_palette_adds_where_it_is_dropped(open_screen: Open) -> None:
    screen = open_screen()
    box = screen.get("[data-tool=nature]").bounding_box()
    assert box

    screen.drag((box["x"] + 30, box["y"] + 20), screen.free_spot())
    screen.type("Moss Watch")

    screen.until(screen.named("Moss Watch"))
    kind = screen.ask("[...state.elements.values()].find((one) => one.name === 'Moss Watch').kind")
    assert (kind, screen.ask("root.dataset.tool ?? ''")) == ("nature", "")


def test_adding_by_keyboard_lets_the_server_find_the_place(open_screen: Open) -> None:
    screen = open_screen()

    screen.get("[data-tool=challenge]").focus()
    screen.page.keyboard.press("Enter")
    screen.type("Zips break first")

    screen.until(screen.named("Zips break first"))
    args = screen.control("look")["commands"][-1]["args"]
    assert args == {"name": "Zips break first"}


def test_renaming_by_double_click_reaches_the_other_screen(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")

    mine.page.mouse.dblclick(*mine.spot("d4"))
    mine.type("Moth Trust")

    theirs.until("state.elements.get('d4').name === 'Moth Trust'")
    assert "Moth Trust" in theirs.get("[data-testid=table]").inner_text()


def test_a_link_is_pulled_from_the_handle_and_named_in_place(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")

    mine.page.mouse.move(*mine.spot("a13"))
    handle = mine.get("[data-testid=handle]").bounding_box()
    assert handle
    mine.drag((handle["x"] + 14, handle["y"] + 14), mine.spot("a10"))
    mine.get("[data-testid=link-popover] [name=type]").select_option("energy")
    mine.get("[data-testid=link-popover] [name=state]").select_option("planned")
    mine.get("[data-testid=link-popover] button[type=submit]").click()

    theirs.until("state.links.size === 62")
    facts = theirs.ask(
        "(({source, target, type, state}) => [source, target, type, state])([...state.links.values()].at(-1))"
    )
    assert facts == ["a13", "a10", "energy", "planned"]


def test_a_link_by_keyboard_goes_through_the_panel(open_screen: Open) -> None:
    screen = open_screen()

    screen.page.keyboard.press("/")
    screen.page.keyboard.type("regional")
    screen.page.keyboard.press("Enter")
    screen.get("[data-action=link]").press("Enter")
    screen.get(".picked [name=target]").select_option("b12")
    screen.get(".picked [name=type]").select_option("help")
    screen.page.keyboard.press("Enter")
    screen.get(".picked button[type=submit]").press("Enter")

    screen.until(
        "[...state.links.values()].some((one) => one.source === 'b6' && one.target === 'b12' && one.type === 'help')"
    )


def test_a_link_is_not_lost_while_others_change_the_map(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    mine.get("[data-tool=link]").click()
    mine.page.mouse.move(*mine.spot("c4"))
    mine.page.mouse.down()
    mine.page.mouse.move(*mine.spot("c5"), steps=5)

    theirs.control("play", {"name": "add_stakeholder", "args": {"name": "Thread Office", "kind": "government"}})
    mine.until(mine.named("Thread Office"))
    mine.page.mouse.move(*mine.spot("c6"), steps=5)
    mine.page.mouse.up()
    mine.get("[data-testid=link-popover] button[type=submit]").click()

    theirs.until("[...state.links.values()].some((one) => one.source === 'c4' && one.target === 'c6')")


def test_moving_is_sent_on_release_and_kept_from_others_moves(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    x, y = mine.spot("d3")
    mine.page.mouse.move(x, y)
    mine.page.mouse.down()
    mine.page.mouse.move(x + 30, y + 10, steps=4)
    before = mine.ask("cy.getElementById('d3').position().x")

    theirs.control("play", {"name": "move_elements", "args": {"positions": {"d3": [0, 0]}}})
    mine.until("state.elements.get('d3').x === 0")
    held = mine.ask("cy.getElementById('d3').position().x")
    mine.page.mouse.up()

    theirs.until(f"Math.abs(state.elements.get('d3').x - {before}) < 1")
    assert held == before


def test_delete_removes_the_picked_element_with_its_links(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")

    mine.click("d4")
    mine.page.keyboard.press("Delete")

    theirs.until("!state.elements.has('d4')")
    assert theirs.ask("cy.edges().filter((one) => one.data('source') === 'd4').length") == 0
    assert theirs.ask("root.dataset.links") == "60"


def test_two_wordings_are_shown_and_mine_can_be_kept(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    mine.page.mouse.dblclick(*mine.spot("b11"))
    mine.get("[data-testid=inline]").fill("Dye and Finish Co-op")

    theirs.control(
        "play",
        {
            "by": "Mateo",
            "name": "edit_element",
            "args": {"element": "b11", "field": "name", "base_version": 0, "value": "Dye House"},
        },
    )
    mine.until("state.elements.get('b11').name === 'Dye House'")
    mine.page.keyboard.press("Enter")

    words = mine.get("[data-testid=conflict]").inner_text()
    assert [part in words for part in ("Mateo", "Dye and Finish Co-op", "Dye House")] == [True] * 3
    mine.get("[data-keep=mine]").click()
    theirs.until("state.elements.get('b11').name === 'Dye and Finish Co-op'")


def test_what_is_added_offline_is_kept_and_sent_once_with_the_same_id(open_screen: Open) -> None:
    mine, theirs = open_screen("Femke"), open_screen("Ilse")
    mine.control("close")
    mine.until("root.dataset.state === 'offline'")
    mine.get("[data-tool=civil]").click()
    mine.page.mouse.click(*mine.free_spot())
    mine.type("Needle Circle")
    mine.get("[data-testid=offline]").wait_for(state="visible")
    assert mine.ask("cy.nodes('.ghost').length") == 1

    mine.control("open")

    for screen in (mine, theirs):
        screen.until(screen.named("Needle Circle"))
    mine.until("cy.nodes('.ghost').length === 0")
    mine.until("root.dataset.state === 'live'")
    assert [one["name"] for one in mine.control("look")["commands"]] == ["add_stakeholder"]


def test_a_refusal_is_told_beside_the_element(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c4")
    screen.get("[data-action=link]").click()

    screen.click("c5")
    screen.get("[data-testid=link-popover] button[type=submit]").click()

    notice = screen.get("[role=alert]")
    assert notice.inner_text() == "This link is already on the map."
    assert screen.ask("cy.edges('.ghost').length") == 0


def test_a_step_disables_tools_with_their_reason(open_screen: Open) -> None:
    screen = open_screen("Nino:participant", map_id="step5")

    assert screen.get("[data-tool=industry]").get_attribute("aria-disabled") == "true"
    assert "does not take this" in (screen.get("[data-tool=industry]").get_attribute("aria-label") or "")
    assert screen.get("[data-tool=challenge]").get_attribute("aria-disabled") == "false"
    screen.control("step", {"step": 7})
    screen.until("root.querySelector('[data-tool=vote]').getAttribute('aria-disabled') === 'false'")


def test_a_vote_is_given_and_taken_back(open_screen: Open) -> None:
    screen = open_screen("Nino:participant", map_id="step7")
    screen.get("[data-tool=vote]").click()

    screen.click("b2")
    screen.until("state.elements.get('b2').votes === 13 && cy.getElementById('b2').hasClass('mine')")
    screen.click("b2")

    screen.until("state.elements.get('b2').votes === 12 && !cy.getElementById('b2').hasClass('mine')")


def test_a_missing_revision_is_asked_for(open_screen: Open) -> None:
    screen = open_screen()
    skipped = {
        "revision": 105,
        "kind": "renamed",
        "payload": {"name": "x"},
        "by": "",
        "by_id": "",
        "at": "2026-11-22T10:00:00Z",
    }
    for name in ("A", "B"):
        screen.control("play", {"name": "add_challenge", "args": {"name": name}})

    screen.control("send", {"type": "changes", "changes": [skipped]})
    screen.control("play", {"name": "add_challenge", "args": {"name": "C"}})

    screen.until(screen.named("C"))
    assert screen.ask("root.dataset.revision") == "103"


def test_an_expired_ticket_is_replaced_through_python(open_screen: Open) -> None:
    screen = open_screen("expired")

    screen.until("root.dataset.state === 'live'")
    assert screen.page.evaluate("() => window.harness.told") == [["ticket_needed", 1]]


def test_calling_again_keeps_map_and_line_and_follows_the_theme(open_screen: Open) -> None:
    screen = open_screen()
    before = screen.ask("[cy.zoom(), root.dataset.theme]")

    is_same = screen.page.evaluate("() => window.harness.again({ticket: 'another'})")
    screen.page.evaluate("() => window.harness.setTheme('dark')")

    assert (is_same, screen.ask("[cy.zoom(), root.dataset.theme]")) == (True, [before[0], "dark"])
    assert screen.ask("cy.getElementById('a6').style('background-color')") == "rgb(222,224,237)"


def test_others_changes_are_announced_together(open_screen: Open) -> None:
    mine = open_screen("Femke")
    for by in ("Ilse", "Mateo", "Ilse", "Mateo"):
        mine.control("play", {"by": by, "name": "add_challenge", "args": {"name": f"From {by}"}})

    mine.until("/[34] changes by \\w+ and \\w+/.test(root.querySelector('[data-testid=announcer]').textContent)")


def test_an_empty_map_offers_one_thing_to_do(open_screen: Open) -> None:
    screen = open_screen(map_id="empty")

    screen.get("[data-testid=add-first]").click()
    screen.get(".kind-row button[data-kind=civil]").click()
    screen.type("Tenants of Tower Court")

    screen.until("state.elements.size === 1")
    assert screen.ask("[...state.elements.values()][0].kind") == "civil"
    assert screen.get("[data-testid=empty]").is_hidden()


def test_a_phone_steps_from_cluster_to_cluster(open_screen: Open) -> None:
    screen = open_screen(width=390, height=844)

    assert screen.ask("root.dataset.mode") == "phone"
    assert [screen.get(part).is_hidden() for part in (".palette", ".panel")] == [True, True]
    assert screen.get(".hull-steps .where").inner_text() == "Clothes that come back"
    screen.get("[data-testid='hull.next']").click()
    assert screen.get(".hull-steps .where").inner_text() == "Workwear lives twice"


def test_the_projector_shows_how_to_join(open_screen: Open) -> None:
    screen = open_screen(mode="projector")

    assert screen.get("[data-testid=code]").inner_text() == "K7QM 4WPX"
    assert screen.ask("root.querySelector('.qr img').complete && root.querySelector('.qr img').naturalWidth > 0")
    assert screen.ask("cy.nodes('.loud').map((one) => one.id()).sort().join()") == "a11,a2,b2,b3,c11"


def test_focus_dims_all_but_the_members(open_screen: Open) -> None:
    screen = open_screen(mode="focus", focus="k3", width=600, height=620)

    assert screen.ask("cy.nodes('.dim').length") == 32
    assert screen.ask("root.querySelectorAll('.hulls .solid').length") == 1


def test_typing_does_not_reach_keys_of_the_page(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.evaluate(
        "() => { window.heard = []; document.addEventListener('keydown', (event) => window.heard.push(event.key)); }"
    )

    screen.page.keyboard.press("/")
    screen.page.keyboard.type("cr")

    assert screen.page.evaluate("() => window.heard") == ["/"]
    assert screen.get("[data-testid=find]").input_value() == "cr"


_PLAIN = """() => { const { cy } = window.harness.shadow.sotecinMap, r = cy.renderer(), draw = r.drawCachedElement;
  r.data.lyrTxrCache.getLayers = () => null;
  for (const kept of ["ele", "lbl", "slb", "tlb"]) r.data[`${kept}TxrCache`].getElement = () => null;
  window.drawn = 0;
  r.drawCachedElement = function (...given) { window.drawn += 1; return draw.apply(this, given); }; }"""
"""Without the stock of pictures that cytoscape keeps, each drawing is the same; and what is drawn is counted."""
_AGAINST_WHOLE = """async () => { const { cy } = window.harness.shadow.sotecinMap, r = cy.renderer();
  const canvas = r.data.canvases[r.NODE], copy = document.createElement("canvas");
  Object.assign(copy, { width: canvas.width, height: canvas.height });
  const brush = copy.getContext("2d", { willReadFrequently: true });
  const look = () => { brush.fillStyle = "#FFF"; brush.fillRect(0, 0, copy.width, copy.height);
    brush.drawImage(canvas, 0, 0);
    return brush.getImageData(0, 0, copy.width, copy.height).data; };
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const whole = async () => { r.redrawHint("eles", true); r.redraw(); await frames(); return look(); };
  await frames(); const [patched, drawn] = [look(), window.drawn]; const all = await whole();
  const other = (one) => one.reduce((sum, level, i) => sum + (Math.abs(level - all[i]) > 64), 0);
  const found = { wrong: other(patched), new: window.whole ? other(window.whole) : 0 };
  Object.assign(found, { drawn, all: window.drawn - drawn });
  window.whole = all; window.drawn = 0; return found; }"""


def test_what_is_drawn_anew_in_places_is_the_picture_of_a_whole_drawing(open_screen: Open) -> None:
    screen = open_screen(map_id="many300")
    screen.page.wait_for_timeout(1500)
    for _step in range(4):
        screen.get("[data-lever='zoom.in']").click()
    screen.page.wait_for_timeout(600)
    screen.page.evaluate(_PLAIN)
    screen.page.evaluate(_AGAINST_WHOLE)
    screen.page.wait_for_timeout(1000)  # where each thing stands is noted once it is calm
    at = screen.ask("(({x, y}) => [x, y])(state.elements.get('n147'))")
    deeds: list[tuple[str, dict[str, Any]]] = [
        ("move_elements", {"positions": {"n147": [at[0] + 90, at[1] + 60]}}),
        ("add_link", {"source": "n147", "target": "n285", "type": "energy"}),
        ("move_elements", {"positions": {"n147": at}}),
        ("edit_element", {"element": "n147", "field": "kind", "base_version": 0, "value": "nature"}),
        ("add_stakeholder", {"name": "New here", "kind": "industry", "x": at[0] + 60, "y": at[1] + 80}),
        ("remove_element", {"element": "n148"}),
    ]
    shares = []
    for name, args in deeds:
        revision = screen.control("play", {"name": name, "args": args})["revision"]
        screen.until(f"state.revision >= {revision}")
        screen.page.wait_for_timeout(350)
        found = screen.page.evaluate(_AGAINST_WHOLE)
        assert (name, found["wrong"], found["new"] > 0) == (name, 0, True)
        shares.append(found["drawn"] / found["all"])
    assert max(shares) < 0.5
