"""From a cluster to each of its members: who contributed it, and what became of it."""

from __future__ import annotations

import streamlit as st

from pages.parts.states import KIND_ICONS
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _
from sotecin_graph.services.clusters import Proposal


def show(proposal: Proposal) -> None:
    """A way for each member, drawn while someone looks at them."""
    title = _("The way of each member: who contributed it, what became of it")
    key = f"clusters.ways.{proposal.cluster.id}"
    with st.expander(title, icon=":material/conversion_path:", key=key, on_change="rerun") as box:
        for each in proposal.members if box.open else ():
            link("trace", plain(each.name), icon=KIND_ICONS[each.kind], element=each.id)
