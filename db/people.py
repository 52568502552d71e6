"""Stores of people: accounts and their roles, sessions, and failed tries to get in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from db.prepared import Prepared, Row
from db.schema import account_table, failure_table, participant_table, session_table
from db.workshops import participant_of_row
from sotecin_graph.people import (
    Account,
    AccountId,
    Actor,
    Grant,
    Role,
    WorkshopId,
    actor_of_account,
    actor_of_participant,
)
from sotecin_graph.vocabulary import Hub

_MOST_AT_ONCE = 500


def grant_to_wire(grant: Grant) -> dict[str, str | None]:
    """A role as it stands in a column."""
    return {"role": grant.role.value, "hub": grant.hub.value if grant.hub else None, "workshop": grant.workshop_id}


def grant_of_wire(wire: dict[str, str | None]) -> Grant:
    """The role of a column."""
    hub, workshop = wire["hub"], wire["workshop"]
    return Grant(Role(str(wire["role"])), Hub(hub) if hub else None, WorkshopId(workshop) if workshop else None)


def _account_of_row(row: Row) -> Account:
    return Account(
        id=AccountId(row["id"]),
        username=row["username"],
        name=row["name"],
        grants=tuple(grant_of_wire(grant) for grant in row["grants"]),
        created_at=row["created_at"],
        is_active=row["is_active"],
        is_example=row["is_example"],
    )


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
            "grants": [grant_to_wire(grant) for grant in account.grants],
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

    def sessions_in_use(self, *, at: datetime) -> dict[str, int]:
        """How many sessions are open, by the id of whose they are."""
        columns = session_table.c
        query = select(columns.actor_id, func.count()).where(columns.until > at).group_by(columns.actor_id)
        return {row[0]: row[1] for row in self._db.execute(query)}

    def extend_session(self, token_hash: str, *, until: datetime) -> None:
        here = session_table.c.token_hash == token_hash
        self._db.execute(update(session_table).where(here), {"until": until})

    def close_session(self, token_hash: str) -> None:
        self._db.execute(delete(session_table).where(session_table.c.token_hash == token_hash))

    def close_sessions_of(self, actor_id: str, *, but: str = "") -> None:
        columns = session_table.c
        self._db.execute(delete(session_table).where(columns.actor_id == actor_id, columns.token_hash != but))

    def set_password(self, ident: AccountId, password_hash: str) -> None:
        here = account_table.c.id == ident
        self._db.execute(update(account_table).where(here), {"password_hash": password_hash})

    def set_grants(self, ident: AccountId, grants: Sequence[Grant], *, is_active: bool) -> None:
        row = {"grants": [grant_to_wire(grant) for grant in grants], "is_active": is_active}
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
