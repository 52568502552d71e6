"""A server with the sockets alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.feed import feed
from sotecin_graph.live.steps import steps


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with both sockets and nothing else."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        running.rooms.start(asyncio.get_running_loop())
        yield

    routes = [WebSocketRoute("/live/maps/{map_id}", feed), WebSocketRoute("/live/steps/{map_id}", steps)]
    with TestClient(Starlette(routes=routes, lifespan=lifespan)) as client:
        yield client
