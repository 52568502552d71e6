"""The gate: whoever floods slows itself down and is cut, everyone else goes on; with a control without it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import flood
from bench.serving import Served
from sotecin_graph.instance import Instance
from sotecin_graph.live import visits
from sotecin_graph.live.gate import UPLOADS, Gate, Limits
from sotecin_graph.live.identity import STREAM
from sotecin_graph.live.pace import Pace
from sotecin_graph.live.turns import Turns, has_run_ended, is_rerun, leads_to
from tests.live.small.serving import small_app

RERUN = {"type": "websocket.receive", "bytes": BackMsg(rerun_script={}).SerializeToString()}
ENDED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY, hash="x" * 64).SerializeToString()


class Browser:
    """One browser's socket at a gate, without a network: what it has sent, and what came of it."""

    def __init__(self, gate: Gate, visit: str | None = "v", path: str = STREAM) -> None:
        cookies = f"{visits.VISIT}={visits.sealed(visits.Visit(visit))}" if visit else ""
        self.scope = {"type": "websocket", "path": path, "headers": [(b"cookie", cookies.encode())]}
        self.sending: asyncio.Queue[Any] = asyncio.Queue()
        self.got: list[Any] = []
        self._task = asyncio.create_task(gate(self.scope, self.sending.get, self._take))

    async def _take(self, message: Any) -> None:
        self.got.append(message)

    def sends(self, count: int) -> None:
        for _number in range(count):
            self.sending.put_nowait(RERUN)

    async def leaves(self) -> None:
        self.sending.put_nowait({"type": "websocket.disconnect", "code": 1000})
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


class App:
    """What stands behind the gate: counts what reaches it, and ends each run after a while."""

    def __init__(self, run_s: float = 0.0) -> None:
        self.runs: list[float] = []
        self.open = self.running = self.most = 0
        self._run_s = run_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.open += 1
        while (await receive())["type"] == "websocket.receive":
            self.runs.append(asyncio.get_running_loop().time())
            self.running += 1
            self.most = max(self.most, self.running)
            await asyncio.sleep(self._run_s)
            self.running -= 1
            await send({"type": "websocket.send", "bytes": ENDED})
        self.open -= 1


def _went(seconds: float, **limits: Any) -> tuple[App, list[Any]]:
    """One browser that sends 200 reruns at once, for so long."""

    async def tried() -> tuple[App, list[Any]]:
        app = App()
        someone = Browser(Gate(app, Limits(**limits)))
        someone.sends(200)
        await asyncio.sleep(seconds)
        await someone.leaves()
        return app, someone.got

    return asyncio.run(tried())


def test_what_is_too_much_waits_and_nothing_of_it_is_dropped(running: Instance) -> None:
    app, _got = _went(0.5, runs=20, runs_burst=8, runs_start=3)

    assert 5 <= len(app.runs) <= 16


def test_who_goes_on_is_cut_and_stays_out_for_a_while(running: Instance) -> None:
    async def tried() -> tuple[list[Any], int]:
        app = App()
        gate = Gate(app, Limits(cut_s=0.3, runs=50))
        flooder = Browser(gate)
        flooder.sends(400)
        await asyncio.sleep(0.8)
        again, other = Browser(gate), Browser(gate, "another")
        again.sends(1)
        other.sends(1)
        await asyncio.sleep(0.1)
        seen = [each.got[-1] for each in (flooder, again, other)]
        for each in (flooder, again, other):
            await each.leaves()
        return seen, app.open

    (cut, again, other), still_open = asyncio.run(tried())
    assert [cut, again] == [{"type": "websocket.close", "code": 1008}] * 2
    assert other["type"] == "websocket.send"
    assert still_open <= 1


def test_calm_browser_never_waits(running: Instance) -> None:
    async def tried() -> float:
        app = App()
        gate = Gate(app, Limits(runs_start=8))
        flooders = [Browser(gate, f"flooder {number}") for number in range(10)]
        calm = Browser(gate, "calm")
        for each in flooders:
            each.sends(100)
        await asyncio.sleep(0.2)
        begun = asyncio.get_running_loop().time()
        calm.sends(1)
        while not calm.got:
            await asyncio.sleep(0.005)
        took = asyncio.get_running_loop().time() - begun
        for each in (*flooders, calm):
            await each.leaves()
        return took

    assert asyncio.run(tried()) < 0.1


@pytest.mark.parametrize("places", [6, 100])
def test_room_that_is_drawn_anew_at_once_goes_through_a_few_places(running: Instance, places: int) -> None:
    async def tried() -> App:
        app = App(run_s=0.01)
        gate = Gate(app, Limits(runs_start=8, crowd=places))
        room = [Browser(gate, f"phone {number}") for number in range(60)]
        for each in room:
            each.sends(1)
        while not all(each.got for each in room):
            await asyncio.sleep(0.01)
        for each in room:
            await each.leaves()
        return app

    assert asyncio.run(tried()).most == min(places, 60)


def test_page_that_runs_for_long_holds_no_place(running: Instance) -> None:
    async def tried() -> int:
        app = App(run_s=60)
        gate = Gate(app, Limits(runs_start=8, crowd=1, hold_s=0.05))
        room = [Browser(gate, f"phone {number}") for number in range(3)]
        for each in room:
            each.sends(1)
        await asyncio.sleep(0.5)
        for each in room:
            await each.leaves()
        return len(app.runs)

    assert asyncio.run(tried()) == 3


@pytest.mark.parametrize(
    ("visit", "path", "count", "let_in"),
    [
        (None, STREAM, 1, 0),
        ("v", STREAM, 1, 1),
        ("v", STREAM, 9, 4),
        (None, "/live/maps/m", 9, 6),
        ("v", "/live/maps/m", 9, 4),
    ],
    ids=["page without a visit", "page", "too many pages", "maps of programs", "too many maps"],
)
def test_sockets_that_are_let_in(running: Instance, visit: str | None, path: str, count: int, let_in: int) -> None:
    async def tried() -> int:
        app = App()
        gate = Gate(app, Limits(sockets=4, sockets_without_visit=6))
        browsers = [Browser(gate, visit, path) for _number in range(count)]
        for each in browsers:
            each.sends(1)
        await asyncio.sleep(0.1)
        found = app.open
        for each in browsers:
            await each.leaves()
        return found

    assert asyncio.run(tried()) == let_in


async def _fine(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _answers(count: int, method: str, path: str, *headers: tuple[bytes, bytes], visit: str | None = "v") -> list[int]:
    """What a gate answers to so many requests, one after the other, from one address and one browser."""
    cookie = f"{visits.VISIT}={visits.sealed(visits.Visit(visit))}" if visit else ""
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "client": ("192.0.2.1", 5)}
    scope["headers"] = [(b"host", b"testserver"), (b"cookie", cookie.encode()), *headers]
    told: list[int] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    async def tried() -> None:
        gate = Gate(_fine)
        for _number in range(count):
            await gate(dict(scope), receive, send)

    asyncio.run(tried())
    return told


def test_uploads_of_one_browser_have_a_limit_and_a_length(running: Instance) -> None:
    ten_mb = (b"content-length", b"10000000")

    assert _answers(7, "PUT", UPLOADS + "s/f", ten_mb) == [200] * 5 + [429] * 2
    assert _answers(1, "PUT", UPLOADS + "s/f", (b"transfer-encoding", b"chunked")) == [411]


def test_files_and_tries_of_one_browser_have_a_limit_and_pages_none(running: Instance) -> None:
    assert _answers(20, "GET", "/maps/m.json").count(429) == 5
    assert _answers(60, "POST", "/session/join").count(429) >= 15
    assert _answers(200, "GET", "/static/js/index.js") == [200] * 200


def test_room_of_three_hundred_behind_one_address_joins(running: Instance) -> None:
    assert _answers(900, "POST", "/session/join", visit=None) == [200] * 900


def test_calmest_comes_first_and_a_place_is_never_lost() -> None:
    async def tried() -> list[str]:
        turns, order = Turns(1), list[str]()
        release = await turns.take(0)

        async def comes(name: str, level: float) -> None:
            mine = await turns.take(level)
            order.append(name)
            mine()

        tasks = [asyncio.create_task(comes(name, level)) for name, level in (("a", -9), ("b", -1), ("c", -5))]
        await asyncio.sleep(0)
        tasks[1].cancel()
        release()
        await asyncio.gather(*tasks, return_exceptions=True)
        (await asyncio.wait_for(turns.take(0), 1))()
        return order

    assert asyncio.run(tried()) == ["c", "a"]


def test_messages_are_told_apart_as_streamlit_writes_them() -> None:
    delta = ForwardMsg(hash="x")
    delta.delta.new_element.text.body = "6"

    assert is_rerun(RERUN)
    assert not is_rerun({"type": "websocket.receive", "bytes": BackMsg(load_git_info=True).SerializeToString()})
    assert has_run_ended({"type": "websocket.send", "bytes": ENDED})
    assert not has_run_ended({"type": "websocket.send", "bytes": delta.SerializeToString()})
    for broken in (b"", b"\xff" * 50, b"\x0a\xff", b"0"):
        has_run_ended({"type": "websocket.send", "bytes": broken})


def test_browser_is_led_elsewhere_as_streamlit_does_it() -> None:
    message = ForwardMsg.FromString(leads_to("/join?language=hy")["bytes"])

    assert message.WhichOneof("type") == "auth_redirect"
    assert message.auth_redirect.url == "/join?language=hy"


def test_pace_saves_up_to_its_burst_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("sotecin_graph.live.pace.time.monotonic", lambda: now[0])
    pace = Pace(rate=2, burst=3)
    now[0] = 100.0

    assert [pace.wait() for _number in range(5)] == [0, 0, 0, 0.5, 1.0]
    pace.settle()
    assert pace.level() == -2
    now[0] = 110.0
    assert [pace.takes(3), pace.takes()] == [True, False]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with all guards; the last test ends it."""
    with small_app(tmp_path_factory.mktemp("guarded"), "all") as server:
        yield server


@pytest.mark.slow
def test_three_floods_slow_nobody_and_without_the_gate_they_do(guarded: Served, tmp_path: Path) -> None:
    found = _victim(guarded)
    with small_app(tmp_path, "no gate") as bare:
        without = _victim(bare)

    assert found["lost"] == 0
    assert found["p95_ms"] < 1000
    assert without["lost"] or without["p95_ms"] is None or without["p95_ms"] > 3 * found["p95_ms"]


def _victim(server: Served) -> dict[str, Any]:
    """How someone fares beside three who flood for four seconds."""
    cookies = asyncio.run(flood.visits(server, 4))
    return asyncio.run(flood.under_flood(server, cookies, 120.0, 4.0))


@pytest.mark.slow
def test_server_ends_soon_under_a_flood_and_a_small_room_joins(guarded: Served) -> None:
    async def tried() -> tuple[dict[str, Any], float]:
        room = await flood.joining(guarded, 40)
        return room, await flood.end_under_flood(guarded, await flood.visits(guarded, 5))

    room, seconds = asyncio.run(tried())

    assert room["joined"] == 40
    assert room["seconds"] < 60
    assert seconds < 5
