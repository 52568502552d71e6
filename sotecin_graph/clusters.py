"""Clusters: elements that belong together, found or drawn, before anyone agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NewType

from sotecin_graph.elements import ElementId

ClusterId = NewType("ClusterId", str)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A proposal on a map. `origin` says how it came about (method, settings, seed, date, by whom); `is_named` is
    False while its name is only a number ("Group 1")."""

    id: ClusterId
    number: int
    name: str
    members: tuple[ElementId, ...]
    reasons: tuple[str, ...] = ()
    is_named: bool = False
    state: str = "suggested"  # suggested | promoted | aside
    origin: dict[str, Any] = field(default_factory=dict)
