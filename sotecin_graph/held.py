"""Contributions that are held back from every screen but their author's until a facilitator shows or accepts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sotecin_graph.elements import MapId

Wire = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One contribution that waits. Its id is the one that the element or link will have.

    `content` is its wire form; an element's has `at`, its place or None, and `concerns`, whom a challenge concerns.
    One that `needs_leave` waits for a facilitator's yes, any other for the step to be revealed. `answer` is the
    sentence with which a facilitator has sent it back to its author.
    """

    id: str
    map_id: MapId
    step: int
    is_link: bool
    by_id: str
    by: str
    at: datetime
    content: Wire
    needs_leave: bool = False
    answer: str = ""
