"""WS /live/steps/{map id}: where a workshop stands, told to a participant's page as soon as it is another.

Ticket first, as on the map's socket. Then a moment at once, and one after each change of what the page tells or takes.
The page is drawn anew only where `key` is another than the one that it was drawn for. While a round of dots is open,
the reader's own ballot is told in the same way, and dots come up the socket: a touch draws no page.
"""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, NotThere
from sotecin_graph.instance import Instance
from sotecin_graph.language import _, speak
from sotecin_graph.live.commands import Whose, actor_of
from sotecin_graph.live.hello import CUT, TICKET_INVALID, heard_hello, looked_up, parsed, served, until_one_ends
from sotecin_graph.live.opened import OPENED, OpenSocket
from sotecin_graph.live.pace import Pace
from sotecin_graph.live.replies import committed, id_of, reply
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.rooms import Room, StepListener, encode
from sotecin_graph.services import voting
from sotecin_graph.services.contributions import Moment, moment_of

LOOK_S = 5.0
"""So often it is looked at without having been told: a seat at another table and the end of a follow-up tell nobody."""

TAKEN = frozenset({"give_dots"})
"""The commands of a participant's page that need no other page after them."""

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a reader is told: where the workshop stands, and their own ballot while a round is open."""

    actor: Actor
    moment: Moment
    ballot: Wire | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose page it is, and which workshop's map it has a ticket for."""

    socket: WebSocket
    instance: Instance
    map_id: MapId
    whose: Whose
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """What is looked up is told before another thing is done, so that nobody is told what was before."""

    async def look(self) -> _Seen:
        """Where the reader's workshop stands now; Refused where it is no workshop of theirs."""
        return await asyncio.to_thread(looked_up, self.instance, _seen, map_id=self.map_id, whose=self.whose)

    async def tell(self, ear: StepListener) -> None:
        """Send the moment and the ballot, and from then on each other one, until the socket ends."""
        told: _Seen | None = None
        while True:
            async with self.turn:
                seen = await self.look()
                if told is None or seen.moment != told.moment:
                    await self._send(moment_wire(seen.moment))
                if seen.ballot and (told is None or seen.ballot != told.ballot):
                    await self._send({"type": "ballot", **seen.ballot})
            told = seen
            with suppress(TimeoutError):
                await asyncio.wait_for(ear.stirred.wait(), LOOK_S)
            ear.stirred.clear()

    async def listen(self, room: Room, ear: StepListener) -> None:
        """Do what the page asks for, at a pace."""
        pace = Pace(rate=4, burst=20)
        while True:
            message = parsed(await self.socket.receive_text())
            await asyncio.sleep(pace.wait())
            if message.get("type") == "command":
                async with self.turn:
                    await self._send(await reply(id_of(message), self._done(message)))
                room.tell_own([ear.id], but=ear)

    async def _done(self, message: Wire) -> Wire:
        name, args = message.get("name"), message.get("args")
        if name not in TAKEN or not isinstance(args, dict):
            raise BadInput(_("Something is missing in what was sent. Reload the page."))
        self.instance.attendance.acted(self.map_id, self.whose.actor_id)
        given: Wire = {"whose": self.whose, "map_id": self.map_id, "client_id": id_of(message)}
        result, revision = await committed(self.instance, **given, name=name, args=args)
        return {"type": "ack", "id": id_of(message), "result": result, "revision": revision}

    async def _send(self, message: Wire) -> None:
        await self.socket.send_text(encode(message))


async def steps(socket: WebSocket) -> None:
    """Serve one participant's page until either side ends it."""
    await served(socket, _serve)


async def _serve(socket: WebSocket, instance: Instance, map_id: MapId) -> None:
    """Be in the room under one's own id from before the first moment is looked up, until the socket ends."""
    _hello, ticket = await heard_hello(socket, instance, map_id)
    speak(ticket["language"])
    reader = _Reader(socket, instance, map_id, Whose(ticket["actor"], ticket.get("session", "")))
    actor = (await reader.look()).actor
    await asyncio.to_thread(instance.atlas.veil.learn, actor.id)
    ear, was_cut = StepListener(actor.id, actor.name, actor.hub.value if actor.hub else None), False
    room = instance.rooms.enter(map_id, ear)
    instance.attendance.came(map_id, actor.id)
    try:
        await socket.send_text(encode({"type": "welcome"}))
        with OPENED.holding(OpenSocket(reader.whose.session, partial(socket.close, TICKET_INVALID))):
            await until_one_ends(reader.tell(ear), reader.listen(room, ear))
    except WebSocketDisconnect as ended:
        was_cut = ended.code == CUT
        raise
    finally:
        instance.rooms.leave(map_id, ear)
        instance.attendance.went(map_id, actor.id, was_cut=was_cut)


def moment_wire(moment: Moment) -> Wire:
    """A moment as the page's line shows it; `key` is another where the page has another task, in any process."""
    return {
        "type": "moment",
        "key": _key(moment),
        "now": datetime.now(UTC).isoformat(),
        "step": None if moment.late_until else moment.step,
        "ends_at": _time(moment.ends_at),
        "paused_at": _time(moment.paused_at),
        "rung_at": _time(moment.rung_at),
    }


def _key(moment: Moment) -> str:
    return hashlib.sha256(repr(moment.task).encode()).hexdigest()[:16]


def _seen(uow: UnitOfWork, *, map_id: MapId, whose: Whose) -> _Seen:
    actor = actor_of(uow, whose=whose)
    workshop = uow.workshops.on_map(map_id)
    if workshop is None or workshop.id != actor.participant_of:
        raise NotThere(map_id)
    ballot = voting.ballot(uow, by=actor, map_id=map_id) if workshop.current.dots else None
    return _Seen(actor, moment_of(uow, by=actor), ballot.to_wire() if ballot else None)


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
