"""Snapshot and changes against a fresh snapshot: in Python, and in the browser's reducer run by node."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import networkx as nx

from db.store import SqlDatabase
from sotecin_graph import maps
from sotecin_graph.changes import Change
from sotecin_graph.maps import Map, MapFacts
from tests.faults.canonical import canonical, fingerprint
from tests.faults.grounds import ROOT
from tests.faults.walking import Screen, Walk


@dataclass(slots=True)
class Replayed:
    """What came of a walk: how often each deed and kind of change took place, and where a screen was not right."""

    steps: int = 0
    compared: int = 0
    wrong_in_python: int = 0
    wrong_in_browser: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def is_equal(self) -> bool:
        return not (self.wrong_in_python or self.wrong_in_browser)

    def add(self, other: Replayed) -> None:
        """Take another walk's figures in."""
        self.steps += other.steps
        self.compared += other.compared
        self.wrong_in_python += other.wrong_in_python
        self.wrong_in_browser += other.wrong_in_browser
        for name in ("done", "refused", "kinds"):
            getattr(self, name).update(getattr(other, name))


def run_walk(database: SqlDatabase, numbers: Sequence[int], *, every: int = 1) -> tuple[Walk, Replayed]:
    """Walk, and compare every so many steps with what someone who arrives then is shown."""
    walk, found = Walk(database), Replayed(steps=len(numbers))
    for step, number in enumerate(numbers, start=1):
        walk.step(number)
        if step % every == 0 or step == len(numbers):
            compare(walk, found)
    for screen in walk.screens.values():
        shown = in_browser(screen.frames)
        found.wrong_in_browser += sum(shown[frame] != right for frame, right in screen.at_rest.items())
    found.done, found.refused, found.kinds = walk.done, walk.refused, walk.kinds
    return walk, found


def compare(walk: Walk, found: Replayed) -> None:
    """Compare the followed maps with fresh ones, and note what a browser should show by now."""
    for ident, screen in walk.screens.items():
        fresh = walk.fresh(ident)
        found.compared += 1
        found.wrong_in_python += canonical(screen.map.snapshot()) != canonical(fresh)
        screen.at_rest[len(screen.frames) - 1] = fingerprint(fresh)


def in_browser(frames: Sequence[str], *, broken: str = "") -> list[str]:
    """The fingerprints of what a browser shows after each frame; one kind of change may be broken."""
    command = ["node", "tests/faults/reducer.mjs", *([broken] if broken else [])]
    said = subprocess.run(command, cwd=ROOT, input="\n".join(frames), text=True, capture_output=True, check=True)
    return said.stdout.split()


def in_python(facts: MapFacts, frames: Sequence[str], *, broken: str = "") -> list[str]:
    """The fingerprints of what `Map` shows after each frame; one kind of change may be broken."""
    followed, shown = Map(facts), []
    with _broken(broken):
        for text in frames:
            frame = json.loads(text)
            if frame["type"] == "snapshot":
                followed.restore(frame)
            for wire in frame.get("changes", ()):
                followed.apply(_change_of(facts, wire))
            shown.append(fingerprint(followed.snapshot()))
    return shown


def _change_of(facts: MapFacts, wire: dict[str, Any]) -> Change:
    at = datetime.fromisoformat(wire["at"])
    return Change(facts.id, wire["revision"], wire["kind"], wire["payload"], wire["by"], wire["by_id"], at)


@contextmanager
def _broken(kind: str) -> Iterator[None]:
    """maps.Map without one kind of change: the control."""
    right = maps._APPLY.get(kind)
    if right:
        maps._APPLY[kind] = lambda _map, _payload: None
    try:
        yield
    finally:
        if right:
            maps._APPLY[kind] = right


def is_caught(screen: Screen, reducer: Callable[..., list[str]], kind: str) -> bool:
    """True where a reducer that does not understand a kind of change falls over it or shows something else."""
    try:
        shown = reducer(screen.frames, broken=kind)
    except (KeyError, nx.NetworkXError, subprocess.CalledProcessError):
        return True
    return any(shown[frame] != right for frame, right in screen.at_rest.items())
