"""Dialogs of the people page: an invitation as a link, and looking after one account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.federation import ask_mail
from pages.parts.role_words import grant_words, hub_word, role_meaning, role_word
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.briefs.qr import qr_svg
from sotecin_graph.language import _
from sotecin_graph.live.addresses import is_only_here
from sotecin_graph.people import Account, AccountId, Grant
from sotecin_graph.services import entry_links, people
from sotecin_graph.services.people import PeopleView, Person

MADE = "people.made"
"""The token of the link that was just made: shown in its dialog alone, kept nowhere else."""


def invite(desk: Desk) -> None:
    """Choose a role and make a link; it is shown once."""
    _once(desk, _choose_role, _("Give this link to the person you invite."), _("Works once, for a week."))


def _choose_role(desk: Desk) -> str | None:
    """The token of a link that was just made."""
    view = desk.ask(people.people_of)
    grant = _ask_grant(view, key="people.invite")
    st.caption(_("No mail is sent: you pass the link on yourself. Whoever has it gets the role."))
    mail = ask_mail(desk)
    if st.button(_("Make the link"), type="primary", icon=":material/link:", key="people.invite.make"):
        return desk.tried(entry_links.invite, role=grant.role, hub=grant.hub, mail=mail)
    return None


def look_after(desk: Desk, ident: AccountId) -> None:
    """One account: its roles, its sessions, a link for another password, rest."""
    sentence = _("Give this link to the person. It asks for a new password.")
    _once(desk, partial(_account, ident=ident), sentence, _("Works once, for a day."))


def _account(desk: Desk, *, ident: AccountId) -> str | None:
    view = desk.ask(people.people_of)
    person = next((each for each in view.people if each.account.id == ident), None)
    if person is None:
        st.caption(_("Nobody here by this name."))
        return None
    _roles(desk, view, person.account)
    if person.is_looked_after:
        st.divider()
        return _levers(desk, person)
    st.caption(_("This person has roles elsewhere too. The programme lead looks after the rest."))
    return None


def _roles(desk: Desk, view: PeopleView, account: Account) -> None:
    for index, grant in enumerate(account.grants):
        with row():
            st.markdown(f"**{plain(grant_words(grant))}**", width="stretch")
            given = {"account_id": account.id, "role": grant.role, "hub": grant.hub}
            is_offered = grant in view.grants
            if is_offered and st.button(_("Take away"), key=f"people.take.{index}", icon=":material/remove:"):
                tried(desk, people.take_role, _("The role is taken away."), **given)
    with st.expander(_("Give another role"), icon=":material/add:"):
        grant = _ask_grant(view, key="people.give")
        if st.button(_("Give this role"), key="people.give.do", icon=":material/add:"):
            given = {"account_id": account.id, "role": grant.role, "hub": grant.hub}
            tried(desk, people.give_role, _("The role is given."), **given)
    st.caption(_("Another role ends the person’s sessions: they sign in again."))


def _levers(desk: Desk, person: Person) -> str | None:
    token = None
    account, on = person.account, {"account_id": person.account.id}
    with row():
        if person.sessions and st.button(_("Sign out everywhere"), icon=":material/logout:", key="people.sessions"):
            tried(desk, people.end_sessions, _("Signed out everywhere."), **on)
        if account.is_active and st.button(
            _("Link for a new password"), icon=":material/lock_reset:", key="people.reset"
        ):
            token = desk.tried(entry_links.password_link, **on)
        words, icon = (_("Let it rest"), "bedtime") if account.is_active else (_("Wake it"), "wb_sunny")
        if st.button(words, icon=f":material/{icon}:", key="people.rest"):
            told = _("The account rests: nobody signs in with it.") if account.is_active else _("The account is awake.")
            tried(desk, people.put_to_rest, told, **on, is_active=not account.is_active)
    return token


def _ask_grant(view: PeopleView, *, key: str) -> Grant:
    roles = list(dict.fromkeys(grant.role for grant in view.grants))
    role = st.selectbox(_("Role"), roles, index=min(1, len(roles) - 1), format_func=role_word, key=f"{key}.role")
    st.caption(role_meaning(role))
    hubs = [grant.hub for grant in view.grants if grant.role is role]
    hub = st.selectbox(_("For"), hubs, format_func=hub_word, key=f"{key}.hub")
    return Grant(role, hub)


def _once(desk: Desk, make: Callable[[Desk], str | None], sentence: str, how_long: str) -> None:
    """What makes a link, and in its place the link once it is made."""
    place = st.empty()
    if MADE not in desk.keep.values:
        with place.container():
            token = make(desk)
        if token is None:
            return
        desk.keep.values[MADE] = token
    with place.container():
        _show_once(desk, sentence, how_long)


def _show_once(desk: Desk, sentence: str, how_long: str) -> None:
    address = f"{desk.address()}/welcome?link={desk.keep.values[MADE]}"
    st.markdown(sentence)
    st.code(address, language=None, wrap_lines=True)
    st.image(qr_svg(address), width=168, alt=_("QR code of the link"))
    st.caption(f"{how_long} {_('It is shown this once: it is kept nowhere.')}")
    if is_only_here(address):
        st.warning(
            _("This address works on this machine only. Open the app under a name or number that phones can reach."),
            icon=":material/phonelink_off:",
        )
    if st.button(_("Done"), type="primary", key="people.made.done", icon=":material/check:"):
        del desk.keep.values[MADE]
        st.rerun()


def tried(desk: Desk, use_case: Callable[..., None], told: str, **given: Any) -> None:
    """Do it, and draw the whole page anew, which says so; what went wrong is told where it happened."""
    with notices.told():
        desk.do(use_case, **given)
        desk.keep.values["people.done"] = told
        st.rerun()
