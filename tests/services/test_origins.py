"""Where elements come from and where they went: step and workshop of each, and only what the reader may see."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import NotThere
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import calls, clusters, elements, missions, origins, workshops
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, LEAD

ELSEWHERE = {"title": "Plastics, Testburg", "agenda": "open"}


@pytest.fixture
def raised(database: SqlDatabase, workshop: Workshop, participant: Actor) -> ElementId:
    """A challenge of a participant."""
    return database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="Wet bags")


@pytest.fixture
def mission(database: SqlDatabase, workshop: Workshop, raised: ElementId) -> MissionId:
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    cluster = database.write(clusters.draw, members=[raised], name="Bags", **given)
    return database.write(missions.promote, cluster=cluster, title="Dry bags", **given)


def test_a_member_is_followed_to_who_contributed_it_in_which_step(
    database: SqlDatabase, workshop: Workshop, mission: MissionId, raised: ElementId
) -> None:
    (origin,) = database.read(origins.of_mission, by=LEAD, mission_id=mission).origins

    assert (origin.element.id, origin.by, origin.step, origin.is_on_map) == (raised, ("Zsófi",), "Open map", True)
    assert origin.workshop is not None
    assert origin.workshop.id == workshop.id


def test_an_element_taken_to_another_map_still_comes_from_its_own_workshop(
    database: SqlDatabase, workshop: Workshop, mission: MissionId, raised: ElementId
) -> None:
    given = {"hubs": workshop.hubs, "chains": workshop.chains, "starts_at": workshop.starts_at}
    other = database.write(workshops.open_workshop, by=SYSTEM, **ELSEWHERE, **given)
    database.write(lambda uow: uow.elements.place(other.map_id, {raised: (0.0, 0.0)}))

    way = database.read(origins.way, by=LEAD, element=raised)

    assert {facts.id for facts in way.maps} == {workshop.map_id, other.map_id}
    assert way.origin.workshop is not None
    assert way.origin.workshop.title == workshop.title


def test_the_way_leads_to_clusters_missions_and_calls(
    database: SqlDatabase, mission: MissionId, raised: ElementId
) -> None:
    taken = database.write(calls.take_up, by=LEAD, mission_id=mission, element=raised)

    way = database.read(origins.way, by=LEAD, element=raised)

    assert [held.cluster.name for held in way.clusters] == ["Dry bags"]
    assert [each.id for each in way.missions] == [mission]
    assert [each.id for each in way.challenges] == [taken]
    assert way.sentence
    assert not database.read(origins.way, by=CONTRIBUTOR, element=raised).sentence


def test_who_may_not_see_its_map_learns_nothing(
    database: SqlDatabase, workshop: Workshop, raised: ElementId, participant: Actor
) -> None:
    given = {"hubs": workshop.hubs, "chains": workshop.chains, "starts_at": workshop.starts_at}
    other = database.write(workshops.open_workshop, by=SYSTEM, **ELSEWHERE, **given)
    hidden = database.write(elements.add_challenge, by=SYSTEM, map_id=other.map_id, name="Hidden")

    with pytest.raises(NotThere):
        database.read(origins.way, by=participant, element=hidden)
    assert database.read(origins.way, by=participant, element=raised).origin.by == ("Zsófi",)
