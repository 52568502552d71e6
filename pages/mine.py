"""What became of mine: each contribution, how far it came and why, in a person's words."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.about_me import bids_farewell, show_my_data
from pages.parts.contribution_cards import show_contribution
from pages.parts.desk import Desk
from pages.parts.door import let_out
from pages.parts.own_link import show_own_link
from pages.parts.pictures import empty_state
from pages.parts.rehearsal import mark
from pages.parts.style import card, page, row
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.calls import ChallengeState
from sotecin_graph.language import _
from sotecin_graph.people import Deed
from sotecin_graph.services import traces, workshops
from sotecin_graph.services.traces import Trace


def show(desk: Desk) -> None:
    """Draw the page."""
    if bids_farewell(desk):
        return
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
            with card("mine-link"):
                show_own_link(desk, is_first=False)
            _ways_on(desk)
        if not desk.actor.is_anonymous:
            show_my_data(desk)


def _whose(desk: Desk, found: list[Trace]) -> str:
    names = dict.fromkeys(facts.name for each in found for facts in each.maps)
    return plain(" · ".join([desk.actor.name, *list(names)[:2]]))


def _contribution(desk: Desk, found: Trace) -> None:
    with card(f"mine-{found.element.id}"):
        show_contribution(found)
        _ways_from(desk, found)
        if found.may_take_back:
            _offer_back(desk, found)


def _ways_from(desk: Desk, found: Trace) -> None:
    """To its whole way, to the missions that took it up, and to the call that published it."""
    if not found.maps and not found.missions:
        return
    challenge = found.call_challenge
    with row():
        link("trace", _("Its way"), icon=":material/conversion_path:", element=found.element.id)
        for each in found.missions:
            link("missions", plain(each.title), icon=":material/flag:", mission=each.id)
        if challenge and challenge.state is ChallengeState.PUBLISHED and not desk.actor.is_participant:
            link("calls", _("In the call"), icon=":material/campaign:", challenge=challenge.id)


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
    with empty_state("empty", _("Nothing of yours yet. What you add appears here, with what becomes of it.")):
        path, word = (
            ("task", _("Go to your task")) if desk.actor.is_participant else ("contribute", _("Add a challenge"))
        )
        if desk.may(Deed.CONTRIBUTE) and st.button(word, type="primary", icon=":material/add:", key="mine.begin"):
            go(path)


def _ways_on(desk: Desk) -> None:
    link("task", _("Back to your task"), icon=":material/arrow_back:")
    if st.button(_("Leave the workshop on this device"), type="tertiary", icon=":material/logout:", key="mine.leave"):
        let_out()
