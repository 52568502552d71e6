"""Paper on the facilitator's desk: notes of a table typed in one after the other by keyboard; and notes for later."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import clock
from sotecin_graph.language import _, capital
from sotecin_graph.services import notes, paper
from sotecin_graph.services.notes import NOTE_LENGTH
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH
from sotecin_graph.vocabulary import GROUPS, Kind, label
from sotecin_graph.workshops import Workshop

_TYPED = "desk.paper.typed"
_KINDS = (Kind.CHALLENGE, Kind.UNSORTED, *GROUPS)


def show_paper(desk: Desk, workshop: Workshop) -> None:
    """Table and sort stay as they are chosen; each note is a line and Enter."""
    with card("paper"):
        count = max(workshop.plan.tables, workshop.levers.tables, 1)
        left, right = st.columns([1, 3])
        table = left.selectbox(
            _("Table"),
            range(count + 1),
            format_func=lambda each: str(each) if each else _("none"),
            key="desk.paper.table",
        )
        kind = right.selectbox(
            _("What do the notes say?"),
            _KINDS,
            format_func=lambda each: capital(label(each)),
            key="desk.paper.kind",
        )
        most = PROBLEM_LENGTH if kind is Kind.CHALLENGE else NAME_LENGTH
        with st.form("desk.paper", clear_on_submit=True, border=False):
            text = st.text_input(_("Note, then Enter"), max_chars=most, autocomplete="off", key="desk.paper.text")
            is_sent = st.form_submit_button(_("Add"), icon=":material/keyboard_return:", key="desk.paper.add")
        if is_sent and text.strip():
            _type_in(desk, workshop, {"text": text, "kind": kind, "table": table})
        typed: list[tuple[str, str]] = desk.keep.values.get(_TYPED, [])
        for icon, words in typed[:5]:
            st.caption(f"{icon} {plain(words)}")
        st.caption(_("They stand on the map under “paper, table 3”, at once and in any step."))


def _type_in(desk: Desk, workshop: Workshop, note: dict[str, Any]) -> None:
    if desk.tried(paper.type_in, map_id=workshop.map_id, **note):
        typed = desk.keep.values.setdefault(_TYPED, [])
        typed.insert(0, (KIND_ICONS[note["kind"]], note["text"]))


def show_notes(desk: Desk, workshop: Workshop) -> None:
    """Notes for later, for all who facilitate; the projector never shows them."""
    with card("notes"):
        with st.form("desk.note", clear_on_submit=True, border=False):
            text = st.text_input(_("Note for later"), max_chars=NOTE_LENGTH, autocomplete="off", key="desk.note.text")
            is_sent = st.form_submit_button(_("Keep"), icon=":material/keyboard_return:", key="desk.note.keep")
        if is_sent and text.strip():
            desk.tried(notes.write_note, map_id=workshop.map_id, text=text)
        st.caption(_("Facilitators alone see these, on this page only."))
        for note in reversed(desk.ask(notes.notes_of, map_id=workshop.map_id)):
            with row():
                words = plain(note.text)
                words = f"~~{words}~~" if note.is_settled else words
                who = plain(f"{note.by}, {clock(note.at, workshop.timezone)}")
                is_settled = st.checkbox(
                    f"{words} ({who})", note.is_settled, key=f"desk.note.{note.id}.{note.is_settled}"
                )
                if is_settled != note.is_settled:
                    with told():
                        desk.do(notes.settle_note, map_id=workshop.map_id, ident=note.id, is_settled=is_settled)
                        st.rerun()
