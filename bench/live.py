"""python -m bench.live --clients N --seconds S --edits E --json: one map, N sockets, E edits a second.

Measures the time from a writer's send to each other client having the change, ours acknowledged after an fsynced
commit; the peer is a y-websocket room (npm) with the same N, E and payload, which stores nothing. Of both servers also
the CPU an edit and the memory a client. `first_ms` is the slowest arrival of the first edit: what a cold start costs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from websockets.asyncio.client import ClientConnection, connect

from bench.serving import ROOT, Served, free_port, served
from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.sessions import add_account
from sotecin_graph.tickets import Tickets

PEER = ROOT / "bench" / "peers" / "yjs"
WRITERS = 5


@dataclass(slots=True)
class Measured:
    """What came of a run: latencies in ms from send to each other client, and what did not arrive."""

    latencies: list[float] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    sent: int = 0
    lost: int = 0
    first_ms: float = 0.0
    extra: dict[str, float] = field(default_factory=dict)

    def summary(self) -> dict[str, float]:
        """Median, p95 and p99 in ms."""
        found: dict[str, float] = {
            "sent": self.sent,
            "lost": self.lost,
            "first_ms": round(self.first_ms, 1),
        } | self.extra
        for name, values in (("", self.latencies), ("ack_", self.acks)):
            if len(values) > 1:
                parts = statistics.quantiles(values, n=100)
                found |= {f"{name}median_ms": round(parts[49], 1), f"{name}p95_ms": round(parts[94], 1)}
                found[f"{name}p99_ms"] = round(parts[98], 1)
        return found


class Client:
    """One browser's socket, reduced to what the bench needs."""

    def __init__(self, socket: ClientConnection, measured: Measured, sent: dict[str, float]) -> None:
        self.socket, self.measured, self.sent = socket, measured, sent
        self.has: set[str] = set()
        self.own: set[str] = set()
        self.revision = 0

    async def listen(self) -> None:
        """Note when each change arrives."""
        async for text in self.socket:
            now = time.perf_counter()
            message = json.loads(text)
            if message["type"] == "snapshot":
                self.revision = message["revision"]
            elif message["type"] == "changes":
                self._take(message["changes"], now)
            elif message["type"] == "ack":
                self.measured.acks.append((now - self.sent[message["id"]]) * 1000)

    def _take(self, changes: list[dict[str, Any]], now: float) -> None:
        for change in changes:
            if change["revision"] != self.revision + 1:
                raise RuntimeError(f"gap: {self.revision} then {change['revision']}")
            self.revision = change["revision"]
            for element in change["payload"].get("elements", []):
                mark = element["name"] if isinstance(element, dict) else ""
                if mark in self.sent:
                    self.has.add(mark)
                    if mark not in self.own:
                        self.measured.latencies.append((now - self.sent[mark]) * 1000)
                    if mark == "edit-0":
                        self.measured.first_ms = max(self.measured.first_ms, (now - self.sent[mark]) * 1000)


async def run_ours(server: Served, clients: int, seconds: float, edits: float) -> Measured:
    """Open the sockets, write for a while, and wait for what is under way."""
    measured, sent = Measured(), dict[str, float]()
    prepare = prepared(server.data)
    process = psutil.Process(server.process.pid)
    await (await _entered(server, *prepare)).close()
    memory = process.memory_info().rss
    everyone = [Client(await _entered(server, *prepare), measured, sent) for _number in range(clients)]
    tasks = [asyncio.create_task(client.listen()) for client in everyone]
    await asyncio.sleep(2)
    memory_kb = (process.memory_info().rss - memory) / clients / 1000
    before, begun = process.cpu_times(), time.perf_counter()
    await write(everyone, sent, seconds, edits)
    await asyncio.sleep(2)
    after = process.cpu_times()
    for task in tasks:
        task.cancel()
    measured.sent = len(sent)
    measured.lost = sum(len(sent.keys() - client.has) for client in everyone)
    used = after.user + after.system - before.user - before.system
    measured.extra = {"cpu_ms_per_edit": round(used / max(1, len(sent)) * 1000, 1)}
    measured.extra |= {"kb_per_client": round(memory_kb), "server_mb": round(process.memory_info().rss / 1e6)}
    measured.extra["wall_s"] = round(time.perf_counter() - begun, 1)
    await asyncio.gather(*(client.socket.close() for client in everyone))
    return measured


async def _entered(server: Served, map_id: MapId, actor: str) -> ClientConnection:
    """A socket that has said hello."""
    tickets = Tickets((server.data / "signing.key").read_text())
    address = f"ws://127.0.0.1:{server.port}/live/maps/{map_id}"
    socket = await connect(address, origin=server.address, max_size=None, compression=None)  # type: ignore[arg-type]
    ticket = tickets.issue("map", {"actor": actor, "map": map_id, "language": "en"})
    await socket.send(json.dumps({"type": "hello", "ticket": ticket, "since": None}))
    return socket


async def write(everyone: list[Client], sent: dict[str, float], seconds: float, edits: float) -> None:
    """Send E edits a second from a few writers, at even distances."""
    loop, number = asyncio.get_running_loop(), 0
    begun = loop.time()
    while (due := begun + number / edits) < begun + seconds:
        await asyncio.sleep(max(0.0, due - loop.time()))
        mark = f"edit-{number}"
        writer = everyone[number % min(WRITERS, len(everyone))]
        args = {"name": mark, "kind": "industry", "x": 200 * (number % 30), "y": 150 * (number // 30)}
        writer.own.add(mark)
        sent[mark] = time.perf_counter()
        command = {"type": "command", "id": mark, "name": "add_stakeholder", "args": args}
        await writer.socket.send(json.dumps(command))
        number += 1


def prepared(data: Path) -> tuple[MapId, str]:
    """A map of the server's database and an account that may write on it."""
    database = SqlDatabase(data / "sotecin.sqlite3")
    try:
        return database.write(_prepare)
    finally:
        database.close()


def _prepare(uow: UnitOfWork) -> tuple[MapId, str]:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    account = add_account(uow, by=SYSTEM, username="bench", name="Bench", password_hash="-", grants=grants)  # noqa: S106
    return uow.maps.all()[0].id, f"account:{account.id}"


def run_peer(clients: int, seconds: float, edits: float) -> dict[str, Any]:
    """The same with yjs and y-websocket from npm, in processes of their own."""
    if shutil.which("npm") is None:
        return {"error": "npm is not installed"}
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=PEER, check=True, capture_output=True)
    port = free_port()
    server = subprocess.Popen(
        ["node", "node_modules/y-websocket/bin/server.cjs"],
        cwd=PEER,
        env={"HOST": "127.0.0.1", "PORT": str(port), "PATH": str(Path(shutil.which("node") or "").parent)},
        stdout=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)
        command = ["node", "clients.mjs", str(port), str(clients), str(seconds), str(edits)]
        return _measured(psutil.Process(server.pid), command, clients)
    finally:
        server.terminate()
        server.wait(10)


def _measured(server: psutil.Process, command: list[str], clients: int) -> dict[str, Any]:
    """What the peer's clients say, and what its server took; they say "open" when all are there."""
    memory = server.memory_info().rss
    with subprocess.Popen(command, cwd=PEER, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        running.stdout.readline()
        memory_kb = (server.memory_info().rss - memory) / clients / 1000
        before = server.cpu_times()
        found: dict[str, Any] = json.loads(running.stdout.readline())
        after = server.cpu_times()
    used = after.user + after.system - before.user - before.system
    found["cpu_ms_per_edit"] = round(used / found["sent"] * 1000, 1)
    return {**found, "kb_per_client": round(memory_kb)}


def main() -> None:
    """Run ours and the peer with the same load and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=200)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--edits", type=float, default=5)
    options.add_argument("--no-peer", action="store_true")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with served() as server:
        ours = asyncio.run(run_ours(server, given.clients, given.seconds, given.edits)).summary()
    peer = {} if given.no_peer else run_peer(given.clients, given.seconds, given.edits)
    ratio = round(ours["p95_ms"] / peer["p95_ms"], 2) if "p95_ms" in peer else None
    load = {"clients": given.clients, "seconds": given.seconds, "edits_per_s": given.edits}
    load["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps({"bench": "live", **load, "ours": ours, "peer": peer, "ratio": ratio}))


if __name__ == "__main__":
    sys.exit(main())
