"""What became of mine, by a private link: for whoever holds it, signed in or not."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts.about_me import asks_to_erase
from pages.parts.contribution_cards import show_contribution
from pages.parts.desk import Desk
from pages.parts.door import is_coming_in, let_in
from pages.parts.notices import done, tell, told
from pages.parts.own_link import show_ways
from pages.parts.pictures import empty_state
from pages.parts.rehearsal import mark
from pages.parts.style import card, page
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.errors import SotecinError
from sotecin_graph.language import _, ngettext, spoken
from sotecin_graph.services import private_links
from sotecin_graph.services.private_links import Became, DrawnLink
from sotecin_graph.vocabulary import label

_OFF, _ERASED = "private-link.off", "private-link.erased"


def show(desk: Desk) -> None:
    """Draw the page of the link in the address; a wrong one is told, and counted."""
    with page("narrow"):
        st.header(_("What became of mine"))
        if is_coming_in(desk):
            let_in(desk, then="/")
            return
        if desk.keep.values.pop(_OFF, False):
            done(_("This link is switched off. Nobody can open it any more."))
            return
        if desk.keep.values.pop(_ERASED, False):
            done(_("Your name and all that led to you are gone. Thank you for having been here."))
            return
        token = st.query_params.get("link", "")
        if not token:
            st.info(_("Open the private link that you got in the workshop."), icon=":material/key:")
            return
        found = _found(desk, token)
        if found:
            _draw(desk, found, token)


def _found(desk: Desk, token: str) -> Became | None:
    ask = partial(desk.ask, private_links.became, token=token)
    try:
        return desk.instance.codes.look_up(token, desk.caller(), ask)
    except SotecinError as error:
        tell(error)
    return None


def _draw(desk: Desk, found: Became, token: str) -> None:
    mark(found.workshop)
    when = day(found.workshop.starts_at.date())
    st.caption(plain(f"{found.alias} · {found.workshop.title} · {when}"))
    if found.is_on:
        _offer_to_go_on(desk, found, token)
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
        empty_state("became-empty", _("You added nothing to the map. Thank you for being there."))
    with st.expander(_("Keep this link, or switch it off"), icon=":material/key:"):
        show_ways(desk, token, key="became")
        st.caption(
            _(
                "Whoever has it can read this page, go on as you while contributions are taken, take along what is "
                "kept about you, and erase you."
            )
        )
        st.button(
            _("Switch this link off"),
            icon=":material/link_off:",
            key="became.off",
            on_click=_switch_off,
            args=(desk, token),
        )
    _own_data(desk, token)


def _offer_to_go_on(desk: Desk, found: Became, token: str) -> None:
    """While contributions are taken: add and vote as the same person, on whatever device this is."""
    with card("became-on"):
        st.write(_("Contributions are still taken. Here you go on as yourself, with the votes that you have given."))
        if not desk.actor.is_anonymous:
            st.caption(_("On this device you are {name}; this replaces that.").format(name=plain(desk.actor.name)))
        if st.button(_("Go on as yourself"), type="primary", icon=":material/login:", key="became.on"):
            with told():
                come_back = partial(desk.ask, private_links.come_back, token=token)
                desk.enter_as(desk.instance.codes.look_up(token, desk.caller(), come_back))
                st.rerun()


def _own_data(desk: Desk, token: str) -> None:
    """What is kept, and erasing oneself: for whom no session is left that could ask for it."""
    with st.expander(_("My data"), icon=":material/shield_person:", key="became.data"):
        st.markdown(f"**{_('Everything that is kept about you')}**")
        address = f"/private-link/data.{{}}?link={token}&language={spoken()}"
        to_read, program = address.format("html"), address.format("json")
        st.markdown(f"[{_('As a page to read')}]({to_read}) · [{_('As JSON, for programs')}]({program})")
        if asks_to_erase("became.erase"):
            with told():
                erase = partial(private_links.erase_owner, desk.instance.database, token=token)
                desk.instance.codes.look_up(token, desk.caller(), erase)
                desk.keep.values[_ERASED] = True
            if _ERASED in desk.keep.values:
                st.rerun()


def _link(drawn: DrawnLink) -> str:
    return f"- {plain(drawn.source)} → {plain(drawn.target)} ({label(drawn.link.type)}, {label(drawn.link.state)})"


def _switch_off(desk: Desk, token: str) -> None:
    """Before the page is drawn again, which then has nothing to show."""
    desk.do(private_links.switch_off, token=token)
    desk.keep.values[_OFF] = True
