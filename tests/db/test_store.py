"""The writer: what is acknowledged is on disk, in order, without gaps, and a refused deed leaves nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.claim import claim
from db.store import SqlDatabase
from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, Unavailable
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.maps import create_map

ROOT = Path(__file__).parents[2]


@pytest.fixture
def map_id(database: SqlDatabase) -> MapId:
    """An empty map."""
    return database.write(create_map, by=SYSTEM, name="A map")


def _note(uow: UnitOfWork, *, map_id: MapId, text: str = "a", then_fail: bool = False) -> int:
    revision = uow.record(map_id, "renamed", {"name": text}, by=SYSTEM).revision
    if then_fail:
        raise ValueError(text)
    return revision


def test_revisions_of_many_writers_are_gapless_and_heard_in_order(database: SqlDatabase, map_id: MapId) -> None:
    heard: list[Change] = []
    database.on_commit(heard.extend)

    with ThreadPoolExecutor(16) as writers:
        got = list(writers.map(lambda number: database.write(_note, map_id=map_id, text=str(number)), range(200)))

    assert sorted(got) == list(range(1, 201))
    assert [change.revision for change in heard] == list(range(1, 201))


def test_failed_use_case_leaves_nothing_and_its_neighbours_in_the_batch_stay(
    database: SqlDatabase, map_id: MapId
) -> None:
    jobs = [database.submit(_note, map_id=map_id, then_fail=number == 3) for number in range(8)]

    errors = [job.exception() for job in jobs]

    assert [type(error) for error in errors if error] == [ValueError]
    assert database.read(lambda uow: uow.maps.revision(map_id)) == 7


def test_writer_is_durable_and_readers_cannot_write(database: SqlDatabase, map_id: MapId) -> None:
    with database._writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    with pytest.raises(Exception, match=r"readonly|query_only|read-only"):
        database.read(_note, map_id=map_id)


def test_locked_database_is_told_in_a_sentence_and_works_again_after(
    database: SqlDatabase, map_id: MapId, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(database.path, isolation_level=None)
    with database._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unavailable, match="Nothing was changed"):
        database.write(_note, map_id=map_id)
    other.execute("ROLLBACK")
    other.close()

    assert database.write(_note, map_id=map_id) == 1


def test_full_disk_is_told_in_a_sentence_and_nothing_is_half_written(database: SqlDatabase, map_id: MapId) -> None:
    with database._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(Unavailable):
        database.write(_note, map_id=map_id, text="x" * 100_000)

    assert database.read(lambda uow: (uow.maps.revision(map_id), uow.maps.changes(map_id, since=0))) == (0, [])


_WRITE_AND_DIE = """
import os, sys
from pathlib import Path
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
database = SqlDatabase(Path(sys.argv[1]))
def note(uow, number):
    return uow.record(sys.argv[2], "renamed", {"name": str(number)}, by=SYSTEM).revision
for number in range(50):
    print(database.write(note, number=number), flush=True)
os.kill(os.getpid(), 9)
"""


def test_acknowledged_changes_outlive_a_killed_process(database: SqlDatabase, map_id: MapId) -> None:
    database.close()
    command = [sys.executable, "-c", _WRITE_AND_DIE, str(database.path), map_id]
    said = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT).stdout.split()

    again = SqlDatabase(database.path)

    kept = [change.revision for change in again.read(lambda uow: uow.maps.changes(map_id, since=0))]
    assert (len(said), kept) == (50, list(range(1, 51)))
    again.close()


def test_second_server_is_refused_the_file_until_the_first_lets_go(tmp_path: Path) -> None:
    first = claim(tmp_path / "one.sqlite3")
    second = claim(tmp_path / "one.sqlite3")
    assert first is not None
    first.release()

    assert second is None
    assert claim(tmp_path / "one.sqlite3") is not None


def test_writer_outlives_those_who_ask_and_go_away(database: SqlDatabase, map_id: MapId) -> None:
    begun, hold = threading.Event(), threading.Event()

    def slow(_uow: UnitOfWork) -> None:
        begun.set()
        hold.wait(5)

    running = database.submit(slow)
    begun.wait(5)
    queued = [database.submit(_note, map_id=map_id) for _each in range(5)]
    gone = [job.cancel() for job in queued[:3]]
    hold.set()

    assert (gone, running.cancel(), running.result(5)) == ([True] * 3, False, None)
    assert [job.result(5) for job in queued[3:]] == [1, 2]
    assert database.is_well()


def test_value_that_no_table_can_hold_is_refused_in_a_sentence(database: SqlDatabase, map_id: MapId) -> None:
    with pytest.raises(BadInput, match="cannot be kept"):
        database.write(lambda uow: uow.maps.rename(map_id, ["a", "list"]))  # type: ignore[arg-type]
    assert database.write(_note, map_id=map_id) == 1


def test_commit_of_another_process_is_noticed(database: SqlDatabase, map_id: MapId) -> None:
    noticed = threading.Event()
    database.watch(noticed.set, every_s=0.02)
    second = SqlDatabase(database.path)

    second.write(_note, map_id=map_id)

    assert noticed.wait(5)
    second.close()
