"""Versions of missions that were kept before each knew its author: who wrote which is told from who replaced it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, text

from db.engine import url_of, writer_engine
from db.migrate import _config, downgrade

OLD = {
    "map": {"id": "m", "seq": 1, "name": "n", "kind": "workshop", "hubs": "[]", "chains": "[]", "revision": 0,
            "clusters": "[]", "is_example": 0, "created_at": "2026-01-01 00:00:00.000000"},
    "mission": {"id": "x", "seq": 1, "title": "T", "map_id": "m", "state": "draft", "version": 3, "is_example": 0,
                "content": json.dumps({"created_by": "Ada", "created_at": "2026-01-02T00:00:00+00:00"})},
}  # fmt: skip
REPLACED = [(1, "Ben", "2026-01-03 00:00:00.000000"), (2, "Cleo", "2026-01-04 00:00:00.000000")]


@pytest.fixture
def before(tmp_path: Path) -> Engine:
    """A database as it was, with a mission of three versions."""
    engine = writer_engine(url_of(tmp_path / "old.sqlite3"))
    with engine.connect() as connection, connection.begin():
        command.upgrade(_config(connection), "0007")
    with engine.begin() as connection:
        for table, row in OLD.items():
            _insert(connection, table, row)
        for version, by, at in REPLACED:
            row = {"mission_id": "x", "version": version, "content": "{}", "by": by, "at": at}
            _insert(connection, "mission_version", row)
    return engine


def _insert(connection: Any, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(text(f"insert into {table} ({names}) values ({', '.join(f':{name}' for name in row)})"), row)


def _kept(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(text('select version, "by", "at" from mission_version order by version'))
        return [tuple(row) for row in rows]


def test_each_version_gets_its_author_and_loses_them_on_the_way_back(before: Engine) -> None:
    with before.connect() as connection, connection.begin():
        command.upgrade(_config(connection), "0008")
    written = [(number, by, at[:10]) for number, by, at in _kept(before)]

    downgrade(before, "0007")

    assert written == [(1, "Ada", "2026-01-02"), (2, "Ben", "2026-01-03"), (3, "Cleo", "2026-01-04")]
    assert _kept(before) == REPLACED
