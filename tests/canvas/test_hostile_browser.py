"""Hostile texts on the live map and in files, in a real browser: shown as text, and nothing else happens.

Twenty of them here; all sixty, on every screen of the running app, in `python -m bench.payloads`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfWriter
from pypdf.annotations import Link

from bench.hostile import CHARACTERS, FEW
from bench.hostile_map import HostileMap, fill
from bench.payloads import control, harm_in, open_each, show
from bench.watching import Watch, watching
from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.exports import export_map
from sotecin_graph.maps import Map
from sotecin_graph.services import erasures, papers, privacy, summaries
from sotecin_graph.text import clean
from tests.canvas.dev_server import Room, rooms

FORMS = ("html", "md", "docx", "pdf")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[SqlDatabase]:
    """A database for all tests here."""
    path = tmp_path_factory.mktemp("hostile") / "sotecin.sqlite3"
    shutil.copyfile(migrated, path)
    opened = SqlDatabase(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(database: SqlDatabase) -> HostileMap:
    """A workshop full of hostile texts."""
    return fill(database, FEW | CHARACTERS)


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    with watching(browser) as watch:
        yield watch


@pytest.fixture
def files(database: SqlDatabase, made: HostileMap, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """Every file of it by name and form, without the slow pictures."""
    monkeypatch.setattr(papers, "mission_picture", lambda *_given: b"")
    monkeypatch.setattr(summaries, "map_drawing", lambda *_given: b"")
    snapshot = database.read(lambda uow: uow.maps.snapshot(made.workshop.map_id))
    found = [("map", form, export_map(snapshot, form)) for form in ("html", "csv", "xlsx", "graphml", "gexf", "json")]  # type: ignore[arg-type]
    by = made.lead
    for form in FORMS:
        found.append(("brief", form, papers.mission_paper(database, by, made.missions[0], form).content))
        found.append(("summary", form, summaries.summary_paper(database, by, made.workshop.id, form).content))
    assert made.call
    for form in (*FORMS, "xlsx", "csv"):
        found.append(("call", form, papers.call_paper(database, by, made.call, form).content))
    return [*found, ("my data", "html", privacy.my_paper(database, by, "html").content)]


def test_every_text_that_is_kept_is_clean(database: SqlDatabase, made: HostileMap) -> None:
    with closing(sqlite3.connect(database.path)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [cell for name in tables for row in raw.execute(f"SELECT * FROM {name}") for cell in row]

    texts = [text for cell in cells if isinstance(cell, str) for text in _texts(cell)]
    assert len(texts) > 1000
    assert [text for text in texts if text.strip() != clean(text)] == []


def test_texts_of_files_do_nothing(files: list[tuple[str, str, bytes]], watch: Watch, tmp_path: Path) -> None:
    for name, form, content in files:
        watch.seen += [f"{name}.{form}: {each}" for each in harm_in(form, content)]
        if form == "html":
            show(watch, tmp_path, form, content, name)

    assert watch.seen == []
    assert len(files) == 21


def test_texts_on_the_live_map_do_nothing_and_an_erased_author_leaves_it(
    database: SqlDatabase, made: HostileMap, watch: Watch, canvas_address: str
) -> None:
    map_id, changes = made.workshop.map_id, []
    rooms[MapId("hostile")] = _room(database, map_id)
    page = watch.page()
    page.goto(f"{canvas_address}/?map=hostile&ticket=Femke")
    page.locator("[data-revision]").first.wait_for()

    assert open_each(watch, page) > 60
    database.on_commit(lambda told: changes.extend(each.to_wire() for each in told))
    people = database.read(lambda uow: uow.workshops.participants(made.workshop.id))
    person = next(each for each in people if each.alias)
    erasures.erase_people(database, by=made.lead, people=[f"participant:{person.id}"])
    page.request.post(f"{canvas_address}/fake/hostile/send", data={"type": "changes", "changes": changes})
    page.locator(f"[data-revision='{changes[-1]['revision']}']").first.wait_for()
    page.locator("[data-tab=changes]").first.click()
    page.get_by_text("A name was erased from this map.").first.wait_for()

    assert watch.seen == []


def test_watch_sees_texts_that_are_markup(browser: Browser) -> None:
    """The control."""
    assert control(browser, FEW) >= 10


def _texts(cell: str) -> Iterator[str]:
    """The cell, or all texts of the JSON in it."""
    if cell[:1] not in ("{", "["):
        yield cell
        return
    try:
        waiting = [json.loads(cell)]
    except ValueError:
        yield cell
        return
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _room(database: SqlDatabase, map_id: MapId) -> Room:
    facts = database.read(lambda uow: uow.maps.facts(map_id))
    assert facts
    shown = Map(facts)
    shown.restore(database.read(lambda uow: uow.maps.snapshot(map_id)))
    return Room(shown, began=shown.snapshot())


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("csv", b"a,b\n1,=1+1\n"),
        ("md", b"told <img data-hostile src=x>"),
        ("md", b"![a](http://outside.example/a.png)"),
        ("graphml", b"<!DOCTYPE a []><a/>"),
        ("pdf", b""),
    ],
)
def test_checks_of_files_see_harm(form: str, content: bytes) -> None:
    if form == "pdf":
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="http://outside.example/"))
        kept = BytesIO()
        writer.write(kept)
        content = kept.getvalue()

    assert harm_in(form, content) != []
