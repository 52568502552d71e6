"""Drawing pictures of maps beside the app: a second of computing each would hold up everyone's edits.

Each is drawn by a process with hard limits, one at a time; a few wait, further ones are told to come back.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import Literal

from sotecin_graph import confined
from sotecin_graph.changes import Wire
from sotecin_graph.errors import Unavailable
from sotecin_graph.language import _, spoken

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 60
WALL_SECONDS = 90
_QUEUE = threading.BoundedSemaphore(8)
_ONE_AT_A_TIME = threading.Lock()
_BEGINS = {"png": b"\x89PNG", "svg": b"<?xml"}


def drawn(snapshot: Wire, form: Literal["png", "svg"], members: Sequence[str] | None = None) -> bytes:
    """The picture of a map's snapshot, or for a brief of these members; Unavailable where that takes too much."""
    if not _QUEUE.acquire(blocking=False):
        raise Unavailable(_("Several pictures are being drawn just now. Please try again in a minute."))
    try:
        with _ONE_AT_A_TIME:
            return _beside(snapshot, form, members)
    finally:
        _QUEUE.release()


def _beside(snapshot: Wire, form: Literal["png", "svg"], members: Sequence[str] | None) -> bytes:
    limits = {"memory": MEMORY_BYTES, "cpu": CPU_SECONDS}
    asked = {**limits, "language": spoken(), "form": form, "snapshot": snapshot, "members": members}
    try:
        drawing, code = confined.answer("sotecin_graph.exports", json.dumps(asked).encode(), wall_s=WALL_SECONDS)
    except confined.TookTooMuch:
        raise _too_much() from None
    if code or not drawing.startswith(_BEGINS[form]):
        raise _too_much()
    return drawing


def _too_much() -> Unavailable:
    return Unavailable(_("Drawing this picture takes more time or memory than it should."))
