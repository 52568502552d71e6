"""Use cases of entry links: invite by a link, make an account with it, give an account another password by one.

No mail goes through anyone's server: whoever makes a link passes it on. It works once, until it expires.
"""

from __future__ import annotations

import secrets
from functools import partial

from sotecin_graph.admission import LASTS, Done, EntryLink, EntryLinkId, Purpose, may_give
from sotecin_graph.errors import BadInput, NotThere, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Account, AccountId, Actor, Grant, Role
from sotecin_graph.permissions import unknown_to
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import passwords
from sotecin_graph.services.logbook import note
from sotecin_graph.services.people import hubs_of, looked_after, must_admit_somewhere, must_give
from sotecin_graph.services.sessions import hashed
from sotecin_graph.services.tries import NO_CALLER, Caller
from sotecin_graph.text import line
from sotecin_graph.vocabulary import Hub


class LinkIsOver(NotThere):
    """No such entry link, or it was used, or its time is over: the sentence does not say which."""

    def _sentence(self) -> str:
        return _("This link does not work any more: it works once, and for a few days. Ask for another one.")


def invite(uow: UnitOfWork, *, by: Actor, role: Role, hub: Hub | None, mail: str = "") -> str:
    """Make an invitation for a role at a hub; returns the token of its link, which is told this once.

    `mail` is of who is invited, where their organisation vouches for it: then they need no link (federation.come_in).
    """
    grant = Grant(role, hub)
    must_give(by, grant)
    mail = line(mail, field=_("mail"), most=120).casefold() if mail.strip() else ""
    if mail and "@" not in mail:
        raise BadInput(_("This is no mail address."), field="mail")
    token = _made(uow, by, Purpose.ACCOUNT, grant=grant, mail=mail)
    note(uow, Done.INVITED, by=by, hubs=hubs_of([grant]), role=role.value, hub=hub.value if hub else "")
    return token


def end_invitation(uow: UnitOfWork, *, by: Actor, ident: EntryLinkId) -> None:
    """Make an invitation worthless that nobody has used yet."""
    must_admit_somewhere(by)
    link = uow.entry_links.get(ident)
    if link is None or link.grant is None or not may_give(by, link.grant) or not link.is_open(uow.now):
        raise unknown_to(by, NotThere(ident))
    uow.entry_links.use(ident, at=uow.now)
    note(uow, Done.INVITATION_ENDED, by=by, hubs=hubs_of([link.grant]), role=link.grant.role.value)


def password_link(uow: UnitOfWork, *, by: Actor, account_id: AccountId) -> str:
    """Make a link by which the person gives their account another password; returns its token, told this once."""
    account = looked_after(uow, by, account_id)
    token = _made(uow, by, Purpose.PASSWORD, account_id=account.id)
    note(uow, Done.PASSWORD_LINK, by=by, hubs=hubs_of(account.grants), about=f"account:{account.id}")
    return token


def entry(uow: UnitOfWork, *, token: str) -> EntryLink:
    """The open link of a token, for whoever holds it, or LinkIsOver."""
    link = uow.entry_links.with_token(hashed(token)) if token else None
    if link is None or not link.is_open(uow.now):
        raise LinkIsOver
    return link


def account_of(uow: UnitOfWork, *, token: str) -> Account:
    """Whose password the link changes, for whoever holds it."""
    link = entry(uow, token=token)
    account = uow.people.account(link.account_id) if link.account_id else None
    if account is None:
        raise LinkIsOver
    return account


def register(
    database: Database, *, token: str, username: str, name: str, password: str, caller: Caller = NO_CALLER
) -> str:
    """Make an account with the role of an invitation; returns the actor's id. The slow hash runs in no transaction."""
    username, name = line(username, field=_("sign-in name")).lower(), line(name, field=_("name"))
    database.read(_must_be_free, token=token, username=username)
    password_hash = _hashed(password, of=username, caller=caller)
    return database.write(_register, token=token, username=username, name=name, password_hash=password_hash)


def accept(uow: UnitOfWork, *, by: Actor, token: str, session: str = "") -> None:
    """Take the role of an invitation with the account that one has already; other sessions than this one end."""
    link = entry(uow, token=token)
    account = uow.people.account(AccountId(by.id.removeprefix("account:")))
    if account is None or link.grant is None:
        raise unknown_to(by, LinkIsOver())
    uow.entry_links.use(link.id, at=uow.now)
    if link.grant not in account.grants:
        uow.people.set_grants(account.id, (*account.grants, link.grant), is_active=account.is_active)
        uow.people.close_sessions_of(by.id, but=hashed(session))
    note_role(uow, by, link.grant)


def reset_password(database: Database, *, token: str, password: str, caller: Caller = NO_CALLER) -> str:
    """Give the account of a link another password and end its sessions; returns the actor's id."""
    account = database.read(account_of, token=token)
    password_hash = _hashed(password, of=account.username, caller=caller)
    return database.write(_reset, token=token, password_hash=password_hash)


def _made(
    uow: UnitOfWork,
    by: Actor,
    purpose: Purpose,
    *,
    grant: Grant | None = None,
    account_id: AccountId | None = None,
    mail: str = "",
) -> str:
    token = secrets.token_urlsafe(32)
    until = uow.now + LASTS[purpose]
    link = EntryLink(EntryLinkId(new_ident()), purpose, by.id, uow.now, until, grant, account_id, mail=mail)
    uow.entry_links.add(link, token_hash=hashed(token))
    return token


def _must_be_free(uow: UnitOfWork, *, token: str, username: str) -> None:
    if entry(uow, token=token).purpose is not Purpose.ACCOUNT:
        raise LinkIsOver
    if uow.people.with_username(username):
        raise BadInput(_("There is already an account “{username}”.").format(username=username), field="username")


def _register(uow: UnitOfWork, *, token: str, username: str, name: str, password_hash: str) -> str:
    _must_be_free(uow, token=token, username=username)
    link = entry(uow, token=token)
    if link.grant is None:
        raise LinkIsOver
    uow.entry_links.use(link.id, at=uow.now)
    account = Account(AccountId(new_ident()), username, name, (link.grant,), uow.now)
    uow.people.add_account(account, password_hash=password_hash)
    actor_id = f"account:{account.id}"
    note_role(uow, Actor(id=actor_id, name=name), link.grant)
    return actor_id


def _reset(uow: UnitOfWork, *, token: str, password_hash: str) -> str:
    account = account_of(uow, token=token)
    if not account.is_active:
        raise WrongState(_("This account is at rest. Ask whoever looks after it to wake it."))
    uow.entry_links.use(entry(uow, token=token).id, at=uow.now)
    uow.people.set_password(account.id, password_hash)
    actor_id = f"account:{account.id}"
    uow.people.close_sessions_of(actor_id)
    person = Actor(id=actor_id, name=account.name)
    note(uow, Done.PASSWORD_CHANGED, by=person, hubs=hubs_of(account.grants), about=actor_id)
    return actor_id


def note_role(uow: UnitOfWork, by: Actor, grant: Grant) -> None:
    """Note that somebody took a role by an invitation."""
    hub = grant.hub.value if grant.hub else ""
    note(uow, Done.REGISTERED, by=by, hubs=hubs_of([grant]), about=by.id, role=grant.role.value, hub=hub)


def _hashed(password: str, *, of: str, caller: Caller) -> str:
    work = partial(passwords.hash_password, password, of=of)
    return passwords.QUEUE_OF_ALL.submit(work, address=caller.address, is_known=False).result()
