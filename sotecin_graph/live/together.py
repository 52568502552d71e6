"""What people on one map show each other and nobody keeps: where a pointer is, what is in sight, where to look."""

from __future__ import annotations

import re
from typing import Any, TypeGuard

FAR = 1e5
FOLLOWING = frozenset({"begin", "on", "end"})
_IDENT = re.compile(r"[0-9a-f]{1,32}")
Wire = dict[str, Any]


def cursor_of(message: Wire) -> Wire | None:
    """A pointer in map units, what it holds, and ``view``, the part of the paper in sight; None where it is nowhere."""
    x, y = message.get("x"), message.get("y")
    if not (_is_on_paper(x) and _is_on_paper(y)):
        return None
    view = view_of(message.get("view"))
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "selected": _ident(message.get("selected")),
        **({"view": view} if view else {}),
    }


def place_of(message: Wire) -> Wire | None:
    """Where someone wants all to look: a part of the paper, or a cluster and the part where it stands; else None.

    ``follow`` says that all are led along from here: it begins, goes on, or ends.
    """
    view = view_of(message.get("view"))
    if view is None:
        return None
    follow = message.get("follow")
    led = {"follow": follow} if isinstance(follow, str) and follow in FOLLOWING else {}
    return {"view": view, "cluster": _ident(message.get("cluster"))} | led


def view_of(value: object) -> list[float] | None:
    """``[x1, y1, x2, y2]`` in map units with a width and a height; None for anything else."""
    if not (isinstance(value, list) and len(value) == 4 and all(_is_on_paper(each) for each in value)):
        return None
    x1, y1, x2, y2 = (round(each, 1) for each in value)
    return [x1, y1, x2, y2] if x1 < x2 and y1 < y2 else None


def _ident(value: object) -> str | None:
    return value if isinstance(value, str) and _IDENT.fullmatch(value) else None


def _is_on_paper(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < FAR
