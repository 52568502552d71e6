"""Use cases on people with an account: who has which role, giving and taking roles, ending sessions, letting rest.

Who leads a hub looks after the accounts that have roles at that hub alone; others are as good as not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.admission import (
    AT_A_HUB,
    Done,
    EntryLink,
    Purpose,
    may_give,
    may_know,
    may_look_after,
    place_of_grant,
)
from sotecin_graph.errors import NotAllowed, NotThere, WrongState
from sotecin_graph.language import _
from sotecin_graph.people import Account, AccountId, Actor, Deed, Grant, Role
from sotecin_graph.permissions import PROGRAMME, authorise, may_anywhere, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.logbook import note
from sotecin_graph.vocabulary import Hub


@dataclass(frozen=True, slots=True)
class Person:
    """An account, how many sessions it has open, and whether the reader may look after it."""

    account: Account
    sessions: int
    is_looked_after: bool


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An invitation that nobody has used yet, and the name of who made it."""

    link: EntryLink
    made_by: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The accounts that the reader may know, the invitations that are open, and which roles they may give."""

    people: tuple[Person, ...]
    invitations: tuple[OpenLink, ...]
    grants: tuple[Grant, ...]


def people_of(uow: UnitOfWork, *, by: Actor) -> PeopleView:
    """The people of the hubs that the reader leads, by name; those at rest last."""
    must_admit_somewhere(by)
    in_use = uow.people.sessions_in_use(at=uow.now)
    known = [each for each in uow.people.accounts() if may_know(by, each)]
    ordered = sorted(known, key=lambda each: (not each.is_active, each.name.casefold()))
    invited = [each for each in uow.entry_links.open(at=uow.now) if each.purpose is Purpose.ACCOUNT]
    return PeopleView(
        people=tuple(Person(each, in_use.get(f"account:{each.id}", 0), may_look_after(by, each)) for each in ordered),
        invitations=tuple(
            OpenLink(each, _maker(uow, each)) for each in invited if each.grant and may_give(by, each.grant)
        ),
        grants=grants_to_give(by),
    )


def grants_to_give(by: Actor) -> tuple[Grant, ...]:
    """All roles that the actor may give, those of hubs first."""
    offered = [Grant(role, hub) for hub in Hub for role in AT_A_HUB]
    whole = [Grant(role) for role in (*AT_A_HUB, Role.PROGRAMME_LEAD)]
    return tuple(grant for grant in (*offered, *whole) if may_give(by, grant))


def give_role(uow: UnitOfWork, *, by: Actor, account_id: AccountId, role: Role, hub: Hub | None) -> None:
    """Give an account a role; its sessions end, so that every page shows what the person may do now."""
    account, grant = _known(uow, by, account_id), Grant(role, hub)
    must_give(by, grant)
    if grant not in account.grants:
        _set(uow, account, (*account.grants, grant), Done.ROLES_CHANGED, by=by, grant=grant, way="given")


def take_role(uow: UnitOfWork, *, by: Actor, account_id: AccountId, role: Role, hub: Hub | None) -> None:
    """Take a role from an account; its sessions end."""
    account, grant = _known(uow, by, account_id), Grant(role, hub)
    must_give(by, grant)
    kept = tuple(each for each in account.grants if each != grant)
    if kept != account.grants:
        _must_leave_a_lead(uow, account, grants=kept, is_active=account.is_active)
        _set(uow, account, kept, Done.ROLES_CHANGED, by=by, grant=grant, way="taken")


def put_to_rest(uow: UnitOfWork, *, by: Actor, account_id: AccountId, is_active: bool = False) -> None:
    """Let an account rest: nobody signs in with it until it is woken; its sessions end."""
    account = looked_after(uow, by, account_id)
    _must_leave_a_lead(uow, account, grants=account.grants, is_active=is_active)
    done = Done.WOKEN if is_active else Done.PUT_TO_REST
    _set(uow, account, account.grants, done, by=by, is_active=is_active)


def end_sessions(uow: UnitOfWork, *, by: Actor, account_id: AccountId) -> None:
    """Sign the account out wherever it is signed in."""
    account = looked_after(uow, by, account_id)
    uow.people.close_sessions_of(f"account:{account.id}")
    note(uow, Done.SESSIONS_ENDED, by=by, hubs=hubs_of(account.grants), about=f"account:{account.id}")


def must_admit_somewhere(by: Actor) -> None:
    """Raise where the actor looks after nobody anywhere."""
    if not may_anywhere(by, Deed.ADMIT):
        authorise(by, Deed.ADMIT, PROGRAMME)


def must_give(by: Actor, grant: Grant) -> None:
    """Raise where the actor may not give or take this role."""
    authorise(by, Deed.ADMIT, place_of_grant(grant))
    if not may_give(by, grant):
        raise NotAllowed(_("This role cannot be given here."))


def hubs_of(grants: Sequence[Grant]) -> tuple[Hub, ...]:
    """The hubs that roles are held for, each once."""
    return tuple(dict.fromkeys(grant.hub for grant in grants if grant.hub))


def _set(
    uow: UnitOfWork,
    account: Account,
    grants: Sequence[Grant],
    done: Done,
    *,
    by: Actor,
    is_active: bool | None = None,
    grant: Grant | None = None,
    way: str = "",
) -> None:
    is_on = account.is_active if is_active is None else is_active
    uow.people.set_grants(account.id, grants, is_active=is_on)
    uow.people.close_sessions_of(f"account:{account.id}")
    hub = grant.hub if grant else None
    facts = {"role": grant.role.value if grant else "", "hub": hub.value if hub else "", "way": way}
    hubs = hubs_of([*account.grants, *([grant] if grant else [])])
    note(uow, done, by=by, hubs=hubs, about=f"account:{account.id}", **facts)


def _known(uow: UnitOfWork, by: Actor, ident: AccountId) -> Account:
    """The account, where the actor may know of it; else it is as good as not there."""
    must_admit_somewhere(by)
    account = uow.people.account(ident)
    if account is None or not may_know(by, account):
        raise unknown_to(by, NotThere(ident))
    return account


def looked_after(uow: UnitOfWork, by: Actor, ident: AccountId) -> Account:
    """The account, for who may look after all of it."""
    account = _known(uow, by, ident)
    if not may_look_after(by, account):
        raise NotAllowed(_("This person has roles elsewhere too. The programme lead looks after this account."))
    return account


def _must_leave_a_lead(uow: UnitOfWork, account: Account, *, grants: Sequence[Grant], is_active: bool) -> None:
    """Raise where nobody would be left who may do everything."""
    if is_active and any(_leads_all(grant) for grant in grants):
        return
    others = [each for each in uow.people.accounts() if each.is_active and each.id != account.id]
    was_lead = account.is_active and any(_leads_all(grant) for grant in account.grants)
    if was_lead and not any(_leads_all(grant) for each in others for grant in each.grants):
        raise WrongState(_("This is the only programme lead. Make somebody else one first."))


def _leads_all(grant: Grant) -> bool:
    return grant == Grant(Role.PROGRAMME_LEAD)


def _maker(uow: UnitOfWork, link: EntryLink) -> str:
    maker = uow.people.actor(link.made_by)
    return maker.name if maker else ""
