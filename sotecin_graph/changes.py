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
redacted          {"elements": [{"id", field: value…}…], "links": […], "deeds": [revision…], "texts": [revision…]}
                  somebody was erased: what is new on things, which revisions were theirs, and which told of them
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


def element_fields(element: Element) -> Wire:
    """What rows and the wire keep of an element alike; when it was made is written by each in its own way."""
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
        "versions": dict(element.versions),
        "aliases": list(element.aliases),
        "also_by": list(element.also_by),
    }


def element_of_fields(fields: Mapping[Any, Any], created_at: datetime | None, **kept: Any) -> Element:
    """The element of what `element_fields` wrote; `kept` is what only rows have."""
    return Element(
        id=ElementId(fields["id"]),
        seq=fields["seq"],
        kind=Kind(fields["kind"]),
        name=fields["name"],
        hub=Hub(fields["hub"]) if fields["hub"] else None,
        country=fields["country"],
        chains=tuple(Chain(chain) for chain in fields["chains"]),
        strategies=tuple(Strategy(strategy) for strategy in fields["strategies"]),
        stages=tuple(Stage(stage) for stage in fields["stages"]),
        problem=fields["problem"],
        wish=fields["wish"],
        note=fields["note"],
        by=fields["by"],
        by_id=fields["by_id"],
        created_at=created_at,
        versions=dict(fields["versions"]),
        aliases=tuple(fields.get("aliases", ())),
        also_by=tuple(fields.get("also_by", ())),
        **kept,
    )


def element_to_wire(element: Element, x: float, y: float, votes: int = 0) -> Wire:
    """An element as placed on a map; positions in map units, x to the right and y down."""
    placed = {"created_at": _written(element.created_at), "x": round(x, 1), "y": round(y, 1), "votes": votes}
    return element_fields(element) | placed


def element_from_wire(wire: Mapping[str, Any]) -> Element:
    """The element of a wire object; position and votes belong to the map and are not part of it."""
    return element_of_fields(wire, _read(wire.get("created_at")))


def link_fields(link: Link) -> Wire:
    """What rows and the wire keep of a link alike; when it was made is written by each in its own way."""
    return {
        "id": link.id,
        "seq": link.seq,
        "source": link.source,
        "target": link.target,
        "type": link.type.value,
        "state": link.state.value,
        "is_circular": link.is_circular,
        "quantity": link.quantity,
        "note": link.note,
        "by": link.by,
        "by_id": link.by_id,
        "versions": dict(link.versions),
    }


def link_of_fields(fields: Mapping[Any, Any], created_at: datetime | None) -> Link:
    """The link of what `link_fields` wrote."""
    return Link(
        id=LinkId(fields["id"]),
        seq=fields["seq"],
        source=ElementId(fields["source"]),
        target=ElementId(fields["target"]),
        type=LinkType(fields["type"]),
        state=LinkState(fields["state"]),
        is_circular=fields["is_circular"],
        quantity=fields["quantity"],
        note=fields["note"],
        by=fields["by"],
        by_id=fields["by_id"],
        created_at=created_at,
        versions=dict(fields["versions"]),
    )


def link_to_wire(link: Link) -> Wire:
    """A link as sent to browsers."""
    return link_fields(link) | {"family": link.type.family.value, "created_at": _written(link.created_at)}


def link_from_wire(wire: Mapping[str, Any]) -> Link:
    """The link of a wire object."""
    return link_of_fields(wire, _read(wire.get("created_at")))


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _read(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
