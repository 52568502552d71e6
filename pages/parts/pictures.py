"""Small pictures on pages: the drawings of empty states, and which groups of stakeholders take part."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.style import card
from sotecin_graph.briefs.silhouettes import outline
from sotecin_graph.briefs.tokens import TOKENS, Theme
from sotecin_graph.language import _
from sotecin_graph.vocabulary import GROUPS, Kind, label

DRAWINGS = Path(__file__).parents[2] / "static" / "drawings"
_CELL, _SIZE = 30, 22


def theme() -> Theme:
    """The reader's theme, light where it is not known."""
    return "dark" if st.context.theme.type == "dark" else "light"


def drawing(name: str) -> None:
    """A drawing of static/drawings; it says nothing that the words beside it do not."""
    dark = "-dark" if theme() == "dark" else ""
    st.image(str(DRAWINGS / f"{name}{dark}.svg"), width=220, alt="")


def empty_state(key: str, *words: str, picture: Literal["map", "missions"] = "map") -> DeltaGenerator:
    """A card for where nothing is yet: a drawing, a title where two words are given, and a sentence.

    `with` it, the way on goes below them.
    """
    *title, sentence = words
    box = card(key)
    with box:
        drawing(f"empty-{picture}")
        for each in title:
            st.subheader(each, anchor=False)
        st.write(sentence)
    return box


def group_marks(groups: Collection[Kind]) -> None:
    """The six groups by their silhouettes: filled where someone of the group takes part, dashed where nobody does."""
    missing = [label(group) for group in GROUPS if group not in groups]
    said = _("Missing: {groups}").format(groups=", ".join(missing)) if missing else _("All six groups take part")
    st.image(_marks(frozenset(groups), theme()), width=_CELL * len(GROUPS), alt=said)
    st.caption(said)


@cache
def _marks(groups: frozenset[Kind], shade: Theme) -> str:
    """The marks as SVG; geometry and our own colours only."""
    tokens = TOKENS[shade]
    shapes = []
    for index, group in enumerate(GROUPS):
        at = (index * _CELL + _CELL / 2, _CELL / 2)
        corners = " ".join(f"{round(x, 1)},{round(y, 1)}" for x, y in outline(group, at, width=_SIZE, height=_SIZE))
        if group in groups:
            paint = f'fill="{tokens[group.value]}"'
        else:
            paint = f'fill="none" stroke="{tokens["soft"]}" stroke-width="1.6" stroke-dasharray="3 2.4"'
        shapes.append(f'<polygon points="{corners}" {paint} stroke-linejoin="round"/>')
    width = _CELL * len(GROUPS)
    box = f'viewBox="0 0 {width} {_CELL}" width="{width}" height="{_CELL}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(shapes)}</svg>'
