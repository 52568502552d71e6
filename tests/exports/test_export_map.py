"""Every form of a map is written and read again by another library, or by a browser with the network cut."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import openpyxl
import pytest
from PIL import Image

from sotecin_graph.errors import BadInput
from sotecin_graph.exports import FORMS, MEDIA_TYPES, export_map
from sotecin_graph.imports.reading import read_map


@pytest.mark.parametrize("form", FORMS)
def test_hostile_map_breaks_no_form(hostile: Any, form: Any) -> None:
    assert len(export_map(hostile, form)) > 400
    assert form in MEDIA_TYPES


@pytest.mark.parametrize("form", FORMS)
def test_no_form_holds_a_join_code_or_a_persons_id(snapshot: Any, form: Any) -> None:
    file = export_map(snapshot, form)

    assert b"ABCD EFGH" not in file
    assert b"p:1" not in file


def test_json_keeps_every_field(snapshot: Any) -> None:
    content = json.loads(export_map(snapshot, "json"))
    mine = [{**one, "by_id": ""} for one in snapshot["elements"]]

    assert (content["format"], content["version"]) == ("sotecin-graph-map", 1)
    assert (content["elements"], content["clusters"]) == (mine, snapshot["clusters"])
    assert [one["id"] for one in content["links"]] == ["l1", "l2", "l3", "l4", "l5"]


def test_graphml_read_by_networkx_has_the_same_counts_and_types(snapshot: Any) -> None:
    graph = nx.read_graphml(BytesIO(export_map(snapshot, "graphml")), force_multigraph=True)

    assert (len(graph), graph.number_of_edges()) == (4, 5)
    assert graph.nodes["a"]["strategies"] == "R3; R5"
    assert graph.nodes["d"]["votes"] == 5
    assert graph.edges["a", "b", "l1"]["is_circular"] is True


def test_gexf_read_by_networkx_has_the_same_counts(snapshot: Any) -> None:
    graph = nx.read_gexf(BytesIO(export_map(snapshot, "gexf")))

    assert (len(graph), graph.number_of_edges()) == (4, 5)
    assert graph.nodes["a"]["label"] == "Harbour Uniforms"


def test_links_without_both_ends_are_dropped(snapshot: Any) -> None:
    snapshot["elements"] = [one for one in snapshot["elements"] if one["id"] != "b"]

    assert len(json.loads(export_map(snapshot, "json"))["links"]) == 2


def test_numbers_that_are_none_become_finite(snapshot: Any) -> None:
    snapshot["elements"][0]["x"] = float("nan")

    assert json.loads(export_map(snapshot, "json"))["elements"][0]["x"] == 0


def test_workbook_is_in_kumus_form_without_formulas(hostile: Any) -> None:
    book = openpyxl.load_workbook(BytesIO(export_map(hostile, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert book.sheetnames == ["Elements", "Connections"]
    assert book["Elements"]["A1"].value == "Label"
    assert [cell.value for cell in book["Connections"][1][:2]] == ["From", "To"]
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_workbook_names_twins_apart_and_joins_them_rightly(snapshot: Any) -> None:
    snapshot["elements"][1]["name"] = "harbour uniforms"
    snapshot["elements"][2]["name"] = "One | two"
    book = openpyxl.load_workbook(BytesIO(export_map(snapshot, "xlsx")))

    labels = [row[0] for row in book["Elements"].iter_rows(min_row=2, values_only=True)]
    ends = {end for row in book["Connections"].iter_rows(min_row=2, max_col=2, values_only=True) for end in row}

    assert labels[:3] == ["Harbour Uniforms", "harbour uniforms (2)", "One ¦ two"]
    assert ends <= set(labels)


def test_csv_marks_formulas_and_keeps_numbers(hostile: Any) -> None:
    hostile["elements"][0]["x"] = -5.0
    rows = list(csv.DictReader(StringIO(export_map(hostile, "csv").decode("utf-8-sig"))))

    assert rows[0]["X"] == "-5.0"
    assert [row["Label"][:2] for row in rows if row["Label"].startswith("'")] == ["'=", "'@"]


def test_links_csv_has_ends_by_name_and_id(snapshot: Any) -> None:
    rows = list(csv.DictReader(StringIO(export_map(snapshot, "links.csv").decode("utf-8-sig"))))

    assert (rows[0]["From"], rows[0]["To ID"], rows[0]["Circular"]) == ("Harbour Uniforms", "b", "yes")


def test_png_is_a_picture_with_a_legend(snapshot: Any) -> None:
    assert Image.open(BytesIO(export_map(snapshot, "png"))).width >= 1500


def test_unknown_form_names_the_known_ones(snapshot: Any) -> None:
    with pytest.raises(BadInput, match="graphml"):
        export_map(snapshot, "pajek")  # type: ignore[arg-type]


def test_own_json_and_workbook_come_back_through_the_importer(snapshot: Any) -> None:
    for form in ("json", "xlsx", "graphml", "gexf"):
        draft = read_map(export_map(snapshot, form), filename=f"map.{form}")
        assert (form, len(draft.elements), len(draft.links)) == (form, 4, 5)
        assert {one.kind.value for one in draft.elements} == {"industry", "government", "intermediary", "challenge"}
