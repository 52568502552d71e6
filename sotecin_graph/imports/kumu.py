"""Kumu: the export of a whole project (ids, attributes, maps with positions) and blueprints (flat elements, labels)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sotecin_graph.imports.seen import SeenElement, SeenLink, SeenMap, extras, joined, line_of, position_of, text_of
from sotecin_graph.language import _, ngettext

_TOLD = frozenset(("label", "element type", "type", "connection type", "description", "id", "from", "to", "direction"))
_GAP = 200.0
"""Map units between two maps of a project that are laid side by side."""

_Positions = dict[str, tuple[float, float]]


def is_kumu(data: Mapping[str, Any]) -> bool:
    """True for a project export or a blueprint."""
    elements = data.get("elements")
    if isinstance(data.get("connections"), list) and ("elements" not in data or isinstance(elements, list)):
        return True
    if not isinstance(elements, list) or "links" in data or "edges" in data:
        return False
    return all(isinstance(given, dict) and ("attributes" in given or "label" in given) for given in elements[:5])


def read_kumu(data: Mapping[str, Any], name: str) -> SeenMap:
    """What the export says; positions come from its maps, laid side by side, the largest first."""
    is_project = any(isinstance(given, dict) and "attributes" in given for given in _listed(data, "elements"))
    places = _positions(data)
    return SeenMap(
        name=line_of(data.get("name")) or name,
        elements=tuple(_element(row, given, places) for row, given in enumerate(_listed(data, "elements"), 1)),
        links=tuple(_link(row, given) for row, given in enumerate(_listed(data, "connections"), 1)),
        warnings=tuple(_warnings(data)),
        makes_ends=not is_project,
    )


def _listed(data: Mapping[str, Any], name: str) -> list[Any]:
    given = data.get(name)
    return given if isinstance(given, list) else []


def _attributes(given: Mapping[str, Any]) -> dict[str, Any]:
    inner = given.get("attributes")
    flat = inner if isinstance(inner, Mapping) else given
    return {line_of(name).casefold(): value for name, value in flat.items()}


def _element(row: int, given: Any, places: _Positions) -> SeenElement:
    if not isinstance(given, Mapping):
        return SeenElement(row, "", "", leave_out=_("This is no element."))
    told = _attributes(given)
    ident = line_of(given.get("_id") or given.get("id") or told.get("id"))
    x, y = places.get(ident, (None, None)) if places else position_of(given.get("position"))
    return SeenElement(
        row=row,
        ident=ident,
        name=line_of(told.get("label")),
        kind_word=line_of(told.get("element type") or told.get("type")),
        note=joined(text_of(told.get("description")), *_rest(told)),
        x=x,
        y=y,
    )


def _link(row: int, given: Any) -> SeenLink:
    if not isinstance(given, Mapping):
        return SeenLink(row, "", "")
    told = _attributes(given)
    direction = line_of(given.get("direction") or told.get("direction")).casefold()
    return SeenLink(
        row=row,
        source=line_of(given.get("from") or told.get("from")),
        target=line_of(given.get("to") or told.get("to")),
        word=line_of(told.get("connection type") or told.get("type")),
        label=line_of(told.get("label")),
        is_directed=direction not in ("undirected", "mutual"),
        is_mutual=direction == "mutual",
        note=joined(text_of(told.get("description")), *_rest(told)),
    )


def _rest(told: Mapping[str, Any]) -> list[str]:
    return extras(told, _TOLD)


def _positions(data: Mapping[str, Any]) -> _Positions:
    places: _Positions = {}
    edge = 0.0
    maps = [_places_of(given) for given in _listed(data, "maps") if isinstance(given, Mapping)]
    for own in sorted(maps, key=len, reverse=True):
        fresh = {ident: place for ident, place in own.items() if ident not in places}
        if not fresh:
            continue
        shift = edge + _GAP - min(x for x, _y in fresh.values()) if places else 0.0
        places.update({ident: (x + shift, y) for ident, (x, y) in fresh.items()})
        edge = max(x for x, _y in places.values())
    return places


def _places_of(given: Mapping[str, Any]) -> _Positions:
    places: _Positions = {}
    for placed in _listed(given, "elements"):
        if isinstance(placed, Mapping):
            x, y = position_of(placed.get("position"))
            if x is not None and y is not None:
                places.setdefault(line_of(placed.get("element")), (x, y))
    return places


def _warnings(data: Mapping[str, Any]) -> Iterator[str]:
    if loops := len(_listed(data, "loops")):
        sentence = ngettext("{count} loop was left out.", "{count} loops were left out.", loops)
        yield sentence.format(count=loops)
    maps = len(_listed(data, "maps"))
    if maps > 1:
        yield _("The project has {count} maps; all their elements come onto one.").format(count=maps)
