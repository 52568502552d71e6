"""What goes to the screens of guests: the map as it lives, and nobody's name."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sotecin_graph.rooms import Frame, Listener, encode

NAMELESS: dict[str, Any] = {"by": "", "by_id": "", "also_by": [], "lead": None}
"""What tells of people in changes, things and levers, and what stands there for guests."""

ABOUT_PEOPLE = frozenset({"call", "cursors"})
"""Messages that guests are not sent: where others point, and a call to a map for which a guest has no link."""

NOTHING_OWN: dict[str, Any] = {"voted": [], "ballot": None, "waiting": [], "waits": 0}


class GuestListener(Listener):
    """A socket of somebody who looks through a guest link."""

    def put(self, frame: Frame) -> None:
        """Queue a frame without names; pointers are not shown at all."""
        text = nameless(frame.text)
        if text:
            Listener.put(self, Frame(text, frame.first, frame.last, frame.changes))


@lru_cache(maxsize=64)
def nameless(text: str) -> str:
    """A message to the browser without people; "" for one that is about nothing else."""
    message = json.loads(text)
    if message["type"] in ABOUT_PEOPLE:
        return ""
    if message["type"] == "presence":
        message["people"] = []
    return encode(_without(message))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: NAMELESS[name] if name in NAMELESS else _without(inner) for name, inner in value.items()}
    return [_without(inner) for inner in value] if isinstance(value, list) else value
