"""The store of contributions that are held back; who asks for them is checked by the use cases."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from db.schema import held_table
from sotecin_graph.elements import MapId
from sotecin_graph.held import Held

_FIELDS = ("id", "map_id", "step", "is_link", "by_id", "by", "at", "content")


def _held_of_row(row: RowMapping) -> Held:
    return Held(**{name: row[name] for name in _FIELDS})


class HeldStore:
    """Implements ports.HeldBack."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, held: Held) -> None:
        self._db.execute(insert(held_table), {name: getattr(held, name) for name in _FIELDS})

    def forget(self, ident: str) -> None:
        self._db.execute(delete(held_table).where(held_table.c.id == ident))

    def get(self, ident: str) -> Held | None:
        row = self._db.execute(select(held_table).where(held_table.c.id == ident)).mappings().first()
        return _held_of_row(row) if row else None

    def on_map(self, map_id: MapId) -> list[Held]:
        query = select(held_table).where(held_table.c.map_id == map_id).order_by(held_table.c.at, held_table.c.id)
        return [_held_of_row(row) for row in self._db.execute(query).mappings()]

    def of(self, actor_id: str) -> list[Held]:
        query = select(held_table).where(held_table.c.by_id == actor_id).order_by(held_table.c.at, held_table.c.id)
        return [_held_of_row(row) for row in self._db.execute(query).mappings()]

    def count(self, map_id: MapId) -> int:
        query = select(func.count()).select_from(held_table).where(held_table.c.map_id == map_id)
        return self._db.scalar(query) or 0
