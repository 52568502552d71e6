"""Every route of our own for every role at every kind of place, as somebody asks it over the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from db.store import SqlDatabase
from sotecin_graph import instance
from sotecin_graph.admission import Done
from sotecin_graph.instance import Instance
from sotecin_graph.live.hello import FORBIDDEN, NO_SUCH_MAP
from sotecin_graph.live.routes import ROUTES
from sotecin_graph.people import Actor
from sotecin_graph.services import logbook, sessions
from sotecin_graph.settings import Settings
from tests.live.visits import heard, visiting
from tests.matrix.grids import GRIDS
from tests.matrix.world import RELATIONS, ROLES, Spot, World, build

_LETTERS = {"SignInNeeded": "!", "NotAllowed": "x"}


@dataclass(slots=True)
class Here:
    """A server with the world behind it."""

    client: TestClient
    running: Instance
    world: World
    tokens: dict[str, str] = field(default_factory=dict)

    def come_as(self, actor: Actor) -> None:
        """The browser of somebody."""
        self.client.cookies.clear()
        if not actor.is_anonymous and actor.id not in self.tokens:
            claim = {"actor": actor.id, "once": actor.id}
            self.tokens[actor.id] = self.running.database.write(sessions.redeem, claim=claim)
        if not actor.is_anonymous:
            self.client.cookies.set("sotecin_session", self.tokens[actor.id])


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """A server of its own, since its world is kept for all tests here."""
    folder = tmp_path_factory.mktemp("routes")
    database = SqlDatabase(folder / "sotecin.sqlite3")
    running = instance.start(Settings(data=folder, has_example=False), database)
    running.similar._reader = None  # letters answer at once
    world = database.write(build)
    with TestClient(Starlette(routes=ROUTES), base_url="http://127.0.0.1") as client:
        yield Here(client, running, world)
    database.close()


Ask = Callable[[Here, Actor, Spot], str]


def _got(path: str) -> Ask:
    """The letter of a file that is asked for."""

    def ask(here: Here, _actor: Actor, spot: Spot) -> str:
        ids = {"map": spot.map_id, "mission": spot.mission, "workshop": spot.workshop, "challenge": spot.challenge}
        answer = here.client.get(path.format(call=here.world.call, **ids))
        if answer.status_code == 200:
            return "+"
        assert spot.word not in answer.text
        return _LETTERS.get(answer.json()["error"], "?")

    return ask


def _sees(of: str) -> Ask:
    """The letter of a socket, with a ticket as its page would give it."""

    def ask(here: Here, actor: Actor, spot: Spot) -> str:
        try:
            with visiting(here.client, here.running, actor, spot.map_id, of=of) as socket:
                return "+" if heard(socket, "welcome") else "."
        except WebSocketDisconnect as closed:
            return {NO_SUCH_MAP: "?", FORBIDDEN: "!"}[closed.code]

    return ask


def _likens(here: Here, _actor: Actor, spot: Spot) -> str:
    answer = here.client.post("/challenges/similar", json={"text": f"{spot.word} problem 0 is a problem"})
    if answer.status_code == 403:
        return "!"
    return "+" if spot.word in answer.text else "."


WORKING = {**dict.fromkeys(ROLES, "?????"), "participant": "+??+?", "co-facilitator": "+??+?"}
LIKENED = {**GRIDS["listed"], "nobody": "!!!!!"}
ASKED: dict[str, tuple[dict[str, str], Ask]] = {
    "/maps/{map_id}.{form}": (GRIDS["read"], _got("/maps/{map}.csv")),
    "/missions/{mission_id}/brief.{form}": (GRIDS["read"], _got("/missions/{mission}/brief.md")),
    "/challenges/{challenge_id}/logo.png": (GRIDS["unpublished"], _got("/challenges/{challenge}/logo.png")),
    "/workshops/{workshop_id}/{file}.{form}": (GRIDS["facilitate"], _got("/workshops/{workshop}/workshop.ics")),
    "/live/maps/{map_id}": (GRIDS["read"], _sees("maps")),
    "/live/steps/{map_id}": (WORKING, _sees("steps")),
    "/challenges/similar": (LIKENED, _likens),
    "/mine/data.{form}": (GRIDS["oneself"], _got("/mine/data.json")),
}
ANYONE = {
    "/healthz": "says how the server is",
    "/.well-known/security.txt": "says where to report",
    "/session/join": "for whoever has a code",
    "/session/sign-in": "for whoever knows a password",
    "/session/claim": "for whoever holds a claim",
    "/session/organisation": "for whom an organisation says it is",
    "/session/sign-out": "ends one's own session",
    "/session/language": "sets one's own browser's language, one of eight",
    "/calls/{call_id}/call.{form}": "announced calls are public; drafts and contacts are in the matrix of use cases",
    "/private-link/{file}.{form}": "for whoever holds the link",
}
"""Routes that ask for no role, and why."""


def test_every_route_has_an_entry() -> None:
    assert {route.path for route in ROUTES} == {*ASKED, *ANYONE}, "say in tests/matrix/test_routes.py who may do this"


@pytest.mark.parametrize("path", ASKED)
def test_route_is_for_whom_it_should_be(here: Here, path: str) -> None:
    grid, ask = ASKED[path]

    found: dict[str, str] = dict.fromkeys(ROLES, "")
    for role in ROLES:
        for relation in RELATIONS:
            actor = here.world.actor(role, relation)
            here.come_as(actor)
            found[role] += ask(here, actor, here.world.spots[relation])

    assert found == grid


def test_call_that_is_no_draft_is_for_everyone(here: Here) -> None:
    here.come_as(here.world.people["nobody"])
    assert here.client.get(f"/calls/{here.world.call}/call.md").status_code == 404
    here.come_as(here.world.people["hub lead"])
    assert here.client.get(f"/calls/{here.world.call}/call.md").status_code == 200


def test_what_is_taken_home_is_noted_with_who_and_what(here: Here) -> None:
    lead, spot = here.world.people["hub lead"], here.world.spots["own"]
    here.come_as(lead)
    assert here.client.get(f"/maps/{spot.map_id}.csv").status_code == 200

    line = here.running.database.read(logbook.lines, by=lead)[0]

    assert (line.who, line.note.done, line.about, line.note.facts) == (
        "hub lead",
        Done.EXPORTED,
        "Quokka workshop",
        {"form": "csv"},
    )
