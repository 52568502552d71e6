"""Missions: the list, one mission with its open points, and what its lead changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import Mission, MissionId, MissionState
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import calls, missions
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD
from tests.pages.conftest import Visit, said, texts
from tests.pages.scenes import draw_cluster, draw_map, promote

Open = Callable[..., Actor]


@pytest.fixture
def lead(open_account: Open) -> Actor:
    return open_account(Role.HUB_LEAD)


@pytest.fixture
def made(database: SqlDatabase, workshop: Workshop) -> dict[str, ElementId]:
    return draw_map(database, workshop.map_id)


@pytest.fixture
def mission(database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId]) -> MissionId:
    return promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, made))


def _kept(database: SqlDatabase, mission: MissionId) -> Mission:
    return database.read(missions.view, by=LEAD, mission_id=mission).mission


def _opened(visit: Visit, lead: Actor, mission: MissionId, button: str) -> AppTest:
    return visit("missions", lead, mission=mission).button(key=button).click().run()


def test_without_missions_the_way_to_clusters_is_shown(visit: Visit, workshop: Workshop, lead: Actor) -> None:
    at = visit("missions", lead)

    assert [each.value for each in at.subheader] == ["No missions yet"]
    assert at.get("page_link")


def test_card_tells_who_takes_part_and_who_is_missing(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead)

    assert [each.value for each in at.subheader] == ["Coats twice"]
    assert "Missing: Government, Nature, Intermediary" in texts(at)
    assert "3 stakeholders, 2 challenges" in texts(at)


def test_card_opens_its_mission(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead).button(key=f"missions.open.{mission}").click().run()

    assert at.title[0].value == "Coats twice"


def test_open_points_come_with_an_action(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead, mission=mission)

    assert not at.exception
    assert at.button(key="missions.check.benefit").label == "Say who"
    assert ":orange[:material/eco: Nature: no seat yet]" in texts(at)


def test_mission_that_is_not_there_is_said(visit: Visit, workshop: Workshop, lead: Actor) -> None:
    assert said(visit("missions", lead, mission="nowhere")) == "There is no mission nowhere."


def test_reader_sees_no_levers(visit: Visit, mission: MissionId, open_account: Open) -> None:
    at = visit("missions", open_account(Role.CONTRIBUTOR), mission=mission)

    assert [button.label for button in at.button] == ["All missions"]
    assert at.title[0].value == "Coats twice"


def test_challenge_is_taken_into_a_call_once(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = visit("missions", lead, mission=mission)

    at.button(key=f"missions.take.{made['Worn coats']}").click().run()

    (taken,) = database.read(missions.view, by=LEAD, mission_id=mission).challenges
    assert taken.element_id == made["Worn coats"]
    assert f"missions.take.{taken.element_id}" not in [
        each.key for each in visit("missions", lead, mission=mission).button
    ]


def _form(mission: str) -> None:
    """The form as a dialog keeps it open: with the mission as it was when it was opened."""
    from pages.parts import mission_form
    from pages.parts.desk import open_desk
    from sotecin_graph.services import missions

    desk = open_desk()
    if "view" not in desk.keep.values:
        desk.keep.values["view"] = desk.ask(missions.view, mission_id=mission)
    mission_form._edit(desk, desk.keep.values["view"], "figures")


def test_form_sends_only_what_was_changed(visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor) -> None:
    visit("missions", lead)
    at = AppTest.from_function(_form, kwargs={"mission": mission}, default_timeout=20).run()
    database.write(missions.edit_mission, by=SYSTEM, mission_id=mission, risks="Rain.")
    next(each for each in at.text_area if each.label.startswith("Target")).set_value("50 % of coats")

    at.button[0].click().run()

    kept = _kept(database, mission)
    assert (kept.target, kept.risks, kept.version) == ("50 % of coats", "Rain.", 3)


def test_form_shows_what_someone_else_wrote_before_it_replaces_it(
    visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor
) -> None:
    visit("missions", lead)
    at = AppTest.from_function(_form, kwargs={"mission": mission}, default_timeout=20).run()
    database.write(missions.edit_mission, by=SYSTEM, mission_id=mission, target="60 % of coats")
    next(each for each in at.text_area if each.label.startswith("Target")).set_value("50 % of coats")

    at.button[0].click().run()
    assert (_kept(database, mission).target, at.text[0].value) == ("60 % of coats", "60 % of coats")

    at.button[0].click().run()
    assert _kept(database, mission).target == "50 % of coats"


def test_council_is_chosen_among_the_members(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = _opened(visit, lead, mission, "missions.council")
    (council,) = [each for each in at.multiselect if each.label.startswith("Members of the council")]
    council.set_value([made["Lab"], made["Guild"]])

    at.button(key="missions.council").click()
    at.button[-1].click().run()

    assert _kept(database, mission).council == (made["Lab"], made["Guild"])


def test_adopting_signs_with_the_name_of_the_lead(
    visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor
) -> None:
    at = _opened(visit, lead, mission, "missions.sign")
    at.radio[0].set_value(MissionState.ADOPTED)

    at.button(key="missions.sign").click()
    at.button[-1].click().run()

    kept = _kept(database, mission)
    assert (kept.state, kept.signed_off_by) == (MissionState.ADOPTED, lead.name)


def test_unpublished_challenge_is_no_link_for_readers(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], open_account: Open
) -> None:
    database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Worn coats"])

    at = visit("missions", open_account(Role.CONTRIBUTOR), mission=mission)

    assert [each.proto.label for each in at.get("page_link")] == ["Open the map", "Open the cluster"]
