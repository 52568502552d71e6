"""Agendas: steps narrowed and kept, changed while a workshop runs, times against the clock, templates of a hub."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS, beginnings, fit_step, fit_steps, likely_end, planned_end, together
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, Conflict, NotAllowed, NotThere, StepForbids
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import agendas, elements, links, workshops
from sotecin_graph.vocabulary import Hub, Kind, LinkType
from sotecin_graph.workshops import Step, Takes, Workshop, step_from_wire, step_to_wire
from tests.conftest import FACILITATOR, STRANGER

STEPS = AGENDAS["taster"][1]
FULL = Step("Look", "Look.", 7, (Takes.STAKEHOLDER, Takes.LINK), (Kind.CIVIL,), (LinkType.MONEY,), True, 5, True, "abc")


def change(database: SqlDatabase, map_id: MapId, was: tuple[Step, ...], steps: tuple[Step, ...]) -> None:
    database.write(agendas.change_steps, by=FACILITATOR, map_id=map_id, was=was, steps=steps)


def steps_of(database: SqlDatabase, workshop: Workshop) -> tuple[Step, ...]:
    return database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id).steps


@pytest.fixture
def running(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A taster in its second step."""
    return database.write(_in_second_step, workshop=workshop)


def _in_second_step(uow: UnitOfWork, *, workshop: Workshop) -> Workshop:
    changed = replace(workshop, steps=STEPS, step=1, step_started_at=uow.now)
    uow.workshops.update(changed)
    return changed


def test_step_keeps_all_that_is_said_of_it() -> None:
    assert step_from_wire(step_to_wire(FULL)) == FULL


def test_step_that_was_stored_long_ago_is_open_to_all() -> None:
    old = {"title": "Add", "instruction": "", "minutes": 10, "takes": ["link"]}

    step = step_from_wire(old)

    assert step == Step("Add", "", 10, (Takes.LINK,))
    assert (step.is_private, step.dots, step.view) == (False, 0, "")


def test_steps_to_come_can_be_changed_while_it_runs(database: SqlDatabase, running: Workshop) -> None:
    new = (*STEPS[:2], replace(STEPS[4], minutes=25), FULL)

    change(database, running.map_id, STEPS, new)

    assert steps_of(database, running) == new


@pytest.mark.parametrize("number", [0, 1])
def test_steps_that_were_or_are_on_stay(database: SqlDatabase, running: Workshop, number: int) -> None:
    new = tuple(replace(each, minutes=99) if at == number else each for at, each in enumerate(STEPS))

    with pytest.raises(Conflict, match="has begun"):
        change(database, running.map_id, STEPS, new)
    assert steps_of(database, running) == STEPS


def test_of_two_who_change_at_once_the_second_is_told(database: SqlDatabase, running: Workshop) -> None:
    first = (*STEPS[:-1], replace(STEPS[-1], minutes=20))
    change(database, running.map_id, STEPS, first)

    with pytest.raises(Conflict, match="meanwhile"):
        change(database, running.map_id, STEPS, (*STEPS, FULL))
    assert steps_of(database, running) == first


def test_stranger_changes_no_agenda(database: SqlDatabase, running: Workshop) -> None:
    with pytest.raises(NotAllowed):
        database.write(agendas.change_steps, by=STRANGER, map_id=running.map_id, was=STEPS, steps=STEPS[:3])


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (replace(FULL, minutes=0), "1 to 480 minutes"),
        (replace(FULL, minutes=481), "1 to 480 minutes"),
        (replace(FULL, title=" "), "write something"),
        (replace(FULL, dots=21), "at most 20 dots"),
        (replace(FULL, instruction="x" * 301), "at most 300"),
    ],
)
def test_step_that_cannot_be_is_refused_with_the_reason(step: Step, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        fit_steps([step])


def test_agenda_has_at_least_one_step() -> None:
    with pytest.raises(BadInput, match="1 to 40 steps"):
        fit_steps([])


def test_narrowing_goes_with_what_it_narrows() -> None:
    fit = fit_step(replace(FULL, takes=(Takes.VOTE,)))

    assert (fit.kinds, fit.link_types) == ((), ())


def test_step_takes_only_the_groups_that_it_names(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    on = {"by": participant, "map_id": workshop.map_id}
    narrowed = replace(workshop.current, kinds=(Kind.CIVIL,), link_types=(LinkType.MONEY,))
    database.write(_with_step, workshop=workshop, step=narrowed)

    with pytest.raises(StepForbids, match="does not take “Industry”"):
        database.write(elements.add_stakeholder, name="Mill", kind="industry", **on)
    ends = {end: database.write(elements.add_stakeholder, name=end, kind="civil", **on) for end in ("source", "target")}
    with pytest.raises(StepForbids, match="It takes “money”"):
        database.write(links.add_link, type="material", **ends, **on)
    database.write(links.add_link, type="money", **ends, **on)


def _with_step(uow: UnitOfWork, *, workshop: Workshop, step: Step) -> None:
    uow.workshops.update(replace(workshop, steps=(step,)))


def test_clock_of_an_agenda() -> None:
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)

    assert together(STEPS) == 90
    assert [each.minute for each in beginnings(STEPS, at)] == [0, 10, 30, 50, 10, 20, 30]


def test_likely_end_counts_what_is_left_from_now(running: Workshop) -> None:
    began = running.step_started_at
    assert began is not None

    assert likely_end(running, began) == began + timedelta(minutes=80)
    assert likely_end(running, began + timedelta(minutes=30)) == began + timedelta(minutes=90)
    assert planned_end(running) == running.starts_at + timedelta(minutes=90)


def test_hub_keeps_an_agenda_and_lets_it_go(database: SqlDatabase) -> None:
    ident = database.write(agendas.keep_agenda, by=FACILITATOR, hub=Hub.NORTH_WEST, title="Ours", steps=[FULL])
    kept = database.read(agendas.agendas_of, by=FACILITATOR)

    assert [(each.title, each.steps, each.by) for each in kept] == [("Ours", (replace(FULL, view=""),), "Ilse")]
    assert database.read(agendas.agendas_of, by=STRANGER) == []
    with pytest.raises(NotThere):
        database.write(agendas.remove_agenda, by=STRANGER, ident=ident)
    database.write(agendas.remove_agenda, by=FACILITATOR, ident=ident)
    with pytest.raises(NotThere):
        database.write(agendas.remove_agenda, by=FACILITATOR, ident=ident)


def test_agenda_with_the_same_title_is_replaced(database: SqlDatabase) -> None:
    for steps in (STEPS, [FULL]):
        database.write(agendas.keep_agenda, by=FACILITATOR, hub=Hub.NORTH_WEST, title="Ours", steps=steps)

    kept = database.read(agendas.agendas_of, by=FACILITATOR)
    assert [len(each.steps) for each in kept] == [1]


def test_agenda_is_kept_for_ones_own_hub_only(database: SqlDatabase) -> None:
    with pytest.raises(NotAllowed):
        database.write(agendas.keep_agenda, by=FACILITATOR, hub=Hub.EAST, title="Ours", steps=[FULL])
