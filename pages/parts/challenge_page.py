"""One call challenge: both wordings side by side, its review, its owner, where it may go next, and its life."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    challenge_form,
    challenge_life,
    challenge_moves,
    eligibility_card,
    owner_card,
    owner_logo,
    review_panel,
)
from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.states import badge, challenge_badge, example_badge, needs_owner
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.call import anchor_of
from sotecin_graph.calls import AGREED, CallChallengeId, ChallengeState, Wording
from sotecin_graph.language import _, spoken
from sotecin_graph.services import calls
from sotecin_graph.services.calls import ChallengeView
from sotecin_graph.vocabulary import label


def show(desk: Desk, ident: CallChallengeId) -> None:
    """Draw the challenge; who leads its mission may edit and move it."""
    view = desk.ask(calls.challenge_view, ident=ident)
    challenge = view.challenge
    version = seen(desk, f"challenge.{ident}", challenge.version)
    _head(desk, view)
    left, right = st.columns(2, gap="medium")
    with left:
        _wording(desk, view, _("The owner’s wording"), challenge.owner, "owner")
    with right:
        _wording(desk, view, _("The council’s wording"), challenge.council, "council")
    left, right = st.columns([7, 5], gap="medium")
    with left:
        if view.may_preview:
            review_panel.show(desk, ident)
        challenge_life.show(challenge, has_names=view.may_preview)
    with right:
        if view.may_lead:
            owner_card.show(desk, view)
            eligibility_card.show(desk, view, version)
            challenge_moves.show(desk, view, version)
        elif challenge.organisation:
            with card("owner"):
                owner_logo.show_logo(challenge)
                st.caption(_("Owner: {name}").format(name=plain(challenge.organisation)))
        if challenge.state is ChallengeState.PUBLISHED:
            address = f"/calls/{challenge.call_id}/call.html?language={spoken()}#{anchor_of(challenge)}"
            st.link_button(_("On the call’s public page"), address, icon=":material/public:", type="tertiary")


def _head(desk: Desk, view: ChallengeView) -> None:
    challenge, mission = view.challenge, view.mission
    with row():
        step(_("Back to the call"), key="calls.back", icon=":material/arrow_back:", call=challenge.call_id or "")
        if view.may_follow:
            link("missions", plain(mission.title), icon=":material/flag:", mission=mission.id)
        else:
            st.caption(plain(mission.title), width="content")
        if view.element and view.may_follow:
            link("trace", _("Its way"), icon=":material/conversion_path:", element=view.element.id)
    with row():
        badge(_("Call challenge"), "primary", "campaign")
        challenge_badge(challenge.state)
        if needs_owner(challenge):
            badge(_("Needs an owner"), "orange", "person_search")
        if challenge.is_example:
            example_badge()
    st.title(plain(challenge.wording.title), anchor=False)
    place = [label(mission.hub) if mission.hub else "", *(label(chain) for chain in mission.chains)]
    raised = view.element
    if raised and raised.by and not desk.actor.is_anonymous:
        place.append(_("raised by {name}").format(name=plain(raised.by)))
    st.caption(" · ".join(part for part in place if part))


def _wording(desk: Desk, view: ChallengeView, title: str, wording: Wording | None, whose: str) -> None:
    counts = view.challenge.wording is wording
    with card(f"wording-{whose}"):
        with row():
            st.subheader(title, anchor=False, width="content")
            st.space("stretch")
            if counts:
                badge(_("Counts now"), "green", "check_circle")
        if wording is None:
            st.caption(_("The council has not changed a word."))
        else:
            st.markdown(f"**{plain(wording.title)}**")
            st.text(wording.problem or _("The problem is not said yet."))
            st.markdown(f"{_('We are looking for a solution that')} {plain(wording.wish) or '…'}")
        if view.may_lead and view.challenge.state not in AGREED:
            words = _("Edit") if wording else _("Propose another wording")
            if st.button(words, type="tertiary", icon=":material/edit:", key=f"calls.wording.{whose}"):
                challenge_form.wording(desk, view.challenge, whose)
