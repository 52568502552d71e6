"""Tables' own maps: each works apart, all is brought together once, nothing is lost, and nobody writes at another's."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import NotAllowed, NotThere, OtherTable, StepForbids
from sotecin_graph.levers import is_within
from sotecin_graph.people import Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import (
    contributions,
    elements,
    erasures,
    holding,
    links,
    maps,
    merging,
    moderation,
    paper,
    record,
    rehearsals,
    roll,
    sameness,
    sessions,
    summaries,
    table_maps,
    tables,
    traces,
    undo,
    workshops,
)
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Plan, Step, Takes, Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR, STRANGER

_ALL = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE, Takes.VOTE)
STEPS = (Step("At tables", "", 10, _ALL, is_at_tables=True), Step("All", "", 5, _ALL))


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A workshop with four people at two tables, each with a map of its own."""

    def filled(uow: UnitOfWork) -> None:
        uow.workshops.update(replace(workshop, steps=STEPS, plan=Plan(has_table_maps=True)))
        for number in range(4):
            person = Participant(ParticipantId(f"p{number}"), workshop.id, f"P{number}", None, uow.now, "")
            uow.workshops.join(person)
        tables.seat_all(uow, by=FACILITATOR, map_id=workshop.map_id, tables=2)

    database.write(filled)
    return _now(database, workshop)


def _now(database: SqlDatabase, room: Workshop) -> Workshop:
    return database.read(lambda uow: uow.workshops.get(room.id))


def _do(database: SqlDatabase, on: MapId, use_case: Any, by: Actor = FACILITATOR, **given: Any) -> Any:
    return database.write(use_case, by=by, map_id=on, **given)


def _person(database: SqlDatabase, room: Workshop, table: int) -> Actor:
    people = database.read(lambda uow: uow.workshops.participants(room.id))
    return actor_of_participant(next(each for each in people if each.table == table))


def _table(database: SqlDatabase, room: Workshop, number: int) -> MapId:
    return database.read(lambda uow: uow.workshops.table_maps(room.id))[number]


def _add(database: SqlDatabase, room: Workshop, table: int, name: str, **given: Any) -> ElementId:
    by = given.pop("by", None) or _person(database, room, table)
    on = _table(database, room, table)
    return _do(database, on, elements.add_stakeholder, by, name=name, kind=Kind.INDUSTRY, **given)


def _standing(database: SqlDatabase, map_id: MapId) -> dict[ElementId, tuple[float, float]]:
    return database.read(lambda uow: uow.elements.positions(map_id))


def _bring(database: SqlDatabase, room: Workshop) -> int:
    return _do(database, room.map_id, table_maps.bring_together)


def test_people_work_on_their_tables_map_in_steps_at_tables_alone(database: SqlDatabase, room: Workshop) -> None:
    person = _person(database, room, 2)

    assert database.read(contributions.task_of, by=person).map_id == _table(database, room, 2)
    assert room.levers.areas == ()
    _do(database, room.map_id, workshops.set_step, step=1)
    assert database.read(contributions.task_of, by=person).map_id == room.map_id


def test_another_tables_map_is_read_and_not_written(database: SqlDatabase, room: Workshop) -> None:
    ident = _add(database, room, 1, "Mill")
    here, other = _table(database, room, 1), _person(database, room, 2)

    assert database.read(maps.open_ground, by=other, map_id=here).facts.table == 1
    for by in (other, CONTRIBUTOR):
        with pytest.raises(OtherTable):
            _do(database, here, elements.add_stakeholder, by, name="A", kind=Kind.INDUSTRY)
        with pytest.raises(NotAllowed):
            _do(database, here, elements.remove_element, by, element=ident)
    _do(database, here, elements.add_stakeholder, name="Of the facilitator", kind=Kind.INDUSTRY)


def test_stranger_finds_no_tables_map(database: SqlDatabase, room: Workshop) -> None:
    elsewhere = database.write(
        sessions.join_workshop, by=STRANGER, code=_other(database, room), alias="S", consents=True
    )
    stranger = database.read(lambda uow: uow.people.actor(elsewhere))

    for number in (1, 2):
        with pytest.raises(NotThere):
            database.read(maps.open_ground, by=stranger, map_id=_table(database, room, number))
    assert {each.table for each in database.read(maps.readable_maps, by=stranger)} == {0}


def _other(database: SqlDatabase, room: Workshop) -> str:
    given = {"hubs": room.hubs, "chains": room.chains, "starts_at": room.starts_at}
    return database.write(workshops.open_workshop, by=FACILITATOR, title="Other", **given).code


def test_table_map_takes_nothing_more_once_all_work_together(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room.map_id, workshops.set_step, step=1)

    with pytest.raises(OtherTable, match="one map again"):
        _add(database, room, 1, "Late")


def test_together_each_tables_part_stands_in_an_area_with_links_authors_and_votes(
    database: SqlDatabase, room: Workshop
) -> None:
    _do(database, room.map_id, elements.add_stakeholder, name="Before", kind=Kind.INDUSTRY)
    made = {table: [_add(database, room, table, f"{name} {table}") for name in "ABC"] for table in (1, 2)}
    one, on = _person(database, room, 1), _table(database, room, 1)
    _do(database, on, links.add_link, one, source=made[1][0], target=made[1][1], type=LinkType.MATERIAL)
    wet = _do(database, on, elements.add_challenge, one, name="Wet bags")
    _do(database, on, elements.vote, one, element=wet, is_on=True)

    assert _bring(database, room) == 7

    standing, areas = _standing(database, room.map_id), _now(database, room).levers.areas
    for table, idents in made.items():
        assert all(is_within(standing[ident], areas[table - 1]) for ident in idents)
    shown = database.read(lambda uow: uow.maps.snapshot(room.map_id))
    assert [link["by"] for link in shown["links"]] == [one.name]
    assert {each["name"]: (each["by"], each["votes"]) for each in shown["elements"]}["Wet bags"] == (one.name, 1)
    assert database.read(contributions.task_of, by=one).map_id == room.map_id


def test_what_was_brought_together_stands_close_to_the_rest_without_frames(
    database: SqlDatabase, room: Workshop
) -> None:
    for name in "ABCDEF":
        _do(database, room.map_id, elements.add_stakeholder, name=name, kind=Kind.INDUSTRY)
    for table in (1, 1, 2, 2):
        _add(database, room, table, f"Mill {table}")

    _bring(database, room)

    xs, ys = zip(*_standing(database, room.map_id).values(), strict=True)
    assert max(xs) - min(xs) < 1600
    assert max(ys) - min(ys) < 800
    assert _now(database, room).to_wire()["tables"] == []


def test_second_press_brings_nothing_and_later_ones_only_what_is_new(database: SqlDatabase, room: Workshop) -> None:
    first = _add(database, room, 1, "A")
    assert (_bring(database, room), _bring(database, room)) == (1, 0)
    place = _standing(database, room.map_id)[first]
    _do(database, room.map_id, table_maps.open_again)
    late = _add(database, room, 1, "B")

    assert _bring(database, room) == 1

    standing = _standing(database, room.map_id)
    assert standing[first] == place
    assert is_within(standing[late], _now(database, room).levers.areas[0])
    assert len(standing) == 2


def test_two_who_press_at_once_bring_everything_once(database: SqlDatabase, room: Workshop) -> None:
    for number in range(6):
        _add(database, room, 1 + number % 2, f"Mill {number}")

    with ThreadPoolExecutor(4) as pool:
        brought = list(pool.map(lambda _press: _bring(database, room), range(4)))

    assert sorted(brought) == [0, 0, 0, 6]
    placed = database.read(
        lambda uow: [each for each in uow.maps.changes(room.map_id, since=0) if each.kind == "placed"]
    )
    assert sum(len(each.payload["elements"]) for each in placed) == 6


def test_together_is_one_deed_that_is_undone_with_its_votes(database: SqlDatabase, room: Workshop) -> None:
    one, on = _person(database, room, 1), _table(database, room, 1)
    for table in (1, 2):
        _add(database, room, table, f"A {table}")
    wet = _do(database, on, elements.add_challenge, one, name="Wet bags")
    _do(database, on, elements.vote, one, element=wet, is_on=True)
    _bring(database, room)

    _do(database, room.map_id, undo.undo)

    assert not _standing(database, room.map_id)
    assert len(_standing(database, on)) == 2
    assert _bring(database, room) == 3
    assert database.read(lambda uow: uow.elements.votes(room.map_id)) == {wet: 1}


def test_what_two_tables_have_is_proposed_and_merged_with_both_authors(database: SqlDatabase, room: Workshop) -> None:
    one, two = (
        _add(database, room, table, name) for table, name in ((1, "Harbour Uniforms"), (2, "Harbour Uniforms BV"))
    )
    _bring(database, room)

    (pair,) = database.read(sameness.pairs, by=FACILITATOR, map_id=room.map_id)
    assert {pair.pair.one.id, pair.pair.other.id} == {one, two}
    _do(database, room.map_id, merging.merge_elements, keep=one, drop=two)

    kept = database.read(lambda uow: uow.elements.get(one))
    assert {kept.by, *kept.also_by} == {_person(database, room, table).name for table in (1, 2)}
    assert [each.added for each in database.read(roll.roll, by=FACILITATOR, map_id=room.map_id).people].count(1) == 2


def test_private_contributions_of_a_table_are_held_until_all_are_revealed(
    database: SqlDatabase, room: Workshop
) -> None:
    private = replace(room.steps[0], is_private=True)
    database.write(lambda uow: uow.workshops.update(replace(room, steps=(private, STEPS[1]))))
    ident = _add(database, room, 1, "Secret mill")
    on = _table(database, room, 1)

    for _by in (_person(database, room, 2), FACILITATOR):
        told = database.read(
            lambda uow: [uow.maps.snapshot(on), *(each.to_wire() for each in uow.maps.changes(on, since=0))]
        )
        assert "Secret" not in json.dumps(told)
    assert database.read(holding.count_to_reveal, by=FACILITATOR, map_id=room.map_id) == 1
    assert (_bring(database, room), _standing(database, room.map_id)) == (0, {})
    _do(database, room.map_id, holding.reveal)
    assert set(_standing(database, on)) == {ident}


def test_dots_are_given_on_the_map_of_all(database: SqlDatabase, room: Workshop) -> None:
    dotted = Step("Dots", "", 5, (Takes.VOTE,), dots=3, is_at_tables=True)
    database.write(lambda uow: uow.workshops.update(replace(room, steps=(dotted,))))
    challenge = _do(database, _table(database, room, 1), elements.add_challenge, name="Wet bags")
    person = _person(database, room, 1)

    assert database.read(contributions.task_of, by=person).map_id == room.map_id
    with pytest.raises((OtherTable, StepForbids)):
        _do(database, _table(database, room, 1), elements.vote, person, element=challenge, is_on=True)


def test_paper_of_a_table_goes_on_its_map_and_counts_for_it(database: SqlDatabase, room: Workshop) -> None:
    ident = _do(database, room.map_id, paper.type_in, text="Mill", kind=Kind.INDUSTRY, table=2)

    assert set(_standing(database, _table(database, room, 2))) == {ident}
    added = database.read(roll.added_over_time, by=FACILITATOR, map_id=room.map_id)
    assert [each.table for each in added] == [2]


def test_desk_summary_and_record_count_what_tables_made(database: SqlDatabase, room: Workshop) -> None:
    _add(database, room, 1, "A")
    _add(database, room, 2, "B")

    shown = database.read(tables.tables_of, by=FACILITATOR, map_id=room.map_id)
    found = database.read(summaries.look_back, by=FACILITATOR, ident=room.id).summary
    rows = database.read(record.record_of, by=FACILITATOR, ident=room.id)[1]

    assert [(len(each.people), len(each.elements), each.apart) for each in shown] == [(2, 1, 1)] * 2
    assert {"2"} <= {figure.count for figure in found.figures if "stakeholder" in figure.words}
    assert [(row.where, row.about) for row in rows if row.about in "AB" and row.where] == [
        ("Table 1", "A"),
        ("Table 2", "B"),
    ]


def test_own_contribution_is_taken_back_from_both_maps(database: SqlDatabase, room: Workshop) -> None:
    ident, person, on = _add(database, room, 1, "A"), _person(database, room, 1), _table(database, room, 1)
    _bring(database, room)

    database.write(traces.take_back, by=person, element=ident)

    assert not (_standing(database, room.map_id) | _standing(database, on))


def test_erasing_a_person_leaves_no_name_on_a_tables_map(database: SqlDatabase, room: Workshop) -> None:
    _add(database, room, 1, "A")
    person, on = _person(database, room, 1), _table(database, room, 1)

    erasures.erase_oneself(database, by=person)

    told = database.read(
        lambda uow: [uow.maps.snapshot(on), *(each.to_wire() for each in uow.maps.changes(on, since=0))]
    )
    assert person.id not in json.dumps(told)
    assert person.name not in {each["by"] for each in told[0]["elements"]}


def test_wiped_rehearsal_leaves_no_tables_map(database: SqlDatabase, room: Workshop) -> None:
    before = database.read(lambda uow: len(uow.maps.all()))
    rehearsal = database.write(rehearsals.start_rehearsal, by=FACILITATOR, ident=room.id)
    _do(database, rehearsal.map_id, tables.seat_all, tables=2)
    assert _do(database, rehearsal.map_id, rehearsals.let_pretend)
    shown = database.read(tables.tables_of, by=FACILITATOR, map_id=rehearsal.map_id)
    assert shown[0].elements
    community = database.read(lambda uow: uow.elements.by_map())
    assert not {each.map_id for each in shown} & set(community)
    _do(database, rehearsal.map_id, table_maps.bring_together)

    database.write(rehearsals.wipe_rehearsal, by=FACILITATOR, ident=rehearsal.id)

    assert database.read(lambda uow: len(uow.maps.all())) == before


def test_closing_ends_the_work_at_tables(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room.map_id, workshops.set_state, state=WorkshopState.CLOSED)

    with pytest.raises(OtherTable):
        _add(database, room, 1, "Late")


def _sent_back(database: SqlDatabase, room: Workshop) -> ElementId:
    """A challenge of table 1 about a mill on its map, which a facilitator has sent back."""
    on, author = _table(database, room, 1), _person(database, room, 1)
    mill = _add(database, room, 1, "Mill", by=FACILITATOR)
    database.write(lambda uow: uow.workshops.update(replace(room, plan=replace(room.plan, is_moderated=True))))
    raised = {"name": "Bad", "concerns": [mill], "at": (-4000.0, 5.0)}
    ident: ElementId = _do(database, on, elements.add_challenge, author, **raised)
    _do(database, room.map_id, moderation.send_back, ident=ident, sentence="What is bad?")
    return ident


def test_contribution_sent_back_at_a_table_goes_to_the_map_of_all_once_all_work_there(
    database: SqlDatabase, room: Workshop
) -> None:
    ident, author = _sent_back(database, room), _person(database, room, 1)
    _bring(database, room)

    database.write(moderation.send_again, by=author, ident=ident, text="Bags stay wet")
    _do(database, room.map_id, moderation.accept, idents=[ident])

    assert is_within(_standing(database, room.map_id)[ident], _now(database, room).levers.areas[0])
    assert ident not in _standing(database, _table(database, room, 1))
    (found,) = database.read(traces.mine, by=author)
    assert (found.element.id, found.element.by_id, found.element.problem) == (ident, author.id, "Bags stay wet")
    (drawn,) = database.read(lambda uow: uow.links.of(ident))
    assert (drawn.type, drawn.by_id) == (LinkType.FACES, author.id)


def test_contribution_sent_back_at_a_table_stays_there_while_tables_work_apart(
    database: SqlDatabase, room: Workshop
) -> None:
    ident, author = _sent_back(database, room), _person(database, room, 1)

    database.write(moderation.send_again, by=author, ident=ident, text="Bags stay wet")
    _do(database, room.map_id, moderation.accept, idents=[ident])

    assert _standing(database, _table(database, room, 1))[ident] == (-4000.0, 5.0)
    assert ident not in _standing(database, room.map_id)
