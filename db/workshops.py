"""Stores of workshops and people: participants, accounts, sessions and failed tries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from db.prepared import Prepared, Row
from db.schema import account_table, change_table, failure_table, participant_table, session_table, workshop_table
from sotecin_graph.elements import MapId
from sotecin_graph.levers import levers_of_row, levers_to_row
from sotecin_graph.people import (
    Account,
    AccountId,
    Actor,
    Grant,
    Participant,
    ParticipantId,
    Role,
    WorkshopId,
    actor_of_account,
    actor_of_participant,
)
from sotecin_graph.vocabulary import Chain, Hub, Kind
from sotecin_graph.workshops import (
    Workshop,
    WorkshopState,
    plan_from_wire,
    plan_to_wire,
    step_from_wire,
    step_to_wire,
)

_MOST_AT_ONCE = 500


def _workshop_to_row(workshop: Workshop) -> dict[str, Any]:
    return {
        "id": workshop.id,
        "map_id": workshop.map_id,
        "title": workshop.title,
        "hubs": [hub.value for hub in workshop.hubs],
        "chains": [chain.value for chain in workshop.chains],
        "starts_at": workshop.starts_at,
        "timezone": workshop.timezone,
        "language": workshop.language,
        "code": workshop.code,
        "steps": [step_to_wire(step) for step in workshop.steps],
        "step": workshop.step,
        "step_started_at": workshop.step_started_at,
        "state": workshop.state.value,
        "consent_text": workshop.consent_text,
        "is_example": workshop.is_example,
        "plan": plan_to_wire(workshop.plan),
        "rehearses": workshop.rehearses,
        "levers": levers_to_row(workshop.levers),
    }


def workshop_of_row(row: Row) -> Workshop:
    """The workshop of a row of the table."""
    return Workshop(
        id=WorkshopId(row["id"]),
        map_id=MapId(row["map_id"]),
        title=row["title"],
        hubs=tuple(Hub(value) for value in row["hubs"]),
        chains=tuple(Chain(value) for value in row["chains"]),
        starts_at=row["starts_at"],
        timezone=row["timezone"],
        language=row["language"],
        code=row["code"],
        steps=tuple(step_from_wire(step) for step in row["steps"]),
        step=row["step"],
        step_started_at=row["step_started_at"],
        state=WorkshopState(row["state"]),
        consent_text=row["consent_text"],
        is_example=row["is_example"],
        plan=plan_from_wire(row["plan"]),
        rehearses=WorkshopId(row["rehearses"]) if row["rehearses"] else None,
        levers=levers_of_row(row["levers"]),
    )


def participant_of_row(row: Row) -> Participant:
    """The participant of a row of the table."""
    return Participant(
        id=ParticipantId(row["id"]),
        workshop_id=WorkshopId(row["workshop_id"]),
        alias=row["alias"],
        hub=Hub(row["hub"]) if row["hub"] else None,
        consent_at=row["consent_at"],
        consent_text=row["consent_text"],
        consent_version=row["consent_version"],
        consent_language=row["consent_language"],
        table=row["seated_at"],
        comes_from=Kind(row["comes_from"]) if row["comes_from"] else None,
        helps=row["helps"],
    )


class WorkshopStore:
    """Implements ports.Workshops."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, workshop: Workshop) -> None:
        self._db.execute(insert(workshop_table), _workshop_to_row(workshop))

    def update(self, workshop: Workshop) -> None:
        here = workshop_table.c.id == workshop.id
        self._db.execute(update(workshop_table).where(here), _workshop_to_row(workshop))

    def get(self, ident: WorkshopId) -> Workshop | None:
        return self._one(workshop_table.c.id, ident)

    def with_code(self, code: str) -> Workshop | None:
        return self._one(workshop_table.c.code, code)

    def on_map(self, map_id: MapId) -> Workshop | None:
        return _ON_MAP.kept(self._db, workshop_of_row, map=map_id)

    def _one(self, column: Any, value: str) -> Workshop | None:
        row = self._db.execute(select(workshop_table).where(column == value)).mappings().first()
        return workshop_of_row(row) if row else None

    def all(self) -> list[Workshop]:
        rows = self._db.execute(select(workshop_table).order_by(workshop_table.c.starts_at)).mappings()
        return [workshop_of_row(row) for row in rows]

    def join(self, participant: Participant) -> None:
        row = {
            "id": participant.id,
            "workshop_id": participant.workshop_id,
            "alias": participant.alias,
            "hub": participant.hub.value if participant.hub else None,
            "consent_at": participant.consent_at,
            "consent_text": participant.consent_text,
            "consent_version": participant.consent_version,
            "consent_language": participant.consent_language,
        }
        self._db.execute(insert(participant_table), row)

    def seat(self, participant: Participant) -> None:
        """Keep where a participant sits and whence they come, and whether they help."""
        row = {
            "seated_at": participant.table,
            "comes_from": participant.comes_from.value if participant.comes_from else None,
            "helps": participant.helps,
        }
        here = participant_table.c.id == participant.id
        self._db.execute(update(participant_table).where(here), row)

    def contributions(self, map_id: MapId) -> list[tuple[str, datetime]]:
        """Who added something to the map, and when, in order; what was undone since counts all the same."""
        columns = change_table.c
        added = columns.kind.in_(("placed", "linked"))
        query = select(columns.by_id, columns.at).where(columns.map_id == map_id, added, columns.undoes.is_(None))
        return [(row.by_id, row.at) for row in self._db.execute(query.order_by(columns.revision))]

    def participants(self, ident: WorkshopId) -> list[Participant]:
        query = select(participant_table).where(participant_table.c.workshop_id == ident)
        rows = self._db.execute(query.order_by(participant_table.c.consent_at)).mappings()
        return [participant_of_row(row) for row in rows]


def _grant_to_wire(grant: Grant) -> dict[str, str | None]:
    return {"role": grant.role.value, "hub": grant.hub.value if grant.hub else None, "workshop": grant.workshop_id}


def _grant_of_wire(wire: dict[str, str | None]) -> Grant:
    hub, workshop = wire["hub"], wire["workshop"]
    return Grant(Role(str(wire["role"])), Hub(hub) if hub else None, WorkshopId(workshop) if workshop else None)


def _account_of_row(row: Row) -> Account:
    return Account(
        id=AccountId(row["id"]),
        username=row["username"],
        name=row["name"],
        grants=tuple(_grant_of_wire(grant) for grant in row["grants"]),
        created_at=row["created_at"],
        is_active=row["is_active"],
        is_example=row["is_example"],
    )


_ON_MAP = Prepared(select(workshop_table).where(workshop_table.c.map_id == bindparam("map")))
_ACCOUNT = Prepared(select(account_table).where(account_table.c.id == bindparam("account")))
_PARTICIPANT = Prepared(select(participant_table).where(participant_table.c.id == bindparam("participant")))
_OPEN_NOW = and_(session_table.c.token_hash == bindparam("token"), session_table.c.until > bindparam("now"))
_SESSION = Prepared(select(session_table.c.actor_id).where(_OPEN_NOW))


class PeopleStore:
    """Implements ports.People."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add_account(self, account: Account, *, password_hash: str) -> None:
        row = {
            "id": account.id,
            "username": account.username,
            "name": account.name,
            "password_hash": password_hash,
            "grants": [_grant_to_wire(grant) for grant in account.grants],
            "is_active": account.is_active,
            "is_example": account.is_example,
            "created_at": account.created_at,
        }
        self._db.execute(insert(account_table), row)

    def account(self, ident: AccountId) -> Account | None:
        row = self._db.execute(select(account_table).where(account_table.c.id == ident)).mappings().first()
        return _account_of_row(row) if row else None

    def with_username(self, username: str) -> tuple[Account, str] | None:
        query = select(account_table).where(account_table.c.username == username)
        row = self._db.execute(query).mappings().first()
        return (_account_of_row(row), row["password_hash"]) if row else None

    def accounts(self) -> list[Account]:
        rows = self._db.execute(select(account_table).order_by(account_table.c.username)).mappings()
        return [_account_of_row(row) for row in rows]

    def open_session(self, token_hash: str, *, actor_id: str, at: datetime, until: datetime) -> None:
        row = {"token_hash": token_hash, "actor_id": actor_id, "opened_at": at, "until": until}
        self._db.execute(insert(session_table), row)

    def session_actor(self, token_hash: str, *, at: datetime) -> Actor | None:
        actor_id = _SESSION.scalar(self._db, token=token_hash, now=at)
        return self.actor(actor_id) if actor_id else None

    def actor(self, actor_id: str) -> Actor | None:
        sort, _colon, ident = actor_id.partition(":")
        return self._account_actor(ident) if sort == "account" else self._participant_actor(ident)

    def _account_actor(self, ident: str) -> Actor | None:
        account = _ACCOUNT.kept(self._db, _account_of_row, account=ident)
        return actor_of_account(account) if account and account.is_active else None

    def _participant_actor(self, ident: str) -> Actor | None:
        participant = _PARTICIPANT.kept(self._db, participant_of_row, participant=ident)
        return actor_of_participant(participant) if participant else None

    def living_sessions(self, hashes: Collection[str], *, at: datetime) -> set[str]:
        return {token_hash for token_hash, _actor_id, _opened_at in self.opened_sessions(hashes, at=at)}

    def opened_sessions(self, hashes: Collection[str], *, at: datetime) -> list[tuple[str, str, datetime]]:
        """Hash, actor's id and beginning of those that have not ended."""
        columns = session_table.c
        given = list(hashes)
        found: list[tuple[str, str, datetime]] = []
        for first in range(0, len(given), _MOST_AT_ONCE):
            some = given[first : first + _MOST_AT_ONCE]
            query = select(columns.token_hash, columns.actor_id, columns.opened_at)
            rows = self._db.execute(query.where(columns.token_hash.in_(some), columns.until > at))
            found += [(row.token_hash, row.actor_id, row.opened_at) for row in rows]
        return found

    def extend_session(self, token_hash: str, *, until: datetime) -> None:
        here = session_table.c.token_hash == token_hash
        self._db.execute(update(session_table).where(here), {"until": until})

    def close_session(self, token_hash: str) -> None:
        self._db.execute(delete(session_table).where(session_table.c.token_hash == token_hash))

    def close_sessions_of(self, actor_id: str) -> None:
        self._db.execute(delete(session_table).where(session_table.c.actor_id == actor_id))

    def set_password(self, ident: AccountId, password_hash: str) -> None:
        here = account_table.c.id == ident
        self._db.execute(update(account_table).where(here), {"password_hash": password_hash})

    def set_grants(self, ident: AccountId, grants: Sequence[Grant], *, is_active: bool) -> None:
        row = {"grants": [_grant_to_wire(grant) for grant in grants], "is_active": is_active}
        self._db.execute(update(account_table).where(account_table.c.id == ident), row)

    def note_failure(self, key: str, at: datetime) -> None:
        self._db.execute(insert(failure_table), {"key": key, "at": at})

    def failures(self, key: str, *, since: datetime) -> int:
        query = select(func.count()).select_from(failure_table)
        return self._db.scalar(query.where(failure_table.c.key == key, failure_table.c.at > since)) or 0

    def tries(self, key: str, *, since: datetime) -> tuple[int, datetime | None]:
        """How many failures since then, and when the last of them was."""
        columns = failure_table.c
        query = select(func.count(), func.max(columns.at)).where(columns.key == key, columns.at > since)
        count, last = self._db.execute(query).one()
        return count, last

    def forget(self, *, sessions_until: datetime, failures_before: datetime) -> None:
        self._db.execute(delete(session_table).where(session_table.c.until <= sessions_until))
        self._db.execute(delete(failure_table).where(failure_table.c.at < failures_before))
