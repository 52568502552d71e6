"""Alembic, run from code: bring a database to the newest schema, and tell whether schema and migrations agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"

NEWEST = "0016"
"""The newest revision of migrations/, so that a database that has it starts without reading Alembic."""


def migrate(engine: Engine) -> None:
    """Upgrade to the newest schema; nothing is done, and Alembic's scripts are not run, where it is there already."""
    with engine.connect() as connection, connection.begin():
        if _is_current(connection):
            return
        from alembic import command

        command.upgrade(_config(connection), "head")


def check(engine: Engine) -> None:
    """Raise alembic's CommandError where the tables of schema and the migrations differ."""
    from alembic import command

    with engine.connect() as connection:
        command.check(_config(connection))


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back to a revision; for tests of the way down."""
    from alembic import command

    with engine.connect() as connection, connection.begin():
        command.downgrade(_config(connection), revision)


def newest_written() -> str | None:
    """The newest revision that stands in migrations/."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == NEWEST
