"""A private link, told once: for the owner of a call challenge, or for a reviewer without an account."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from sotecin_graph.calls import CallChallengeId
from sotecin_graph.language import _
from sotecin_graph.reviews import Review
from sotecin_graph.services import letters


def letter_button(desk: Desk, ident: CallChallengeId, review: Review | None = None) -> None:
    """A button that makes a link and shows it; an earlier link for the same person ends with it."""
    key = f"calls.letter.{review.id if review else 'owner'}"
    if st.button(_("Private link"), type="tertiary", icon=":material/link:", key=key):
        with told():
            made = desk.do(letters.write, ident=ident, review_id=review.id if review else None)
            dialogs.ask(_("Private link"), _show, f"{desk.address()}/letter?key={made}")


def _show(_desk: Desk, address: str) -> None:
    st.write(_("Send it to this person alone: whoever has it speaks for them. It is valid for 30 days."))
    st.code(address, language=None, wrap_lines=True)
    st.caption(_("It is shown this once. A new link ends this one."))
