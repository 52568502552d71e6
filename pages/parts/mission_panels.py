"""The work of a mission on its page: what the checks still ask for, and its challenges on their way into a call."""

from __future__ import annotations

import streamlit as st

from pages.parts import mission_form
from pages.parts.desk import Desk
from pages.parts.states import badge, needs_owner, standing_badge
from pages.parts.style import card, row
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.calls import CallChallenge, ChallengeState
from sotecin_graph.checks import Check, CheckState, open_points
from sotecin_graph.elements import Element
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import calls
from sotecin_graph.services.missions import MissionView


def checks(desk: Desk, view: MissionView, *, may_lead: bool) -> None:
    """What is missing, then what to think about, each with one action; what is met stays folded."""
    met = [each for each in view.checks if each.state is CheckState.MET]
    waiting = open_points(view.checks)
    missing = sum(each.state is CheckState.MISSING for each in waiting)
    prompts = len(waiting) - missing
    st.subheader(_("Checks"), anchor=False)
    with row():
        badge(_("{count} met").format(count=len(met)), "green", "check_circle")
        words = ngettext("{count} prompt", "{count} prompts", prompts)
        badge(words.format(count=prompts), "orange", "lightbulb")
        badge(_("{count} missing").format(count=missing), "red", "radio_button_unchecked")
    with card("checks"):
        for each in waiting:
            _check(desk, view, each, may_lead=may_lead)
        if met:
            with st.expander(_("{count} met").format(count=len(met)), icon=":material/check_circle:"):
                for each in met:
                    st.markdown(f"**{plain(each.title)}**  \n{plain(each.reason)}")


def _check(desk: Desk, view: MissionView, check: Check, *, may_lead: bool) -> None:
    with row():
        if check.state is CheckState.MISSING:
            badge(_("Missing"), "red", "radio_button_unchecked")
        else:
            badge(_("Prompt"), "orange", "lightbulb")
        st.markdown(f"**{plain(check.title)}**", width="content")
        st.space("stretch")
        if may_lead and st.button(
            mission_form.action_word(check.key), type="tertiary", key=f"missions.check.{check.key}"
        ):
            mission_form.open_for(desk, view, check.key)
    st.caption(plain(f"{check.reason} {check.action}"))


def challenges(desk: Desk, view: MissionView, *, may_lead: bool) -> None:
    """The challenges among the members, most votes first, and how far each is on its way into a call."""
    raised = [each for each in view.elements if each.is_challenge]
    on_its_way = {each.element_id: each for each in view.challenges}
    st.subheader(_("Challenges"), anchor=False)
    if not raised:
        st.caption(_("No challenge among the members yet. Two or more leave room for solutions from below."))
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
            if found and (desk.may(Deed.LEAD) or found.state is ChallengeState.PUBLISHED):
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
