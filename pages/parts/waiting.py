"""What one has added and others do not see yet: until a step is shown, or a facilitator accepts it or sends it back."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.held import Held
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import holding, moderation
from sotecin_graph.services.contributions import Task
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH
from sotecin_graph.vocabulary import Kind


def show_waiting(desk: Desk, task: Task) -> None:
    """The reader's own contributions that wait, and how many wait in all."""
    to_show = [held for held in task.waiting if not held.needs_leave]
    to_accept = [held for held in task.waiting if held.needs_leave]
    if to_show or task.kept:
        with card("waiting"):
            words = ngettext(
                "{count} contribution waits to be shown", "{count} contributions wait to be shown", task.kept
            )
            st.markdown(f"**{words.format(count=task.kept)}**")
            st.caption(_("Until then each is seen by whoever wrote it, and by nobody else."))
            for held in to_show:
                _one(desk, task, held)
    if to_accept:
        with card("leave"):
            st.markdown(f"**{_('With the facilitators')}**")
            for held in to_accept:
                _one(desk, task, held)


def _one(desk: Desk, task: Task, held: Held) -> None:
    with row():
        st.markdown(plain(_name(task, held)))
        st.space("stretch")
        if st.button(_("Take back"), icon=":material/undo:", type="tertiary", key=f"waiting.{held.id}"):
            desk.tried(holding.take_back_waiting, ident=held.id)
            st.rerun()
    if held.answer:
        _answered(desk, held)


def _answered(desk: Desk, held: Held) -> None:
    """What the facilitators ask for, and the words to change."""
    st.warning(plain(held.answer), icon=":material/reply:")
    if held.is_link:
        return
    is_challenge = held.content["kind"] == Kind.CHALLENGE
    now, most = held.content["problem" if is_challenge else "name"], PROBLEM_LENGTH if is_challenge else NAME_LENGTH
    with st.form(f"waiting.again.{held.id}", border=False):
        text = st.text_area(_("Your words"), now, max_chars=most, height=96, key=f"waiting.text.{held.id}")
        if st.form_submit_button(_("Send again"), icon=":material/send:", key=f"waiting.send.{held.id}"):
            with told():
                desk.do(moderation.send_again, ident=held.id, text=text)
                st.rerun()


def _name(task: Task, held: Held) -> str:
    if not held.is_link:
        return str(held.content["name"])
    names = {each.id: each.name for each in task.elements}
    ends = [names.get(held.content[end], "…") for end in ("source", "target")]
    return " → ".join(ends)
