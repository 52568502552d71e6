"""What can be done with a call: read it in public, take it home, edit it, announce it, set what reviewers are asked."""

from __future__ import annotations

import streamlit as st

from pages.parts import call_form, rubric_form
from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.calls import OpenCall
from sotecin_graph.language import _, spoken
from sotecin_graph.people import Deed
from sotecin_graph.permissions import PROGRAMME, may
from sotecin_graph.services import open_calls


def show(desk: Desk, call: OpenCall) -> None:
    """The public page, files, and for who keeps the programme the form."""
    if call.is_announced:
        address = f"/calls/{call.id}/call.html?language={spoken()}"
        st.link_button(_("Public page"), address, icon=":material/public:", type="tertiary")
    with st.popover(_("Download call text"), icon=":material/download:", type="tertiary"):
        forms = {"pdf": "PDF", "docx": "DOCX", "md": "Markdown"}
        if desk.may(Deed.LEAD):
            forms |= {"xlsx": _("Table with contacts (XLSX)"), "csv": _("Table with contacts (CSV)")}
        for form, name in forms.items():
            address = f"/calls/{call.id}/call.{form}?language={spoken()}"
            st.link_button(name, address, icon=":material/download:", type="tertiary")
    keeps = may(desk.actor, Deed.LEAD, PROGRAMME)
    if keeps and st.button(_("Edit call"), type="tertiary", icon=":material/edit:", key="calls.edit"):
        call_form.edit(desk, call)


def announce(desk: Desk, call: OpenCall) -> None:
    """For a draft: what its text still lacks, and the button that shows it to everybody."""
    if call.is_announced:
        return
    version = seen(desk, f"call.{call.id}", call.version)
    lacking = call.lacks()
    with card("call-draft"):
        st.markdown(f"**{_('This call is a draft: only leads and reviewers see it.')}**")
        if lacking:
            st.markdown(f":orange[{_('It cannot open while its text lacks:')}]")
            st.markdown("\n".join(f"- {plain(each)}" for each in lacking))
        if not may(desk.actor, Deed.LEAD, PROGRAMME):
            return
        with row():
            is_asked = st.button(
                _("Announce the call"),
                type="primary",
                icon=":material/campaign:",
                disabled=bool(lacking),
                key="calls.announce",
            )
            st.caption(_("From then on everybody can read it; it opens at its own time."), width="content")
        if is_asked:
            with told():
                desk.do(open_calls.announce_call, call_id=call.id, expected=version)
                st.rerun()


def criteria(desk: Desk, call: OpenCall) -> None:
    """What reviewers of the challenges are asked, for who leads or reviews."""
    if not (desk.may(Deed.LEAD) or desk.may(Deed.REVIEW)):
        return
    with st.expander(_("How challenges are reviewed"), icon=":material/rate_review:"):
        rubric_form.show(call)
        keeps = may(desk.actor, Deed.LEAD, PROGRAMME)
        if keeps and st.button(_("Change criteria"), type="tertiary", icon=":material/tune:", key="calls.rubric"):
            rubric_form.edit(call)
