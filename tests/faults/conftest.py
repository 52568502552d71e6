"""What the fault tests share: a node that speaks to sockets, and grounds to stand on."""

from __future__ import annotations

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def node() -> None:
    """Skips where there is no node that knows WebSockets (20.10 or newer): the browser's half cannot run."""
    ask = ["--experimental-websocket", "-e", "process.exit(typeof WebSocket === 'function' ? 0 : 1)"]
    if shutil.which("node") is None or subprocess.run(["node", *ask], capture_output=True, check=False).returncode:
        pytest.skip("no node with WebSockets: what the browser's half does is not tested here")
