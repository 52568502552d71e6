"""What a browser is told of a command or a question that it sent up a socket: the answer, or why not."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable
from typing import Any

from sotecin_graph.elements import MapId
from sotecin_graph.errors import SotecinError, StaleField
from sotecin_graph.instance import Instance
from sotecin_graph.language import _
from sotecin_graph.live.commands import Whose, run_command

log = logging.getLogger(__name__)
Wire = dict[str, Any]


def id_of(message: Wire) -> str:
    """The id under which a message is answered."""
    return str(message.get("id", ""))[:64]


async def reply(client_id: str, doing: Awaitable[Wire]) -> Wire:
    """What `doing` comes to; ``refused`` with a sentence where it cannot be, or where it failed."""
    try:
        return await doing
    except SotecinError as error:
        return _refusal(client_id, error)
    except Exception as accident:  # noqa: BLE001 - the outermost frame of a command
        return _accident(client_id, accident)


async def committed(
    instance: Instance, *, whose: Whose, map_id: MapId, client_id: str, name: str, args: Wire
) -> tuple[Wire, int]:
    """The result of a command and the map's revision after it, once it is on disk."""
    given: Wire = {"whose": whose, "map_id": map_id, "client_id": client_id, "name": name, "args": args}
    under_way = instance.database.submit(run_command, **given)
    # what was sent is done, even if the one who sent it has gone
    return await asyncio.shield(asyncio.wrap_future(under_way))


def _refusal(client_id: str, error: SotecinError) -> Wire:
    """What the browser is told of an error, with both wordings where two people changed the same field."""
    details: Wire = {}
    if isinstance(error, StaleField):
        details = {"field": error.field, "mine": error.mine, "theirs": error.theirs, "version": error.version}
    return {"type": "refused", "id": client_id, "error": error.name, "message": str(error), "details": details}


def _accident(client_id: str, accident: Exception) -> Wire:
    number = secrets.token_hex(3).upper()
    log.error("command failed, reference %s", number, exc_info=accident)
    told = _("That did not work. Nothing was changed.")
    call = _("If it happens twice, tell your facilitator the number {number}.").format(number=number)
    return {"type": "refused", "id": client_id, "error": "Accident", "message": f"{told} {call}", "details": {}}
