"""python -m bench.canvas --elements N --json: seconds from opening the page to the map drawn.

Ours is the whole way of a new visitor: Streamlit's page, the component, the socket, the snapshot, the first picture.
The peer is the same map as a finished page of vis-network on disk (our own export by pyvis), which talks to nobody.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from bench.clusters import planted_map
from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.exports import export_map
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.imports import bring_in
from sotecin_graph.services.maps import create_map
from tests.browser.visitors import LAPTOP, opened_browser, visitor, wait_for

_TWO_FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def prepare(uow: UnitOfWork, *, elements: int) -> MapId:
    """An example map of so many elements, which anyone may open."""
    map_id = create_map(uow, by=SYSTEM, name=f"Bench {elements}", is_example=True)
    planted = planted_map(7, size=elements, missions=max(2, elements // 20))
    bring_in(uow, by=SYSTEM, map_id=map_id, elements=planted.elements, links=planted.links)
    return map_id


def ours(browser: Browser, server: Served, map_id: MapId, elements: int, rounds: int) -> list[float]:
    """Seconds of each round, each with an empty cache."""
    taken = []
    for _round in range(rounds):
        someone = visitor(browser, server.address, LAPTOP)
        begun = time.perf_counter()
        someone.goes_to(f"/map?map={map_id}")
        wait_for(lambda someone=someone: _is_drawn(someone.map_state(), elements), "the map drawn")  # type: ignore[misc]
        someone.page.evaluate(_TWO_FRAMES)
        taken.append(time.perf_counter() - begun)
        someone.context.close()
    return taken


def _is_drawn(state: dict[str, str], elements: int) -> bool:
    return state.get("state") == "live" and state.get("elements") == str(elements)


def peer(browser: Browser, file: Path, rounds: int) -> list[float]:
    """Seconds of each round."""
    taken = []
    for _round in range(rounds):
        page = browser.new_context(viewport=LAPTOP).new_page()  # type: ignore[arg-type]
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.locator("canvas").first.wait_for()
        page.evaluate(_TWO_FRAMES)
        taken.append(time.perf_counter() - begun)
        page.context.close()
    return taken


def main() -> None:
    """Measure both and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--elements", type=int, default=60)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with served(example="no") as server, opened_browser() as browser, tempfile.TemporaryDirectory() as folder:
        database = SqlDatabase(server.data / "sotecin.sqlite3")
        map_id = database.write(prepare, elements=given.elements)
        file = Path(folder) / "map.html"
        file.write_bytes(export_map(database.read(lambda uow: uow.maps.snapshot(map_id)), "html"))
        database.close()
        found = {
            "ours": ours(browser, server, map_id, given.elements, given.rounds),
            "peer": peer(browser, file, given.rounds),
        }
    seconds = {
        name: {"median_s": round(statistics.median(each), 2), "worst_s": round(max(each), 2)}
        for name, each in found.items()
    }
    ratio = round(seconds["ours"]["median_s"] / seconds["peer"]["median_s"], 2)
    print(
        json.dumps({"bench": "canvas", "elements": given.elements, "rounds": given.rounds, **seconds, "ratio": ratio})
    )


if __name__ == "__main__":
    sys.exit(main())
