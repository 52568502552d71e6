"""The maps in memory: one graph per map, moved on by changes, handed out under a lock.

A map is read whole once, then catches up by the changes since its revision. Its snapshot is encoded once per
revision, however many people arrive.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sotecin_graph.changes import Change, Wire
from sotecin_graph.elements import MapId
from sotecin_graph.errors import UnknownMap
from sotecin_graph.maps import Map, MapFacts
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.veil import Veil

log = logging.getLogger(__name__)
MOST_CHANGES = 500
"""More missed changes than this, and a snapshot is the shorter way."""


@dataclass(slots=True)
class _Sheet:
    map: Map
    lock: threading.RLock = field(default_factory=threading.RLock)
    encoded: tuple[int, str] | None = None
    hidden: frozenset[str] = frozenset()
    """Those whose ids are left out of what is encoded."""


class Atlas:
    """All maps that someone has asked for in this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.veil = Veil(database)
        self._sheets: dict[MapId, _Sheet] = {}
        self._lock = threading.Lock()

    @contextmanager
    def reading(self, map_id: MapId) -> Iterator[Map]:
        """The map at its newest revision, for the length of the block. Take values out; never keep the map."""
        sheet = self._sheet(map_id)
        with sheet.lock:
            self._catch_up(sheet)
            yield sheet.map

    def snapshot(self, map_id: MapId, *, own: str = "", shown: str = "") -> tuple[int, str]:
        """The newest revision and the snapshot at it as JSON text, encoded once per revision.

        For a hidden person (`own`) with something on the map it is encoded with that under `shown`.
        """
        sheet = self._sheet(map_id)
        with sheet.lock:
            self._catch_up(sheet)
            if sheet.encoded is None or sheet.encoded[0] != sheet.map.revision:
                frame = {"type": "snapshot", **sheet.map.snapshot()}
                self.veil.learn(frame)
                sheet.hidden = self.veil.hidden_in(frame)
                sheet.encoded = sheet.map.revision, _encoded(self.veil.over(frame))
            if own not in sheet.hidden:
                return sheet.encoded
            mine = self.veil.over({"type": "snapshot", **sheet.map.snapshot()}, own=own, shown=shown)
            return sheet.map.revision, _encoded(mine)

    def changes(self, map_id: MapId, *, since: int) -> list[Change] | None:
        """What the map has seen since a revision, in order; None where a snapshot is the better answer."""
        revision, missed = self._database.read(_missed, map_id=map_id, since=since)
        return missed if 0 <= revision - since <= MOST_CHANGES and len(missed) == revision - since else None

    def _sheet(self, map_id: MapId) -> _Sheet:
        with self._lock:
            sheet = self._sheets.get(map_id)
            if sheet is None:
                facts, snapshot = self._database.read(_whole, map_id=map_id)
                sheet = _Sheet(Map(facts))
                sheet.map.restore(snapshot)
                self._sheets[map_id] = sheet
            return sheet

    def _catch_up(self, sheet: _Sheet) -> None:
        map_id, since = sheet.map.facts.id, sheet.map.revision
        revision, missed = self._database.read(_missed, map_id=map_id, since=since)
        if len(missed) != revision - since or not _moved_on(sheet.map, missed):
            sheet.map.facts, snapshot = self._database.read(_whole, map_id=map_id)
            sheet.map.restore(snapshot)


def _encoded(frame: Wire) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def _moved_on(shown: Map, missed: Sequence[Change]) -> bool:
    """True where all changes could be applied; else the map has to be read whole."""
    try:
        for change in missed:
            shown.apply(change)
    except (KeyError, TypeError, ValueError):
        log.exception("map %s cannot follow its changes; it is read whole", shown.facts.id)
        return False
    return True


def _whole(uow: UnitOfWork, *, map_id: MapId) -> tuple[MapFacts, Wire]:
    facts = uow.maps.facts(map_id)
    if facts is None:
        raise UnknownMap(map_id)
    return facts, uow.maps.snapshot(map_id)


def _missed(uow: UnitOfWork, *, map_id: MapId, since: int) -> tuple[int, list[Change]]:
    revision = uow.maps.revision(map_id)
    if revision == since:
        return revision, []
    return revision, uow.maps.changes(map_id, since=since, most=MOST_CHANGES + 1)
