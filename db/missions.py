"""The store of missions, their members and versions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from db.elements import heirs_of, with_merged
from db.schema import (
    mission_member_table,
    mission_table,
    mission_version_table,
)
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.missions import MISSION_TEXTS, Mission, MissionId, MissionState, NextStep
from sotecin_graph.vocabulary import Chain, Hub, Strategy


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _mission_content(mission: Mission) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(mission, name) for name in MISSION_TEXTS}
    return content | {
        "chains": [chain.value for chain in mission.chains],
        "strategies": [strategy.value for strategy in mission.strategies],
        "sdgs": list(mission.sdgs),
        "deadline": _day(mission.deadline),
        "council": list(mission.council),
        "signed_off_by": mission.signed_off_by,
        "next_steps": [[step.what, step.who, _day(step.due)] for step in mission.next_steps],
        "origin": mission.origin,
        "created_by": mission.created_by,
        "created_at": mission.created_at.isoformat() if mission.created_at else None,
    }


def _mission_row(mission: Mission) -> dict[str, Any]:
    return {
        "id": mission.id,
        "title": mission.title,
        "hub": mission.hub.value if mission.hub else None,
        "map_id": mission.map_id,
        "state": mission.state.value,
        "version": mission.version,
        "content": _mission_content(mission),
        "is_example": mission.is_example,
    }


def _next_step(wire: list[Any]) -> NextStep:
    return NextStep(wire[0], wire[1], date.fromisoformat(wire[2]) if wire[2] else None)


def _mission_of_row(row: RowMapping, members: tuple[ElementId, ...]) -> Mission:
    content = row["content"]
    created = content["created_at"]
    return Mission(
        **{name: content[name] for name in MISSION_TEXTS},
        id=MissionId(row["id"]),
        hub=Hub(row["hub"]) if row["hub"] else None,
        map_id=MapId(row["map_id"]),
        members=members,
        chains=tuple(Chain(value) for value in content["chains"]),
        strategies=tuple(Strategy(value) for value in content["strategies"]),
        sdgs=tuple(content["sdgs"]),
        deadline=date.fromisoformat(content["deadline"]) if content["deadline"] else None,
        council=tuple(ElementId(ident) for ident in content["council"]),
        signed_off_by=content["signed_off_by"],
        next_steps=tuple(_next_step(wire) for wire in content["next_steps"]),
        state=MissionState(row["state"]),
        version=row["version"],
        origin=content["origin"],
        created_by=content["created_by"],
        created_at=datetime.fromisoformat(created).astimezone(UTC) if created else None,
        is_example=row["is_example"],
    )


class MissionStore:
    """Implements ports.Missions; every update keeps the earlier version."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, mission: Mission) -> None:
        seq = (self._db.scalar(select(func.max(mission_table.c.seq))) or 0) + 1
        self._db.execute(insert(mission_table), _mission_row(mission) | {"seq": seq})
        self._set_members(mission)

    def update(self, mission: Mission, *, by: str, at: datetime) -> None:
        before = self._db.execute(select(mission_table).where(mission_table.c.id == mission.id)).mappings().one()
        kept = {"mission_id": mission.id, "version": before["version"], "content": before["content"]}
        self._db.execute(insert(mission_version_table), kept | {"by": by, "at": at})
        self._db.execute(update(mission_table).where(mission_table.c.id == mission.id), _mission_row(mission))
        self._db.execute(delete(mission_member_table).where(mission_member_table.c.mission_id == mission.id))
        self._set_members(mission)

    def _set_members(self, mission: Mission) -> None:
        rows = [
            {"mission_id": mission.id, "element_id": ident, "position": position}
            for position, ident in enumerate(mission.members)
        ]
        if rows:
            self._db.execute(insert(mission_member_table), rows)

    def get(self, ident: MissionId) -> Mission | None:
        row = self._db.execute(select(mission_table).where(mission_table.c.id == ident)).mappings().first()
        return _mission_of_row(row, self._members(ident)) if row else None

    def _members(self, ident: str) -> tuple[ElementId, ...]:
        query = select(mission_member_table.c.element_id).where(mission_member_table.c.mission_id == ident)
        return tuple(heirs_of(self._db, list(self._db.scalars(query.order_by(mission_member_table.c.position)))))

    def all(self) -> list[Mission]:
        rows = self._db.execute(select(mission_table).order_by(mission_table.c.seq)).mappings().all()
        return [_mission_of_row(row, self._members(row["id"])) for row in rows]

    def with_member(self, ident: ElementId) -> list[Mission]:
        here = mission_member_table.c.element_id.in_(with_merged(self._db, ident))
        query = select(mission_table).join(mission_member_table).where(here).distinct()
        rows = self._db.execute(query.order_by(mission_table.c.seq)).mappings().all()
        return [_mission_of_row(row, self._members(row["id"])) for row in rows]
