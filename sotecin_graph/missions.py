"""Missions: what a hub lead promoted from a cluster, with members of its own and a trace to where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.vocabulary import Chain, Hub, Strategy

MissionId = NewType("MissionId", str)


class MissionState(StrEnum):
    """The life of a mission."""

    DRAFT = "draft"
    IN_COUNCIL = "in council"
    ADOPTED = "adopted"
    STEWARDED = "stewarded"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what by when."""

    what: str
    who: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission and all fields of its one-page brief; an empty field is an open point of the brief.

    `members` are the mission's own, in the order of creation; later drift of the cluster never touches them.
    `origin` keeps the cluster's id, method, settings, seed, date and who named and promoted it.
    """

    id: MissionId
    title: str
    hub: Hub | None
    chains: tuple[Chain, ...]
    members: tuple[ElementId, ...]
    map_id: MapId
    statement: str = ""
    strategies: tuple[Strategy, ...] = ()
    grand_challenge: str = ""
    sdgs: tuple[int, ...] = ()
    beneficiaries: str = ""
    baseline: str = ""
    baseline_source: str = ""
    target: str = ""
    indicator: str = ""
    deadline: date | None = None
    in_scope: str = ""
    out_of_scope: str = ""
    existing: str = ""
    risks: str = ""
    council: tuple[ElementId, ...] = ()
    hub_lead: str = ""
    signed_off_by: str = ""
    next_steps: tuple[NextStep, ...] = ()
    licence: str = "CC BY 4.0"
    state: MissionState = MissionState.DRAFT
    version: int = 1
    origin: dict[str, Any] = field(default_factory=dict)
    created_by: str = ""
    created_at: datetime | None = None
    is_example: bool = False


MISSION_TEXTS = (
    "title",
    "statement",
    "grand_challenge",
    "beneficiaries",
    "baseline",
    "baseline_source",
    "target",
    "indicator",
    "in_scope",
    "out_of_scope",
    "existing",
    "risks",
    "hub_lead",
    "licence",
)
"""The fields of a mission that are plain text."""
