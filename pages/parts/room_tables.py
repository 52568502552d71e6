"""Tables on the facilitator's desk: who sits where, on which map each works, what it has made, and one map again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import done, told
from pages.parts.style import card, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import table_maps, tables
from sotecin_graph.services.roll import Roll
from sotecin_graph.services.tables import MANY, MOST_TABLES, Table
from sotecin_graph.workshops import Workshop

_DONE = "desk.tables.done"


def show_tables(desk: Desk, roll: Roll) -> None:
    """Seating, the tables, and bringing them together."""
    said = desk.keep.values.pop(_DONE, "")
    if said:
        done(said)
    shown = desk.ask(tables.tables_of, map_id=roll.workshop.map_id)
    with card("seating"):
        _seating(desk, roll)
    for table in shown:
        _table(table)
    if any(table.map_id for table in shown):
        with card("together"):
            _together(desk, roll.workshop, shown)
    if roll.workshop.levers.areas and not roll.workshop.levers.own_maps:
        with card("joining"):
            _joining(desk, roll.workshop)


def _seating(desk: Desk, roll: Roll) -> None:
    unseated = sum(1 for each in roll.people if not each.participant.table and not each.participant.helps)
    people = ngettext("{count} person has no table", "{count} people have no table", unseated).format(count=unseated)
    st.caption(people)
    plan, at_work = roll.workshop.plan, roll.workshop.levers.tables
    first = at_work or plan.tables or max(1, round(len(roll.people) / 7))
    count = st.number_input(_("Tables"), 1, MOST_TABLES, min(first, MOST_TABLES), key=f"desk.tables.{first}", width=160)
    ways = [_("an area of the one map"), _("a map of its own")]
    chosen = st.radio(
        _("Each table works on"),
        ways,
        index=int(plan.has_table_maps),
        horizontal=True,
        key=f"desk.tables.ground.{plan.has_table_maps}",
    )
    with row():
        seats = st.button(_("Seat who has no table"), icon=":material/event_seat:", key="desk.tables.seat")
        anew = at_work and st.button(_("Mix all anew"), icon=":material/shuffle:", key="desk.tables.mix")
    st.caption(_("Hubs and groups are spread over the tables. Under “Room” you can seat one person where you like."))
    if seats or anew:
        seated = {"tables": count, "is_anew": bool(anew), "has_maps": chosen == ways[1]}
        _seat(desk, roll.workshop, seated)


def _seat(desk: Desk, workshop: Workshop, given: dict[str, Any]) -> None:
    def words(seated: int) -> str:
        told_ = ngettext("{count} person has a table now.", "{count} people have a table now.", seated)
        return told_.format(count=seated)

    _do(desk, tables.seat_all, workshop, words, **given)


def _table(table: Table) -> None:
    with card(f"table-{table.number}"):
        with row(wrap=False):  # both are short in every language; what it has made may be a sentence
            st.markdown(f"**{_('Table {number}').format(number=table.number)}**", width="content")
            st.space("stretch")
            if table.map_id:
                link("map", _("Open its map"), icon=":material/hub:", map=table.map_id)
        st.caption(_made(table))
        names = ", ".join(each.alias or _("someone") for each in table.people)
        st.caption(plain(names) or _("Nobody sits here yet."))


def _made(table: Table) -> str:
    """How much a table has made, where that is too much to talk about, and what of it waits."""
    made = len(table.elements)
    words = ngettext("{count} element", "{count} elements", made).format(count=made)
    if made > MANY:
        words = _("{elements}: more than {most} are hard to talk about").format(elements=words, most=MANY)
    if table.waits:
        words += ", " + ngettext("{count} waits", "{count} wait", table.waits).format(count=table.waits)
    return words


def _together(desk: Desk, workshop: Workshop, shown: Sequence[Table]) -> None:
    """Bring the tables' maps together, or go back to them; with what is not on the map of all yet."""
    apart, waits = sum(table.apart for table in shown), sum(table.waits for table in shown)
    st.subheader(_("The tables’ own maps"), anchor=False)
    words = ngettext(
        "{count} element of the tables is not on the map of all.",
        "{count} elements of the tables are not on the map of all.",
        apart,
    )
    st.write(words.format(count=apart) if apart else _("All that the tables have made is on the map of all."))
    if waits:
        st.caption(_("What waits comes along only once it is revealed or accepted."))
    if workshop.levers.own_maps or apart:
        st.caption(_("Each table’s part comes in an area of its own, with its links, authors and votes."))
        key = f"desk.tables.together.{apart}"
        if st.button(_("Bring the tables together"), icon=":material/join_full:", key=key):
            _do(desk, table_maps.bring_together, workshop, _brought)
    if not workshop.levers.own_maps and st.button(
        _("Back to the tables’ maps"), icon=":material/table_restaurant:", key="desk.tables.again"
    ):
        _do(desk, table_maps.open_again, workshop, lambda _none: _("Each table works on its own map again."))


def _brought(count: int) -> str:
    words = ngettext("{count} element came to the map of all.", "{count} elements came to the map of all.", count)
    rest = _("Under “The same?” stands what the tables have twice. To take it back, undo it on the map.")
    return f"{words.format(count=count)} {rest}"


def _joining(desk: Desk, workshop: Workshop) -> None:
    st.subheader(_("One map again"), anchor=False)
    st.write(_("The frames go, what the tables made stays. Then look at what they have twice, under “The same?”."))
    if st.button(_("Join the tables"), icon=":material/close_fullscreen:", key="desk.tables.join"):
        _do(desk, tables.join_tables, workshop, lambda _none: _("The tables are one map again."))


def _do(
    desk: Desk, use_case: Callable[..., Any], workshop: Workshop, words: Callable[[Any], str], **given: Any
) -> None:
    with told():
        desk.keep.values[_DONE] = words(desk.do(use_case, map_id=workshop.map_id, **given))
        st.rerun()
