"""The door: exchanges a claim for the session cookie in the browser, or gives the cookie back."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
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
        _mount(key="door", data={"deed": "claim", "claim": claim, "then": then + _kept_language(desk)})


def let_out(desk: Desk | None = None) -> None:
    """End the session and go to the start page."""
    _mount(key="door-out", data={"deed": "sign-out", "then": "/" + (_kept_language(desk) if desk else "")})


def _kept_language(desk: Desk) -> str:
    """The new page begins a new session, which would ask the browser for its language again."""
    own = (st.context.locale or "en")[:2]
    return f"?language={desk.keep.language}" if desk.keep.language != own else ""
