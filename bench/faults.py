"""python -m bench.faults --json: what must not happen, tried at full size, each with a control in which it must.

Counts are of harm: `ours` should be 0 everywhere, `peer` is the same run with the one thing taken away that prevents
it, and is above 0. `replay`: snapshot and changes against a fresh snapshot, in Python and in the browser's reducer, on
random walks of a thousand deeds; peer: reducers with one kind of change broken, of which none may go unnoticed.
`cuts`: browsers' halves write through lines that are cut; peer: commands without a lasting id. `kills`: signal 9 while
they write; peer: a server that answers before it commits. `editors`: two stale editors, all pairs of fields; peer:
whole rows. `votes`: a room votes at once and again after a reload; peer: votes belong to tabs. Small versions of all
this run in `make test` (tests/faults).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bench.serving import ROOT, await_answer, free_port
from db.store import SqlDatabase
from sotecin_graph import maps
from tests.faults.cutting import run_cuts
from tests.faults.editing import Editors, run_pairs
from tests.faults.grounds import Ground, LeanServer, new_ground
from tests.faults.killing import is_replay, run_kills
from tests.faults.replaying import Replayed, in_browser, in_python, is_caught, run_walk
from tests.faults.voting import run_votes
from tests.faults.walking import Walk

Found = dict[str, Any]


class App:
    """The real app, started and killed again and again on one port."""

    def __init__(self, data: Path) -> None:
        self.port, self._data = free_port(), data
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        env = {**os.environ, "SOTECIN_DATA": str(self._data), "SOTECIN_EXAMPLE": "no"}
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, cwd=ROOT, env=env, **quiet)
        await_answer(self.port, self._process)

    def kill(self) -> None:
        """Signal 9."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def replay(folder: Path, given: argparse.Namespace) -> Found:
    """Walks of so many deeds; the last one's frames serve the control."""
    database, found = SqlDatabase(folder / "sotecin.sqlite3"), Replayed()
    for seed in range(given.walks):
        chance = random.Random(seed)
        walk, walked = run_walk(database, [chance.getrandbits(32) for _step in range(given.steps)], every=5)
        found.add(walked)
    database.close()
    kinds = sorted(found.kinds.keys() & maps._APPLY.keys())
    caught = [kind for kind in kinds if _is_caught(walk, kind)]
    return {
        "ours": found.wrong_in_python + found.wrong_in_browser,
        "peer": len(caught) if caught == kinds else 0,
        "broken_kinds_not_caught": sorted({*maps._APPLY} - {*caught}),
        "compared": found.compared,
        "steps": found.steps,
        "kinds": dict(sorted(found.kinds.items())),
        "deeds": dict(sorted(found.done.items())),
        "refused": found.refused.total(),
    }


def _is_caught(walk: Walk, kind: str) -> bool:
    """True where both reducers, in Python and in the browser, are seen to be wrong without this kind."""
    screens = walk.screens.values()
    in_maps = any(is_caught(screen, partial(in_python, screen.map.facts), kind) for screen in screens)
    return in_maps and any(is_caught(screen, in_browser, kind) for screen in screens)


def cuts(folder: Path, given: argparse.Namespace) -> Found:
    """Everybody writes through cut lines."""
    seen = {}
    for name, broken in (("ours", {}), ("ids", {"break": "ids"}), ("outbox", {"break": "outbox"})):
        people, edits = (given.people, given.edits) if name == "ours" else (10, 20)
        ground = new_ground(folder / name, people=people)
        seen[name] = run_cuts(ground, edits=edits, share=0.25, **broken)
    ours = seen["ours"]
    harm = ours.lost + ours.doubled + ours.out_of_order + ours.refused + ours.gaps + ours.other_screens
    peer = {"without_ids_doubled": seen["ids"].doubled, "without_outbox_lost": seen["outbox"].lost}
    return {"ours": harm, "peer": peer["without_ids_doubled"], "seen": asdict(ours), **peer}


def kills(folder: Path, given: argparse.Namespace) -> Found:
    """The lean server many times, the real app some times, and the control."""
    lean, app, early = (new_ground(folder / name, people=4) for name in ("lean", "app", "early"))
    with LeanServer(lean) as server:
        kept, gone = run_kills(lean, server, kills=given.kills)
    real = App(app.data)
    real.start()
    app_kept, app_gone = run_kills(app, real, kills=given.app_kills)
    with LeanServer(early, "--early", "0.03") as server:
        _kept, hasty = run_kills(early, server, kills=20)
    wrong = [ground.data.name for ground in (lean, app) if not is_replay(ground)]
    is_whole = kept.is_whole and app_kept.is_whole
    return {
        "ours": gone + app_gone + len(wrong) + (not is_whole),
        "peer": hasty,
        "lean": asdict(kept),
        "app": asdict(app_kept),
        "not_the_replay": wrong,
    }


def editors(folder: Path, _given: argparse.Namespace) -> Found:
    """All pairs of fields of elements and of links."""
    ground = new_ground(folder, people=2)
    with ground.opened() as database:
        two = Editors(database, ground)
        kept = {what: run_pairs(two, what, two.save) for what in ("element", "link")}
        rows = {what: run_pairs(two, what, two.save_whole) for what in ("element", "link")}
    return {
        "ours": sum(len(each.lost) for each in kept.values()),
        "peer": sum(len(each.lost) for each in rows.values()),
        "pairs": sum(each.pairs for each in kept.values()),
        "merged": sum(each.merged for each in kept.values()),
        "shown_to_the_later": sum(each.shown for each in kept.values()),
    }


def votes(folder: Path, _given: argparse.Namespace) -> Found:
    """Fifty people, each on a socket of their own."""
    seen = {}
    for name, options in (("ours", ()), ("peer", ("--tabs",))):
        ground: Ground = new_ground(folder / name, people=50)
        with LeanServer(ground, *options) as server:
            seen[name] = run_votes(ground, port=server.port)
    wrong = {name: abs(each.at_once - 50) + abs(each.after_reload - 50) for name, each in seen.items()}
    return {**wrong, "counted": asdict(seen["ours"])}


RUNS: dict[str, Callable[[Path, argparse.Namespace], Found]] = {
    "replay": replay,
    "cuts": cuts,
    "kills": kills,
    "editors": editors,
    "votes": votes,
}


def _timed(run: Callable[[Path, argparse.Namespace], Found], given: argparse.Namespace) -> Found:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), given)
    return {**found, "seconds": round(time.monotonic() - begun, 1)}


def main() -> None:
    """Run all, or those named, and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=list(RUNS), help="which runs; all where none is named")
    options.add_argument("--walks", type=int, default=5)
    options.add_argument("--steps", type=int, default=1000)
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--edits", type=int, default=100)
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--app-kills", type=int, default=5)
    options.add_argument("--json", action="store_true")
    given, found = options.parse_args(), {}
    for name in given.names:
        found[name] = _timed(RUNS[name], given)
    harm = {side: {name: each[side] for name, each in found.items()} for side in ("ours", "peer")}
    is_proven = not any(harm["ours"].values()) and all(harm["peer"].values())
    print(json.dumps({"bench": "faults", **harm, "ratio": 0.0 if is_proven else None, "runs": found}))
    if not is_proven:
        sys.exit("harm in ours, or none in a control")


if __name__ == "__main__":
    main()
