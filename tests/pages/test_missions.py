"""Missions: the list, one mission with its open points, and what its lead changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import Mission, MissionId, MissionState
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import calls, elements, links, mission_life, missions
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD
from tests.pages.conftest import Visit, said, texts
from tests.pages.scenes import draw_cluster, promote

Open = Callable[..., Actor]


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

    assert [button.label for button in at.button] == ["All missions", "Versions", "Who contributed what"]
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


def _field(at: AppTest, begins: str) -> Any:
    return next(each for each in (*at.text_area, *at.text_input) if each.label.startswith(begins))


def _saved(at: AppTest) -> AppTest:
    return next(each for each in at.button if each.label == "Save as a new version").click().run()


def test_form_sends_only_what_was_changed(visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead, mission=mission, write="figures")
    database.write(missions.edit_mission, by=SYSTEM, mission_id=mission, risks="Rain.")
    _field(at, "Target").set_value("50 % of coats").run()

    at = _saved(at)

    kept = _kept(database, mission)
    assert (kept.target, kept.risks, kept.version) == ("50 % of coats", "Rain.", 3)
    assert said(at) == ("Saved as version 3. What others have changed meanwhile is kept: Risks and assumptions.")


def test_checks_follow_what_is_written_before_it_is_saved(
    visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor
) -> None:
    at = visit("missions", lead, mission=mission, write="statement")
    assert "**A deadline** :green[Met]" in texts(at)

    at = _field(at, "Statement").set_value("An app that helps.").run()

    assert "**A deadline** :red[Missing]" in texts(at)
    assert "“app” sounds like a solution" in texts(at)
    assert _kept(database, mission).version == 1


def test_what_is_not_saved_is_still_there_on_coming_back(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead, mission=mission, write="statement")
    _field(at, "Statement").set_value("Half a sentence").run()

    at = at.button(key="missions.back").click().run()
    assert "Something of yours is not saved" in texts(at)
    at = at.button(key="missions.statement").click().run()

    assert _field(at, "Statement").value == "Half a sentence"


@pytest.mark.parametrize(("side", "expected"), [("mine", "50 % of coats"), ("theirs", "60 % of coats")])
def test_both_wordings_are_shown_before_one_replaces_the_other(
    visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor, side: str, expected: str
) -> None:
    at = visit("missions", lead, mission=mission, write="figures")
    database.write(missions.edit_mission, by=SYSTEM, mission_id=mission, target="60 % of coats")
    at = _saved(_field(at, "Target").set_value("50 % of coats").run())

    assert "Both of you changed: Target. Nothing of yours is saved yet." in said(at)
    assert [each.value for each in at.text] == ["60 % of coats", "50 % of coats"]
    at.button_group[0].set_value(side)
    _saved(at)

    assert _kept(database, mission).target == expected


def test_council_is_chosen_among_the_members(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    at = _opened(visit, lead, mission, "missions.council")
    (council,) = [each for each in at.multiselect if each.label.startswith("Members of the council")]

    _saved(council.set_value([made["Lab"], made["Guild"]]).run())

    assert _kept(database, mission).council == (made["Lab"], made["Guild"])


def test_adopting_signs_with_the_name_of_the_lead(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    given = {"by": SYSTEM, "mission_id": mission}
    assert "It has no council yet" in texts(visit("missions", lead, mission=mission))
    database.write(missions.edit_mission, council=(made["Lab"],), **given)
    database.write(mission_life.move, state=MissionState.IN_COUNCIL, **given)

    at = _opened(visit, lead, mission, "missions.move.adopted")
    at.button(key="missions.move.adopted").click()
    at.button(key="missions.move.sent").click().run()

    kept = _kept(database, mission)
    assert (kept.state, kept.signed_off_by, kept.signed_version) == (MissionState.ADOPTED, lead.name, 2)


def test_two_versions_show_what_went_and_what_came_and_an_earlier_one_comes_back(
    visit: Visit, database: SqlDatabase, mission: MissionId, lead: Actor
) -> None:
    before = _kept(database, mission).statement
    given = {"by": SYSTEM, "mission_id": mission}
    database.write(missions.edit_mission, statement=before.replace("half", "all"), **given)

    at = visit("missions", lead, mission=mission, view="versions")
    assert ":red-background[~~half~~] :green-background[**all**] of all coats" in texts(at)
    at.button(key="missions.restore.1").click().run()

    kept = _kept(database, mission)
    assert (kept.statement, kept.version) == (before, 3)


def test_trace_tells_who_contributed_what_and_leads_on(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("missions", lead, mission=mission, view="trace")

    assert "5 elements under 1 name, as the map names them" in texts(at)
    assert r"Textiles, Testhoven\: Open map" in [each.value for each in at.subheader]
    assert [each.proto.label for each in at.get("page_link")].count("Its way") == 5


def test_missions_side_by_side_tell_what_they_share(
    visit: Visit, database: SqlDatabase, workshop: Workshop, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    some = {name: made[name] for name in ("Lab", "Worn coats")}
    promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, some))

    at = visit("missions", lead, compare="all")

    assert not at.exception
    assert "**Lab** M1, M2" in texts(at)
    assert "48 of 49 places have no mission yet" in texts(at)
    assert list(at.table[0].value.iloc[0]) == [1, 1, "40%"]


def test_unpublished_challenge_is_no_link_for_readers(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], open_account: Open
) -> None:
    database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Worn coats"])

    at = visit("missions", open_account(Role.CONTRIBUTOR), mission=mission)

    there = ["Its way", "Its way", "Open the map", "All that was contributed there"]
    assert [each.proto.label for each in at.get("page_link")] == there


def test_gaps_of_a_mission_name_who_could_fill_them(
    visit: Visit, database: SqlDatabase, workshop: Workshop, mission: MissionId, lead: Actor
) -> None:
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    found = database.write(elements.add_stakeholder, name="Town hall", kind=Kind.GOVERNMENT, **given)
    challenge = database.read(missions.view, by=LEAD, mission_id=mission).elements[-1].id
    database.write(links.add_link, type=LinkType.FACES, source=found, target=challenge, **given)
    at = visit("missions", lead, mission=mission)
    at.session_state["missions.gaps"] = True

    assert "Government: Town hall (1 link with members, 1 tag in common)" in texts(at.run())
