"""Cut lines: browsers write through a proxy that breaks their connections in the worst moments.

A cut comes while something is on its way: before it is passed on, in the middle of it, right after it, or after the
answer was swallowed. Nothing may be lost, doubled or out of order.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sotecin_graph.changes import Change
from tests.faults.canonical import fingerprint
from tests.faults.grounds import Browsers, Ground, LeanServer, ticket_office

RESET = struct.pack("ii", 1, 0)
SWALLOWED_S = 0.03


@dataclass(slots=True)
class Proxy:
    """Passes bytes on to a port and cuts by chance; `cuts` counts each way of cutting."""

    to: int
    share: float
    seed: int
    port: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    _chance: random.Random = field(default_factory=random.Random)

    async def serve(self, ready: threading.Event, end: asyncio.Event) -> None:
        """Serve until `end`."""
        self._chance.seed(self.seed)
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await end.wait()
        server.close()
        lines = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = _Line(self, reader, writer)
        try:
            line.there, line.there_writer = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.close()
            return
        ways = [asyncio.create_task(line.up()), asyncio.create_task(line.down())]
        with contextlib.suppress(asyncio.CancelledError):  # at the end of all
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        line.cut()

    def way(self, *ways: str) -> str | None:
        """How to cut now, or None."""
        if self._chance.random() >= self.share:
            return None
        way = self._chance.choice(ways)
        self.cuts[way] += 1
        return way


class _Line:
    there: asyncio.StreamReader
    there_writer: asyncio.StreamWriter

    def __init__(self, proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.proxy, self.reader, self.writer = proxy, reader, writer
        self.is_swallowing = False

    async def up(self) -> None:
        """From the browser to the server; ends with a cut."""
        with contextlib.suppress(OSError):
            while chunk := await self.reader.read(65536):
                way = self.proxy.way("unheard", "torn", "unanswered", "swallowed")
                if way != "unheard":
                    self.there_writer.write(chunk[: len(chunk) // 2] if way == "torn" else chunk)
                    await self.there_writer.drain()
                if way == "swallowed":
                    self.is_swallowing = True
                    await asyncio.sleep(SWALLOWED_S)
                if way:
                    return

    async def down(self) -> None:
        """From the server to the browser; ends with a cut."""
        with contextlib.suppress(OSError):
            while chunk := await self.there.read(65536):
                way = self.proxy.way("answer torn") if self.proxy._chance.random() < 0.05 else None
                if not self.is_swallowing:
                    self.writer.write(chunk[: len(chunk) // 2] if way else chunk)
                    await self.writer.drain()
                if way:
                    return

    def cut(self) -> None:
        """Reset both ends, as a network that is gone."""
        for writer in (self.writer, self.there_writer):
            raw = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()


@contextlib.contextmanager
def cutting_proxy(*, to: int, share: float, seed: int) -> Iterator[Proxy]:
    """A proxy in a thread of its own that cuts at `share` of all that goes up."""
    proxy, ready, loop = Proxy(to, share, seed), threading.Event(), asyncio.new_event_loop()
    end = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(proxy.serve(ready, end)), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(10)


@dataclass(slots=True)
class Kept:
    """What became of what people wrote: all should be 0 but `sent`, `acked`, `edited` and `cuts`."""

    sent: int = 0
    acked: int = 0
    edited: int = 0
    cuts: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    refused: int = 0
    gaps: int = 0
    other_screens: int = 0

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.refused or self.gaps or self.other_screens)


def kept(said: list[dict[str, Any]], snapshot: dict[str, Any], changes: list[Change]) -> Kept:
    """Compare what the browsers sent and show with what the database has."""
    found = Kept(*(sum(len(each[what]) for each in said) for what in ("sent", "acked", "edited")))
    names = [element["name"] for change in changes for element in change.payload.get("elements", ())]
    shown = Counter(element["name"] for element in snapshot["elements"])
    for each in said:
        mine = set(each["sent"])
        stored = [name for name in names if name in mine]
        found.lost += sum(not shown[mark] for mark in each["sent"])
        found.doubled += sum(shown[mark] - 1 for mark in each["sent"] if shown[mark])
        first = list(dict.fromkeys(stored))
        found.out_of_order += first != [mark for mark in each["sent"] if mark in shown]
        found.refused += len(each["refused"])
    notes = {element["name"]: element["note"] for element in snapshot["elements"]}
    found.lost += sum(notes.get(mark) != mark for each in said for mark in each["edited"])
    found.gaps = sum(change.revision != number for number, change in enumerate(changes, start=1))
    shows = fingerprint(snapshot)
    found.other_screens = sum(each["fingerprint"] != shows for each in said)
    return found


def run_cuts(ground: Ground, *, edits: int, share: float, gap_ms: float = 150, seed: int = 7, **load: Any) -> Kept:
    """Everybody of the ground writes so many edits through cut lines; what was kept in the end."""
    with LeanServer(ground) as server, ticket_office(ground) as tickets:
        with (
            cutting_proxy(to=server.port, share=share, seed=seed) as proxy,
            Browsers(ground, port=proxy.port, tickets=tickets, edits=edits, gapMs=gap_ms, hurry=50, **load) as browsers,
        ):
            said = browsers.said(within_s=600)
        server.kill()
        found = kept(said, *ground.history())
    found.cuts = sum(proxy.cuts.values())
    return found
