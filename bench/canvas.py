"""python -m bench.canvas --elements N [N …] --rounds R --json: what a large map costs the browser that shows it.

At each size: opening to drawn, a change by somebody else (main-thread work, and sent to drawn), and the frames while
one pans the whole map and drags an element close up. Ours is a signed-in page of the running app, the changes come
through its server, and drawn is two frames after. The peers run in the same browser: the same map as a page of plain
vis-network (a change is nodes.update) and as pyvis' own page (a change is the page built and opened anew).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.canvas_pages import Ours, Pyvis, Shown, Vis
from bench.planted import planted_map
from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph.elements import ElementId, LinkId, MapId
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.imports import bring_in
from sotecin_graph.services.maps import create_map
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.services.sessions import add_account
from tests.browser.visitors import LAPTOP, opened_browser, sign_in, visitor

SIZES = (100, 300, 1000, 2000)
KINDS = ("rename", "move", "add", "link")
PASSWORD = "four words for a bench"  # noqa: S105 - of an account that ends with the bench
LOOK_S = 1.2
CLOSE = 0.6
STEPS = 60
_FRAMES = """() => { window.frames_ = []; window.isDone = false; let last = performance.now();
  const look = (now) => { window.frames_.push(now - last); last = now;
    if (!window.isDone) requestAnimationFrame(look); };
  requestAnimationFrame(look); }"""
Found = dict[str, Any]


class Meter:
    """CPU time of a page's main thread in ms, as Chromium counts it (CDP Performance, thread ticks)."""

    def __init__(self, page: Page) -> None:
        self._line: CDPSession = page.context.new_cdp_session(page)
        self._line.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now(self) -> float:
        """What has been used so far."""
        metrics = self._line.send("Performance.getMetrics")["metrics"]
        return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration") * 1000

    def over(self, seconds: float) -> float:
        """What is used in a while."""
        before = self.now()
        time.sleep(seconds)
        return self.now() - before

    def settle(self) -> None:
        """Wait until the page is calm."""
        until = time.monotonic() + 20
        last = self.over(0.5)
        while time.monotonic() < until and (last > 60 or abs(last - (this := self.over(0.5))) > 25):
            last = this if last <= 60 else self.over(0.5)


def edits(shown: Shown, rounds: int) -> Found:
    """Each kind of change, some times: work of the main thread beyond what an idle page uses, and sent to drawn.

    Chromium counts anew for a page that is opened anew: then all that it has used since is the change's work.
    """
    meter = Meter(shown.page)
    meter.settle()
    work: dict[str, list[float]] = {kind: [] for kind in KINDS}
    whole: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(rounds * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        idle, before = meter.over(LOOK_S), meter.now()
        sent = shown.edit(kind, number + 1)
        time.sleep(max(0.0, LOOK_S - (time.time() - sent / 1000)))
        used = meter.now()
        work[kind].append(max(0.0, (used - before if used >= before else used) - idle))
        whole[kind].append(shown.drawn_at() - sent)
    every = [value for values in work.values() for value in values]
    waits = [value for values in whole.values() for value in values]
    return {
        "cpu_ms": round(statistics.median(every), 1),
        "cpu_ms_by_kind": {kind: round(statistics.median(values), 1) for kind, values in work.items()},
        "drawn_ms": round(statistics.median(waits), 1),
        "drawn_ms_worst": round(max(waits), 1),
    }


def frames(shown: Shown, start: tuple[float, float]) -> Found:
    """Press, pull in small steps, let go: the frames meanwhile and the work of each."""
    meter, page = Meter(shown.page), shown.page
    meter.settle()
    page.mouse.move(*start)
    page.evaluate(_FRAMES)
    before = meter.now()
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(start[0] + step * 3, start[1] + step * 2)
        time.sleep(0.008)
    page.mouse.up()
    took: list[float] = page.evaluate("() => { window.isDone = true; return window.frames_; }")
    used = meter.now() - before
    return {
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20)[18], 1),
        "cpu_ms": round(used / len(took), 1),
    }


def measured(shown: Shown, rounds: int) -> Found:
    """All there is to measure on an open map; dragging comes last, because it leaves its element elsewhere."""
    found: Found = {"edit": edits(shown, rounds)}
    found["pan"] = frames(shown, shown.corner())
    found["drag"] = frames(shown, shown.look_closely(CLOSE))
    return found


def prepare(uow: UnitOfWork, *, elements: int) -> MapId:
    """An example map of so many elements."""
    map_id = create_map(uow, by=SYSTEM, name=f"Bench {elements}", is_example=True)
    planted = planted_map(7, size=elements, missions=max(2, elements // 20))
    ours = {each.id: ElementId(f"{elements}-{each.id}") for each in planted.elements}
    links = [
        replace(link, id=LinkId(f"{elements}-{link.id}"), source=ours[link.source], target=ours[link.target])
        for link in planted.links
    ]
    bring_in(
        uow,
        by=SYSTEM,
        map_id=map_id,
        elements=[replace(each, id=ours[each.id]) for each in planted.elements],
        links=links,
    )
    return map_id


def _account(uow: UnitOfWork, *, hashed: str) -> str:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    made = add_account(uow, by=SYSTEM, username="bench", name="Bench", password_hash=hashed, grants=grants)
    return f"account:{made.id}"


def of_size(browser: Browser, server: Served, state: Any, actor: str, size: int, rounds: int) -> dict[str, Found]:
    """Ours and the peers at one size; opening is repeated, each time with an empty cache."""
    database = SqlDatabase(server.data / "sotecin.sqlite3")
    map_id = database.write(prepare, elements=size)
    snapshot = database.read(lambda uow: uow.maps.snapshot(map_id))
    database.close()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        ways: dict[str, Callable[[], Shown]] = {
            "ours": lambda: Ours(browser, server, state, map_id, actor, snapshot),
            "vis": lambda: Vis(browser, Path(folder), snapshot),
            "pyvis": lambda: Pyvis(browser, Path(folder), snapshot),
        }
        for name, way in ways.items():
            seconds = []
            for _round in range(rounds):
                shown = way()
                seconds.append(shown.seconds)
                if len(seconds) < rounds:
                    shown.close()
            opened = {"median_s": round(statistics.median(seconds), 2), "worst_s": round(max(seconds), 2)}
            found[name] = {"open": opened, **measured(shown, rounds)}
            shown.close()
    return found


def ratios(ours: Found, peer: Found) -> Found:
    """Ours : peer, below 1 is better."""
    pairs = {
        "open": ("open", "median_s"),
        "edit_cpu": ("edit", "cpu_ms"),
        "edit_drawn": ("edit", "drawn_ms"),
        "pan_frame": ("pan", "p95_ms"),
        "drag_frame": ("drag", "p95_ms"),
    }
    return {name: round(ours[part][key] / max(peer[part][key], 0.1), 2) for name, (part, key) in pairs.items()}


def main() -> None:
    """Measure and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--elements", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    by_size = {}
    with served(example="no") as server, opened_browser() as browser:
        database = SqlDatabase(server.data / "sotecin.sqlite3")
        actor = database.write(_account, hashed=hash_password(PASSWORD))
        database.close()
        someone = visitor(browser, server.address, LAPTOP)
        sign_in(someone, "bench", PASSWORD)
        state = someone.context.storage_state()
        for size in given.elements:
            by_size[str(size)] = of_size(browser, server, state, actor, size, given.rounds)
    ours = {size: found["ours"] for size, found in by_size.items()}
    peer = {name: {size: found[name] for size, found in by_size.items()} for name in ("vis", "pyvis")}
    ratio = {name: {size: ratios(ours[size], each) for size, each in sizes.items()} for name, sizes in peer.items()}
    small, large = str(min(given.elements)), str(max(given.elements))
    growth = {
        name: round(found[large]["edit"]["cpu_ms"] / max(found[small]["edit"]["cpu_ms"], 0.1), 2)
        for name, found in (("ours", ours), *peer.items())
    }
    print(
        json.dumps(
            {"bench": "canvas", "elements": given.elements, "rounds": given.rounds, "ours": ours, "peer": peer}
            | {"ratio": ratio, f"edit_cpu_{large}_to_{small}": growth}
        )
    )


if __name__ == "__main__":
    main()
