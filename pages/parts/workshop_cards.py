"""A workshop on a page: its card in the list, and its own page with code, people and agenda."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st
from babel.dates import format_time

from pages.parts.desk import Desk
from pages.parts.facilitate import state_button
from pages.parts.notices import done
from pages.parts.places import chain_words, hub_words
from pages.parts.share import projector_address, show_join
from pages.parts.states import badge, example_badge
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import locale, moment
from sotecin_graph.language import _, ngettext
from sotecin_graph.services.workshops import WorkshopView
from sotecin_graph.workshops import Step, Workshop, WorkshopState, spaced, words_for


def state_badge(state: WorkshopState) -> None:
    """Whether a workshop is going on."""
    if state is WorkshopState.OPEN:
        badge(_("Live"), "green", "sensors")
    elif state is WorkshopState.PLANNED:
        badge(_("Planned"), "blue", "schedule")
    else:
        badge(_("Closed"), "gray", "lock")


def show_card(desk: Desk, view: WorkshopView) -> None:
    """A workshop in the list."""
    workshop = view.workshop
    with card(f"workshop-{workshop.id}"):
        with row():
            st.subheader(plain(workshop.title), anchor=False, width="content")
            state_badge(workshop.state)
            if workshop.is_example:
                example_badge()
            st.space("stretch")
            if workshop.state is WorkshopState.OPEN:
                st.markdown(f"{_('Code')} **{spaced(workshop.code)}**", width="content")
        st.caption(f"{_facts(workshop)}  \n{moment(workshop.starts_at, workshop.timezone)} · {joined_words(view)}")
        with row():
            words, key = _("Code, people and agenda"), f"workshops.show.{workshop.id}"
            step(words, icon=":material/groups:", kind="secondary", key=key, workshop=workshop.id)
            link("map", _("Map"), icon=":material/hub:", map=workshop.map_id)
            projector_link(desk, workshop, is_first=False)


def show_workshop(desk: Desk, view: WorkshopView, *, is_new: bool = False) -> None:
    """The workshop's own page."""
    workshop = view.workshop
    is_open = workshop.state is WorkshopState.OPEN
    if is_new and is_open:
        done(_("The workshop is open. Show the projector view, and people join with the code."))
    elif is_new:
        done(_("The workshop is planned. Its code works once you open it."))
    _head(desk, view)
    left, right = st.columns([6, 5], gap="medium")
    with left, card("join"):
        if is_open:
            show_join(desk, workshop, key="workshops")
        else:
            st.subheader(_("Nobody can join now"), anchor=False)
            st.write(_("The code {code} works while the workshop is open.").format(code=spaced(workshop.code)))
    with right:
        with card("people"):
            _people(view)
        with card("agenda"):
            _agenda(workshop)


def _head(desk: Desk, view: WorkshopView) -> None:
    workshop = view.workshop
    step(_("All workshops"), icon=":material/arrow_back:", key="workshops.all")
    with row():
        st.title(plain(workshop.title), anchor=False, width="content")
        state_badge(workshop.state)
        if workshop.is_example:
            example_badge()
    st.caption(f"{_facts(workshop)}  \n{moment(workshop.starts_at, workshop.timezone)}")
    with row():
        projector_link(desk, workshop, is_first=True)
        link("map", _("Open the map"), icon=":material/hub:", map=workshop.map_id)
        st.space("stretch")
        state_button(desk, workshop, key="workshops")


def _facts(workshop: Workshop) -> str:
    return f"{hub_words(workshop.hubs)} · {chain_words(workshop.chains)}"


def projector_link(desk: Desk, workshop: Workshop, *, is_first: bool) -> None:
    """The way to the room's screen, in a window of its own."""
    st.link_button(
        _("Projector view"),
        projector_address(desk, workshop.map_id),
        type="primary" if is_first else "tertiary",
        icon=":material/present_to_all:",
        key=f"workshops.projector.{workshop.id}",
    )


def joined_words(view: WorkshopView) -> str:
    """How many people joined."""
    count = len(view.participants)
    return ngettext("{count} person joined", "{count} people joined", count).format(count=count)


def _people(view: WorkshopView) -> None:
    with row():
        st.subheader(_("Who is here"), anchor=False, width="content")
        st.space("stretch")
        if st.button(_("Look again"), icon=":material/refresh:", type="tertiary", key="workshops.again"):
            st.rerun()
    st.caption(joined_words(view))
    if view.participants:
        rows = [
            {_("Alias"): each.alias, _("Joined at"): _clock(each.consent_at, view.workshop.timezone)}
            for each in view.participants
        ]
        st.dataframe(rows, hide_index=True, height=min(320, 38 + 35 * len(rows)))
    else:
        st.write(_("Nobody yet. The code is on the projector view."))


def _clock(when: datetime, timezone: str) -> str:
    local = when.astimezone(ZoneInfo(timezone))
    return str(format_time(local, format="short", locale=locale()))


def _agenda(workshop: Workshop) -> None:
    st.subheader(_("Agenda"), anchor=False)
    rows = [
        {
            _("Step"): _step_words(each, is_now=index == workshop.step),
            _("Minutes"): str(each.minutes),
            _("What it takes"): words_for(each.takes) or "–",
        }
        for index, each in enumerate(workshop.steps)
    ]
    st.table(rows, border="horizontal", hide_index=True)


def _step_words(one: Step, *, is_now: bool) -> str:
    title = plain(_(one.title))
    return f"**{title}** ({_('now')})" if is_now else title
