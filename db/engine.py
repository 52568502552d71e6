"""SQLite as this project runs it: WAL, synchronous FULL, writers that begin IMMEDIATE, readers that cannot write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

BUSY_TIMEOUT_MS = 5000
_READERS = 8
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def url_of(path: Path) -> str:
    """The address of a database file."""
    return f"sqlite:///{path}"


def writer_engine(url: str) -> Engine:
    """The engine of the one writer: a single connection whose transactions begin IMMEDIATE."""
    engine = _engine(url, poolclass=StaticPool)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(url: str) -> Engine:
    """The engine of all readers: each transaction is one consistent view and cannot write."""
    engine = _engine(url, poolclass=QueuePool, pool_size=_READERS, max_overflow=_READERS, pool_timeout=10)
    _begin_with(engine, "BEGIN")

    @event.listens_for(engine, "connect")
    def forbid_writes(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.execute("PRAGMA query_only = ON")

    return engine


def _engine(url: str, **options: Any) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_to_json,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        **options,
    )

    @event.listens_for(engine, "connect")
    def set_up(dbapi_connection: Any, _record: Any) -> None:
        # the driver's own transaction handling begins DEFERRED; ours begins as the engine says
        dbapi_connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            dbapi_connection.execute(f"PRAGMA {pragma}")
        dbapi_connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)
