"""Which past a database has: a number that changes when a backup is put in its place, so that screens begin anew."""

from __future__ import annotations

import secrets

from sqlalchemy import Engine


def epoch_of(engine: Engine) -> int:
    """The database's epoch; given to it where it has none yet."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA user_version").scalar()
    return int(found or 0) or begin_anew(engine)


def begin_anew(engine: Engine) -> int:
    """Give the database another past, by a new number in its file's header."""
    epoch = secrets.randbelow(2**31 - 1) + 1
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"PRAGMA user_version = {epoch}")
    return epoch
