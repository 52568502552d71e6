"""Dialogs on maps: open a standing map, or give one another name."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.places import ask_chains, ask_hubs
from pages.parts.ways import go
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import maps
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import MapKind


def open_new() -> None:
    """Ask for name, hub and value chains of a standing map, open it and go there."""
    dialogs.ask(_("New map"), _open_new)


def rename(facts: MapFacts) -> None:
    """Ask for another name."""
    dialogs.ask(_("Rename this map"), _rename, facts)


def _open_new(desk: Desk) -> None:
    form = "map-new"
    key = desk.form_key(form)
    name = st.text_input(_("Name"), max_chars=NAME_LENGTH, key=f"map.new.name.{key}")
    hubs = ask_hubs(desk, key=f"map.new.hubs.{key}")
    chains = ask_chains(key=f"map.new.chains.{key}")
    st.caption(_("A standing map has no agenda: people with an account add to it at any time."))
    if st.button(_("Open the map"), type="primary", icon=":material/add:", key=f"map.new.open.{key}"):
        kind = MapKind.MASHUP if len(hubs) > 1 else MapKind.HUB
        made = desk.tried(maps.create_map, name=name, kind=kind, hubs=hubs, chains=chains)
        if made:
            desk.renew(form)
            desk.keep.map_id = made
            go("map", map=made)


def _rename(desk: Desk, facts: MapFacts) -> None:
    form = f"map-name.{facts.id}"
    key = desk.form_key(form)
    name = st.text_input(_("Name"), facts.name, max_chars=NAME_LENGTH, key=f"map.name.{key}")
    if st.button(_("Save"), type="primary", icon=":material/check:", key=f"map.name.save.{key}"):
        with told():
            desk.do(maps.rename_map, map_id=facts.id, name=name)
            desk.renew(form)
            st.rerun()
