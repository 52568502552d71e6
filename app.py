"""Composition root and ASGI entry: settings, database, use cases, routes, and the Streamlit app around them.

`streamlit run app.py` finds the assignment of `app` by reading this file; pages/frame.py is every session's script.
"""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from db.claim import claim
from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.demo.arrival import welcome
from sotecin_graph.errors import BadInput
from sotecin_graph.federation import Provider, read_providers, streamlit_secrets
from sotecin_graph.live.gate import Gate
from sotecin_graph.live.headers import SecurityHeaders, script_hashes
from sotecin_graph.live.housekeeping import keep_house
from sotecin_graph.live.identity import Identity
from sotecin_graph.live.opened import OPENED
from sotecin_graph.live.quiet_logs import quieten
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.live.running import close_to_others, end_gracefully, raise_open_files
from sotecin_graph.settings import Settings, read_settings


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Open the database, fill a new one with the example programme, and serve until the server ends."""
    try:
        settings = read_settings(os.environ)
    except BadInput as problem:
        sys.exit(str(problem))
    os.umask(0o077)  # what is kept is for the owner's eyes
    claimed = claim(settings.database_path)
    if claimed is None:
        sys.exit(
            f"Another server is using {settings.database_path}. Stop it first, or set SOTECIN_DATA to another folder."
        )
    database = SqlDatabase(settings.database_path)
    close_to_others(settings.data)
    running = instance.start(settings, database, _organisations(settings))
    running.rooms.start(asyncio.get_running_loop())
    instance.watch_others(running)
    raise_open_files()
    end_gracefully()
    quieten()
    beside = [asyncio.create_task(OPENED.watch(running)), asyncio.create_task(keep_house(running))]
    print(welcome(running), flush=True)
    gc.collect()
    gc.freeze()
    yield {}
    for each in beside:
        each.cancel()
    database.close()
    claimed.release()


def _organisations(settings: Settings) -> tuple[Provider, ...]:
    """The organisations that people sign in through, told to `st.login` too."""
    try:
        providers = read_providers(settings.organisations_path)
    except BadInput as problem:
        sys.exit(str(problem))
    if providers:
        told = streamlit_secrets(providers, address=settings.address, cookie_secret=secrets.token_urlsafe(48))
        st.secrets.merge_programmatic_secrets(told)
    return providers


PAGE = Path(st.__file__).parent / "static" / "index.html"
GUARDS = [Middleware(SecurityHeaders, scripts=script_hashes(PAGE)), Middleware(Gate), Middleware(Identity)]
"""Before everything, Streamlit's own routes too: what is refused, how fast, and who asks."""

app = st.App("pages/frame.py", routes=ROUTES, middleware=GUARDS, lifespan=lifespan)
