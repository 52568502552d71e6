"""One's own account: roles, another password, and signing out here or everywhere else."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.account_forms import ask_new_password
from pages.parts.desk import Desk
from pages.parts.door import let_out
from pages.parts.federation import own_organisations
from pages.parts.role_words import grant_words
from pages.parts.states import badge
from pages.parts.style import card, page, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _
from sotecin_graph.people import Account
from sotecin_graph.services import federation, sessions


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("narrow"):
        st.title(_("Your account"))
        if desk.actor.is_anonymous or desk.actor.is_participant:
            st.caption(_("Who joins a workshop by a code needs no account."))
            link("sign-in", _("Sign in"), icon=":material/key:")
            return
        _who(desk.ask(sessions.own_account))
        if "account.done" in desk.keep.values:
            notices.done(desk.keep.values.pop("account.done"))
        ways = desk.ask(federation.sign_ins)
        own_organisations(desk, ways)
        if ways.has_password:
            with card("account-password"):
                st.subheader(_("Change the password"), anchor=False)
                with notices.told():
                    _change(desk)
        _ways_out(desk)


def _who(account: Account) -> None:
    st.markdown(f"**{plain(account.name)}**")
    st.caption(_("You sign in as {name}.").format(name=plain(account.username)))
    with row():
        for grant in account.grants:
            badge(grant_words(grant), "blue", "badge")


def _change(desk: Desk) -> None:
    given = ask_new_password("account.password", submit=_("Change it"), asks_old=True)
    if given is None:
        return
    old, new = given
    with st.spinner(_("One moment …")):
        sessions.change_password(
            desk.instance.database, by=desk.actor, old=old, new=new, token=desk.token, caller=desk.caller()
        )
    desk.keep.values["account.done"] = _("The password is changed. Other devices are signed out.")
    st.rerun()


def _ways_out(desk: Desk) -> None:
    with row():
        is_leaving = st.button(_("Sign out"), icon=":material/logout:", key="account.sign_out")
        if st.button(_("Sign out everywhere else"), icon=":material/devices_off:", key="account.elsewhere"):
            desk.do(sessions.end_other_sessions, token=desk.token)
            notices.done(_("Other devices are signed out."))
    if is_leaving:
        let_out()
