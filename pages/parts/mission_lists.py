"""The lists of a mission's brief: who is in it, its council, and who does what next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.words import element_words
from sotecin_graph.language import _
from sotecin_graph.missions import NextStep
from sotecin_graph.services.missions import MissionView
from sotecin_graph.text import NAME_LENGTH


def _members(view: MissionView) -> dict[str, Any]:
    names = {each.id: element_words(each) for each in (*view.elements, *view.others)}
    chosen = st.multiselect(
        _("Members of the mission, from its map"),
        list(names),
        default=[each.id for each in view.elements],
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the map"),
        help=_("The mission has members of its own: what becomes of the cluster later does not change them."),
    )
    order = [*view.mission.members, *chosen]
    return {"members": tuple(ident for ident in dict.fromkeys(order) if ident in chosen)}


def _council(view: MissionView) -> dict[str, Any]:
    names = {each.id: element_words(each) for each in view.elements if not each.is_challenge}
    before = [ident for ident in view.mission.council if ident in names]
    chosen = st.multiselect(
        _("Members of the council, from the stakeholders of the mission"),
        list(names),
        default=before,
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the stakeholders"),
        help=_("A good council spans several groups, countries and stages of the value chain."),
    )
    elsewhere = tuple(ident for ident in view.mission.council if ident not in names)
    return {
        "council": (*elsewhere, *chosen),
        "hub_lead": st.text_input(_("Hub lead"), view.mission.hub_lead, max_chars=NAME_LENGTH),
        "licence": st.text_input(_("Licence of the brief"), view.mission.licence, max_chars=NAME_LENGTH),
    }


def _steps(view: MissionView) -> dict[str, Any]:
    """Next steps as a table to write in; a row without words is left out."""
    before = [{"what": step.what, "who": step.who, "due": step.due} for step in view.mission.next_steps]
    table = pd.DataFrame(before, columns=["what", "who", "due"]).astype({"what": "object", "who": "object"})
    edited = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "what": st.column_config.TextColumn(_("What"), width="large", max_chars=200),
            "who": st.column_config.TextColumn(_("Who"), max_chars=120),
            "due": st.column_config.DateColumn(_("By when"), format="DD/MM/YYYY"),
        },
    )
    return {"next_steps": tuple(step for step in map(_step, edited.to_dict("records")) if step.what or step.who)}


def _step(row: dict[Hashable, Any]) -> NextStep:
    given = {name: None if pd.isna(value) else value for name, value in row.items()}
    due = given["due"]
    return NextStep(str(given["what"] or ""), str(given["who"] or ""), pd.Timestamp(due).date() if due else None)


PARTS: tuple[Callable[[MissionView], dict[str, Any]], ...] = (_members, _council, _steps)
"""The parts in the order of the form's tabs, after those of mission_fields."""
