"""The import page: what a file would bring, changed columns, errors by place, and onto the map as one change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import contributions, maps
from sotecin_graph.vocabulary import Hub, Kind
from tests.pages.conftest import Visit, press, said, texts

OpenAccount = Callable[..., Actor]
SHARED = Path(os.environ.get("SOTECIN_SHARED", Path(__file__).parents[3] / "shared")) / "data"
TABLE = b"Akteur;Ort\nWool Farm;hills\nwool farm;hills\nMill *one*;river\n"
GRAPH = b'{"nodes": [{"id": 1, "label": "Farm"}, {"id": 2, "label": "Mill"}], "edges": [{"source": 1, "target": 2}]}'


def _put(at: AppTest, name: str, content: bytes) -> AppTest:
    at.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return at.run()


def _maps(database: SqlDatabase) -> list[MapFacts]:
    return database.read(maps.readable_maps, by=SYSTEM)


def test_contributor_is_told_who_brings_files(visit: Visit, open_account: OpenAccount) -> None:
    assert "brought in by facilitators" in said(visit("imports", open_account()))


def test_counts_and_rows_stand_before_anything_is_written(
    visit: Visit, facilitator: Actor, database: SqlDatabase
) -> None:
    at = _put(visit("imports", facilitator), "actors.csv", TABLE)

    rows = at.dataframe[0].value
    assert "2 elements" in texts(at)
    assert rows[["Row", "What became of it"]].values.tolist() == [["3", "merged"]]
    assert _maps(database) == []


def test_file_becomes_a_map_once(visit: Visit, facilitator: Actor, database: SqlDatabase) -> None:
    at = _put(visit("imports", facilitator), "farms.json", GRAPH)
    press(at, "Bring it onto the map")

    made = _maps(database)[0]
    assert (made.name, made.hubs, made.revision) == ("farms", (Hub.NORTH_WEST,), 1)
    assert "2 elements, 1 link" in said(at)
    assert len(_maps(database)) == 1


def test_another_file_begins_anew(visit: Visit, facilitator: Actor) -> None:
    at = press(_put(visit("imports", facilitator), "farms.json", GRAPH), "Bring it onto the map")
    press(at, "Bring in another file")

    assert at.file_uploader[0].value is None
    assert len(at.dataframe) == 0


def test_file_comes_onto_a_map_that_is_there(visit: Visit, facilitator: Actor, database: SqlDatabase) -> None:
    map_id = database.write(maps.create_map, by=SYSTEM, name="Wool", hubs=(Hub.NORTH_WEST,))
    at = _put(visit("imports", facilitator, map=map_id), "farms.json", GRAPH)
    press(at, "Bring it onto the map")

    found = database.read(contributions.elements_on, by=SYSTEM, map_id=map_id)
    assert [each.name for each in found] == ["Farm", "Mill"]


def test_changed_columns_are_read_anew(visit: Visit, facilitator: Actor, database: SqlDatabase) -> None:
    at = _put(visit("imports", facilitator), "actors.csv", TABLE)
    at.segmented_control[0].set_value("challenge")
    at.run()
    next(each for each in at.selectbox if each.label == "Name").set_value("Ort")
    press(at.run(), "Bring it onto the map")

    found = database.read(contributions.elements_on, by=SYSTEM, map_id=_maps(database)[0].id)
    assert {(each.name, each.kind) for each in found} == {("hills", Kind.CHALLENGE), ("river", Kind.CHALLENGE)}


def test_broken_json_names_line_and_column(visit: Visit, facilitator: Actor) -> None:
    at = _put(visit("imports", facilitator), "broken.json", b'{"nodes": [\n{"id": 1 "label": 2}]}')

    assert "line 2, column 10" in said(at)


def test_file_that_is_something_else_is_told_what_it_is(visit: Visit, facilitator: Actor) -> None:
    assert "This is a PDF document" in said(_put(visit("imports", facilitator), "map.xlsx", b"%PDF-1.7 x"))


def test_taken_name_is_told_and_nothing_is_written(visit: Visit, facilitator: Actor, database: SqlDatabase) -> None:
    database.write(maps.create_map, by=SYSTEM, name="farms", hubs=(Hub.NORTH_WEST,))
    at = _put(visit("imports", facilitator), "farms.json", GRAPH)
    press(at, "Bring it onto the map")

    assert "already a map" in said(at)
    assert [each.revision for each in _maps(database)] == [0]


@pytest.mark.parametrize(
    ("name", "elements", "links"),
    [("kumu-system-map.json", 119, 191), ("statements-de.csv", 277, 0), ("cytoscape-compound.json", 6, 7)],
)
def test_real_files_show_what_they_bring(
    visit: Visit, facilitator: Actor, name: str, elements: int, links: int
) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the files for trial are not here")
    at = _put(visit("imports", facilitator), name, (SHARED / name).read_bytes())

    assert f"{elements} elements" in texts(at)
    assert f"{links} links" in texts(at)
