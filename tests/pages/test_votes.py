"""Dots on a phone, contributions that wait, and the page of results."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

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


def _ballot(at: AppTest) -> dict[str, Any]:
    drawn: list[Any] = at.get("bidi_component")  # type: ignore[assignment]
    return next(data for each in drawn if (data := json.loads(each.proto.json)).get("ballot"))


def test_ballot_has_the_rounds_challenges_and_ones_own_dots_alone(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor
) -> None:
    _go(database, dotted, VOTE)
    database.write(voting.give_dots, by=participant, map_id=dotted.map_id, element=made["Wet bags"], dots=2)
    database.write(voting.give_dots, by=SYSTEM, map_id=dotted.map_id, element=made["Worn coats"], dots=3)

    data = _ballot(visit("task", participant))

    assert [each["name"] for each in data["challenges"]] == ["Wet bags", "Worn coats"]
    assert (data["dots"], data["ballot"]) == (3, {"round": 1, "mine": {made["Wet bags"]: 2}, "left": 1})
    assert data["words"]["left"][:2] == ["0 of 3 dots left.", "1 of 3 dot left."]


def test_second_round_asks_about_its_own_challenges_alone(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor
) -> None:
    _go(database, dotted, VOTE)
    more = database.write(elements.add_challenge, by=SYSTEM, map_id=dotted.map_id, name="No owner")
    chosen = [made["Worn coats"], more]
    database.write(voting.second_round, by=SYSTEM, map_id=dotted.map_id, candidates=chosen, dots=2)

    data = _ballot(visit("task", participant))

    assert ([each["id"] for each in data["challenges"]], data["ballot"]["round"]) == (chosen[::-1], 2)


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
    assert list(at.table[0].value["Challenge"]) == ["Worn coats"]
    assert list(at.table[0].value["Dots"]) == [2]


@pytest.mark.parametrize(("steps", "has_link"), [([ALONE], False), ([VOTE], False), ([VOTE, AFTER], True)])
def test_phone_has_a_way_to_the_results_once_a_round_is_closed(
    visit: Visit, database: SqlDatabase, dotted: Workshop, participant: Actor, steps: list[int], has_link: bool
) -> None:
    for step in steps:
        _go(database, dotted, step)

    labels = [each.proto.label for each in visit("task", participant).get("page_link")]

    assert ("Results of the vote" in labels) is has_link


def test_participant_reads_the_results(
    visit: Visit, database: SqlDatabase, dotted: Workshop, made: dict[str, ElementId], participant: Actor
) -> None:
    _go(database, dotted, VOTE)
    database.write(voting.give_dots, by=participant, map_id=dotted.map_id, element=made["Worn coats"], dots=2)
    _go(database, dotted, AFTER)

    at = visit("votes", participant, map=dotted.map_id)

    assert list(at.table[0].value["Challenge"]) == ["Worn coats"]
    assert not at.button


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


def test_results_lead_facilitators_back_to_the_desk_and_nobody_else(
    visit: Visit, dotted: Workshop, lead: Actor, participant: Actor
) -> None:
    words = [
        [each.proto.label for each in visit("votes", reader, map=dotted.map_id).get("page_link")]
        for reader in (lead, participant)
    ]

    assert ["Facilitator’s desk" in each for each in words] == [True, False]
