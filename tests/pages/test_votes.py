"""Dots on a phone, contributions that wait, and the page of results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import elements, holding, voting, workshops
from sotecin_graph.workshops import Step, Takes, Workshop
from tests.pages.conftest import Visit, said, texts

ALONE, VOTE, AFTER = range(3)
STEPS = (
    Step("Alone", "", 5, (Takes.CHALLENGE,), is_private=True),
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("After", "", 5),
)


@pytest.fixture
def dotted(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop with a private step and a vote of three dots."""
    changed = replace(workshop, steps=STEPS)
    database.write(lambda uow: uow.workshops.update(changed))
    return changed


@pytest.fixture
def made(database: SqlDatabase, dotted: Workshop) -> dict[str, ElementId]:
    """Two challenges on the map."""
    on: dict[str, Any] = {"by": SYSTEM, "map_id": dotted.map_id}
    return {name: database.write(elements.add_challenge, **on, name=name) for name in ("Wet bags", "Worn coats")}


def _go(database: SqlDatabase, workshop: Workshop, step: int) -> None:
    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=step)


def _dots(at: AppTest, ident: ElementId) -> ButtonGroup:
    groups: list[Any] = at.get("button_group")  # type: ignore[assignment]
    return next(each for each in groups if f".{ident}." in (each.key or ""))


def test_dots_are_given_with_one_touch_and_counted_down(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor
) -> None:
    _go(database, dotted, VOTE)
    at = visit("task", participant)
    assert "3 of 3 dots left." in texts(at)

    at = _dots(at, made["Wet bags"]).set_value(2).run()

    assert "1 of 3 dot left." in texts(at)
    assert database.read(voting.ballot, by=participant, map_id=dotted.map_id).mine == {made["Wet bags"]: 2}
    assert len(_dots(at, made["Worn coats"]).options) == 2


def test_drawing_again_gives_nothing(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor
) -> None:
    _go(database, dotted, VOTE)
    at = _dots(visit("task", participant), made["Wet bags"]).set_value(2).run()
    given = {"map_id": dotted.map_id, "element": made["Wet bags"]}
    database.write(voting.give_dots, by=participant, **given, dots=0)

    at.run()

    assert database.read(voting.ballot, by=participant, map_id=dotted.map_id).left == 3


def test_private_contribution_waits_and_can_be_taken_back(
    visit: Visit, database: SqlDatabase, dotted: Workshop, participant: Actor, lead: Actor
) -> None:
    at = visit("task", participant)
    at.text_area[0].set_value("Bags arrive wet.")
    at = next(each for each in at.button if each.label == "Add to the map").click().run()

    assert "1 contribution waits to be shown" in texts(at)
    assert "Kept until all is shown. You can add more." in said(at)
    next(each for each in at.button if each.label == "Take back").click().run()
    assert database.read(holding.count_waiting, by=lead, map_id=dotted.map_id) == 0


def test_results_stay_hidden_until_the_step_ends(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor, lead: Actor
) -> None:
    _go(database, dotted, VOTE)
    given: dict[str, Any] = {"map_id": dotted.map_id, "dots": 2}
    database.write(voting.give_dots, by=participant, **given, element=made["Worn coats"])

    hidden = texts(visit("votes", lead, map=dotted.map_id))
    _go(database, dotted, AFTER)
    at = visit("votes", lead, map=dotted.map_id)

    assert "1 person has voted" in hidden
    assert "Worn coats" not in hidden
    assert list(at.dataframe[0].value["Challenge"]) == ["Worn coats"]
    assert list(at.dataframe[0].value["Dots"]) == [2]


def test_second_round_begins_with_what_is_tied(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor, lead: Actor
) -> None:
    _go(database, dotted, VOTE)
    for element in made.values():
        database.write(voting.give_dots, by=participant, map_id=dotted.map_id, element=element, dots=1)
    _go(database, dotted, AFTER)
    at = visit("votes", lead, map=dotted.map_id)
    assert at.multiselect[0].value == list(made.values())

    at = next(each for each in at.button if each.label == "Begin the round").click().run()

    assert [each.value for each in at.subheader] == ["Round 2: Vote", "Round 1: Vote"]
    assert database.read(lambda uow: uow.workshops.on_map(dotted.map_id)).step == VOTE


def test_map_without_votes_says_how_to_get_them(visit: Visit, dotted: Workshop, lead: Actor) -> None:
    assert "Nobody has voted with dots here" in [
        each.value for each in visit("votes", lead, map=dotted.map_id).subheader
    ]
