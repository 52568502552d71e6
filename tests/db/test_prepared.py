"""Prepared statements give what SQLAlchemy's own way gives, and fail as it does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from db.prepared import Prepared
from db.schema import change_table, map_table
from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.services.maps import create_map

AT = datetime(2026, 10, 14, 9, tzinfo=UTC)
CHANGE: dict[str, Any] = {
    "revision": 1, "kind": "renamed", "payload": {"name": "Łódź", "at": [1, 2.5, None]}, "by": "A", "by_id": "a",
    "at": AT, "deed": "", "part": 0, "undoes": None, "before": None,
}  # fmt: skip
HERE = change_table.c.revision == bindparam("number")


@pytest.fixture
def row(database: SqlDatabase) -> dict[str, Any]:
    """A change that is stored by a prepared INSERT."""
    map_id = database.write(create_map, by=SYSTEM, name="A map")
    row = {**CHANGE, "map_id": map_id}
    with database._writer.connect() as connection, connection.begin():
        Prepared(insert(change_table)).run(connection, **row)
    return row


def test_row_goes_in_and_comes_out_as_by_sqlalchemy(database: SqlDatabase, row: dict[str, Any]) -> None:
    with database._readers.connect() as connection, connection.begin():
        own = Prepared(select(change_table).where(HERE)).first(connection, number=1)
        theirs = connection.execute(select(change_table).where(HERE), {"number": 1}).mappings().one()

    assert own == dict(theirs) == row


def test_missing_value_is_no_null(database: SqlDatabase, row: dict[str, Any]) -> None:
    with database._writer.connect() as connection, connection.begin(), pytest.raises(KeyError, match="kind"):
        Prepared(insert(change_table)).run(connection, map_id=row["map_id"], revision=2)


@pytest.mark.parametrize(
    ("wrong", "error"), [({"by": ["no text"]}, ProgrammingError), ({"map_id": "?"}, IntegrityError)]
)
def test_errors_come_out_as_sqlalchemys(
    database: SqlDatabase, row: dict[str, Any], wrong: dict[str, Any], error: type[Exception]
) -> None:
    with database._writer.connect() as connection, connection.begin(), pytest.raises(error):
        Prepared(insert(change_table)).run(connection, **{**row, "revision": 2, **wrong})


def test_value_is_made_anew_only_for_another_row(database: SqlDatabase, row: dict[str, Any]) -> None:
    made: list[str] = []
    rename = Prepared(update(map_table).values(name=func.upper(map_table.c.name)).returning(map_table.c.revision))
    name = Prepared(select(map_table.c.name).where(map_table.c.id == bindparam("map")))
    with database._writer.connect() as connection, connection.begin():
        for _time in range(2):
            name.kept(connection, lambda found: made.append(found["name"]) or tuple(found), map=row["map_id"])
        rename.scalar(connection)
        name.kept(connection, lambda found: made.append(found["name"]) or tuple(found), map=row["map_id"])

    assert made == ["A map", "A MAP"]


def test_values_are_forgotten_with_what_somebody_had_erased(database: SqlDatabase, row: dict[str, Any]) -> None:
    made: list[str] = []
    names = Prepared(select(map_table.c.name).where(map_table.c.id == bindparam("map")))
    with database._writer.connect() as connection:
        names.all_kept(connection, lambda found: made.append(found["name"]) or tuple(found), map=row["map_id"])
    database.scrub()
    with database._writer.connect() as connection:
        names.all_kept(connection, lambda found: made.append(found["name"]) or tuple(found), map=row["map_id"])

    assert made == ["A map"] * 2
