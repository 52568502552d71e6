"""What became of mine: each contribution, how far it came and why, in a person's words."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.door import let_out
from pages.parts.pictures import drawing
from pages.parts.raising import capital
from pages.parts.rehearsal import mark
from pages.parts.states import KIND_ICONS, badge, challenge_badge
from pages.parts.style import card, page, row
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.calls import CallChallenge, Wording
from sotecin_graph.language import _
from sotecin_graph.services import traces, workshops
from sotecin_graph.services.traces import Station, Trace, station_label
from sotecin_graph.vocabulary import label


def show(desk: Desk) -> None:
    """Draw the page."""
    found = desk.ask(traces.mine)
    if desk.actor.participant_of:
        mark(desk.ask(workshops.workshop_of, ident=desk.actor.participant_of))
    with page("narrow"):
        st.header(_("What became of mine"))
        st.caption(_whose(desk, found))
        if desk.keep.values.pop("mine.done", False):
            notices.done(_("Taken off the map."))
        for each in found:
            _contribution(desk, each)
        if not found:
            _empty(desk)
        if desk.actor.is_participant:
            _ways_on(desk)


def _whose(desk: Desk, found: list[Trace]) -> str:
    names = dict.fromkeys(facts.name for each in found for facts in each.maps)
    return plain(" · ".join([desk.actor.name, *list(names)[:2]]))


def _contribution(desk: Desk, found: Trace) -> None:
    element = found.element
    with card(f"mine-{element.id}"):
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
        if found.may_take_back:
            _offer_back(desk, found)


def _badge(found: Trace) -> None:
    if found.element.removed_at:
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


def _offer_back(desk: Desk, found: Trace) -> None:
    ident = found.element.id
    with st.popover(_("Take back"), icon=":material/undo:", type="tertiary", key=f"mine.back.{ident}"):
        st.markdown(_("It leaves the map for everyone, with its links and votes."))
        is_sure = st.button(_("Take it off the map"), key=f"mine.sure.{ident}")
    if is_sure:
        with notices.told():
            desk.do(traces.take_back, element=ident)
            desk.keep.values["mine.done"] = True
    if is_sure and "mine.done" in desk.keep.values:
        st.rerun()


def _empty(desk: Desk) -> None:
    with card("empty"):
        drawing("empty-map")
        st.markdown(_("Nothing of yours yet. What you add appears here, with what becomes of it."))
        path, word = (
            ("task", _("Go to your task")) if desk.actor.is_participant else ("contribute", _("Add a challenge"))
        )
        if st.button(word, type="primary", icon=":material/add:", key="mine.begin"):
            go(path)


def _ways_on(desk: Desk) -> None:
    link("task", _("Back to your task"), icon=":material/arrow_back:")
    if st.button(_("Leave the workshop on this device"), type="tertiary", icon=":material/logout:", key="mine.leave"):
        let_out(desk)
