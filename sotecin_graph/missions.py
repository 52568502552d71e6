"""Missions: what a hub lead promoted from a cluster, with members of its own and a trace to where it came from.

Each saved edit is a version. A signature stands under one version: an edit of what the mission promises asks for it
anew, while the council and the next steps are the work of stewarding and may change under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.language import N_, _
from sotecin_graph.vocabulary import Chain, Hub, Strategy

MissionId = NewType("MissionId", str)


class MissionState(StrEnum):
    """The life of a mission."""

    DRAFT = "draft"
    IN_COUNCIL = "in council"
    ADOPTED = "adopted"
    STEWARDED = "stewarded"
    CLOSED = "closed"


_M = MissionState
NEXT_MISSION_STATES: dict[MissionState, tuple[MissionState, ...]] = {
    _M.DRAFT: (_M.IN_COUNCIL, _M.CLOSED),
    _M.IN_COUNCIL: (_M.ADOPTED, _M.DRAFT, _M.CLOSED),
    _M.ADOPTED: (_M.STEWARDED, _M.IN_COUNCIL, _M.CLOSED),
    _M.STEWARDED: (_M.IN_COUNCIL, _M.CLOSED),
    _M.CLOSED: (_M.IN_COUNCIL,),
}
"""What can come next, the way forward first. A way back, and the end, need a reason."""

_STATE_WORDS = {
    _M.DRAFT: N_("Draft"),
    _M.IN_COUNCIL: N_("In council"),
    _M.ADOPTED: N_("Adopted"),
    _M.STEWARDED: N_("Stewarded"),
    _M.CLOSED: N_("Closed"),
}


def mission_state_word(state: MissionState) -> str:
    """The state in the reader's language."""
    return _(_STATE_WORDS[state])


def needs_reason(before: MissionState, after: MissionState) -> bool:
    """True for a way back, and for the end."""
    order = list(MissionState)
    return after is MissionState.CLOSED or order.index(after) < order.index(before)


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
    `signed_off_by` and `signed_off_at` are empty while no signature holds; `signed_version` is the version that was
    signed last, 0 for none.
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
    signed_off_at: datetime | None = None
    signed_version: int = 0
    next_steps: tuple[NextStep, ...] = ()
    licence: str = "CC BY 4.0"
    state: MissionState = MissionState.DRAFT
    version: int = 1
    origin: dict[str, Any] = field(default_factory=dict)
    created_by: str = ""
    created_at: datetime | None = None
    is_example: bool = False

    @property
    def has_lapsed(self) -> bool:
        """True where an earlier version was signed and this one is not."""
        return bool(self.signed_version and not self.signed_off_by)


@dataclass(frozen=True, slots=True)
class MissionPassage:
    """A moment in a mission's life: the state that it came to, with which version, and why.

    `is_signature` where whoever did it put their name under that version.
    """

    state: MissionState
    version: int
    by: str
    at: datetime
    reason: str = ""
    is_signature: bool = False


@dataclass(frozen=True, slots=True)
class MissionVersion:
    """The mission as it stood in one version, who saved it and when; `restores` an earlier version, 0 for none."""

    mission: Mission
    by: str
    at: datetime
    restores: int = 0

    @property
    def number(self) -> int:
        return self.mission.version


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

MISSION_FIELDS = {
    "title": N_("Title"),
    "statement": N_("Statement"),
    "hub": N_("Hub"),
    "chains": N_("Value chains"),
    "strategies": N_("Circular strategies"),
    "baseline": N_("Baseline"),
    "baseline_source": N_("Source of the baseline"),
    "target": N_("Target"),
    "indicator": N_("Indicator"),
    "deadline": N_("Deadline"),
    "sdgs": N_("Sustainable Development Goals"),
    "beneficiaries": N_("Who benefits"),
    "grand_challenge": N_("Grand challenge"),
    "in_scope": N_("In scope"),
    "out_of_scope": N_("Out of scope"),
    "existing": N_("Existing initiatives and rules"),
    "risks": N_("Risks and assumptions"),
    "members": N_("Members"),
    "council": N_("Council"),
    "hub_lead": N_("Hub lead"),
    "licence": N_("Licence"),
    "next_steps": N_("Next steps"),
}
"""The fields that people write, in the order of the form, with their words."""

UNSIGNED = ("council", "next_steps")
"""What may change without asking for a new signature."""


def field_word(name: str) -> str:
    """The field of a mission in the reader's language."""
    return _(MISSION_FIELDS[name])


def edited(mission: Mission, values: Mapping[str, Any]) -> Mission:
    """The next version with other values; the signature lapses where they touch what it was given for."""
    changed = {name for name, value in values.items() if getattr(mission, name) != value}
    after = replace(mission, **values, version=mission.version + 1)
    return unsigned(after) if changed - set(UNSIGNED) else after


def unsigned(mission: Mission) -> Mission:
    """The mission without a signature that holds."""
    return replace(mission, signed_off_by="", signed_off_at=None)
