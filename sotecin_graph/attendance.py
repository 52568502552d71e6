"""Attendance: who is in the room now, how long they have been still, and whose connection breaks.

Of this process and never stored: people are there as long as a socket of theirs is open, a map's or their task's.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sotecin_graph.elements import MapId

TROUBLE_S = 600.0
"""So long a break counts as trouble."""


@dataclass(frozen=True, slots=True)
class Presence:
    """How someone is there: seconds since they last did something, None where they have not; breaks of late."""

    is_here: bool
    still_s: float | None
    breaks: int


@dataclass(slots=True)
class _Person:
    sockets: int = 0
    acted_at: float | None = None
    breaks: list[float] = field(default_factory=list)


class Attendance:
    """The people of all maps; from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._people: dict[tuple[MapId, str], _Person] = {}
        self._lock = threading.Lock()

    def came(self, map_id: MapId, actor_id: str) -> None:
        """A socket was opened."""
        with self._lock:
            self._person(map_id, actor_id).sockets += 1

    def went(self, map_id: MapId, actor_id: str, *, was_cut: bool) -> None:
        """A socket was closed, by the person or by the network."""
        with self._lock:
            person = self._person(map_id, actor_id)
            person.sockets = max(0, person.sockets - 1)
            if was_cut:
                person.breaks.append(self._clock())

    def acted(self, map_id: MapId, actor_id: str) -> None:
        """Someone did something."""
        with self._lock:
            self._person(map_id, actor_id).acted_at = self._clock()

    def on_map(self, map_id: MapId) -> dict[str, Presence]:
        """Everyone who was on a map since the process began, by actor's id."""
        with self._lock:
            now = self._clock()
            return {who: _seen(person, now) for (there, who), person in self._people.items() if there == map_id}

    def on_maps(self, maps: Iterable[MapId]) -> dict[str, Presence]:
        """The same for several maps, such as those of a workshop's tables: who is on one of them is here."""
        found: dict[str, Presence] = {}
        for map_id in maps:
            for who, seen in self.on_map(map_id).items():
                found[who] = _both(found[who], seen) if who in found else seen
        return found

    def _person(self, map_id: MapId, actor_id: str) -> _Person:
        return self._people.setdefault((map_id, actor_id), _Person())


def _both(one: Presence, other: Presence) -> Presence:
    still = [each.still_s for each in (one, other) if each.still_s is not None]
    return Presence(one.is_here or other.is_here, min(still, default=None), one.breaks + other.breaks)


def _seen(person: _Person, now: float) -> Presence:
    person.breaks = [at for at in person.breaks if now - at <= TROUBLE_S]
    still = now - person.acted_at if person.acted_at is not None else None
    return Presence(bool(person.sockets), still, len(person.breaks))
