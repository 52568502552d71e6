"""Everything that any table keeps about one person, as they may have it: without what tells of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, String, Table, or_, select

from db.schema import account_table, metadata, participant_table
from sotecin_graph.changes import Wire

_NAMES = frozenset({"by", "owner"})
"""Where a table has no id of who did it, an account's name says it."""

_IDS = frozenset({"by_id", "actor_id", "voter"})
_UNTOLD = frozenset(
    {"password_hash", "token_hash", "before", "result", "also_by", "seq", "part", "whom", "key", "mail"}
)
"""Secrets, and what names others."""

_OF_OTHERS = frozenset({"content", "steps", "texts"})
"""Texts that several people wrote together, in rows that are theirs by name alone."""


class AboutStore:
    """Implements ports.About."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def rows(self, actor_id: str, name: str) -> dict[str, list[Wire]]:
        """By table, the rows about an actor; a name counts for accounts only, since an alias is not one person's."""
        kind, _colon, ident = actor_id.partition(":")
        own = {"account": account_table, "participant": participant_table}[kind]
        signed = name if kind == "account" else ""
        found = {table.name: self._of(table, actor_id, ident, own, signed) for table in metadata.sorted_tables}
        return {table: rows for table, rows in found.items() if rows}

    def _of(self, table: Table, actor_id: str, ident: str, own: Table, signed: str) -> list[Wire]:
        by_id = [each == actor_id for each in table.c if isinstance(each.type, String)]
        has_ids = any(each.name in _IDS for each in table.c)
        by_id += [key.parent == ident for key in table.foreign_keys if key.column.table is own]
        by_id += [table.c.id == ident] if table is own else []
        by_name = [each == signed for each in table.c if each.name in _NAMES and isinstance(each.type, String)]
        counts_by_name = bool(signed and by_name) and not has_ids
        if not by_id:
            return []
        rows = self._db.execute(select(table).where(or_(*by_id, *(by_name if counts_by_name else ())))).mappings()
        left_out = _UNTOLD | _OF_OTHERS if counts_by_name else _UNTOLD
        return [_told(dict(row), left_out, actor_id) for row in rows]


def _told(row: Mapping[str, Any], left_out: frozenset[str], actor_id: str) -> Wire:
    if str(row.get("by", "")).startswith(("account:", "participant:")) and row["by"] != actor_id:
        left_out |= {"by"}  # what somebody else did about them
    told = {name: value for name, value in row.items() if name not in left_out and value not in (None, "", [], {})}
    if "payload" in told:
        told["payload"] = _own_part(told["payload"], row["by_id"])
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}


def _own_part(payload: Wire, by_id: str) -> Wire:
    """Of a change what its author wrote: other people's things that it shows are named by their ids."""
    values = {name: value for name, value in payload.get("values", {}).items() if name not in _UNTOLD}
    told = {name: value for name, value in payload.items() if name in ("element", "link", "positions", "votes", "name")}
    for sort in ("elements", "links"):
        things = [each if isinstance(each, dict) else {"id": each} for each in payload.get(sort, ())]
        told |= {sort: [_thing(each, by_id) for each in things]} if things else {}
    return told | ({"values": values} if values else {})


def _thing(wire: Wire, by_id: str) -> Wire:
    if wire.get("by_id") != by_id:
        return {"id": wire["id"]}
    return {name: value for name, value in wire.items() if name not in _UNTOLD and value not in (None, "", [], {})}
