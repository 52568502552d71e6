"""Missions: the list of those that hub leads promoted, and one with its checks, challenges, council and traces."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    cluster_gaps,
    mission_cards,
    mission_checks,
    mission_compare,
    mission_council,
    mission_form,
    mission_life,
    mission_panels,
    mission_people,
    mission_trace,
    mission_versions,
    mission_writing,
)
from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import badge, example_badge, mission_badge
from pages.parts.style import card, page, row
from pages.parts.ways import step
from pages.parts.words import plain, word_count
from sotecin_graph.language import _, spoken
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionView
from sotecin_graph.vocabulary import label

FORMS = {"pdf": "PDF", "docx": "DOCX", "html": "HTML", "md": "Markdown"}


def show(desk: Desk) -> None:
    """Draw one mission where the address names it, several side by side, or the list."""
    asked = st.query_params
    wanted = asked.get("mission", "")
    with page("page"), told():
        if not wanted:
            (mission_compare if "compare" in asked else mission_cards).show(desk)
        elif asked.get("view") == "versions":
            may_lead = desk.ask(missions.may_lead, mission_id=MissionId(wanted))
            mission_versions.show(desk, MissionId(wanted), may_lead=may_lead)
        elif asked.get("view") == "trace":
            mission_trace.show(desk, MissionId(wanted))
        else:
            _one(desk, MissionId(wanted), write=asked.get("write", ""))


def _one(desk: Desk, ident: MissionId, *, write: str) -> None:
    view = desk.ask(missions.view, mission_id=ident)
    may_lead = desk.ask(missions.may_lead, mission_id=ident)
    if may_lead and write in mission_form.PARTS:
        mission_writing.show(desk, view, write)
        return
    _head(view.mission)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _statement(desk, view, may_lead=may_lead)
        mission_checks.checks(view, may_lead=may_lead)
        cluster_gaps.filled("missions.gaps", lambda: desk.ask(missions.who_could_fill, mission_id=ident))
        mission_panels.challenges(desk, view, may_lead=may_lead)
    with right:
        _picture(desk, view)
        mission_council.council(desk, view, may_lead=may_lead)
        mission_life.show(desk, view.mission, may_lead=may_lead)
        mission_people.traces(desk, view)


def _head(mission: Mission) -> None:
    step(_("All missions"), key="missions.all", icon=":material/arrow_back:")
    with row():
        badge(_("Mission"), "primary", "flag")
        mission_badge(mission.state, mission.version)
        if mission.is_example:
            example_badge()
        st.space("stretch")
        st.link_button(_("Preview brief"), _brief(mission, "html"), icon=":material/article:", type="tertiary")
        with st.popover(_("Export"), icon=":material/download:"):
            st.caption(_("The brief, one page where it fits, with its open points and where it comes from."))
            for form, name in FORMS.items():
                st.link_button(name, _brief(mission, form), icon=":material/download:", type="tertiary")
    st.title(plain(mission.title), anchor=False)
    st.caption(_about(mission))


def _brief(mission: Mission, form: str) -> str:
    return f"/missions/{mission.id}/brief.{form}?language={spoken()}"


def _about(mission: Mission) -> str:
    """Hub, value chains and strategies in one line."""
    hub = _("{hub} hub").format(hub=label(mission.hub)) if mission.hub else _("No hub")
    chains = ", ".join(label(chain) for chain in mission.chains)
    strategies = ", ".join(label(strategy) for strategy in mission.strategies)
    return " · ".join(part for part in (hub, chains, strategies) if part)


def _statement(desk: Desk, view: MissionView, *, may_lead: bool) -> None:
    mission = view.mission
    with card("statement"):
        with st.container(key="statement"):
            if mission.statement:
                st.markdown(plain(mission.statement))
            else:
                st.markdown(f":orange[{_('No statement yet')}]")
        with row():
            if may_lead:
                given = {"key": "missions.statement", "icon": ":material/edit:"}
                mission_form.way(_("Edit statement"), mission.id, "statement", kind="secondary", **given)
            st.caption(word_count(mission.statement), width="content")
            st.space("stretch")
            if may_lead:
                mission_form.way(_("Edit brief"), mission.id, "figures", key="missions.brief")
            step(_("Versions"), key="missions.versions", mission=mission.id, view="versions")
            if desk.keep.values.get("mission.drafts", {}).get(mission.id):
                st.caption(f":orange[:material/edit_note: {_('Something of yours is not saved')}]", width="content")


def _picture(desk: Desk, view: MissionView) -> None:
    """The map around the members; it is to look at, and everything on it stands in the lists beside it."""
    if not view.positions:
        return
    focus = str(view.mission.origin.get("cluster", "")) or None
    members = [each.id for each in view.elements]
    show_map(desk, view.facts.id, mode="still", key="mission-map", focus=focus, members=members, height="300px")
