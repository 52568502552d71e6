"""Whoever knows the id of a Streamlit session does not get it: tried against a real server, and without our guard."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bench.serving import Served
from bench.talking import Line, cookies_of_a_visit, line
from db.store import SqlDatabase
from sotecin_graph.live import visits
from sotecin_graph.live.visits import SESSION, VISIT
from sotecin_graph.people import SYSTEM, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import maps, sessions
from sotecin_graph.tickets import Tickets
from tests.live.small.serving import COOKIE_SECRET, small_app

ENDS_WITHIN_S = 2.0


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that all servers of this module share."""
    return tmp_path_factory.mktemp("takeover")


@pytest.fixture(scope="module")
def guarded(data: Path) -> Iterator[Served]:
    """A server with all guards."""
    with small_app(data, "all") as running:
        yield running


@pytest.fixture(scope="module")
def bare(data: Path) -> Iterator[Served]:
    """The control: a server without any."""
    with small_app(data, "none") as running:
        yield running


@pytest.fixture(scope="module")
def accounts(data: Path, guarded: Served) -> Iterator[SqlDatabase]:
    """The server's database with an account, "alice"."""
    database = SqlDatabase(data / "sotecin.sqlite3")
    given = {"username": "alice", "name": "Alice", "password_hash": "-", "grants": (Grant(Role.HUB_LEAD),)}
    database.write(sessions.add_account, by=SYSTEM, **given)
    yield database
    database.close()


def _signed_in(database: SqlDatabase) -> dict[str, str]:
    account = database.read(lambda uow: uow.people.accounts()[0])
    claim = {"actor": f"account:{account.id}", "once": str(time.monotonic_ns())}
    return {SESSION: database.write(sessions.redeem, claim=claim)}


@asynccontextmanager
async def _open(*given: Line) -> AsyncIterator[None]:
    try:
        yield
    finally:
        for each in given:
            await each.socket.close()


def _gets(
    address: str, mine: dict[str, str], theirs: dict[str, str], *, after_drop: bool, own: Any = None, **more: Any
) -> bool:
    """True where a second line that names the first one's session goes on with it."""

    async def tried() -> bool:
        first = await line(address, mine, **(own or {}))
        async with _open(first):
            await first.run()
            if after_drop:
                await first.socket.close()
                await asyncio.sleep(0.3)
            other = await line(address, theirs, session_id=first.session_id, **more)
            async with _open(other):
                return other.session_id == first.session_id or other.texts != ["runs 1"]

    return asyncio.run(tried())


@pytest.mark.parametrize("after_drop", [False, True], ids=["while it is open", "after it has dropped"])
def test_another_browser_does_not_get_a_session_by_its_id(
    guarded: Served, accounts: SqlDatabase, after_drop: bool
) -> None:
    alice = cookies_of_a_visit(guarded.address) | _signed_in(accounts)
    mallory = cookies_of_a_visit(guarded.address)

    assert not _gets(guarded.address, alice, mallory, after_drop=after_drop)


@pytest.mark.parametrize("after_drop", [False, True], ids=["while it is open", "after it has dropped"])
def test_invented_header_does_not_get_a_session(guarded: Served, accounts: SqlDatabase, after_drop: bool) -> None:
    alice = cookies_of_a_visit(guarded.address) | _signed_in(accounts)
    mallory = cookies_of_a_visit(guarded.address)
    stamp = {"X-SoTecIn-Stamp": _stamp(guarded, alice)}

    assert not _gets(guarded.address, alice, mallory, after_drop=after_drop, headers=stamp)


def _stamp(server: Served, cookies: dict[str, str]) -> str:
    """The stamp that the guard gives these cookies, as only someone with the key could know it."""
    content = Tickets((server.data / "signing.key").read_text()).open("visit", cookies[VISIT], max_age_s=60)
    assert content is not None
    return visits.stamp(content["id"], sessions.hashed(cookies[SESSION]))


def test_same_browser_gets_no_session_of_another_sign_in(guarded: Served, accounts: SqlDatabase) -> None:
    browser = cookies_of_a_visit(guarded.address)

    assert not _gets(guarded.address, browser | _signed_in(accounts), browser | _signed_in(accounts), after_drop=True)
    assert not _gets(guarded.address, browser | _signed_in(accounts), browser, after_drop=True)


@pytest.mark.parametrize("after_drop", [False, True], ids=["while it is open", "after it has dropped"])
def test_own_browser_goes_on_with_its_session(guarded: Served, accounts: SqlDatabase, after_drop: bool) -> None:
    alice = cookies_of_a_visit(guarded.address) | _signed_in(accounts)

    assert _gets(guarded.address, alice, alice, after_drop=after_drop)


def test_without_the_guard_each_try_succeeds(bare: Served) -> None:
    known: dict[str, Any] = {"headers": {"X-SoTecIn-Stamp": "known"}}
    tries = [{}, {"after_drop": True}, {**known, "own": known}]

    assert [_gets(bare.address, {"a": "1"}, {"b": "2"}, **{"after_drop": False, **each}) for each in tries] == [
        True
    ] * 3


def _says_streamlits_cookie(server: Served, *, chunked: bool) -> str:
    """What the script shows to whoever brings Streamlit's own cookie of a sign-in, rightly signed and ever so old."""
    said = json.dumps({"origin": server.address, "is_logged_in": True, "name": "Alice"})
    parts = {"_streamlit_user": "chunks-1", "_streamlit_user_1": said} if chunked else {"_streamlit_user": said}
    signed = {name: create_signed_value(COOKIE_SECRET, name, value).decode() for name, value in parts.items()}
    first = cookies_of_a_visit(server.address)
    token = first.get("_streamlit_xsrf", "") or httpx.get(server.address + "/_stcore/health").cookies["_streamlit_xsrf"]
    cookies = {**first, "_streamlit_xsrf": token, **signed}

    async def shown() -> str:
        own = await line(server.address, cookies, xsrf=token)
        async with _open(own):
            return own.texts[0]

    return asyncio.run(shown())


@pytest.mark.parametrize("chunked", [False, True])
def test_streamlits_own_cookie_makes_nobody_somebody(guarded: Served, bare: Served, chunked: bool) -> None:
    assert _says_streamlits_cookie(guarded, chunked=chunked) == "runs 1"
    assert _says_streamlits_cookie(bare, chunked=chunked) == "runs 1 as Alice"  # the control


def test_without_a_signed_visit_there_is_no_line(guarded: Served) -> None:
    for cookies in ({}, {VISIT: "made-up"}, {SESSION: "made-up"}):
        with pytest.raises(InvalidStatus, match="403"):
            asyncio.run(line(guarded.address, cookies))


def _role(uow: UnitOfWork) -> None:
    sessions.set_grants(uow, by=SYSTEM, username="alice", grants=(Grant(Role.CONTRIBUTOR),))


def _password(uow: UnitOfWork) -> None:
    sessions.set_password(uow, by=SYSTEM, username="alice", password_hash="-")


def _time(uow: UnitOfWork) -> None:
    account = uow.people.accounts()[0]
    uow.people.close_sessions_of(f"account:{account.id}")


@pytest.mark.parametrize("happening", [_role, _password, _time])
def test_line_ends_soon_after_its_session(guarded: Served, accounts: SqlDatabase, happening: object) -> None:
    alice = cookies_of_a_visit(guarded.address) | _signed_in(accounts)

    async def seconds() -> float:
        own = await line(guarded.address, alice)
        other = await line(guarded.address, cookies_of_a_visit(guarded.address))
        async with _open(own, other):
            accounts.write(happening)  # type: ignore[arg-type]
            begun = time.monotonic()
            with pytest.raises(ConnectionClosed):
                await own.ends()
            took = time.monotonic() - begun
            await other.run()
            return took

    assert asyncio.run(seconds()) < ENDS_WITHIN_S


@pytest.mark.parametrize("has_cookie", [True, False])
def test_map_of_a_reader_ends_when_another_page_signs_out(
    guarded: Served, accounts: SqlDatabase, has_cookie: bool
) -> None:
    cookies = _signed_in(accounts)
    ticket = Tickets((guarded.data / "signing.key").read_text())
    map_id = accounts.write(maps.create_map, by=SYSTEM, name=f"Map {has_cookie}")
    content = {"actor": "", "map": map_id, "language": "en", "session": sessions.hashed(cookies[SESSION])}

    async def seconds() -> float:
        address = f"{guarded.address.replace('http', 'ws', 1)}/live/maps/{map_id}"
        told = {"Cookie": f"{SESSION}={cookies[SESSION]}"} if has_cookie else {}
        async with connect(address, origin=guarded.address, additional_headers=told) as socket:  # type: ignore[arg-type]
            await socket.send(json.dumps({"type": "hello", "ticket": ticket.issue("map", content), "since": None}))
            while json.loads(await socket.recv())["type"] != "snapshot":
                pass
            begun = time.monotonic()
            answer = httpx.post(guarded.address + "/session/sign-out", cookies=cookies)
            assert answer.status_code == 200
            await asyncio.wait_for(socket.wait_closed(), 10)
            assert socket.close_code == 4401
            return time.monotonic() - begun

    assert asyncio.run(seconds()) < ENDS_WITHIN_S
