"""What a facilitator changes of a workshop: its plan, its agenda, and what stands on its map beforehand."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.parts.agenda import Draft, edit_agenda
from pages.parts.agenda_choice import offer_keeping
from pages.parts.community import fill_from_community
from pages.parts.desk import Desk
from pages.parts.notices import done, told
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from pages.parts.workshop_form import ask_when
from pages.parts.workshop_words import ask_people, ask_words
from sotecin_graph.agendas import likely_end, settled
from sotecin_graph.briefs.dates import clock
from sotecin_graph.language import _
from sotecin_graph.services import clusters, plans
from sotecin_graph.services.workshops import WorkshopView
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.workshops import Workshop, WorkshopState

VIEWS = ("plan", "agenda", "fill")


def show_view(desk: Desk, view: WorkshopView, name: str) -> None:
    """One of VIEWS of a workshop."""
    workshop = view.workshop
    step(plain(workshop.title), icon=":material/arrow_back:", key="workshops.back", workshop=workshop.id)
    if name == "plan":
        _plan(desk, view)
    elif name == "agenda":
        _agenda(desk, workshop)
    else:
        _fill(desk, workshop)


def _plan(desk: Desk, view: WorkshopView) -> None:
    workshop, form = view.workshop, f"plan.{view.workshop.id}"
    st.title(_("Change the plan"), anchor=False)
    if desk.keep.values.pop(f"{form}.done", False):
        done(_("The plan is changed. Calendar file and sheets hold it from now on."))
    if view.participants:
        sentence = _("People have joined: the consent text, names and how long it is kept stay as they agreed to them.")
        st.info(sentence, icon=":material/lock:")
    key = f"{form}.{desk.form_key(form)}"
    with card("when"):
        title = st.text_input(_("Title"), workshop.title, max_chars=NAME_LENGTH, key=f"{key}.title")
        given = ask_when(workshop.hubs, key, workshop)
    with card("taking-part"):
        given |= ask_words(workshop.hubs, key, people=ask_people(key, workshop.plan), before=workshop)
    if st.button(_("Save the plan"), type="primary", icon=":material/check:", key=f"{key}.save"):
        with told():
            desk.do(plans.change_plan, map_id=workshop.map_id, title=title, **given)
            desk.keep.values[f"{form}.done"] = True
            desk.renew(form)
            st.rerun()


def _agenda(desk: Desk, workshop: Workshop) -> None:
    st.title(_("Change the agenda"), anchor=False)
    is_open = workshop.state is WorkshopState.OPEN
    if is_open:
        st.caption(_("The workshop is on: steps that were and the one that is on stay as they are."))
        ends = clock(likely_end(workshop, datetime.now(UTC)), workshop.timezone)
        st.caption(_("If each step from now on keeps its minutes, it ends at {time}.").format(time=ends))
    views = {each.id: each.name for each in desk.ask(clusters.on_map, map_id=workshop.map_id)}
    with card("agenda"):
        draft = Draft(
            f"agenda.{workshop.id}",
            workshop.steps,
            workshop.starts_at,
            workshop.timezone,
            workshop.map_id,
            settled(workshop),
            views,
        )
        edit_agenda(desk, draft)
    offer_keeping(desk, workshop.steps, workshop.hubs, f"agenda.{workshop.id}.keep")


def _fill(desk: Desk, workshop: Workshop) -> None:
    st.title(_("Fill the map"), anchor=False)
    with row():
        link("import", _("Bring in a file"), icon=":material/upload_file:", map=workshop.map_id)
        link("map", _("Open the map"), icon=":material/hub:", map=workshop.map_id)
    with card("community"):
        st.subheader(_("From the community or another map"), anchor=False)
        if workshop.is_rehearsal:
            st.info(_("A rehearsal has copies of what stood on the map. Fill the map of the workshop itself."))
        else:
            fill_from_community(desk, workshop.map_id)
