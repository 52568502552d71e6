"""What became of mine, by a private link: for whoever holds it, signed in or not, to read and nothing else."""

from __future__ import annotations

import time

import streamlit as st

from pages.parts.contribution_cards import show_contribution
from pages.parts.desk import Desk
from pages.parts.notices import done, tell
from pages.parts.own_link import show_ways
from pages.parts.pictures import drawing
from pages.parts.rehearsal import mark
from pages.parts.style import card, page
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.errors import SotecinError
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import private_links
from sotecin_graph.services.private_links import Became, DrawnLink
from sotecin_graph.vocabulary import label

_OFF = "private-link.off"


def show(desk: Desk) -> None:
    """Draw the page of the link in the address; a wrong one is told, and counted."""
    with page("narrow"):
        st.header(_("What became of mine"))
        if desk.keep.values.pop(_OFF, False):
            done(_("This link is switched off. Nobody can open it any more."))
            return
        token = st.query_params.get("link", "")
        if not token:
            st.info(_("Open the private link that you got in the workshop."), icon=":material/key:")
            return
        found = _found(desk, token)
        if found:
            _draw(desk, found, token)


def _found(desk: Desk, token: str) -> Became | None:
    caller = desk.caller()
    time.sleep(desk.instance.codes.slows_s(caller))
    try:
        with desk.instance.codes.counted(token, caller):
            return desk.ask(private_links.became, token=token)
    except SotecinError as error:
        tell(error)
    return None


def _draw(desk: Desk, found: Became, token: str) -> None:
    mark(found.workshop)
    when = day(found.workshop.starts_at.date())
    st.caption(plain(f"{found.alias} · {found.workshop.title} · {when}"))
    for each in found.traces:
        with card(f"became-{each.element.id}"):
            show_contribution(each)
    if found.links:
        with card("became-links"):
            st.markdown(f"**{_('Links that you drew')}**")
            st.markdown("\n".join(map(_link, found.links)))
    if found.waiting:
        words = ngettext(
            "{count} contribution waits to be shown.", "{count} contributions wait to be shown.", found.waiting
        )
        st.info(words.format(count=found.waiting), icon=":material/hourglass:")
    if found.is_empty:
        with card("became-empty"):
            drawing("empty-map")
            st.markdown(_("You added nothing to the map. Thank you for being there."))
    with st.expander(_("Keep this link, or switch it off"), icon=":material/key:"):
        show_ways(desk, token, key="became")
        st.caption(_("Whoever has it can read this page, and do nothing else."))
        st.button(
            _("Switch this link off"),
            icon=":material/link_off:",
            key="became.off",
            on_click=_switch_off,
            args=(desk, token),
        )


def _link(drawn: DrawnLink) -> str:
    return f"- {plain(drawn.source)} → {plain(drawn.target)} ({label(drawn.link.type)}, {label(drawn.link.state)})"


def _switch_off(desk: Desk, token: str) -> None:
    """Before the page is drawn again, which then has nothing to show."""
    desk.do(private_links.switch_off, token=token)
    desk.keep.values[_OFF] = True
