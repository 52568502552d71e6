"""Editing a wording of a call challenge: the owner's or the council's, with what was changed meanwhile."""

from __future__ import annotations

import streamlit as st

from pages.parts import clash, dialogs
from pages.parts.call_words import value_words
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.similar import similar_to
from sotecin_graph.calls import CallChallenge, Wording, field_word
from sotecin_graph.language import _
from sotecin_graph.services import calls
from sotecin_graph.services.calls import WISH_LENGTH
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH


def wording(desk: Desk, challenge: CallChallenge, whose: str) -> None:
    """Edit the wording of the owner or of the council; the other one stays as it is."""
    title = _("The owner’s wording") if whose == "owner" else _("The council’s wording")
    clash.begin(desk, _form(challenge, whose), challenge.version)
    dialogs.ask(title, write, challenge, whose)


def _form(challenge: CallChallenge, whose: str) -> str:
    return f"wording.{whose}.{challenge.id}"


def write(desk: Desk, challenge: CallChallenge, whose: str) -> None:
    """The form; `challenge` is as it was when it was opened."""
    form = _form(challenge, whose)
    before: Wording = getattr(challenge, whose) or challenge.owner
    began = {whose: getattr(challenge, whose)}
    key = f"calls.{form}.{desk.form_key(form)}"
    two = clash.Clash(desk, form, began, word=field_word, text=value_words)
    with st.form(key, border=False):
        title = st.text_input(_("Title"), before.title, max_chars=NAME_LENGTH, key=f"{key}.title")
        field = f"{key}.problem"
        problem = st.text_area(_("The problem"), before.problem, max_chars=PROBLEM_LENGTH, height=140, key=field)
        similar_to(field, leave_out=challenge.element_id)
        sought = _("We are looking for a solution that …")
        wish = st.text_area(sought, before.wish, max_chars=WISH_LENGTH, height=110, key=f"{key}.wish")
        kept = two.sides({whose: Wording(title=title, problem=problem, wish=wish)})
        notice = st.container()
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with notice, told():
            if two.save(calls.edit_challenge, kept, ident=challenge.id):
                st.rerun()
