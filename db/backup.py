"""Take a whole database away in one file, consistent while others write, and bring one back."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import quote

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from db.engine import url_of, writer_engine
from db.epoch import begin_anew
from db.migrate import migrate
from sotecin_graph.errors import BadInput, Unavailable
from sotecin_graph.language import _


def back_up(path: Path, to: Path) -> None:
    """Write a consistent copy to a new file; an existing one is never overwritten."""
    if to.exists():
        raise BadInput(_("{file} is already there. Choose another name.").format(file=to), field="file")
    if not path.exists():
        raise BadInput(_("There is no database at {file}.").format(file=path), field="file")
    source = sqlite3.connect(path)
    try:
        source.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.Error as problem:
        to.unlink(missing_ok=True)
        raise Unavailable from problem
    finally:
        source.close()


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of a database; what stood there is kept beside it and its path returned.

    The backup is checked and migrated on a copy first, so that nothing changes where it is not one. No server may be
    running on the database: claim the file first. What stands there may be broken.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_suffix(".arriving")
    _remove(arriving)
    try:
        _copy(backup, arriving)
        engine = writer_engine(url_of(arriving))
        migrate(engine)
        begin_anew(engine)
        engine.dispose()
    except (sqlite3.Error, CommandError, SQLAlchemyError) as problem:
        _remove(arriving)
        raise BadInput(
            _("{file} is not a sound backup of SoTecIn Graph.").format(file=backup), field="file"
        ) from problem
    kept = _put_aside(path)
    arriving.replace(path)
    return kept


def _copy(backup: Path, to: Path) -> None:
    """A copy with what still stands in the backup's write-ahead log; sqlite3.Error where it is no sound one of ours."""
    with contextlib.closing(sqlite3.connect(f"file:{quote(str(backup))}?mode=rw", uri=True)) as source:
        if source.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        tables = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"map", "change", "element", "alembic_version"} <= tables:
            raise sqlite3.DatabaseError("not ours")
        with contextlib.closing(sqlite3.connect(to)) as copy:
            source.backup(copy)


def _put_aside(path: Path) -> Path | None:
    if not path.exists():
        _remove(path)
        return None
    number = 1
    while (kept := path.with_suffix(f".before-{number}.sqlite3")).exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(kept.with_name(kept.name + ending))
    return kept


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
