"""The council on a mission's page: who sits in it and how invitations stand, and a proposal that a lead confirms."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs, mission_form
from pages.parts.desk import Desk
from pages.parts.mission_proposal import propose
from pages.parts.notices import told
from pages.parts.states import KIND_ICONS, Colour, badge
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.invitations import NEXT_INVITATIONS, Invitation, InvitationState, invitation_word
from sotecin_graph.language import N_, _
from sotecin_graph.services import councils
from sotecin_graph.services.councils import CouncilView
from sotecin_graph.services.missions import MissionView
from sotecin_graph.vocabulary import GROUPS, label

_S = InvitationState
_MARKS: dict[InvitationState, tuple[Colour, str]] = {
    _S.INVITED: ("blue", "mail"),
    _S.ACCEPTED: ("green", "check_circle"),
    _S.DECLINED: ("gray", "inventory_2"),
}
_DEEDS = {_S.INVITED: N_("Was invited"), _S.ACCEPTED: N_("Has accepted"), _S.DECLINED: N_("Has declined")}


def council(desk: Desk, mission: MissionView, *, may_lead: bool) -> None:
    """Who stewards the mission, how invitations stand, and the groups that have no seat."""
    view = desk.ask(councils.view, mission_id=mission.mission.id)
    st.subheader(_("Council"), anchor=False)
    with card("council"):
        for each in view.members:
            _member(desk, view, each, may_lead=may_lead)
        _empty_seats(view, may_lead=may_lead)
        _declined(desk, view, may_lead=may_lead)
        if may_lead and view.candidates:
            words = _("Propose others") if view.members else _("Propose a council")
            if st.button(words, icon=":material/groups:", key="missions.council.propose"):
                dialogs.ask(_("Propose a council"), propose, view.mission.id, width="medium")


def _member(desk: Desk, view: CouncilView, member: Element, *, may_lead: bool) -> None:
    invitation = view.invitations.get(member.id)
    with st.container(gap="xxsmall"):
        with row(wrap=False):
            st.markdown(f"{KIND_ICONS[member.kind]} **{plain(member.name)}**", width="stretch")
            st.caption(label(member.kind), width="content")
        if not (may_lead or view.invitations):
            return
        with row():
            _state(invitation)
            st.space("stretch")
            if may_lead:
                _notes(desk, view, member.id, invitation)


def _state(invitation: Invitation | None) -> None:
    if invitation is None:
        st.caption(_("Not invited yet"), width="content")
        return
    colour, icon = _MARKS[invitation.state]
    badge(f"{invitation_word(invitation.state)} · {day(invitation.at.date())}", colour, icon)


def _notes(desk: Desk, view: CouncilView, member: ElementId, invitation: Invitation | None) -> None:
    """One plain button for each step that can be noted next."""
    for state in NEXT_INVITATIONS[invitation.state if invitation else None]:
        key = f"missions.seat.{member}.{state.value}"
        if st.button(_(_DEEDS[state]), type="tertiary", key=key):
            with told():
                desk.do(councils.note_invitation, mission_id=view.mission.id, member=member, state=state)
                st.rerun()


def _empty_seats(view: CouncilView, *, may_lead: bool) -> None:
    empty = [group for group in GROUPS if group not in {each.kind for each in view.members}]
    for index, group in enumerate(empty):
        with row():
            words = _("{group}: no seat yet").format(group=label(group))
            st.markdown(f":orange[{KIND_ICONS[group]} {words}]", width="content")
            st.space("stretch")
            if may_lead and index == 0:
                mission_form.way(_("Choose"), view.mission.id, "council", key="missions.council")
    if may_lead and not empty:
        mission_form.way(_("Change"), view.mission.id, "council", key="missions.council.change")


def _declined(desk: Desk, view: CouncilView, *, may_lead: bool) -> None:
    names = {each.id: each.element.name for each in view.candidates}
    for ident in view.declined:
        invitation = view.invitations[ident]
        with row():
            words = _("{name} declined, {day}").format(name=plain(names.get(ident, "…")), day=day(invitation.at.date()))
            st.caption(words, width="content")
            st.space("stretch")
            key = f"missions.seat.{ident}.again"
            if may_lead and st.button(_("Invite again"), type="tertiary", key=key):
                with told():
                    state = InvitationState.INVITED
                    desk.do(councils.note_invitation, mission_id=view.mission.id, member=ident, state=state)
                    st.rerun()
