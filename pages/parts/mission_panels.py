"""The challenges of a mission on its page, each with how far it is on its way into a call."""

from __future__ import annotations

import streamlit as st

from pages.parts import mission_form
from pages.parts.desk import Desk
from pages.parts.states import needs_owner, standing_badge
from pages.parts.style import card, row
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.calls import CallChallenge
from sotecin_graph.elements import Element
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import calls
from sotecin_graph.services.missions import MissionView


def challenges(desk: Desk, view: MissionView, *, may_lead: bool) -> None:
    """The challenges among the members, most votes first, and how far each is on its way into a call."""
    raised = [each for each in view.elements if each.is_challenge]
    on_its_way = {each.element_id: each for each in view.challenges}
    st.subheader(_("Challenges"), anchor=False)
    if not raised:
        with card("challenges-none"):
            st.write(_("No challenge among the members yet. Two or more leave room for solutions from below."))
            if may_lead:
                given = {"key": "missions.members", "icon": ":material/add:"}
                mission_form.way(_("Choose from the map"), view.mission.id, "members", kind="secondary", **given)
    for each in sorted(raised, key=lambda one: (-view.votes.get(one.id, 0), one.seq)):
        _challenge(desk, view, each, on_its_way.get(each.id), may_lead=may_lead)


def _challenge(desk: Desk, view: MissionView, raised: Element, found: CallChallenge | None, *, may_lead: bool) -> None:
    votes = view.votes.get(raised.id, 0)
    with card(f"challenge-{raised.id}"):
        with row(wrap=False):
            st.markdown(f"**{plain(found.wording.title if found else raised.name)}**", width="stretch")
            standing_badge(found)
        with row():
            st.caption(_owner(found), width="content")
            st.space("stretch")
            st.caption(ngettext("{count} vote", "{count} votes", votes).format(count=votes), width="content")
            link("trace", _("Its way"), icon=":material/conversion_path:", element=raised.id)
            if found and found.id in view.may_open:
                link("calls", _("Open"), icon=":material/arrow_forward:", challenge=found.id)
            elif (
                not found
                and may_lead
                and st.button(
                    _("Take into a call"), type="tertiary", icon=":material/campaign:", key=f"missions.take.{raised.id}"
                )
            ):
                _take_up(desk, view, raised)


def _take_up(desk: Desk, view: MissionView, raised: Element) -> None:
    taken = desk.tried(calls.take_up, mission_id=view.mission.id, element=raised.id)
    if taken:
        go("calls", challenge=taken)


def _owner(found: CallChallenge | None) -> str:
    if found is None:
        return _("Not on its way into a call")
    if needs_owner(found):
        return _("No owner yet, so not yet submittable")
    return _("Owner: {name}").format(name=plain(found.organisation or "…"))
