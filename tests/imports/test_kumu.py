from __future__ import annotations

import json
from typing import Any

from sotecin_graph.imports.draft import DraftLink, DraftMap
from sotecin_graph.imports.reading import read_map
from sotecin_graph.vocabulary import Kind, LinkType


def read(**data: Any) -> DraftMap:
    return read_map(json.dumps(data).encode(), filename="Textiles.json")


def element(ident: str, label: str, **attributes: Any) -> dict[str, Any]:
    return {"_id": ident, "attributes": {"label": label, **attributes}}


def connection(source: str, target: str, direction: str = "directed", **attributes: Any) -> dict[str, Any]:
    return {"from": source, "to": target, "direction": direction, "attributes": attributes}


def placed(ident: str, x: float, y: float) -> dict[str, Any]:
    return {"element": ident, "position": {"x": x, "y": y}}


def test_blueprint_joins_by_label_and_makes_missing_ends() -> None:
    draft = read(elements=[{"label": "Mill"}], connections=[{"from": "Mill", "to": "Shop", "type": "money"}])

    assert [(one.name, one.row) for one in draft.elements] == [("Mill", 1), ("Shop", 1)]
    assert draft.links == (DraftLink("row 1", "Shop", LinkType.MONEY, row=1),)


def test_project_connection_to_unknown_id_is_skipped() -> None:
    draft = read(elements=[element("e1", "Mill")], connections=[connection("e1", "e9")])

    assert [line.reason for line in draft.report if line.what == "skipped"] == [
        "There is no element “e9” in the file.",
    ]


def test_connection_to_nameless_element_names_its_row() -> None:
    draft = read(elements=[element("e1", "Mill"), element("e2", " ")], connections=[connection("e1", "e2")])

    assert [(line.row, line.part, line.reason) for line in draft.report if line.what == "skipped"] == [
        (2, "element", "It has no name; it stays out with its connections."),
        (1, "link", "One of its ends, row 2, stays out."),
    ]


def test_equal_names_merge_and_their_connections_move() -> None:
    given = [element("e1", "Mill"), element("e2", "mill", **{"element type": "Company"}), element("e3", "Shop")]

    draft = read(elements=given, connections=[connection("e2", "e3")])

    assert [(one.key, one.kind) for one in draft.elements] == [("e1", Kind.INDUSTRY), ("e3", Kind.UNSORTED)]
    assert [(link.source_key, link.target_key) for link in draft.links] == [("e1", "e3")]
    assert (draft.report[1].what, draft.report[1].row) == ("merged", 2)


def test_equal_names_with_other_types_stay_apart() -> None:
    given = [element("e1", "Births", **{"element type": "Flow"}), element("e2", "Births", **{"element type": "Stock"})]

    draft = read(elements=given)

    assert [one.key for one in draft.elements] == ["e1", "e2"]
    assert "another type" in draft.report[1].reason


def test_one_group_in_two_languages_is_one_type() -> None:
    given = [
        element("e1", "Delft", **{"element type": "Gemeente"}),
        element("e2", "Delft", **{"element type": "City council"}),
    ]

    assert len(read(elements=given).elements) == 1


def test_mutual_exchange_goes_both_ways() -> None:
    given = [element("e1", "Mill"), element("e2", "Shop")]

    draft = read(elements=given, connections=[connection("e1", "e2", "mutual", **{"connection type": "Money"})])

    assert [(link.source_key, link.target_key) for link in draft.links] == [("e1", "e2"), ("e2", "e1")]


def test_positions_of_several_maps_lie_side_by_side() -> None:
    given = [element(f"e{number}", f"Actor {number}") for number in range(1, 6)]
    small = {"elements": [placed("e3", 10, 7), placed("e1", 9, 9)]}
    large = {"elements": [placed("e1", 0, 5), placed("e2", 90, 5), placed("e4", 40, 0)]}

    draft = read(elements=given, maps=[small, large], connections=[])

    assert [(one.x, one.y) for one in draft.elements] == [(0, 5), (90, 5), (290, 7), (40, 0), (None, None)]


def test_tags_and_own_fields_come_into_the_note() -> None:
    draft = read(
        elements=[{"label": "Mill", "description": "Spins.", "tags": ["a", "b"], "image": "x.png", "Founded": 1901}]
    )

    assert draft.elements[0].note == "Spins.\ntags: a, b\nfounded: 1901"


def test_what_is_no_element_is_said() -> None:
    draft = read(elements=[{"label": "Mill"}, {"label": None}, {"label": "Shop"}], connections=[7])

    assert [line.what for line in draft.report] == ["kept", "skipped", "kept", "skipped"]
