from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecin_graph.changes import element_to_wire, link_to_wire
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap, draft_from_wire, draft_to_wire
from sotecin_graph.imports.reading import read_map
from sotecin_graph.text import clean
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

lines = st.text(max_size=120).map(lambda text: " ".join(clean(text).split())[:120].strip())
texts = st.text(max_size=250).map(lambda text: clean(clean(text)[:250]))
places = st.floats(-1e5, 1e5).map(lambda number: round(number, 1))


def some(terms: Any) -> Any:
    return st.lists(st.sampled_from(terms), unique=True, max_size=3).map(tuple)


@st.composite
def drafts(draw: st.DrawFn) -> DraftMap:
    elements = tuple(
        DraftElement(
            key=f"el-{number}",
            name=draw(lines.filter(bool)),
            kind=draw(st.sampled_from(Kind)),
            hub=draw(st.none() | st.sampled_from(Hub)),
            country=draw(st.sampled_from(("", "NL", "TR"))),
            chains=draw(some(Chain)),
            strategies=draw(some(Strategy)),
            stages=draw(some(Stage)),
            **{field: draw(texts) for field in ("problem", "wish", "note")},
            x=draw(places),
            y=draw(places),
            row=number,
            votes=draw(st.integers(0, 500)),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    )
    return DraftMap("Map", elements, tuple(_links(draw, elements)))


def _links(draw: st.DrawFn, elements: tuple[DraftElement, ...]) -> list[DraftLink]:
    links: dict[Any, DraftLink] = {}
    for source, target in draw(st.lists(st.tuples(st.sampled_from(elements), st.sampled_from(elements)), max_size=6)):
        type_ = draw(st.sampled_from(_allowed(source.kind, target.kind)))
        if source is target or (source.key, target.key, type_) in links:
            continue
        links[source.key, target.key, type_] = DraftLink(
            *(source.key, target.key, type_, draw(st.sampled_from(LinkState)), draw(st.booleans())),
            *(draw(lines), draw(texts), len(links) + 1),
        )
    return list(links.values())


def _allowed(source: Kind, target: Kind) -> list[LinkType]:
    if source.is_stakeholder:
        exchanges = [type_ for type_ in LinkType if type_.is_exchange]
        return exchanges if target.is_stakeholder else [LinkType.FACES, LinkType.OWNS, LinkType.HELP]
    return [LinkType.ABOUT if target.is_stakeholder else LinkType.DEPENDS]


def exported(draft: DraftMap) -> bytes:
    """The file that our own export would write."""
    elements = [
        element_to_wire(
            Element(
                *(ElementId(one.key), number, one.kind, one.name, one.hub, one.country, one.chains, one.strategies),
                *(one.stages, one.problem, one.wish, one.note),
            ),
            *(one.x or 0.0, one.y or 0.0, one.votes),
        )
        for number, one in enumerate(draft.elements)
    ]
    links = [
        link_to_wire(
            Link(
                *(LinkId(f"l{number}"), number, ElementId(one.source_key), ElementId(one.target_key), one.type),
                *(one.state, one.is_circular, one.quantity, one.note),
            )
        )
        for number, one in enumerate(draft.links)
    ]
    whole = {"format": "sotecin-graph-map", "version": 1, "name": "Map", "elements": elements, "links": links}
    return json.dumps(whole).encode()


@given(drafts())
def test_export_then_import_is_identity(draft: DraftMap) -> None:
    found = read_map(exported(draft), filename="map.json")

    assert (found.name, found.elements, found.links) == (draft.name, draft.elements, draft.links)
    assert found.counts["kept"] == len(draft.elements) + len(draft.links) == len(found.report)


@given(drafts())
def test_draft_survives_the_way_out_of_the_reading_process(draft: DraftMap) -> None:
    assert draft_from_wire(json.loads(json.dumps(draft_to_wire(draft)))) == draft


def test_unknown_terms_are_said_and_left_out() -> None:
    wire = {"id": "a", "name": "Mill", "kind": "guild", "chains": ["textiles", "wool"]}

    draft = read_map(
        json.dumps({"format": "sotecin-graph-map", "version": 1, "elements": [wire], "links": []}).encode(),
        filename="m",
    )

    assert draft.elements == (DraftElement("a", "Mill", chains=(Chain.TEXTILES,), row=1),)
    assert draft.report[0].reason == "Not known here and left out: guild, wool."


def test_links_that_do_not_fit_are_skipped_with_reasons() -> None:
    elements = [{"id": "a", "name": "Mill", "kind": "industry"}, {"id": "b", "name": "Waste", "kind": "challenge"}]
    ends = [("a", "b", "money"), ("a", "a", "money"), ("a", "z", "faces"), ("a", "b", "faces"), ("a", "b", "faces")]
    links = [{"source": source, "target": target, "type": type_} for source, target, type_ in ends]

    whole = {"format": "sotecin-graph-map", "version": 1, "elements": elements, "links": links}
    draft = read_map(json.dumps(whole).encode(), filename="m")

    assert [line.what for line in draft.report if line.part == "link"] == [
        "skipped",
        "skipped",
        "skipped",
        "kept",
        "merged",
    ]


def test_newer_version_is_refused() -> None:
    with pytest.raises(FileNotReadable, match="newer version"):
        read_map(b'{"format": "sotecin-graph-map", "version": 2, "elements": [], "links": []}', filename="m")
