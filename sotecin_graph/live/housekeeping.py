"""What a server does on its own, at its start and every hour: let go of what no longer serves or is due to go."""

from __future__ import annotations

import asyncio
import logging

from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import erasures, sessions

EVERY_S = 3600
log = logging.getLogger(__name__)


def tidy(running: Instance) -> None:
    """Once: ended sessions and old results, names of workshops whose time is up, and bytes that still wait to go."""
    running.database.write(sessions.forget_old)
    done = erasures.erase_due(running.database, by=SYSTEM)
    if done:
        log.info("the names of %d workshops were erased: their time is up", len(done))


async def keep_house(running: Instance) -> None:
    """Tidy now and every EVERY_S, until the server ends."""
    while True:
        try:
            await asyncio.to_thread(tidy, running)
        except Exception:
            log.exception("tidying failed; it is tried again")
        await asyncio.sleep(EVERY_S)
