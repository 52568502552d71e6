"""Stores of how people get in: entry links by the hash of their token, what organisations say, and the logbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from db.people import grant_of_wire, grant_to_wire
from db.prepared import Row
from db.schema import entry_link_table, guest_link_table, identity_table, logbook_table
from sotecin_graph.admission import Done, EntryLink, EntryLinkId, GuestLink, GuestLinkId, Note, Purpose
from sotecin_graph.elements import MapId
from sotecin_graph.federation import Identity, Linked
from sotecin_graph.people import AccountId
from sotecin_graph.vocabulary import Hub


class EntryLinkStore:
    """Implements ports.EntryLinks."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, link: EntryLink, *, token_hash: str) -> None:
        row = {
            "id": link.id,
            "token_hash": token_hash,
            "purpose": link.purpose.value,
            "grant": grant_to_wire(link.grant) if link.grant else None,
            "account_id": link.account_id,
            "made_by": link.made_by,
            "made_at": link.made_at,
            "until": link.until,
            "used_at": link.used_at,
            "mail": link.mail,
        }
        self._db.execute(insert(entry_link_table), row)

    def get(self, ident: EntryLinkId) -> EntryLink | None:
        return self._one(entry_link_table.c.id, ident)

    def with_token(self, token_hash: str) -> EntryLink | None:
        return self._one(entry_link_table.c.token_hash, token_hash)

    def open(self, *, at: datetime) -> list[EntryLink]:
        columns = entry_link_table.c
        query = select(entry_link_table).where(columns.used_at.is_(None), columns.until > at)
        return [_link_of_row(row) for row in self._db.execute(query.order_by(columns.made_at)).mappings()]

    def use(self, ident: EntryLinkId, *, at: datetime) -> None:
        self._db.execute(update(entry_link_table).where(entry_link_table.c.id == ident), {"used_at": at, "mail": ""})

    def forget(self, *, before: datetime) -> None:
        self._db.execute(delete(entry_link_table).where(entry_link_table.c.until < before))

    def _one(self, column: Any, value: str) -> EntryLink | None:
        row = self._db.execute(select(entry_link_table).where(column == value)).mappings().first()
        return _link_of_row(row) if row else None


def _link_of_row(row: Row) -> EntryLink:
    return EntryLink(
        id=EntryLinkId(row["id"]),
        purpose=Purpose(row["purpose"]),
        made_by=row["made_by"],
        made_at=row["made_at"],
        until=row["until"],
        grant=grant_of_wire(row["grant"]) if row["grant"] else None,
        account_id=AccountId(row["account_id"]) if row["account_id"] else None,
        used_at=row["used_at"],
        mail=row["mail"],
    )


class IdentityStore:
    """Implements ports.Identities."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, identity: Identity, *, account_id: AccountId, at: datetime) -> None:
        row = {
            "subject_hash": identity.subject_hash,
            "issuer": identity.issuer,
            "provider": identity.provider,
            "account_id": account_id,
            "linked_at": at,
        }
        self._db.execute(insert(identity_table), row)

    def account_of(self, subject_hash: str) -> AccountId | None:
        query = select(identity_table.c.account_id).where(identity_table.c.subject_hash == subject_hash)
        found = self._db.scalar(query)
        return AccountId(found) if found else None

    def of(self, account_id: AccountId) -> list[Linked]:
        query = select(identity_table).where(identity_table.c.account_id == account_id)
        rows = self._db.execute(query.order_by(identity_table.c.linked_at)).mappings()
        return [Linked(row["issuer"], row["provider"], row["linked_at"]) for row in rows]

    def remove(self, account_id: AccountId, *, issuer: str) -> None:
        columns = identity_table.c
        self._db.execute(delete(identity_table).where(columns.account_id == account_id, columns.issuer == issuer))


class GuestLinkStore:
    """Implements ports.GuestLinks. A link that is ended is as one whose time is over."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, link: GuestLink, *, token_hash: str) -> None:
        row = {"id": link.id, "map_id": link.map_id, "made_by": link.made_by, "token_hash": token_hash}
        self._db.execute(insert(guest_link_table), row | {"made_at": link.made_at, "until": link.until})

    def with_token(self, token_hash: str, *, at: datetime) -> GuestLink | None:
        columns = guest_link_table.c
        return next(self._found(columns.token_hash == token_hash, at), None)

    def open_on(self, map_id: MapId, *, at: datetime) -> list[GuestLink]:
        return list(self._found(guest_link_table.c.map_id == map_id, at))

    def still_open(self, idents: Collection[str], *, at: datetime) -> set[str]:
        return {each.id for each in self._found(guest_link_table.c.id.in_(list(idents)), at)}

    def end(self, ident: GuestLinkId, *, at: datetime) -> None:
        self._db.execute(update(guest_link_table).where(guest_link_table.c.id == ident), {"until": at})

    def forget(self, *, before: datetime) -> None:
        self._db.execute(delete(guest_link_table).where(guest_link_table.c.until < before))

    def _found(self, where: ColumnElement[bool], at: datetime) -> Iterator[GuestLink]:
        columns = guest_link_table.c
        query = select(guest_link_table).where(where, columns.until > at).order_by(columns.until)
        for row in self._db.execute(query).mappings():
            ident, map_id = GuestLinkId(row["id"]), MapId(row["map_id"])
            yield GuestLink(ident, map_id, row["made_by"], row["made_at"], row["until"])


class LogbookStore:
    """Implements ports.Logbook."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def note(self, note: Note) -> None:
        row: Mapping[str, Any] = {
            "at": note.at,
            "by": note.by,
            "done": note.done.value,
            "hubs": [hub.value for hub in note.hubs],
            "about": note.about,
            "facts": dict(note.facts),
        }
        self._db.execute(insert(logbook_table), row)

    def latest(self, *, most: int) -> list[Note]:
        query = select(logbook_table).order_by(logbook_table.c.id.desc()).limit(most)
        return [_note_of_row(row) for row in self._db.execute(query).mappings()]

    def forget(self, *, before: datetime) -> None:
        self._db.execute(delete(logbook_table).where(logbook_table.c.at < before))


def _note_of_row(row: Row) -> Note:
    hubs = tuple(Hub(value) for value in row["hubs"])
    return Note(row["at"], row["by"], Done(row["done"]), hubs, row["about"], row["facts"])
