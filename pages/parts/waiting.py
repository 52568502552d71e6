"""What one has added in a private step: seen by oneself alone, and taken back, until the facilitator shows it."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.held import Held
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import holding
from sotecin_graph.services.contributions import Task


def show_waiting(desk: Desk, task: Task) -> None:
    """The reader's own contributions that wait, and how many wait in all."""
    if not task.waiting and not task.kept:
        return
    with card("waiting"):
        words = ngettext("{count} contribution waits to be shown", "{count} contributions wait to be shown", task.kept)
        st.markdown(f"**{words.format(count=task.kept)}**")
        st.caption(_("Until then each is seen by whoever wrote it, and by nobody else."))
        for held in task.waiting:
            _one(desk, task, held)


def _one(desk: Desk, task: Task, held: Held) -> None:
    with row():
        st.markdown(plain(_name(task, held)))
        st.space("stretch")
        if st.button(_("Take back"), icon=":material/undo:", type="tertiary", key=f"waiting.{held.id}"):
            desk.tried(holding.take_back_waiting, ident=held.id)
            st.rerun()


def _name(task: Task, held: Held) -> str:
    if not held.is_link:
        return str(held.content["name"])
    names = {each.id: each.name for each in task.elements}
    ends = [names.get(held.content[end], "…") for end in ("source", "target")]
    return " → ".join(ends)
