"""The canvas in a room: what others do while one looks on, on the wall and with the app away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.canvas.example_map import workshop
from tests.canvas.pages import Screen

Open = Callable[..., Screen]
FAR = {"name": "add_challenge", "args": {"name": "Far out", "x": 4000, "y": 3000}}
"""Far from all others: by a move or a form that others made."""
IN_SIGHT = "(({x1, y1, x2, y2}) => x1 > 0 && y1 > 0 && x2 < cy.width() && y2 < cy.height())"


@pytest.mark.parametrize("mode", ["projector", "view", "edit"])
def test_what_others_add_out_of_sight_comes_into_sight(open_screen: Open, mode: str) -> None:
    screen = open_screen(mode=mode)

    screen.control("play", FAR)

    screen.until(screen.named("Far out"))
    screen.until(f"{IN_SIGHT}(cy.nodes().filter((one) => one.data('name') === 'Far out').renderedBoundingBox())")


def test_the_map_does_not_move_for_whoever_has_moved_it(open_screen: Open) -> None:
    screen = open_screen()
    screen.get("[data-lever='zoom.in']").click()
    before = screen.ask("[cy.zoom(), cy.pan()]")

    screen.control("play", FAR)

    screen.until(screen.named("Far out"))
    screen.page.wait_for_timeout(1200)
    assert screen.ask("[cy.zoom(), cy.pan()]") == before


@pytest.mark.parametrize(
    ("width", "height", "mode"), [(1440, 900, "edit"), (900, 500, "edit"), (1920, 1080, "projector")]
)
def test_names_of_clusters_are_in_sight_at_the_first_fit(open_screen: Open, width: int, height: int, mode: str) -> None:
    screen = open_screen(width=width, height=height, mode=mode)
    screen.page.wait_for_timeout(600)

    tops = screen.ask(
        "[...root.querySelectorAll('.pill')].map((one) => one.getBoundingClientRect().top"
        " - root.querySelector('.graph').getBoundingClientRect().top)"
    )

    assert len(tops) == 3
    assert min(tops) >= 4


def test_the_keyboard_keeps_its_place_while_others_change_the_map(open_screen: Open) -> None:
    screen = open_screen()
    screen.click("c4")
    screen.get("[data-action=edit]").focus()

    screen.control("play", FAR)

    screen.until(screen.named("Far out"))
    assert screen.ask("shadow.activeElement.dataset.action") == "edit"


def test_an_empty_map_offers_nothing_that_the_step_does_not_take(open_screen: Open) -> None:
    screen = open_screen("Nino:participant", map_id="step5")
    for ident in screen.ask("[...state.elements.keys()]"):
        screen.control("play", {"name": "remove_element", "args": {"element": ident}})

    screen.get("[data-testid=empty]").wait_for(state="visible")

    assert screen.get("[data-testid=add-first]").count() == 0


def test_the_projector_says_when_the_workshop_is_over(open_screen: Open) -> None:
    screen = open_screen(mode="projector")
    closed = {
        "revision": 101,
        "kind": "workshop",
        "payload": {"workshop": workshop(8) | {"state": "closed"}},
        "by": "",
        "by_id": "",
        "at": "2026-11-22T10:00:00Z",
    }

    screen.control("send", {"type": "changes", "changes": [closed]})

    screen.until("state.workshop.state === 'closed'")
    assert screen.get(".beamer h2").inner_text() == "The workshop is over"
    assert [screen.get(part).is_visible() for part in (".beamer .join", ".big-time")] == [False, False]


def test_a_note_that_shuts_the_page_while_the_app_is_away_is_closed(open_screen: Open) -> None:
    screen = open_screen()
    screen.page.evaluate(
        "() => { const note = document.body.appendChild(document.createElement('div')); note.className = 'stDialog';"
        " const close = note.appendChild(document.createElement('button')); close.ariaLabel = 'Close';"
        " close.onclick = () => note.remove(); }"
    )

    assert screen.get(".stDialog").count() == 1
    screen.control("close")

    screen.get(".stDialog").wait_for(state="detached")
