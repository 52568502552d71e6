"""What a server process needs from its machine: open files for a full room, and an end that does not hang."""

from __future__ import annotations

import logging
import resource
import signal
from pathlib import Path

OPEN_FILES = 65_536
"""A session holds four open files (measured), so 300 people need more than the usual 1,024."""

GRACE_S = 3
log = logging.getLogger(__name__)


def raise_open_files() -> int:
    """Raise the soft limit of open files as far as allowed; returns it and warns where a full room would not fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    if soft < 4096:
        log.warning("only %d open files are allowed: enough for about %d people", soft, soft // 5)
    return soft


def close_to_others(folder: Path) -> list[str]:
    """Take from group and others what they may do with files of the data folder; returns the names of those."""
    open_files = [file for file in folder.iterdir() if file.is_file() and file.stat().st_mode & 0o077]
    for file in open_files:
        try:
            file.chmod(file.stat().st_mode & ~0o077)
        except OSError:
            log.warning("%s can be read by other accounts of this machine, and that cannot be changed", file)
    return [file.name for file in open_files]


def end_gracefully() -> None:
    """Give open sockets GRACE_S on SIGTERM; Streamlit's server would wait for them for ever."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    config = getattr(server, "config", None)
    if config is not None:
        config.timeout_graceful_shutdown = GRACE_S
