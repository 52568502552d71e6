"""Reading files from outside without risk to the app: small plain ones here, all others in a process with bounds.

A hostile or huge file can take seconds and gigabytes, and while Python parses it nobody else is served. So the child
gets limits on memory, processor time and time, one at a time, and speaks JSON over its pipes, never pickle.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from typing import Any

from sotecin_graph import confined
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.columns import Column, Columns
from sotecin_graph.imports.draft import DraftMap, draft_from_wire
from sotecin_graph.imports.limits import check_size
from sotecin_graph.imports.reading import columns_of, read_map
from sotecin_graph.imports.sniff import Sort, sort_of
from sotecin_graph.language import _, spoken

SMALL_BYTES = 200_000
"""JSON and tables up to this size are read in place: at most about 0.1 s, less than a process takes to start."""

MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 10
WALL_SECONDS = 15
_QUEUE = threading.BoundedSemaphore(6)
_ONE_AT_A_TIME = threading.Lock()


def read_map_guarded(content: bytes, *, filename: str, mapping: Columns | None = None) -> DraftMap:
    """As `reading.read_map`, safe for files from outside; FileNotReadable also when reading takes too much."""
    if _is_harmless(content):
        return read_map(content, filename=filename, mapping=mapping)
    given = {"do": "read", "filename": filename, "mapping": asdict(mapping) if mapping else None}
    return draft_from_wire(_ask(given, content))


def columns_of_guarded(content: bytes, filename: str) -> list[Column]:
    """As `reading.columns_of`, safe for files from outside."""
    if _is_harmless(content):
        return columns_of(content, filename)
    answer = _ask({"do": "columns", "filename": filename, "mapping": None}, content)
    return [Column(column["name"], tuple(column["samples"])) for column in answer["columns"]]


def _is_harmless(content: bytes) -> bool:
    check_size(content)
    return len(content) <= SMALL_BYTES and sort_of(content) in (Sort.JSON, Sort.TEXT)


def _ask(given: dict[str, Any], content: bytes) -> Any:
    if not _QUEUE.acquire(blocking=False):
        raise FileNotReadable(_("Several files are being read just now. Please try again in a minute."))
    try:
        with _ONE_AT_A_TIME:
            return _answer(given, content)
    finally:
        _QUEUE.release()


def _answer(given: dict[str, Any], content: bytes) -> Any:
    head = json.dumps({**given, "language": spoken(), "memory": MEMORY_BYTES, "cpu": CPU_SECONDS}).encode() + b"\n"
    try:
        out, code = confined.answer("sotecin_graph.imports", head + content, wall_s=WALL_SECONDS)
    except confined.TookTooMuch as error:
        raise _too_much() from error
    return _understood(out, code)


def _understood(out: bytes, code: int) -> Any:
    try:
        answer = json.loads(out)
    except ValueError as error:
        # Killed by its limits, it has said nothing or only a part.
        raise _too_much() if code else FileNotReadable(_("The file could not be read.")) from error
    if "error" in answer:
        raise FileNotReadable(answer["error"], place=answer["place"])
    return answer["found"]


def _too_much() -> FileNotReadable:
    return FileNotReadable(
        _("Reading the file takes more time or memory than it should. Bring a smaller part of it, or another format.")
    )
