"""Contributions of a private step: held back from every screen but their author's until a facilitator shows them."""

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
    """

    id: str
    map_id: MapId
    step: int
    is_link: bool
    by_id: str
    by: str
    at: datetime
    content: Wire
