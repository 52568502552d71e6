"""Maps: the part of the community that a group works on, as one NetworkX graph moved on by changes.

A Map is drawn from its changes and from nothing else. Its graph stays inside: callers ask for elements, links,
positions and clusters. It is not safe for several threads at once; `services/atlas.py` hands it out under a lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from sotecin_graph.changes import Change, Wire, element_from_wire, link_from_wire
from sotecin_graph.elements import Element, ElementId, Link, MapId
from sotecin_graph.errors import UnknownElement
from sotecin_graph.people import WorkshopId
from sotecin_graph.vocabulary import Chain, Hub, MapKind


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What is known of a map without opening it. `table`: the map of one table of a workshop, 0 for all others."""

    id: MapId
    name: str
    kind: MapKind
    hubs: tuple[Hub, ...]
    chains: tuple[Chain, ...]
    revision: int
    workshop_id: WorkshopId | None = None
    is_example: bool = False
    table: int = 0


class Map:
    """A map at a revision. Elements and links are kept in their wire form, which is what screens are sent."""

    def __init__(self, facts: MapFacts) -> None:
        self.facts = facts
        self.revision = 0
        self.clusters: list[Wire] = []
        self.workshop: Wire | None = None
        self._graph: nx.MultiDiGraph = nx.MultiDiGraph()
        self._ends: dict[str, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self._graph)

    def __contains__(self, element: object) -> bool:
        return element in self._graph

    def element_wires(self) -> list[Wire]:
        """All elements in their order of creation, as sent to screens."""
        return sorted((wire for _node, wire in self._graph.nodes(data="wire")), key=_by_seq)

    def link_wires(self) -> list[Wire]:
        """All links in their order of creation, as sent to screens."""
        return sorted((wire for _source, _target, wire in self._graph.edges(data="wire")), key=_by_seq)

    def elements(self) -> list[Element]:
        """All elements in their order of creation."""
        return [element_from_wire(wire) for wire in self.element_wires()]

    def links(self) -> list[Link]:
        """All links in their order of creation."""
        return [link_from_wire(wire) for wire in self.link_wires()]

    def element(self, ident: ElementId) -> Element:
        """One element, or UnknownElement."""
        return element_from_wire(self._wire(ident))

    def positions(self) -> dict[ElementId, tuple[float, float]]:
        """Where each element stands, in map units."""
        return {wire["id"]: (wire["x"], wire["y"]) for wire in self.element_wires()}

    def votes(self) -> dict[ElementId, int]:
        """How many votes each element has; those without are left out."""
        return {wire["id"]: wire["votes"] for wire in self.element_wires() if wire["votes"]}

    def neighbours(self, ident: ElementId) -> Iterator[ElementId]:
        """The elements that share a link with this one, in either direction, each once."""
        self._wire(ident)
        seen = dict.fromkeys([*self._graph.predecessors(ident), *self._graph.successors(ident)])
        return iter(ElementId(other) for other in seen)

    def snapshot(self) -> Wire:
        """Everything that a screen needs to draw the map at this revision."""
        return {
            "revision": self.revision,
            "map": {
                "id": self.facts.id,
                "name": self.facts.name,
                "kind": self.facts.kind.value,
                "hubs": [hub.value for hub in self.facts.hubs],
                "is_example": self.facts.is_example,
            },
            "elements": self.element_wires(),
            "links": self.link_wires(),
            "clusters": self.clusters,
            "workshop": self.workshop,
        }

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Take over a snapshot, such as one read from storage at its revision."""
        self._graph.clear()
        self._ends.clear()
        self._place(snapshot)
        self.clusters = list(snapshot["clusters"])
        self.workshop = snapshot["workshop"]
        self.revision = snapshot["revision"]

    def apply(self, change: Change) -> None:
        """Move on by one change; it must carry the next revision (ValueError otherwise)."""
        if change.revision != self.revision + 1:
            raise ValueError(f"map {self.facts.id} is at {self.revision}, change {change.revision} leaves a gap")
        _APPLY[change.kind](self, change.payload)
        self.revision = change.revision

    def _wire(self, ident: str) -> Wire:
        if ident not in self._graph:
            raise UnknownElement(ident)
        wire: Wire = self._graph.nodes[ident]["wire"]
        return wire

    def _place(self, payload: Mapping[str, Any]) -> None:
        for element in payload["elements"]:
            self._graph.add_node(element["id"], wire=dict(element))
        self._link(payload)

    def _link(self, payload: Mapping[str, Any]) -> None:
        for link in payload["links"]:
            self._graph.add_edge(link["source"], link["target"], key=link["id"], wire=dict(link))
            self._ends[link["id"]] = (link["source"], link["target"])

    def _edit(self, payload: Mapping[str, Any]) -> None:
        self._patch(self._graph.nodes[payload["element"]], payload)

    def _edit_link(self, payload: Mapping[str, Any]) -> None:
        source, target = self._ends[payload["link"]]
        self._patch(self._graph.edges[source, target, payload["link"]], payload)

    @staticmethod
    def _patch(attributes: dict[str, Any], payload: Mapping[str, Any]) -> None:
        wire = attributes["wire"]
        versions = {**wire["versions"], **payload["versions"]}
        attributes["wire"] = {**wire, **payload["values"], "versions": versions}

    def _move(self, payload: Mapping[str, Any]) -> None:
        for ident, (x, y) in payload["positions"].items():
            if ident in self._graph:
                node = self._graph.nodes[ident]
                node["wire"] = {**node["wire"], "x": x, "y": y}

    def _remove(self, payload: Mapping[str, Any]) -> None:
        self._unlink(payload)
        self._graph.remove_nodes_from(payload["elements"])

    def _unlink(self, payload: Mapping[str, Any]) -> None:
        for link in payload["links"]:
            ends = self._ends.pop(link, None)
            if ends:
                self._graph.remove_edge(*ends, key=link)

    def _vote(self, payload: Mapping[str, Any]) -> None:
        node = self._graph.nodes[payload["element"]]
        node["wire"] = {**node["wire"], "votes": payload["votes"]}

    def _cluster(self, payload: Mapping[str, Any]) -> None:
        self.clusters = list(payload["clusters"])

    def _set_workshop(self, payload: Mapping[str, Any]) -> None:
        self.workshop = payload["workshop"]

    def _redact(self, payload: Mapping[str, Any]) -> None:
        for new in payload["elements"]:
            if new["id"] in self._graph:
                node = self._graph.nodes[new["id"]]
                node["wire"] = {**node["wire"], **new}
        for new in payload["links"]:
            if ends := self._ends.get(new["id"]):
                edge = self._graph.edges[(*ends, new["id"])]
                edge["wire"] = {**edge["wire"], **new}

    def _rename(self, payload: Mapping[str, Any]) -> None:
        self.facts = replace(self.facts, name=payload["name"])


def _by_seq(wire: Wire) -> int:
    seq: int = wire["seq"]
    return seq


_APPLY = {
    "placed": Map._place,
    "edited": Map._edit,
    "moved": Map._move,
    "removed": Map._remove,
    "linked": Map._link,
    "link_edited": Map._edit_link,
    "unlinked": Map._unlink,
    "voted": Map._vote,
    "clustered": Map._cluster,
    "workshop": Map._set_workshop,
    "renamed": Map._rename,
    "redacted": Map._redact,
}


def links_among(links: Iterable[Link], members: Iterable[ElementId]) -> list[Link]:
    """The links whose two ends are both among the members, in the given order."""
    inside = set(members)
    return [link for link in links if link.source in inside and link.target in inside]
