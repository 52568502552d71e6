"""The store of contributions that are held back; who asks for them is checked by the use cases."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, select, update

from db.schema import held_table
from sotecin_graph.elements import MapId
from sotecin_graph.held import Held

_FIELDS = ("id", "map_id", "step", "is_link", "by_id", "by", "at", "content", "needs_leave", "answer")


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
        return self._there(map_id, needs_leave=False)

    def for_leave(self, map_id: MapId) -> list[Held]:
        return self._there(map_id, needs_leave=True)

    def _there(self, map_id: MapId, *, needs_leave: bool) -> list[Held]:
        here = and_(held_table.c.map_id == map_id, held_table.c.needs_leave.is_(needs_leave))
        query = select(held_table).where(here).order_by(held_table.c.at, held_table.c.id)
        return [_held_of_row(row) for row in self._db.execute(query).mappings()]

    def change(self, held: Held) -> None:
        row = {"map_id": held.map_id, "content": held.content, "answer": held.answer, "at": held.at}
        self._db.execute(update(held_table).where(held_table.c.id == held.id), row)

    def of(self, actor_id: str) -> list[Held]:
        query = select(held_table).where(held_table.c.by_id == actor_id).order_by(held_table.c.at, held_table.c.id)
        return [_held_of_row(row) for row in self._db.execute(query).mappings()]

    def count(self, map_id: MapId) -> int:
        here = and_(held_table.c.map_id == map_id, held_table.c.needs_leave.is_(False))
        return self._db.scalar(select(func.count()).select_from(held_table).where(here)) or 0
