"""WS /live/steps/{map id}: where a workshop stands, told to a participant's page as soon as it is another.

Ticket first, as on the map's socket. Then a moment at once, and one after each change of what the page tells or takes.
The page is drawn anew only where `key` is another than the one that it was drawn for.
"""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sotecin_graph.elements import MapId
from sotecin_graph.errors import NotAllowed, NotThere
from sotecin_graph.instance import Instance, current
from sotecin_graph.live.commands import Whose, actor_of
from sotecin_graph.live.hello import (
    CUT,
    FORBIDDEN,
    NO_SUCH_MAP,
    TICKET_INVALID,
    Refused,
    heard_hello,
    parsed,
    until_one_ends,
)
from sotecin_graph.live.opened import OPENED, OpenSocket
from sotecin_graph.live.origin import is_own_origin
from sotecin_graph.live.pace import Pace
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.rooms import StepListener, encode
from sotecin_graph.services.contributions import Moment, moment_of

LOOK_S = 5.0
"""So often it is looked at without having been told: a seat at another table and the end of a follow-up tell nobody."""

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose page it is, and which workshop's map it has a ticket for."""

    socket: WebSocket
    instance: Instance
    map_id: MapId
    whose: Whose

    async def look(self) -> tuple[Actor, Moment]:
        """Who the reader is now and where their workshop stands; Refused where it is no workshop of theirs."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> tuple[Actor, Moment]:
        try:
            return self.instance.database.read(_moment, map_id=self.map_id, whose=self.whose)
        except NotThere:
            raise Refused(NO_SUCH_MAP) from None
        except NotAllowed:
            raise Refused(FORBIDDEN) from None

    async def tell(self, ear: StepListener) -> None:
        """Send the moment, and from then on each other one, until the socket ends."""
        told: Moment | None = None
        while True:
            _actor, moment = await self.look()
            if moment != told:
                told = moment
                await self.socket.send_text(encode(moment_wire(moment)))
            with suppress(TimeoutError):
                await asyncio.wait_for(ear.stirred.wait(), LOOK_S)
            ear.stirred.clear()

    async def listen(self) -> None:
        """A page says nothing more; what comes is read at a pace and left."""
        pace = Pace(rate=1, burst=10)
        while True:
            parsed(await self.socket.receive_text())
            await asyncio.sleep(pace.wait())


async def steps(socket: WebSocket) -> None:
    """Serve one participant's page until either side ends it."""
    if not is_own_origin(socket):
        await socket.close(FORBIDDEN)
        return
    await socket.accept()
    instance, map_id = current(), MapId(socket.path_params["map_id"])
    try:
        _hello, ticket = await heard_hello(socket, instance, map_id)
        reader = _Reader(socket, instance, map_id, Whose(ticket["actor"], ticket.get("session", "")))
        await _serve(reader)
    except Refused as refused:
        with suppress(RuntimeError):  # it has been closed meanwhile
            await socket.close(refused.code)
    except (WebSocketDisconnect, TimeoutError, RuntimeError):  # the last: sent to one who has just gone
        return


async def _serve(reader: _Reader) -> None:
    """Be in the room under one's own id from before the first moment is looked up, until the socket ends."""
    instance, map_id = reader.instance, reader.map_id
    actor, _moment = await reader.look()
    await asyncio.to_thread(instance.atlas.veil.learn, actor.id)
    ear, was_cut = StepListener(actor.id, actor.name, actor.hub.value if actor.hub else None), False
    instance.rooms.enter(map_id, ear)
    instance.attendance.came(map_id, actor.id)
    try:
        await reader.socket.send_text(encode({"type": "welcome"}))
        with OPENED.holding(OpenSocket(reader.whose.session, partial(reader.socket.close, TICKET_INVALID))):
            await until_one_ends(reader.tell(ear), reader.listen())
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


def _moment(uow: UnitOfWork, *, map_id: MapId, whose: Whose) -> tuple[Actor, Moment]:
    actor = actor_of(uow, whose=whose)
    workshop = uow.workshops.on_map(map_id)
    if workshop is None or workshop.id != actor.participant_of:
        raise NotThere(map_id)
    return actor, moment_of(uow, by=actor)


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
