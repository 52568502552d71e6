"""Who acts: accounts and participants, and the roles that they hold for a workshop, a hub or the programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from sotecin_graph.vocabulary import Hub, Kind

AccountId = NewType("AccountId", str)
ParticipantId = NewType("ParticipantId", str)
WorkshopId = NewType("WorkshopId", str)


class Role(StrEnum):
    """What someone is, from the least to the most."""

    GUEST = "guest"  # reads, and nothing else
    PARTICIPANT = "participant"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"  # reads, and reviews call challenges
    FACILITATOR = "facilitator"
    HUB_LEAD = "hub lead"
    PROGRAMME_LEAD = "programme lead"


class Deed(StrEnum):
    """What a use case asks leave for."""

    READ = "read"  # see a map
    CONTRIBUTE = "contribute"  # add and link, under the rules of the workshop's step
    EDIT = "edit"  # change what others added, move, remove
    FACILITATE = "facilitate"  # open a workshop, set its step, show clusters, import
    REVIEW = "review"  # be asked to review call challenges, and say what one thinks of them
    PREVIEW = "preview"  # see a call challenge before it is published
    LEAD = "lead"  # promote clusters, keep missions and calls
    ADMIT = "admit"  # invite people to a hub, give and take roles there, end sessions
    ADMINISTER = "administer"  # accounts, the programme's settings


@dataclass(frozen=True, slots=True)
class Grant:
    """A role and what it is held for: a workshop, a hub, or (neither) the whole programme."""

    role: Role
    hub: Hub | None = None
    workshop_id: WorkshopId | None = None

    def covers(self, hubs: Iterable[Hub], workshop_id: WorkshopId | None) -> bool:
        """True where the place (a map's hubs and workshop) lies within what the role is held for."""
        if self.workshop_id is not None:
            return self.workshop_id == workshop_id
        return self.hub is None or self.hub in tuple(hubs)


@dataclass(frozen=True, slots=True)
class Account:
    """A person with a sign-in name. The password's hash never leaves db/ and services/accounts.py."""

    id: AccountId
    username: str
    name: str
    grants: tuple[Grant, ...]
    created_at: datetime
    is_active: bool = True
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who joined a workshop by its code, under an alias and with consent to a text.

    `consent_version` changes with each letter of the text; the language is the one in which they read it.
    `table` counts from 1, 0 for none. `comes_from` is their own group, where they have said so. `helps`: a
    co-facilitator, who has the facilitators' levers for this workshop.
    """

    id: ParticipantId
    workshop_id: WorkshopId
    alias: str
    hub: Hub | None
    consent_at: datetime
    consent_text: str
    consent_version: str = ""
    consent_language: str = ""
    table: int = 0
    comes_from: Kind | None = None
    helps: bool = False

    @property
    def actor_id(self) -> str:
        """Who this is among actors."""
        return f"participant:{self.id}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever is behind a session: an account, a participant, or nobody (`id` is empty)."""

    id: str = ""
    name: str = ""
    grants: tuple[Grant, ...] = ()
    hub: Hub | None = None
    participant_of: WorkshopId | None = None
    table: int = 0

    @property
    def is_anonymous(self) -> bool:
        return not self.id

    @property
    def is_participant(self) -> bool:
        return self.participant_of is not None

    def has_role(self, *roles: Role) -> bool:
        """True where any of the roles is held for anything."""
        return any(grant.role in roles for grant in self.grants)


NOBODY = Actor()
SYSTEM = Actor(id="system", name="SoTecIn Graph", grants=(Grant(Role.PROGRAMME_LEAD),))
"""The command line and the example programme act as this."""


def actor_of_account(account: Account) -> Actor:
    """The account as an actor; the hub is that of its first grant with one."""
    hub = next((grant.hub for grant in account.grants if grant.hub), None)
    return Actor(id=f"account:{account.id}", name=account.name, grants=account.grants, hub=hub)


def actor_of_participant(participant: Participant) -> Actor:
    """The participant as an actor, with the one role for the one workshop; a co-facilitator has both."""
    roles = (Role.PARTICIPANT, Role.FACILITATOR) if participant.helps else (Role.PARTICIPANT,)
    return Actor(
        id=participant.actor_id,
        name=participant.alias,
        grants=tuple(Grant(role, workshop_id=participant.workshop_id) for role in roles),
        hub=participant.hub,
        participant_of=participant.workshop_id,
        table=participant.table,
    )
