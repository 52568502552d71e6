"""`python -m bench.bombs`: how long a map edit takes while files that are made to do harm are being read.

`ours` is the 95th percentile of an edit in milliseconds with the guard, `peer` with heavy ones read in the app's own
process (the control), `quiet` without any. Exit code 1 where a file ends in anything but a sentence of ours or a draft.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.guard import read_map_guarded
from sotecin_graph.imports.reading import read_map
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import elements, workshops
from sotecin_graph.vocabulary import Chain, Hub
from tests.imports.bombs import BOMBS, HEAVY

EVERY_S = 0.05
Read = Callable[..., Any]


def p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return round(statistics.quantiles(seconds, n=20)[-1] * 1000, 1)


class Editor:
    """Somebody who goes on moving an element on a map, as people in a workshop do."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        place = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "starts_at": datetime.now(UTC)}
        self._here: dict[str, Any] = {"by": SYSTEM}
        made = database.write(workshops.open_workshop, title="Bombs", agenda="open", **self._here, **place)
        self._here["map_id"] = made.map_id
        self._ident = database.write(elements.add_stakeholder, name="Mill", kind="industry", **self._here)

    def edits(self, until: Callable[[], bool]) -> list[float]:
        """Seconds of each edit, one every EVERY_S, until it is so."""
        took: list[float] = []
        while not until() or len(took) < 20:
            begun = time.perf_counter()
            spot = {self._ident: (float(len(took) % 900), 0.0)}
            self._database.write(elements.move_elements, positions=spot, **self._here)
            took.append(time.perf_counter() - begun)
            time.sleep(EVERY_S)
        return took


def reading(read: Read, names: list[str], ends: dict[str, str]) -> None:
    """Read the files one after the other, and note how each ended."""
    for name in names:
        content, begun = BOMBS[name](), time.monotonic()
        try:
            read(content, filename="bomb")
            ended = "a draft"
        except FileNotReadable as refusal:
            ended = f"refused: {str(refusal)[:60]}"
        except Exception as accident:  # noqa: BLE001 - that is what is looked for
            ended = f"ACCIDENT {accident!r}"[:80]
        ends[name] = f"{ended} ({time.monotonic() - begun:.1f} s)"


def meanwhile(editor: Editor, read: Read, names: list[str]) -> tuple[list[float], dict[str, str]]:
    """What edits take while the files are read in another thread."""
    ends: dict[str, str] = {}
    thread = threading.Thread(target=reading, args=(read, names, ends))
    thread.start()
    took = editor.edits(lambda: not thread.is_alive())
    thread.join()
    return took, ends


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = SqlDatabase(Path(folder) / "sotecin.sqlite3")
        editor, until = Editor(database), time.monotonic() + 5
        quiet = editor.edits(lambda: time.monotonic() > until)
        guarded, ends = meanwhile(editor, read_map_guarded, list(BOMBS))
        bare, _ends = meanwhile(editor, read_map, sorted(HEAVY - {"400,000 rows of noise"}))
        database.close()
    told = {"quiet": p95(quiet), "ours": p95(guarded), "peer": p95(bare), "edits": len(guarded), "ends": ends}
    told |= {"ratio": round(p95(guarded) / p95(bare), 3), "worst_ms": round(max(guarded) * 1000)}
    print(json.dumps(told, indent=None if given.json else 1))
    return int(any("ACCIDENT" in each for each in ends.values()))


if __name__ == "__main__":
    sys.exit(main())
