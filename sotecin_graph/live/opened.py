"""Sockets that are open, by the session that they were opened with: they end when the session does.

Whatever ends a session (signing out, another password or role, time, a command line beside the server) takes its row
away; a look at the rows once a second finds it out.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sotecin_graph.instance import Instance
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import guest_links, sessions

LOOK_S = 1.0
TOUCH_S = 600.0
"""Use is written down so often."""

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class OpenSocket:
    """One open socket of a session, how to end it, and when it was last used."""

    session: str
    end: Callable[[], Awaitable[None]]
    used_at: float = 0.0


class Opened:
    """All open sockets of sessions in this process. Lives on the server's event loop."""

    def __init__(self) -> None:
        self._by_session: dict[str, set[OpenSocket]] = {}
        self._touched: dict[str, float] = {}

    @contextmanager
    def holding(self, socket: OpenSocket) -> Iterator[None]:
        """Keep a socket here while it is open; one of no session ends with none."""
        if not socket.session:
            yield
            return
        self._by_session.setdefault(socket.session, set()).add(socket)
        try:
            yield
        finally:
            others = self._by_session.get(socket.session, set())
            others.discard(socket)
            if not others:
                self._by_session.pop(socket.session, None)

    async def end(self, session: str) -> None:
        """End all sockets of a session."""
        for socket in list(self._by_session.get(session, ())):
            with suppress(Exception):  # it has gone by itself meanwhile
                await socket.end()

    async def watch(self, instance: Instance) -> None:
        """Until cancelled: end what belongs to ended sessions, and note which are in use."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self._look(instance)
            except Exception:
                log.exception("looking after sessions failed; it is tried again")

    async def _look(self, instance: Instance) -> None:
        hashes = list(self._by_session)
        if not hashes:
            return
        living = await asyncio.to_thread(instance.database.read, _living, names=hashes)
        for ended in set(hashes) - living:
            await self.end(ended)
        in_use = [each for each in living if self._is_used_since_touch(each)]
        if in_use:
            await asyncio.wrap_future(instance.database.submit(sessions.keep_alive, hashes=in_use))
            self._touched |= dict.fromkeys(in_use, time.monotonic())
        self._touched = {each: at for each, at in self._touched.items() if each in self._by_session}

    def _is_used_since_touch(self, session: str) -> bool:
        now, touched = time.monotonic(), self._touched.get(session)
        used = max((socket.used_at for socket in self._by_session.get(session, ())), default=0.0)
        return used > (touched or 0.0) and (touched is None or now - touched > TOUCH_S)


def _living(uow: UnitOfWork, *, names: list[str]) -> set[str]:
    """Which sessions, and which links of guests, have not ended."""
    return sessions.living(uow, hashes=names) | guest_links.open_guests(uow, sockets=names)


OPENED = Opened()
"""The open sockets of this process."""
