"""The Maps menu: go to another map, open a new one, give this one another name."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts import map_dialogs
from pages.parts.desk import Desk
from pages.parts.places import facilitated_maps, hub_words, own_hubs
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.elements import MapId
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts

_MENU = "map-menu"


def choose_map(desk: Desk, facts: MapFacts) -> None:
    """The other maps, and a new one for who may open it; nothing where there is only this one."""
    known = {each.id: each for each in desk.maps() if not each.table or each.workshop_id == facts.workshop_id}
    may_open = bool(own_hubs(desk))
    if len(known) == 1 and not may_open:
        return
    menu = f"map.maps.{facts.id}.{desk.form_key(_MENU)}"
    with st.popover(_("Maps"), icon=":material/map:", type="tertiary", key=menu):
        for each in known.values():
            words = f"{plain(each.name)} · {hub_words(each.hubs)}"
            icon = ":material/check:" if each.id == facts.id else ":material/map:"
            st.button(
                words, icon=icon, type="tertiary", key=f"map.to.{each.id}", on_click=_to_map, args=(desk, each.id)
            )
        with row():
            if may_open:
                asked = partial(_asked, desk, "new")
                st.button(_("New map"), icon=":material/add:", key="map.new", on_click=asked)
            if facts in facilitated_maps(desk):
                asked = partial(_asked, desk, "rename")
                st.button(_("Rename this map"), icon=":material/edit:", key="map.rename", on_click=asked)
    wanted = desk.keep.values.pop(_MENU, "")
    if wanted == "new":
        map_dialogs.open_new()
    elif wanted == "rename":
        map_dialogs.rename(facts)


def _asked(desk: Desk, dialog: str) -> None:
    """Shut the menu, which would stay over the dialog, and open that as the page is drawn."""
    desk.keep.values[_MENU] = dialog
    desk.renew(_MENU)


def _to_map(desk: Desk, map_id: MapId) -> None:
    """Before the page is drawn, so that the address arrives: an address set just before a rerun can get lost."""
    desk.keep.map_id = map_id
    st.query_params.from_dict({"map": map_id})
