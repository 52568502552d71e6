"""Alembic, run from code: bring a database to the newest schema, and tell whether schema and migrations agree."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Upgrade to the newest schema; nothing is done, and Alembic's scripts are not run, where it is there already."""
    with engine.connect() as connection, connection.begin():
        if _is_current(connection):
            return
        command.upgrade(_config(connection), "head")


def check(engine: Engine) -> None:
    """Raise alembic's CommandError where the tables of schema.py and the migrations differ."""
    with engine.connect() as connection:
        command.check(_config(connection))


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back to a revision; for tests of the way down."""
    with engine.connect() as connection, connection.begin():
        command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    head = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head
