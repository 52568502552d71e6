"""The door: exchanges a claim for the session cookie in the browser, gives it back, or has a language kept there."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk, own_language
from sotecin_graph.language import _

_mount = st.components.v2.component("sotecin-graph.door", js="door.js", html="<p role='status'></p>")


def is_coming_in(desk: Desk) -> bool:
    """True once a page has called `desk.enter_as`: then the page is the door alone."""
    return "claim" in desk.keep.values


def let_in(desk: Desk, *, then: str) -> None:
    """Where a page has called `desk.enter_as`: fetch the cookie and go to an address of ours, in the same language."""
    claim = desk.keep.values.pop("claim", None)
    if claim:
        st.markdown(_("One moment, the door opens."))
        language = desk.keep.language if desk.keep.language != own_language() else ""
        _mount(key="door", data={"deed": "claim", "claim": claim, "language": language, "then": then})


def let_out() -> None:
    """End the session and go to the start page."""
    _mount(key="door-out", data={"deed": "sign-out", "then": "/"})


def keep_language(language: str) -> None:
    """Have this browser find the app in a language from now on; nothing is seen of it."""
    _mount(key="door-language", data={"deed": "language", "language": language})
