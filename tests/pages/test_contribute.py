"""Contribute after the event: where one may add, what is warned of and never refused, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.elements import Element
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import contributions, elements, workshops
from sotecin_graph.vocabulary import Chain, Hub, Kind, Strategy
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, said, texts

OpenAccount = Callable[..., Actor]


@pytest.fixture
def over(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop after the event."""
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)
    return workshop


def _add(at: AppTest) -> AppTest:
    return next(each for each in at.button if each.label == "Add to the map").click().run()


def _field(at: AppTest, kind: str, ending: str) -> Any:
    return next(each for each in at.get(kind) if str(each.key).endswith(ending))


def _on_map(database: SqlDatabase, workshop: Workshop) -> list[Element]:
    return database.read(contributions.elements_on, by=SYSTEM, map_id=workshop.map_id)


def test_who_is_not_signed_in_is_asked_to(visit: Visit) -> None:
    at = visit("contribute")

    assert [each.label for each in at.button] == ["Sign in"]


def test_hub_without_a_map_says_who_opens_one(visit: Visit, open_account: OpenAccount) -> None:
    assert "Your hub has no map yet" in texts(visit("contribute", open_account()))


def test_challenge_is_added_whole(
    visit: Visit, over: Workshop, open_account: OpenAccount, database: SqlDatabase
) -> None:
    tenants = database.write(elements.add_stakeholder, by=SYSTEM, map_id=over.map_id, name="Tenants", kind=Kind.CIVIL)
    at = visit("contribute", open_account())
    _field(at, "text_area", ".problem").set_value("Bags stay wet.")
    _field(at, "text_input", ".name").set_value("Wet bags")
    _field(at, "text_area", ".wish").set_value("keeps bags dry.")
    at.multiselect[0].set_value([tenants])

    at = _add(at)

    assert "Your challenge is on the map" in said(at)
    found = next(each for each in _on_map(database, over) if each.is_challenge)
    assert (found.name, found.problem, found.wish) == ("Wet bags", "Bags stay wet.", "keeps bags dry.")
    assert (found.chains, found.hub, found.by) == ((Chain.TEXTILES,), Hub.NORTH_WEST, "Contributor")
    assert [link.source for link in database.read(lambda uow: uow.links.on(over.map_id))] == [tenants]


def test_lower_strategies_are_warned_of_and_taken(
    visit: Visit, over: Workshop, open_account: OpenAccount, database: SqlDatabase
) -> None:
    at = visit("contribute", open_account())
    _field(at, "text_area", ".problem").set_value("Burnt coats.")

    at = _field(at, "button_group", ".strategies").set_value([Strategy.R9]).run()
    assert "The calls ask for R0 to R6" in said(at)

    _add(at)
    assert [each.strategies for each in _on_map(database, over)] == [(Strategy.R9,)]


def test_a_higher_strategy_among_them_needs_no_warning(visit: Visit, over: Workshop, open_account: OpenAccount) -> None:
    at = visit("contribute", open_account())

    at = _field(at, "button_group", ".strategies").set_value([Strategy.R4, Strategy.R9]).run()

    assert said(at) == ""


@pytest.mark.parametrize("problem", ["", "  \n", "\x00\x02\u202e"])
def test_problem_that_says_nothing_is_refused(
    visit: Visit, over: Workshop, open_account: OpenAccount, database: SqlDatabase, problem: str
) -> None:
    at = visit("contribute", open_account())
    _field(at, "text_area", ".problem").set_value(problem)

    at = _add(at)

    assert said(at) == "Please write something for “challenge”."
    assert _on_map(database, over) == []


def test_running_workshop_keeps_its_step_for_contributors(
    visit: Visit, example_workshop: Workshop, open_account: OpenAccount, database: SqlDatabase
) -> None:
    at = visit("contribute", open_account(hub=Hub.CENTRE_NORTH))
    _field(at, "text_area", ".problem").set_value("Too early.")

    at = _add(at)

    assert "“Arrive” does not take challenges" in said(at)
    assert _field(at, "text_area", ".problem").value == "Too early."


def test_other_hubs_maps_are_not_offered(
    visit: Visit, over: Workshop, example_workshop: Workshop, open_account: OpenAccount
) -> None:
    at = visit("contribute", open_account())

    assert at.selectbox(key="contribute.map").options == [over.title]
