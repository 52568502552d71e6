"""The life of a mission on its page: where it stands, whose signature holds, where it can go, and how it came here."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import mission_badge
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.participation import signature_line
from sotecin_graph.language import N_, _
from sotecin_graph.missions import Mission, MissionPassage, MissionState, mission_state_word
from sotecin_graph.services import mission_life
from sotecin_graph.services.mission_life import REASON_LENGTH, MissionLife, Way

_S = MissionState
_DEEDS = {
    _S.DRAFT: (N_("Back to draft"), ":material/edit:"),
    _S.IN_COUNCIL: (N_("Give it to the council"), ":material/rate_review:"),
    _S.ADOPTED: (N_("Adopt and sign off"), ":material/draw:"),
    _S.STEWARDED: (N_("Hand it to its stewards"), ":material/volunteer_activism:"),
    _S.CLOSED: (N_("Close it"), ":material/lock:"),
}
_MEANINGS = {
    _S.DRAFT: N_("The hub lead and the room still write."),
    _S.IN_COUNCIL: N_("The council reads and changes. What was signed before is signed no longer."),
    _S.ADOPTED: N_("The council and the hub lead stand behind it."),
    _S.STEWARDED: N_("The council looks after it and its innovators."),
    _S.CLOSED: N_("Nothing more is expected, and nothing more is written."),
}


def show(desk: Desk, mission: Mission, *, may_lead: bool) -> None:
    """Draw the card."""
    view = desk.ask(mission_life.life, mission_id=mission.id)
    st.subheader(_("Sign-off"), anchor=False)
    with card("life"):
        with row():
            mission_badge(mission.state, mission.version)
        lead = _("Hub lead: {name}").format(name=plain(mission.hub_lead)) if mission.hub_lead else ""
        st.caption(lead or _("No hub lead named"))
        _signature(desk, view, may_lead=may_lead)
        if may_lead:
            _ways(view)
        if view.passages:
            with st.expander(_("How it came here"), icon=":material/history:"):
                for each in view.passages:
                    st.markdown(_passage(each))


def _signature(desk: Desk, view: MissionLife, *, may_lead: bool) -> None:
    mission = view.mission
    said = plain(signature_line(mission) or _("Nobody has signed it off yet."))
    st.markdown(f":material/draw: {said}" if mission.signed_off_by else f":orange[:material/draw: {said}]")
    if may_lead and view.awaits_signature:
        st.caption(_("Your name, {name}, comes under version {version}.").format(
            name=plain(desk.actor.name), version=mission.version
        ))  # fmt: skip
        if st.button(_("Sign off anew"), icon=":material/draw:", key="missions.sign"):
            with told():
                desk.do(mission_life.sign, mission_id=mission.id, expected=mission.version)
                st.rerun()


def _ways(view: MissionLife) -> None:
    """The way forward as a button, or what stands against it; the others behind one more."""
    first, *others = view.ways
    _way(view.mission, first)
    if not others:
        return
    with st.expander(_("Other ways"), icon=":material/more_horiz:"):
        for each in others:
            _way(view.mission, each)


def _way(mission: Mission, way: Way) -> None:
    words, icon = _DEEDS[way.state]
    if way.state is _S.IN_COUNCIL and mission.state is not _S.DRAFT:
        words = N_("Take it up again") if mission.state is _S.CLOSED else N_("Back to the council")
    is_pressed = st.button(_(words), icon=icon, disabled=bool(way.refusal), key=f"missions.move.{way.state.value}")
    if way.refusal:
        st.caption(plain(way.refusal))
    if is_pressed:
        dialogs.ask(_(words), _move, mission, way, words)


def _move(desk: Desk, mission: Mission, way: Way, words: str) -> None:
    st.markdown(_(_MEANINGS[way.state]))
    if way.state is _S.ADOPTED:
        said = _("Your name, {name}, comes under version {version}, with today's date.")
        st.markdown(said.format(name=plain(desk.actor.name), version=mission.version))
    with st.form(f"missions.moving.{desk.form_key('mission.move')}", border=False):
        title = _("Why? It stays with the mission.") if way.needs_reason else _("Why? You may leave it open.")
        reason = st.text_area(title, max_chars=REASON_LENGTH, height=90)
        is_sent = st.form_submit_button(_(words), type="primary", icon=":material/check:", key="missions.move.sent")
    if is_sent:
        with told():
            given = {"mission_id": mission.id, "state": way.state, "reason": reason or ""}
            desk.do(mission_life.move, expected=mission.version, **given)
            desk.renew("mission.move")
            st.rerun()


def _passage(passage: MissionPassage) -> str:
    said = _("**{state}** with version {version}, {day}, {name}")
    if passage.is_signature:
        said = _("**{state}** with version {version}, {day}, signed off by {name}")
    words = said.format(
        state=mission_state_word(passage.state),
        version=passage.version,
        day=day(passage.at.date()),
        name=plain(passage.by),
    )
    return f"{words}  \n{plain(passage.reason)}" if passage.reason else words
