"""python -m bench.writes --json: changes a second by 200 people, each of whom waits until the last one is on disk.

Ours is the full way of a command: who acts, may they, is it new, the use case, the change with its revision, the kept
answer; group commit, synchronous FULL. The peers do far less: `peer` is plain sqlite3, one INSERT a transaction, 200
threads with a connection each, also FULL; `one_lock` the same over one connection; `log` appends a line of JSON to a
file and syncs it, behind a lock. `ratio` is of writes a second, so more is better. `bound` says where the one writer's
time goes, profiled in a run of its own; `writer_cpu_ms` is its CPU time a write, which does not depend on the load.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import os
import pstats
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.live.commands import Whose, run_command
from sotecin_graph.ports import UnitOfWork
from tests.faults.grounds import new_ground

MIX = {"add_stakeholder": 40, "edit_element": 25, "move_elements": 20, "vote": 15}
Wire = dict[str, Any]


@dataclass(slots=True)
class Taken:
    """Seconds that each write took until it was on disk, and the seconds of the whole run."""

    each: list[float] = field(default_factory=list)
    whole: float = 0.0

    def summary(self) -> dict[str, float]:
        """Writes a second; median and p99 of a write in ms."""
        parts = statistics.quantiles(self.each, n=100)
        per_s = round(len(self.each) / self.whole)
        return {"writes": len(self.each), "per_s": per_s, "p50_ms": _ms(parts[49]), "p99_ms": _ms(parts[98])}


class Person:
    """Someone who adds, edits, moves and votes on what is their own, one command after the other."""

    def __init__(self, actor: str, challenge: str, seed: int) -> None:
        self.actor, self.challenge = actor, challenge
        self.chance = random.Random(seed)
        self.own: dict[str, int] = {}
        self.number = 0

    def next(self) -> tuple[str, Wire]:
        """The next command."""
        self.number += 1
        name = self.chance.choices(list(MIX), weights=list(MIX.values()))[0] if self.own else "add_stakeholder"
        element = self.chance.choice(list(self.own)) if self.own else ""
        x, y = self.chance.randrange(-9000, 9000), self.chance.randrange(-9000, 9000)
        if name == "edit_element":
            base, text = self.own[element], f"Note {self.number} of {self.actor}"
            return name, {"element": element, "field": "note", "base_version": base, "value": text}
        if name == "move_elements":
            return name, {"positions": {element: [x, y]}}
        if name == "vote":
            return name, {"element": self.challenge, "is_on": self.number % 2 == 0}
        return name, {"name": f"Somebody {self.number}", "kind": "industry", "x": x, "y": y}

    def answered(self, args: Wire, result: Wire) -> None:
        """Remember what is one's own, and its version."""
        if "element" in result:
            self.own[result["element"]] = 0
        elif "version" in result:
            self.own[args["element"]] = result["version"]


@dataclass(slots=True)
class Ours:
    """What the writes took, the CPU seconds of the writer's thread meanwhile, and its profile if it was taken."""

    taken: Taken
    writer_s: float
    profile: cProfile.Profile

    def summary(self) -> Wire:
        """As of Taken, and CPU ms of the writer's thread a write."""
        return {**self.taken.summary(), "writer_cpu_ms": round(self.writer_s * 1000 / len(self.taken.each), 3)}


def run_ours(folder: Path, *, writers: int, seconds: float, is_profiled: bool = False) -> Ours:
    """Everybody writes for so long."""
    ground, profile = new_ground(folder, people=writers), cProfile.Profile()
    with ground.opened() as database:
        given: Wire = {"whose": Whose(ground.people[0]), "map_id": ground.map_id, "client_id": "first"}
        args = {"name": "For votes", "x": 0, "y": 0}
        result, _revision = database.write(run_command, name="add_challenge", args=args, **given)
        people = [Person(actor, result["element"], seed) for seed, actor in enumerate(ground.people)]
        before = database.write(_begin, profile=profile if is_profiled else None)
        taken = asyncio.run(_write(database, ground.map_id, people, seconds))
        after = database.write(_end, profile=profile if is_profiled else None)
    return Ours(taken, after - before, profile)


def _begin(_uow: UnitOfWork, *, profile: cProfile.Profile | None) -> float:
    if profile:
        profile.enable()
    return time.thread_time()


def _end(_uow: UnitOfWork, *, profile: cProfile.Profile | None) -> float:
    if profile:
        profile.disable()
    return time.thread_time()


async def _write(database: SqlDatabase, map_id: MapId, people: list[Person], seconds: float) -> Taken:
    taken, begun = Taken(), time.perf_counter()
    await asyncio.gather(*(_one(database, map_id, person, begun + seconds, taken) for person in people))
    taken.whole = time.perf_counter() - begun
    return taken


async def _one(database: SqlDatabase, map_id: MapId, person: Person, until: float, taken: Taken) -> None:
    whose = Whose(person.actor)
    while (begun := time.perf_counter()) < until:
        name, args = person.next()
        given: Wire = {"whose": whose, "map_id": map_id, "client_id": str(person.number), "name": name, "args": args}
        result, _revision = await asyncio.wrap_future(database.submit(run_command, **given))
        taken.each.append(time.perf_counter() - begun)
        person.answered(args, result)


PARTS: dict[str, Callable[[str, str], bool]] = {
    "commit with fsync": lambda _file, name: "'commit' of 'sqlite3" in name,
    "sqlite": lambda _file, name: "'sqlite3." in name,
    "json": lambda file, _name: "/json/" in file,
    "sqlalchemy": lambda file, _name: "/sqlalchemy/" in file,
    "storage": lambda file, _name: "/db/" in file,
    "use cases": lambda file, _name: "/sotecin_graph/" in file,
    "telling who waits": lambda file, name: any(
        each in file or each in name for each in ("/asyncio/", "/concurrent/", "threading", "socket", "lock")
    ),
}


def bound(profile: cProfile.Profile) -> dict[str, float]:
    """Shares of the writer's thread by what it was busy with; waiting for work is left out."""
    shares = dict.fromkeys([*PARTS, "other"], 0.0)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _line, name), (_calls, _all, own, _with, _callers) in stats.items():
        if "SimpleQueue" not in name:
            part = next((part for part, is_it in PARTS.items() if is_it(file, name)), "other")
            shares[part] += own
    whole = sum(shares.values())
    return {part: round(own / whole, 2) for part, own in shares.items()}


def run_threads(write: Callable[[int], Callable[[int], None]], *, writers: int, seconds: float) -> Taken:
    """So many threads, each with a `write` of its own, one write after the other."""
    taken, begun = Taken(), time.perf_counter()

    def one(number: int) -> None:
        deed = write(number)
        for count in range(10**9):
            before = time.perf_counter()
            if before > begun + seconds:
                return
            deed(count)
            taken.each.append(time.perf_counter() - before)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.whole = time.perf_counter() - begun
    return taken


def opened(file: Path) -> sqlite3.Connection:
    """A connection to a table of changes, as durable as ours; each statement is a transaction of its own."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=120)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS change (revision INTEGER PRIMARY KEY, writer INTEGER, payload TEXT)")
    return connection


def _payload(number: int) -> str:
    return json.dumps({"name": f"Somebody {number}", "kind": "industry", "x": number, "y": number, "note": "x" * 200})


def of_their_own(folder: Path) -> Callable[[int], Callable[[int], None]]:
    """Each thread with a connection of its own."""

    def write(number: int) -> Callable[[int], None]:
        connection = opened(folder / "peer.sqlite3")
        text = "INSERT INTO change (writer, payload) VALUES (?, ?)"
        return lambda count: connection.execute(text, (number, _payload(count))) and None

    opened(folder / "peer.sqlite3").close()
    return write


def behind_a_lock(folder: Path) -> Callable[[int], Callable[[int], None]]:
    """All threads over one connection."""
    connection, lock = opened(folder / "locked.sqlite3"), threading.Lock()

    def write(number: int) -> Callable[[int], None]:
        def deed(count: int) -> None:
            with lock:
                connection.execute("INSERT INTO change (writer, payload) VALUES (?, ?)", (number, _payload(count)))

        return deed

    return write


def to_a_log(folder: Path) -> Callable[[int], Callable[[int], None]]:
    """No database: a line and an fsync."""
    file, lock = (folder / "log.jsonl").open("ab", buffering=0), threading.Lock()

    def write(_number: int) -> Callable[[int], None]:
        def deed(count: int) -> None:
            with lock:
                file.write(f"{_payload(count)}\n".encode())
                os.fsync(file.fileno())

        return deed

    return write


def main() -> None:
    """Run ours and the peers, and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--writers", type=int, default=200)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    load = {"writers": given.writers, "seconds": given.seconds}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        ours = run_ours(here / "ours", **load)
        profiled = run_ours(here / "profiled", **load, is_profiled=True)
        peers = {
            name: run_threads(kind(here), **load).summary()
            for name, kind in (("peer", of_their_own), ("one_lock", behind_a_lock), ("log", to_a_log))
        }
    found = {"ours": ours.summary(), **peers}
    ratio = round(found["ours"]["per_s"] / found["peer"]["per_s"], 2)
    machine = {"load": round(os.getloadavg()[0], 1)}
    print(json.dumps({"bench": "writes", **load, **found, "ratio": ratio, "bound": bound(profiled.profile), **machine}))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
