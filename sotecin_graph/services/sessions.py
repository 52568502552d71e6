"""Use cases of coming in and going out: join by code, sign in with an account, sessions as rows of our own.

Passwords are bcrypt hashes, the form that streamlit-authenticator reads and writes; a name that does not exist
costs the same time as a wrong password. Tokens are random and kept as SHA-256 only.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache
from typing import Any

import bcrypt

from sotecin_graph.errors import BadInput, NotAllowed, UnknownAccount, WrongCode
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
    actor_of_account,
)
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.text import line
from sotecin_graph.workshops import Workshop, WorkshopState, compact

SESSION_LASTS = timedelta(days=7)
ALIAS_LENGTH = 40
PASSWORD_LEAST, PASSWORD_MOST_BYTES = 8, 72
_FAILURES, _WINDOW = 10, timedelta(minutes=5)


def join(uow: UnitOfWork, *, code: str, alias: str, consents: bool, address: str = "") -> str:
    """Join the open workshop with this code under an alias; returns the session token.

    Failures count per address, since a whole room may share one; who has the right code is never held up.
    """
    return _open(uow, join_workshop(uow, by=NOBODY, code=code, alias=alias, consents=consents))


def join_workshop(uow: UnitOfWork, *, by: Actor, code: str, alias: str, consents: bool) -> str:
    """Make a participant of the open workshop with this code, without a session; returns the actor's id."""
    workshop = find_workshop(uow, by=by, code=code)
    if not consents:
        raise BadInput(
            _("Please tick “I agree” to join: we need your consent to keep what you write."), field="consent"
        )
    name = workshop.unnamed
    if not workshop.plan.hides_names:
        name = line(alias, field=_("alias"), most=ALIAS_LENGTH)
    hub = workshop.hubs[0] if len(workshop.hubs) == 1 else None
    ident = ParticipantId(new_ident())
    uow.workshops.join(Participant(ident, workshop.id, name, hub, uow.now, workshop.consent_in(spoken())))
    return f"participant:{ident}"


def find_workshop(uow: UnitOfWork, *, code: str, by: Actor = NOBODY) -> Workshop:
    """The open workshop with this code, as typed, or WrongCode. Anyone with the code may ask."""
    workshop = uow.workshops.with_code(compact(code)[:16])
    if workshop is None or workshop.state is not WorkshopState.OPEN:
        raise WrongCode
    return workshop


def sign_in(database: Database, *, username: str, password: str, address: str = "") -> str:
    """Open a session for an account; returns its token. Errors as of `recognise`."""
    return database.write(_open_for, actor_id=recognise(database, username=username, password=password))


def recognise(database: Database, *, username: str, password: str) -> str:
    """The actor's id of the account with this name and password; UnknownAccount where one of them is wrong.

    The slow hash runs outside any transaction. After ten failures within five minutes a name has to wait.
    """
    key = f"sign-in:{username.strip().lower()[:100]}"
    found, failures = database.read(_with_username, username=username, key=key)
    if failures >= _FAILURES:
        raise NotAllowed(_("Too many tries. Please wait five minutes and try again."))
    is_right = password_matches(password, found[1] if found else _decoy())
    if found is None or not is_right or not found[0].is_active:
        database.write(_note_failure, key=key)
        raise UnknownAccount
    return f"account:{found[0].id}"


def password_matches(password: str, password_hash: str) -> bool:
    """True where the password is the one behind the hash; bcrypt reads the first 72 bytes at most."""
    given = password.encode()
    return len(given) <= PASSWORD_MOST_BYTES and bcrypt.checkpw(given, password_hash.encode())


def actor_of(uow: UnitOfWork, *, token: str) -> Actor:
    """Who is behind a session token; NOBODY where it is not known or has ended."""
    return (uow.people.session_actor(hashed(token), at=uow.now) if token else None) or NOBODY


def sign_out(uow: UnitOfWork, *, token: str) -> None:
    """End the session."""
    uow.people.close_session(hashed(token))


def forget_old(uow: UnitOfWork) -> None:
    """Let go of what no longer serves: ended sessions, failures of yesterday, results of last week's commands."""
    uow.people.forget(sessions_until=uow.now, failures_before=uow.now - timedelta(days=1))
    uow.commands.forget(before=uow.now - timedelta(days=7))


def redeem(uow: UnitOfWork, *, claim: dict[str, Any]) -> str:
    """Take a session that a page opened for its reader: the claim's token, once."""
    used = f"claim:{claim['once']}"
    if uow.people.failures(used, since=uow.now - timedelta(minutes=5)):
        raise NotAllowed(_("This took too long. Please try again."))
    uow.people.note_failure(used, uow.now)
    return _open(uow, claim["actor"])


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
    """Add an account; make the hash with `hash_password` before the transaction begins."""
    by.must(Deed.ADMINISTER)
    username = line(username, field=_("sign-in name")).lower()
    if uow.people.with_username(username):
        raise BadInput(_("There is already an account “{username}”.").format(username=username), field="username")
    shown = line(name or username, field=_("name"))
    account = Account(AccountId(new_ident()), username, shown, grants, uow.now, is_example=is_example)
    uow.people.add_account(account, password_hash=password_hash)
    return account


def hash_password(password: str) -> str:
    """The bcrypt hash of a password of at least 8 characters and at most 72 bytes, or BadInput."""
    if len(password) < PASSWORD_LEAST or len(password.encode()) > PASSWORD_MOST_BYTES:
        raise BadInput(_("A password has 8 to 72 characters."), field="password")
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()


def actors(uow: UnitOfWork) -> list[tuple[Account, Actor]]:
    """All accounts with what they may do, for the programme lead's list."""
    return [(account, actor_of_account(account)) for account in uow.people.accounts()]


def _with_username(uow: UnitOfWork, *, username: str, key: str) -> tuple[tuple[Account, str] | None, int]:
    found = uow.people.with_username(username.strip().lower()[:120])
    return found, uow.people.failures(key, since=uow.now - _WINDOW)


def _note_failure(uow: UnitOfWork, *, key: str) -> None:
    uow.people.note_failure(key, uow.now)


def _open_for(uow: UnitOfWork, *, actor_id: str) -> str:
    return _open(uow, actor_id)


def _open(uow: UnitOfWork, actor_id: str) -> str:
    token = secrets.token_urlsafe(32)
    uow.people.open_session(hashed(token), actor_id=actor_id, at=uow.now, until=uow.now + SESSION_LASTS)
    return token


def hashed(token: str) -> str:
    """A session's token as it is kept: never the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache
def _decoy() -> str:
    """A hash that no password has, so that an unknown name takes as long as a wrong password."""
    return bcrypt.hashpw(secrets.token_bytes(16), bcrypt.gensalt()).decode()
