"""The small app, its guards as GUARDS says: all, none, or all without the gate."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.live.gate import Gate
from sotecin_graph.live.headers import SecurityHeaders
from sotecin_graph.live.identity import Identity
from sotecin_graph.live.opened import OPENED
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.live.running import end_gracefully
from sotecin_graph.settings import read_settings


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """As the real one, without example and claim."""
    settings = read_settings({name: value for name, value in os.environ.items() if name == "SOTECIN_DATA"})
    running = instance.start(settings, SqlDatabase(settings.database_path))
    running.rooms.start(asyncio.get_running_loop())
    watching = asyncio.create_task(OPENED.watch(running))
    end_gracefully()
    yield {}
    watching.cancel()


ALL = {
    "all": [Middleware(SecurityHeaders), Middleware(Gate), Middleware(Identity)],
    "no gate": [Middleware(SecurityHeaders), Middleware(Identity)],
    "none": [],
}
app = st.App(
    Path(__file__).parent / "script.py", routes=ROUTES, lifespan=lifespan, middleware=ALL[os.environ["GUARDS"]]
)
