"""Links for guests in a map's Share menu: make one, see which are open, end them."""

from __future__ import annotations

import streamlit as st

from pages.parts.canvas import reached_at
from pages.parts.desk import Desk
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.elements import MapId
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import guest_links

_TOKEN = "guest-link.token"  # noqa: S105 - a key, not a token


def guest_ways(desk: Desk, map_id: MapId) -> None:
    """For who facilitates the map; use cases check it again."""
    st.markdown(f"**{_('Let guests look on')}**")
    st.caption(_("Whoever has the link sees this map as it lives, changes nothing, and sees nobody’s name."))
    made_on, token = desk.keep.values.get(_TOKEN, ("", ""))
    if made_on == map_id:
        st.code(f"{reached_at(desk)}/look?link={token}", language=None, wrap_lines=True)
        st.caption(_("It is shown only now: it is kept nowhere."))
    with row():
        days = st.selectbox(
            _("For"), guest_links.DAYS, 1, format_func=_days, key=f"guests.days.{map_id}", label_visibility="collapsed"
        )
        if st.button(_("Make a link"), icon=":material/visibility:", key=f"guests.make.{map_id}"):
            token = desk.tried(guest_links.make_guest_link, map_id=map_id, days=days)
            if token:
                desk.keep.values[_TOKEN] = (map_id, token)
                st.rerun()
    for link in desk.ask(guest_links.guest_links_on, map_id=map_id):
        with row():
            made = _("made {day}, until {until}").format(day=day(link.made_at.date()), until=day(link.until.date()))
            st.caption(plain(made), width="stretch")
            if st.button(_("End it"), icon=":material/link_off:", type="tertiary", key=f"guests.end.{link.id}"):
                desk.tried(guest_links.end_guest_link, map_id=map_id, ident=link.id)
                desk.keep.values.pop(_TOKEN, None)
                st.rerun()


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)
