"""A facilitator's levers: one timer for all, one step for two at once, what is locked, who is muted, who leads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, Conflict, Locked, Muted, NotAllowed, NotThere
from sotecin_graph.people import Actor
from sotecin_graph.services import (
    elements,
    levers,
    links,
    maps,
    merging,
    parking,
    roll,
    sameness,
    traces,
    voting,
    workshops,
)
from sotecin_graph.services.undo import undo
from sotecin_graph.vocabulary import Hub, Kind, LinkType
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD
from tests.pages.scenes import changed

_ALL = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE)
STEPS = (Step("One", "", 10, _ALL), Step("Two", "", 5, _ALL), Step("Three", "", 5, (Takes.VOTE,), dots=3))


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop with three steps, at the first."""
    return database.write(changed, workshop=workshop, steps=STEPS)


def _now(database: SqlDatabase, room: Workshop) -> Workshop:
    return database.read(workshops.facilitated, by=FACILITATOR, map_id=room.map_id)


def _pull(database: SqlDatabase, room: Workshop, lever: Any, by: Actor = FACILITATOR, **given: Any) -> Any:
    return database.write(lever, by=by, map_id=room.map_id, **given)


def _add(database: SqlDatabase, room: Workshop, by: Actor, name: str = "Works") -> ElementId:
    return _pull(database, room, elements.add_stakeholder, by, name=name, kind=Kind.INDUSTRY)


def _began(database: SqlDatabase, room: Workshop, *, minutes_ago: float) -> Workshop:
    started = room.step_started_at - timedelta(minutes=minutes_ago)
    return database.write(changed, workshop=_now(database, room), step_started_at=started)


def test_two_who_press_next_at_once_go_one_step(database: SqlDatabase, room: Workshop) -> None:
    def press(by: Actor) -> None:
        _pull(database, room, workshops.set_step, by, step=1, expected=0)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, [FACILITATOR, LEAD] * 4))

    changes = database.read(lambda uow: uow.maps.changes(room.map_id, since=0))
    assert _now(database, room).step == 1
    assert [change.payload["workshop"]["step"] for change in changes if change.kind == "workshop"] == [0, 1]


def test_step_that_nobody_saw_coming_is_told(database: SqlDatabase, room: Workshop) -> None:
    _pull(database, room, workshops.set_step, step=2)

    with pytest.raises(Conflict, match="Three"):
        _pull(database, room, workshops.set_step, LEAD, step=1, expected=0)

    assert _now(database, room).step == 2


def test_timer_held_keeps_what_is_left(database: SqlDatabase, room: Workshop) -> None:
    _pull(database, room, levers.pause_timer)
    held = _now(database, room)
    longer_ago = replace(held.levers, paused_at=held.levers.paused_at - timedelta(seconds=90))
    database.write(changed, workshop=held, levers=longer_ago)

    _pull(database, room, levers.resume_timer, LEAD)

    now = _now(database, room)
    assert now.levers.paused_at is None
    assert now.levers.extra_s == pytest.approx(90, abs=1)
    assert now.ends_at == now.step_started_at + timedelta(minutes=10, seconds=now.levers.extra_s)


@pytest.mark.parametrize("minutes_ago", [4, 13])
def test_minutes_added_count_from_the_end_or_from_now(
    database: SqlDatabase, room: Workshop, minutes_ago: float
) -> None:
    began = _began(database, room, minutes_ago=minutes_ago)

    _pull(database, room, levers.add_time, minutes=2)

    left = _now(database, room).ends_at - room.step_started_at
    assert left == pytest.approx(timedelta(minutes=2 + max(0, 10 - minutes_ago)), abs=timedelta(seconds=3))
    assert began.step_started_at == _now(database, room).step_started_at


def test_next_step_begins_with_a_timer_of_its_own(database: SqlDatabase, room: Workshop) -> None:
    for lever in (levers.add_time, levers.ring, levers.pause_timer):
        _pull(database, room, lever)

    _pull(database, room, workshops.set_step, step=1, expected=0)

    now = _now(database, room)
    assert (now.levers.extra_s, now.levers.paused_at, now.levers.rung_at) == (0, None, None)
    assert now.to_wire()["timer"]["ends_at"] == (now.step_started_at + timedelta(minutes=5)).isoformat()


@pytest.mark.parametrize("minutes", [0, -1, 61, True, "1"])
def test_minutes_that_make_no_sense_are_refused(database: SqlDatabase, room: Workshop, minutes: object) -> None:
    with pytest.raises(BadInput, match="1 to 60"):
        _pull(database, room, levers.add_time, minutes=minutes)


def test_locked_map_takes_votes_and_facilitators_and_nothing_else(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    works = _add(database, room, participant)
    challenge = _pull(database, room, elements.add_challenge, name="Wet bags")
    _pull(database, room, levers.lock, is_on=True)

    for by, lever, given in (
        (participant, elements.add_stakeholder, {"name": "Lab", "kind": Kind.RESEARCH}),
        (participant, elements.move_elements, {"positions": {works: (1, 1)}}),
        (participant, elements.remove_element, {"element": works}),
        (participant, links.add_link, {"source": works, "target": challenge, "type": LinkType.FACES}),
        (participant, undo, {}),
    ):
        with pytest.raises(Locked, match="locked the map"):
            _pull(database, room, lever, by, **given)
    _pull(database, room, workshops.set_step, step=2)
    assert _pull(database, room, voting.give_dots, participant, element=challenge, dots=2).left == 1
    _add(database, room, FACILITATOR, "Theirs")


def test_locked_selection_stands_and_the_rest_moves(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    fixed, free = _add(database, room, participant, "Fixed"), _add(database, room, participant, "Free")
    _pull(database, room, levers.lock, is_on=True, elements=[fixed, "no such"])

    edit = {"field": "name", "base_version": 0, "value": "Other"}
    for lever, given in (
        (elements.edit_element, {"element": fixed, **edit}),
        (elements.move_elements, {"positions": {fixed: (5, 5), free: (5, 5)}}),
        (elements.remove_elements, {"elements": [free, fixed]}),
        (merging.merge_elements, {"keep": free, "drop": fixed}),
    ):
        with pytest.raises(Locked, match="this part"):
            _pull(database, room, lever, participant, **given)
    _pull(database, room, elements.edit_element, participant, element=free, **edit)
    _pull(database, room, elements.edit_element, FACILITATOR, element=fixed, **edit)
    assert _now(database, room).to_wire()["levers"]["locked"] == [fixed]


def test_unlocked_selection_moves_again(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    fixed = _add(database, room, participant)
    _pull(database, room, levers.lock, is_on=True, elements=[fixed])

    _pull(database, room, levers.lock, LEAD, is_on=False, elements=[fixed])
    _pull(database, room, elements.move_elements, participant, positions={fixed: (9, 9)})

    assert database.read(lambda uow: uow.elements.positions(room.map_id))[fixed] == (9, 9)


def test_muted_person_is_refused_everything_until_heard_again(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    works = _add(database, room, participant)
    assert _pull(database, room, levers.mute, person=participant.id, is_on=True) == (participant.id,)

    for lever, given in (
        (elements.add_stakeholder, {"name": "Lab", "kind": Kind.RESEARCH}),
        (elements.move_elements, {"positions": {works: (1, 1)}}),
        (undo, {}),
    ):
        with pytest.raises(Muted, match="speak to them"):
            _pull(database, room, lever, participant, **given)
    assert participant.id not in str(_now(database, room).to_wire())
    _pull(database, room, levers.mute, LEAD, person=participant.id, is_on=False)
    _add(database, room, participant, "Again")


def test_closing_ends_muting_and_locks_with_one_record(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    _pull(database, room, levers.mute, person=participant.id, is_on=True)
    _pull(database, room, levers.lock, is_on=True)
    before = database.read(lambda uow: uow.maps.facts(room.map_id)).revision

    _pull(database, room, workshops.set_state, state=WorkshopState.CLOSED)

    changes = database.read(lambda uow: uow.maps.changes(room.map_id, since=before))
    after = _now(database, room).levers
    people = database.read(roll.roll, by=FACILITATOR, map_id=room.map_id).people
    assert [each.kind for each in changes] == ["workshop"]
    assert (after.muted, after.is_locked, [each.is_muted for each in people]) == ((), False, [False])


@pytest.mark.parametrize("person", [FACILITATOR.id, "participant:none", ""])
def test_only_participants_of_the_workshop_are_muted(database: SqlDatabase, room: Workshop, person: str) -> None:
    with pytest.raises(NotThere):
        _pull(database, room, levers.mute, person=person, is_on=True)


def test_co_facilitator_has_the_levers_of_this_workshop(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    with pytest.raises(NotAllowed):
        _pull(database, room, workshops.set_step, participant, step=1, expected=0)

    _pull(database, room, levers.let_help, person=participant.id, is_on=True)

    helper = database.read(lambda uow: uow.people.actor(participant.id))
    _pull(database, room, workshops.set_step, helper, step=1, expected=0)
    _pull(database, room, levers.lock, helper, is_on=True)
    _add(database, room, helper)
    _pull(database, room, levers.hand_over, FACILITATOR, to=helper.id)
    assert _now(database, room).to_wire()["levers"]["lead"] == {"id": helper.id, "name": helper.name}
    assert helper.id in [each.id for each in database.read(levers.leaders, by=FACILITATOR, map_id=room.map_id)]


def test_lead_is_not_given_to_who_has_no_levers(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    with pytest.raises(BadInput, match="co-facilitator first"):
        _pull(database, room, levers.hand_over, to=participant.id)


@pytest.mark.parametrize("lever", [levers.pause_timer, levers.resume_timer, levers.add_time, levers.ring])
def test_levers_are_refused_to_participants_and_contributors(
    database: SqlDatabase, room: Workshop, participant: Actor, lever: Any
) -> None:
    for by in (participant, CONTRIBUTOR):
        with pytest.raises(NotAllowed):
            _pull(database, room, lever, by)


def test_another_facilitator_goes_on_when_the_first_is_gone(database: SqlDatabase, room: Workshop) -> None:
    """Nothing of the workshop is kept by a browser: whoever comes next finds step, timer and locks as they were."""
    _pull(database, room, workshops.set_step, FACILITATOR, step=1, expected=0)
    _pull(database, room, levers.pause_timer, FACILITATOR)
    before = _now(database, room)

    _pull(database, room, levers.hand_over, LEAD)
    _pull(database, room, levers.resume_timer, LEAD)
    _pull(database, room, workshops.set_step, LEAD, step=2, expected=1)

    assert before.step == 1
    assert (_now(database, room).step, _now(database, room).levers.lead) == (2, LEAD.name)


def test_parked_element_leaves_the_map_and_comes_back_with_its_links(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    works, lab = _add(database, room, participant), _add(database, room, participant, "Lab")
    _pull(database, room, links.add_link, participant, source=works, target=lab, type=LinkType.MATERIAL)
    before = database.read(lambda uow: uow.maps.snapshot(room.map_id))

    assert _pull(database, room, parking.park, elements=[works]) == [works]
    parked = database.read(parking.parked_on, by=LEAD, map_id=room.map_id)
    gone = database.read(lambda uow: uow.maps.snapshot(room.map_id))
    _pull(database, room, parking.unpark, LEAD, elements=[works])

    after = database.read(lambda uow: uow.maps.snapshot(room.map_id))
    assert [each.element.name for each in parked] == ["Works"]
    assert [each["name"] for each in gone["elements"]] == ["Lab"]
    assert not gone["links"]
    assert (after["elements"], after["links"]) == (before["elements"], before["links"])
    assert not database.read(parking.parked_on, by=LEAD, map_id=room.map_id)


def test_parking_is_undone_like_any_deed(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    works = _add(database, room, participant)
    _pull(database, room, parking.park, elements=[works])

    _pull(database, room, undo)

    assert not database.read(parking.parked_on, by=LEAD, map_id=room.map_id)
    assert database.read(lambda uow: uow.elements.positions(room.map_id))


def test_author_hears_that_theirs_is_parked(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    works = _add(database, room, participant)
    _pull(database, room, parking.park, elements=[works])

    trace = next(each for each in database.read(traces.mine, by=participant) if each.element.id == works)

    assert "put it aside for now" in trace.sentence


def test_co_facilitator_without_an_account_sees_pairs_of_this_map_alone(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    elsewhere = database.write(maps.create_map, by=LEAD, name="Elsewhere", hubs=(Hub.NORTH_WEST,))
    given = {"kind": Kind.INDUSTRY, "by": FACILITATOR}
    for map_id, name in ((room.map_id, "Harbour Uniforms"), (elsewhere, "Harbour Uniforms BV")):
        database.write(elements.add_stakeholder, map_id=map_id, name=name, **given)
    _pull(database, room, levers.let_help, person=participant.id, is_on=True)
    helper = database.read(lambda uow: uow.people.actor(participant.id))

    seen = [len(database.read(sameness.pairs, by=by, map_id=room.map_id)) for by in (FACILITATOR, helper)]

    assert seen == [1, 0]


def test_participant_parks_nothing(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    works = _add(database, room, participant)

    with pytest.raises(NotAllowed):
        _pull(database, room, parking.park, participant, elements=[works])
