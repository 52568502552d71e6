"""A map to look at, by a guest link: live, read-only, and without anybody's name."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.languages import choose_language
from pages.parts.notices import tell
from pages.parts.places import hub_words
from pages.parts.states import badge, example_badge
from pages.parts.style import page, row
from pages.parts.words import plain
from sotecin_graph.admission import GuestLink
from sotecin_graph.briefs.dates import day
from sotecin_graph.errors import SotecinError
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import guest_links


def show(desk: Desk) -> None:
    """Draw the map of the link in the address; a wrong one is told, and counted."""
    found = _found(desk)
    if found is None:
        return
    link, facts = found
    with page("full"):
        with row(key="look-head"):
            st.markdown(f"**{plain(facts.name)}** · {hub_words(facts.hubs)}", width="content")
            badge(_("to look at, until {day}").format(day=day(link.until.date())), "gray", "visibility")
            if facts.is_example:
                example_badge()
        show_map(desk, facts.id, mode="view", key=f"look.{facts.id}", guest=link.id)


def _found(desk: Desk) -> tuple[GuestLink, MapFacts] | None:
    token = st.query_params.get("link", "")
    with page("narrow"):
        if not token:
            st.info(_("Open the link that you were given to look at a map."), icon=":material/visibility:")
            return None
        try:
            return desk.instance.codes.look_up(
                token, desk.caller(), partial(desk.ask, guest_links.looked_at, token=token)
            )
        except SotecinError as error:
            tell(error)
            st.caption(_("Links for guests end after some days. Whoever gave you this one can give you another."))
            choose_language(desk, key="look.language")
    return None
