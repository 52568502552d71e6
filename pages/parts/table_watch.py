"""A laptop at a table: its own map while tables work apart, the map of all afterwards, and when a table has enough."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.states import badge
from pages.parts.style import row
from pages.parts.ways import link
from sotecin_graph.language import _, ngettext, speak
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import contributions, tables
from sotecin_graph.services.tables import MANY

WATCH_S = 5
_AT, _SENT = "map.at_work", "map.sent"


def sent_to_work(desk: Desk) -> None:
    """Before the page is drawn: go where the room works now, if it has just moved, or if no map is asked for."""
    if not desk.actor.is_participant:
        return
    sent = desk.keep.values.pop(_SENT, "")
    if not sent and "map" not in st.query_params:
        sent = desk.ask(contributions.moment_of).map_id
    if sent:
        st.query_params["map"] = desk.keep.map_id = sent


def follow_the_table(desk: Desk, facts: MapFacts) -> None:
    """Look every few seconds whether one's table works elsewhere, and go there; a line says where this map belongs."""
    if desk.actor.is_participant:
        st.fragment(_look, run_every=WATCH_S)(desk, facts)


def _look(desk: Desk, facts: MapFacts) -> None:
    speak(desk.keep.language)
    with notices.told():
        at_work = desk.ask(contributions.moment_of).map_id
        if desk.keep.values.setdefault(_AT, at_work) != at_work:
            desk.keep.values[_AT] = desk.keep.values[_SENT] = at_work
            st.rerun(scope="app")
        if at_work == facts.id and not facts.table:
            return
        with row():
            if facts.table:
                badge(_("Table {number}").format(number=facts.table), "blue", "table_restaurant")
            if at_work == facts.id:
                _enough(desk)
            else:
                words = _("Here you only read.") if facts.table else _("Your table works on a map of its own now.")
                st.caption(words, width="content")
                link("map", _("Go where you work"), icon=":material/arrow_forward:", map=at_work)


def _enough(desk: Desk) -> None:
    own = desk.ask(tables.own_table)
    if own is None:
        return
    words = ngettext("{count} element", "{count} elements", own.made).format(count=own.made)
    st.caption(f"{words}. {enough_words()}" if own.is_full else words, width="content")


def enough_words() -> str:
    """What a table is told that has as much as can be talked about."""
    return _("{most} are enough for one table; sharpen what is there.").format(most=MANY)
