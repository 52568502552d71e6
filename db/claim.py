"""One server at a time on a database file: a lock beside it that ends with the process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Claim:
    """A claim on a database file, held until it is released or the process ends."""

    def __init__(self, lock: int) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let the next one have it."""
        os.close(self._lock)


def claim(path: Path) -> Claim | None:
    """Claim the file, which need not exist and is not opened; None where another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return Claim(lock)
