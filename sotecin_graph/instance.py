"""The running instance: what one process holds, made by the composition roots (app.py, cli.py, tests)."""

from __future__ import annotations

from dataclasses import dataclass

from sotecin_graph.elements import MapId
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.rooms import Rooms
from sotecin_graph.services.atlas import Atlas
from sotecin_graph.settings import Settings
from sotecin_graph.tickets import Tickets, kept_key

WATCH_S = 0.5


@dataclass(frozen=True, slots=True)
class Instance:
    """Settings, database, the maps in memory, who looks at them, and the key for tickets."""

    settings: Settings
    database: Database
    atlas: Atlas
    rooms: Rooms
    tickets: Tickets


_running: list[Instance] = []


def start(settings: Settings, database: Database) -> Instance:
    """Make the instance of this process and remember it; a later call replaces it."""
    tickets = Tickets(settings.secret or kept_key(settings.data))
    instance = Instance(settings, database, Atlas(database), Rooms(), tickets)
    database.on_commit(instance.rooms.publish)
    _running[:] = [instance]
    return instance


def current() -> Instance:
    """The running instance; RuntimeError before `start`."""
    if not _running:
        raise RuntimeError("no instance is running: call instance.start first")
    return _running[0]


def watch_others(instance: Instance) -> None:
    """Hear of what other processes commit, such as an import by the command line beside the server."""
    seen: dict[MapId, int] = {}

    def catch_up() -> None:
        open_maps = instance.rooms.open_maps()
        for map_id in [known for known in seen if known not in open_maps]:
            del seen[map_id]
        for map_id in open_maps:
            revision = instance.database.read(_revision, map_id=map_id)
            since = seen.get(map_id, max(0, revision - 1))
            if revision > since:
                instance.rooms.publish(instance.atlas.changes(map_id, since=since) or ())
            seen[map_id] = revision

    instance.database.watch(catch_up, every_s=WATCH_S)


def _revision(uow: UnitOfWork, *, map_id: MapId) -> int:
    return uow.maps.revision(map_id)
