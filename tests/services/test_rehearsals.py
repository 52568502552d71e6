"""Rehearsing: a copy of the workshop with pretend people, and a wipe after which nothing is left of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BadInput, NotAllowed, UnknownMap, WrongCode, WrongState
from sotecin_graph.people import NOBODY, SYSTEM, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import (
    clusters,
    elements,
    links,
    maps,
    missions,
    rehearsals,
    sameness,
    sessions,
    undo,
    workshops,
)
from sotecin_graph.services.contributions import elements_on
from sotecin_graph.vocabulary import Hub, LinkType
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.conftest import FACILITATOR, STRANGER


def everything(database: SqlDatabase) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as SQLite holds it."""
    with sqlite3.connect(database.path) as read:
        tables = [name for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(read.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


@pytest.fixture
def filled(database: SqlDatabase, workshop: Workshop, participant: Actor) -> Workshop:
    """A workshop with things on its map, one of which stands on another map too."""
    on = {"by": participant, "map_id": workshop.map_id}
    mill = database.write(elements.add_stakeholder, name="Mill", kind="industry", **on)
    guild = database.write(elements.add_stakeholder, name="Guild", kind="civil", **on)
    database.write(elements.add_challenge, name="Wet bags", problem="They are wet.", concerns=[mill], **on)
    database.write(links.add_link, source=mill, target=guild, type=LinkType.MATERIAL, **on)
    other = database.write(maps.create_map, by=SYSTEM, name="Other", hubs=(Hub.NORTH_WEST,))
    database.write(elements.place_elements, by=SYSTEM, map_id=other, positions={mill: None})
    return workshop


def start(database: SqlDatabase, workshop: Workshop) -> Workshop:
    return database.write(rehearsals.start_rehearsal, by=FACILITATOR, ident=workshop.id)


def standing(database: SqlDatabase, map_id: MapId) -> list[ElementId]:
    return [each.id for each in database.read(elements_on, by=SYSTEM, map_id=map_id)]


def play(database: SqlDatabase, rehearsal: Workshop) -> None:
    """Everything that people do in a workshop: join, add, vote, undo, group, remove, tidy."""
    on = {"by": FACILITATOR, "map_id": rehearsal.map_id}
    token = database.write(sessions.join, code=rehearsal.code, alias="Real Rita", consents=True)
    rita = database.read(sessions.actor_of, token=token)
    added = database.write(elements.add_challenge, by=rita, map_id=rehearsal.map_id, name="Rita's", problem="It is.")
    database.write(elements.vote, by=rita, map_id=rehearsal.map_id, element=added, is_on=True)
    for _turn in range(3):
        database.write(rehearsals.let_pretend, **on)
    database.write(undo.undo, by=rita, map_id=rehearsal.map_id)
    database.write(clusters.find, **on)
    first, *rest = standing(database, rehearsal.map_id)
    database.write(elements.remove_element, element=first, **on)
    database.write(elements.edit_element, element=rest[0], field="note", base_version=0, value="seen", **on)
    for number in range(1, len(rehearsal.steps)):
        database.write(workshops.set_step, step=number, **on)
        database.write(rehearsals.let_pretend, **on)
    database.write(maps.arrange, positions=maps.tidied(database, **on), **on)
    database.write(workshops.set_step, step=0, **on)


def test_wiping_leaves_every_table_as_it_was(database: SqlDatabase, filled: Workshop) -> None:
    open_step = filled.steps[0]
    hard = [replace(open_step, is_private=True), replace(open_step, dots=3, takes=(Takes.VOTE,))]
    database.write(_with_steps, workshop=filled, steps=(open_step, *hard))
    before = everything(database)
    rehearsal = start(database, filled)
    play(database, rehearsal)
    grown = everything(database)

    database.write(rehearsals.wipe_rehearsal, by=FACILITATOR, ident=rehearsal.id)

    assert len(grown["element"]) > len(before["element"]) + 10
    assert {name for name in grown if len(grown[name]) > len(before[name])} >= {"held", "voting_round"}
    assert len(grown["session"]) > len(before["session"])
    assert everything(database) == before


def test_wiped_rehearsal_is_not_to_be_found_again(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    database.write(rehearsals.wipe_rehearsal, by=FACILITATOR, ident=rehearsal.id)

    with pytest.raises(WrongCode):
        database.read(sessions.find_workshop, by=NOBODY, code=rehearsal.code)
    with pytest.raises(UnknownMap):
        database.read(elements_on, by=SYSTEM, map_id=rehearsal.map_id)


def test_screens_are_told_that_it_is_over_and_see_it_empty(database: SqlDatabase, filled: Workshop) -> None:
    heard: list[Any] = []
    rehearsal = start(database, filled)
    database.on_commit(heard.extend)

    database.write(rehearsals.wipe_rehearsal, by=FACILITATOR, ident=rehearsal.id)

    assert [each.kind for each in heard] == ["workshop", "removed"]
    assert heard[0].payload["workshop"]["state"] == "closed"
    assert len(heard[1].payload["elements"]) == 3


def test_rehearsal_is_a_copy_that_says_so(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    facts = database.read(maps.open_ground, by=FACILITATOR, map_id=rehearsal.map_id).facts

    assert (rehearsal.steps, rehearsal.rehearses) == (filled.steps, filled.id)
    assert rehearsal.title == facts.name == "Rehearsal: Textiles, Testhoven"
    assert rehearsal.to_wire()["is_rehearsal"]
    assert rehearsal.code != filled.code
    assert not set(standing(database, rehearsal.map_id)) & set(standing(database, filled.map_id))


def test_pretend_people_are_labelled_and_each_does_what_the_step_takes(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    view = database.read(workshops.view, by=FACILITATOR, ident=rehearsal.id)

    done = database.write(rehearsals.let_pretend, by=FACILITATOR, map_id=rehearsal.map_id)

    assert [each.alias for each in view.participants][:2] == ["Alder (pretend)", "Birch (pretend)"]
    assert done == len(view.participants)
    found = database.read(elements_on, by=SYSTEM, map_id=rehearsal.map_id)
    assert {each.by for each in found if each.name.startswith("Pretend")} <= {each.alias for each in view.participants}


@pytest.mark.parametrize("agenda", list(AGENDAS))
def test_pretend_people_bear_every_step_of_every_agenda(database: SqlDatabase, filled: Workshop, agenda: str) -> None:
    rehearsal = start(database, database.write(_with_steps, workshop=filled, steps=AGENDAS[agenda][1]))

    for number, step in enumerate(rehearsal.steps):
        on = {"by": FACILITATOR, "map_id": rehearsal.map_id}
        database.write(workshops.set_step, step=number, **on)
        done = database.write(rehearsals.let_pretend, **on)
        assert (done > 0) is bool(set(step.takes) - {Takes.CLUSTER})


def _with_steps(uow: UnitOfWork, *, workshop: Workshop, steps: tuple[Step, ...]) -> Workshop:
    changed = replace(workshop, steps=steps)
    uow.workshops.update(changed)
    return changed


def test_nothing_goes_from_a_rehearsal_to_the_community_or_back(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    pairs = [(rehearsal.map_id, filled.map_id), (filled.map_id, rehearsal.map_id)]

    for source, target in pairs:
        one = standing(database, source)[0]
        with pytest.raises(BadInput, match="rehearsal"):
            database.write(elements.place_elements, by=SYSTEM, map_id=target, positions={one: None})


def test_rehearsal_makes_no_mission(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    members = standing(database, rehearsal.map_id)
    cluster = database.write(clusters.draw, by=SYSTEM, map_id=rehearsal.map_id, name="Bags", members=members)

    with pytest.raises(WrongState, match="rehearsal makes no missions"):
        database.write(missions.promote, by=SYSTEM, map_id=rehearsal.map_id, cluster=cluster, title="Bags")


def test_copies_are_not_taken_for_twins_and_no_part_of_the_community(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)
    on = {"by": FACILITATOR, "map_id": rehearsal.map_id}
    database.write(elements.add_stakeholder, name="The Mill", kind="industry", **on)

    in_rehearsal = database.read(sameness.pairs, **on)

    assert database.read(sameness.pairs, by=FACILITATOR, map_id=filled.map_id) == []
    assert [{view.pair.one.name, view.pair.other.name} for view in in_rehearsal] == [{"Mill", "The Mill"}]
    assert rehearsal.map_id not in database.read(lambda uow: uow.elements.by_map())


def test_one_rehearsal_at_a_time_and_none_of_a_rehearsal(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)

    with pytest.raises(WrongState, match="Wipe it first"):
        start(database, filled)
    with pytest.raises(WrongState, match="rehearsal already"):
        start(database, rehearsal)


def test_a_real_workshop_is_never_wiped(database: SqlDatabase, filled: Workshop) -> None:
    before = everything(database)

    with pytest.raises(BadInput, match="Only a rehearsal"):
        database.write(rehearsals.wipe_rehearsal, by=SYSTEM, ident=filled.id)
    assert everything(database) == before


def test_strangers_start_and_wipe_nothing(database: SqlDatabase, filled: Workshop) -> None:
    rehearsal = start(database, filled)

    with pytest.raises(NotAllowed):
        database.write(rehearsals.start_rehearsal, by=STRANGER, ident=filled.id)
    with pytest.raises(NotAllowed):
        database.write(rehearsals.wipe_rehearsal, by=STRANGER, ident=rehearsal.id)
