"""Tables on the facilitator's desk: who sits where, what each has made, and one map again."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import done, told
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import tables
from sotecin_graph.services.roll import Roll
from sotecin_graph.services.tables import MOST_TABLES, Table

FEW, MANY = 8, 12
"""What a table's map holds by the practice of value networks; more are hard to talk about."""

_DONE = "desk.tables.done"


def show_tables(desk: Desk, roll: Roll) -> None:
    """Seating, the tables, and joining them."""
    said = desk.keep.values.pop(_DONE, "")
    if said:
        done(said)
    shown = desk.ask(tables.tables_of, map_id=roll.workshop.map_id)
    with card("seating"):
        _seating(desk, roll, bool(shown))
    if not shown:
        st.caption(_("Each table then works in an area of its own on the map, and phones say at which table one sits."))
        return
    for table in shown:
        _table(table)
    with card("joining"):
        st.subheader(_("One map again"), anchor=False)
        st.write(_("The frames go, what the tables made stays. Then look at what they have twice, under “The same?”."))
        if st.button(_("Join the tables"), icon=":material/join_full:", key="desk.tables.join"):
            with told():
                desk.do(tables.join_tables, map_id=roll.workshop.map_id)
                desk.keep.values[_DONE] = _("The tables are one map again.")
                st.rerun()


def _seating(desk: Desk, roll: Roll, is_laid: bool) -> None:
    unseated = sum(1 for each in roll.people if not each.participant.table and not each.participant.helps)
    people = ngettext("{count} person has no table", "{count} people have no table", unseated).format(count=unseated)
    st.caption(people)
    first = len(roll.workshop.levers.areas) or roll.workshop.plan.tables or max(1, round(len(roll.people) / 7))
    count = st.number_input(_("Tables"), 1, MOST_TABLES, min(first, MOST_TABLES), key=f"desk.tables.{first}", width=160)
    with row():
        seats = st.button(_("Seat who has no table"), icon=":material/event_seat:", key="desk.tables.seat")
        anew = is_laid and st.button(_("Mix all anew"), icon=":material/shuffle:", key="desk.tables.mix")
    st.caption(_("Hubs and groups are spread over the tables. Under “Room” you can seat one person where you like."))
    if not (seats or anew):
        return
    with told():
        seated = desk.do(tables.seat_all, map_id=roll.workshop.map_id, tables=count, is_anew=bool(anew))
        words = ngettext("{count} person has a table now.", "{count} people have a table now.", seated)
        desk.keep.values[_DONE] = words.format(count=seated)
        st.rerun()


def _table(table: Table) -> None:
    with card(f"table-{table.number}"):
        with row():
            st.markdown(f"**{_('Table {number}').format(number=table.number)}**", width="content")
            st.space("stretch")
            made = len(table.elements)
            words = ngettext("{count} element", "{count} elements", made).format(count=made)
            if made > MANY:
                words = _("{elements}: more than {most} are hard to talk about").format(elements=words, most=MANY)
            st.caption(words, width="content")
        names = ", ".join(each.alias or _("someone") for each in table.people)
        st.caption(plain(names) or _("Nobody sits here yet."))
