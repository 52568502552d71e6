"""What the fault runs stand on: a database with a map, people on it, a server over it, and tickets for it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bench.serving import free_port
from db.store import SqlDatabase
from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.people import NOBODY, SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import sessions, workshops
from sotecin_graph.tickets import Tickets, kept_key
from sotecin_graph.vocabulary import Chain, Hub

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ground:
    """A data folder with one open workshop's map and participants on it, by their actor ids."""

    data: Path
    map_id: MapId
    people: list[str]

    @contextlib.contextmanager
    def opened(self) -> Iterator[SqlDatabase]:
        """The database, for a look between runs."""
        database = SqlDatabase(self.data / "sotecin.sqlite3")
        try:
            yield database
        finally:
            database.close()

    def history(self) -> tuple[dict[str, Any], list[Change]]:
        """A fresh snapshot and all changes of the map."""
        with self.opened() as database:
            return database.read(lambda uow: (uow.maps.snapshot(self.map_id), all_changes(uow, self.map_id)))


def all_changes(uow: UnitOfWork, map_id: MapId) -> list[Change]:
    """Every change of a map, in order."""
    found: list[Change] = []
    while more := uow.maps.changes(map_id, since=found[-1].revision if found else 0):
        found += more
    return found


def new_ground(data: Path, *, people: int) -> Ground:
    """A new database with one workshop, open for everything, and so many who joined it."""
    database = SqlDatabase(data / "sotecin.sqlite3")
    try:
        return database.write(_prepare, data=data, people=people)
    finally:
        database.close()


def _prepare(uow: UnitOfWork, *, data: Path, people: int) -> Ground:
    workshop = workshops.open_workshop(
        uow,
        by=SYSTEM,
        title="Faults",
        hubs=(Hub.NORTH_WEST,),
        chains=(Chain.TEXTILES,),
        starts_at=datetime(2026, 10, 14, 9, tzinfo=UTC),
        agenda="open",
    )
    joined = [
        sessions.join_workshop(uow, by=NOBODY, code=workshop.code, alias=f"Person {number}", consents=True)
        for number in range(people)
    ]
    return Ground(data, workshop.map_id, joined)


class LeanServer:
    """A lean server in processes of its own, with the options of lean_server.py; `kill` is signal 9."""

    def __init__(self, ground: Ground, *options: str) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "tests.faults.lean_server", str(ground.data), str(self.port), *options]
        self._parent = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def __enter__(self) -> LeanServer:
        self.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        assert self._parent.stdin
        self._parent.stdin.close()
        self._parent.wait(10)

    def start(self) -> None:
        """Serve anew and wait until it answers."""
        self._order("start")
        wait_for(self._answers, "the lean server")

    def kill(self) -> None:
        """End the server at once, whatever it is doing."""
        self._order("kill")

    def _order(self, order: str) -> None:
        assert self._parent.stdin
        assert self._parent.stdout
        self._parent.stdin.write(f"{order}\n")
        self._parent.stdin.flush()
        if not self._parent.stdout.readline():
            raise RuntimeError("the lean server's parent has ended")

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).status == 200)
        return False


def wait_for(is_there: Callable[[], bool], what: str, *, within_s: float = 30) -> None:
    """Look again and again until it is there."""
    until = time.monotonic() + within_s
    while not is_there():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not come")
        time.sleep(0.01)


@contextlib.contextmanager
def ticket_office(ground: Ground) -> Iterator[str]:
    """An address that gives each caller a fresh ticket, as the page gives its component."""
    tickets = Tickets(kept_key(ground.data))

    class Office(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            actor = parse_qs(urlsplit(self.path).query)["actor"][0]
            ticket = tickets.issue("map", {"actor": actor, "map": ground.map_id, "language": "en"}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(ticket)))
            self.end_headers()
            self.wfile.write(ticket)

        def log_message(self, *_said: object) -> None:
            pass

    office = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    threading.Thread(target=office.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{office.server_port}/"
    finally:
        office.shutdown()


class Browsers:
    """The browser's half for many people, in node: see clients.mjs. None are there before `ready`."""

    def __init__(self, ground: Ground, *, port: int, tickets: str, **load: Any) -> None:
        given = {"url": f"ws://127.0.0.1:{port}/live/maps/{ground.map_id}", "tickets": tickets, "actors": ground.people}
        command = ["node", "--experimental-websocket", "--no-warnings", "tests/faults/clients.mjs"]
        self._process = subprocess.Popen(
            [*command, json.dumps({**given, **load})],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Browsers:
        assert self._process.stdout
        if self._process.stdout.readline() != "ready\n":
            raise RuntimeError("the browsers did not come in")
        return self

    def __exit__(self, *_problem: object) -> None:
        self._process.kill()
        self._process.communicate()

    def stop(self) -> None:
        """Let them write no more."""
        assert self._process.stdin
        self._process.stdin.write("stop\n")
        self._process.stdin.flush()

    def said(self, *, within_s: float = 120) -> list[dict[str, Any]]:
        """What each of them sent, was answered and shows, once all is answered."""
        watchdog = threading.Timer(within_s, self._process.kill)
        watchdog.start()
        assert self._process.stdout
        text = self._process.stdout.readline()
        watchdog.cancel()
        if not text:
            raise TimeoutError("the browsers were not done")
        said: list[dict[str, Any]] = json.loads(text)
        return said
