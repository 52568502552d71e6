"""The fields of a mission's brief, part by part; each part returns what stands in it, in the types of Mission."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission
from sotecin_graph.services.missions import STATEMENT_LENGTH, TEXT_LENGTH, MissionView
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Chain, Hub, Strategy, label

SDGS = {
    1: N_("No poverty"),
    2: N_("Zero hunger"),
    3: N_("Good health and well-being"),
    4: N_("Quality education"),
    5: N_("Gender equality"),
    6: N_("Clean water and sanitation"),
    7: N_("Affordable and clean energy"),
    8: N_("Decent work and economic growth"),
    9: N_("Industry, innovation and infrastructure"),
    10: N_("Reduced inequalities"),
    11: N_("Sustainable cities and communities"),
    12: N_("Responsible consumption and production"),
    13: N_("Climate action"),
    14: N_("Life below water"),
    15: N_("Life on land"),
    16: N_("Peace, justice and strong institutions"),
    17: N_("Partnerships for the goals"),
}
"""The United Nations' Sustainable Development Goals by number, short titles."""


def _text(mission: Mission, name: str, title: str) -> str:
    before: str = getattr(mission, name)
    return st.text_area(title, before, max_chars=max(TEXT_LENGTH, len(before)), height=100)


def _statement(view: MissionView) -> dict[str, Any]:
    mission = view.mission
    values: dict[str, Any] = {"title": st.text_input(_("Title"), mission.title, max_chars=NAME_LENGTH)}
    values["statement"] = st.text_area(
        _("Statement: what is reached, for whom, by when. One sentence of at most 35 words reads best."),
        mission.statement,
        max_chars=STATEMENT_LENGTH,
        height=120,
    )
    hubs = [*Hub, None]
    values["hub"] = st.selectbox(
        _("Hub"), hubs, index=hubs.index(mission.hub), format_func=lambda each: label(each) if each else _("No hub")
    )
    chains = st.multiselect(
        _("Value chains"), list(Chain), default=list(mission.chains), format_func=label, placeholder=_("Choose")
    )
    values["chains"] = tuple(each for each in Chain if each in chains)
    strategies = st.multiselect(
        _("Circular strategies (the calls ask for R0 to R6)"),
        list(Strategy),
        default=list(mission.strategies),
        format_func=label,
        placeholder=_("Choose"),
    )
    values["strategies"] = tuple(each for each in Strategy if each in strategies)
    return values


def _figures(view: MissionView) -> dict[str, Any]:
    mission = view.mission
    return {
        "baseline": _text(mission, "baseline", _("Baseline: how it is now, with a number and its year")),
        "baseline_source": _text(mission, "baseline_source", _("Source of the baseline")),
        "target": _text(mission, "target", _("Target: a number with its unit, or a yes-or-no test")),
        "indicator": _text(mission, "indicator", _("Indicator: what is counted, where and how often")),
        "deadline": st.date_input(_("Deadline"), mission.deadline, min_value=date(2020, 1, 1), format="DD/MM/YYYY"),
    }


def _benefit(view: MissionView) -> dict[str, Any]:
    mission = view.mission
    goals = st.multiselect(
        _("Sustainable Development Goals"),
        list(SDGS),
        default=list(mission.sdgs),
        format_func=lambda goal: f"{goal} {_(SDGS[goal])}",
        placeholder=_("Choose"),
    )
    return {
        "sdgs": tuple(sorted(goals)),
        "beneficiaries": _text(mission, "beneficiaries", _("Who benefits")),
        "grand_challenge": _text(mission, "grand_challenge", _("Grand challenge that it serves")),
    }


def _scope(view: MissionView) -> dict[str, Any]:
    mission = view.mission
    return {
        "in_scope": _text(mission, "in_scope", _("In scope")),
        "out_of_scope": _text(mission, "out_of_scope", _("Out of scope")),
        "existing": _text(mission, "existing", _("Existing initiatives and rules")),
        "risks": _text(mission, "risks", _("Risks and assumptions")),
    }


PARTS: tuple[Callable[[MissionView], dict[str, Any]], ...] = (_statement, _figures, _benefit, _scope)
"""The parts in the order of the form's tabs; those of mission_lists follow."""
