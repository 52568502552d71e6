"""A server without Streamlit, to be killed hundreds of times: the live routes over the real database.

python -m tests.faults.lean_server DATA PORT: "start" on stdin forks a server and answers its process id, "kill" ends it
with signal 9 and answers "dead". --early SECONDS answers so long before it commits, --tabs counts a vote for each tab
and not for each person: the controls.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from db.elements import ElementStore
from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.settings import Settings


class HastyDatabase(SqlDatabase):
    """Answers before the commit: what this project must never do."""

    early_s = 0.0

    def _commit(self, batch: list[Any]) -> None:
        with self._writer.connect() as connection, connection.begin():
            for job in batch:
                job.run(connection)
                job.answer.set_result(job.result)
            time.sleep(self.early_s)
        self._tell([change for job in batch for change in job.recorded])


def count_tabs() -> None:
    """A vote belongs to the tab that it came from, as in tools that know nobody."""
    right = ElementStore.vote

    def vote(self: ElementStore, map_id: MapId, ident: ElementId, _voter: str, *, is_on: bool) -> int:
        return right(self, map_id, ident, uuid.uuid4().hex, is_on=is_on)

    ElementStore.vote = vote  # type: ignore[method-assign]


def end_with_parent() -> None:
    """A server whose parent was killed ends, too."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def serve(given: argparse.Namespace) -> None:
    """Serve until killed."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    HastyDatabase.early_s = given.early
    if given.tabs:
        count_tabs()
    database = (HastyDatabase if given.early else SqlDatabase)(given.data / "sotecin.sqlite3")
    running = instance.start(Settings(data=given.data, has_example=False), database)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running.rooms.start(asyncio.get_running_loop())
        yield

    app = Starlette(routes=ROUTES, lifespan=lifespan)
    sockets: dict[str, Any] = {"ws": "websockets-sansio", "ws_per_message_deflate": False}
    uvicorn.run(app, host="127.0.0.1", port=given.port, log_level="error", **sockets)


def main() -> None:
    """Fork a server for each start, so that what it imports is read once."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("port", type=int)
    options.add_argument("--early", type=float, default=0.0)
    options.add_argument("--tabs", action="store_true")
    given, child = options.parse_args(), 0
    for order in sys.stdin:
        end(child)
        child = os.fork() if order.strip() == "start" else 0
        if child == 0 and order.strip() == "start":
            os.close(0)
            serve(given)
            os._exit(0)
        print(child or "dead", flush=True)
    end(child)


def end(child: int) -> None:
    """Kill the server that was forked last, if there is one, and see it gone."""
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
