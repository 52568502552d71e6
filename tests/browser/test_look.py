"""The look as a browser computes it: local fonts, and the contrasts that rest on brittle selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.serving import Served
from tests.browser.visitors import LAPTOP, Visitor, visitor, wait_for

pytestmark = pytest.mark.browser
PAPER = {"light": "rgb(251, 248, 242)", "dark": "rgb(20, 24, 31)"}


@pytest.fixture(scope="module", params=["light", "dark"])
def start(request: pytest.FixtureRequest, server: Served, browser: Browser) -> Iterator[tuple[str, Visitor]]:
    """The start page, which has captions, cards and a filled button, in a theme."""
    someone = visitor(browser, server.address, LAPTOP, color_scheme=request.param)
    someone.goes_to("/")
    someone.settles()
    yield request.param, someone
    someone.context.close()


def _channels(colour: str) -> list[float]:
    return [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]


def _luminance(colour: str) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _style(someone: Visitor, selector: str, name: str) -> str:
    found: str = someone.page.locator(selector).first.evaluate(f"(each) => getComputedStyle(each).{name}")
    return found


def test_contrast_is_that_of_the_standard() -> None:
    found = [contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)"), contrast("rgb(1, 2, 3)", "rgb(1, 2, 3)")]

    assert [round(each, 1) for each in found] == [21, 1]


def test_filled_button_is_readable_in_both_themes(start: tuple[str, Visitor]) -> None:
    _theme, someone = start
    button = "button[kind^=primary]"

    ink, ground = _style(someone, f"{button} p", "color"), _style(someone, button, "backgroundColor")

    assert contrast(ink, ground) >= 4.5


def test_captions_are_readable_in_both_themes(start: tuple[str, Visitor]) -> None:
    theme, someone = start
    caption = "[data-testid=stCaptionContainer]"

    assert contrast(_style(someone, f"{caption} p", "color"), PAPER[theme]) >= 4.5
    assert _style(someone, caption, "opacity") == "1"


@pytest.mark.parametrize("start", ["light"], indirect=True)
def test_card_has_a_quiet_line_on_a_white_ground(start: tuple[str, Visitor]) -> None:
    _theme, someone = start
    card = "[class*=st-key-card-]"

    wait_for(lambda: _style(someone, card, "borderTopColor") == "rgb(221, 213, 197)", "a quiet line")
    wait_for(lambda: _style(someone, card, "backgroundColor") == "rgb(255, 255, 255)", "a white card")


def test_focus_ring_is_strong_in_both_themes(start: tuple[str, Visitor]) -> None:
    theme, someone = start
    someone.page.keyboard.press("Tab")
    someone.page.keyboard.press("Tab")

    ring = someone.page.evaluate("getComputedStyle(document.activeElement).outlineColor")

    assert contrast(ring, PAPER[theme]) >= 3


def test_font_comes_from_our_own_server(start: tuple[str, Visitor]) -> None:
    _theme, someone = start
    loaded = "[...document.fonts].filter((each) => each.status === 'loaded').map((each) => each.family)"

    wait_for(lambda: any("Commissioner" in name for name in someone.page.evaluate(loaded)), "the font")

    assert someone.hosts <= {"127.0.0.1", ""}
