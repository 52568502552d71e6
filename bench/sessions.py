"""python -m bench.sessions --sessions N --json: a room of N people in one process, each with a page and the map socket.

Each person joins a workshop, opens Streamlit's own stream (protobuf over /_stcore/stream), gets the map page with its
ticket and opens the map with it. Measured: seconds of an arrival (stream opened to map received) while all come and
while all are there, memory a session, and meanwhile the time from an edit to each other screen. The peer is the
smallest page that Streamlit can serve, with as many sessions, no map, and the same settings.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.live import Client, Measured, write
from bench.planted import planted_map
from bench.serving import ROOT, await_answer, free_port, served
from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.services.imports import bring_in
from sotecin_graph.vocabulary import Chain, Hub

TICKET = re.compile(rb'"ticket":\s*"([^"]+)"')
AT_ONCE = 8
LATE, LATE_EVERY_S = 20, 0.5
WARM = 10
Wire = dict[str, Any]


@dataclass(slots=True)
class Room:
    """Where people come to, and what is noted of them."""

    port: int
    process: psutil.Process
    query: str = ""
    page: str = ""
    map_id: str = ""
    code: str = ""
    measured: Measured = field(default_factory=Measured)
    sent: dict[str, float] = field(default_factory=dict)
    clients: list[Client] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cookie(self, number: int) -> str:
        """The cookies of someone who has joined; none where there is nothing to join."""
        if not self.code:
            return ""
        body = json.dumps({"code": self.code, "alias": f"Person {number}"}).encode()
        headers = {"content-type": "application/json", "origin": self.address}
        request = urllib.request.Request(f"{self.address}/session/join", body, headers)  # noqa: S310 - our own server
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return "; ".join(each.split(";")[0] for each in answer.headers.get_all("set-cookie"))


async def arrive(room: Room, cookie: str) -> float:
    """One person comes in and stays; seconds until the page has run and the map is there."""
    begun = time.perf_counter()
    headers = {"cookie": cookie} if cookie else {}
    given: Wire = {"origin": room.address, "max_size": None, "compression": None, "additional_headers": headers}
    stream = await connect(f"ws://127.0.0.1:{room.port}/_stcore/stream", subprotocols=["streamlit"], **given)  # type: ignore[list-item]
    asked = BackMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = room.query, room.page
    await stream.send(asked.SerializeToString())
    ticket = await _page(stream)
    if room.map_id:
        client = await _map(room, given, ticket)
        room.clients.append(client)
        room.tasks.append(asyncio.create_task(client.listen()))
    took = time.perf_counter() - begun
    room.tasks.append(asyncio.create_task(_stay(stream)))
    return took


async def _page(stream: ClientConnection) -> str:
    """Read until the script has run; the map's ticket, if there is one."""
    ticket = ""
    while True:
        data = await asyncio.wait_for(stream.recv(decode=False), 60)
        assert isinstance(data, bytes)
        found = TICKET.search(data)
        ticket = found[1].decode() if found else ticket
        message = ForwardMsg()
        message.ParseFromString(data)
        if message.WhichOneof("type") == "script_finished":
            return ticket


async def _map(room: Room, given: Wire, ticket: str) -> Client:
    if not ticket:
        raise RuntimeError("the page gave no ticket for the map")
    socket = await connect(f"ws://127.0.0.1:{room.port}/live/maps/{room.map_id}", **given)
    await socket.send(json.dumps({"type": "hello", "ticket": ticket, "since": None}))
    client = Client(socket, room.measured, room.sent)
    while (message := json.loads(await asyncio.wait_for(socket.recv(), 60)))["type"] != "snapshot":
        pass
    client.revision = message["revision"]
    return client


async def _stay(stream: ClientConnection) -> None:
    async for _message in stream:
        pass


async def fill(room: Room, number: int) -> Wire:
    """Let everybody come, a few at once; the arrivals and the memory of each."""
    cookies = await asyncio.to_thread(lambda: [room.cookie(each) for each in range(number + LATE)])
    for cookie in cookies[:WARM]:
        await arrive(room, cookie)
    memory, begun = room.process.memory_info().rss, time.perf_counter()
    places = asyncio.Semaphore(AT_ONCE)

    async def one(cookie: str) -> float:
        async with places:
            return await arrive(room, cookie)

    arrivals = await asyncio.gather(*(one(cookie) for cookie in cookies[WARM:number]))
    opened_s = time.perf_counter() - begun
    await asyncio.sleep(2)
    memory_kb = (room.process.memory_info().rss - memory) / (number - WARM) / 1000
    late = await _while_all_are_there(room, cookies[number:])
    found = {"opened": number, "opened_s": round(opened_s, 1), "kb_per_session": round(memory_kb)}
    return {**found, "arriving": _ms(arrivals), "cold": _ms(late), "server_mb": _mb(room.process)}


async def _while_all_are_there(room: Room, cookies: list[str]) -> list[float]:
    """Some more come while, where there is a map, people edit it."""
    late = []
    editing = asyncio.create_task(write(room.clients, room.sent, LATE * LATE_EVERY_S, 5)) if room.map_id else None
    room.measured.latencies.clear()
    everyone = list(room.clients)
    before = room.process.cpu_times()
    for cookie in cookies:
        late.append(await arrive(room, cookie))
        await asyncio.sleep(max(0.0, LATE_EVERY_S - late[-1]))
    if editing:
        await editing
        await asyncio.sleep(2)
        after = room.process.cpu_times()
        room.measured.sent = len(room.sent)
        room.measured.lost = sum(len(room.sent.keys() - client.has) for client in everyone)
        room.measured.extra = {"cpu_s": round(after.user + after.system - before.user - before.system, 1)}
    return late


def _ms(seconds: list[float]) -> Wire:
    parts = statistics.quantiles(seconds, n=20)
    return {"p50_ms": round(parts[9] * 1000), "p95_ms": round(parts[18] * 1000), "worst_ms": round(max(seconds) * 1000)}


def _mb(process: psutil.Process) -> int:
    return round(process.memory_info().rss / 1e6)


def ours(number: int, elements: int) -> Wire:
    """The real app with a workshop's map of so many elements."""
    with served(example="no") as server:
        database = SqlDatabase(server.data / "sotecin.sqlite3")
        map_id, code = database.write(_prepare, elements=elements)
        database.close()
        room = Room(server.port, psutil.Process(server.process.pid), f"map={map_id}", "map", map_id, code)
        found = asyncio.run(_ended(room, lambda: fill(room, number)))
        return {**found, "edits": room.measured.summary()}


def _prepare(uow: UnitOfWork, *, elements: int) -> tuple[MapId, str]:
    place: Wire = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,)}
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)
    workshop = workshops.open_workshop(uow, by=SYSTEM, title="A full room", starts_at=at, agenda="open", **place)
    planted = planted_map(7, size=elements, missions=max(2, elements // 20))
    bring_in(uow, by=SYSTEM, map_id=workshop.map_id, elements=planted.elements, links=planted.links)
    return workshop.map_id, workshop.code


def peer(number: int) -> Wire:
    """A page that says hello, served with the same settings."""
    with _hello() as (port, process):
        room = Room(port, psutil.Process(process.pid))
        return asyncio.run(_ended(room, lambda: fill(room, number)))


@contextlib.contextmanager
def _hello() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "bench/peers/hello.py", "--server.port", str(port)]
    quiet: Wire = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, **quiet)
    try:
        await_answer(port, process, "/_stcore/health")
        yield port, process
    finally:
        process.terminate()
        process.wait(15)


async def _ended(room: Room, run: Callable[[], Awaitable[Wire]]) -> Wire:
    try:
        return await run()
    finally:
        for task in room.tasks:
            task.cancel()


def main() -> None:
    """Run ours and the peer with as many sessions and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sessions", type=int, default=400)
    options.add_argument("--elements", type=int, default=300)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))
    found = {"ours": ours(given.sessions, given.elements), "peer": peer(given.sessions)}
    ratio = round(found["ours"]["cold"]["p95_ms"] / found["peer"]["cold"]["p95_ms"], 2)
    load = {"sessions": given.sessions, "elements": given.elements, "load": round(os.getloadavg()[0], 1)}
    print(json.dumps({"bench": "sessions", **load, **found, "ratio": ratio}))


if __name__ == "__main__":
    main()
