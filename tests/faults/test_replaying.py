"""Snapshot and changes amount to a fresh snapshot, byte for byte, whatever people do; and a broken reducer is seen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import SqlDatabase
from sotecin_graph import maps
from tests.faults.replaying import compare, in_browser, in_python, is_caught, run_walk
from tests.faults.walking import BEFORE, DEEDS, SELDOM, Screen, Walk

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("node")]
KINDS = sorted(maps._APPLY)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlDatabase]:
    """One database; each walk has maps of its own in it."""
    opened = SqlDatabase(tmp_path_factory.mktemp("walks") / "sotecin.sqlite3")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def walk(database: SqlDatabase) -> Walk:
    """A walk long enough to meet every kind of change and every deed."""
    chance = random.Random(11)
    walked, found = run_walk(database, [chance.getrandbits(32) for _step in range(150)], every=3)
    for name in DEEDS:
        tries = 0
        while not walked.done[name] and (tries := tries + 1) < 50:
            walked.step(chance.getrandbits(32), name=BEFORE.get(name, name) if tries % 2 else name)
    compare(walked, found)
    assert found.is_equal
    return walked


@settings(max_examples=6)
@given(numbers=st.lists(st.integers(0, 2**32 - 1), min_size=20, max_size=40))
def test_changes_amount_to_a_fresh_snapshot_in_python_and_in_the_browser(
    database: SqlDatabase, numbers: list[int]
) -> None:
    _walked, found = run_walk(database, numbers)

    assert (found.wrong_in_python, found.wrong_in_browser) == (0, 0)


def test_walk_meets_every_kind_of_change_and_every_deed(walk: Walk) -> None:
    assert set(walk.kinds) == set(KINDS)
    assert set(DEEDS) - SELDOM - set(walk.done) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_reducer_with_a_broken_kind_is_caught(walk: Walk, kind: str) -> None:
    def caught(screen: Screen) -> tuple[bool, bool]:
        return is_caught(screen, partial(in_python, screen.map.facts), kind), is_caught(screen, in_browser, kind)

    seen = [caught(screen) for screen in walk.screens.values()]

    assert [any(each) for each in zip(*seen, strict=True)] == [True, True]
