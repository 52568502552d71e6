"""People's text on a page: nothing of it is markup, and a number keeps its unit."""

from __future__ import annotations

from pages.parts.words import plain


def test_number_and_unit_stay_together() -> None:
    assert plain("up from  5 %\nor 8\xa0%") == "up from 5\xa0% or 8\xa0%"


def test_signs_of_markdown_are_escaped() -> None:
    assert plain("**a** <b> $x$") == r"\*\*a\*\* \<b\> \$x\$"
