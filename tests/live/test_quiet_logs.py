"""No line of any log names a person, or holds a code or the id of a session, whatever goes wrong."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy.exc import IntegrityError
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.instance import Instance
from sotecin_graph.live import quiet_logs
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import Participant, ParticipantId
from sotecin_graph.services import erasures, sessions
from sotecin_graph.workshops import Workshop
from tests.live.conftest import client_of

CANARY = "Canary-Quibblethwaite"


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Every line that any logger of this process writes from now on, as it would be printed."""
    lines: list[str] = []
    ear = logging.Handler(logging.DEBUG)
    ear.emit = lambda record: lines.append(f"{record.name} {ear.format(record)}")  # type: ignore[method-assign]
    root, made, hook = logging.getLogger(), logging.getLogRecordFactory(), threading.excepthook
    level, told = root.level, [logging.getLogger(name) for name in ("uvicorn", "uvicorn.access", "uvicorn.error")]
    levels = [each.level for each in told]  # a server that another test has started may have raised them
    root.addHandler(ear), root.setLevel(logging.DEBUG)
    for each in told:
        each.addHandler(ear)
        each.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(ear), root.setLevel(level)
    for each, its in zip(told, levels, strict=True):
        each.removeHandler(ear)
        each.setLevel(its)
    logging.setLogRecordFactory(made)
    threading.excepthook = hook


def _fails(_request: Request) -> None:
    raise ValueError(CANARY)


@pytest.fixture
def client(running: Instance) -> Iterator[TestClient]:
    """A server with our routes, and one that fails over what somebody typed."""
    routes = [*ROUTES, Route("/fails", _fails)]
    with client_of(running, routes, raise_server_exceptions=False) as client:
        yield client


def _everything_goes_wrong(client: TestClient, running: Instance, workshop: Workshop) -> None:
    client.post("/session/join", json={"code": workshop.code, "alias": CANARY})
    token = client.cookies["sotecin_session"]
    client.get(f"/maps/{workshop.map_id}.json?language={CANARY}")
    client.get("/mine/data.json")
    client.get(f"/fails?code={workshop.code}")
    client.post("/session/sign-in", json={"username": CANARY, "password": CANARY})
    _same_twice(running.database, workshop)  # type: ignore[arg-type]
    logging.getLogger("uvicorn.access").info('"GET %s"', f"/join?code={workshop.code}&t={token}")
    logging.getLogger("uvicorn.error").info("PUT /_stcore/upload_file/%s", "/_stcore/upload_file/" + token)
    thread = threading.Thread(target=_fails, args=(None,))
    thread.start(), thread.join()
    erasures.erase_oneself(running.database, by=running.database.read(sessions.actor_of, token=token))


def _same_twice(database: SqlDatabase, workshop: Workshop) -> None:
    person = Participant(ParticipantId("p"), workshop.id, CANARY, None, workshop.starts_at, "yes")
    for _time in range(2):
        with suppress(IntegrityError):
            try:
                database.write(lambda uow: uow.workshops.join(person))
            except IntegrityError:
                logging.getLogger("db").exception("refused")
                raise
    with suppress(KeyError):
        try:
            {}[MapId(CANARY)]
        except KeyError as problem:
            logging.getLogger("app").error("accident", exc_info=problem)
            raise


def test_no_line_names_anybody(heard: list[str], client: TestClient, running: Instance, workshop: Workshop) -> None:
    quiet_logs.quieten()

    _everything_goes_wrong(client, running, workshop)

    ours = [line for line in heard if not line.startswith("httpx")]
    assert [line for line in ours if CANARY in line or workshop.code in line] == []
    assert len([line for line in ours if "test_quiet_logs.py" in line]) >= 3  # where it happened is told


def test_control_plain_logs_name_people(
    heard: list[str], client: TestClient, running: Instance, workshop: Workshop
) -> None:
    _everything_goes_wrong(client, running, workshop)

    ours = [line for line in heard if not line.startswith("httpx")]
    assert any(CANARY in line for line in ours)
    assert any(workshop.code in line for line in ours)


def test_task_that_nobody_waited_for_is_told_without_its_words(heard: list[str]) -> None:
    quiet_logs.quieten()
    logging.getLogger("asyncio").error("never retrieved\nfuture: <Task exception=%r>", CANARY)

    assert len(heard) == 1
    assert CANARY not in heard[0]


def test_logs_hold_neither_codes_nor_ids_of_sessions(heard: list[str], caplog: pytest.LogCaptureFixture) -> None:
    quiet_logs.quieten()
    access = logging.getLogger("uvicorn.access")
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        for path in ("/_stcore/upload_file/SESSION-1/FILE", "/join?code=CODE1234", "/media/SECRET.csv"):
            access.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "PUT", path, "1.1", 204)

    assert [each.args[2] for each in caplog.records] == ["/_stcore/upload_file/…", "/join…", "/media/…"]  # type: ignore[index]
