"""Pictures of maps are drawn in a process with limits; what takes too much, or comes when many wait, is refused."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest

from sotecin_graph.errors import Unavailable
from sotecin_graph.exports import drawing
from sotecin_graph.exports.drawing import drawn

SMALL: dict[str, Any] = {"map": {"name": "Map", "is_example": False}, "elements": [], "links": [], "clusters": []}


BESIDE = drawing._beside


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here as in the app; elsewhere tests draw in place."""
    monkeypatch.setattr(drawing, "_beside", BESIDE)


def test_picture_is_drawn_beside_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sotecin_graph.briefs.picture", raising=False)

    assert b"<svg" in drawn(SMALL, "svg")
    assert "sotecin_graph.briefs.picture" not in sys.modules


@pytest.mark.parametrize(("bound", "value"), [("WALL_SECONDS", 0.05), ("MEMORY_BYTES", 60 * 1024**2)])
def test_picture_that_takes_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, bound: str, value: float) -> None:
    monkeypatch.setattr(drawing, bound, value)

    with pytest.raises(Unavailable, match="more time or memory"):
        drawn(SMALL, "png")


def test_further_one_is_told_to_come_back_while_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_QUEUE", threading.BoundedSemaphore(1))
    drawing._QUEUE.acquire()

    with pytest.raises(Unavailable, match="try again in a minute"):
        drawn(SMALL, "png")
