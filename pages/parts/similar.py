"""Similar challenges beneath a field, while someone writes in it; the browser asks, and no page is drawn again."""

from __future__ import annotations

import re

import streamlit as st

from sotecin_graph.elements import ElementId
from sotecin_graph.language import _, spoken

_mount = st.components.v2.component(
    "sotecin-graph.similar",
    js="similar.js",
    css="similar.css",
    html="<section class='similar' aria-live='polite' hidden></section>",
)
_NOT_IN_A_CLASS = re.compile(r"[^\w-]", re.ASCII)


def similar_to(field: str, *, leave_out: ElementId | None = None) -> None:
    """List up to five challenges like what stands in the field with this key; a person decides what follows."""
    _mount(
        key=f"{field}.similar",
        data={
            "field": "st-key-" + _NOT_IN_A_CLASS.sub("-", field),
            "leave_out": leave_out or "",
            "title": _("Is it one of these?"),
            "hint": _("If not, go on writing. Nothing is merged by itself."),
            "look": _("Look at the map"),
            "both": _("Both speak of:"),
            "language": spoken(),
        },
        height="content",
    )
