"""Workshops of the facilitator: those that are there, the form that opens one, and each with its code and people."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.pictures import drawing
from pages.parts.places import own_hubs
from pages.parts.style import card, page, row
from pages.parts.ways import go, link
from pages.parts.workshop_cards import show_card, show_workshop
from pages.parts.workshop_form import show_form
from sotecin_graph.language import _
from sotecin_graph.people import Deed
from sotecin_graph.services import workshops


def show(desk: Desk) -> None:
    """Draw the page: `workshop=` shows one, `show=new` the form, else the list."""
    wanted = st.query_params.get("workshop", "")
    with page("page"):
        if not desk.may(Deed.FACILITATE):
            st.title(_("Workshops"), anchor=False)
            st.info(_("Workshops are opened by facilitators. Ask the hub lead for the role."), icon=":material/lock:")
        elif wanted:
            view = desk.ask(workshops.view, ident=wanted)
            show_workshop(desk, view, is_new=st.query_params.get("show") == "opened")
        elif st.query_params.get("show") == "new" and own_hubs(desk):
            link("workshops", _("All workshops"), icon=":material/arrow_back:")
            st.title(_("Open a workshop"), anchor=False)
            show_form(desk)
        else:
            _list(desk)


def _list(desk: Desk) -> None:
    views = desk.ask(workshops.views_of)
    with row():
        st.title(_("Workshops"), anchor=False, width="content")
        st.space("stretch")
        link("import", _("Bring in a file"), icon=":material/upload_file:")
        if views and own_hubs(desk):
            _open_button()
    for view in views:
        show_card(desk, view)
    if not views:
        with card("none"):
            drawing("empty-map")
            st.subheader(_("No workshop yet"), anchor=False)
            st.write(_("Open one: it gets a map, a code to join by and an agenda."))
            if own_hubs(desk):
                _open_button()


def _open_button() -> None:
    if st.button(_("Open a workshop"), type="primary", icon=":material/add:", key="workshops.new"):
        go("workshops", show="new")
