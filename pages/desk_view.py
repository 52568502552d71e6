"""The facilitator's desk: steps, timer and levers; beside them the room, its tables and what waits. Never on a wall."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts import same_step
from pages.parts.desk import Desk, open_desk
from pages.parts.notices import told
from pages.parts.rehearsal import mark
from pages.parts.room_chart import show_chart
from pages.parts.room_levers import show_aside, show_lead, show_levers
from pages.parts.room_paper import show_notes, show_paper
from pages.parts.room_people import show_counts, show_one, show_people, show_tables_hint, show_voters
from pages.parts.room_queue import show_queue
from pages.parts.room_tables import show_tables
from pages.parts.room_tabs import tab_names
from pages.parts.share import projector_links
from pages.parts.stepping import show_closed, show_steps, show_timer
from pages.parts.style import card, page, row
from pages.parts.ways import link
from pages.parts.words import plain
from pages.parts.workshop_cards import state_badge
from sotecin_graph.language import _
from sotecin_graph.people import Deed
from sotecin_graph.services import maps
from sotecin_graph.services.roll import Roll, added_over_time, roll
from sotecin_graph.workshops import Takes, WorkshopState

LOOK_S, CHART_S = 5, 30
"""How often people and picture are looked at anew; one read of the room each."""


def show(desk: Desk) -> None:
    """Draw the page for the workshop on a map."""
    facts = desk.map()
    ground = desk.ask(maps.open_ground, map_id=facts.id) if facts else None
    with page("page"):
        if ground is None or ground.workshop is None or not ground.allows(desk.actor, Deed.FACILITATE):
            st.info(_("The desk is for the facilitators of a workshop."), icon=":material/lock:")
            return
        mark(ground.workshop)
        seen = desk.ask(roll, map_id=ground.facts.id)
        _head(desk, seen)
        left, right = st.columns([5, 7], gap="medium")
        with left, card("levers"):
            _live(_levers, LOOK_S, seen)
        with right:
            with card("counts"):
                _live(_counts, LOOK_S, seen)
                _live(_chart, CHART_S, seen)
            _section(desk, seen)


def _head(desk: Desk, seen: Roll) -> None:
    workshop = seen.workshop
    with row():
        st.title(plain(workshop.title), anchor=False, width="content")
        state_badge(workshop.state)
        st.space("stretch")
        link("map", _("Map"), icon=":material/hub:", map=workshop.map_id)
        link("close", _("Decisions, closing, summary"), icon=":material/fact_check:", workshop=workshop.id)
        if not desk.actor.is_participant:
            link("workshops", _("Code, people, agenda"), icon=":material/groups:", workshop=workshop.id)
    projector_links(desk, workshop)


def _live(draw: Callable[[Desk, Roll], None], every_s: int, seen: Roll) -> None:
    """A part that looks again by itself, as who the reader is then and in their language; first at what is seen now."""
    known = [seen]

    def look() -> None:
        desk = open_desk()
        with told():
            draw(desk, known.pop() if known else desk.ask(roll, map_id=seen.workshop.map_id))

    st.fragment(look, run_every=every_s)()


def _levers(desk: Desk, seen: Roll) -> None:
    if seen.workshop.state is WorkshopState.CLOSED:
        show_closed(desk, seen.workshop)
        return
    show_lead(desk, seen.workshop)
    show_steps(desk, seen.workshop, key="desk", has_keys=True)
    show_timer(desk, seen.workshop, key="desk", has_keys=True)
    show_levers(desk, seen.workshop)


def _counts(desk: Desk, seen: Roll) -> None:
    show_counts(desk, seen)
    show_voters(desk, seen)
    show_tables_hint(seen)


def _chart(desk: Desk, seen: Roll) -> None:
    show_chart(seen.workshop, desk.ask(added_over_time, map_id=seen.workshop.map_id))


def _section(desk: Desk, seen: Roll) -> None:
    """One part at a time, so that only what is looked at is read; the tabs count anew by themselves."""
    first = st.query_params.get("show", "")
    is_closed = seen.workshop.state is WorkshopState.CLOSED
    usual = "same" if Takes.MERGE in seen.workshop.current.takes and not is_closed else "room"
    drawn = [""]

    def tabs(_desk: Desk, now: Roll) -> None:
        names = tab_names(now)
        chosen = st.pills(
            _("Part of the desk"),
            list(names),
            default=first if first in names else usual,
            required=True,
            format_func=names.__getitem__,
            label_visibility="collapsed",
            wrap=True,
            key="desk.part",
        )
        if drawn[0] and chosen != drawn[0]:
            st.rerun()
        drawn[0] = chosen

    _live(tabs, LOOK_S, seen)
    _PARTS[drawn[0]](desk, seen)


def _room(desk: Desk, seen: Roll) -> None:
    with card("people"):
        _live(show_people, LOOK_S, seen)
    show_one(desk, seen)


_PARTS: dict[str, Callable[[Desk, Roll], None]] = {
    "room": _room,
    "tables": show_tables,
    "queue": lambda _desk, seen: _live(lambda desk, now: show_queue(desk, now.workshop), LOOK_S, seen),
    "same": lambda desk, seen: same_step.show_same(desk, seen.workshop),
    "aside": lambda desk, seen: show_aside(desk, seen.workshop),
    "paper": lambda desk, seen: show_paper(desk, seen.workshop),
    "notes": lambda desk, seen: show_notes(desk, seen.workshop),
}
