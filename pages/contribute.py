"""Contribute after the event: a whole challenge onto one of the hub's maps, by people with an account."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.raising import whole_challenge
from pages.parts.style import card, page, row
from pages.parts.ways import go, link
from sotecin_graph.elements import MapId
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import contributions

FORM = "contribute"


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("narrow"):
        st.title(_("Add a challenge"))
        if desk.actor.is_anonymous:
            _sign_in_first()
            return
        maps = desk.ask(contributions.maps_to_contribute)
        added = desk.keep.values.get("contribute.added")
        if added:
            _added(desk, added)
        elif maps:
            _form(desk, maps)
        else:
            _nowhere()


def _form(desk: Desk, maps: list[MapFacts]) -> None:
    st.caption(_("For what the workshop did not reach. It stands on the map at once, under your name."))
    facts = _choose_map(maps)
    known = desk.ask(contributions.elements_on, map_id=facts.id)
    key = f"{FORM}.{facts.id}.{desk.form_key(FORM)}"
    given = whole_challenge([each for each in known if not each.is_challenge], facts.chains, key)
    if not st.button(_("Add to the map"), type="primary", icon=":material/add:", width="stretch", key=f"{key}.add"):
        return
    ident = desk.tried(contributions.raise_challenge, map_id=facts.id, **given)
    if ident:
        desk.renew(FORM)
        desk.keep.values["contribute.added"] = facts.id
        st.rerun()


def _choose_map(maps: list[MapFacts]) -> MapFacts:
    known = {facts.id: facts for facts in maps}
    asked = MapId(st.query_params.get("map", ""))
    first = list(known).index(asked) if asked in known else 0
    chosen = st.selectbox(
        _("Map"), list(known), index=first, format_func=lambda ident: known[ident].name, key="contribute.map"
    )
    return known[chosen]


def _added(desk: Desk, map_id: str) -> None:
    notices.done(_("Your challenge is on the map. Under “Mine” you see what becomes of it."))
    with row():
        link("mine", _("See mine"), icon=":material/person:")
        link("map", _("Look at the map"), icon=":material/hub:", map=map_id)
    if st.button(_("Add another"), icon=":material/add:", key="contribute.again"):
        del desk.keep.values["contribute.added"]
        st.rerun()


def _sign_in_first() -> None:
    with card("sign-in"):
        st.markdown(_("This is for people with an account. In a workshop, join with the code on the screen."))
        if st.button(_("Sign in"), type="primary", icon=":material/key:", key="contribute.sign_in"):
            go("sign-in")


def _nowhere() -> None:
    with empty_state("empty", _("Your hub has no map yet. The facilitator opens one with the first workshop.")):
        if st.button(_("Go to the programme"), type="primary", icon=":material/public:", key="contribute.programme"):
            go("programme")
