"""What became of mine: the state in words, both wordings, and taking back while that is still possible."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState, Wording
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import clusters, elements, missions, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, said, texts


@pytest.fixture
def raised(database: SqlDatabase, workshop: Workshop, participant: Actor) -> ElementId:
    """A challenge that the participant has raised."""
    given = {"by": participant, "map_id": workshop.map_id, "name": "Bags *stay* wet"}
    return database.write(elements.add_challenge, **given)


def _badges(at: Any) -> list[str]:
    return [each.value.split("badge[")[1] for each in at.markdown if "-badge[" in each.value]


def test_nothing_yet_shows_the_way_to_the_task(visit: Visit, participant: Actor) -> None:
    at = visit("mine", participant)

    assert "Nothing of yours yet" in texts(at)
    assert at.button(key="mine.begin").label == "Go to your task"


def test_contribution_stands_on_the_map_and_its_name_is_no_markup(
    visit: Visit, participant: Actor, raised: ElementId
) -> None:
    at = visit("mine", participant)

    assert not at.exception
    assert r"**Bags \*stay\* wet**" in texts(at)
    assert "It stands on the map" in texts(at)
    assert at.get("progress")[0].proto.text == "**Raised** · mission · reviewed · in the call"


def test_taken_back_leaves_the_map(
    visit: Visit, participant: Actor, raised: ElementId, database: SqlDatabase, workshop: Workshop
) -> None:
    at = visit("mine", participant)

    at = at.button(key=f"mine.sure.{raised}").click().run()

    assert said(at) == "Taken off the map."
    assert "It was taken off the map on" in texts(at)
    assert database.read(lambda uow: uow.elements.positions(workshop.map_id)) == {}


def test_mission_that_took_it_up_keeps_it(
    visit: Visit, participant: Actor, raised: ElementId, database: SqlDatabase, workshop: Workshop
) -> None:
    _promoted(database, workshop, raised)

    at = visit("mine", participant)

    assert "It is part of the mission" in texts(at)
    assert at.get("progress")[0].proto.value == 50
    assert not [each for each in at.button if each.label == "Take it off the map"]


def test_after_the_workshop_a_participant_takes_nothing_back(
    visit: Visit, participant: Actor, raised: ElementId, database: SqlDatabase, workshop: Workshop
) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    at = visit("mine", participant)

    assert not [each for each in at.button if each.label == "Take it off the map"]


def test_both_wordings_are_shown_where_the_council_changed_it(
    visit: Visit, participant: Actor, raised: ElementId, database: SqlDatabase, workshop: Workshop
) -> None:
    mission = _promoted(database, workshop, raised)
    database.write(_in_review, element=raised, mission=mission)

    at = visit("mine", participant)

    assert at.expander[0].label == "Both wordings"
    wordings = " ".join(each.value for each in at.expander[0].markdown)
    assert "Mine" in wordings
    assert "Theirs" in wordings
    assert at.get("progress")[0].proto.value == 75


def _promoted(database: SqlDatabase, workshop: Workshop, member: ElementId) -> MissionId:
    drawn = {"by": SYSTEM, "map_id": workshop.map_id}
    cluster = database.write(clusters.draw, name="Wet bags", members=[member], **drawn)
    given = {"title": "Dry bags", "statement": "By 2030 all bags are dry.", "hub": Hub.NORTH_WEST}
    return database.write(missions.promote, cluster=cluster, chains=(Chain.TEXTILES,), **drawn, **given)


def _in_review(uow: UnitOfWork, *, element: ElementId, mission: MissionId) -> None:
    challenge = CallChallenge(CallChallengeId("c1"), element, mission, Wording("Mine", "p", "w"))
    council = Wording("Theirs", "p", "w")
    uow.calls.add_challenge(replace(challenge, council=council, state=ChallengeState.IN_REVIEW))


def test_each_contribution_leads_to_its_way_and_its_mission(
    visit: Visit, participant: Actor, raised: ElementId, database: SqlDatabase, workshop: Workshop
) -> None:
    mission = _promoted(database, workshop, raised)

    mine = visit("mine", participant)
    way = visit("trace", participant, element=raised)
    promoted = visit("missions", participant, mission=mission)

    assert [each.proto.label for each in mine.get("page_link")][:2] == ["Its way", "Dry bags"]
    assert "Zsófi · step “Open map” · Textiles, Testhoven" in texts(way)
    assert "Open the mission" in [each.proto.label for each in way.get("page_link")]
    assert promoted.title[0].value == "Dry bags"
    assert not [at for at in (mine, way, promoted) if at.exception]


def test_a_way_that_is_not_open_to_the_reader_is_said(visit: Visit, participant: Actor) -> None:
    assert said(visit("trace", participant, element="nowhere")) == "This element is not on the map."
