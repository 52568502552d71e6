"""Starts the small app in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.serving import ROOT, Served, await_answer, free_port

COOKIE_SECRET = "known to those who try what it signs"


@contextmanager
def small_app(data: Path, guards: str) -> Iterator[Served]:
    """The small app behind `guards`, ended by its process id."""
    port = free_port()
    given = {"SOTECIN_DATA": str(data), "GUARDS": guards, "PYTHONPATH": str(ROOT)}
    given |= {"STREAMLIT_SERVER_COOKIE_SECRET": COOKIE_SECRET}
    command = [sys.executable, "-m", "streamlit", "run", "tests/live/small/app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **given}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await_answer(port, process)
        yield Served(port, data, process, 0)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
