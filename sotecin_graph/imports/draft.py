"""A draft of a map: what a file says, cleaned and within bounds, with one report line for every row of the file.

The rows of a report are 1-based positions in the file's own list, or "Sheet 7" for workbooks, and spreadsheet rows
for plain tables (the header is row 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

NOTE_LENGTH = 2_000
"""Most characters of a note that comes from a file."""

TITLE_LENGTH = 90
"""Most characters of a title that is the start of a statement."""

Row = int | str
What = Literal["kept", "merged", "skipped", "changed"]
Part = Literal["element", "link"]


@dataclass(frozen=True, slots=True)
class DraftElement:
    """A stakeholder or challenge as read; `x` and `y` are None where the file has no position (y grows downwards)."""

    key: str
    name: str
    kind: Kind = Kind.UNSORTED
    hub: Hub | None = None
    country: str = ""
    chains: tuple[Chain, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    stages: tuple[Stage, ...] = ()
    problem: str = ""
    wish: str = ""
    note: str = ""
    x: float | None = None
    y: float | None = None
    row: Row = 0
    votes: int = 0
    aliases: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link between two elements of the same draft, named by their keys."""

    source_key: str
    target_key: str
    type: LinkType
    state: LinkState = LinkState.EXISTING
    is_circular: bool = False
    quantity: str = ""
    note: str = ""
    row: Row = 0


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one row: kept as it is, kept with changes, merged into another, or left out, and why."""

    row: Row
    what: What
    name: str
    reason: str = ""
    part: Part = "element"


@dataclass(frozen=True, slots=True)
class DraftMap:
    """What a file would bring. `warnings` are sentences about the file as a whole."""

    name: str
    elements: tuple[DraftElement, ...] = ()
    links: tuple[DraftLink, ...] = ()
    report: tuple[ReportLine, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many elements and links there are, and how many rows were kept, changed, merged and skipped."""
        found = {"elements": len(self.elements), "links": len(self.links)}
        for what in ("kept", "changed", "merged", "skipped"):
            found[what] = sum(line.what == what for line in self.report)
        return found

    def count(self, part: Part, what: What) -> int:
        """How many rows of elements, or of links, met this fate."""
        return sum(line.part == part and line.what == what for line in self.report)


def draft_to_wire(draft: DraftMap) -> dict[str, Any]:
    """The draft as a JSON object, for the way out of the reading process."""
    return {
        "name": draft.name,
        "elements": [_slots(element) for element in draft.elements],
        "links": [_slots(link) for link in draft.links],
        "report": [_slots(line) for line in draft.report],
        "warnings": list(draft.warnings),
    }


def draft_from_wire(wire: Mapping[str, Any]) -> DraftMap:
    """The draft of such a JSON object."""
    return DraftMap(
        name=wire["name"],
        elements=tuple(_element(given) for given in wire["elements"]),
        links=tuple(_link(given) for given in wire["links"]),
        report=tuple(ReportLine(**line) for line in wire["report"]),
        warnings=tuple(wire["warnings"]),
    )


def _slots(value: DraftElement | DraftLink | ReportLine) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _element(given: Mapping[str, Any]) -> DraftElement:
    return DraftElement(
        **{
            **given,
            "kind": Kind(given["kind"]),
            "hub": Hub(given["hub"]) if given["hub"] else None,
            "chains": tuple(Chain(chain) for chain in given["chains"]),
            "strategies": tuple(Strategy(strategy) for strategy in given["strategies"]),
            "stages": tuple(Stage(stage) for stage in given["stages"]),
            "aliases": tuple(given["aliases"]),
            "also_by": tuple(given["also_by"]),
        }
    )


def _link(given: Mapping[str, Any]) -> DraftLink:
    return DraftLink(**{**given, "type": LinkType(given["type"]), "state": LinkState(given["state"])})
