"""Files that other people made, with counts known from outside; skipped where they are not at hand."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from sotecin_graph.imports.columns import Columns, suggest_columns
from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.imports.guard import read_map_guarded
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.vocabulary import Kind, LinkType

FOLDER = Path(os.environ.get("REAL_FILES", Path(__file__).parents[2] / "../shared")) / "data"


def content(name: str) -> bytes:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    return path.read_bytes()


def read(name: str) -> DraftMap:
    return read_map(content(name), filename=name)


def test_kumu_project_accounts_for_every_row() -> None:
    draft = read("kumu-system-map.json")

    rows = {part: {line.row for line in draft.report if line.part == part} for part in ("element", "link")}
    assert rows == {"element": set(range(1, 131)), "link": set(range(1, 282))}
    assert draft.counts == {
        "elements": 119,
        "links": 191,
        "kept": 310,
        "changed": 0,
        "merged": 96,
        "skipped": 5,
    }


def test_kumu_project_merges_equal_names_and_leaves_out_the_nameless() -> None:
    draft = read("kumu-system-map.json")

    merged = [line.row for line in draft.report if line.part == "element" and line.what == "merged"]
    skipped = [line.row for line in draft.report if line.part == "element" and line.what == "skipped"]
    apart = [name for name, count in Counter(element.name for element in draft.elements).items() if count > 1]
    assert merged == [69, 74, 88, 103, 118, 119, 123, 129, 130]
    assert skipped == [31, 84]
    assert apart == ["死亡人數", "出生人數", "人口"]


def test_kumu_project_judges_types_and_keeps_positions() -> None:
    draft = read("kumu-system-map.json")

    assert Counter(element.kind for element in draft.elements) == {
        Kind.UNSORTED: 116,
        Kind.GOVERNMENT: 2,
        Kind.INDUSTRY: 1,
    }
    assert Counter(link.type for link in draft.links) == {
        LinkType.REGULATION: 99,
        LinkType.COLLABORATION: 68,
        LinkType.MATERIAL: 24,
    }
    assert sum(element.x is not None for element in draft.elements) == 115
    assert draft.warnings[0] == "7 loops were left out."


def test_kumu_workbook_reads_both_sheets() -> None:
    draft = read("kumu-system-map.xlsx")

    assert (len(draft.elements), len(draft.links), draft.counts["skipped"]) == (81, 79, 0)
    assert draft.elements[0].row == "Elements 2"
    assert draft.links[0].row == "Connections 2"


def test_kumu_blueprint_without_connections_brings_its_elements() -> None:
    draft = read("kumu-social-enterprises.json")

    assert (len(draft.elements), len(draft.links)) == (87, 0)
    assert draft.elements[0].name == "Dost"
    assert {element.kind for element in draft.elements} == {Kind.UNSORTED}


def test_cytoscape_compounds_become_notes() -> None:
    draft = read("cytoscape-compound.json")

    assert [(element.name, element.note) for element in draft.elements] == [
        ("b", "Part of: compound-1"),
        ("c", "Part of: compound-1"),
        ("a", "Part of: compound-2"),
        ("d", "Part of: compound-3"),
        ("e", "Part of: compound-3"),
        ("f", ""),
    ]
    assert (len(draft.links), draft.count("element", "skipped")) == (7, 3)


def test_statements_suggest_their_own_columns() -> None:
    columns = suggest_columns(columns_of(content("statements-de.csv"), "statements-de.csv"))

    assert columns == Columns(
        problem="comment-body", status="moderated", votes="agrees", ident="comment-id", makes="challenge"
    )


def test_statements_become_challenges_and_rejected_ones_stay_out() -> None:
    draft = read("statements-de.csv")

    assert (len(draft.elements), draft.counts["skipped"], draft.counts["merged"]) == (277, 245, 0)
    assert {element.kind for element in draft.elements} == {Kind.CHALLENGE}
    assert max(len(element.name) for element in draft.elements) <= 90
    assert max(len(element.problem) for element in draft.elements) == 187
    assert sum(element.votes for element in draft.elements) == 34_116


def test_topics_of_calls_become_challenges() -> None:
    draft = read("eu-circular-topics.json")

    assert len(draft.elements) == 39
    assert all(element.kind is Kind.CHALLENGE and len(element.problem) <= 250 for element in draft.elements)


@pytest.mark.parametrize("name", ["kumu-system-map.json", "kumu-system-map.xlsx", "statements-de.csv"])
def test_guarded_reading_finds_the_same(name: str) -> None:
    assert read_map_guarded(content(name), filename=name) == read(name)
