"""GraphML and GEXF by NetworkX: typed attributes, lists joined by "; ", ids as on the map."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import networkx as nx

from sotecin_graph.briefs.tokens import LINE_WIDTHS, SIZES, TOKENS
from sotecin_graph.changes import Wire
from sotecin_graph.exports.plain import plain_map
from sotecin_graph.vocabulary import Kind, LinkFamily, LinkType

_COLOURS = TOKENS["light"]


def to_graphml(snapshot: Wire) -> bytes:
    """GraphML; an edge's id is its link's id."""
    file = BytesIO()
    nx.write_graphml(_graph(plain_map(snapshot)), file, named_key_ids=True)
    return file.getvalue()


def to_gexf(snapshot: Wire) -> bytes:
    """GEXF 1.2 with places and colours as Gephi shows them; a link's type is the attribute "kind"."""
    graph = _graph(plain_map(snapshot))
    for _node, fields in graph.nodes(data=True):
        fields["viz"] = {
            "color": _rgb(_COLOURS[fields["kind"]]),
            "position": {"x": fields["x"], "y": fields["y"], "z": 0.0},
            "size": float(SIZES[Kind(fields["kind"])][1]),
        }
    for _source, _target, fields in graph.edges(data=True):
        fields["kind"] = fields.pop("type")  # NetworkX takes "type" for GEXF's own directed/undirected
        fields["viz"] = {
            "color": _rgb(_COLOURS[fields["family"]]),
            "thickness": LINE_WIDTHS[LinkFamily(fields["family"])],
        }
    file = BytesIO()
    nx.write_gexf(graph, file)
    return file.getvalue()


def _graph(plain: Wire) -> nx.MultiDiGraph[str]:
    facts = plain["map"]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=facts["name"], is_example=facts["is_example"])
    for element in plain["elements"]:
        graph.add_node(element["id"], label=element["name"], **_fields(element, leave=("id", "name")))
    for link in plain["links"]:
        fields = _fields(link, leave=("id", "source", "target"))
        family = LinkType(link["type"]).family.value
        graph.add_edge(link["source"], link["target"], key=link["id"], **{**fields, "family": family})
    return graph


def _fields(wire: Wire, *, leave: tuple[str, ...]) -> dict[str, Any]:
    """A wire object's fields as values that the formats can type; field versions are of no use outside."""
    left = (*leave, "versions", "by_id")
    return {key: _typed(value) for key, value in wire.items() if key not in left}


def _typed(value: Any) -> str | int | float | bool:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if isinstance(value, str | int | float | bool) else ""


def _rgb(colour: str) -> dict[str, int | float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return {"r": red, "g": green, "b": blue, "a": 1.0}
