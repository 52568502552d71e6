"""Use cases of signing in through one's organisation: whom it says is matched to an account that knows of it.

An organisation opens an account that was linked with it by its owner, or that an invitation makes: one for the mail
that it vouches for, or one that is opened as a link. It never gives a role of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.admission import Done, EntryLink, Purpose
from sotecin_graph.errors import NotAllowed, WrongState
from sotecin_graph.federation import Identity, Linked
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Account, AccountId, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import entry_links, sessions
from sotecin_graph.services.logbook import note
from sotecin_graph.services.people import hubs_of

NO_PASSWORD = ""
"""In place of a hash: no password matches it."""


@dataclass(frozen=True, slots=True)
class SignIns:
    """How one's own account is signed in to."""

    linked: tuple[Linked, ...]
    has_password: bool


def come_in(uow: UnitOfWork, *, identity: Identity, replaces: str = "") -> tuple[str, str] | None:
    """Open a session for whom an organisation says: its token and the account's id; None where nobody here is meant.

    WrongState for an account at rest. `replaces` ends another session.
    """
    account_id = uow.identities.account_of(identity.subject_hash)
    if account_id is None:
        invitation = _invitation_for(uow, identity)
        if invitation is None:
            return None
        account_id = _account_by(uow, invitation, identity)
    account = uow.people.account(account_id)
    if account is None or not account.is_active:
        raise WrongState(_("This account is at rest. Ask whoever looks after it to wake it."))
    return sessions.open_for(uow, actor_id=f"account:{account_id}", replaces=replaces), account_id


def is_known(uow: UnitOfWork, *, identity: Identity) -> bool:
    """True where an account is linked with whom an organisation says."""
    return uow.identities.account_of(identity.subject_hash) is not None


def register(uow: UnitOfWork, *, token: str, identity: Identity) -> str:
    """Make an account with the role of an invitation, for whoever holds its link; returns the actor's id."""
    invitation = entry_links.entry(uow, token=token)
    if invitation.purpose is not Purpose.ACCOUNT:
        raise entry_links.LinkIsOver
    if is_known(uow, identity=identity):
        raise WrongState(_("You have an account already. Sign in, then open this link again."))
    return f"account:{_account_by(uow, invitation, identity)}"


def link(uow: UnitOfWork, *, by: Actor, identity: Identity) -> None:
    """Sign in to one's own account through an organisation, too."""
    account = sessions.own_account(uow, by=by)
    linked_to = uow.identities.account_of(identity.subject_hash)
    if linked_to is not None and linked_to != account.id:
        raise NotAllowed(_("Another account signs in with this already."))
    if linked_to is None:
        uow.identities.add(identity, account_id=account.id, at=uow.now)
        note(uow, Done.ORGANISATION_LINKED, by=by, hubs=hubs_of(account.grants), about=by.id)


def unlink(uow: UnitOfWork, *, by: Actor, issuer: str) -> None:
    """Sign in through this organisation no more; where nothing else would be left, WrongState."""
    account, own = sessions.own_account(uow, by=by), sign_ins(uow, by=by)
    if not own.has_password and all(each.issuer == issuer for each in own.linked):
        raise WrongState(_("You would have no way in. Ask for a link that sets a password first."))
    uow.identities.remove(account.id, issuer=issuer)
    note(uow, Done.ORGANISATION_UNLINKED, by=by, hubs=hubs_of(account.grants), about=by.id)


def sign_ins(uow: UnitOfWork, *, by: Actor) -> SignIns:
    """How one's own account is signed in to."""
    account = sessions.own_account(uow, by=by)
    found = uow.people.with_username(account.username)
    return SignIns(tuple(uow.identities.of(account.id)), has_password=bool(found and found[1] != NO_PASSWORD))


def _invitation_for(uow: UnitOfWork, identity: Identity) -> EntryLink | None:
    """The newest open invitation of a mail that the organisation has verified as its own."""
    if not identity.mail:
        return None
    is_theirs = (
        each
        for each in reversed(uow.entry_links.open(at=uow.now))
        if each.purpose is Purpose.ACCOUNT and each.mail == identity.mail
    )
    return next(is_theirs, None)


def _account_by(uow: UnitOfWork, invitation: EntryLink, identity: Identity) -> AccountId:
    """Use an invitation up for a new account without a password."""
    if invitation.grant is None:
        raise entry_links.LinkIsOver
    uow.entry_links.use(invitation.id, at=uow.now)
    ident = AccountId(new_ident())
    username = identity.mail if identity.mail and not uow.people.with_username(identity.mail) else ""
    username = username or f"{identity.provider}-{ident[:8]}"
    account = Account(ident, username, identity.name or username, (invitation.grant,), uow.now)
    uow.people.add_account(account, password_hash=NO_PASSWORD)
    uow.identities.add(identity, account_id=ident, at=uow.now)
    entry_links.note_role(uow, Actor(id=f"account:{ident}", name=account.name), invitation.grant)
    return ident
