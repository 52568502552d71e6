"""Rooms: who looks at which map now, and how each committed change reaches them.

Lives on the server's event loop; `publish` may be called from any thread. A change is encoded once for all
listeners. The first change after a quiet moment goes out at once, what follows within BURST_S goes out together.
Presence and cursors ride along and are never stored.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.levers import Levers
from sotecin_graph.services.veil import Veil

BURST_S = 0.025
CURSORS_S = 0.2
QUEUE_LENGTH = 256

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Encoded text for listeners; `first` and `last` are revisions where it carries changes, else 0.

    `is_own` tells people that what is theirs alone has changed.
    """

    text: str
    first: int = 0
    last: int = 0
    changes: tuple[Change, ...] = ()
    is_own: bool = False


@dataclass(eq=False, slots=True)
class Listener:
    """One open socket. `overflowed` tells its sender to close: it is too slow."""

    id: str
    name: str
    hub: str | None = None
    shown: str = ""
    """The id that others see, where it must not be joined with what the person does; else `id`."""

    queue: asyncio.Queue[Frame] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))
    has_overflowed: bool = False
    cursor: Wire | None = None

    def put(self, frame: Frame) -> None:
        """Queue a frame, or give up on a listener that no longer reads."""
        try:
            self.queue.put_nowait(frame)
        except asyncio.QueueFull:
            self.has_overflowed = True


@dataclass(eq=False, slots=True)
class StepListener(Listener):
    """One who is in the room without the map: hears only that the workshop, or what is theirs alone, has changed."""

    stirred: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, frame: Frame) -> None:
        """Keep in mind that there is something to look at."""
        if frame.is_own or any(change.kind == "workshop" for change in frame.changes):
            self.stirred.set()


class Room:
    """All listeners of one map."""

    def __init__(self, loop: asyncio.AbstractEventLoop, veil: Veil | None = None) -> None:
        self._veil, self._key = veil, secrets.token_bytes(16)
        self.listeners: set[Listener] = set()
        self.last = 0
        self._loop = loop
        self._waiting: list[Change] = []
        self._flushed_at = 0.0
        self._is_flush_due = False
        self._is_presence_due = False
        self._moved: dict[str, Wire] = {}
        self._is_cursor_due = False
        self._muted: Collection[str] = ()
        self._hides_cursors = False
        self._obeyed_at = 0
        self._brought: Frame | None = None
        self._step: object = None
        self._waits = 0
        self._waiting_of: dict[str, frozenset[str]] = {}

    def deliver(self, changes: Sequence[Change]) -> None:
        """Send changes, at once or with the burst that is under way; what the room has been told is left out."""
        new = [change for change in sorted(changes, key=lambda change: change.revision) if change.revision > self.last]
        if not new:
            return
        self.last = new[-1].revision
        self._waiting.extend(new)
        self._forget_place(new)
        if self._is_flush_due:
            return
        self._is_flush_due = True
        self._loop.call_at(max(self._loop.time(), self._flushed_at + BURST_S), self._flush)

    def _flush(self) -> None:
        self._is_flush_due = False
        self._flushed_at = self._loop.time()
        changes, self._waiting = tuple(self._waiting), []
        if not changes:
            return
        wire = [change.to_wire() for change in changes]
        hidden = self._veil.hidden_in(wire) if self._veil else frozenset()
        frame = _framed(changes, self._veil.over(wire, own="", shown="") if self._veil else wire)
        for each in self.listeners:
            each.put(changes_frame(changes, self._veil, own=each) if each.id in hidden else frame)

    def shown(self, person: str) -> str:
        """The id by which others here see somebody: of who is hidden one that holds as long as the room is open."""
        if not (person and self._veil and self._veil.hides(person)):
            return person
        return f"participant:{hmac.digest(self._key, person.encode(), 'sha256').hex()[:16]}"

    def behind(self, shown: str) -> str:
        """Who is seen here by an id; the id itself where that is nobody's."""
        return next((each.id for each in self.listeners if each.id and each.shown == shown), shown)

    def say_who_is_here(self) -> None:
        """Tell all who is here, once for a crowd that arrives together."""
        if not self._is_presence_due:
            self._is_presence_due = True
            self._loop.call_later(CURSORS_S, self._send_presence)

    def _send_presence(self) -> None:
        self._is_presence_due = False
        people = list({each.id: {"id": each.shown, "name": each.name, "hub": each.hub} for each in self.named}.values())
        self._send(Frame(encode({"type": "presence", "people": people[:60], "count": len(people)})))

    @property
    def named(self) -> list[Listener]:
        """Those who are somebody: anonymous readers, projectors and muted people are not counted as here."""
        return [each for each in self.listeners if each.id and each.id not in self._muted]

    def obey(self, levers: Levers, *, at: int) -> None:
        """Show neither pointer nor name of who is muted, and nobody's pointer where all are hidden.

        `at` is the map's revision when the levers were read: who was slower in reading them has no say.
        """
        if at < self._obeyed_at:
            return
        if set(levers.muted) != set(self._muted):
            self.say_who_is_here()
        self._obeyed_at, self._muted, self._hides_cursors = at, frozenset(levers.muted), levers.hides_cursors

    def point(self, listener: Listener, cursor: Wire) -> None:
        """Take a listener's cursor; all cursors go out together, at most five times a second."""
        if self._hides_cursors or listener.id in self._muted:
            return
        self._moved[listener.id] = {"id": listener.shown, "name": listener.name, **cursor}
        if not self._is_cursor_due:
            self._is_cursor_due = True
            self._loop.call_later(CURSORS_S, self._send_cursors)

    def _send_cursors(self) -> None:
        self._is_cursor_due = False
        moved, self._moved = list(self._moved.values()), {}
        self._send(Frame(encode({"type": "cursors", "cursors": moved})))

    def tell_own(self, people: Collection[str], *, but: Listener | None = None) -> None:
        """Tell the screens of these people that what is theirs alone has changed: dots, or what of theirs waits."""
        frame = Frame(encode({"type": "own"}), is_own=True)
        for each in self.listeners:
            if each.id and each.id in people and each is not but:
                each.put(frame)

    def tell_waiting(self, count: int, mine: Mapping[str, frozenset[str]]) -> None:
        """Tell all how many contributions wait to be shown, and those whose own are others than before."""
        if count != self._waits:
            self._waits = count
            self._send(Frame(encode({"type": "waits", "count": count})))
        before, self._waiting_of = self._waiting_of, dict(mine)
        self.tell_own([who for who in before.keys() | mine.keys() if before.get(who) != mine.get(who)])

    def bring(self, listener: Listener | None, place: Wire, *, by: str = "", by_id: str = "") -> None:
        """Tell all others, projectors too, where one of them, or a person from beside the map, wants all to look."""
        who = (listener.name, listener.shown) if listener else (by, self.shown(by_id))
        frame = self._brought = Frame(encode({"type": "bring", "by": who[0], "by_id": who[1], **place}))
        for each in self.listeners:
            if each is not listener:
                each.put(frame)

    def call(self, place: Wire, *, by: str, by_id: str) -> None:
        """Ask those here to come to another map, where somebody shows all a place; who asks is asked nowhere."""
        frame = Frame(encode({"type": "call", "by": by, **place}))
        for each in self.listeners:
            if each.id != by_id:
                each.put(frame)

    def _forget_place(self, changes: Sequence[Change]) -> None:
        """With another step, where all were brought before no longer counts."""
        for change in changes:
            if change.kind == "workshop":
                step = (change.payload["workshop"] or {}).get("step_started_at")
                if step != self._step:
                    self._step, self._brought = step, None

    def bring_wall(self, listener: Listener) -> None:
        """Show a wall that has just been loaded what all were brought to in this step."""
        if self._brought is not None:
            listener.put(self._brought)

    def _send(self, frame: Frame) -> None:
        for listener in self.listeners:
            listener.put(frame)


class Rooms:
    """The rooms of this process, opened by their first listener and closed by their last."""

    def __init__(self, veil: Veil | None = None) -> None:
        self._veil = veil
        self._rooms: dict[MapId, Room] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Bind to the server's loop; before that, publishing is a no-op, since nobody can listen."""
        self._loop = loop

    def publish(self, changes: Sequence[Change]) -> None:
        """Deliver committed changes to their rooms; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._deliver, changes)

    def enter(self, map_id: MapId, listener: Listener) -> Room:
        """Subscribe; do this before reading the map, so that nothing falls between."""
        room = self._rooms.setdefault(map_id, Room(asyncio.get_running_loop(), self._veil))
        listener.shown = room.shown(listener.id)
        room.listeners.add(listener)
        if listener.id:
            room.say_who_is_here()
        return room

    def leave(self, map_id: MapId, listener: Listener) -> None:
        """Unsubscribe."""
        room = self._rooms.get(map_id)
        if room is None:
            return
        room.listeners.discard(listener)
        if not room.listeners:
            del self._rooms[map_id]
        elif listener.id:
            room.say_who_is_here()

    def bring(self, map_id: MapId, place: Wire, *, by: str, by_id: str) -> None:
        """Tell every screen of a map where someone wants all to look; from any thread."""

        def tell() -> None:
            room = self._rooms.get(map_id)
            if room is not None:
                room.bring(None, place, by=by, by_id=by_id)

        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell)

    def call(self, maps: Iterable[MapId], to: MapId, place: Wire, *, by: str, by_id: str) -> None:
        """Ask all who look at some maps to come to another one, where someone shows a place; on the server's loop."""
        for map_id in maps:
            room = self._rooms.get(map_id)
            if room is not None:
                room.call({"map": to, **place}, by=by, by_id=by_id)

    def tell_waiting(self, map_id: MapId, count: int, mine: Mapping[str, frozenset[str]]) -> None:
        """Tell a map's screens how many wait, and each author whose own are others than before; from any thread."""

        def tell() -> None:
            room = self._rooms.get(map_id)
            if room is not None:
                room.tell_waiting(count, mine)

        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell)

    def obey(self, map_id: MapId, levers: Levers, *, at: int) -> None:
        """Let a map's room follow its facilitators' levers, read at a revision; from any thread."""

        def tell() -> None:
            room = self._rooms.get(map_id)
            if room is not None:
                room.obey(levers, at=at)

        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell)

    def open_maps(self) -> list[MapId]:
        """The maps that someone looks at."""
        return list(self._rooms)

    def _deliver(self, changes: Sequence[Change]) -> None:
        by_map: dict[MapId, list[Change]] = {}
        for change in changes:
            if change.map_id in self._rooms:
                by_map.setdefault(change.map_id, []).append(change)
        for map_id, own in by_map.items():
            self._rooms[map_id].deliver(own)

    def last(self, map_id: MapId) -> int | None:
        """The newest revision that a room has been told of; None before the first."""
        room = self._rooms.get(map_id)
        return room.last if room and room.last else None


def changes_frame(changes: Sequence[Change], veil: Veil | None = None, *, own: Listener | None = None) -> Frame:
    """Changes with consecutive revisions as one frame; of who is hidden, `own` sees what is theirs, and nobody else."""
    wire = [change.to_wire() for change in changes]
    if veil:
        wire = veil.over(wire, own=own.id if own else "", shown=own.shown if own else "")
    return _framed(changes, wire)


def _framed(changes: Sequence[Change], wire: Sequence[Wire]) -> Frame:
    text = encode({"type": "changes", "changes": wire})
    return Frame(text, changes[0].revision, changes[-1].revision, tuple(changes))


def encode(message: Wire) -> str:
    """A message as compact JSON text."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
