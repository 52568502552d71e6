"""Kill the server with signal 9, again and again, while people write: what was acknowledged stays."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Protocol

from sotecin_graph.changes import Change
from sotecin_graph.maps import Map
from tests.faults.canonical import fingerprint
from tests.faults.cutting import Kept, kept
from tests.faults.grounds import Browsers, Ground, ticket_office

LONGEST_LIFE_S = 0.3


class Killable(Protocol):
    """A server that can be started again and again on one port."""

    port: int

    def start(self) -> None: ...
    def kill(self) -> None: ...


def run_kills(ground: Ground, server: Killable, *, kills: int, seed: int = 7, gap_ms: float = 3) -> tuple[Kept, int]:
    """Kill the running server so many times at random moments, and once more at the end.

    Returns what was kept, and how many of the acknowledged changes are gone.
    """
    chance = random.Random(seed)
    with ticket_office(ground) as tickets:
        with Browsers(ground, port=server.port, tickets=tickets, edits=0, gapMs=gap_ms, hurry=20) as browsers:
            for _kill in range(kills):
                time.sleep(LONGEST_LIFE_S * chance.random())
                server.kill()
                server.start()
            browsers.stop()
            said = browsers.said(within_s=120)
        server.kill()
        snapshot, changes = ground.history()
    found = kept(said, snapshot, changes)
    found.cuts = kills
    shown = {element["name"] for element in snapshot["elements"]}
    return found, sum(mark not in shown for each in said for mark in each["acked"])


def is_replay(ground: Ground) -> bool:
    """True where the map's state is what its changes amount to, from the first on."""
    with ground.opened() as database:
        facts = database.read(lambda uow: uow.maps.facts(ground.map_id))
    snapshot, changes = ground.history()
    assert facts is not None
    replayed = Map(facts)
    _each(replayed.apply, changes)
    return fingerprint(replayed.snapshot()) == fingerprint(snapshot)


def _each(apply: Callable[[Change], None], changes: list[Change]) -> None:
    for change in changes:
        apply(change)
