"""A server with the map's socket alone."""

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


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with the feed alone."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> Any:
        running.rooms.start(asyncio.get_running_loop())
        yield

    with TestClient(Starlette(routes=[WebSocketRoute("/live/maps/{map_id}", feed)], lifespan=lifespan)) as client:
        yield client
