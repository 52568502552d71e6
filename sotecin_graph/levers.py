"""What facilitators hold in their hands while a workshop runs: timer, locks, who is muted, who leads, tables' areas."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sotecin_graph.elements import ElementId

Area = tuple[float, float, float, float]
"""``(x1, y1, x2, y2)`` in map units."""


@dataclass(frozen=True, slots=True)
class Levers:
    """The levers of one workshop; times are the server's clock, UTC.

    `extra_s`: seconds that the current step has beside its minutes, by pauses that are over and minutes added.
    `rung_at`: when someone rang last. `locked`: elements that only facilitators change. `muted`: actors' ids.
    `lead_id`, `lead`: which facilitator leads now. `areas`: where each table works, the first for table 1; so many
    tables have maps of their own instead, in steps at tables, where `own_maps` is not 0.
    `begun`: which step began when (ISO), in order, those that the workshop has left.
    """

    extra_s: int = 0
    paused_at: datetime | None = None
    rung_at: datetime | None = None
    is_locked: bool = False
    locked: tuple[ElementId, ...] = ()
    hides_cursors: bool = False
    muted: tuple[str, ...] = ()
    lead_id: str = ""
    lead: str = ""
    areas: tuple[Area, ...] = ()
    begun: tuple[tuple[int, str], ...] = ()
    own_maps: int = 0

    @property
    def tables(self) -> int:
        """How many tables are at work, in areas of one map or on maps of their own."""
        return self.own_maps or len(self.areas)

    def at_new_step(self, left: int, began_at: datetime | None) -> Levers:
        """The same levers with a timer that begins anew; the step that is left, and when it had begun, are noted."""
        begun = (*self.begun, (left, began_at.isoformat())) if began_at else self.begun
        return replace(self, extra_s=0, paused_at=None, rung_at=None, begun=begun)

    def at_rest(self) -> Levers:
        """The same levers with nothing held, locked or hidden, and nobody muted."""
        return replace(self, paused_at=None, rung_at=None, is_locked=False, locked=(), hides_cursors=False, muted=())

    def area_of(self, table: int) -> Area | None:
        """Where a table works; None for people at no table, and while areas are not laid out."""
        return self.areas[table - 1] if 0 < table <= len(self.areas) else None

    def to_wire(self) -> dict[str, Any]:
        """What every screen of the map obeys; never who is muted."""
        return {
            "is_locked": self.is_locked,
            "locked": list(self.locked),
            "hides_cursors": self.hides_cursors,
            "lead": {"id": self.lead_id, "name": self.lead} if self.lead_id else None,
        }


def end_of(started_at: datetime | None, minutes: int, levers: Levers) -> datetime | None:
    """When a step is over that began then; None for one that has not begun."""
    return started_at + timedelta(minutes=minutes, seconds=levers.extra_s) if started_at else None


AREA_WIDTH, AREA_HEIGHT, APART = 880.0, 640.0, 120.0
"""A table's area holds a map of 8 to 12 elements with their labels."""
_SCREEN = 1.6
"""How much wider than high a map is seen."""


def areas_beside(
    standing: Collection[tuple[float, float]], count: int, *, width: float = AREA_WIDTH, height: float = AREA_HEIGHT
) -> tuple[Area, ...]:
    """Areas for so many tables, in rows of a square, beside what stands on the map: right of it or below it.

    The side is the one on which the whole is seen larger on a screen.
    """
    across = math.ceil(math.sqrt(count))
    wide = across * (width + APART) - APART
    high = math.ceil(count / across) * (height + APART) - APART
    left, top = _beside(standing, wide, high) if standing else (0.0, 0.0)
    corners = [
        (left + (index % across) * (width + APART), top + (index // across) * (height + APART))
        for index in range(count)
    ]
    return tuple((round(x), round(y), round(x + width), round(y + height)) for x, y in corners)


def _beside(standing: Collection[tuple[float, float]], wide: float, high: float) -> tuple[float, float]:
    """The corner of a block of this size, right of what stands or below it."""
    xs, ys = zip(*standing, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    to_the_right = max((right - left + 2 * APART + wide) / _SCREEN, bottom - top, high)
    below = max(max(right - left, wide) / _SCREEN, bottom - top + 2 * APART + high)
    return (right + 2 * APART, top) if to_the_right <= below else (left, bottom + 2 * APART)


def is_within(at: tuple[float, float], area: Area) -> bool:
    """True for a place in the area."""
    x1, y1, x2, y2 = area
    return x1 <= at[0] <= x2 and y1 <= at[1] <= y2


def middle_of(area: Area) -> tuple[float, float]:
    """The middle of an area."""
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def with_and_without(all_of: Collection[str], some: Collection[str], *, is_on: bool) -> tuple[str, ...]:
    """`all_of` with `some` added or taken out, each once, in order."""
    if is_on:
        return tuple(dict.fromkeys([*all_of, *some]))
    return tuple(each for each in all_of if each not in some)


def levers_to_row(levers: Levers) -> dict[str, Any]:
    """The levers as stored; what is at rest is left out."""
    at_rest = Levers()
    found = {name: getattr(levers, name) for name in Levers.__slots__}
    kept = {name: value for name, value in found.items() if value != getattr(at_rest, name)}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in kept.items()}


def levers_of_row(row: Mapping[str, Any]) -> Levers:
    """The levers of a stored object."""
    given: dict[str, Any] = {name: row[name] for name in Levers.__slots__ if name in row}
    for name in ("paused_at", "rung_at"):
        if name in given:
            given[name] = datetime.fromisoformat(given[name])
    for name in ("locked", "muted"):
        given[name] = tuple(given.get(name, ()))
    for name in ("areas", "begun"):
        given[name] = tuple(tuple(each) for each in given.get(name, ()))
    return Levers(**given)
