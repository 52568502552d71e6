"""Graphs as JSON lists of points and lines: PRSM, Onodo, Cytoscape, networkx node-link, graphology and their kin.

All of them hold two lists, under different names. A reader here finds the lists, then each of the many names that
an id, a name, a type, a note or an end can have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sotecin_graph.imports.seen import (
    SeenElement,
    SeenLink,
    SeenMap,
    extras,
    joined,
    kind_word,
    line_of,
    position_of,
    text_of,
    whole_number,
)
from sotecin_graph.language import _

_POINTS = ("nodes", "vertices", "factors")
_LINES = ("edges", "links", "relations", "connections")
_IDS = ("id", "_id", "key")
_NAMES = ("label", "name", "title", "shared_name")
_KINDS = ("kind", "type", "node_type", "category", "group", "element type")
_NOTES = ("description", "note", "notes", "summary")
_SOURCES = ("source", "from", "source_id", "source_name")
_TARGETS = ("target", "to", "target_id", "target_name")
_WORDS = ("type", "relation_type", "kind", "relation", "interaction", "connection type")
_LABELS = ("label", "name", "title")
_TOLD = frozenset(
    (
        *(*_IDS, *_NAMES, *_KINDS, *_NOTES, *_SOURCES, *_TARGETS, *_WORDS),
        *("x", "y", "z", "grp", "level", "physics", "value", "parent", "suid", "selected", "visible", "nodehidden"),
        *("edgehidden", "hidden", "created", "modified", "arrows", "weight", "chosen", "scaling", "margin", "dashes"),
        *("thumbup", "thumbdown", "visualization_id", "dataset_id", "position", "attributes", "directed", "direction"),
        *("undirected", "lockorder", "smooth", "labelhighlightbold", "oldlabel", "clusteredin", "votes", "hub"),
        *("country", "iscluster"),
    )
)


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the groups of a PRSM map are called, and which of its line styles have no arrow."""

    points: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    without_arrow: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)


def lists_of(data: Any) -> tuple[list[Any], list[Any]] | None:
    """The list of points and the list of lines, or None where the JSON is no such graph."""
    if isinstance(data, list) and data and all(_is_wrapped(given) for given in data[:20]):
        return _parted(data)
    if not isinstance(data, Mapping):
        return None
    inner = data.get("elements")
    if isinstance(inner, Mapping):
        return lists_of(inner)
    if isinstance(inner, list) and inner and all(_is_wrapped(given) for given in inner[:20]):
        return _parted(inner)
    points = next((data[name] for name in _POINTS if isinstance(data.get(name), list)), None)
    lines = next((data[name] for name in _LINES if isinstance(data.get(name), list)), None)
    if points is None:
        return None
    return points, lines or []


def read_graph(data: Any, name: str) -> SeenMap | None:
    """What such a graph says, or None where the JSON is none."""
    lists = lists_of(data)
    if lists is None:
        return None
    points, lines = lists
    whole = data if isinstance(data, Mapping) else {}
    styles = _styles(whole)
    is_directed = whole.get("directed") is not False
    flat_points, flat_lines = [_flat(given) for given in points], [_flat(given) for given in lines]
    frames = _frames(flat_points, flat_lines)
    elements = tuple(_element(row, given, frames, styles) for row, given in enumerate(flat_points, 1))
    by_place = _by_place(flat_points)
    return SeenMap(
        name=_title(whole) or name,
        elements=elements,
        links=tuple(_link(row, given, styles, by_place, is_directed) for row, given in enumerate(flat_lines, 1)),
        makes_ends="relations" in whole,
    )


def _is_wrapped(given: Any) -> bool:
    return isinstance(given, Mapping) and isinstance(given.get("data"), Mapping)


def _parted(items: list[Any]) -> tuple[list[Any], list[Any]]:
    lines = [given for given in items if _is_line(given)]
    return [given for given in items if not _is_line(given)], lines


def _is_line(given: Any) -> bool:
    return _is_wrapped(given) and (given.get("group") == "edges" or "source" in given["data"])


def _flat(given: Any) -> dict[str, Any]:
    """One level of names: those within data or attributes (Cytoscape, graphology) beside those outside."""
    if not isinstance(given, Mapping):
        return {}
    inner = given.get("data", given.get("attributes"))
    outer = {name: value for name, value in given.items() if name not in ("data", "attributes")}
    if not isinstance(inner, Mapping):
        return outer
    # Cytoscape's "group" outside says node or edge, not a group of stakeholders.
    outer.pop("group", None)
    return {**outer, **inner}


def _frames(points: Iterable[Mapping[str, Any]], lines: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, int]]:
    """The points that only frame others, as id -> (name, how many they hold); one with lines is an element."""
    held = Counter(parent for given in points if (parent := line_of(given.get("parent"))))
    ends = {line_of(_first(given, names)) for given in lines for names in (_SOURCES, _TARGETS)}
    names = {_ident(given): _name(given) for given in points}
    return {ident: (names[ident], count) for ident, count in held.items() if ident in names and ident not in ends}


def _by_place(points: list[dict[str, Any]]) -> dict[str, str]:
    """Ends given as places in the list, for points without ids (D3, old node-link)."""
    if any(_ident(given) for given in points):
        return {}
    return {str(place): f"row {place + 1}" for place in range(len(points))}


def _element(row: int, given: Mapping[str, Any], frames: Mapping[str, tuple[str, int]], styles: _Styles) -> SeenElement:
    ident, name = _ident(given), _name(given)
    if ident in frames:
        reason = _("It is a frame around {count} others; they carry its name in their note.")
        return SeenElement(row, ident, name, leave_out=reason.format(count=frames[ident][1]))
    frame = frames.get(line_of(given.get("parent")))
    group = line_of(given.get("grp"))
    x, y = position_of(given)
    if x is None:
        x, y = position_of(given.get("position"))
    return SeenElement(
        row=row,
        ident=ident or f"row {row}",
        name=name,
        kind_word=kind_word(_first(given, _KINDS)) or styles.points.get(group, ""),
        hub=line_of(given.get("hub")),
        country=line_of(given.get("country")),
        note=joined(
            _note(given),
            _("Part of: {name}").format(name=frame[0]) if frame else "",
            *_titled(extras(given, _TOLD), styles),
        ),
        x=x,
        y=y,
        votes=_votes(given),
        leave_out=_("It is a cluster drawn by PRSM around others.") if given.get("isCluster") else "",
    )


def _link(
    row: int, given: Mapping[str, Any], styles: _Styles, by_place: Mapping[str, str], is_directed: bool
) -> SeenLink:
    group = line_of(given.get("grp"))
    source, target = line_of(_first(given, _SOURCES)), line_of(_first(given, _TARGETS))
    direction = _direction(given, group, styles)
    return SeenLink(
        row=row,
        source=by_place.get(source, source),
        target=by_place.get(target, target),
        word=line_of(_first(given, _WORDS)) or styles.lines.get(group, ""),
        label=line_of(_first(given, _LABELS)),
        is_directed=direction not in ("undirected", "mutual") if direction else is_directed,
        is_mutual=direction == "mutual",
        quantity=line_of(given.get("quantity")),
        note=joined(_note(given), *_titled(extras(given, _TOLD), styles)),
    )


def _direction(given: Mapping[str, Any], group: str, styles: _Styles) -> str:
    for name in ("directed", "direction"):
        if isinstance(given.get(name), bool):
            return "directed" if given[name] else "undirected"
        if isinstance(given.get(name), str):
            return line_of(given[name]).casefold()
    if given.get("undirected") is True:
        return "undirected"
    if isinstance(given.get("arrows"), Mapping):
        return "directed" if _has_arrow(given) else "undirected"
    return "undirected" if group in styles.without_arrow else ""


def _has_arrow(given: Mapping[str, Any]) -> bool:
    arrows = given.get("arrows")
    if not isinstance(arrows, Mapping):
        return True
    ends = (arrows.get(end) for end in ("to", "middle", "from"))
    return any(end.get("enabled") is not False if isinstance(end, Mapping) else bool(end) for end in ends)


def _ident(given: Mapping[str, Any]) -> str:
    return line_of(_first(given, _IDS))


def _name(given: Mapping[str, Any]) -> str:
    return line_of(_first(given, _NAMES)) or _ident(given)


def _first(given: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((given[name] for name in names if given.get(name) not in (None, "", [], {})), None)


def _note(given: Mapping[str, Any]) -> str:
    value = _first(given, _NOTES)
    if isinstance(value, Mapping) and isinstance(value.get("ops"), list):
        # PRSM keeps notes as a list of pieces, of which only the text is taken.
        pieces = (piece.get("insert") for piece in value["ops"] if isinstance(piece, Mapping))
        return text_of("".join(piece for piece in pieces if isinstance(piece, str)))
    return text_of(value)


def _votes(given: Mapping[str, Any]) -> int:
    if isinstance(given.get("thumbUp"), list):
        return len(given["thumbUp"])
    return whole_number(line_of(given.get("votes")))


def _titled(lines: list[str], styles: _Styles) -> Iterator[str]:
    for line in lines:
        name, _colon, rest = line.partition(": ")
        yield f"{styles.attributes.get(name, name)}: {rest}"


def _styles(data: Mapping[str, Any]) -> _Styles:
    given = data.get("styles", data.get("samples"))
    if not isinstance(given, Mapping):
        return _Styles()
    points, lines = (part if isinstance(part := given.get(name), Mapping) else {} for name in ("nodes", "edges"))
    titles = data.get("attributeTitles")
    return _Styles(
        points=_group_names(points),
        lines=_group_names(lines),
        without_arrow=frozenset(
            name for name, style in lines.items() if isinstance(style, Mapping) and not _has_arrow(style)
        ),
        attributes={str(key): line_of(title) for key, title in titles.items()} if isinstance(titles, Mapping) else {},
    )


def _group_names(styles: Mapping[str, Any]) -> dict[str, str]:
    named = {group: line_of(style.get("groupLabel")) for group, style in styles.items() if isinstance(style, Mapping)}
    # "Sample" is what PRSM calls a style that nobody named.
    return {group: name for group, name in named.items() if name and name.casefold() != "sample"}


def _title(data: Mapping[str, Any]) -> str:
    named = data.get("mapTitle") or data.get("name") or data.get("title")
    if not named:
        inner = data.get("data", data.get("graph", data.get("attributes")))
        named = inner.get("name", inner.get("title")) if isinstance(inner, Mapping) else ""
    title = line_of(named)
    return "" if title == "Untitled map" else title
