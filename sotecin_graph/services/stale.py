"""Two people at one form: what somebody else has changed meanwhile is never overwritten without being seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sotecin_graph.errors import StaleVersion

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""For who overwrites knowingly, such as the example programme."""


def must_not_overwrite(
    now: Any,
    wanted: Mapping[str, Any],
    began: Mapping[str, Any],
    *,
    by: str,
    version: int = 0,
    word: Callable[[str], str],
) -> None:
    """Raise StaleVersion, with what they wrote, where fields that the writer changes are no longer as they began.

    Fields that are not in `began` are not asked for; what both wrote alike stands in nobody's way.
    """
    theirs = {
        name: getattr(now, name)
        for name, mine in wanted.items()
        if name in began and getattr(now, name) not in (began[name], mine)
    }
    if theirs:
        raise StaleVersion(by=by, version=version, theirs=theirs, words=[word(name) for name in theirs])
