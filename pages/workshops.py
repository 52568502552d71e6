"""Workshops of the facilitator: those that are there, the form that opens one, each with its people, and its views."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.handbook import handbook_button
from pages.parts.pictures import empty_state
from pages.parts.places import own_hubs
from pages.parts.rehearsal import mark
from pages.parts.style import page, row
from pages.parts.ways import link, step
from pages.parts.workshop_cards import show_card, show_workshop
from pages.parts.workshop_form import show_form
from pages.parts.workshop_views import VIEWS, show_view
from sotecin_graph.language import _
from sotecin_graph.people import Deed
from sotecin_graph.services import workshops


def show(desk: Desk) -> None:
    """Draw the page: `workshop=` shows one, or with `show=` a view of it; `show=new` the form, else the list."""
    wanted = st.query_params.get("workshop", "")
    with page("page"):
        if not desk.may(Deed.FACILITATE):
            st.title(_("Workshops"), anchor=False)
            st.info(_("Workshops are opened by facilitators. Ask the hub lead for the role."), icon=":material/lock:")
        elif wanted:
            _one(desk, wanted)
        elif st.query_params.get("show") == "new" and own_hubs(desk):
            _new(desk)
        else:
            _list(desk)


def _one(desk: Desk, wanted: str) -> None:
    view = desk.ask(workshops.view, ident=wanted)
    mark(view.workshop)
    name = st.query_params.get("show", "")
    if name in VIEWS:
        show_view(desk, view, name)
    else:
        show_workshop(desk, view)


def _new(desk: Desk) -> None:
    """The form, and after it the workshop once it is open: an address set just before a rerun can get lost.

    Each has a place of its own: drawn into one, the browser would keep what is left over of the longer form.
    """
    before, after = st.empty(), st.container()
    with before.container():
        with row():
            step(_("All workshops"), icon=":material/arrow_back:", key="workshops.leave")
            st.space("stretch")
            handbook_button("before", key="workshops.new")
        st.title(_("Open a workshop"), anchor=False)
        made = show_form(desk)
    if made:
        before.empty()
        st.query_params.from_dict({"workshop": made.id})
        with after:
            show_workshop(desk, desk.ask(workshops.view, ident=made.id), is_new=True)


def _list(desk: Desk) -> None:
    views = desk.ask(workshops.views_of)
    with row():
        st.title(_("Workshops"), anchor=False, width="content")
        st.space("stretch")
        handbook_button("before", key="workshops.list")
        link("import", _("Bring in a file"), icon=":material/upload_file:")
        if views and own_hubs(desk):
            _open_button()
    for view in views:
        show_card(desk, view)
    if not views:
        with empty_state("none", _("No workshop yet"), _("Open one: it gets a map, a code to join by and an agenda.")):
            if own_hubs(desk):
                _open_button()


def _open_button() -> None:
    to_form = partial(st.query_params.from_dict, {"show": "new"})
    st.button(_("Open a workshop"), type="primary", icon=":material/add:", key="workshops.new", on_click=to_form)
