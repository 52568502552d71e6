"""The store of missions: their members, versions, and the passages of their life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from db.elements import heirs_of, with_merged
from db.schema import (
    mission_member_table,
    mission_passage_table,
    mission_table,
    mission_version_table,
)
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.missions import (
    MISSION_TEXTS,
    Mission,
    MissionId,
    MissionPassage,
    MissionState,
    MissionVersion,
    NextStep,
)
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
        "signed_off_at": mission.signed_off_at.isoformat() if mission.signed_off_at else None,
        "signed_version": mission.signed_version,
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


def _mission_of_row(row: Mapping[Any, Any], members: tuple[ElementId, ...]) -> Mission:
    content = row["content"]
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
        signed_off_at=_moment(content.get("signed_off_at")),
        signed_version=content.get("signed_version", row["version"] if content["signed_off_by"] else 0),
        next_steps=tuple(_next_step(wire) for wire in content["next_steps"]),
        state=MissionState(row["state"]),
        version=row["version"],
        origin=content["origin"],
        created_by=content["created_by"],
        created_at=_moment(content["created_at"]),
        is_example=row["is_example"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _version_content(mission: Mission) -> dict[str, Any]:
    """What a version keeps: the content, and what else people wrote or decided."""
    return _mission_content(mission) | {
        "hub": mission.hub.value if mission.hub else None,
        "state": mission.state.value,
        "members": list(mission.members),
    }


class MissionStore:
    """Implements ports.Missions; every version is kept."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, mission: Mission) -> None:
        seq = (self._db.scalar(select(func.max(mission_table.c.seq))) or 0) + 1
        self._db.execute(insert(mission_table), _mission_row(mission) | {"seq": seq})
        self._set_members(mission)
        self._keep(mission, by=mission.created_by, at=mission.created_at or datetime.now(UTC))

    def update(self, mission: Mission, *, by: str, at: datetime, restores: int = 0) -> None:
        self._write(mission)
        self._db.execute(delete(mission_member_table).where(mission_member_table.c.mission_id == mission.id))
        self._set_members(mission)
        self._keep(mission, by=by, at=at, restores=restores)

    def move(self, mission: Mission, passage: MissionPassage) -> None:
        self._write(mission)
        here = mission_passage_table.c
        count = self._db.scalar(select(func.count()).where(here.mission_id == mission.id)) or 0
        row = {field.name: getattr(passage, field.name) for field in fields(passage)}
        row |= {"mission_id": mission.id, "position": count, "state": passage.state.value}
        self._db.execute(insert(mission_passage_table), row)

    def _write(self, mission: Mission) -> None:
        self._db.execute(update(mission_table).where(mission_table.c.id == mission.id), _mission_row(mission))

    def _keep(self, mission: Mission, *, by: str, at: datetime, restores: int = 0) -> None:
        row = {"mission_id": mission.id, "version": mission.version, "content": _version_content(mission)}
        self._db.execute(insert(mission_version_table), row | {"by": by, "at": at, "restores": restores})

    def passages(self, ident: MissionId) -> list[MissionPassage]:
        here = mission_passage_table.c
        query = select(mission_passage_table).where(here.mission_id == ident).order_by(here.position)
        names = [field.name for field in fields(MissionPassage)]
        rows = [{name: row[name] for name in names} for row in self._db.execute(query).mappings()]
        return [MissionPassage(**{**row, "state": MissionState(row["state"])}) for row in rows]

    def versions(self, ident: MissionId) -> list[MissionVersion]:
        now = self._db.execute(select(mission_table).where(mission_table.c.id == ident)).mappings().first()
        here = mission_version_table.c
        query = select(mission_version_table).where(here.mission_id == ident).order_by(here.version)
        members = self._members(ident)
        kept = self._db.execute(query).mappings().all() if now else []
        return [self._version(row, dict(now or {}), members) for row in kept]

    def _version(self, row: RowMapping, now: dict[str, Any], members: tuple[ElementId, ...]) -> MissionVersion:
        """A kept version; what early versions did not keep is as it is now."""
        content = row["content"]
        then = now | {name: content[name] for name in ("hub", "state") if name in content}
        then |= {"content": content, "version": row["version"]}
        kept = tuple(heirs_of(self._db, content["members"])) if "members" in content else members
        return MissionVersion(_mission_of_row(then, kept), row["by"], row["at"], row["restores"])

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
