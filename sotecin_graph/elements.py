"""Elements and links: who and what stands in the community, and how they are joined. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

ElementId = NewType("ElementId", str)
LinkId = NewType("LinkId", str)
MapId = NewType("MapId", str)


@dataclass(frozen=True, slots=True)
class Element:
    """A stakeholder or a challenge of the community; it may stand on any number of maps.

    `seq` is the order of creation over the whole community and the only order that computations use.
    `versions` counts the edits of each field; a field not named there has version 0. `aliases` are the names, and
    `also_by` the authors, of what was merged into it; `merged_into` is set on what was merged away.
    """

    id: ElementId
    seq: int
    kind: Kind
    name: str
    hub: Hub | None = None
    country: str = ""
    chains: tuple[Chain, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    stages: tuple[Stage, ...] = ()
    problem: str = ""
    wish: str = ""
    note: str = ""
    by: str = ""
    by_id: str = ""
    created_at: datetime | None = None
    removed_at: datetime | None = None
    versions: Mapping[str, int] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    merged_into: ElementId | None = None

    @property
    def is_challenge(self) -> bool:
        return self.kind is Kind.CHALLENGE


@dataclass(frozen=True, slots=True)
class Link:
    """A typed, directed relation between two elements of the community."""

    id: LinkId
    seq: int
    source: ElementId
    target: ElementId
    type: LinkType
    state: LinkState = LinkState.EXISTING
    is_circular: bool = False
    quantity: str = ""
    note: str = ""
    by: str = ""
    by_id: str = ""
    created_at: datetime | None = None
    versions: Mapping[str, int] = field(default_factory=dict)


EDITABLE = ("name", "kind", "hub", "country", "chains", "strategies", "stages", "problem", "wish", "note")
"""The fields of an element that a person may edit, each with a version of its own."""

LINK_EDITABLE = ("type", "state", "is_circular", "quantity", "note")
"""The fields of a link that a person may edit."""
