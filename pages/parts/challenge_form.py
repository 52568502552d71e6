"""Editing a wording of a call challenge: the owner's or the council's, with what was changed meanwhile."""

from __future__ import annotations

import streamlit as st

from pages.parts.clash import may_save
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.similar import similar_to
from sotecin_graph.calls import Wording
from sotecin_graph.language import _
from sotecin_graph.services import calls
from sotecin_graph.services.calls import WISH_LENGTH, ChallengeView
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH


def wording(desk: Desk, view: ChallengeView, whose: str) -> None:
    """Edit the wording of the owner or of the council; the other one stays as it is."""
    title = _("The owner’s wording") if whose == "owner" else _("The council’s wording")
    st.dialog(title)(_wording)(desk, view, whose)


def _wording(desk: Desk, view: ChallengeView, whose: str) -> None:
    form = f"wording.{whose}.{view.challenge.id}"
    before: Wording = getattr(view.challenge, whose) or view.challenge.owner
    key = f"calls.{form}.{desk.form_key(form)}"
    with st.form(key, border=False):
        title = st.text_input(_("Title"), before.title, max_chars=NAME_LENGTH)
        field = f"{key}.problem"
        problem = st.text_area(_("The problem"), before.problem, max_chars=PROBLEM_LENGTH, height=140, key=field)
        similar_to(field, leave_out=view.challenge.element_id)
        wish = st.text_area(_("We are looking for a solution that …"), before.wish, max_chars=WISH_LENGTH, height=110)
        after = Wording(title=title, problem=problem, wish=wish)
        notice = st.container()
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with notice, told():
            now = desk.ask(calls.challenge_view, ident=view.challenge.id).challenge
            if may_save(desk, form, {whose: after}, before=view.challenge, now=now):
                changed = {"expected": now.version, whose: after}
                desk.do(calls.edit_challenge, ident=view.challenge.id, **changed)
                desk.renew(form)
                st.rerun()
