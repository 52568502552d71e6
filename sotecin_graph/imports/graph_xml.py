"""Graphs as XML: GraphML (also from yEd) and GEXF of any version, whichever namespaces they name or leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.seen import (
    SeenElement,
    SeenLink,
    SeenMap,
    coordinate_of,
    extras,
    joined,
    kind_word,
    line_of,
    text_of,
    whole_number,
)
from sotecin_graph.imports.xml_text import Tag
from sotecin_graph.language import _, ngettext

_NAMES = ("label", "name", "title", "nodelabel")
_KINDS = ("kind", "type", "category", "group", "node_type", "element type", "sector")
_NOTES = ("description", "note", "notes", "desc")
_WORDS = ("type", "kind", "relation", "relationship", "relation_type", "interaction", "connection type")
_LABELS = ("label", "edgelabel", "name", "title")
_FIELDS = ("hub", "country", "chains", "strategies", "stages", "problem", "wish", "votes")
_LINK_FIELDS = ("state", "is_circular", "quantity")
_TOLD = frozenset(
    (
        *(*_NAMES, *_KINDS, *_NOTES, *_WORDS, *_LABELS, *_FIELDS, *_LINK_FIELDS),
        *(
            "x",
            "y",
            "z",
            "id",
            "weight",
            "r",
            "g",
            "b",
            "modularity class",
            "seq",
            "by",
            "by_id",
            "family",
            "created_at",
        ),
    )
)

_Given = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of either format before it is an element."""

    tag: Tag
    parent: str
    given: _Given
    x: float | None
    y: float | None


def read_graph_xml(root: Tag, name: str) -> SeenMap:
    """What the file says, or FileNotReadable where the XML is no GraphML and no GEXF."""
    if root.name == "graphml" or (root.first("graph") is not None and root.first("key") is not None):
        return _read_graphml(root, name)
    graph = root if root.name == "graph" else next(root.deep("graph"), None)
    if graph is None or (root.name not in ("gexf", "graph") and not any(graph.deep("node"))):
        sentence = _("The XML begins with <{name}>, which is no map that is known here. Bring GraphML or GEXF.")
        raise FileNotReadable(sentence.format(name=root.name[:40]))
    if graph.first("nodes") is None and graph.first("node") is not None:
        return _read_graphml(root, name)
    return _read_gexf(root, graph, name)


def _read_graphml(root: Tag, name: str) -> SeenMap:
    keys = {key.get("id"): key.get("attr.name", "yfiles.type") or key.get("id") for key in root.every("key")}
    graphs = list(root.deep("graph"))
    points = [point for graph in root.every("graph") for point in _graphml_points(graph, "", keys)]
    defaults = {id(edge): graph.get("edgedefault") for graph in graphs for edge in graph.every("edge")}
    edges = list(root.deep("edge"))
    lines = [
        _line(row, edge, _graphml_values(edge, keys), defaults[id(edge)] != "undirected")
        for row, edge in enumerate(edges, 1)
    ]
    missed = sum(1 for _tag in root.deep("hyperedge"))
    graph_values = _graphml_values(graphs[0], keys) if graphs else {}
    return SeenMap(
        name=line_of(_first(graph_values, ("name", "label", "title"))) or name,
        elements=tuple(_elements(points, lines)),
        links=tuple(lines),
        warnings=_missed(missed),
    )


def _graphml_points(graph: Tag, parent: str, keys: Mapping[str, str]) -> Iterator[_Point]:
    for node in graph.every("node"):
        given = _graphml_values(node, keys)
        place = next(node.deep("geometry"), None) if node.first("graph") is None else None
        x, y = _pair(given.get("x"), given.get("y"))
        if x is None and place is not None:
            x, y = _pair(place.get("x"), place.get("y"))
        yield _Point(node, parent, given, x, y)
        for inner in node.every("graph"):
            yield from _graphml_points(inner, node.get("id"), keys)


def _graphml_values(tag: Tag, keys: Mapping[str, str]) -> _Given:
    given = {}
    for data in tag.every("data"):
        name = keys.get(data.get("key"), data.get("key")).casefold()
        # yEd wraps a label and its place into a drawing of its own.
        label = next(data.deep("nodelabel", "edgelabel"), None)
        if label is not None:
            given["label"] = label.text
        elif data.text:
            given[name] = data.text
    if (desc := tag.first("desc")) is not None:
        given.setdefault("description", desc.text)
    return given


def _read_gexf(root: Tag, graph: Tag, name: str) -> SeenMap:
    titles = {
        group.get("class"): {one.get("id"): one.get("title") or one.get("id") for one in group.every("attribute")}
        for group in graph.every("attributes")
    }
    points = list(_gexf_points(graph, "", titles.get("node", {})))
    is_directed = graph.get("defaultedgetype") != "undirected"
    edges = [edge for group in graph.every("edges") for edge in group.deep("edge")]
    lines = [
        _line(row, edge, _gexf_values(edge, titles.get("edge", {})), is_directed) for row, edge in enumerate(edges, 1)
    ]
    meta = root.first("meta")
    title = meta.first("title") if meta else None
    return SeenMap(name=title.text if title else name, elements=tuple(_elements(points, lines)), links=tuple(lines))


def _gexf_points(tag: Tag, parent: str, titles: Mapping[str, str]) -> Iterator[_Point]:
    for node in (node for group in tag.every("nodes") for node in group.every("node")):
        given = _gexf_values(node, titles)
        place = node.first("position")
        x, y = _pair(place.get("x"), place.get("y")) if place else _pair(given.get("x"), given.get("y"))
        yield _Point(node, node.get("pid") or parent, given, x, y)
        yield from _gexf_points(node, node.get("id"), titles)


def _gexf_values(tag: Tag, titles: Mapping[str, str]) -> _Given:
    given = {}
    for value in (value for group in tag.every("attvalues") for value in group.every("attvalue")):
        # Version 1.1 said "id" where later ones say "for".
        name = value.get("for", "id", "attribute")
        given[titles.get(name, name).casefold()] = value.get("value")
    return given


def _elements(points: Iterable[_Point], lines: Iterable[SeenLink]) -> Iterator[SeenElement]:
    listed = list(points)
    ends = {end for line in lines for end in (line.source, line.target)}
    held = Counter(point.parent for point in listed if point.parent)
    names = {point.tag.get("id"): _name(point) for point in listed}
    frames = {ident: count for ident, count in held.items() if ident in names and ident not in ends}
    for row, point in enumerate(listed, 1):
        ident = line_of(point.tag.get("id"))
        frame = names[point.parent] if point.parent in frames else ""
        reason = _("It is a frame around {count} others; they carry its name in their note.")
        yield SeenElement(
            row=row,
            ident=ident or f"row {row}",
            name=_name(point),
            kind_word=kind_word(_first(point.given, _KINDS)),
            hub=line_of(point.given.get("hub")),
            country=line_of(point.given.get("country")),
            chains=line_of(point.given.get("chains")),
            strategies=line_of(point.given.get("strategies")),
            stages=line_of(point.given.get("stages")),
            problem=text_of(point.given.get("problem")),
            wish=text_of(point.given.get("wish")),
            note=joined(
                text_of(_first(point.given, _NOTES)),
                _("Part of: {name}").format(name=frame) if frame else "",
                *extras(point.given, _TOLD),
            ),
            x=point.x,
            y=point.y,
            votes=whole_number(point.given.get("votes", "")),
            leave_out=reason.format(count=frames[ident]) if ident in frames else "",
        )


def _line(row: int, tag: Tag, given: _Given, is_directed: bool) -> SeenLink:
    # GEXF says the direction in "type" and the type in "kind"; GraphML says the direction in "directed".
    said = tag.get("type", "defaultedgetype").casefold()
    if tag.get("directed"):
        is_directed = tag.get("directed") != "false"
    elif said in ("directed", "undirected", "mutual"):
        is_directed = said == "directed"
    return SeenLink(
        row=row,
        source=line_of(tag.get("source")),
        target=line_of(tag.get("target")),
        word=line_of(_first(given, _WORDS) or tag.get("kind")),
        label=line_of(tag.get("label") or _first(given, _LABELS)),
        is_directed=is_directed,
        is_mutual=said == "mutual",
        state=line_of(given.get("state")),
        circular=line_of(given.get("is_circular")),
        quantity=line_of(given.get("quantity")),
        note=joined(text_of(_first(given, _NOTES)), *extras(given, _TOLD)),
    )


def _name(point: _Point) -> str:
    return line_of(point.tag.get("label") or _first(point.given, _NAMES) or point.tag.get("id"))


def _first(given: _Given, names: Iterable[str]) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def _pair(x: str | None, y: str | None) -> tuple[float | None, float | None]:
    left, down = coordinate_of(x), coordinate_of(y)
    return (None, None) if left is None or down is None else (left, down)


def _missed(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    sentence = ngettext("{count} hyperedge was left out.", "{count} hyperedges were left out.", count)
    return (sentence.format(count=count),)
