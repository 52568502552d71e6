"""What our own exports write comes back, as far as each form can hold it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sotecin_graph.changes import Wire, element_to_wire, link_to_wire
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.exports.door import MapForm, export_map
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap
from sotecin_graph.imports.reading import read_map
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

MILL, WASTE, SHOP = ElementId("a"), ElementId("b"), ElementId("c")
ELEMENTS = (
    Element(
        *(MILL, 1, Kind.INDUSTRY, "Mill, and “Co”", Hub.NORTH_WEST, "NL", (Chain.TEXTILES, Chain.FOOD)),
        *((Strategy.R3, Strategy.R6), (Stage.REPAIR, Stage.CROSS_CUTTING), "", "", "Spins.\nWeaves."),
    ),
    Element(WASTE, 2, Kind.CHALLENGE, "Waste", problem="Too much of it", wish="sorts it", strategies=(Strategy.R8,)),
    Element(SHOP, 3, Kind.CIVIL, "=Shop|1"),
)
LINKS = (
    Link(LinkId("l1"), 1, MILL, WASTE, LinkType.OWNS, LinkState.PLANNED, note="since May"),
    Link(LinkId("l2"), 2, MILL, SHOP, LinkType.MATERIAL, is_circular=True, quantity="3 t"),
    Link(LinkId("l3"), 3, WASTE, MILL, LinkType.ABOUT),
    Link(LinkId("l4"), 4, SHOP, MILL, LinkType.REGULATION, LinkState.MISSING),
)


def back(form: MapForm, elements: tuple[Element, ...] = ELEMENTS) -> DraftMap:
    snapshot: Wire = {
        "revision": 3,
        "map": {"id": "m", "name": "Testhoven", "kind": "workshop", "hubs": [], "is_example": False},
        "elements": [element_to_wire(one, 1.5 * one.seq, -2.0, one.seq) for one in elements],
        "links": [link_to_wire(one) for one in LINKS],
        "clusters": [],
        "workshop": None,
    }
    return read_map(export_map(snapshot, form), filename="Testhoven.export")


def facts(draft: DraftMap) -> tuple[list[Any], list[Any]]:
    """Everything but rows and keys; ends by name."""
    names = {one.key: one.name for one in draft.elements}
    ends = [(names[link.source_key], names[link.target_key], link) for link in draft.links]
    links = [replace(link, source_key=source, target_key=target, row=0) for source, target, link in ends]
    return [replace(one, key="", row=0) for one in draft.elements], links


def test_own_format_keeps_everything() -> None:
    draft = back("json")

    assert [one.key for one in draft.elements] == [MILL, WASTE, SHOP]
    assert draft.elements[1] == DraftElement(
        *("b", "Waste", Kind.CHALLENGE, None, "", (), (Strategy.R8,), (), "Too much of it", "sorts it", ""),
        *(3.0, -2.0, 2, 2),
    )
    assert draft.links[0] == DraftLink("a", "b", LinkType.OWNS, LinkState.PLANNED, note="since May", row=1)


def test_own_format_keeps_names_and_authors_of_what_was_merged() -> None:
    merged = replace(ELEMENTS[2], aliases=("Shop 1", "Winkel"), also_by=("Nino",))

    element = back("json", (*ELEMENTS[:2], merged)).elements[2]

    assert (element.aliases, element.also_by) == (("Shop 1", "Winkel"), ("Nino",))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graph_forms_keep_everything(form: MapForm) -> None:
    assert facts(back(form)) == facts(back("json"))


def test_workbook_keeps_everything_but_pipes_in_names() -> None:
    elements, links = facts(back("xlsx"))

    assert [one.name for one in elements] == ["Mill, and “Co”", "Waste", "=Shop¦1"]
    assert [replace(one, name="") for one in elements] == [replace(one, name="") for one in facts(back("json"))[0]]
    assert [link.type for link in links] == [link.type for link in LINKS]


def test_table_of_elements_keeps_them() -> None:
    assert facts(back("csv"))[0] == facts(back("json"))[0]
