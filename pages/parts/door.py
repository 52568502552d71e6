"""The door: exchanges a claim for the session cookie in the browser, or gives the cookie back."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk

_mount = st.components.v2.component("sotecin-graph.canvas", js="door.js", html="<p role='status'></p>")


def let_in(desk: Desk, *, then: str) -> None:
    """Where a page has called `desk.enter_as`: fetch the cookie and go to an address of ours."""
    claim = desk.keep.values.pop("claim", None)
    if claim:
        _mount(key="door", data={"deed": "claim", "claim": claim, "then": then})


def let_out() -> None:
    """End the session and go to the start page."""
    _mount(key="door-out", data={"deed": "sign-out", "then": "/"})
