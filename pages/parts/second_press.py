"""A second press in place: what a lever would do for many is said in numbers first, and "Not yet" takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.style import row
from sotecin_graph.language import _

_WIDTH = 400
_ASKED = "second-press"


@dataclass(frozen=True, slots=True)
class Lever:
    """A button that asks first: its words, and those of the one that does it."""

    words: str
    sure: str
    icon: str
    key: str
    kind: Literal["primary", "secondary"] = "secondary"
    hint: str | None = None


def pressed_twice(desk: Desk, lever: Lever, *, sentence: Callable[[], str]) -> bool:
    """Draw the lever, or, once it was pressed, the question in its place; True when the reader is sure."""
    icon = f":material/{lever.icon}:"
    if desk.keep.values.get(_ASKED) != lever.key:
        given = {"icon": icon, "type": lever.kind, "help": lever.hint, "key": lever.key}
        st.button(lever.words, **given, on_click=_ask, args=(desk, lever.key))
        return False
    with st.container(border=True, width=_WIDTH, key=f"card-{lever.key}.asked"):
        st.markdown(sentence())
        with row():
            is_sure = st.button(lever.sure, type="primary", icon=icon, key=f"{lever.key}.sure")
            st.button(_("Not yet"), key=f"{lever.key}.not-yet", on_click=_ask, args=(desk, ""))
    if is_sure:
        _ask(desk, "")
    return is_sure


def _ask(desk: Desk, key: str) -> None:
    """One question at a time."""
    desk.keep.values[_ASKED] = key
