"""A server with the sockets alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.testclient import TestClient

from sotecin_graph.instance import Instance
from sotecin_graph.live.feed import feed
from sotecin_graph.live.steps import steps
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.sessions import add_account


@contextmanager
def client_of(running: Instance, routes: Sequence[BaseRoute], **more: Any) -> Iterator[TestClient]:
    """A client of a server with these routes, which begins and ends with it."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running.rooms.start(asyncio.get_running_loop())
        yield

    with TestClient(Starlette(routes=routes, lifespan=lifespan), **more) as client:
        yield client


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with both sockets and nothing else."""
    routes = [WebSocketRoute("/live/maps/{map_id}", feed), WebSocketRoute("/live/steps/{map_id}", steps)]
    with client_of(running, routes) as client:
        yield client


@pytest.fixture
def facilitator(running: Instance) -> Actor:
    """Someone with an account that may facilitate anywhere."""
    return running.database.write(_lead_account)


def _lead_account(uow: UnitOfWork) -> Actor:
    grants = (Grant(Role.PROGRAMME_LEAD),)
    made = add_account(uow, by=SYSTEM, username="ilse", name="Ilse", password_hash="-", grants=grants)
    return Actor(f"account:{made.id}", made.name)
