"""A participant's private link: made on request, shown once; and ways to take it along on paper, by mail or diary."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from pages.parts.canvas import reached_at
from pages.parts.desk import Desk
from pages.parts.style import row
from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.qr import qr_svg
from sotecin_graph.language import _, ngettext, spoken
from sotecin_graph.services import private_links

_TOKEN = "own-link.token"  # noqa: S105 - a key, not a token


def show_own_link(desk: Desk, *, is_first: bool) -> None:
    """The link where it was just made; else the button that makes one. `is_first` where that is the one next step."""
    st.markdown(f"**{_('Your private link')}**")
    st.markdown(
        _("It shows what became of yours, and nothing about others: at any time, on any device, without an account.")
    )
    token = desk.keep.values.get(_TOKEN, "")
    if token:
        show_ways(desk, token, key="own-link")
        st.caption(_("It is shown only now. Nobody can look it up for you, not even the facilitator."))
        return
    kind = "primary" if is_first else "secondary"
    if st.button(_("Get my private link"), type=kind, icon=":material/key:", width="stretch", key="own-link.make"):
        desk.keep.values[_TOKEN] = desk.do(private_links.make_link)
        st.rerun()
    _earlier(desk)


def _earlier(desk: Desk) -> None:
    """Those made before, which nobody can read any more, and the way to switch them off."""
    made = desk.ask(private_links.my_links)
    if not made:
        return
    words = ngettext(
        "You have {count} already, made on {day}. It goes on working.",
        "You have {count} already, the latest made on {day}. They go on working.",
        len(made),
    )
    st.caption(words.format(count=len(made), day=day(made[-1].date())))
    if st.button(_("Switch off all my links"), type="tertiary", icon=":material/link_off:", key="own-link.end"):
        desk.do(private_links.end_my_links)
        st.rerun()


def show_ways(desk: Desk, token: str, *, key: str) -> None:
    """The link as text to copy, as QR, and as a mail, a diary entry and a sheet to print."""
    address = f"{reached_at(desk)}/became?link={token}"
    st.code(address, language=None, wrap_lines=True)
    st.image(qr_svg(address), width=180, alt=_("QR code of your private link"))
    subject = quote(_("What became of my contributions"))
    files = f"/private-link/{{}}?link={token}&language={spoken()}"
    with row():
        for words, where, icon in (
            (_("Mail it to myself"), f"mailto:?subject={subject}&body={quote(address, safe='')}", "mail"),
            (_("Into my calendar"), files.format("reminder.ics"), "event"),
            (_("Sheet to print"), files.format("sheet.pdf"), "print"),
        ):
            st.link_button(words, where, icon=f":material/{icon}:", key=f"{key}.{icon}")
