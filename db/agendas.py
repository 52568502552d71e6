"""Store of the agendas that hubs keep."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, delete, insert, select

from db.schema import agenda_table
from sotecin_graph.agendas import Agenda, AgendaId
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import step_from_wire, step_to_wire

_HERE = agenda_table.c


def _agenda_of_row(row: RowMapping) -> Agenda:
    return Agenda(
        id=AgendaId(row["id"]),
        hub=Hub(row["hub"]),
        title=row["title"],
        steps=tuple(step_from_wire(step) for step in row["steps"]),
        by=row["by"],
        created_at=row["created_at"],
    )


class AgendaStore:
    """Implements ports.Agendas."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, agenda: Agenda) -> None:
        """Keep an agenda; another one of its hub with the same title goes."""
        self._db.execute(delete(agenda_table).where(_HERE.hub == agenda.hub.value, _HERE.title == agenda.title))
        row = {
            "id": agenda.id,
            "hub": agenda.hub.value,
            "title": agenda.title,
            "steps": [step_to_wire(step) for step in agenda.steps],
            "by": agenda.by,
            "created_at": agenda.created_at,
        }
        self._db.execute(insert(agenda_table), row)

    def get(self, ident: AgendaId) -> Agenda | None:
        row = self._db.execute(select(agenda_table).where(_HERE.id == ident)).mappings().first()
        return _agenda_of_row(row) if row else None

    def titled(self, hub: Hub, title: str) -> Agenda | None:
        query = select(agenda_table).where(_HERE.hub == hub.value, _HERE.title == title)
        row = self._db.execute(query).mappings().first()
        return _agenda_of_row(row) if row else None

    def of(self, hubs: Sequence[Hub]) -> list[Agenda]:
        """The agendas of some hubs, by title."""
        query = select(agenda_table).where(_HERE.hub.in_([hub.value for hub in hubs])).order_by(_HERE.title, _HERE.hub)
        return [_agenda_of_row(row) for row in self._db.execute(query).mappings()]

    def remove(self, ident: AgendaId) -> None:
        self._db.execute(delete(agenda_table).where(_HERE.id == ident))
