"""Statements that every change needs: built and compiled once by SQLAlchemy, then run by the driver itself.

To build, cache and wrap a statement costs ten to forty times what SQLite takes to find a row by its key (measured:
180 µs against 4 µs), and one change takes a dozen of them in the one writer's thread. Values pass through the same
conversions of the tables' types, and errors come out as SQLAlchemy's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Delete, Dialect, Insert, RowMapping, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]
Row = RowMapping | dict[str, Any]
"""A row by the names of its columns, SQLAlchemy's or ours."""
Statement = Select[Any] | Insert | Update | Delete
T = TypeVar("T")

MOST_KEPT = 10_000
"""Values of one statement; an element takes about 1 KB."""


_ALL: list[Prepared] = []


def forget() -> None:
    """Drop the values of all rows: nothing that somebody had erased is to live on in memory."""
    for statement in _ALL:
        statement.drop_kept()


class Prepared:
    """A statement with named values: its bind parameters and, where rows are written, the columns (all by default)."""

    def __init__(self, statement: Statement, columns: Sequence[str] | None = None) -> None:
        self._statement, self._columns = statement, columns
        self._compiled: _Compiled | None = None
        self._values: dict[tuple[Any, ...], Any] = {}
        _ALL.append(self)

    def run(self, connection: Connection, **values: Any) -> None:
        """Execute for its effect."""
        self._execute(connection, values)

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self._execute(connection, values).fetchone()
        return self._made(connection).row(found)[0] if found else None

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first column of all rows."""
        made = self._made(connection)
        return [made.row(found)[0] for found in self._execute(connection, values)]

    def tuples(self, connection: Connection, **values: Any) -> list[Sequence[Any]]:
        """All rows, in the order of their columns."""
        made = self._made(connection)
        return [made.row(found) for found in self._execute(connection, values)]

    def rows(self, connection: Connection, **values: Any) -> list[dict[str, Any]]:
        """All rows, by the names of their columns."""
        made = self._made(connection)
        return [dict(zip(made.names, made.row(found), strict=True)) for found in self._execute(connection, values)]

    def first(self, connection: Connection, **values: Any) -> dict[str, Any] | None:
        """The first row by the names of its columns, or None."""
        found = self._execute(connection, values).fetchone()
        made = self._made(connection)
        return dict(zip(made.names, made.row(found), strict=True)) if found else None

    def kept(self, connection: Connection, make: Callable[[dict[str, Any]], T], **values: Any) -> T | None:
        """What `make` makes of the first row, or None; made once for equal rows, so it must be a frozen value."""
        found = self._execute(connection, values).fetchone()
        return self._kept(self._made(connection), found, make) if found else None

    def all_kept(self, connection: Connection, make: Callable[[dict[str, Any]], T], **values: Any) -> list[T]:
        """What `make` makes of each row; made once for equal rows, so they must be frozen values."""
        made = self._made(connection)
        return [self._kept(made, found, make) for found in self._execute(connection, values)]

    def _kept(self, made: _Compiled, found: tuple[Any, ...], make: Callable[[dict[str, Any]], T]) -> T:
        value: T | None = self._values.get(found)
        if value is None:
            value = make(dict(zip(made.names, made.row(found), strict=True)))
            if len(self._values) >= MOST_KEPT:
                self._values.clear()
            self._values[found] = value
        return value

    def drop_kept(self) -> None:
        """Make each value anew from now on."""
        self._values.clear()

    def _execute(self, connection: Connection, values: dict[str, Any]) -> sqlite3.Cursor:
        made = self._made(connection)
        return execute(connection, made.text, made.given(values))

    def _made(self, connection: Connection) -> _Compiled:
        if self._compiled is None:
            self._compiled = _Compiled(self._statement, self._columns, connection.dialect)
        return self._compiled


def execute(connection: Connection, text: str, given: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run a text on the driver's connection; its errors come out as SQLAlchemy's."""
    driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
    try:
        return driver.execute(text, given)
    except sqlite3.Error as problem:
        made = DBAPIError.instance(text, None, problem, sqlite3.Error, dialect=connection.dialect)
        raise made from problem  # without the values: they would stand in its text


class _Compiled:
    """The statement's text, how values go in, and how columns come out."""

    def __init__(self, statement: Statement, columns: Sequence[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        self.text = str(compiled)
        places = compiled.positiontup or ()
        binds = [(name, compiled.binds[name]) for name in places]
        self._binds = [(name, bind.required, bind.value, _way_in(bind.type, dialect)) for name, bind in binds]
        shown: list[Any] = list(statement.exported_columns)
        self.names = [str(column.key) for column in shown]
        self._ways_out = [_way_out(column.type, dialect) for column in shown]
        self._is_plain = not any(self._ways_out)

    def given(self, values: dict[str, Any]) -> list[Any]:
        """The values in the order of the text, as the driver takes them."""
        taken = []
        for name, is_required, constant, way_in in self._binds:
            value = values[name] if is_required else constant
            taken.append(way_in(value) if way_in else value)
        return taken

    def row(self, found: tuple[Any, ...]) -> Sequence[Any]:
        """A row of the driver as the tables' types say."""
        if self._is_plain:
            return found
        return [way_out(value) if way_out else value for way_out, value in zip(self._ways_out, found, strict=True)]


def _way_in(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _way_out(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
