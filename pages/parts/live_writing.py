"""Fields that are read while someone writes in them; the browser hands on what stands there after a short pause."""

from __future__ import annotations

import streamlit as st

_mount = st.components.v2.component("sotecin-graph.writing", js="writing.js", html="<span hidden></span>")


def commit_while_writing(area: str) -> None:
    """Read the text fields of the container with this key while someone writes; without it, on leaving a field."""
    _mount(key=f"{area}.live", data={"area": f"st-key-{area}"}, height="content")
