"""Stores of workshops and who joined them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, bindparam, insert, literal, or_, select, update

from db.prepared import Prepared, Row
from db.schema import element_table, link_table, parked_table, participant_table, table_map_table, workshop_table
from sotecin_graph.elements import MapId
from sotecin_graph.levers import levers_of_row, levers_to_row
from sotecin_graph.people import (
    Participant,
    ParticipantId,
    WorkshopId,
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
        return _GET.kept(self._db, workshop_of_row, ident=ident)

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

    def participant(self, actor_id: str) -> Participant | None:
        _sort, _colon, ident = actor_id.partition(":")
        query = select(participant_table).where(participant_table.c.id == ident)
        row = self._db.execute(query).mappings().first() if actor_id.startswith("participant:") else None
        return participant_of_row(row) if row else None

    def seat(self, participant: Participant) -> None:
        """Keep where a participant sits and whence they come, and whether they help."""
        row = {
            "seated_at": participant.table,
            "comes_from": participant.comes_from.value if participant.comes_from else None,
            "helps": participant.helps,
        }
        here = participant_table.c.id == participant.id
        self._db.execute(update(participant_table).where(here), row)

    def contributions(self, ident: WorkshopId) -> list[tuple[str, datetime]]:
        """Whose each element and link of a workshop's people and paper is, and since when, in order.

        What was merged into another counts, and what is parked; what was taken back or removed does not.
        """
        found = [*_ELEMENTS_BY.tuples(self._db, workshop=ident), *_LINKS_BY.tuples(self._db, workshop=ident)]
        return sorted(((row[0], row[1]) for row in found), key=lambda each: each[1])

    def add_table_map(self, ident: WorkshopId, number: int, map_id: MapId) -> None:
        row = {"workshop_id": ident, "number": number, "map_id": map_id}
        self._db.execute(insert(table_map_table), row)

    def table_maps(self, ident: WorkshopId) -> dict[int, MapId]:
        """The maps that tables of a workshop have of their own, by the tables' numbers in order."""
        return {row[0]: MapId(row[1]) for row in _TABLE_MAPS.tuples(self._db, workshop=ident)}

    def participants(self, ident: WorkshopId) -> list[Participant]:
        return [participant_of_row(row) for row in _IN.rows(self._db, workshop=ident)]


_GET = Prepared(select(workshop_table).where(workshop_table.c.id == bindparam("ident")))
_IN = Prepared(
    select(participant_table)
    .where(participant_table.c.workshop_id == bindparam("workshop"))
    .order_by(participant_table.c.consent_at)
)


def _by_its_people(author: ColumnElement[str]) -> ColumnElement[bool]:
    """Of participants, or typed in from their paper: "paper:{workshop}:{table}"."""
    workshop = bindparam("workshop", type_=String)
    people = select(literal("participant:") + participant_table.c.id).where(participant_table.c.workshop_id == workshop)
    paper = literal("paper:") + workshop
    return or_(author.in_(people), and_(author >= paper + ":", author < paper + ";"))


_ELEMENT, _LINK = element_table.c, link_table.c
_STILL_KNOWN = or_(
    _ELEMENT.removed_at.is_(None),
    _ELEMENT.merged_into.is_not(None),
    _ELEMENT.id.in_(select(parked_table.c.element_id)),
)
_ELEMENTS_BY = Prepared(select(_ELEMENT.by_id, _ELEMENT.created_at).where(_by_its_people(_ELEMENT.by_id), _STILL_KNOWN))
_LINKS_BY = Prepared(
    select(_LINK.by_id, _LINK.created_at).where(_by_its_people(_LINK.by_id), _LINK.removed_at.is_(None))
)
_TABLE = table_map_table.c
_TABLE_MAPS = Prepared(
    select(_TABLE.number, _TABLE.map_id).where(_TABLE.workshop_id == bindparam("workshop")).order_by(_TABLE.number)
)
_AT_TABLE = select(_TABLE.workshop_id).where(_TABLE.map_id == bindparam("map")).scalar_subquery()
_ON_MAP = Prepared(
    select(workshop_table).where(or_(workshop_table.c.map_id == bindparam("map"), workshop_table.c.id == _AT_TABLE))
)
