"""Closing a workshop and looking back: decisions and open points, what happens next, the summary and the record."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.ending_form import show_ending
from pages.parts.facilitate import state_button
from pages.parts.handbook import handbook_button
from pages.parts.outcome_list import show_outcomes
from pages.parts.rehearsal import mark
from pages.parts.style import card, page, row
from pages.parts.summary_view import show_record, show_summary
from pages.parts.ways import go, link
from pages.parts.words import plain
from pages.parts.workshop_cards import state_badge
from sotecin_graph.language import _
from sotecin_graph.people import WorkshopId
from sotecin_graph.services import endings, summaries
from sotecin_graph.services.endings import Closing
from sotecin_graph.workshops import WorkshopState


def show(desk: Desk) -> None:
    """Draw the page of the workshop that the address names."""
    wanted = WorkshopId(st.query_params.get("workshop", ""))
    with page("page"):
        if not wanted:
            _nowhere()
            return
        found = desk.ask(endings.closing_of, ident=wanted)
        mark(found.workshop)
        _head(desk, found)
        left, right = st.columns([6, 5], gap="medium")
        with left:
            with card("outcomes"):
                show_outcomes(desk, found)
            with card("ending"):
                show_ending(desk, found)
        with right:
            with card("summary"):
                show_summary(desk, found.workshop, desk.ask(summaries.look_back, ident=wanted).summary)
            with card("record"):
                show_record(found.workshop)


def _head(desk: Desk, found: Closing) -> None:
    workshop = found.workshop
    is_closed = workshop.state is WorkshopState.CLOSED
    if desk.actor.is_participant:  # who helps to facilitate has no pages of workshops
        link("desk", plain(workshop.title), icon=":material/arrow_back:", map=workshop.map_id)
    else:
        link("workshops", plain(workshop.title), icon=":material/arrow_back:", workshop=workshop.id)
    with row():
        st.title(_("After the workshop") if is_closed else _("Close the workshop"), anchor=False, width="content")
        state_badge(workshop.state)
    st.caption(_said(found))
    with row():
        handbook_button("after" if is_closed else "close", key="closing")
        link("map", _("Open the map"), icon=":material/hub:", map=workshop.map_id)
        st.space("stretch")
        state_button(desk, workshop, key="closing", is_first=not is_closed)


def _said(found: Closing) -> str:
    if found.is_late_open:
        return _("Closed. Late contributors can still add and vote with the code.")
    if found.workshop.state is WorkshopState.CLOSED:
        return _("Closed. Everyone who joined sees a page of thanks, with what they added and what happens next.")
    return _("Note what was decided while people are still in the room. Then close: every phone says thank you.")


def _nowhere() -> None:
    st.title(_("Close the workshop"), anchor=False)
    st.info(_("Choose the workshop first."), icon=":material/groups:")
    if st.button(_("All workshops"), type="primary", icon=":material/groups:", key="closing.workshops"):
        go("workshops")
