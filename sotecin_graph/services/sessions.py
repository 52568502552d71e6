"""Use cases of coming in and going out: join by code, sign in with an account, sessions as rows of our own.

A name that does not exist costs the same time as a wrong password. Tokens are random and kept as SHA-256 only. A new
session replaces the one that the browser had, and ends on its own: without use after a while, and in any case in time.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sotecin_graph.admission import Done
from sotecin_graph.errors import BadInput, NotAllowed, SignInNeeded, UnknownAccount, WrongCode
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _, spoken
from sotecin_graph.people import (
    NOBODY,
    Account,
    AccountId,
    Actor,
    Deed,
    Grant,
    Participant,
    ParticipantId,
)
from sotecin_graph.permissions import PROGRAMME, authorise
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import logbook, passwords, tries
from sotecin_graph.services.lateness import late_until, over
from sotecin_graph.services.logbook import note
from sotecin_graph.services.people import hubs_of
from sotecin_graph.services.tables import seat_newcomer
from sotecin_graph.services.tries import NO_CALLER, Caller
from sotecin_graph.text import line
from sotecin_graph.workshops import Workshop, WorkshopState, compact, consent_version

ALIAS_LENGTH = 40
SESSION_LASTS = timedelta(days=7)
"""No session is older."""

SESSION_IDLE = timedelta(hours=12)
"""An account's session ends after so long without use; a workshop's day is shorter."""


def join(uow: UnitOfWork, *, code: str, alias: str, consents: bool, replaces: str = "", hub: str = "") -> str:
    """Join the open workshop with this code under an alias; returns the session's token. `replaces` ends another."""
    actor_id = join_workshop(uow, by=actor_of(uow, token=replaces), code=code, alias=alias, consents=consents, hub=hub)
    return _open(uow, actor_id, replaces)


def join_workshop(uow: UnitOfWork, *, by: Actor, code: str, alias: str, consents: bool, hub: str = "") -> str:
    """Make a participant of the open workshop with this code, without a session; returns the actor's id.

    Who takes part already, on this device, goes on as the same person: one person has one set of dots.
    `hub` says in which hub's room of a mashup they are; one that does not take part counts as not said.
    """
    workshop = find_workshop(uow, by=by, code=code)
    if not consents:
        raise BadInput(
            _("Please tick “I agree” to join: we need your consent to keep what you write."), field="consent"
        )
    if by.participant_of == workshop.id:
        return by.id
    name = workshop.unnamed
    if not workshop.plan.hides_names:
        name = line(alias, field=_("alias"), most=ALIAS_LENGTH)
    rooms = workshop.hubs if len(workshop.hubs) == 1 else [each for each in workshop.hubs if each.value == hub]
    ident = ParticipantId(new_ident())
    text, language = workshop.consent_in(spoken()), workshop.consent_language(spoken())
    read: dict[str, Any] = {
        "consent_text": text,
        "consent_version": consent_version(text),
        "consent_language": language,
    }
    newcomer = Participant(ident, workshop.id, name, next(iter(rooms), None), uow.now, **read)
    uow.workshops.join(newcomer)
    uow.workshops.seat(seat_newcomer(uow, workshop, newcomer))
    return f"participant:{ident}"


def find_workshop(uow: UnitOfWork, *, code: str, by: Actor = NOBODY) -> Workshop:
    """The open workshop with this code, as typed, or WrongCode. Doors count wrong ones (tries.CodeTries).

    While a follow-up is on, a closed one lets late contributors in; after it, WorkshopOver says until when it did.
    """
    workshop = uow.workshops.with_code(compact(code)[:16])
    if workshop is None:
        raise WrongCode
    if workshop.state is not WorkshopState.OPEN and late_until(uow, workshop) is None:
        raise over(uow, workshop) or WrongCode
    return workshop


def sign_in(
    database: Database, *, username: str, password: str, caller: Caller = NO_CALLER, replaces: str = ""
) -> tuple[str, str]:
    """Open a session for an account; returns its token and the account's id. Errors as of `recognise`."""
    actor_id = recognise(database, username=username, password=password, caller=caller)
    return database.write(open_for, actor_id=actor_id, replaces=replaces), actor_id.removeprefix("account:")


def recognise(database: Database, *, username: str, password: str, caller: Caller = NO_CALLER) -> str:
    """The actor's id of the account with this name and password.

    UnknownAccount where one of them is wrong, after the same time; TooManyTries; Unavailable where too many wait. The
    slow hash runs outside any transaction, a few at a time.
    """
    username = username.strip().lower()[:120]
    is_known = database.read(_is_known, username=username, caller=caller)
    work = partial(_recognise, database, username, password, caller)
    return passwords.QUEUE_OF_ALL.submit(work, address=caller.address, is_known=is_known).result()


def _recognise(database: Database, username: str, password: str, caller: Caller) -> str:
    found = database.read(_due, username=username, caller=caller)
    account, password_hash = found or (None, None)
    if passwords.matches(password, password_hash) and account and account.is_active:
        return f"account:{account.id}"
    database.write(tries.note_wrong, username=username, account=account, caller=caller)
    raise UnknownAccount


def actor_of(uow: UnitOfWork, *, token: str) -> Actor:
    """Who is behind a session token; NOBODY where it is not known or has ended."""
    return (uow.people.session_actor(hashed(token), at=uow.now) if token else None) or NOBODY


def living(uow: UnitOfWork, *, hashes: Collection[str]) -> set[str]:
    """Which of these sessions have not ended, by the hashes of their tokens."""
    return uow.people.living_sessions(hashes, at=uow.now)


def keep_alive(uow: UnitOfWork, *, hashes: Collection[str]) -> None:
    """Note that these sessions are in use: an account's ends after IDLE without use, and LASTS after it began."""
    for token_hash, actor_id, opened_at in uow.people.opened_sessions(hashes, at=uow.now):
        uow.people.extend_session(token_hash, until=_end(actor_id, opened_at, uow.now))


def sign_out(uow: UnitOfWork, *, token: str) -> None:
    """End the session."""
    uow.people.close_session(hashed(token))


def forget_old(uow: UnitOfWork) -> None:
    """Let go of what no longer serves: ended sessions, failures of yesterday, results of last week's commands."""
    uow.people.forget(sessions_until=uow.now, failures_before=uow.now - timedelta(days=1))
    uow.commands.forget(before=uow.now - timedelta(days=7))
    uow.entry_links.forget(before=uow.now - timedelta(days=30))
    uow.guest_links.forget(before=uow.now - timedelta(days=30))
    uow.logbook.forget(before=uow.now - logbook.LASTS)


def redeem(uow: UnitOfWork, *, claim: dict[str, Any], replaces: str = "") -> str:
    """Take a session that a page opened for its reader: the claim's token, once. `replaces` ends another session."""
    used = f"claim:{claim['once']}"
    if uow.people.failures(used, since=uow.now - timedelta(minutes=5)):
        raise NotAllowed(_("This took too long. Please try again."))
    uow.people.note_failure(used, uow.now)
    return _open(uow, claim["actor"], replaces)


def add_account(
    uow: UnitOfWork,
    *,
    by: Actor,
    username: str,
    name: str,
    password_hash: str,
    grants: tuple[Grant, ...],
    is_example: bool = False,
) -> Account:
    """Add an account; make the hash with `passwords.hash_password` before the transaction begins."""
    authorise(by, Deed.ADMINISTER, PROGRAMME)
    username = line(username, field=_("sign-in name")).lower()
    if uow.people.with_username(username):
        raise BadInput(_("There is already an account “{username}”.").format(username=username), field="username")
    shown = line(name or username, field=_("name"))
    account = Account(AccountId(new_ident()), username, shown, grants, uow.now, is_example=is_example)
    uow.people.add_account(account, password_hash=password_hash)
    note(uow, Done.ACCOUNT_ADDED, by=by, hubs=hubs_of(grants), about=f"account:{account.id}")
    return account


def account_named(uow: UnitOfWork, *, by: Actor, username: str) -> Account:
    """The account with a sign-in name, for the programme lead; BadInput where there is none."""
    return _account_of(uow, by, username)


def set_password(uow: UnitOfWork, *, by: Actor, username: str, password_hash: str) -> None:
    """Give an account another password, and end all its sessions."""
    account = _account_of(uow, by, username)
    uow.people.set_password(account.id, password_hash)
    uow.people.close_sessions_of(f"account:{account.id}")
    note(uow, Done.PASSWORD_CHANGED, by=by, hubs=hubs_of(account.grants), about=f"account:{account.id}")


def change_password(
    database: Database, *, by: Actor, old: str, new: str, token: str = "", caller: Caller = NO_CALLER
) -> None:
    """Give one's own account another password; all its sessions end but the one with this token.

    Whoever sits at a browser that is signed in has to know the old one; wrong ones count as wrong tries to sign in.
    """
    account = database.read(own_account, by=by)
    passwords.must_be_fit(new, of=account.username)
    try:
        recognise(database, username=account.username, password=old, caller=caller)
    except UnknownAccount:
        raise BadInput(_("Your current password is not right."), field="old") from None
    work = partial(passwords.hash_password, new, of=account.username)
    password_hash = passwords.QUEUE_OF_ALL.submit(work, address=caller.address, is_known=True).result()
    database.write(_change_password, by=by, account=account, password_hash=password_hash, token=token)


def end_other_sessions(uow: UnitOfWork, *, by: Actor, token: str) -> None:
    """Sign one's own account out everywhere but where this token is."""
    account = own_account(uow, by=by)
    uow.people.close_sessions_of(by.id, but=hashed(token))
    note(uow, Done.SESSIONS_ENDED, by=by, hubs=hubs_of(account.grants), about=by.id)


def own_account(uow: UnitOfWork, *, by: Actor) -> Account:
    """One's own account; participants have none."""
    account = uow.people.account(AccountId(by.id.removeprefix("account:")))
    if account is None:
        raise SignInNeeded if by.is_anonymous else NotAllowed
    return account


def set_grants(uow: UnitOfWork, *, by: Actor, username: str, grants: tuple[Grant, ...], is_active: bool = True) -> None:
    """Give an account other roles, or let it rest, and end all its sessions."""
    account = _account_of(uow, by, username)
    uow.people.set_grants(account.id, grants, is_active=is_active)
    uow.people.close_sessions_of(f"account:{account.id}")
    done = Done.ROLES_CHANGED if is_active else Done.PUT_TO_REST
    note(uow, done, by=by, hubs=hubs_of((*account.grants, *grants)), about=f"account:{account.id}")


def _account_of(uow: UnitOfWork, by: Actor, username: str) -> Account:
    authorise(by, Deed.ADMINISTER, PROGRAMME)
    found = uow.people.with_username(username.strip().lower())
    if found is None:
        raise BadInput(_("There is no account “{username}”.").format(username=username), field="username")
    return found[0]


def _is_known(uow: UnitOfWork, *, username: str, caller: Caller) -> bool:
    found = uow.people.with_username(username) if caller.knows else None
    return found is not None and found[0].id in caller.knows


def _due(uow: UnitOfWork, *, username: str, caller: Caller) -> tuple[Account, str] | None:
    found = uow.people.with_username(username)
    tries.must_not_wait(uow, username=username, account=found[0] if found else None, caller=caller)
    return found


def open_for(uow: UnitOfWork, *, actor_id: str, replaces: str = "") -> str:
    """Open a session for somebody who was recognised; returns its token. `replaces` ends another session."""
    return _open(uow, actor_id, replaces)


def _open(uow: UnitOfWork, actor_id: str, replaces: str = "") -> str:
    if replaces:
        uow.people.close_session(hashed(replaces))
    token = secrets.token_urlsafe(32)
    until = _end(actor_id, uow.now, uow.now)
    uow.people.open_session(hashed(token), actor_id=actor_id, at=uow.now, until=until)
    actor = uow.people.actor(actor_id) if actor_id.startswith("account:") else None
    if actor:
        note(uow, Done.SIGNED_IN, by=actor, hubs=hubs_of(actor.grants), about=actor_id)
    return token


def _change_password(uow: UnitOfWork, *, by: Actor, account: Account, password_hash: str, token: str) -> None:
    uow.people.set_password(account.id, password_hash)
    uow.people.close_sessions_of(by.id, but=hashed(token) if token else "")
    note(uow, Done.PASSWORD_CHANGED, by=by, hubs=hubs_of(account.grants), about=by.id)


def _end(actor_id: str, opened_at: datetime, used_at: datetime) -> datetime:
    """When a session ends that was used then.

    A participant has no way back in as the same person: there only the age counts.
    """
    ends = opened_at + SESSION_LASTS
    return ends if actor_id.startswith("participant:") else min(ends, used_at + SESSION_IDLE)


def hashed(token: str) -> str:
    """A session's token as it is kept: never the token itself."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
