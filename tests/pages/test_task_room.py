"""A phone in the room: its table, locks and muting, what was sent back, and the present task after a long sleep."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, endings, levers, moderation, tables, workshops
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Plan, Workshop, WorkshopState
from tests.pages.conftest import Visit, press, said, texts
from tests.pages.scenes import changed

ARRIVE, MAPPING, ALONE, ALL, CLUSTERS, DOTS = 0, 4, 6, 7, 8, 9


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A half day at its challenges, with two tables planned."""
    return database.write(changed, workshop=workshop, steps=AGENDAS["half-day"][1], step=ALL, plan=Plan(tables=2))


def _pull(database: SqlDatabase, room: Workshop, lever: Any, **given: Any) -> Any:
    return database.write(lever, by=SYSTEM, map_id=room.map_id, **given)


def _tell(at: AppTest, sentence: str) -> AppTest:
    at.text_area[0].set_value(sentence)
    return press(at, "Add to the map")


def test_phone_says_at_which_table_one_sits(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _pull(database, room, tables.seat_all, tables=2)

    assert "Table 1" in texts(visit("task", participant))


@pytest.mark.parametrize(("step", "is_told"), [(MAPPING, True), (ALL, False), (DOTS, False)])
def test_phone_says_its_table_only_while_tables_work_apart(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase, step: int, is_told: bool
) -> None:
    steps = tuple(replace(each, is_at_tables=number == MAPPING) for number, each in enumerate(room.steps))
    database.write(changed, workshop=room, steps=steps)
    _pull(database, room, tables.seat_all, tables=2)
    _pull(database, room, workshops.set_step, step=step)

    assert ("Table 1" in texts(visit("task", participant))) is is_told


def test_phone_forgets_its_table_once_the_workshop_is_over(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _pull(database, room, tables.seat_all, tables=2)
    soon = (datetime.now(UTC) + timedelta(days=3)).date()
    database.write(endings.set_ending, by=SYSTEM, ident=room.id, follow_up_until=soon)
    _pull(database, room, workshops.set_state, state=WorkshopState.CLOSED)

    at = visit("task", participant)

    assert at.text_area
    assert "Table 1" not in texts(at)


@pytest.mark.parametrize(("count", "is_told"), [(11, False), (12, True)])
def test_table_is_told_when_it_has_enough(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase, count: int, is_told: bool
) -> None:
    steps = (replace(room.steps[MAPPING], is_at_tables=True),)
    database.write(changed, workshop=room, steps=steps, step=0)
    _pull(database, room, tables.seat_all, tables=1, has_maps=True)
    on = database.read(lambda uow: uow.workshops.table_maps(room.id))[1]
    for number in range(count):
        database.write(elements.add_stakeholder, by=SYSTEM, map_id=on, name=f"Mill {number}", kind="industry")

    told = texts(visit("task", participant))

    assert f"Your table’s map: {count} elements" in told
    assert ("enough for one table" in told) is is_told


def test_group_is_asked_while_there_is_nothing_to_type(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _pull(database, room, workshops.set_step, step=ARRIVE)
    at = visit("task", participant)
    at.pills(key="task.group").set_value("research").run()

    at = visit("task", participant)

    assert not at.pills
    assert database.read(lambda uow: uow.workshops.participant(participant.id)).comes_from == "research"


def test_locked_map_is_told_and_takes_nothing(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    at = visit("task", participant)
    at.text_area[0].set_value("Wet bags")
    _pull(database, room, levers.lock, is_on=True)

    at = press(at, "Add to the map")

    assert "locked the map" in said(at)
    assert at.text_area[0].value == "Wet bags"
    assert not database.read(lambda uow: uow.elements.positions(room.map_id))


def test_muted_person_is_told_whom_to_speak_to(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _pull(database, room, levers.mute, person=participant.id, is_on=True)

    at = _tell(visit("task", participant), "Wet bags")

    assert "speak to them" in said(at)
    assert not database.read(lambda uow: uow.elements.positions(room.map_id))


def test_contribution_sent_back_is_changed_and_sent_again(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    database.write(changed, workshop=room, plan=Plan(is_moderated=True))
    at = _tell(visit("task", participant), "It is bad.")
    assert "With the facilitators" in said(at)
    held = database.read(lambda uow: uow.held.for_leave(room.map_id))[0]
    _pull(database, room, moderation.send_back, ident=held.id, sentence="What is bad?")

    at = visit("task", participant)
    assert "What is bad?" in said(at).replace("\\", "")
    at.text_area(key=f"waiting.text.{held.id}").set_value("The bags are wet.")
    at = press(at, "Send again")

    queue = database.read(moderation.queue, by=SYSTEM, map_id=room.map_id)
    assert [each.content["problem"] for each in queue] == ["The bags are wet."]
    assert "What is bad?" not in said(at)


@pytest.mark.parametrize("steps_later", [1, 2, 3])
def test_phone_that_wakes_later_shows_the_present_task(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase, steps_later: int
) -> None:
    _pull(database, room, workshops.set_step, step=ALONE)
    at = visit("task", participant)
    for step in range(ALONE + 1, ALONE + 1 + steps_later):
        _pull(database, room, workshops.set_step, step=step, expected=step - 1)

    at.run()

    assert at.header[0].value == AGENDAS["half-day"][1][ALONE + steps_later].title
    assert ("is kept" in texts(at)) is (steps_later > 1)


def test_sentence_sent_as_the_step_ends_is_refused_and_kept(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    at = visit("task", participant)
    at.text_area[0].set_value("Wet bags")
    _pull(database, room, workshops.set_step, step=CLUSTERS)

    at = press(at, "Add to the map")

    assert at.header[0].value == "What belongs together?"
    assert "does not take challenges" in said(at)
    _pull(database, room, workshops.set_step, step=ALL)
    assert at.run().text_area[0].value == "Wet bags"


def test_paused_timer_is_shown_as_such(visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase) -> None:
    _pull(database, room, levers.pause_timer)

    told = json.loads(visit("task", participant).get("bidi_component")[0].proto.json)

    assert (told["moment"]["paused_at"] is not None, told["words"]["held"]) == (True, "paused")


def test_co_facilitator_finds_the_desk_on_the_phone(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    def links(at: AppTest) -> list[str]:
        return [each.proto.label for each in at.get("page_link")]

    assert "Facilitator’s desk" not in links(visit("task", participant))
    _pull(database, room, levers.let_help, person=participant.id, is_on=True)

    assert "Facilitator’s desk" in links(visit("task", participant))


def test_mashup_asks_in_which_room_one_is_and_a_rooms_link_says_it(
    visit: Visit, database: SqlDatabase, workshop: Workshop
) -> None:
    given = {"title": "Mashup", "chains": workshop.chains, "starts_at": workshop.starts_at}
    mashup = database.write(workshops.open_workshop, by=SYSTEM, hubs=(Hub.NORTH_WEST, Hub.SOUTH_EAST), **given)
    assert visit("join", code=mashup.code).selectbox(key="join.hub").value is None
    at = visit("join", code=mashup.code, hub="south-east")
    at.text_input(key="join.alias").set_value("Ana")
    at.checkbox(key="join.consents").set_value(True)

    press(at, "Join")

    joined = database.read(lambda uow: uow.workshops.participants(mashup.id))
    assert [(each.alias, each.hub) for each in joined] == [("Ana", Hub.SOUTH_EAST)]
