"""Tables: hubs and groups are mixed, each works in its own area, newcomers sit down at once. Paper and notes too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, NotThere
from sotecin_graph.levers import areas_beside, is_within
from sotecin_graph.people import Actor, Participant, ParticipantId, WorkshopId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import contributions, elements, holding, notes, paper, sessions, tables, workshops
from sotecin_graph.services.tables import mixed
from sotecin_graph.vocabulary import GROUPS, Hub, Kind
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR

_ALL = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE)
STEPS = (Step("At tables", "", 10, _ALL, is_at_tables=True), Step("All", "", 5, _ALL))


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop with a step at tables, and twelve people of whom each third says whence they come."""

    def filled(uow: UnitOfWork) -> Workshop:
        changed = replace(workshop, steps=STEPS)
        uow.workshops.update(changed)
        for number in range(12):
            kind = GROUPS[number % 3]
            person = Participant(ParticipantId(f"p{number}"), workshop.id, f"P{number}", None, uow.now, "")
            uow.workshops.join(person)
            uow.workshops.seat(replace(person, comes_from=kind))
        return changed

    return database.write(filled)


def _do(database: SqlDatabase, room: Workshop, use_case: Any, by: Actor = FACILITATOR, **given: Any) -> Any:
    return database.write(use_case, by=by, map_id=room.map_id, **given)


def _people(database: SqlDatabase, room: Workshop) -> list[Participant]:
    return database.read(lambda uow: uow.workshops.participants(room.id))


def _now(database: SqlDatabase, room: Workshop) -> Workshop:
    return database.read(lambda uow: uow.workshops.get(room.id))


def _place(database: SqlDatabase, room: Workshop, ident: ElementId) -> tuple[float, float]:
    return database.read(lambda uow: uow.elements.positions(room.map_id))[ident]


def test_groups_are_spread_over_all_tables(database: SqlDatabase, room: Workshop) -> None:
    assert _do(database, room, tables.seat_all, tables=4) == 12

    seats = Counter((each.table, each.comes_from) for each in _people(database, room))
    assert seats == {(table, group): 1 for table in range(1, 5) for group in GROUPS[:3]}


@settings(max_examples=60)
@given(
    hubs=some.lists(some.sampled_from([None, *Hub]), max_size=40),
    count=some.integers(min_value=1, max_value=8),
)
def test_tables_differ_by_one_person_at_most_and_hubs_too(hubs: list[Hub | None], count: int) -> None:
    when = "2026-10-14"
    people = [
        Participant(ParticipantId(str(number)), WorkshopId("w"), "", hub, when, "") for number, hub in enumerate(hubs)
    ]

    seated = mixed([], people, count)

    for group in (seated, *([each for each in seated if each.hub == hub] for hub in Hub)):
        sizes = Counter(each.table for each in group)
        at = [sizes[table] for table in range(1, count + 1)]
        assert max(at) - min(at) <= 1
    assert sorted(each.id for each in seated) == sorted(each.id for each in people)


def test_contribution_of_a_table_stands_in_its_area(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, elements.add_stakeholder, name="Before", kind=Kind.INDUSTRY)
    _do(database, room, tables.seat_all, tables=3)
    areas = _now(database, room).levers.areas

    for person in map(actor_of_participant, _people(database, room)):
        for name in ("A", "B"):
            ident = _do(database, room, elements.add_stakeholder, person, name=name, kind=Kind.INDUSTRY)
            assert [is_within(_place(database, room, ident), area) for area in areas].index(True) == person.table - 1
    shown = database.read(tables.tables_of, by=FACILITATOR, map_id=room.map_id)
    assert [(len(each.people), len(each.elements)) for each in shown] == [(4, 8)] * 3


def test_what_was_private_at_a_table_is_revealed_there(database: SqlDatabase, room: Workshop) -> None:
    private = replace(STEPS[0], is_private=True)
    database.write(lambda uow: uow.workshops.update(replace(room, steps=(private,))))
    _do(database, room, tables.seat_all, tables=2)
    person = actor_of_participant(_people(database, room)[0])
    ident = _do(database, room, elements.add_stakeholder, person, name="A", kind=Kind.INDUSTRY)

    _do(database, room, holding.reveal)

    assert is_within(_place(database, room, ident), _now(database, room).levers.areas[person.table - 1])


@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_areas_lie_beside_the_map_and_apart(count: int) -> None:
    standing = [(-300.0, 20.0), (900.0, -40.0)]

    areas = areas_beside(standing, count)

    assert len(areas) == count
    assert all(area[0] > 900 or area[1] > 20 for area in areas)
    for one in areas:
        assert sum(one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3] for two in areas) == 1


def test_areas_are_framed_in_steps_at_tables_alone(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, tables.seat_all, tables=2)

    framed = _now(database, room).to_wire()["tables"]
    _do(database, room, workshops.set_step, step=1)

    assert [each["number"] for each in framed] == [1, 2]
    assert _now(database, room).to_wire()["tables"] == []


def test_more_tables_leave_the_first_where_they_are(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, tables.seat_all, tables=3)
    before = _now(database, room).levers.areas

    _do(database, room, tables.seat_all, tables=5, is_anew=True)

    after = _now(database, room).levers.areas
    assert after[:3] == before
    assert len(set(after)) == 5


def test_newcomer_sits_down_at_the_smallest_table(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, tables.seat_all, tables=4)
    _do(database, room, tables.seat, person="participant:p0", table=0)
    empty = next(table for table, size in Counter(each.table for each in _people(database, room)).items() if size == 2)

    database.write(sessions.join, code=room.code, alias="Late", consents=True)

    assert next(each.table for each in _people(database, room) if each.alias == "Late") == empty


def test_joined_tables_are_one_map_and_people_keep_their_seats(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, tables.seat_all, tables=2)
    _do(database, room, tables.join_tables)

    assert _now(database, room).levers.areas == ()
    assert {each.table for each in _people(database, room)} == {1, 2}


def test_seats_are_the_facilitators_to_give(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    for by in (participant, CONTRIBUTOR):
        with pytest.raises(NotAllowed):
            _do(database, room, tables.seat_all, by, tables=2)
    with pytest.raises(BadInput):
        _do(database, room, tables.seat_all, tables=0)
    with pytest.raises(BadInput):
        _do(database, room, tables.seat, person="participant:p0", table=9)
    with pytest.raises(NotThere):
        _do(database, room, tables.seat, person="participant:nobody", table=1)


def test_person_says_their_own_group(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    database.write(tables.say_group, by=participant, kind="research")

    assert next(each.comes_from for each in _people(database, room) if each.alias == participant.name) == Kind.RESEARCH
    with pytest.raises(BadInput):
        database.write(tables.say_group, by=participant, kind="challenge")


def test_task_tells_the_table_and_offers_its_own_elements_first(database: SqlDatabase, room: Workshop) -> None:
    _do(database, room, elements.add_stakeholder, name="Aaa", kind=Kind.INDUSTRY)
    _do(database, room, tables.seat_all, tables=2)
    person = actor_of_participant(_people(database, room)[0])
    _do(database, room, elements.add_stakeholder, person, name="Own", kind=Kind.INDUSTRY)

    task = database.read(contributions.task_of, by=person)

    assert task.table == person.table
    assert [each.name for each in task.elements] == ["Own", "Aaa"]


@pytest.mark.parametrize(("kind", "text"), [(Kind.RESEARCH, "Uni Testhoven"), (Kind.CHALLENGE, "Bags stay wet.")])
def test_paper_note_is_of_its_table_and_typed_by_whom_the_history_says(
    database: SqlDatabase, room: Workshop, kind: Kind, text: str
) -> None:
    ident = _do(database, room, paper.type_in, text=text, kind=kind, table=3)

    element = database.read(lambda uow: uow.elements.get(ident))
    change = database.read(lambda uow: uow.maps.latest_changes(room.map_id, most=1))[0]
    assert (element.by, element.kind) == ("papier, tafel 3" if room.language == "nl" else "paper, table 3", kind)
    assert (change.by, change.payload["elements"][0]["by"]) == (FACILITATOR.name, element.by)


def test_paper_is_typed_in_by_facilitators_alone(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    with pytest.raises(NotAllowed):
        _do(database, room, paper.type_in, participant, text="A", kind=Kind.RESEARCH)
    with pytest.raises(BadInput, match="note"):
        _do(database, room, paper.type_in, text="  ", kind=Kind.RESEARCH)


def test_notes_are_the_facilitators_own(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    _do(database, room, notes.write_note, text="Ask the mayor")
    note = database.read(notes.notes_of, by=FACILITATOR, map_id=room.map_id)[0]
    _do(database, room, notes.settle_note, ident=note.id, is_settled=True)

    settled = database.read(notes.notes_of, by=FACILITATOR, map_id=room.map_id)
    assert [(each.by, each.text, each.is_settled) for each in settled] == [(FACILITATOR.name, "Ask the mayor", True)]
    with pytest.raises(NotAllowed):
        database.read(notes.notes_of, by=participant, map_id=room.map_id)
