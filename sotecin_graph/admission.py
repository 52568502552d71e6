"""How people get accounts and roles: links that let one in once, which roles one may give, and what is noted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from sotecin_graph.elements import MapId
from sotecin_graph.people import Account, AccountId, Actor, Deed, Grant, Role
from sotecin_graph.permissions import Place, may
from sotecin_graph.vocabulary import Hub

EntryLinkId = NewType("EntryLinkId", str)
GuestLinkId = NewType("GuestLinkId", str)

AT_A_HUB = (Role.GUEST, Role.CONTRIBUTOR, Role.REVIEWER, Role.FACILITATOR, Role.HUB_LEAD)
"""Roles that are given for a hub; participants join by code, and the programme has leads of its own."""


class Purpose(StrEnum):
    """What an entry link is good for."""

    ACCOUNT = "account"  # make an account with the role that it carries
    PASSWORD = "password"  # noqa: S105 - a word, not a password: give an account another one


LASTS = {Purpose.ACCOUNT: timedelta(days=7), Purpose.PASSWORD: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link that works once until it expires; its token is kept as a hash only and is no part of this."""

    id: EntryLinkId
    purpose: Purpose
    made_by: str
    """The id of who made it."""

    made_at: datetime
    until: datetime
    grant: Grant | None = None
    account_id: AccountId | None = None
    used_at: datetime | None = None
    mail: str = ""
    """Whom it is for, where their organisation vouches for the mail; emptied once it is used."""

    def is_open(self, now: datetime) -> bool:
        """True while nobody has used it and its time is not over."""
        return self.used_at is None and now < self.until


@dataclass(frozen=True, slots=True)
class GuestLink:
    """A link by which whoever holds it looks at one map until a day; its token is kept as a hash only."""

    id: GuestLinkId
    map_id: MapId
    made_by: str
    made_at: datetime
    until: datetime


class Done(StrEnum):
    """What is noted in the logbook."""

    INVITED = "invited"
    INVITATION_ENDED = "invitation ended"
    REGISTERED = "registered"
    ACCOUNT_ADDED = "account added"
    ROLES_CHANGED = "roles changed"
    PUT_TO_REST = "put to rest"
    WOKEN = "woken"
    SIGNED_IN = "signed in"
    SESSIONS_ENDED = "sessions ended"
    PASSWORD_LINK = "password link"  # noqa: S105
    PASSWORD_CHANGED = "password changed"  # noqa: S105
    ORGANISATION_LINKED = "organisation linked"
    ORGANISATION_UNLINKED = "organisation unlinked"
    GUEST_LINK = "guest link"
    GUEST_LINK_ENDED = "guest link ended"
    SIGNED_OFF = "signed off"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the logbook: who did what, when, where and about what. Ids and words of the app, nobody's name.

    `about` is an id with its sort before it, such as "account:…" or "map:…". It holds no token, code or password.
    """

    at: datetime
    by: str
    done: Done
    hubs: tuple[Hub, ...] = ()
    about: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def place_of_grant(grant: Grant) -> Place:
    """What a role is held for, as the place of giving it."""
    return Place((grant.hub,) if grant.hub else (), grant.workshop_id)


def may_give(by: Actor, grant: Grant) -> bool:
    """True where the actor may give the role, or take it: those of a hub for who leads it, all for who leads all."""
    if grant.role is Role.PARTICIPANT or (grant.role is Role.PROGRAMME_LEAD and grant.hub is not None):
        return False
    return may(by, Deed.ADMIT, place_of_grant(grant))


def may_know(by: Actor, account: Account) -> bool:
    """True where the account has a role that the actor may give: others are none of their business."""
    return may(by, Deed.ADMINISTER, Place()) or any(may_give(by, grant) for grant in account.grants)


def may_look_after(by: Actor, account: Account) -> bool:
    """True where the actor may end the account's sessions, let it rest or make a link for a password.

    Who gets into an account gets all that it may do: each of its roles must be one that the actor may give.
    """
    return may_know(by, account) and all(may_give(by, grant) for grant in account.grants)
