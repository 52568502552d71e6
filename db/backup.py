"""Take a whole database away in one file, consistent while others write, and bring one back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from db.engine import url_of, writer_engine
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
    running on the database: claim the file first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_suffix(".arriving")
    try:
        shutil.copyfile(backup, arriving)
        _must_be_ours(arriving, backup)
        engine = writer_engine(url_of(arriving))
        migrate(engine)
        engine.dispose()
    except OSError as problem:
        arriving.unlink(missing_ok=True)
        sentence = _("{file} cannot be read: {why}.").format(file=backup, why=problem.strerror)
        raise BadInput(sentence, field="file") from problem
    kept = _put_aside(path)
    arriving.replace(path)
    _forget_log(arriving)
    return kept


def _must_be_ours(copy: Path, backup: Path) -> None:
    opened = sqlite3.connect(copy)
    try:
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error:
        sound, tables = False, set()
    finally:
        opened.close()
    if not sound or not {"map", "change", "element", "alembic_version"} <= tables:
        copy.unlink(missing_ok=True)
        raise BadInput(_("{file} is not a sound backup of SoTecIn Graph.").format(file=backup), field="file")


def _put_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    with sqlite3.connect(path) as before:
        before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before.close()
    number = 1
    while (kept := path.with_suffix(f".before-{number}.sqlite3")).exists():
        number += 1
    path.replace(kept)
    _forget_log(path)
    return kept


def _forget_log(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
