"""Joining what is the same, in its step: stakeholders and challenges side by side, and what has been decided."""

from __future__ import annotations

import streamlit as st

from pages.parts import same_pairs
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import maps, sameness
from sotecin_graph.services.sameness import Decision
from sotecin_graph.workshops import Workshop

_SHOWN = 8


def show_same(desk: Desk, workshop: Workshop) -> None:
    """The pairs, those that both stand on this map first, and what has been decided so far."""
    facts = desk.ask(maps.open_ground, map_id=workshop.map_id).facts
    same_pairs.tell_done(desk)
    found = [
        *desk.ask(sameness.pairs, map_id=facts.id),
        *desk.ask(sameness.challenge_pairs, map_id=facts.id),
    ]
    found.sort(key=lambda view: facts not in view.maps_of_one or facts not in view.maps_of_other)
    if found:
        st.caption(ngettext("{count} pair to look at", "{count} pairs to look at", len(found)).format(count=len(found)))
        st.caption(_("Read both out, and let the room say. Joined is undone on the map, like everything."))
    else:
        empty_state(
            "same-none",
            _("Nothing stands here twice"),
            _("No two stakeholders or challenges of this map look the same."),
        )
    for view in found[:_SHOWN]:
        same_pairs.draw(desk, facts, view)
    _decided(desk.ask(sameness.decisions, map_id=facts.id))


def _decided(decisions: list[Decision]) -> None:
    if not decisions:
        return
    with st.expander(_("Decided so far ({count})").format(count=len(decisions)), icon=":material/history:"):
        for each in decisions:
            names = ", ".join(each.names)
            words = _("“{kept}” is also: {names}") if each.is_one else _("“{kept}” is not {names}, says {who}")
            st.caption(plain(words.format(kept=each.kept, names=names, who=each.by)))
