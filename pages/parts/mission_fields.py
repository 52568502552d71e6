"""The fields of a mission's brief, part by part; each part returns what stands in it, in the types of Mission.

They are no form: the checks beside them follow each field. `key` is the form's, so that a new one begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission
from sotecin_graph.services.missions import STATEMENT_LENGTH, TEXT_LENGTH, MissionView
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Chain, Hub, Strategy, label

Term = TypeVar("Term", bound=StrEnum)

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


def _text(mission: Mission, name: str, title: str, key: str) -> str:
    before: str = getattr(mission, name)
    most = max(TEXT_LENGTH, len(before))
    return st.text_area(title, before, max_chars=most, height=100, key=f"missions.{name}.{key}") or ""


def _statement(view: MissionView, key: str) -> dict[str, Any]:
    mission = view.mission
    title = st.text_input(_("Title"), mission.title, max_chars=NAME_LENGTH, key=f"missions.title.{key}")
    statement = st.text_area(
        _("Statement: what is reached, for whom, by when. One sentence of at most 35 words reads best."),
        mission.statement,
        max_chars=max(STATEMENT_LENGTH, len(mission.statement)),
        height=140,
        key=f"missions.statement.{key}",
    )
    hubs = [*Hub, None]
    hub = st.selectbox(
        _("Hub"),
        hubs,
        index=hubs.index(mission.hub),
        format_func=lambda each: label(each) if each else _("No hub"),
        key=f"missions.hub.{key}",
    )
    return {
        "title": title or "",
        "statement": statement or "",
        "hub": hub,
        "chains": _terms(_("Value chains"), Chain, mission.chains, f"missions.chains.{key}"),
        "strategies": _terms(
            _("Circular strategies (the calls ask for R0 to R6)"),
            Strategy,
            mission.strategies,
            f"missions.strategies.{key}",
        ),
    }


def _terms(title: str, terms: type[Term], before: tuple[Term, ...], key: str) -> tuple[Term, ...]:
    """Some terms of a vocabulary, in its order."""
    chosen = st.multiselect(
        title, list(terms), default=list(before), format_func=label, placeholder=_("Choose"), key=key
    )
    return tuple(each for each in terms if each in chosen)


def _figures(view: MissionView, key: str) -> dict[str, Any]:
    mission = view.mission
    return {
        "baseline": _text(mission, "baseline", _("Baseline: how it is now, with a number and its year"), key),
        "baseline_source": _text(mission, "baseline_source", _("Source of the baseline"), key),
        "target": _text(mission, "target", _("Target: a number with its unit, or a yes-or-no test"), key),
        "indicator": _text(mission, "indicator", _("Indicator: what is counted, where and how often"), key),
        "deadline": st.date_input(
            _("Deadline"),
            mission.deadline,
            min_value=min(date(2020, 1, 1), mission.deadline or date.max),
            format="DD/MM/YYYY",
            key=f"missions.deadline.{key}",
        ),
    }


def _benefit(view: MissionView, key: str) -> dict[str, Any]:
    mission = view.mission
    goals = st.multiselect(
        _("Sustainable Development Goals"),
        list(SDGS),
        default=list(mission.sdgs),
        format_func=lambda goal: f"{goal} {_(SDGS[goal])}",
        placeholder=_("Choose"),
        key=f"missions.sdgs.{key}",
    )
    return {
        "sdgs": tuple(sorted(goals)),
        "beneficiaries": _text(mission, "beneficiaries", _("Who benefits"), key),
        "grand_challenge": _text(mission, "grand_challenge", _("Grand challenge that it serves"), key),
    }


def _scope(view: MissionView, key: str) -> dict[str, Any]:
    mission = view.mission
    return {
        "in_scope": _text(mission, "in_scope", _("In scope"), key),
        "out_of_scope": _text(mission, "out_of_scope", _("Out of scope"), key),
        "existing": _text(mission, "existing", _("Existing initiatives and rules"), key),
        "risks": _text(mission, "risks", _("Risks and assumptions"), key),
    }


PARTS: tuple[Callable[[MissionView, str], dict[str, Any]], ...] = (_statement, _figures, _benefit, _scope)
"""The parts in the order of the form's tabs; those of mission_lists follow."""
