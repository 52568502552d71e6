"""A server of ours for a bench: the real app in a process of its own, on a free port, with a database of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_S = 120


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it is, its data folder, its process and how long it took to answer."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]
    seconds: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(*, data: Path | None = None, example: str = "yes") -> Iterator[Served]:
    """Start the app, wait for /healthz, and end it by its process id."""
    with tempfile.TemporaryDirectory() as fresh:
        folder, port = data or Path(fresh), free_port()
        address = f"http://127.0.0.1:{port}"
        settings = {"SOTECIN_DATA": str(folder), "SOTECIN_EXAMPLE": example, "SOTECIN_ADDRESS": address}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        begun = time.monotonic()
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            await_answer(port, process)
            yield Served(port, folder, process, time.monotonic() - begun)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def await_answer(port: int, process: subprocess.Popen[bytes], path: str = "/healthz") -> None:
    """Wait until the path answers; RuntimeError where the process ends before it answers."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).read()
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")
