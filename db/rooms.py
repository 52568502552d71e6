"""Stores of what facilitators put aside: parked elements, and their notes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from db.schema import parked_table, room_note_table
from sotecin_graph.elements import ElementId, LinkId, MapId
from sotecin_graph.people import WorkshopId
from sotecin_graph.ports import Parked, RoomNote


class ParkingStore:
    """Implements ports.Parking."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, map_id: MapId, parked: Parked) -> None:
        self.forget(map_id, [parked.element])
        row = {
            "map_id": map_id,
            "element_id": parked.element,
            "x": parked.at[0],
            "y": parked.at[1],
            "links": list(parked.links),
            "by": parked.by,
            "at": parked.since,
        }
        self._db.execute(insert(parked_table), row)

    def on_map(self, map_id: MapId) -> list[Parked]:
        columns = parked_table.c
        rows = self._db.execute(select(parked_table).where(columns.map_id == map_id).order_by(columns.at))
        return [
            Parked(
                element=ElementId(row.element_id),
                at=(row.x, row.y),
                links=tuple(LinkId(ident) for ident in row.links),
                by=row.by,
                since=row._mapping["at"],
            )
            for row in rows
        ]

    def holds(self, element: ElementId) -> bool:
        query = select(parked_table.c.map_id).where(parked_table.c.element_id == element)
        return self._db.scalar(query) is not None

    def forget(self, map_id: MapId, elements: Collection[ElementId]) -> None:
        columns = parked_table.c
        here = (columns.map_id == map_id) & columns.element_id.in_(list(elements))
        self._db.execute(delete(parked_table).where(here))


class NoteStore:
    """Implements ports.Notes."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, workshop_id: WorkshopId, note: RoomNote) -> None:
        row = {
            "id": note.id,
            "workshop_id": workshop_id,
            "by": note.by,
            "at": note.at,
            "text": note.text,
            "is_settled": note.is_settled,
        }
        self._db.execute(insert(room_note_table), row)

    def of(self, workshop_id: WorkshopId) -> list[RoomNote]:
        columns = room_note_table.c
        query = select(room_note_table).where(columns.workshop_id == workshop_id).order_by(columns.at, columns.id)
        rows = self._db.execute(query).mappings()
        return [RoomNote(row["id"], row["by"], row["at"], row["text"], row["is_settled"]) for row in rows]

    def settle(self, workshop_id: WorkshopId, ident: str, *, is_settled: bool) -> None:
        here = (room_note_table.c.workshop_id == workshop_id) & (room_note_table.c.id == ident)
        self._db.execute(update(room_note_table).where(here).values(is_settled=is_settled))
