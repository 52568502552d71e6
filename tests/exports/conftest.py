"""A small invented map as its snapshot, and one whose texts try to be more than text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sotecin_graph.changes import element_to_wire, link_to_wire
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.maps import Map, MapFacts
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, MapKind, Stage, Strategy

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '=HYPERLINK("http://evil.example","x")',
    '#import "evil.typ": *',
    "*bold* _it_ [a](http://evil.example) $x$ {{ 7*7 }}",
    "שלום עולם",
    "a\x0bb\x00c\ud800d",
    "@SUM(1+1)|cmd",
)

_ELEMENTS = [
    Element(ElementId("a"), 1, Kind.INDUSTRY, "Harbour Uniforms", Hub.NORTH_WEST, "NL", (Chain.TEXTILES,),
            (Strategy.R3, Strategy.R5), (Stage.MANUFACTURING,), note="Sews\nfor the port.", by="Zsófi", by_id="p:1"),
    Element(ElementId("b"), 2, Kind.GOVERNMENT, "Vlietzoom Hospitals", Hub.NORTH_WEST, "NL", stages=(Stage.USE,)),
    Element(ElementId("c"), 3, Kind.INTERMEDIARY, "Second Lives Fund"),
    Element(ElementId("d"), 4, Kind.CHALLENGE, "Tenders ask for new cloth only", problem="Nobody may buy used.",
            wish="makes a second contract the normal case."),
]  # fmt: skip
_LINKS = [
    Link(LinkId("l1"), 5, ElementId("a"), ElementId("b"), LinkType.PRODUCT, LinkState.EXISTING, True, "400 coats"),
    Link(LinkId("l2"), 6, ElementId("b"), ElementId("a"), LinkType.MONEY, LinkState.PLANNED),
    Link(LinkId("l3"), 7, ElementId("c"), ElementId("a"), LinkType.MONEY, LinkState.MISSING),
    Link(LinkId("l4"), 8, ElementId("a"), ElementId("d"), LinkType.FACES),
    Link(LinkId("l5"), 9, ElementId("a"), ElementId("b"), LinkType.SERVICE),
]
_PLACES = {"a": (0.0, 0.0), "b": (260.0, 20.0), "c": (20.0, 220.0), "d": (280.0, 230.0)}


def snapshot_of(elements: list[Element], links: list[Link], places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """The snapshot of an example map with these."""
    a_map = Map(MapFacts(MapId("m"), "North-West textiles", MapKind.WORKSHOP, (Hub.NORTH_WEST,), (), 0, None, True))
    a_map.restore({
        "revision": 12,
        "elements": [element_to_wire(one, *places[one.id], votes=5 if one.is_challenge else 0) for one in elements],
        "links": [link_to_wire(one) for one in links],
        "clusters": [{"id": "k", "number": 1, "name": "Second life", "members": ["a", "b", "d"], "state": "suggested"}],
        "workshop": {"id": "w", "title": "Textiles", "code": "ABCD EFGH", "state": "open", "step": 0, "steps": []},
    })  # fmt: skip
    return a_map.snapshot()


@pytest.fixture
def snapshot() -> dict[str, Any]:
    """Three stakeholders, a challenge with five votes, five links of which two run side by side."""
    return snapshot_of(_ELEMENTS, _LINKS, _PLACES)


@pytest.fixture
def hostile() -> dict[str, Any]:
    """The same map grown by an element for each hostile text, in all of its text fields."""
    elements, places = list(_ELEMENTS), dict(_PLACES)
    for number, text in enumerate(HOSTILE):
        kind = list(Kind)[number % len(Kind)]
        places[f"h{number}"] = (150.0 * number, 420.0)
        elements.append(
            Element(ElementId(f"h{number}"), 20 + number, kind, text, problem=text, wish=text, note=text, by=text)
        )
    links = [*_LINKS, replace(_LINKS[0], id=LinkId("l9"), source=ElementId("h0"), quantity=HOSTILE[2], note=HOSTILE[1])]
    grown = snapshot_of(elements, links, places)
    grown["map"]["name"] = HOSTILE[0] + HOSTILE[1]
    grown["clusters"][0]["name"] = HOSTILE[1]
    return grown
