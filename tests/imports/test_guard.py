from __future__ import annotations

import threading
import time

import pytest

from sotecin_graph import confined
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports import guard
from sotecin_graph.imports.columns import Column, Columns
from sotecin_graph.imports.reading import read_map

GRAPHML = b'<graphml><graph><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>'


def test_guarded_reading_gives_the_same_draft() -> None:
    assert guard.read_map_guarded(GRAPHML, filename="x.graphml") == read_map(GRAPHML, filename="x.graphml")


def test_errors_come_back_with_their_place() -> None:
    with pytest.raises(FileNotReadable) as caught:
        guard.read_map_guarded(b"<graphml>\n<graph>", filename="x")

    assert caught.value.place == "line 2, column 8"
    assert str(caught.value).count("line 2") == 1


def test_mapping_reaches_the_reading_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SMALL_BYTES", 0)

    draft = guard.read_map_guarded(b"a,b\nMill,x\n", filename="x", mapping=Columns(name="a", note="b"))

    assert [(one.name, one.note) for one in draft.elements] == [("Mill", "x")]
    assert guard.columns_of_guarded(b"a,b\nMill,x\n", "x") == [Column("a", ("Mill",)), Column("b", ("x",))]


def test_small_tables_are_read_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_ask", None)

    assert guard.read_map_guarded(b"Name,Type\nMill,sme\n", filename="x").counts["elements"] == 1


def test_too_long_reading_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "WALL_SECONDS", 0.05)

    with pytest.raises(FileNotReadable, match="more time or memory"):
        guard.read_map_guarded(GRAPHML, filename="x")


@pytest.mark.parametrize(("bound", "value"), [("MEMORY_BYTES", 120 * 1024**2), ("CPU_SECONDS", 1)])
def test_too_much_memory_or_work_is_refused(monkeypatch: pytest.MonkeyPatch, bound: str, value: int) -> None:
    monkeypatch.setattr(guard, bound, value)
    large = b'{"nodes": [' + b'{"":{}},' * 1_000_000 + b"{}]}"

    with pytest.raises(FileNotReadable, match="memory"):
        guard.read_map_guarded(large, filename="x")


def test_settings_of_the_app_do_not_reach_the_reading_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOTECIN_SECRET", "do not pass on")

    assert not any("SOTECIN" in name for name in confined.environment())


def test_a_long_queue_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_QUEUE", threading.BoundedSemaphore(1))
    first = threading.Thread(target=guard.read_map_guarded, args=(GRAPHML,), kwargs={"filename": "x"})
    first.start()
    time.sleep(0.05)

    with pytest.raises(FileNotReadable, match="try again in a minute"):
        guard.read_map_guarded(GRAPHML, filename="x")
    first.join()
