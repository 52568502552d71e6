"""The invitation of a workshop as files to print, send and show, in a language of the room."""

from __future__ import annotations

import streamlit as st

from pages.parts.style import row
from pages.parts.workshop_words import language_name
from sotecin_graph.language import N_, _
from sotecin_graph.workshops import Workshop

_FILES = (
    ("invitation.pdf", N_("A4 sheet"), "print"),
    ("cards.pdf", N_("Cards for the tables"), "table_restaurant"),
    ("workshop.ics", N_("Calendar file"), "event"),
    ("join.svg", N_("QR as SVG"), "qr_code_2"),
    ("join.png", N_("QR as PNG"), "qr_code_2"),
)


def show_invitation(workshop: Workshop) -> None:
    """Links to the files; where the room has several languages, the reader chooses one."""
    st.subheader(_("Invitation"), anchor=False)
    language = workshop.language
    if len(workshop.languages) > 1:
        chosen = st.segmented_control(
            _("Language"),
            workshop.languages,
            default=language,
            format_func=language_name,
            required=True,
            key="workshops.papers.language",
        )
        language = chosen or language
    with row():
        for file, words, icon in _FILES:
            address = f"/workshops/{workshop.id}/{file}?language={language}"
            st.link_button(_(words), address, icon=f":material/{icon}:", key=f"workshops.paper.{file}")
    st.caption(_("Each holds the code to join. None holds a person’s name."))
