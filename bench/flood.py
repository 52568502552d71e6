"""python -m bench.flood --json: browsers that send reruns as fast as they can, and everyone else meanwhile.

Measures a victim's rerun (from send to the end of its run) under 3, 10 and 30 flooders, what becomes of 300 honest
people behind the same address, and how long SIGTERM takes. The peer is the same app without its gate, which must fail.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import signal
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from bench.serving import ROOT, Served
from bench.talking import Line, cookies_of_a_visit, line, rerun
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import workshops
from sotecin_graph.vocabulary import Chain, Hub
from tests.live.small.serving import small_app

WAIT_S = 8.0
PAUSE_S = 0.3
LONGEST_S = 150.0
RATES = {"120_a_second": 120.0, "as_fast_as_it_goes": 0.0}
_Cookies = list[dict[str, str]]


class Flood:
    """So many browsers, each sending reruns at a rate, or as fast as its line takes them where the rate is 0."""

    def __init__(self, lines: list[Line], rate: float) -> None:
        self.lines, self.rate = lines, rate
        self.sent, self.codes = 0, Counter[int]()
        self._tasks = [asyncio.create_task(self._send(each)) for each in lines]
        self._tasks += [asyncio.create_task(self._read(each)) for each in lines]

    async def _send(self, each: Line) -> None:
        message = rerun()
        with contextlib.suppress(WebSocketException, OSError):
            while True:
                await each.socket.send(message)
                self.sent += 1
                await asyncio.sleep(1 / self.rate if self.rate else 0)

    async def _read(self, each: Line) -> None:
        with contextlib.suppress(WebSocketException, OSError):
            async for _message in each.socket:
                pass
        if each.socket.close_code is not None:
            self.codes[each.socket.close_code] += 1

    async def stop(self) -> None:
        """End all of them."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def opened(address: str, cookies: _Cookies, at_once: int = 10) -> list[Line]:
    """A line for each browser, a few at a time; those that do not get one in time are left out."""
    allowed, lines = asyncio.Semaphore(at_once), list[Line]()

    async def one(own: dict[str, str]) -> None:
        async with allowed:
            with contextlib.suppress(TimeoutError, WebSocketException, OSError):
                lines.append(await asyncio.wait_for(line(address, own), 30))

    await asyncio.gather(*(one(own) for own in cookies))
    return lines


async def victim(address: str, own: dict[str, str], seconds: float) -> dict[str, Any]:
    """One person's reruns for a while: how long each took, and how many did not come back within WAIT_S."""
    took, lost, until = list[float](), 0, time.monotonic() + seconds
    try:
        mine = await asyncio.wait_for(line(address, own), 2 * WAIT_S)
    except (TimeoutError, WebSocketException, OSError):
        return {"done": 0, "lost": 1, "p95_ms": None}
    with contextlib.suppress(WebSocketException):
        while time.monotonic() < until:
            try:
                took.append(await mine.run(within_s=WAIT_S) * 1000)
            except TimeoutError:
                lost += 1
            await asyncio.sleep(PAUSE_S)
    await mine.socket.close()
    return {"done": len(took), "lost": lost, **_summary(took)}


def _summary(took: list[float]) -> dict[str, float | None]:
    if len(took) < 2:
        return {"p95_ms": None}
    parts = statistics.quantiles(took, n=20, method="inclusive")
    return {"median_ms": round(parts[9], 1), "p95_ms": round(parts[18], 1), "max_ms": round(max(took), 1)}


@contextlib.asynccontextmanager
async def flooded(address: str, cookies: _Cookies, rate: float) -> AsyncIterator[dict[str, Any]]:
    """A flood from a process of its own, so that it does not slow those who measure; filled in when it has ended."""
    command = [sys.executable, "-m", "bench.flood", "--as-flooder"]
    given = json.dumps({"address": address, "cookies": cookies, "rate": rate}).encode() + b"\n"
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a process without pipes")
    process.stdin.write(given)
    await process.stdout.readline()
    found: dict[str, Any] = {}
    try:
        yield found
    finally:
        process.stdin.close()  # that is how it is told to end
        with contextlib.suppress(TimeoutError):
            found |= json.loads(await asyncio.wait_for(process.stdout.readline(), WAIT_S) or b"{}")
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def as_flooder() -> None:
    """The child: open the lines, say so, flood until stdin ends, and say what came of it."""
    given = json.loads(await asyncio.to_thread(sys.stdin.readline))
    lines = await opened(given["address"], given["cookies"])
    flood = Flood(lines, given["rate"])
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    codes = dict(flood.codes)
    await flood.stop()
    print(json.dumps({"flooders": len(lines), "sent": flood.sent, "closed": codes}), flush=True)


async def under_flood(server: Served, cookies: _Cookies, rate: float, seconds: float) -> dict[str, Any]:
    """The victim while the first of the browsers flood; the last of them is the victim's."""
    async with flooded(server.address, cookies[:-1], rate) as flood:
        await asyncio.sleep(0.5)
        found = await victim(server.address, cookies[-1], seconds)
    return {**found, **flood}


async def honest(server: Served, cookies: _Cookies, every_s: float, seconds: float) -> dict[str, Any]:
    """All of them at work at once, each with a rerun now and then: none is cut or refused."""
    people = await opened(server.address, cookies)
    took, lost, cut = list[float](), 0, 0

    async def works(each: Line, number: int) -> None:
        nonlocal lost, cut
        await asyncio.sleep(every_s * number / len(people))
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                took.append(await each.run(within_s=WAIT_S) * 1000)
            except TimeoutError:
                lost += 1
            except WebSocketException:
                cut += 1
                return
            await asyncio.sleep(max(0.0, begun + every_s - time.monotonic()))

    await asyncio.gather(*(works(each, number) for number, each in enumerate(people)))
    await asyncio.gather(*(each.socket.close() for each in people))
    refused = len(cookies) - len(people)
    return {"people": len(people), "refused": refused, "cut": cut, "lost": lost, "runs": len(took), **_summary(took)}


async def joining(server: Served, people: int) -> dict[str, Any]:
    """A room behind one address: everyone mistypes the code once and then joins; nobody is made to wait."""
    code, cookies = await asyncio.to_thread(_open_workshop, server), await visits(server, people)
    limits = httpx.Limits(max_connections=20)
    async with httpx.AsyncClient(base_url=server.address, limits=limits, timeout=60) as room:

        async def comes(number: int, own: dict[str, str]) -> tuple[int, int]:
            told = {"Cookie": "; ".join(f"{name}={value}" for name, value in own.items())}
            words = (f"WRNG{number:04d}", code)
            given = [{"code": word, "alias": f"P{number}"} for word in words]
            wrong, right = [(await room.post("/session/join", json=each, headers=told)).status_code for each in given]
            return wrong, right

        begun = time.monotonic()
        answers = await asyncio.gather(*(comes(number, own) for number, own in enumerate(cookies)))
        seconds = round(time.monotonic() - begun, 1)
    return {"people": people, "joined": sum(right == 200 for _wrong, right in answers), "seconds": seconds}


def _open_workshop(server: Served) -> str:
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    given = {"title": "Flood", "hubs": (Hub.EAST,), "chains": (Chain.TEXTILES,), "starts_at": datetime.now(UTC)}
    try:
        return database.write(workshops.open_workshop, by=SYSTEM, **given).code
    finally:
        database.close()


async def visits(server: Served, count: int) -> _Cookies:
    """The cookies of so many new browsers."""
    return [await asyncio.to_thread(cookies_of_a_visit, server.address) for _number in range(count)]


async def end_under_flood(server: Served, cookies: _Cookies) -> float:
    """Seconds from SIGTERM to the end of the process while browsers flood it; 30 where it had to be killed."""
    async with flooded(server.address, cookies, 120.0):
        await asyncio.sleep(2)
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        while server.process.poll() is None and time.monotonic() < begun + 30:
            await asyncio.sleep(0.05)
        took = time.monotonic() - begun
        if server.process.poll() is None:
            server.process.kill()
    return round(took, 2)


async def measured(server: Served, given: argparse.Namespace, *, with_people: bool) -> dict[str, Any]:
    """Everything on one server. Browsers get their cookies first: a flooded server might not give them any."""
    found: dict[str, Any] = {}
    most = max(given.flooders)
    browsers = {count: [await visits(server, count + 1) for _rate in RATES] for count in given.flooders}
    last, room = await visits(server, most), await visits(server, given.people if with_people else 0)
    for count, sets in browsers.items():
        for (name, rate), own in zip(RATES.items(), sets, strict=True):
            await _note(found, f"{count}_{name}", under_flood(server, own, rate, given.seconds))
    if with_people:
        await _note(found, "joining", joining(server, given.people))
        await _note(found, "honest", honest(server, room, 4.0, given.seconds))
    await _note(found, "sigterm_s", end_under_flood(server, last))
    return found


async def _note(found: dict[str, Any], name: str, under_way: Awaitable[Any]) -> None:
    try:
        found[name] = await asyncio.wait_for(under_way, LONGEST_S)
    except TimeoutError:
        found[name] = {"error": f"did not end within {LONGEST_S:.0f} s"}
    print(name, json.dumps(found[name]), file=sys.stderr, flush=True)
    await asyncio.sleep(1)


def main() -> None:
    """Run with the gate and, as a control, without, and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--flooders", type=int, nargs="+", default=[3, 10, 30])
    options.add_argument("--people", type=int, default=300)
    options.add_argument("--seconds", type=float, default=14)
    options.add_argument("--no-peer", action="store_true")
    options.add_argument("--json", action="store_true")
    options.add_argument("--as-flooder", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.as_flooder:
        asyncio.run(as_flooder())
        return
    found: dict[str, Any] = {"bench": "flood", "seconds": given.seconds}
    for name, guards in (("ours", "all"), ("peer", "no gate")):
        if name == "peer" and given.no_peer:
            continue
        if name == "peer":
            given.flooders, given.seconds = [min(given.flooders)], min(given.seconds, 10)
        with tempfile.TemporaryDirectory() as fresh, small_app(Path(fresh), guards) as server:
            found[name] = asyncio.run(measured(server, given, with_people=name == "ours"))
    found["ratio"] = _ratio(found, f"{min(given.flooders)}_120_a_second")
    print(json.dumps(found))


def _ratio(found: dict[str, Any], name: str) -> float | None:
    """Ours : peer of the victim's p95; None where without the gate too few of its runs came back to say."""
    ours, peer = (found.get(side, {}).get(name, {}).get("p95_ms") for side in ("ours", "peer"))
    return round(ours / peer, 3) if ours and peer else None


if __name__ == "__main__":
    sys.exit(main())
