"""The running instance: what one process holds, made by the composition roots (app.py, cli.py, tests)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from sotecin_graph.attendance import Attendance
from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.federation import Provider
from sotecin_graph.levers import Levers
from sotecin_graph.meaning import installed_reader
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.rooms import Rooms
from sotecin_graph.services.atlas import Atlas
from sotecin_graph.services.similar import SimilarChallenges
from sotecin_graph.services.tries import CodeTries
from sotecin_graph.settings import Settings
from sotecin_graph.tickets import Tickets, kept_key

WATCH_S = 0.5


@dataclass(frozen=True, slots=True)
class Instance:
    """Settings, database, the maps in memory, who looks at them, the key for tickets, wrong codes, organisations."""

    settings: Settings
    database: Database
    atlas: Atlas
    rooms: Rooms
    tickets: Tickets
    similar: SimilarChallenges
    codes: CodeTries = field(default_factory=CodeTries)
    attendance: Attendance = field(default_factory=Attendance)
    providers: tuple[Provider, ...] = ()


_running: list[Instance] = []


def start(settings: Settings, database: Database, providers: tuple[Provider, ...] = ()) -> Instance:
    """Make the instance of this process and remember it; a later call replaces it."""
    tickets = Tickets(settings.secret or kept_key(settings.data))
    similar = SimilarChallenges(database, installed_reader())
    atlas = Atlas(database)
    instance = Instance(settings, database, atlas, Rooms(atlas.veil), tickets, similar, providers=providers)
    database.on_commit(partial(_tell, instance))
    _running[:] = [instance]
    return instance


def current() -> Instance:
    """The running instance; RuntimeError before `start`."""
    if not _running:
        raise RuntimeError("no instance is running: call instance.start first")
    return _running[0]


def watch_others(instance: Instance) -> None:
    """Hear of what no commit here tells the rooms: what other processes commit, and what waits to be shown."""

    def catch_up() -> None:
        for map_id in instance.rooms.open_maps():
            newest = instance.database.read(_newest, map_id=map_id)
            last = instance.rooms.last(map_id)
            if newest and newest.revision > (last or 0):
                # where too much was missed, the newest alone makes every screen ask for the rest
                missed = instance.atlas.changes(map_id, since=last) if last is not None else None
                _tell(instance, missed or [newest])
            instance.rooms.tell_waiting(map_id, *instance.database.read(_waiting, map_id=map_id))

    instance.database.watch(catch_up, every_s=WATCH_S)


def _tell(instance: Instance, changes: Sequence[Change]) -> None:
    """Give changes to their rooms, after the levers where one was pulled."""
    pulled = {change.map_id: change.revision for change in changes if change.kind == "workshop"}
    for map_id, revision in pulled.items():
        instance.rooms.obey(map_id, instance.database.read(_levers, map_id=map_id), at=revision)
        instance.atlas.veil.look_again()
    if open_maps := instance.rooms.open_maps():
        instance.atlas.veil.learn(*(change.to_wire() for change in changes if change.map_id in open_maps))
    instance.rooms.publish(changes)


def _levers(uow: UnitOfWork, *, map_id: MapId) -> Levers:
    workshop = uow.workshops.on_map(map_id)
    return workshop.levers if workshop else Levers()


def _newest(uow: UnitOfWork, *, map_id: MapId) -> Change | None:
    latest = uow.maps.latest_changes(map_id, most=1)
    return latest[0] if latest else None


def _waiting(uow: UnitOfWork, *, map_id: MapId) -> tuple[int, dict[str, frozenset[str]]]:
    """How many contributions wait to be shown on a map, and which of each author wait for that or for leave."""
    to_show = uow.held.on_map(map_id)
    mine: dict[str, frozenset[str]] = {}
    for held in (*to_show, *uow.held.for_leave(map_id)):
        mine[held.by_id] = mine.get(held.by_id, frozenset()) | {held.id}
    return len(to_show), mine
