"""Erasing people from every table: their own rows go, their name and id leave all others, their votes count on.

No table is named that has nothing of its own about it: ids and names are looked for wherever text or JSON is kept, so
that a table which is added later is covered. What was overwritten leaves the file with `scrub`.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    update,
)

from db.engine import BUSY_TIMEOUT_MS
from db.prepared import Row
from db.schema import (
    account_table,
    call_challenge_table,
    change_table,
    command_table,
    dot_table,
    element_table,
    erasure_table,
    held_table,
    link_table,
    logo_table,
    metadata,
    mission_table,
    mission_version_table,
    participant_table,
    session_table,
    vote_table,
)
from sotecin_graph.elements import EDITABLE, LINK_EDITABLE, MapId
from sotecin_graph.erasing import Erasure, Traces, hashed
from sotecin_graph.idents import new_ident

_OWN = ((session_table, "actor_id"), (command_table, "actor_id"), (held_table, "by_id"))
"""What is theirs alone and goes: sessions, results of commands, contributions that nobody has seen."""

_UNTOLD = (account_table, erasure_table)
_OWNER = ("organisation", "location", "contact_name", "contact_email", "logo")
_rowid: ColumnElement[int] = literal_column("rowid")
_PLACE = "_place"
_AT_ONCE = 400
_MANY = 20
_LETTERS = re.compile(r"[a-z0-9@._-]+")


class ErasureStore:
    """Implements ports.Erasures."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def erase(self, erasure: Erasure, near: Collection[MapId]) -> Traces:
        """Take the people, and the words, out of all tables; `near` are the maps of their workshops."""
        traces = Traces()
        self._drop_own(erasure, traces)
        self._unlink_votes(erasure, traces)
        self._bury(erasure, traces)
        self._drop_logos(erasure, traces)
        missions = set(self._db.scalars(select(mission_table.c.id).where(mission_table.c.map_id.in_(list(near)))))
        for table in metadata.sorted_tables:
            if table not in _UNTOLD:
                self._rewrite(table, erasure, {*near, *missions}, traces)
        return traces

    def count(self, erasure: Erasure) -> Counter[str]:
        """How many rows of which table would be written anew; nothing is changed."""
        told = [table for table in metadata.sorted_tables if table not in _UNTOLD]
        return Counter({table.name: sum(1 for _row in self._rewritten(table, erasure, ())) for table in told})

    def note(self, *, at: datetime, reason: str, people: Iterable[str], counts: Mapping[str, int]) -> None:
        """Keep that there was an erasure: of whom only as a hash, so that a backup can be put right after them."""
        row = {"id": new_ident(), "at": at, "reason": reason, "counts": dict(counts)}
        self._db.execute(insert(erasure_table), row | {"whom": [hashed(ident) for ident in people]})

    def is_due_for_scrubbing(self) -> bool:
        return self._db.scalar(select(func.count()).where(erasure_table.c.scrubbed_at.is_(None))) != 0

    def scrubbed(self, *, at: datetime) -> None:
        here = erasure_table.c.scrubbed_at.is_(None)
        self._db.execute(update(erasure_table).where(here).values(scrubbed_at=at))

    def _drop_own(self, erasure: Erasure, traces: Traces) -> None:
        for table, column in _OWN:
            self._delete(table, table.c[column], list(erasure.people), traces)
        for kind, people in (("participant", participant_table), ("account", account_table)):
            idents = _idents(erasure, kind)
            for table in metadata.sorted_tables:
                for key in table.foreign_keys:
                    if key.column.table is people:
                        self._delete(table, key.parent, idents, traces)

    def _delete(self, table: Table, column: ColumnElement[str], idents: Sequence[str], traces: Traces) -> None:
        for some in _portions(idents):
            traces.counts[table.name] += self._db.execute(delete(table).where(column.in_(some))).rowcount

    def _unlink_votes(self, erasure: Erasure, traces: Traces) -> None:
        """Each vote gets an id of its own, the dots of one round one together: the count of voters stays right."""
        for table in (vote_table, dot_table):
            for some in _portions(list(erasure.people)):
                found = self._db.execute(select(_rowid, table).where(table.c.voter.in_(some))).mappings().all()
                for row in found:
                    voter = erasure.unlinked(row["voter"], _where(table, row))
                    self._db.execute(update(table).where(_rowid == row["rowid"]).values(voter=voter))
                traces.counts[table.name] += len(found)

    def _bury(self, erasure: Erasure, traces: Traces) -> None:
        """An account's row goes. A participant's stays as that of nobody: briefs say how many agreed."""
        self._delete(account_table, account_table.c.id, _idents(erasure, "account"), traces)
        columns = [each for each in participant_table.c if each.name not in ("id", "workshop_id", "hub", "consent_at")]
        empty: dict[str, Any] = {each.name: None for each in columns if each.nullable}
        empty |= {each.name: "" for each in columns if not each.nullable and isinstance(each.type, String)}
        for some in _portions(_idents(erasure, "participant")):
            for row in self._db.execute(select(participant_table).where(participant_table.c.id.in_(some))).mappings():
                day = row["consent_at"].replace(hour=0, minute=0, second=0, microsecond=0)
                here = participant_table.c.id == row["id"]
                self._db.execute(update(participant_table).where(here), empty | {"id": new_ident(), "consent_at": day})
                traces.counts["participant"] += 1

    def _drop_logos(self, erasure: Erasure, traces: Traces) -> None:
        """A picture cannot be looked through for names: where one leaves what is said of an owner, the logo goes."""
        for place, row, new in list(self._rewritten(call_challenge_table, erasure, ())):
            before, after = row["content"], new.get("content", row["content"])
            if any(before.get(name) != after.get(name) for name in _OWNER):
                self._delete(logo_table, logo_table.c.challenge_id, [row["id"]], traces)
                content = {**before, "logo": "", "logo_mark": ""}
                self._db.execute(update(call_challenge_table).where(_rowid == place).values(content=content))

    def _rewritten(
        self, table: Table, erasure: Erasure, near: Collection[str]
    ) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
        """Of each row in which there is something to erase: its number, itself, and what is new in it."""
        columns = [each for each in table.c if isinstance(each.type, String | JSON)]
        asked = select(_rowid).select_from(table).where(or_(false(), *_asked(columns, erasure)))
        for some in _portions(list(self._db.scalars(asked))):
            for found in self._db.execute(select(_rowid, table).where(_rowid.in_(some))).mappings().all():
                row = dict(found)
                place = row.pop("rowid")
                where = _where(table, row) if table is change_table else ""
                clean = erasure.of(row, where=where, is_near=_place_of(table, row) in near)
                new = {name: value for name, value in clean.items() if value != row[name]}
                if new:
                    yield place, row, new

    def _rewrite(self, table: Table, erasure: Erasure, near: Collection[str], traces: Traces) -> None:
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for place, row, new in self._rewritten(table, erasure, near):
            worded = [name for name in new if name in (*EDITABLE, *LINK_EDITABLE)]
            if worded and "versions" in row:
                new["versions"] = {**row["versions"], **{name: row["versions"].get(name, 0) + 1 for name in worded}}
            alike.setdefault(tuple(new), []).append({_PLACE: place, **new})
            _trace(table, row, new, traces)
        for columns, rows in alike.items():
            # one statement for all rows in which the same columns change: ten times as fast as one for each
            written = update(table).where(_rowid == bindparam(_PLACE))
            self._db.execute(written.values({name: bindparam(name) for name in columns}), rows)
            traces.counts[table.name] += len(rows)


def _trace(table: Table, row: Mapping[str, Any], new: dict[str, Any], traces: Traces) -> None:
    if table is element_table:
        traces.elements[row["id"]] = {"id": row["id"], **new}
    elif table is link_table:
        traces.links[row["id"]] = {"id": row["id"], **new}
    elif table is change_table:
        kept = traces.deeds if "by_id" in new else traces.texts
        kept.setdefault(row["map_id"], []).append(row["revision"])
    elif table.name in ("map", "workshop", "voting_round"):
        traces.maps.add(row["id"] if table.name == "map" else row["map_id"])


def _where(table: Table, row: Row) -> str:
    """What a vote is for: the same in its own row and in the changes that gave or took it."""
    if table is dot_table:
        return f"{row['map_id']} round {row['number']}"
    element = row["element_id"] if table is vote_table else row["payload"].get("element", "")
    return f"{row['map_id']} {element}"


def _place_of(table: Table, row: Mapping[str, Any]) -> str:
    """The map of a row, or the mission of an earlier version."""
    if table is mission_version_table:
        return str(row["mission_id"])
    return str(row["id"] if table.name == "map" else row.get("map_id", ""))


def _asked(columns: Sequence[ColumnElement[Any]], erasure: Erasure) -> Iterator[ColumnElement[bool]]:
    """Conditions that hold at least for every row in which there is something to erase."""
    if len(erasure.people) > _MANY:
        yield true()
        return
    for column in columns:
        is_json = isinstance(column.type, JSON)
        text = cast(column, Text) if is_json else column
        for ident in erasure.people:
            yield func.instr(text, ident) > 0
        for name in erasure.names | erasure.aliases:
            yield func.instr(text, json.dumps(name, ensure_ascii=False)) > 0 if is_json else text == name
        for word in erasure.words:
            # only ASCII is folded by the database, so the longest row of it is asked for
            letters = max(_LETTERS.findall(word.lower()), key=len, default="")
            yield func.instr(func.lower(text), letters) > 0 if letters else true()


def _idents(erasure: Erasure, kind: str) -> list[str]:
    return [ident.partition(":")[2] for ident in erasure.people if ident.startswith(f"{kind}:")]


def _portions(values: Sequence[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(values), _AT_ONCE):
        yield list(values[first : first + _AT_ONCE])


def erased_in(path: Path) -> set[str]:
    """The hashes of those who were erased from a database file; empty where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as raw:
            return {each for (whom,) in raw.execute("SELECT whom FROM erasure") for each in json.loads(whom)}
    except sqlite3.Error:
        return set()


def scrub(engine: Engine) -> bool:
    """Write the database anew without what was deleted, and empty its log; False where a reader held the log.

    Free pages and the rest of a page keep deleted bytes, and the write-ahead log earlier pages, until this has run.
    Outside any transaction; the file's size is written once.
    """
    raw = engine.raw_connection()
    driver: Any = raw.dbapi_connection
    try:
        driver.execute("PRAGMA temp_store = MEMORY")
        driver.execute("VACUUM")
        driver.execute("PRAGMA busy_timeout = 100")  # everybody's writing waits with it
        (held_up, _pages, _moved) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        raw.close()
    return not held_up
