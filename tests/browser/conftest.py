"""The app as most browser tests meet it: in a process of its own, with the example programme."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.serving import Served, served
from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.demo.arrival import fill_with_example
from sotecin_graph.settings import Settings


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Path, quick_hashes: None) -> Path:
    """A data folder with the example programme, to be copied: writing it takes longer than most tests."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copyfile(migrated, folder / "sotecin.sqlite3")
    database = SqlDatabase(folder / "sotecin.sqlite3")
    fill_with_example(instance.start(Settings(data=folder), database))
    database.close()
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Served]:
    """The app with the example programme."""
    data = shutil.copytree(filled, tmp_path_factory.mktemp("served") / "data")
    with served(data=data) as running:
        yield running
