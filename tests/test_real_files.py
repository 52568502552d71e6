"""Real files run to a brief without a hand edit: read, brought onto a map, clustered, promoted, set as a PDF."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.imports.guard import read_map_guarded
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import clusters, missions, papers
from sotecin_graph.services.imports import import_onto, laid_out
from sotecin_graph.vocabulary import Chain, Hub

FILES = Path(os.environ.get("REAL_FILES") or Path(__file__).parents[2] / "shared") / "data"


def _draft(name: str) -> DraftMap:
    file = FILES / name
    if not file.exists():
        pytest.skip(f"{name} is not at hand")
    return laid_out(read_map_guarded(file.read_bytes(), filename=name))


def _brought(database: SqlDatabase, draft: DraftMap) -> MapId:
    given = {"name": "A real map", "hubs": [Hub.NORTH_WEST], "chains": [Chain.TEXTILES]}
    map_id, _arrival = database.write(import_onto, by=SYSTEM, draft=draft, **given)
    return map_id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "elements", "links"),
    [
        ("kumu-system-map.json", 119, 191),
        ("kumu-system-map.xlsx", 81, 79),
        ("kumu-social-enterprises.json", 87, 0),
        ("statements-de.csv", 277, 0),
    ],
)
def test_real_file_runs_to_a_brief(database: SqlDatabase, name: str, elements: int, links: int) -> None:
    map_id = _brought(database, _draft(name))
    shown = database.read(lambda uow: uow.maps.snapshot(map_id))

    found = database.write(clusters.find, by=SYSTEM, map_id=map_id)
    ident = database.write(missions.promote, by=SYSTEM, map_id=map_id, cluster=found[0].id, title="From a real map")
    paper = papers.mission_paper(database, SYSTEM, ident, "pdf")

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    assert (len(shown["elements"]), len(shown["links"])) == (elements, links)
    assert all(len(cluster.reasons) >= 3 for cluster in found)
    assert "From a real map" in " ".join(text.split())


def test_rejected_statements_stay_out(database: SqlDatabase) -> None:
    draft = _draft("statements-de.csv")

    skipped = [line for line in draft.report if line.what == "skipped"]

    assert len(draft.elements) + len(skipped) == 522
    assert all("rejected" in line.reason for line in skipped)
    assert skipped[0].row == 2
