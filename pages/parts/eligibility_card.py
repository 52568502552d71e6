"""The eligibility checklist of a call challenge: answered once it is submitted, kept with who answered and when."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.calls import CallChallenge, ChallengeState
from sotecin_graph.eligibility import NOTE_LENGTH, Answer, lines_of
from sotecin_graph.language import _
from sotecin_graph.services import calls
from sotecin_graph.services.calls import ChallengeView


def show(desk: Desk, view: ChallengeView, version: int) -> None:
    """The checklist to answer where the challenge is submitted, afterwards as it was answered."""
    challenge = view.challenge
    is_open = challenge.state is ChallengeState.SUBMITTED
    if not (is_open or challenge.eligibility):
        return
    st.subheader(_("Eligibility"), anchor=False)
    with card("eligibility"):
        if is_open:
            _ask(desk, view, version)
        else:
            for each in challenge.eligibility:
                _told(each)


def _ask(desk: Desk, view: ChallengeView, version: int) -> None:
    challenge = view.challenge
    call = next((each for each in view.calls if challenge.call_id in (None, each.id)), None)
    known = {each.line: each for each in challenge.eligibility}
    form = f"eligibility.{challenge.id}"
    with st.form(f"calls.{form}.{desk.form_key(form)}", border=False):
        given = {}
        for index, each in enumerate(lines_of(call.eligibility if call else "")):
            was = known.get(each)
            is_met = st.checkbox(plain(each), bool(was and was.is_met), key=f"calls.{form}.met.{index}")
            note = st.text_input(
                _("Note"),
                was.note if was else "",
                max_chars=NOTE_LENGTH,
                placeholder=_("Note"),
                label_visibility="collapsed",
                key=f"calls.{form}.note.{index}",
            )
            given[each] = (is_met, note)
        st.caption(_("It advises; you decide below, with a reason."))
        is_sent = st.form_submit_button(_("Save the checklist"), icon=":material/checklist:")
    if is_sent:
        with told():
            call_id = call.id if call else None
            desk.do(calls.answer_checklist, ident=challenge.id, given=given, call_id=call_id, expected=version)
            st.rerun()
    _summary(challenge)


def _summary(challenge: CallChallenge) -> None:
    """When it was looked at last, and what is not met."""
    if not challenge.eligibility:
        return
    last = max(challenge.eligibility, key=lambda each: each.at)
    st.caption(_("Saved by {name}, {day}").format(name=plain(last.by), day=day(last.at.date())))
    unmet = sum(not each.is_met for each in challenge.eligibility)
    if unmet:
        st.markdown(f":orange[{_('Not met yet: {count}').format(count=unmet)}]")


def _told(answer: Answer) -> None:
    mark = ":green[:material/check_circle:]" if answer.is_met else ":orange[:material/radio_button_unchecked:]"
    st.markdown(f"{mark} {plain(answer.line)}")
    who = _("{name}, {day}").format(name=plain(answer.by), day=day(answer.at.date()))
    st.caption(f"{who}: {plain(answer.note)}" if answer.note else who)
