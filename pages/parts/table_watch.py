"""A laptop at a table: its own map while tables work apart, the map of all afterwards, and when a table has enough."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.states import badge
from pages.parts.step_watch import hear_of_steps
from pages.parts.style import row
from pages.parts.ways import step
from sotecin_graph.elements import MapId
from sotecin_graph.language import _, ngettext, speak
from sotecin_graph.services import contributions, tables
from sotecin_graph.services.contributions import Moment
from sotecin_graph.services.ground import Ground
from sotecin_graph.services.tables import MANY

COUNT_S = 20
"""How often a table's elements are counted anew; the map itself shows each at once."""

_AT = "map.at_work"


def go_to_work(desk: Desk) -> Moment | None:
    """Before the page is drawn: where the room works now, if that has just become another map, or none is asked for.

    Returns where a participant's workshop stands.
    """
    if not desk.actor.is_participant:
        return None
    moment = desk.ask(contributions.moment_of)
    before, desk.keep.values[_AT] = desk.keep.values.get(_AT, moment.map_id), moment.map_id
    if before != moment.map_id or "map" not in st.query_params:
        st.query_params["map"] = desk.keep.map_id = moment.map_id
    return moment


def tell_the_table(desk: Desk, ground: Ground, moment: Moment | None) -> None:
    """A line that says where this map belongs, and whether one works here."""
    if moment is None or ground.workshop is None:
        return
    is_here, table = moment.map_id == ground.facts.id, ground.facts.table
    if is_here and not table:
        return
    with row():
        if table:
            badge(_("Table {number}").format(number=table), "blue", "table_restaurant")
        if is_here:
            st.fragment(_count, run_every=COUNT_S)(desk)
            return
        words = _("Here you only read.") if table else _("Your table works on a map of its own now.")
        st.caption(words, width="content")
        _to(moment.map_id)


def hear_of_work(desk: Desk, ground: Ground, moment: Moment | None) -> None:
    """Have the page drawn anew when the room goes on, so that it goes along."""
    if moment and ground.workshop and ground.workshop.id == desk.actor.participant_of:
        hear_of_steps(desk, ground.workshop, moment)


def _to(map_id: MapId) -> None:
    step(_("Go where you work"), key="map.at_work", icon=":material/arrow_forward:", map=map_id)


def _count(desk: Desk) -> None:
    speak(desk.keep.language)
    with notices.told():
        own = desk.ask(tables.own_table)
        if own:
            words = ngettext("{count} element", "{count} elements", own.made).format(count=own.made)
            st.caption(f"{words}. {enough_words()}" if own.is_full else words, width="content")


def enough_words() -> str:
    """What a table is told that has as much as can be talked about."""
    return _("{most} are enough for one table; sharpen what is there.").format(most=MANY)
