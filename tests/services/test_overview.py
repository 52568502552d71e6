"""The programme at a glance: places counted over maps, promises, empty seats, and what who is not signed in sees."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.coverage import Waiting
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import MissionId, MissionState
from sotecin_graph.people import NOBODY, SYSTEM
from sotecin_graph.services import clusters, elements, mission_life, missions
from sotecin_graph.services.overview import EmptySeats, Overview, overview
from sotecin_graph.vocabulary import Chain, Hub, Kind
from sotecin_graph.workshops import Workshop
from tests.conftest import STRANGER

HERE = (Hub.NORTH_WEST, Chain.TEXTILES)


@pytest.fixture
def members(database: SqlDatabase, workshop: Workshop) -> list[ElementId]:
    """A stakeholder and two challenges on the workshop's map."""
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    works = database.write(elements.add_stakeholder, name="Works", kind=Kind.INDUSTRY, country="NL", **given)
    return [works, *(database.write(elements.add_challenge, name=name, **given) for name in ("Wet bags", "Worn coats"))]


@pytest.fixture
def mission(database: SqlDatabase, workshop: Workshop, members: list[ElementId]) -> MissionId:
    """A mission of them, without a council."""
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    drawn = database.write(clusters.draw, name="Coats", members=members, **given)
    return database.write(missions.promote, cluster=drawn, title="Coats twice", **given)


def _seen(database: SqlDatabase) -> Overview:
    return database.read(overview, by=STRANGER)


def test_places_are_counted_by_hub_and_chain_of_the_map(
    database: SqlDatabase, members: list[ElementId], mission: MissionId
) -> None:
    seen = _seen(database)

    cell = seen.cells[HERE]
    assert (cell.elements, cell.challenges, cell.missions) == (3, 2, 1)
    assert seen.workshops == {HERE: 1}
    assert sum(cell.elements for cell in seen.cells.values()) == 3


def test_promises_stand_beside_what_is_here(database: SqlDatabase, mission: MissionId) -> None:
    reached = {target.title: target.reached for target in _seen(database).targets}

    assert reached["Missions"] == 1
    assert reached["Countries on the maps"] == 1
    assert reached["Open calls"] == 0


def test_mission_without_council_waits_first_in_its_hub(database: SqlDatabase, mission: MissionId) -> None:
    first, second, *_rest = _seen(database).waiting

    assert isinstance(first, EmptySeats)
    assert (first.mission.id, first.has_council) == (mission, False)
    assert isinstance(second, Waiting)
    assert second.sentence() == "North-West: 2 challenges without an owner"


def test_closed_mission_waits_for_nobody(database: SqlDatabase, mission: MissionId) -> None:
    given = {"state": MissionState.CLOSED, "reason": "Its work is done."}
    database.write(mission_life.move, by=SYSTEM, mission_id=mission, **given)

    assert not any(isinstance(each, EmptySeats) for each in _seen(database).waiting)


def test_who_is_not_signed_in_sees_examples_only(database: SqlDatabase, mission: MissionId) -> None:
    seen = database.read(overview, by=NOBODY)

    assert seen.is_empty
    assert not seen.is_example
    assert sum(cell.elements for cell in seen.cells.values()) == 0


def test_nothing_waits_where_there_is_no_map(database: SqlDatabase) -> None:
    assert _seen(database).waiting == ()
