"""The page of thanks, for a participant whose workshop is over; until then it leads back to the task."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.farewell import show_farewell
from pages.parts.rehearsal import mark
from pages.parts.style import page
from pages.parts.ways import link
from sotecin_graph.language import _
from sotecin_graph.services import contributions, workshops
from sotecin_graph.workshops import WorkshopState


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("narrow"):
        moment = desk.ask(contributions.moment_of)
        if desk.actor.participant_of:
            mark(desk.ask(workshops.workshop_of, ident=desk.actor.participant_of))
        if moment.state is WorkshopState.CLOSED:
            show_farewell(desk)
            return
        st.header(_("Not over yet"))
        st.markdown(_("Once the workshop is closed, this page says what you added and what happens next."))
        link("task", _("Back to your task"), icon=":material/arrow_back:")
