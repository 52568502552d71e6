"""What someone without an account opens by a private link: an owner confirms words, a council member reviews."""

from __future__ import annotations

import streamlit as st

from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.languages import choose_language
from pages.parts.notices import told
from pages.parts.review_form import own_review
from pages.parts.review_panel import together
from pages.parts.style import card, page
from pages.parts.words import plain
from sotecin_graph.calls import ChallengeState, Wording, state_label
from sotecin_graph.language import _
from sotecin_graph.services import letters
from sotecin_graph.services.calls import REASON_LENGTH
from sotecin_graph.services.letters import LetterView
from sotecin_graph.text import NAME_LENGTH


def show(desk: Desk) -> None:
    """Draw what the link in the address is for; one that is not valid says so."""
    key = st.query_params.get("key", "")
    with page("narrow"), told():
        view = desk.ask(letters.read, key=key)
        st.caption(_("For {name}").format(name=plain(view.letter.to)))
        if view.letter.review_id:
            _review(desk, view, key)
        else:
            _owner(desk, view, key)
        choose_language(desk, key="letter.language")


def _review(desk: Desk, view: LetterView, key: str) -> None:
    st.title(plain(view.challenge.wording.title), anchor=False)
    st.caption(_("A challenge of the mission “{title}”").format(title=plain(view.mission_title)))
    _wording(view.challenge.wording, "review")
    if view.is_answered:
        st.info(_("The council has decided. Thank you for your review."), icon=":material/check_circle:")
    elif view.review:
        own_review(desk, view.review, view.rubric, letter=key)
    together(view.assessment, view.rubric, view.reviews)


def _owner(desk: Desk, view: LetterView, key: str) -> None:
    challenge = view.challenge
    version = seen(desk, f"letter.{challenge.id}", challenge.version)
    st.title(_("Do you agree with these words?"), anchor=False)
    st.write(_("The council of the mission “{title}” proposes to publish your challenge in these words.").format(
        title=plain(view.mission_title)))  # fmt: skip
    _wording(challenge.wording, "council")
    if challenge.is_reworded:
        with st.expander(_("Your own words, which are kept"), icon=":material/history:"):
            _wording(challenge.owner, "owner")
    if view.is_answered:
        state = state_label(challenge.state)
        st.info(_("Answered. The challenge is now: {state}.").format(state=state), icon=":material/check_circle:")
        return
    form = f"letter.{challenge.id}"
    with st.form(f"letter.form.{desk.form_key(form)}", border=False):
        name = st.text_input(_("Your name"), max_chars=NAME_LENGTH, autocomplete="name")
        reason = st.text_area(_("What should change, if anything"), max_chars=REASON_LENGTH, height=100)
        st.caption(_("The leads of the hub see your name. A published call does not."))
        agrees = st.form_submit_button(_("We agree"), type="primary", icon=":material/check:", width="stretch")
        asks = st.form_submit_button(_("Please change it"), icon=":material/edit_note:", width="stretch")
    if agrees or asks:
        with told():
            given = {"name": name, "reason": reason, "expected": version}
            done = desk.do(letters.answer, key=key, agrees=agrees, **given)
            desk.renew(form)
            assert done.state is not ChallengeState.OWNER_CONFIRMS
            st.rerun()


def _wording(wording: Wording, key: str) -> None:
    with card(f"letter-{key}"):
        st.markdown(f"**{plain(wording.title)}**")
        st.text(wording.problem)
        st.markdown(f"{_('We are looking for a solution that')} {plain(wording.wish) or '…'}")
