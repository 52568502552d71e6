"""WS /live/maps/{id}: the map's own socket. Ticket first, then what was missed, then every change in order.

A listener subscribes before it reads, so nothing falls between; what it has by then is dropped by revision.
Commands come up the same socket and are acknowledged after the commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance
from sotecin_graph.language import speak
from sotecin_graph.levers import Levers
from sotecin_graph.live.commands import SLOW, Whose, actor_of, worked_out
from sotecin_graph.live.guests import NOTHING_OWN, GuestListener, nameless
from sotecin_graph.live.hello import (
    CUT,
    TICKET_INVALID,
    Refused,
    heard_hello,
    looked_up,
    parsed,
    served,
    until_one_ends,
)
from sotecin_graph.live.opened import OPENED, OpenSocket
from sotecin_graph.live.own import own_of
from sotecin_graph.live.pace import Pace
from sotecin_graph.live.questions import answer
from sotecin_graph.live.replies import committed, id_of, reply
from sotecin_graph.live.together import cursor_of, place_of
from sotecin_graph.people import NOBODY, Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.rooms import Frame, Listener, Room, changes_frame, encode
from sotecin_graph.services import guest_links
from sotecin_graph.services.ground import ground_for, ground_of, maps_with

TOO_SLOW = 1013
BALLOTS = frozenset({"vote", "give_dots"})
"""Commands that change what only their author may see: their other screens hear of it."""

CALLING = (None, "begin")
"""What asks people at tables to come: bringing all once, and the beginning of leading them along."""

Wire = dict[str, Any]


@dataclass(slots=True)
class _Visit:
    """One open socket: whose it is, on which map, and the revision that its screen has."""

    socket: WebSocket
    instance: Instance
    map_id: MapId
    actor: Actor
    listener: Listener
    room: Room
    whose: Whose
    revision: int = 0
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send_state(self, since: int | None) -> None:
        """Send the changes since a revision where that is the shorter way, else the whole map."""
        async with self.sending:
            await self._send_state(since)

    async def _send_state(self, since: int | None) -> None:
        missed = None
        if since is not None:
            missed = await asyncio.to_thread(self._missed, since)
        if missed is None:
            seen_as = {"own": self.actor.id, "shown": self.listener.shown or self.room.shown(self.actor.id)}
            self.revision, text = await asyncio.to_thread(self.instance.atlas.snapshot, self.map_id, **seen_as)
            await self._send_text(text)
            return
        self.revision = missed[-1].revision if missed else since or 0
        if missed:
            await self._send_text(changes_frame(missed, self.instance.atlas.veil, own=self.listener).text)

    async def _send_text(self, text: str) -> None:
        if self.whose.guest:
            text = await asyncio.to_thread(nameless, text)
        await self.socket.send_text(text)

    def _missed(self, since: int) -> list[Change] | None:
        missed = self.instance.atlas.changes(self.map_id, since=since)
        self.instance.atlas.veil.learn(*(change.to_wire() for change in missed or ()))
        return missed

    async def send_frames(self) -> None:
        """Send what the room says until the listener is too slow or the socket ends."""
        while not self.listener.has_overflowed:
            frame = await self.listener.queue.get()
            if frame.last:
                await self._send_changes(frame)
            else:
                await self.socket.send_text(frame.text)
        raise Refused(TOO_SLOW)

    async def _send_changes(self, frame: Frame) -> None:
        async with self.sending:
            await self._send_next(frame)

    async def _send_next(self, frame: Frame) -> None:
        if frame.first == self.revision + 1 and _is_consecutive(frame):
            self.revision = frame.last
            await self.socket.send_text(frame.text)
        elif frame.last > self.revision:
            await self._send_state(self.revision)

    async def take(self, message: Wire) -> None:
        """Act on one message of the browser."""
        match message.get("type"):
            case "command":
                await self._respond(message, self._acknowledged)
            case "cursor":
                self._point(message)
            case "bring":
                await self._bring(message)
            case "ask":
                await self._respond(message, self._told)
            case "resync":
                await self.send_state(_revision(message.get("since")))

    async def _respond(self, message: Wire, respond: Callable[[str, Wire], Awaitable[Wire]]) -> None:
        """Answer a message that has an id: with what it asked for, or with why not."""
        client_id = id_of(message)
        self.listener.put(Frame(encode(await reply(client_id, respond(client_id, message)))))

    async def _told(self, client_id: str, message: Wire) -> Wire:
        given: Wire = {"whose": self.whose, "map_id": self.map_id, "question": message}
        told = await asyncio.to_thread(answer, self.instance, **given)
        if message.get("what") == "history":
            told = await asyncio.to_thread(self._veiled, told)
        return {"type": "told", "id": client_id, "answer": told}

    def _veiled(self, told: Wire) -> Wire:
        veil, own = self.instance.atlas.veil, self.actor.id
        veil.learn(told)
        return dict(veil.over(told, own=own, shown=self.room.shown(own)))

    async def _acknowledged(self, client_id: str, message: Wire) -> Wire:
        name = str(message.get("name", ""))
        result, revision = await self._done(client_id, name, message.get("args"))
        if name in BALLOTS:
            self.room.tell_own([self.actor.id], but=self.listener)
        return {"type": "ack", "id": client_id, "result": result, "revision": revision}

    async def _done(self, client_id: str, name: str, args: object) -> tuple[Wire, int]:
        """The result of a command and the revision after it, once it is on disk."""
        given: Wire = {"whose": self.whose, "map_id": self.map_id, "name": name}
        said: Wire = {**args, **self._people(args)} if isinstance(args, dict) else {}
        if name in SLOW:
            said = await asyncio.to_thread(worked_out, self.instance.database, **given, args=said)
        self.instance.attendance.acted(self.map_id, self.actor.id)
        return await committed(self.instance, **given, client_id=client_id, args=said)

    def _people(self, args: Wire) -> Wire:
        """Whom a command means by an id that is seen here."""
        return {name: self.room.behind(args[name]) for name in ("person", "to") if isinstance(args.get(name), str)}

    def _point(self, message: Wire) -> None:
        cursor = cursor_of(message)
        if self.actor.id and cursor:
            self.room.point(self.listener, cursor)

    async def _bring(self, message: Wire) -> None:
        """Bring all on this map; from a map of all, ask those at tables' maps to come."""
        place = place_of(message)
        if place is None:
            return
        reader = await asyncio.to_thread(looked_up, self.instance, _reader, map_id=self.map_id, whose=self.whose)
        if Deed.FACILITATE not in reader.deeds:
            return
        self.room.bring(self.listener, place)
        if place.get("follow") in CALLING:
            tables = await asyncio.to_thread(self.instance.database.read, _tables_beside, map_id=self.map_id)
            self.instance.rooms.call(tables, self.map_id, place, by=self.actor.name, by_id=self.actor.id)


async def feed(socket: WebSocket) -> None:
    """Serve one browser's view of one map until either side ends it."""
    await served(socket, _serve)


async def _serve(socket: WebSocket, instance: Instance, map_id: MapId) -> None:
    visit, was_cut = await _welcome(socket, instance, map_id), False
    try:
        guest = f"guest:{visit.whose.guest}" if visit.whose.guest else ""
        ticket_of = OpenSocket(guest or visit.whose.session, partial(socket.close, TICKET_INVALID))
        instance.attendance.came(map_id, visit.listener.id)
        with OPENED.holding(ticket_of):
            await until_one_ends(visit.send_frames(), _listen(visit))
    except (Refused, WebSocketDisconnect) as ended:
        was_cut = isinstance(ended, Refused) or ended.code == CUT
        raise
    finally:
        instance.rooms.leave(map_id, visit.listener)
        instance.attendance.went(map_id, visit.listener.id, was_cut=was_cut)


async def _welcome(socket: WebSocket, instance: Instance, map_id: MapId) -> _Visit:
    hello, ticket = await heard_hello(socket, instance, map_id)
    speak(ticket["language"])
    whose = Whose(ticket["actor"], ticket.get("session", ""), ticket.get("guest", ""))
    reader = await asyncio.to_thread(looked_up, instance, _reader, map_id=map_id, whose=whose)
    actor, levers = reader.actor, reader.levers
    await asyncio.to_thread(instance.atlas.veil.learn, actor.id)
    is_shown = ticket.get("is_here", True)
    hub = actor.hub.value if actor.hub else None
    listener = GuestListener("", "") if whose.guest else Listener(actor.id if is_shown else "", actor.name, hub)
    visit = _Visit(socket, instance, map_id, actor, listener, instance.rooms.enter(map_id, listener), whose)
    visit.room.obey(levers, at=reader.at)
    try:
        you: Wire = {"id": visit.room.shown(actor.id), "name": actor.name, "may": reader.deeds}
        you |= {"table": actor.table, "is_muted": actor.id in levers.muted}
        now = datetime.now(UTC).isoformat()
        epoch = instance.database.epoch
        await socket.send_text(encode({"type": "welcome", "you": you, "now": now, "epoch": epoch, **reader.own}))
        is_same_past = hello.get("epoch") in (None, epoch)
        await visit.send_state(_revision(hello.get("since")) if is_same_past else None)
        if ticket.get("is_wall"):
            visit.room.bring_wall(listener)
    except BaseException:
        instance.rooms.leave(map_id, listener)
        raise
    return visit


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who comes: what they may do, what is their own, and the levers at a revision of the map."""

    actor: Actor
    deeds: list[str]
    own: Wire
    levers: Levers
    at: int


def _reader(uow: UnitOfWork, *, map_id: MapId, whose: Whose) -> _Reader:
    if whose.guest:
        ground = guest_links.ground_of_guest(uow, ident=whose.guest, map_id=map_id)
        actor, deeds, own = NOBODY, [Deed.READ.value], NOTHING_OWN
    else:
        actor = actor_of(uow, whose=whose)
        ground = ground_for(uow, actor, Deed.READ, map_id)
        deeds = [deed.value for deed in Deed if ground.allows(actor, deed)]
        own = own_of(uow, by=actor, map_id=map_id)
    levers = ground.workshop.levers if ground.workshop else Levers()
    return _Reader(actor, deeds, own, levers, uow.maps.revision(map_id))


def _tables_beside(uow: UnitOfWork, *, map_id: MapId) -> list[MapId]:
    """The tables' own maps beside a workshop's map of all; none beside any other map."""
    return maps_with(uow, ground_of(uow, map_id))[1:]


async def _listen(visit: _Visit) -> None:
    pace = Pace(rate=20, burst=60)
    while True:
        message = parsed(await visit.socket.receive_text())
        await asyncio.sleep(pace.wait())
        await visit.take(message)


def _revision(value: object) -> int | None:
    return value if isinstance(value, int) and 0 <= value < 2**53 else None


def _is_consecutive(frame: Frame) -> bool:
    return frame.last - frame.first + 1 == len(frame.changes)
