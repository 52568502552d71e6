"""People: who has which role, inviting by a link, ending sessions, and what was done; for those who lead."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices, people_dialogs
from pages.parts.desk import Desk
from pages.parts.dialogs import ask
from pages.parts.role_words import grant_words, hub_word, line_words, when_words
from pages.parts.states import badge
from pages.parts.style import card, page, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import entry_links, logbook, people
from sotecin_graph.services.people import OpenLink, PeopleView, Person

MANY = 8
"""From so many on, there is a field to look for somebody."""


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("page"):
        if not desk.may(Deed.ADMIT):
            _not_for_you()
            return
        desk.keep.values.pop(people_dialogs.MADE, None)  # a link is shown in its own dialog alone
        view = desk.ask(people.people_of)
        with row(key="people-head"):
            st.title(_("People"), width="stretch")
            if st.button(_("Invite by a link"), type="primary", icon=":material/person_add:", key="people.invite"):
                ask(_("Invite by a link"), people_dialogs.invite)
        with row():
            st.caption(_whose(view), width="content")
            st.space("stretch")
            link("privacy", _("Privacy"), icon=":material/shield_person:")
        if "people.done" in desk.keep.values:
            notices.done(desk.keep.values.pop("people.done"))
        who, invited, done = st.tabs([_("Accounts"), _("Open invitations"), _("What was done")])
        with who:
            _accounts(desk, view)
        with invited:
            _invitations(desk, view)
        with done:
            _logbook(desk)


def _not_for_you() -> None:
    st.title(_("People"))
    st.info(_("Hub leads and programme leads look after people here."), icon=":material/lock:")
    link("sign-in", _("Sign in"), icon=":material/key:")


def _whose(view: PeopleView) -> str:
    hubs = dict.fromkeys(hub_word(grant.hub) for grant in reversed(view.grants))
    count = len(view.people)
    words = ngettext("{count} account", "{count} accounts", count).format(count=count)
    return plain(f"{words} · {next(iter(hubs))}" if len(hubs) > 1 else f"{words} · {', '.join(hubs)}")


def _accounts(desk: Desk, view: PeopleView) -> None:
    shown = list(view.people)
    if len(shown) > MANY:
        words = st.text_input(_("Look for a name or a role"), key="people.words", icon=":material/search:").casefold()
        shown = [each for each in shown if words in _told(each).casefold()]
    for each in shown:
        _account(desk, each)
    if not shown:
        st.caption(_("Nobody here by this name."))


def _told(person: Person) -> str:
    account = person.account
    return " ".join([account.name, account.username, *map(grant_words, account.grants)])


def _account(desk: Desk, person: Person) -> None:
    account = person.account
    with card(f"person-{account.id}"):
        with row(wrap=False):
            with st.container(gap="xxsmall", width="stretch"):
                st.markdown(f"**{plain(account.name)}**")
                st.caption(plain(_state(person)))
            told, key = _("Look after {name}").format(name=account.name), f"people.look.{account.id}"
            if st.button(_("Look after"), icon=":material/manage_accounts:", key=key, help=told):
                ask(plain(account.name), people_dialogs.look_after, account.id)
        with row():
            for grant in account.grants:
                badge(grant_words(grant), "blue", "badge")
            if not account.is_active:
                badge(_("At rest"), "gray", "bedtime")


def _state(person: Person) -> str:
    count = person.sessions
    signed_in = ngettext("signed in on {count} device", "signed in on {count} devices", count).format(count=count)
    return f"{person.account.username} · {signed_in if count else _('not signed in')}"


def _invitations(desk: Desk, view: PeopleView) -> None:
    if not view.invitations:
        st.caption(_("No invitation is open. Each works once, for a week."))
    for each in view.invitations:
        _invitation(desk, each)


def _invitation(desk: Desk, open_link: OpenLink) -> None:
    made = open_link.link
    with card(f"invitation-{made.id}"), row():
        with st.container(gap="xxsmall", width="stretch"):
            st.markdown(f"**{plain(grant_words(made.grant))}**" if made.grant else "")
            given = {"name": open_link.made_by, "until": when_words(made.until)}
            told = _("made by {name} · until {until} UTC").format(**given)
            st.caption(plain(f"{made.mail} · {told}" if made.mail else told))
        if st.button(_("End it"), icon=":material/link_off:", type="tertiary", key=f"people.end.{made.id}"):
            told = _("The invitation is worthless now.")
            people_dialogs.tried(desk, entry_links.end_invitation, told, ident=made.id)


def _logbook(desk: Desk) -> None:
    found = desk.ask(logbook.lines)
    st.caption(_("Times are in UTC. Nothing here holds a code, a link or a password."))
    rows = [
        {
            _("When"): when_words(line.note.at),
            _("Who"): line.who or _("somebody who is no longer here"),
            _("What"): line_words(line),
        }
        for line in found
    ]
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch")
