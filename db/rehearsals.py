"""Wiping a rehearsal: its map, and everything in any table that hangs on it, leaves the database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select

from db.schema import (
    change_table,
    element_table,
    map_table,
    metadata,
    participant_table,
    placing_table,
    session_table,
    table_map_table,
)
from sotecin_graph.elements import MapId
from sotecin_graph.workshops import Workshop

_Doomed = dict[str, set[str]]


class RehearsalStore:
    """Implements ports.Rehearsals."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def wipe(self, workshop: Workshop) -> None:
        """Delete the rehearsal's maps, workshop, people with their sessions, and the elements that were made on it.

        What refers to one of them goes too, in whatever table it stands: the foreign keys say so.
        """
        tables = self._db.scalars(select(table_map_table.c.map_id).where(table_map_table.c.workshop_id == workshop.id))
        maps = {workshop.map_id, *(MapId(map_id) for map_id in tables)}
        made = {ident for map_id in maps for ident in self._made_on(map_id, maps)}
        doomed: _Doomed = {"map": set(maps), "element": made}
        going = [(table, self._hanging(table, doomed)) for table in metadata.sorted_tables]
        people = select(participant_table.c.id).where(participant_table.c.workshop_id == workshop.id)
        actors = [f"participant:{ident}" for ident in self._db.scalars(people)]
        self._db.execute(delete(session_table).where(session_table.c.actor_id.in_(actors)))
        for table, condition in reversed(going):
            if condition is not None:
                self._db.execute(delete(table).where(condition))

    def _made_on(self, map_id: MapId, maps: Collection[MapId]) -> set[str]:
        """What came into the community on this map, removed or not; never what stands on another than `maps`."""
        here = and_(change_table.c.map_id == map_id, change_table.c.kind == "placed")
        payloads = self._db.scalars(select(change_table.c.payload).where(here))
        came = {wire["id"] for payload in payloads for wire in payload["elements"]}
        began = self._db.scalar(select(map_table.c.created_at).where(map_table.c.id == map_id))
        elsewhere = select(placing_table.c.element_id).where(placing_table.c.map_id.not_in(maps))
        own = and_(element_table.c.id.in_(came), element_table.c.created_at >= began)
        return set(self._db.scalars(select(element_table.c.id).where(own, element_table.c.id.not_in(elsewhere))))

    def _hanging(self, table: Table, doomed: _Doomed) -> ColumnElement[bool] | None:
        """Which rows of a table go: those doomed by name, and those that refer to a doomed row. Parents come first."""
        conditions: list[ColumnElement[bool]] = [
            key.parent.in_(doomed[key.column.table.name])
            for key in table.foreign_keys
            if doomed.get(key.column.table.name)
        ]
        if table.name in ("map", "element"):
            conditions.append(table.c.id.in_(doomed[table.name]))
        if not conditions:
            return None
        condition = or_(*conditions)
        if "id" in table.c:
            ids: Any = self._db.scalars(select(table.c.id).where(condition))
            doomed[table.name] = doomed.get(table.name, set()) | {str(ident) for ident in ids}
        return condition
