from __future__ import annotations

import json
from typing import Any

import networkx as nx

from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap
from sotecin_graph.imports.reading import read_map
from sotecin_graph.vocabulary import Kind, LinkType

PRSM: dict[str, Any] = {
    "saved": "31/12/2025, 23:33:48",
    "version": "3.2.4",
    "mapTitle": "Textiles in Testhoven",
    "attributeTitles": {"att1": "Founded"},
    "styles": {
        "nodes": {"group0": {"groupLabel": "Sample"}, "group1": {"groupLabel": "Overheid"}},
        "edges": {
            "edge0": {"groupLabel": "Sample", "arrows": {"to": {"enabled": True}}},
            "edge1": {"groupLabel": "Money", "arrows": {"to": {"enabled": True}}},
            "edge2": {"groupLabel": "Sample", "arrows": {"to": {"enabled": False}, "from": {"enabled": False}}},
        },
    },
    "nodes": [
        {
            "id": "1",
            "label": "Sorting\ncentre",
            "grp": "group0",
            "x": 50,
            "y": -150,
            "att1": "1901",
            "thumbUp": ["a", "b"],
        },
        {"id": "2", "label": "Town", "grp": "group1", "x": 5, "y": None, "note": {"ops": [{"insert": "Pays\n"}]}},
        {"id": "3", "label": "Shop", "grp": "group0"},
    ],
    "edges": [
        {"id": "a", "from": "2", "to": "1", "grp": "edge1"},
        {"id": "b", "from": "1", "to": "3", "grp": "edge2", "label": "trial"},
        {"id": "c", "from": "3", "to": "2", "grp": "edge0"},
    ],
    "history": [{"action": "added factor", "state": "packed"}],
}


def read(data: Any, name: str = "file") -> DraftMap:
    return read_map(json.dumps(data).encode(), filename=name)


def test_prsm_map_keeps_places_notes_groups_and_votes() -> None:
    draft = read(PRSM)

    assert draft.name == "Textiles in Testhoven"
    assert draft.elements == (
        DraftElement("1", "Sorting centre", note="Founded: 1901", x=50, y=-150, row=1, votes=2),
        DraftElement("2", "Town", Kind.GOVERNMENT, note="Pays", row=2),
        DraftElement("3", "Shop", row=3),
    )


def test_prsm_links_take_type_and_direction_from_their_style() -> None:
    assert read(PRSM).links == (
        DraftLink("2", "1", LinkType.MONEY, row=1),
        DraftLink("1", "3", LinkType.COLLABORATION, note="trial", row=2),
        DraftLink("3", "2", LinkType.REGULATION, row=3),
    )


def test_onodo_visualisation_joins_by_id() -> None:
    nodes = [
        {"id": 7, "name": "Mill", "node_type": "Empresa", "description": "Spins.", "visible": True},
        {"id": 8, "name": "Region", "node_type": "Gobierno"},
    ]
    relations = [{"id": 1, "source_id": 8, "target_id": 7, "relation_type": "financiación", "direction": True}]

    draft = read({"name": "Textil", "nodes": nodes, "relations": relations})

    assert [(one.name, one.kind) for one in draft.elements] == [("Mill", Kind.INDUSTRY), ("Region", Kind.GOVERNMENT)]
    assert [(link.source_key, link.target_key, link.type) for link in draft.links] == [("8", "7", LinkType.MONEY)]


def test_onodo_relation_without_direction_is_collaboration() -> None:
    nodes = [{"id": 7, "name": "Mill"}, {"id": 8, "name": "Region"}]

    draft = read({"nodes": nodes, "relations": [{"source_id": 8, "target_id": 7, "direction": False}]})

    assert draft.links[0].type is LinkType.COLLABORATION


def test_cytoscape_list_of_both_is_parted() -> None:
    data = {
        "elements": [
            {"data": {"id": "a", "label": "Mill"}, "position": {"x": 1, "y": 2}},
            {"group": "nodes", "data": {"id": "b"}},
            {"group": "edges", "data": {"source": "a", "target": "b", "interaction": "energy"}},
        ]
    }

    draft = read(data)

    assert draft.elements == (DraftElement("a", "Mill", x=1, y=2, row=1), DraftElement("b", "b", row=2))
    assert [link.type for link in draft.links] == [LinkType.ENERGY]


def test_cytoscape_frame_with_links_of_its_own_stays_an_element() -> None:
    nodes = [{"data": {"id": "frame"}}, {"data": {"id": "a", "parent": "frame"}}, {"data": {"id": "b"}}]

    draft = read({"elements": {"nodes": nodes, "edges": [{"data": {"source": "frame", "target": "b"}}]}})

    assert [one.key for one in draft.elements] == ["frame", "a", "b"]


def test_networkx_node_link_is_read_under_both_names_of_its_links() -> None:
    graph = nx.DiGraph([("Mill", "Shop", {"type": "product"})])

    drafts = [read(nx.node_link_data(graph, edges=name)) for name in ("links", "edges")]

    assert [[(link.source_key, link.type) for link in draft.links] for draft in drafts] == [
        [("Mill", LinkType.PRODUCT)],
        [("Mill", LinkType.PRODUCT)],
    ]


def test_undirected_networkx_graph_is_collaboration() -> None:
    draft = read(nx.node_link_data(nx.path_graph(["a", "b", "c"]), edges="links"))

    assert [link.type for link in draft.links] == [LinkType.COLLABORATION] * 2


def test_ends_given_as_places_are_found() -> None:
    draft = read({"nodes": [{"name": "Mill", "group": 1}, {"name": "Shop"}], "links": [{"source": 0, "target": 1}]})

    assert [(link.source_key, link.target_key) for link in draft.links] == [("row 1", "row 2")]
    assert draft.elements[0].note == ""


def test_graphology_attributes_are_read() -> None:
    nodes = [{"key": "a", "attributes": {"label": "Mill", "x": 3, "y": 4}}, {"key": "b"}]

    draft = read(
        {"attributes": {"name": "Net"}, "nodes": nodes, "edges": [{"source": "a", "target": "b", "undirected": True}]}
    )

    assert draft.name == "Net"
    assert draft.elements[0] == DraftElement("a", "Mill", x=3, y=4, row=1)
    assert draft.links[0].type is LinkType.COLLABORATION


def test_numbers_that_no_database_takes_are_left_out() -> None:
    content = (
        b'{"nodes": [{"id": 99999999999999999999, "label": "A\\ud800\\u0000", "x": NaN, "y": 1e999}], "edges": []}'
    )

    assert read_map(content, filename="x").elements == (DraftElement("99999999999999999999", "A", row=1),)
