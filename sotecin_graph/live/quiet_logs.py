"""Logs that name nobody: what opens doors is cut out of every line, and of an error only its sort and its place stay.

The text of an exception may hold what somebody typed, a row of the database, or a code. Where it happened, and the
number that the reader was given, are enough to find it.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

_PRIVATE = re.compile(r"(/_stcore/upload_file/|/media/)[^\s\"?]*|\?[^\s\"]*|exception=.*")
"""Ids of Streamlit's sessions stand in the path of uploads, join codes in queries, what was typed in exceptions."""

_NOTED = ("uvicorn", "asyncio", "streamlit", "starlette", "websockets")
log = logging.getLogger(__name__)
_made = logging.getLogRecordFactory()


def quieten() -> None:
    """From now on, for every logger of this process."""
    logging.setLogRecordFactory(_quiet_record)
    threading.excepthook = _quiet_thread


def _quiet_record(*given: Any, **named: Any) -> logging.LogRecord:
    record = _made(*given, **named)
    if record.exc_info:
        record.exc_text = told(record.exc_info[1]) if record.exc_info[1] else None
        record.exc_info = None
    if record.name == "uvicorn.access" and isinstance(record.args, tuple):
        record.args = tuple(_scrubbed(each) for each in record.args)  # its formatter takes them one by one
    elif record.name.startswith(_NOTED):
        record.msg, record.args = _scrubbed(record.getMessage()), None
    return record


def told(error: BaseException) -> str:
    """An exception and what led to it, the first last: their sorts, and the lines of code."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines += [f"{type(seen).__module__}.{type(seen).__qualname__}", *_frames(seen.__traceback__)]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def _frames(begun: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(begun)]


def _scrubbed(value: object) -> object:
    return _PRIVATE.sub(r"\1…", value) if isinstance(value, str) else value


def _quiet_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_type is not SystemExit:
        log.error("a thread ended: %s", told(ended.exc_value) if ended.exc_value else ended.exc_type.__name__)
        sys.stderr.flush()
