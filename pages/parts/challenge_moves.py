"""What happens next to a call challenge: its next states as plain buttons with a reason, and what its owner says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from pages.parts import dialogs
from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.private_letter import letter_button
from pages.parts.states import deed_word
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.calls import NEEDS_REASON, NEXT_STATES, CallChallengeId, CallId, ChallengeState
from sotecin_graph.language import _
from sotecin_graph.services import calls, owners
from sotecin_graph.services.calls import REASON_LENGTH, ChallengeView
from sotecin_graph.text import NAME_LENGTH

_S = ChallengeState


def show(desk: Desk, view: ChallengeView, version: int) -> None:
    """Where the challenge may go from here; `version` is the one that the reader saw when they pressed."""
    challenge = view.challenge
    form = f"move.{challenge.id}"
    key = desk.form_key(form)
    st.subheader(_("What happens next"), anchor=False)
    with card("moves"):
        possible = NEXT_STATES[challenge.state]
        if challenge.state is _S.OWNER_CONFIRMS:
            _ask_owner(desk, view)
            possible = (_S.WITHDRAWN,)
        reason = st.text_input(
            _("Reason, for whoever raised it"),
            placeholder=_("Say it in a sentence"),
            help=_("Needed where something is accepted, refused, changed or withdrawn."),
            key=f"calls.reason.{key}",
        )
        call_id = _call(view, key) if {_S.IN_REVIEW, _S.PUBLISHED} & set(possible) else None
        with row():
            for state in possible:
                if _button(view, state, key):
                    given = {"state": state, "reason": reason, "call_id": call_id, "expected": version}
                    _move(desk, view.challenge.id, form, given)
        for state in possible:
            if lacks := _lacks(view, state):
                said = _("{deed}: still missing: {what}")
                st.caption(plain(said.format(deed=deed_word(state), what=", ".join(lacks))))


def _ask_owner(desk: Desk, view: ChallengeView) -> None:
    """The owner answers by a private link of their own, or a lead notes what they said."""
    name = plain(view.challenge.organisation)
    st.write(_("{name} is asked to confirm the words: by a private link, or you note what they told you.").format(
        name=name))  # fmt: skip
    with row():
        letter_button(desk, view.challenge.id)
        if st.button(_("Note the answer"), type="tertiary", icon=":material/edit_note:", key="calls.answer"):
            dialogs.ask(_("What the owner said"), _note, view.challenge.id)


def _note(desk: Desk, ident: CallChallengeId) -> None:
    challenge = desk.ask(calls.challenge_view, ident=ident).challenge
    version = seen(desk, f"answer.{ident}", challenge.version)
    form = f"answer.{ident}"
    with st.form(f"calls.{form}.{desk.form_key(form)}", border=False):
        name = st.text_input(_("Who answered"), challenge.contact_name, max_chars=NAME_LENGTH)
        said_on = st.date_input(_("On which day"), datetime.now(UTC).date(), format="DD/MM/YYYY")
        reason = st.text_area(_("What they said"), max_chars=REASON_LENGTH, height=90)
        agrees = st.form_submit_button(_("They agree"), type="primary", icon=":material/check:")
        asks = st.form_submit_button(_("They ask for changes"), icon=":material/edit_note:")
    if agrees or asks:
        with told():
            given = {"name": name, "said_on": said_on, "reason": reason, "expected": version}
            desk.do(owners.note_answer, ident=ident, agrees=agrees, **given)
            desk.renew(form)
            st.rerun()


def _button(view: ChallengeView, state: ChallengeState, key: str) -> bool:
    """The button of a next state, disabled where something is lacking."""
    word = deed_word(state) + ("" if state not in NEEDS_REASON else " …")
    return st.button(word, key=f"calls.move.{state.name}.{key}", disabled=bool(_lacks(view, state)))


def _lacks(view: ChallengeView, state: ChallengeState) -> list[str]:
    """What stands in the way of a next state, in the reader's words."""
    if state is _S.PUBLISHED and not view.calls:
        return [_("an open call for this value chain")]
    return view.challenge.lacks() if state is _S.SUBMITTED else []


def _call(view: ChallengeView, key: str) -> CallId | None:
    """The call that it heads for, whose criteria reviewers are asked, or in which it is published."""
    if not view.calls:
        return None
    titles = {call.id: call.title for call in view.calls}
    idents = list(titles)
    chosen = view.challenge.call_id
    return st.selectbox(
        _("For the call"),
        idents,
        index=idents.index(chosen) if chosen in titles else 0,
        format_func=lambda ident: titles.get(ident, ""),
        key=f"calls.into.{key}",
    )


def _move(desk: Desk, ident: CallChallengeId, form: str, given: Mapping[str, object]) -> None:
    with told():
        desk.do(calls.move_challenge, ident=ident, **given)
        desk.renew(form)
        st.rerun()
