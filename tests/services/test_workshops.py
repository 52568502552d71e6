"""Use cases of facilitating: who may open a workshop where, what a planned one waits for, who joined."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import BadInput, NotAllowed
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import maps, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR

GIVEN: dict[str, Any] = {
    "title": "Packaging, Testdam",
    "hubs": (Hub.NORTH_WEST,),
    "chains": (Chain.PACKAGING,),
    "starts_at": datetime(2026, 10, 14, 9, tzinfo=UTC),
}


def test_workshop_opens_only_on_a_map_that_one_may_facilitate(database: SqlDatabase) -> None:
    elsewhere = database.write(maps.create_map, by=SYSTEM, name="East", hubs=(Hub.EAST,))

    with pytest.raises(NotAllowed):
        database.write(workshops.open_workshop, by=FACILITATOR, map_id=elsewhere, **GIVEN)


def test_planned_workshop_starts_its_first_step_when_it_is_opened(database: SqlDatabase) -> None:
    planned = database.write(workshops.open_workshop, by=FACILITATOR, state=WorkshopState.PLANNED, **GIVEN)
    database.write(workshops.set_state, by=FACILITATOR, map_id=planned.map_id, state=WorkshopState.OPEN)

    opened = database.read(workshops.workshop_of, by=FACILITATOR, ident=planned.id)

    assert planned.step_started_at is None
    assert opened.step_started_at is not None


def test_opening_again_leaves_the_timer_of_the_step(database: SqlDatabase, workshop: Workshop) -> None:
    for state in (WorkshopState.CLOSED, WorkshopState.OPEN):
        database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=state)

    assert database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id).step_started_at == (
        workshop.step_started_at
    )


def test_consent_text_has_a_length(database: SqlDatabase) -> None:
    with pytest.raises(BadInput, match="consent text"):
        database.write(workshops.open_workshop, by=FACILITATOR, consent_text="x" * 2_001, **GIVEN)


def test_views_count_who_joined(database: SqlDatabase, workshop: Workshop, participant: Actor) -> None:
    views = database.read(workshops.views_of, by=FACILITATOR)

    assert [(view.workshop.id, view.facts.id) for view in views] == [(workshop.id, workshop.map_id)]
    assert [person.alias for person in views[0].participants] == [participant.name]


def test_view_is_for_facilitators(database: SqlDatabase, workshop: Workshop) -> None:
    with pytest.raises(NotAllowed):
        database.read(workshops.view, by=CONTRIBUTOR, ident=workshop.id)


def test_the_wire_says_which_step_began_when(database: SqlDatabase) -> None:
    opened = database.write(workshops.open_workshop, by=FACILITATOR, agenda="half-day", **GIVEN)
    for step in (1, 2, 1):
        database.write(workshops.set_step, by=FACILITATOR, map_id=opened.map_id, step=step)

    wire = database.read(workshops.workshop_of, by=FACILITATOR, ident=opened.id).to_wire()

    begun = [*wire["begun"], [wire["step"], wire["step_started_at"]]]
    assert [step for step, _at in begun] == [0, 1, 2, 1]
    assert [at for _step, at in begun] == sorted(at for _step, at in begun)
