"""`python -m bench.bombs`: how long a map edit takes while files that are made to do harm are being read.

`ours` is the 95th percentile of an edit in milliseconds with the guard, `peer` with heavy ones read in the app's own
process (the control), `quiet` without any. `pictures` has the same, and the worst, while eight readers ask for a map's
picture, drawn beside the app (`ours`) and within it (`peer`); `papers` while eight ask for a sheet as PDF. Exit code 1
where a file ends in anything but a sentence of ours or a draft.
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
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.planted import planted_map
from db.store import SqlDatabase
from sotecin_graph.briefs.pdf import private_sheet_pdf
from sotecin_graph.briefs.private_sheet import PrivateSheet
from sotecin_graph.briefs.qr import qr_svg
from sotecin_graph.changes import Wire, element_to_wire, link_to_wire
from sotecin_graph.errors import FileNotReadable, Unavailable
from sotecin_graph.exports.drawing import drawn
from sotecin_graph.exports.still import picture
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


def asking(work: Callable[[], object]) -> Callable[[], None]:
    """Eight readers, each asking three times."""

    def one() -> None:
        for _time in range(3):
            with suppress(Unavailable):
                work()

    def all_of_them() -> None:
        readers = [threading.Thread(target=one) for _reader in range(8)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()

    return all_of_them


def beside(editor: Editor, work: Callable[[], None]) -> dict[str, float]:
    """95th percentile and worst of an edit in milliseconds while work is done in other threads."""
    thread = threading.Thread(target=work)
    thread.start()
    took = editor.edits(lambda: not thread.is_alive())
    thread.join()
    return {"p95": p95(took), "worst": round(max(took) * 1000, 1), "edits": len(took)}


def _shown() -> Wire:
    """A map as people make it in half a day."""
    planted = planted_map(1, size=60)
    places = [(120.0 * (number % 8), 90.0 * (number // 8)) for number in range(len(planted.elements))]
    elements_ = [element_to_wire(each, *at) for each, at in zip(planted.elements, places, strict=True)]
    facts = {"name": "Map", "is_example": False}
    return {"map": facts, "elements": elements_, "links": [*map(link_to_wire, planted.links)], "clusters": []}


def drawing(editor: Editor) -> dict[str, Any]:
    """What edits take while pictures and documents are made."""
    shown = _shown()
    words = {each.name: ("A hint",) if each.name == "hints" else "en" for each in fields(PrivateSheet)}
    sheet = PrivateSheet(**words)  # type: ignore[arg-type]
    ours = beside(editor, asking(lambda: drawn(shown, "png")))
    peer = beside(editor, asking(lambda: picture(shown, "png")))
    code = qr_svg("https://example.org").encode()
    papers = beside(editor, asking(lambda: private_sheet_pdf(sheet, code)))
    return {"pictures": {"ours": ours, "peer": peer}, "papers": papers}


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
        made = drawing(editor)
        database.close()
    told = {"quiet": p95(quiet), "ours": p95(guarded), "peer": p95(bare), "edits": len(guarded), "ends": ends}
    told |= {"ratio": round(p95(guarded) / p95(bare), 3), "worst_ms": round(max(guarded) * 1000)}
    told |= made
    print(json.dumps(told, indent=None if given.json else 1))
    return int(any("ACCIDENT" in each for each in ends.values()))


if __name__ == "__main__":
    sys.exit(main())
