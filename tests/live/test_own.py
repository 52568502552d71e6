"""What is a reader's own on a map's socket: dots and what waits; others hear a number at most."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.instance import Instance, watch_others
from sotecin_graph.people import SYSTEM, Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import elements, holding, levers, voting, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.conftest import FACILITATOR
from tests.live.visits import ask, command, heard, visiting

STEPS = (
    Step("Alone", "", 5, (Takes.STAKEHOLDER, Takes.CHALLENGE), is_private=True),
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("After", "", 5, ()),
)


@pytest.fixture
def shop(database: SqlDatabase) -> Workshop:
    """A workshop that begins with a private step, then votes with three dots each."""
    given: dict[str, Any] = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "steps": STEPS}
    starts = datetime(2026, 10, 14, 9, tzinfo=UTC)
    return database.write(workshops.open_workshop, by=SYSTEM, title="Own", starts_at=starts, **given)


def _joined(database: Database, shop: Workshop, alias: str) -> Actor:
    def join(uow: UnitOfWork) -> Actor:
        person = Participant(ParticipantId(alias.lower()), shop.id, alias, None, uow.now, "")
        uow.workshops.join(person)
        return actor_of_participant(person)

    return database.write(join)


def _vote_on_one(database: Database, shop: Workshop) -> ElementId:
    """The one challenge of the vote, which is open from now on."""
    challenge = database.write(elements.add_challenge, by=SYSTEM, map_id=shop.map_id, name="Far")
    database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
    return challenge


def test_what_waits_is_told_to_its_author_and_a_number_to_all(
    client: TestClient, running: Instance, shop: Workshop
) -> None:
    ana, ben = (_joined(running.database, shop, name) for name in ("Ana", "Ben"))
    watch_others(running)
    with (
        visiting(client, running, ana, shop.map_id) as mine,
        visiting(client, running, ben, shop.map_id) as other,
    ):
        heard(other, "snapshot")
        added = command(mine, "add_stakeholder", name="Aldermill", kind="industry")["result"]["element"]
        told = heard(other, "waits", "own")
        heard(mine, "own")
        own, theirs = ask(mine, "own")["answer"], ask(other, "own")["answer"]

    assert told == {"type": "waits", "count": 1}
    assert ([each["id"] for each in own["waiting"]], own["waits"]) == ([added], 1)
    assert (theirs["waiting"], theirs["waits"]) == ([], 1)
    assert "Aldermill" not in json.dumps(theirs)


def test_a_second_screen_of_the_voter_hears_of_dots_and_nobody_else(
    client: TestClient, running: Instance, shop: Workshop
) -> None:
    ana, ben = (_joined(running.database, shop, name) for name in ("Ana", "Ben"))
    challenge = _vote_on_one(running.database, shop)
    with (
        visiting(client, running, ana, shop.map_id) as laptop,
        visiting(client, running, ana, shop.map_id) as phone,
        visiting(client, running, ben, shop.map_id) as other,
    ):
        heard(phone, "snapshot")
        given = command(laptop, "give_dots", element=challenge, dots=2)["result"]
        assert heard(phone, "own") == {"type": "own"}
        ballots = [ask(socket, "own")["answer"]["ballot"] for socket in (phone, other)]

    assert given == {"round": 1, "mine": {challenge: 2}, "left": 1}
    assert ballots == [given, {"round": 1, "mine": {}, "left": 3}]


def test_dots_from_a_phones_page_are_heard_by_the_voters_laptop_and_by_nobody_else(
    client: TestClient, running: Instance, shop: Workshop
) -> None:
    ana, ben = (_joined(running.database, shop, name) for name in ("Ana", "Ben"))
    challenge = _vote_on_one(running.database, shop)
    with (
        visiting(client, running, ana, shop.map_id) as laptop,
        visiting(client, running, ana, shop.map_id, of="steps") as phone,
        visiting(client, running, ben, shop.map_id, of="steps") as other,
    ):
        heard(laptop, "snapshot")
        first = [heard(socket, "ballot") for socket in (phone, other)]
        given = [command(phone, "give_dots", ident="once", element=challenge, dots=2) for _again in range(2)]
        assert heard(laptop, "own") == {"type": "own"}
        command(laptop, "give_dots", element=challenge, dots=1)
        after = heard(phone, "ballot")
        running.database.write(levers.ring, by=FACILITATOR, map_id=shop.map_id)
        next_told = heard(other, "moment", "ballot")["type"]

    assert first == [{"type": "ballot", "round": 1, "mine": {}, "left": 3}] * 2
    assert [each["result"] for each in given] == [{"round": 1, "mine": {challenge: 2}, "left": 1}] * 2
    assert (after["mine"], next_told) == ({challenge: 1}, "moment")


@pytest.mark.parametrize(("name", "dots"), [("give_dots", 4), ("give_dots", "2"), ("add_stakeholder", 1), (None, 1)])
def test_phones_page_takes_dots_alone_and_no_more_than_there_are(
    client: TestClient, running: Instance, shop: Workshop, name: Any, dots: Any
) -> None:
    ana = _joined(running.database, shop, "Ana")
    challenge = _vote_on_one(running.database, shop)
    with visiting(client, running, ana, shop.map_id, of="steps") as phone:
        refused = command(phone, name, element=challenge, dots=dots, kind="industry")

    assert (refused["error"], running.database.read(voting.ballot, by=ana, map_id=shop.map_id).left) == ("BadInput", 3)


def test_the_result_is_told_once_the_round_is_closed(client: TestClient, running: Instance, shop: Workshop) -> None:
    ana = _joined(running.database, shop, "Ana")
    ids = [
        running.database.write(elements.add_challenge, by=SYSTEM, map_id=shop.map_id, name=name)
        for name in ("Far", "Dear", "Slow")
    ]
    with visiting(client, running, ana, shop.map_id) as socket:
        running.database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=1)
        for ident in ids[:2]:
            running.database.write(voting.give_dots, by=ana, map_id=shop.map_id, element=ident, dots=1)
        before = ask(socket, "result")["answer"]
        running.database.write(workshops.set_step, by=SYSTEM, map_id=shop.map_id, step=2)
        after = ask(socket, "result")["answer"]["result"]

    assert before == {"result": None}
    assert (after["voters"], after["dots"], after["step"]) == (1, 3, 1)
    assert [(each["dots"], each["rank"], each["is_tied"]) for each in after["standings"]] == [(1, 1, True)] * 2


def test_welcome_carries_what_waits_after_a_break(client: TestClient, running: Instance, shop: Workshop) -> None:
    ana = _joined(running.database, shop, "Ana")
    held = running.database.write(elements.add_stakeholder, by=ana, map_id=shop.map_id, name="Mill", kind="industry")
    with visiting(client, running, ana, shop.map_id) as socket:
        welcome = heard(socket, "welcome")
    running.database.write(holding.reveal, by=SYSTEM, map_id=shop.map_id)
    with visiting(client, running, ana, shop.map_id) as socket:
        after = heard(socket, "welcome")

    assert ([each["name"] for each in welcome["waiting"]], welcome["waits"]) == (["Mill"], 1)
    assert welcome["waiting"][0]["id"] == held
    assert (after["waiting"], after["waits"]) == ([], 0)
