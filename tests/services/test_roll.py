"""The facilitators' overview: everyone counts, with what is on the map and what waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import NotAllowed
from sotecin_graph.people import Actor
from sotecin_graph.services import contributions, elements, roll, sessions
from sotecin_graph.services.undo import undo
from sotecin_graph.vocabulary import Hub, Kind
from sotecin_graph.workshops import Workshop
from tests.conftest import FACILITATOR


def test_people_count_with_what_is_there_and_what_waits_and_not_with_what_was_taken_back(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    on = {"by": participant, "map_id": workshop.map_id}
    database.write(sessions.join, code=workshop.code, alias="Silent", consents=True)
    database.write(elements.add_stakeholder, name="A", kind=Kind.INDUSTRY, **on)
    database.write(undo, **on)
    private = replace(workshop, steps=(replace(workshop.current, is_private=True),))
    database.write(lambda uow: uow.workshops.update(private))
    database.write(contributions.raise_challenge, problem="Wet bags", **on)

    seen = database.read(roll.roll, by=FACILITATOR, map_id=workshop.map_id)

    assert [(each.participant.alias, each.added) for each in seen.people] == [("Zsófi", 1), ("Silent", 0)]
    assert (seen.people[1].last_at, seen.added, seen.to_show, seen.to_accept) == (None, 1, 1, 0)
    added = database.read(roll.added_over_time, by=FACILITATOR, map_id=workshop.map_id)
    assert [each.hub for each in added] == [Hub.NORTH_WEST]
    assert added[-1].at == seen.people[0].last_at


def test_overview_is_for_facilitators(database: SqlDatabase, workshop: Workshop, participant: Actor) -> None:
    with pytest.raises(NotAllowed):
        database.read(roll.roll, by=participant, map_id=workshop.map_id)
