"""Welcome: what an entry link opens, once: an account with a role, or another password for one's account."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.account_forms import RegisterForm, ask_new_password
from pages.parts.desk import Desk
from pages.parts.door import is_coming_in, let_in
from pages.parts.federation import register_by_organisation
from pages.parts.languages import choose_language
from pages.parts.role_words import grant_words, role_meaning
from pages.parts.style import card, page
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.admission import EntryLink, Purpose
from sotecin_graph.language import _
from sotecin_graph.services import entry_links


def show(desk: Desk) -> None:
    """Draw the page: the form that the link is good for, or that it is over."""
    with page("narrow"):
        st.title(_("Welcome"))
        if is_coming_in(desk):
            let_in(desk, then="/")
            return
        token = st.query_params.get("link", "")
        with notices.told():
            found = desk.instance.database.read(entry_links.entry, token=token)
            if found.purpose is Purpose.ACCOUNT:
                _invited(desk, found, token)
            else:
                _forgotten(desk, token)
        if is_coming_in(desk):
            st.rerun()
        choose_language(desk, key="welcome.language")


def _invited(desk: Desk, found: EntryLink, token: str) -> None:
    if found.grant:
        with card("welcome-role"):
            st.markdown(f"**{plain(grant_words(found.grant))}**")
            st.caption(plain(role_meaning(found.grant.role)))
    has_account = not (desk.actor.is_anonymous or desk.actor.is_participant)
    if has_account:
        st.caption(_("You are signed in as {name}.").format(name=plain(desk.actor.name)))
        if st.button(_("Take this role"), type="primary", icon=":material/badge:", key="welcome.accept"):
            desk.do(entry_links.accept, token=token, session=desk.token)
            go("start")
        return
    register_by_organisation(desk, token)
    st.caption(_("Make an account. Nobody is sent a mail; keep your password yourself."))
    RegisterForm(lambda username, name, password: _register(desk, token, username, name, password)).ask()
    st.caption(_("You have an account already? Sign in first, then open this link again."))
    link("sign-in", _("Sign in"), icon=":material/key:")


def _register(desk: Desk, token: str, username: str, name: str, password: str) -> None:
    given = {"token": token, "username": username, "name": name, "password": password}
    desk.enter_as(entry_links.register(desk.instance.database, **given, caller=desk.caller()))


def _forgotten(desk: Desk, token: str) -> None:
    account = desk.instance.database.read(entry_links.account_of, token=token)
    st.caption(
        _("Another password for {name}, who signs in as {username}.").format(
            name=plain(account.name), username=plain(account.username)
        )
    )
    with card("welcome-password"):
        given = ask_new_password("welcome.password", submit=_("Set the password"), asks_old=False)
    if given:
        actor_id = entry_links.reset_password(
            desk.instance.database, token=token, password=given[1], caller=desk.caller()
        )
        desk.enter_as(actor_id)
