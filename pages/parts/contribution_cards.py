"""One contribution as its author reads it: how far it came, and why, in a person's words."""

from __future__ import annotations

import streamlit as st

from pages.parts.states import KIND_ICONS, badge, challenge_badge
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.calls import CallChallenge, Wording
from sotecin_graph.language import _, capital
from sotecin_graph.services.traces import Station, Trace, station_label
from sotecin_graph.vocabulary import label


def show_contribution(found: Trace) -> None:
    """Name, state, reason and stations; both wordings where the council changed it."""
    element = found.element
    st.markdown(f"**{plain(element.name)}**")
    with row():
        _badge(found)
        if not element.is_challenge:
            badge(label(element.kind), "gray", KIND_ICONS[element.kind].split("/")[1].rstrip(":"))
    st.markdown(plain(found.sentence))
    if element.is_challenge and not element.removed_at:
        _stations(found)
    if found.call_challenge and found.call_challenge.council:
        _both_wordings(found.call_challenge)


def _badge(found: Trace) -> None:
    if found.element.merged_into:
        badge(_("Merged"), "blue", "merge")
    elif found.element.removed_at:
        badge(_("Taken off"), "gray", "inventory_2")
    elif found.state:
        challenge_badge(found.state)
    elif found.missions:
        badge(_("In a mission"), "green", "flag")
    else:
        badge(_("On the map"), "gray", "edit")


def _stations(found: Trace) -> None:
    stations = list(Station)
    reached = stations.index(found.station)
    words = [station_label(each) for each in stations]
    words[0] = capital(words[0])
    words[reached] = f"**{words[reached]}**"
    st.progress((reached + 1) / len(stations), text=" · ".join(words))


def _both_wordings(challenge: CallChallenge) -> None:
    with st.expander(_("Both wordings"), icon=":material/compare_arrows:"):
        _wording(_("As its owner wrote it"), challenge.owner)
        if challenge.council:
            _wording(_("As the council put it"), challenge.council)


def _wording(whose: str, wording: Wording) -> None:
    st.caption(whose)
    st.markdown(f"**{plain(wording.title)}**")
    st.markdown(plain(wording.problem))
    if wording.wish:
        st.markdown(plain(_("We are looking for a solution that {wish}").format(wish=wording.wish)))
