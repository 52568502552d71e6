"""The map page: who gets which levers and which tools, a step forward, other maps, and where there is no map."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import maps, workshops
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, press, said, texts

OpenAccount = Callable[..., Actor]


@pytest.fixture
def stepping(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A workshop with an agenda of several steps."""
    given = {"title": "Steps", "hubs": workshop.hubs, "chains": workshop.chains, "starts_at": workshop.starts_at}
    return database.write(workshops.open_workshop, by=SYSTEM, agenda="taster", **given)


def _menus(at: AppTest) -> list[str]:
    return [each.proto.popover.label for each in at.get("popover")]


def _mode(at: AppTest) -> str:
    return str(json.loads(at.get("bidi_component")[0].proto.json)["mode"])


def _step(database: SqlDatabase, workshop: Workshop) -> int:
    return database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id).step


def test_facilitator_has_all_levers_and_may_edit(visit: Visit, open_account: OpenAccount, workshop: Workshop) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=workshop.map_id)

    assert not at.exception
    assert _mode(at) == "edit"
    assert _menus(at) == ["Maps", "Facilitate", "Share"]
    assert [each.proto.label for each in at.get("link_button")] == ["Projector view"]
    assert "Live" in texts(at)


def test_facilitator_of_another_hub_only_shares(visit: Visit, open_account: OpenAccount, workshop: Workshop) -> None:
    at = visit("map", open_account(Role.FACILITATOR, Hub.EAST), map=workshop.map_id)

    assert "Facilitate" not in _menus(at)
    assert _mode(at) == "view"


def test_participant_edits_and_finds_the_way_to_the_task(visit: Visit, participant: Actor, workshop: Workshop) -> None:
    at = visit("map", participant)

    assert _mode(at) == "edit"
    assert _menus(at) == ["Share"]
    assert [each.proto.label for each in at.get("page_link")] == ["Your task", "Mine"]


def test_reader_who_is_not_signed_in_sees_examples_only(
    visit: Visit, workshop: Workshop, example_workshop: Workshop
) -> None:
    at = visit("map", map=workshop.map_id)

    assert _mode(at) == "view"
    assert "Example, Testburg" in texts(at).replace("\\", "")
    assert "for people who have joined" in said(at)
    assert [each.proto.label for each in at.get("page_link")] == ["Join", "Sign in"]


def test_projector_shows_nothing_but_the_map(visit: Visit, open_account: OpenAccount, workshop: Workshop) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=workshop.map_id, view="projector")

    assert _mode(at) == "projector"
    assert texts(at) == ""
    assert not at.button


def test_next_step_goes_one_step_on(
    visit: Visit, open_account: OpenAccount, stepping: Workshop, database: SqlDatabase
) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=stepping.map_id)
    at.session_state["map.facilitate"] = True

    press(at.run(), "Next step")

    assert _step(database, stepping) == 1
    assert "Step 2 of 6" in texts(at)


def test_click_on_an_old_picture_of_the_step_goes_nowhere(
    visit: Visit, open_account: OpenAccount, stepping: Workshop, database: SqlDatabase
) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=stepping.map_id)
    at.session_state["map.facilitate"] = True
    at.run()
    database.write(workshops.set_step, by=SYSTEM, map_id=stepping.map_id, step=4)

    press(at, "Next step")

    assert _step(database, stepping) == 4


def test_workshop_is_closed_and_says_so(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, database: SqlDatabase
) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=workshop.map_id)
    at.session_state["map.facilitate"] = True

    press(press(at.run(), "Close the workshop"), "Close now")

    found = database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id)
    assert found.state is WorkshopState.CLOSED
    assert "Closed" in texts(at)


def test_new_map_is_opened_in_its_dialog(visit: Visit, open_account: OpenAccount, database: SqlDatabase) -> None:
    database.write(maps.create_map, by=SYSTEM, name="First", hubs=(Hub.NORTH_WEST,))
    at = press(visit("map", open_account(Role.FACILITATOR)), "New map")
    at.text_input[0].set_value("Wool")
    # The test runner draws the whole page anew, so the dialog has to be open in the same run.
    next(each for each in at.button if each.label == "New map").click()
    press(at, "Open the map")

    assert database.read(maps.map_named, by=SYSTEM, name="Wool").hubs == (Hub.NORTH_WEST,)


def test_choosing_a_map_keeps_it_in_the_address(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, stepping: Workshop
) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=workshop.map_id)

    press(at, "Steps · North-West hub")

    assert at.query_params["map"] == stepping.map_id
    assert "Steps" in at.markdown[0].value


def test_without_a_map_the_facilitator_is_shown_how_to_begin(visit: Visit, open_account: OpenAccount) -> None:
    at = visit("map", open_account(Role.FACILITATOR))

    assert [each.label for each in at.button] == ["Open a workshop", "Bring in a file"]


def test_share_has_code_link_and_files(visit: Visit, open_account: OpenAccount, workshop: Workshop) -> None:
    at = visit("map", open_account(), map=workshop.map_id)
    at.session_state["map.share"] = True
    at.run()

    assert workshop.code in at.code[0].value
    assert [each.label for each in at.download_button] == ["QR as SVG", "QR as PNG"]
    assert f"/maps/{workshop.map_id}.graphml?language=en" in texts(at)
