"""Private steps: what waits is seen by its author alone, through every door, until a facilitator shows it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import NotAllowed, NotThere, UnknownElement
from sotecin_graph.exports import FORMS, export_map
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import contributions, elements, history, holding, links, maps, workshops
from sotecin_graph.services.undo import undo
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.conftest import CONTRIBUTOR, LEAD

SECRET = "Aldermill"


def _opened(database: SqlDatabase, *, is_private: bool) -> Workshop:
    takes = (Takes.STAKEHOLDER, Takes.CHALLENGE, Takes.LINK)
    given: dict[str, Any] = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,)}
    given["steps"] = (Step("Alone", "", 5, takes, is_private=is_private), Step("All", "", 5, takes))
    starts = datetime(2026, 10, 14, 9, tzinfo=UTC)
    return database.write(workshops.open_workshop, by=SYSTEM, title="Private", starts_at=starts, **given)


@pytest.fixture
def private(database: SqlDatabase) -> Workshop:
    """A workshop whose current step is private."""
    return _opened(database, is_private=True)


def _joined(database: SqlDatabase, workshop: Workshop, alias: str) -> Actor:
    def join(uow: UnitOfWork) -> Actor:
        person = Participant(ParticipantId(alias.lower()), workshop.id, alias, None, uow.now, "")
        uow.workshops.join(person)
        return actor_of_participant(person)

    return database.write(join)


def _everything(database: SqlDatabase, running: Instance, workshop: Workshop, by: Actor) -> str:
    """All that somebody can read of a map: snapshot, history, exports, tables, the task, what waits for them."""
    snapshot = database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    _now, changes = database.read(history.changes_since, by=by, map_id=workshop.map_id)
    read: list[Any] = [
        running.atlas.snapshot(workshop.map_id),
        [change.to_wire() for change in changes],
        [str(each) for each in database.read(maps.history, by=by, map_id=workshop.map_id)],
        [str(each) for each in database.read(contributions.elements_on, by=by, map_id=workshop.map_id)],
        [str(each) for each in database.read(holding.waiting_of, by=by, map_id=workshop.map_id)],
        *(str(export_map(snapshot, form)) for form in FORMS),
    ]
    return json.dumps(read)


@pytest.mark.parametrize("is_private", [True, False])
def test_nobody_reads_what_waits_and_everybody_what_is_open(
    database: SqlDatabase, running: Instance, is_private: bool
) -> None:
    workshop = _opened(database, is_private=is_private)
    author, other = (_joined(database, workshop, name) for name in ("Ana", "Ben"))
    on = {"by": author, "map_id": workshop.map_id}
    database.write(elements.add_stakeholder, **on, name=SECRET, kind="industry")
    database.write(contributions.raise_challenge, **on, problem=f"{SECRET} cannot sort.")

    for reader in (other, LEAD, CONTRIBUTOR):
        assert (SECRET in _everything(database, running, workshop, reader)) is not is_private
    assert SECRET in _everything(database, running, workshop, author)


def test_all_know_how_much_waits(database: SqlDatabase, private: Workshop) -> None:
    author, other = (_joined(database, private, name) for name in ("Ana", "Ben"))
    database.write(elements.add_stakeholder, by=author, map_id=private.map_id, name=SECRET, kind="industry")

    assert database.read(holding.count_waiting, by=other, map_id=private.map_id) == 1


def test_reveal_places_everything_under_its_author(database: SqlDatabase, private: Workshop) -> None:
    ana, ben = (_joined(database, private, name) for name in ("Ana", "Ben"))
    mill = database.write(elements.add_stakeholder, by=LEAD, map_id=private.map_id, name="Mill", kind="industry")
    shop = database.write(elements.add_stakeholder, by=LEAD, map_id=private.map_id, name="Shop", kind="civil")
    on = {"map_id": private.map_id}
    ident = database.write(elements.add_challenge, by=ana, **on, name=SECRET, concerns=[mill], at=(500, 500))
    database.write(links.add_link, by=ben, **on, source=mill, target=shop, type="material")

    assert database.write(holding.reveal, by=LEAD, **on) == 2
    snapshot = database.read(lambda uow: uow.maps.snapshot(private.map_id))
    shown = next(each for each in snapshot["elements"] if each["id"] == ident)
    assert (shown["name"], shown["by"], shown["x"]) == (SECRET, "Ana", 500)
    assert sorted((link["type"], link["by"]) for link in snapshot["links"]) == [("faces", "Ana"), ("material", "Ben")]
    assert database.read(holding.count_waiting, by=ben, **on) == 0


def test_each_undoes_their_own_of_what_was_revealed(database: SqlDatabase, private: Workshop) -> None:
    on = {"map_id": private.map_id}
    people = [_joined(database, private, name) for name in ("Ana", "Ben")]
    for person in people:
        database.write(elements.add_stakeholder, by=person, **on, name=person.name, kind="industry")
    database.write(holding.reveal, by=LEAD, **on)
    database.write(undo, by=people[0], **on)

    left = database.read(lambda uow: uow.maps.snapshot(private.map_id))["elements"]
    assert [each["name"] for each in left] == ["Ben"]


def test_only_who_facilitates_reveals(database: SqlDatabase, private: Workshop) -> None:
    author = _joined(database, private, "Ana")

    for by in (author, CONTRIBUTOR):
        with pytest.raises(NotAllowed):
            database.write(holding.reveal, by=by, map_id=private.map_id)


def test_author_takes_back_what_waits_and_nobody_else_can(database: SqlDatabase, private: Workshop) -> None:
    ana, ben = (_joined(database, private, name) for name in ("Ana", "Ben"))
    ident = database.write(elements.add_stakeholder, by=ana, map_id=private.map_id, name=SECRET, kind="industry")

    for other in (ben, LEAD, Actor()):
        with pytest.raises(NotThere):
            database.write(holding.take_back_waiting, by=other, ident=ident)
    database.write(holding.take_back_waiting, by=ana, ident=ident)
    assert database.write(holding.reveal, by=LEAD, map_id=private.map_id) == 0


def test_nothing_can_be_built_on_what_waits(database: SqlDatabase, private: Workshop) -> None:
    ana, ben = (_joined(database, private, name) for name in ("Ana", "Ben"))
    ident = database.write(elements.add_challenge, by=ana, map_id=private.map_id, name=SECRET)

    with pytest.raises(UnknownElement):
        database.write(elements.vote, by=ben, map_id=private.map_id, element=ElementId(ident), is_on=True)


def test_facilitators_own_contributions_are_open(database: SqlDatabase, private: Workshop) -> None:
    database.write(elements.add_stakeholder, by=LEAD, map_id=private.map_id, name="Mill", kind="industry")

    assert len(database.read(lambda uow: uow.maps.snapshot(private.map_id))["elements"]) == 1
