"""Two people who wrote on the same fields of a mission: both wordings side by side, and whose stays, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts.notices import tell
from pages.parts.style import card
from pages.parts.words import plain
from sotecin_graph.differences import field_text
from sotecin_graph.errors import StaleVersion
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MISSION_FIELDS, field_word
from sotecin_graph.services.missions import MissionView

FIELDS = tuple(MISSION_FIELDS)
_SIDES = {"mine": N_("Keep mine"), "theirs": N_("Keep theirs")}


def choose(stale: StaleVersion, mine: Mapping[str, Any], view: MissionView, key: str) -> set[str]:
    """Show both wordings of each field, and return the fields of one's own that stay."""
    names = {each.id: each.name for each in (*view.elements, *view.others)}
    kept = set(mine)
    with card("mission-clash"):
        tell(stale)
        for name, theirs in stale.theirs.items():
            if name not in mine:
                continue
            st.markdown(f"**{field_word(name)}**")
            for column, whose, value in zip(
                st.columns(2), (stale.by or _("Someone else"), _("You")), (theirs, mine[name]), strict=True
            ):
                with column:
                    st.caption(plain(whose))
                    st.text(field_text(name, value, names) or _("(empty)"))
            side = st.segmented_control(
                field_word(name),
                list(_SIDES),
                default="mine",
                required=True,
                format_func=lambda each: _(_SIDES[each]),
                label_visibility="collapsed",
                key=f"missions.side.{name}.{stale.version}.{key}",
            )
            kept -= {name} if side == "theirs" else set()
    return kept
