"""python -m bench.workshop --people 60 300 --speed 10 --json: a simulated half day with everyone in it, seven hubs.

Three of five people have a phone (Streamlit's own protocol, and the socket that tells it of steps), the others a laptop
on the map's socket; a facilitator steps through the built-in half day, with one step at tables that have maps of their
own, reveals, brings the tables together and closes, a projector looks on. Times of steps are divided by the speed.
Counted: contributions and votes that are missing or too many at the end, against the script; measured: the time from a
contribution to every screen, answers to forms, CPU and memory of the server. The script is the seed's alone, so runs of
one seed end in the same state, without times, ids and places; with `--runs 2` they are compared as well. `peer` is the
control: the same count against another seed's script.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import sys
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import psutil
from websockets.exceptions import WebSocketException

from bench.half_day import (
    Act,
    Script,
    alias,
    differences,
    digest,
    end_state,
    half_day,
    hub_of,
    is_phone,
    table_of,
    tables_for,
)
from bench.serving import Served, served
from bench.taking_part import Arrivals, Phone, Screen, phone, screen
from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import endings, table_maps, tables, workshops
from sotecin_graph.services.sessions import add_account
from sotecin_graph.tickets import Tickets
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState

AT_ONCE = 8
AT_TABLES = Step("At tables", "Who else takes part?", 15, (Takes.STAKEHOLDER, Takes.LINK), is_at_tables=True)
AFTER = 4
"""Behind so many steps of the half day the tables work."""

SETTLE_S = 2.0


@dataclass(slots=True)
class Day:
    """A half day that runs: who takes part, and what is measured."""

    server: Served
    workshop: Workshop
    script: Script
    speed: float
    arrivals: Arrivals = field(default_factory=Arrivals)
    phones: dict[int, Phone] = field(default_factory=dict)
    laptops: dict[int, Screen] = field(default_factory=dict)
    leads: list[Screen] = field(default_factory=list)
    at_tables: dict[int, Screen] = field(default_factory=dict)
    late_s: float = 0.0
    done: int = 0

    @property
    def facilitator(self) -> Screen:
        return self.leads[0]

    @property
    def screens(self) -> list[Screen]:
        return [*self.laptops.values(), *self.leads]

    async def arrive(self) -> float:
        """Everybody joins by the code, a few at once; seconds until all are there."""
        begun, places = time.perf_counter(), asyncio.Semaphore(AT_ONCE)
        lead = await asyncio.to_thread(_with_database, self.server, _lead)
        self.leads = [await self._screen(lead) for _each in ("facilitator", "projector")]

        async def joins(person: int) -> str:
            async with places:
                return await asyncio.to_thread(self._joins, person)

        everyone = range(self.script.people)
        cookies = await asyncio.gather(*(joins(person) for person in everyone))
        actors = await asyncio.to_thread(_with_database, self.server, _actors, workshop=self.workshop)

        async def comes(person: int) -> None:
            async with places:
                if is_phone(person):
                    self.phones[person] = await self._phone(actors[alias(person)], cookies[person])
                else:
                    self.laptops[person] = await self._screen(actors[alias(person)])

        await asyncio.gather(*(comes(person) for person in everyone))
        return time.perf_counter() - begun

    async def _phone(self, actor: str, cookie: str) -> Phone:
        return await phone(self.server.address, self.workshop.map_id, cookie, self._ticket(actor), self.arrivals)

    async def _screen(self, actor: str) -> Screen:
        return await screen(self.server.address, self.workshop.map_id, partial(self._ticket, actor), self.arrivals)

    def _ticket(self, actor: str, map_id: str = "") -> str:
        tickets = Tickets((self.server.data / "signing.key").read_text())
        map_id = map_id or self.workshop.map_id
        return tickets.issue("map", {"actor": actor, "map": map_id, "language": "en", "is_here": True})

    async def _sits_down(self) -> None:
        """Everyone has a seat, and each laptop the map of its table beside that of all, whose arrivals alone count."""
        maps = await asyncio.to_thread(_with_database, self.server, _seat, workshop=self.workshop)
        actors = await asyncio.to_thread(_with_database, self.server, _actors, workshop=self.workshop)
        mine = self.arrivals
        unseen = Arrivals(acks=mine.acks, refused=mine.refused, breaks=mine.breaks)
        for person in self.laptops:
            map_id, actor = maps[table_of(person, self.script.people)], actors[alias(person)]
            self.at_tables[person] = await screen(
                self.server.address, map_id, partial(self._ticket, actor, map_id), unseen
            )

    async def _comes_together(self, index: int) -> None:
        """What the tables have made is on its way to every screen from now on."""
        now = time.perf_counter()
        self.arrivals.sent |= {act.name: now for act in self.script.of(index)}
        await asyncio.to_thread(_with_database, self.server, _bring_together, workshop=self.workshop)
        apart, self.at_tables = self.at_tables, {}
        await asyncio.gather(*(one.leaves() for one in apart.values()))

    def _joins(self, person: int) -> str:
        """The cookies of someone who has joined."""
        given = {"code": self.workshop.code, "alias": alias(person), "hub": hub_of(person).value}
        body = json.dumps(given).encode()
        headers = {"content-type": "application/json", "origin": self.server.address}
        request = urllib.request.Request(f"{self.server.address}/session/join", body, headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return "; ".join(each.split(";")[0] for each in answer.headers.get_all("set-cookie"))

    async def goes_on(self) -> None:
        """All steps, one after the other; a step is over once its time is and everyone has been answered."""
        for index, step in enumerate(self.workshop.steps):
            if step.is_at_tables:
                await self._sits_down()
            await self.facilitator.does("set_step", step=index)
            begun, lasts = time.perf_counter(), step.minutes * 60 / self.speed
            await asyncio.gather(*(self._acts(act, begun, lasts) for act in self.script.of(index)))
            if step.is_private:
                await self._reveals(index)
            if step.is_at_tables:
                await self._comes_together(index)
            over = begun + lasts - time.perf_counter()
            self.late_s += max(0.0, -over)
            await asyncio.sleep(max(0.0, over))
        await asyncio.sleep(SETTLE_S)
        await asyncio.to_thread(_with_database, self.server, _close, workshop=self.workshop)

    async def _reveals(self, index: int) -> None:
        """What was kept back is on its way to every screen from now on."""
        now = time.perf_counter()
        self.arrivals.sent |= {act.name: now for act in self.script.of(index)}
        await self.facilitator.does("reveal")

    async def _acts(self, act: Act, begun: float, lasts: float) -> None:
        await asyncio.sleep(max(0.0, begun + act.at * lasts - time.perf_counter()))
        try:
            if act.person in self.phones:
                self.done += await self._on_phone(self.phones[act.person], act)
            else:
                answer = await self._on_laptop(self.at_tables.get(act.person, self.laptops[act.person]), act)
                self.done += answer["type"] == "ack"
        except (TimeoutError, WebSocketException, RuntimeError) as error:
            self.arrivals.refused.append(f"{act.sort} by {act.person}, {act.name}: {type(error).__name__} {error}")

    async def _on_phone(self, one: Phone, act: Act) -> bool:
        if act.sort == "dots":
            return await one.gives(act.about[0], act.number)
        return await one.adds("text_area" if act.sort == "challenge" else "text_input", act.name)

    async def _on_laptop(self, one: Screen, act: Act) -> dict[str, Any]:
        self.arrivals.sent[act.name] = time.perf_counter()
        if act.sort == "stakeholder":
            return await one.does("add_stakeholder", name=act.name, kind=act.about[0])
        if act.sort == "challenge":
            return await one.does("add_challenge", name=act.name, problem=act.name)
        if act.sort == "note":
            element = await one.ident(act.about[0])
            return await one.does("edit_element", element=element, field="note", base_version=0, value=act.name)
        if act.sort == "link":
            source, target, kind = act.about
            ends = {"source": await one.ident(source), "target": await one.ident(target)}
            return await one.does("add_link", **ends, type=kind, note=act.name)
        return await one.does("give_dots", element=await one.ident(act.about[0]), dots=act.number)

    async def leave(self) -> None:
        """Everybody closes."""
        leaving = [one.leaves() for one in self.phones.values()] + [one.leaves() for one in self.screens]
        await asyncio.gather(*leaving, return_exceptions=True)


def run(people: int, speed: float, seed: int) -> dict[str, Any]:
    """One half day on a server of its own."""
    with served(example="no") as server:
        workshop = _with_database(server, _open)
        day = Day(server, workshop, half_day(seed, people, workshop.steps), speed)
        process = psutil.Process(server.process.pid)
        before, begun = process.cpu_times(), time.perf_counter()
        peak, arrived_s = asyncio.run(_whole(day, process))
        after, wall = process.cpu_times(), time.perf_counter() - begun
        found = _with_database(server, end_state, workshop=workshop)
        return _told(day, found, arrived_s) | {
            "wall_s": round(wall, 1),
            "cpu_s": round(after.user + after.system - before.user - before.system, 1),
            "server_mb": peak,
        }


async def _whole(day: Day, process: psutil.Process) -> tuple[int, float]:
    """Arrive, go through the day, leave; the server's most memory in MB, and how long arriving took."""
    peaks = [0]

    async def watch() -> None:
        while True:
            peaks.append(round(process.memory_info().rss / 1e6))
            await asyncio.sleep(0.5)

    watching = asyncio.create_task(watch())
    try:
        arrived_s = await day.arrive()
        await day.goes_on()
    finally:
        watching.cancel()
        await day.leave()
    return max(peaks), arrived_s


def _told(day: Day, found: dict[str, Any], arrived_s: float) -> dict[str, Any]:
    script, arrivals = day.script, day.arrivals
    expected = script.end()
    other = half_day(script.seed + 1, script.people, script.steps).end()
    seen = {mark for mark, count in arrivals.screens.items() if count >= len(day.screens)}
    public = {act.name for acts in script.acts.values() for act in acts if act.sort != "dots"}
    return {
        "harm": sum(differences(expected, found).values()) + len(arrivals.refused),
        **differences(expected, found),
        "control": sum(differences(other, found).values()),
        "refused": len(arrivals.refused),
        "why": sorted(set(arrivals.refused))[:9],
        "breaks": dict(Counter(arrivals.breaks)),
        "contributions": script.contributions,
        "dots": script.dots,
        "not_on_every_screen": len(public - seen),
        "screens": len(day.screens),
        "phones": len(day.phones),
        "arrived_s": round(arrived_s, 1),
        "late_s": round(day.late_s, 1),
        "to_every_screen": _ms(list(arrivals.slowest.values())),
        "to_a_screen": _ms(arrivals.came),
        "ack": _ms(arrivals.acks),
        "phone_form": _ms(arrivals.forms),
        "phone_dots": _ms(arrivals.votes),
        "end_state": digest(found),
    }


def _ms(values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    parts = statistics.quantiles(values, n=20)
    return {"p50_ms": round(parts[9]), "p95_ms": round(parts[18]), "worst_ms": round(max(values))}


def _with_database(server: Served, use_case: Any, **given: Any) -> Any:
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    try:
        return database.write(use_case, **given)
    finally:
        database.close()


def _open(uow: UnitOfWork) -> Workshop:
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)
    place: dict[str, Any] = {"hubs": tuple(Hub), "chains": (Chain.TEXTILES,)}
    steps = AGENDAS["half-day"][1]
    place["steps"] = (*steps[:AFTER], AT_TABLES, *steps[AFTER:])
    return workshops.open_workshop(uow, by=SYSTEM, title="Seven hubs", starts_at=at, **place)


def _seat(uow: UnitOfWork, *, workshop: Workshop) -> dict[int, str]:
    """Seat everyone where the script has them; the maps by their tables."""
    people = uow.workshops.participants(workshop.id)
    count = tables_for(len(people))
    tables.seat_all(uow, by=SYSTEM, map_id=workshop.map_id, tables=count, has_maps=True)
    at = {alias(person): table_of(person, len(people)) for person in range(len(people))}
    for each in people:
        uow.workshops.seat(replace(each, table=at[each.alias]))
    return {number: str(map_id) for number, map_id in uow.workshops.table_maps(workshop.id).items()}


def _bring_together(uow: UnitOfWork, *, workshop: Workshop) -> int:
    return table_maps.bring_together(uow, by=SYSTEM, map_id=workshop.map_id)


def _lead(uow: UnitOfWork) -> str:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    made = add_account(uow, by=SYSTEM, username="bench", name="Bench", password_hash="-", grants=grants)  # noqa: S106
    return f"account:{made.id}"


def _actors(uow: UnitOfWork, *, workshop: Workshop) -> dict[str, str]:
    return {each.alias: f"participant:{each.id}" for each in uow.workshops.participants(workshop.id)}


def _close(uow: UnitOfWork, *, workshop: Workshop) -> None:
    text = "The hubs meet again in May"
    endings.note_outcome(uow, by=SYSTEM, ident=workshop.id, sort="decision", text=text, owner="All hubs")
    workshops.set_state(uow, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)


def main() -> int:
    """Run each number of people with one seed and print one JSON object; 1 where anything is lost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[30], help="60 300 for the full measure")
    options.add_argument("--speed", type=float, default=400, help="how much faster than the half day; 10 for the full")
    options.add_argument("--runs", type=int, default=1, help="each has to end as the script says")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))
    seen = {
        str(people): [run(people, given.speed, given.seed) for _run in range(given.runs)] for people in given.people
    }
    harm = sum(one["harm"] for runs in seen.values() for one in runs)
    differing = sum(len({one["end_state"] for one in runs}) - 1 for runs in seen.values())
    control = min(one["control"] for runs in seen.values() for one in runs)
    told = {"bench": "workshop", "speed": given.speed, "seed": given.seed, "load": round(os.getloadavg()[0], 1)}
    print(json.dumps({**told, "ours": harm + differing, "peer": control, "ratio": None, "people": seen}))
    return 1 if harm + differing or not control else 0


if __name__ == "__main__":
    sys.exit(main())
