"""Changes: what someone did to a map, numbered by the map's revision, in the form that every screen is drawn from.

The wire form is the stored form: a change row's payload goes to the browsers as it is. It is defined here and
nowhere else; `maps.py` applies it in Python, `live/canvas/state.js` in the browser.

kind              payload
placed            {"elements": [element…], "links": [link…]}          new or brought from the community
edited            {"element": id, "values": {field: value}, "versions": {field: n}}
moved             {"positions": {id: [x, y]}}
removed           {"elements": [id…], "links": [id…]}                  taken off this map
linked            {"links": [link…]}
link_edited       {"link": id, "values": {…}, "versions": {…}}
unlinked          {"links": [id…]}
voted             {"element": id, "votes": n}
clustered         {"clusters": [cluster…]}                             the whole list anew
workshop          {"workshop": workshop or null}                       step, timer, state
renamed           {"name": text}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

Wire = dict[str, Any]
"""JSON object as it is stored and sent."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that someone did on one map. Revisions of a map are gapless and in commit order.

    All changes of one transaction share a `deed`; `undoes` names the deed that they undo. `before` is what undoing
    needs, None where the change cannot be undone; it may name voters and never leaves the server.
    """

    map_id: MapId
    revision: int
    kind: str
    payload: Wire
    by: str
    by_id: str
    at: datetime
    deed: str = ""
    undoes: str | None = None
    before: Wire | None = None

    def to_wire(self) -> Wire:
        """The change as sent to browsers."""
        return {
            "revision": self.revision,
            "kind": self.kind,
            "payload": self.payload,
            "by": self.by,
            "by_id": self.by_id,
            "at": self.at.isoformat(),
            "deed": self.deed,
            "undoes": self.undoes,
        }


@dataclass(frozen=True, slots=True)
class DeedDone:
    """One transaction's changes on a map in short: who did it, what it undid, and whether it can be undone."""

    id: str
    undoes: str | None
    by_id: str
    can_be_undone: bool


def element_to_wire(element: Element, x: float, y: float, votes: int = 0) -> Wire:
    """An element as placed on a map; positions in map units, x to the right and y down."""
    return {
        "id": element.id,
        "seq": element.seq,
        "kind": element.kind.value,
        "name": element.name,
        "hub": element.hub.value if element.hub else None,
        "country": element.country,
        "chains": [chain.value for chain in element.chains],
        "strategies": [strategy.value for strategy in element.strategies],
        "stages": [stage.value for stage in element.stages],
        "problem": element.problem,
        "wish": element.wish,
        "note": element.note,
        "by": element.by,
        "by_id": element.by_id,
        "created_at": element.created_at.isoformat() if element.created_at else None,
        "versions": dict(element.versions),
        "aliases": list(element.aliases),
        "also_by": list(element.also_by),
        "x": round(x, 1),
        "y": round(y, 1),
        "votes": votes,
    }


def element_from_wire(wire: Mapping[str, Any]) -> Element:
    """The element of a wire object; position and votes belong to the map and are not part of it."""
    created = wire.get("created_at")
    return Element(
        id=ElementId(wire["id"]),
        seq=wire["seq"],
        kind=Kind(wire["kind"]),
        name=wire["name"],
        hub=Hub(wire["hub"]) if wire["hub"] else None,
        country=wire["country"],
        chains=tuple(Chain(chain) for chain in wire["chains"]),
        strategies=tuple(Strategy(strategy) for strategy in wire["strategies"]),
        stages=tuple(Stage(stage) for stage in wire["stages"]),
        problem=wire["problem"],
        wish=wire["wish"],
        note=wire["note"],
        by=wire["by"],
        by_id=wire["by_id"],
        created_at=datetime.fromisoformat(created) if created else None,
        versions=dict(wire["versions"]),
        aliases=tuple(wire.get("aliases", ())),
        also_by=tuple(wire.get("also_by", ())),
    )


def link_to_wire(link: Link) -> Wire:
    """A link as sent to browsers."""
    return {
        "id": link.id,
        "seq": link.seq,
        "source": link.source,
        "target": link.target,
        "type": link.type.value,
        "family": link.type.family.value,
        "state": link.state.value,
        "is_circular": link.is_circular,
        "quantity": link.quantity,
        "note": link.note,
        "by": link.by,
        "by_id": link.by_id,
        "created_at": link.created_at.isoformat() if link.created_at else None,
        "versions": dict(link.versions),
    }


def link_from_wire(wire: Mapping[str, Any]) -> Link:
    """The link of a wire object."""
    created = wire.get("created_at")
    return Link(
        id=LinkId(wire["id"]),
        seq=wire["seq"],
        source=ElementId(wire["source"]),
        target=ElementId(wire["target"]),
        type=LinkType(wire["type"]),
        state=LinkState(wire["state"]),
        is_circular=wire["is_circular"],
        quantity=wire["quantity"],
        note=wire["note"],
        by=wire["by"],
        by_id=wire["by_id"],
        created_at=datetime.fromisoformat(created) if created else None,
        versions=dict(wire["versions"]),
    )
