"""Migrations: the newest is known without reading Alembic, and the way down and up again is whole."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from db.engine import url_of, writer_engine
from db.migrate import NEWEST, downgrade, migrate, newest_written
from db.schema import metadata


def test_newest_is_the_newest_that_is_written() -> None:
    assert newest_written() == NEWEST


def test_empty_database_gets_all_tables_loses_them_on_the_way_down_and_gets_them_back(tmp_path: Path) -> None:
    engine = writer_engine(url_of(tmp_path / "new.sqlite3"))
    seen = []

    for way in (migrate, downgrade, migrate):
        way(engine)
        seen.append(set(inspect(engine).get_table_names()) - {"alembic_version"})

    assert seen == [set(metadata.tables), set(), set(metadata.tables)]
