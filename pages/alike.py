"""Stakeholders that may be one: pairs side by side, and a person who says whether they are the same."""

from __future__ import annotations

import streamlit as st

from pages.parts import same_pairs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.pictures import empty_state
from pages.parts.places import facilitated_maps
from pages.parts.style import page
from pages.parts.ways import link
from sotecin_graph.elements import MapId
from sotecin_graph.language import _, ngettext
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import sameness


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("page"), told():
        st.title(_("Twice on the map?"), anchor=False)
        st.write(_("The same organisation under another spelling or in another language. You decide, pair by pair."))
        maps = facilitated_maps(desk)
        if not maps:
            st.info(_("This is for facilitators of a map."), icon=":material/lock:")
            return
        facts = _chosen(desk, maps)
        same_pairs.tell_done(desk)
        _pairs(desk, facts)


def _chosen(desk: Desk, maps: list[MapFacts]) -> MapFacts:
    known = {facts.id: facts for facts in maps}
    asked = MapId(st.query_params.get("map", "") or desk.keep.map_id)
    first = list(known).index(asked) if asked in known else 0
    chosen = st.selectbox(
        _("Map"), list(known), index=first, format_func=lambda ident: known[ident].name, key="alike.map", width=420
    )
    return known[chosen]


def _pairs(desk: Desk, facts: MapFacts) -> None:
    found = desk.ask(sameness.pairs, map_id=facts.id)
    if not found:
        with empty_state(
            "alike-none",
            _("Nobody stands here twice"),
            _("No two stakeholders of this map look like the same organisation."),
        ):
            link("map", _("Look at the map"), icon=":material/hub:", map=facts.id)
        return
    st.caption(ngettext("{count} pair to look at", "{count} pairs to look at", len(found)).format(count=len(found)))
    for view in found:
        same_pairs.draw(desk, facts, view)
