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


def _members(view: MissionView, key: str) -> dict[str, Any]:
    names = {each.id: element_words(each) for each in (*view.elements, *view.others)}
    chosen = st.multiselect(
        _("Members of the mission, from its map"),
        list(names),
        default=[ident for ident in view.mission.members if ident in names],
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the map"),
        help=_("The mission has members of its own: what becomes of the cluster later does not change them."),
        key=f"missions.members.{key}",
    )
    order = [*view.mission.members, *chosen]
    gone = [ident for ident in view.mission.members if ident not in names]
    return {"members": tuple(ident for ident in dict.fromkeys(order) if ident in chosen or ident in gone)}


def _council(view: MissionView, key: str) -> dict[str, Any]:
    there = (*view.elements, *view.others)
    inside = {*view.mission.members, *view.mission.council}
    names = {each.id: element_words(each) for each in there if each.id in inside and not each.is_challenge}
    before = [ident for ident in view.mission.council if ident in names]
    chosen = st.multiselect(
        _("Members of the council, from the stakeholders of the mission"),
        list(names),
        default=before,
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the stakeholders"),
        help=_("A good council spans several groups, countries and stages of the value chain."),
        key=f"missions.seats.{key}",
    )
    order = dict.fromkeys([*view.mission.council, *chosen])
    return {
        "council": tuple(ident for ident in order if ident in chosen or ident not in names),
        "hub_lead": _line(_("Hub lead"), view.mission.hub_lead, f"missions.hub_lead.{key}"),
        "licence": _line(_("Licence of the brief"), view.mission.licence, f"missions.licence.{key}"),
    }


def _line(title: str, before: str, key: str) -> str:
    return st.text_input(title, before, max_chars=NAME_LENGTH, key=key) or ""


def _steps(view: MissionView, key: str) -> dict[str, Any]:
    """Next steps as a table to write in; a row without words is left out."""
    before = [{"what": step.what, "who": step.who, "due": step.due} for step in view.mission.next_steps]
    table = pd.DataFrame(before, columns=["what", "who", "due"]).astype({"what": "object", "who": "object"})
    edited = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        key=f"missions.steps.{key}",
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


PARTS: tuple[Callable[[MissionView, str], dict[str, Any]], ...] = (_members, _council, _steps)
"""The parts in the order of the form's tabs, after those of mission_fields."""
