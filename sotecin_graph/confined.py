"""Work for a process of its own with hard limits: what could take too long or too much must not hold up a room.

It gets bytes on stdin and gives bytes on stdout, never pickle; nothing of the app's settings reaches it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


class TookTooMuch(Exception):
    """It did not end within its time."""


def answer(module: str, given: bytes, *, wall_s: float) -> tuple[bytes, int]:
    """What `python -m module` says to what it is given, and its exit code; TookTooMuch after `wall_s` seconds."""
    child = subprocess.Popen(  # noqa: S603 - modules of our own
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=_ROOT,
    )
    try:
        said, _nothing = child.communicate(given, timeout=wall_s)
    except subprocess.TimeoutExpired as error:
        raise TookTooMuch from error
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    return said, child.returncode


def environment() -> dict[str, str]:
    """What the process knows of this one; one thread keeps numeric libraries from reserving memory."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    return {**kept, **single, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def bound(memory: int, cpu_s: int) -> None:
    """In the process itself: from now on no more bytes of memory and seconds of processor time than these."""
    try:
        import resource
    except ImportError:
        # Only Unix has these limits; elsewhere the time on the parent's clock is the bound.
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_s)):
        _soft, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
