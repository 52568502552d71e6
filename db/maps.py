"""Stores of maps, changes, commands and clusters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, func, insert, select, update

from db.elements import ElementStore, LinkStore, element_of_row
from db.prepared import Prepared, Row
from db.schema import (
    change_table,
    cluster_table,
    command_table,
    element_table,
    finding_table,
    map_table,
    placing_table,
    table_map_table,
    workshop_table,
)
from db.voting import VotingStore
from db.workshops import WorkshopStore
from sotecin_graph.changes import Change, DeedDone, Wire, element_to_wire, link_to_wire
from sotecin_graph.clusters import Cluster, ClusterId, cluster_from_wire, cluster_to_wire
from sotecin_graph.elements import MapId
from sotecin_graph.errors import UnknownMap
from sotecin_graph.maps import Map, MapFacts
from sotecin_graph.people import WorkshopId
from sotecin_graph.ports import LastFinding
from sotecin_graph.vocabulary import Chain, Hub, MapKind


def _facts_of_row(row: Row) -> MapFacts:
    return MapFacts(
        id=MapId(row["id"]),
        name=row["name"],
        kind=MapKind(row["kind"]),
        hubs=tuple(Hub(value) for value in row["hubs"]),
        chains=tuple(Chain(value) for value in row["chains"]),
        revision=row["revision"],
        workshop_id=WorkshopId(row["workshop_id"]) if row["workshop_id"] else None,
        is_example=row["is_example"],
        table=row["table_number"] or 0,
    )


def _change_of_row(row: Row) -> Change:
    plain = {
        name: row[name] for name in ("revision", "kind", "payload", "by", "by_id", "at", "deed", "undoes", "before")
    }
    return Change(map_id=MapId(row["map_id"]), **plain)


def _facts() -> Select[Any]:
    joined = map_table.outerjoin(workshop_table, workshop_table.c.map_id == map_table.c.id)
    joined = joined.outerjoin(table_map_table, table_map_table.c.map_id == map_table.c.id)
    whose = func.coalesce(workshop_table.c.id, table_map_table.c.workshop_id).label("workshop_id")
    return select(map_table, whose, table_map_table.c.number.label("table_number")).select_from(joined)


_MAP = map_table.c
_COMMAND = command_table.c
_HERE = _MAP.id == bindparam("map")
_FACTS = Prepared(_facts().where(_HERE))
_REVISION = Prepared(select(_MAP.revision).where(_HERE))
_RAISE = Prepared(update(map_table).where(_HERE).values(revision=_MAP.revision + 1).returning(_MAP.revision))
_KEEP_CHANGE = Prepared(insert(change_table))
_SINCE = and_(change_table.c.map_id == bindparam("map"), change_table.c.revision > bindparam("since"))
_CHANGES = Prepared(select(change_table).where(_SINCE).order_by(change_table.c.revision).limit(bindparam("most")))
_COMMAND_OF = and_(
    _COMMAND.map_id == bindparam("map"), _COMMAND.actor_id == bindparam("who"), _COMMAND.client_id == bindparam("id")
)
_RESULT = Prepared(select(_COMMAND.result).where(_COMMAND_OF))
_KEEP_RESULT = Prepared(insert(command_table))


class MapStore:
    """Implements ports.Maps; `raise_revision` and `keep` serve the unit of work only."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, facts: MapFacts, *, at: datetime) -> None:
        row = {
            "id": facts.id,
            "seq": (self._db.scalar(select(func.max(map_table.c.seq))) or 0) + 1,
            "name": facts.name,
            "kind": facts.kind.value,
            "hubs": [hub.value for hub in facts.hubs],
            "chains": [chain.value for chain in facts.chains],
            "revision": 0,
            "clusters": [],
            "is_example": facts.is_example,
            "created_at": at,
        }
        self._db.execute(insert(map_table), row)

    def rename(self, map_id: MapId, name: str) -> None:
        self._db.execute(update(map_table).where(map_table.c.id == map_id).values(name=name))

    def facts(self, map_id: MapId) -> MapFacts | None:
        row = _FACTS.first(self._db, map=map_id)
        return _facts_of_row(row) if row else None

    def named(self, name: str) -> MapFacts | None:
        row = self._db.execute(_facts().where(map_table.c.name == name)).mappings().first()
        return _facts_of_row(row) if row else None

    def all(self) -> list[MapFacts]:
        rows = self._db.execute(_facts().order_by(map_table.c.seq)).mappings()
        return [_facts_of_row(row) for row in rows]

    def revision(self, map_id: MapId) -> int:
        found: int | None = _REVISION.scalar(self._db, map=map_id)
        if found is None:
            raise UnknownMap(map_id)
        return found

    def snapshot(self, map_id: MapId) -> Wire:
        facts = self.facts(map_id)
        if facts is None:
            raise UnknownMap(map_id)
        snapshot = Map(facts).snapshot()
        snapshot["revision"] = facts.revision
        snapshot["elements"] = self._element_wires(map_id)
        snapshot["links"] = [link_to_wire(link) for link in LinkStore(self._db).on(map_id)]
        snapshot["clusters"] = self._db.scalar(select(map_table.c.clusters).where(map_table.c.id == map_id))
        workshop = WorkshopStore(self._db).on_map(map_id) if facts.workshop_id else None
        voting = VotingStore(self._db).current(map_id)
        snapshot["workshop"] = workshop.to_wire(voting, is_at_table=bool(facts.table)) if workshop else None
        return snapshot

    def _element_wires(self, map_id: MapId) -> list[Wire]:
        votes = ElementStore(self._db).votes(map_id)
        query = select(element_table, placing_table.c.x, placing_table.c.y).join(placing_table)
        query = query.where(placing_table.c.map_id == map_id).order_by(element_table.c.seq)
        rows = self._db.execute(query).mappings()
        return [element_to_wire(element_of_row(row), row["x"], row["y"], votes.get(row["id"], 0)) for row in rows]

    def changes(self, map_id: MapId, *, since: int, most: int = 1000) -> list[Change]:
        return [_change_of_row(row) for row in _CHANGES.rows(self._db, map=map_id, since=since, most=most)]

    def latest_changes(self, map_id: MapId, *, most: int) -> list[Change]:
        query = select(change_table).where(change_table.c.map_id == map_id)
        rows = self._db.execute(query.order_by(change_table.c.revision.desc()).limit(most)).mappings()
        return [_change_of_row(row) for row in rows]

    def steps(self, map_id: MapId) -> list[tuple[datetime, Wire]]:
        here = change_table.c
        query = select(here.at, here.payload).where(here.map_id == map_id, here.kind == "workshop")
        rows = self._db.execute(query.order_by(here.revision)).all()
        return [(row.at, row.payload["workshop"]) for row in rows if row.payload.get("workshop")]

    def placed_at(self, moments: Collection[datetime]) -> set[tuple[MapId, datetime]]:
        here = change_table.c
        query = select(here.map_id, here.at).where(here.kind == "placed", here.at.in_(list(moments))).distinct()
        return {(MapId(row.map_id), row.at) for row in self._db.execute(query)}

    def deed(self, ident: str) -> list[Change]:
        query = select(change_table).where(change_table.c.deed == ident).order_by(change_table.c.part)
        return [_change_of_row(row) for row in self._db.execute(query).mappings()]

    def deeds(self, map_id: MapId, *, most: int) -> list[DeedDone]:
        here = change_table.c
        columns = (
            here.deed,
            func.max(here.undoes),
            func.max(here.by_id),
            func.count(here.before),
            func.min(here.revision),
        )
        query = select(*columns).where(here.map_id == map_id, here.deed != "")
        rows = self._db.execute(query.group_by(here.deed).order_by(func.min(here.revision).desc()).limit(most)).all()
        return [DeedDone(ident, undoes, by_id, bool(kept)) for ident, undoes, by_id, kept, _first in reversed(rows)]

    def raise_revision(self, map_id: MapId) -> int:
        """The next revision; the row stays locked until the transaction ends, so revisions are gapless."""
        found: int | None = _RAISE.scalar(self._db, map=map_id)
        if found is None:
            raise UnknownMap(map_id)
        return found

    def keep(self, change: Change, *, part: int) -> None:
        """Store a change, the n-th of its deed; a list of clusters is also what the next snapshot shows."""
        row = {
            "map_id": change.map_id,
            "revision": change.revision,
            "kind": change.kind,
            "payload": change.payload,
            "by": change.by,
            "by_id": change.by_id,
            "at": change.at,
            "deed": change.deed,
            "part": part,
            "undoes": change.undoes,
            "before": change.before,
        }
        _KEEP_CHANGE.run(self._db, **row)
        if change.kind == "clustered":
            shown = update(map_table).where(map_table.c.id == change.map_id)
            self._db.execute(shown.values(clusters=change.payload["clusters"]))


class CommandStore:
    """Implements ports.Commands."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._db, self._now = connection, now

    def result(self, map_id: MapId, actor_id: str, client_id: str) -> Wire | None:
        found: Wire | None = _RESULT.scalar(self._db, map=map_id, who=actor_id, id=client_id)
        return found

    def keep(self, map_id: MapId, actor_id: str, client_id: str, result: Wire) -> None:
        row = {"map_id": map_id, "actor_id": actor_id, "client_id": client_id, "result": result, "at": self._now}
        _KEEP_RESULT.run(self._db, **row)

    def forget(self, *, before: datetime) -> None:
        self._db.execute(delete(command_table).where(command_table.c.at < before))


class ClusterStore:
    """Implements ports.Clusters."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._db, self._now = connection, now

    def on_map(self, map_id: MapId) -> list[Cluster]:
        return self._listed(map_id, cluster_table.c.ended_at.is_(None))

    def past(self, map_id: MapId) -> list[Cluster]:
        return self._listed(map_id, cluster_table.c.ended_at.is_not(None))

    def _listed(self, map_id: MapId, which: ColumnElement[bool]) -> list[Cluster]:
        query = select(cluster_table.c.content).where(cluster_table.c.map_id == map_id, which)
        return [cluster_from_wire(content) for content in self._db.scalars(query.order_by(cluster_table.c.number))]

    def replace(self, map_id: MapId, clusters: Sequence[Cluster]) -> None:
        here, idents = cluster_table.c.map_id == map_id, [each.id for each in clusters]
        self._db.execute(delete(cluster_table).where(here, cluster_table.c.id.in_(idents)))
        ended = update(cluster_table).where(here, cluster_table.c.ended_at.is_(None))
        self._db.execute(ended.values(ended_at=self._now))
        rows = [
            {"id": each.id, "map_id": map_id, "number": each.number, "content": cluster_to_wire(each)}
            for each in clusters
        ]
        if rows:
            self._db.execute(insert(cluster_table), rows)

    def get(self, ident: ClusterId) -> Cluster | None:
        content = self._db.scalar(select(cluster_table.c.content).where(cluster_table.c.id == ident))
        return cluster_from_wire(content) if content else None

    def finding(self, map_id: MapId) -> LastFinding | None:
        row = self._db.execute(select(finding_table).where(finding_table.c.map_id == map_id)).mappings().first()
        return LastFinding(row["current"], row["waiting"]) if row else None

    def keep_finding(self, map_id: MapId, *, current: Wire, waiting: Wire | None = None) -> None:
        self._db.execute(delete(finding_table).where(finding_table.c.map_id == map_id))
        self._db.execute(insert(finding_table), {"map_id": map_id, "current": current, "waiting": waiting})
