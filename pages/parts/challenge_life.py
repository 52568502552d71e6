"""The life of a call challenge so far: its states and days, and every wording that ever stood."""

from __future__ import annotations

import streamlit as st

from pages.parts.states import challenge_badge
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.calls import CallChallenge, Passage, state_label
from sotecin_graph.language import _


def show(challenge: CallChallenge, *, has_names: bool) -> None:
    """States and days for everybody; who moved it, why, and earlier wordings are for the leads, as the contact is."""
    st.subheader(_("Its life so far"), anchor=False)
    with card("passages"):
        for index, passage in enumerate(challenge.passages):
            _passage(passage, has_names=has_names)
            if passage.wording and has_names and index:
                _wording(passage)
        if not challenge.passages:
            st.caption(state_label(challenge.state))


def _passage(passage: Passage, *, has_names: bool) -> None:
    when = day(passage.at.date())
    with row():
        challenge_badge(passage.state)
        who = _("{name}, {day}").format(name=plain(passage.by), day=when)
        if passage.noted_by:
            who += " · " + _("noted by {name}").format(name=plain(passage.noted_by))
        st.caption(who if has_names else when, width="content")
    if passage.reason and has_names:
        st.text(passage.reason)


def _wording(passage: Passage) -> None:
    wording = passage.wording
    if wording is None:
        return
    title = _("The owner’s words from then on") if passage.whose == "owner" else _("The council’s words from then on")
    with st.expander(title, icon=":material/history:"):
        st.markdown(f"**{plain(wording.title)}**")
        st.text(wording.problem)
        st.markdown(f"{_('We are looking for a solution that')} {plain(wording.wish) or '…'}")
