"""The workshops page: the list, the form that opens one, and the page with code and people."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import maps, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState, spaced, standard_consent
from tests.pages.conftest import Visit, press, said, texts
from tests.pages.scenes import changed

OpenAccount = Callable[..., Actor]


def _all(database: SqlDatabase) -> list[Workshop]:
    return database.read(workshops.workshops_of, by=SYSTEM)


def _form(visit: Visit, actor: Actor) -> AppTest:
    at = visit("workshops", actor, show="new")
    at.text_input[0].set_value("Packaging *Testdam*")
    next(each for each in at.multiselect if each.label == "Value chains *").set_value([Chain.PACKAGING])
    return at.run()


def test_contributor_is_told_who_opens_workshops(visit: Visit, open_account: OpenAccount) -> None:
    assert "opened by facilitators" in said(visit("workshops", open_account()))


def test_empty_list_offers_the_form(visit: Visit, open_account: OpenAccount) -> None:
    at = press(visit("workshops", open_account(Role.FACILITATOR)), "Open a workshop")

    assert at.query_params["show"] == "new"
    assert at.title[0].value == "Open a workshop"


def test_card_tells_code_state_and_people(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, participant: Actor
) -> None:
    page = texts(visit("workshops", open_account(Role.FACILITATOR)))

    assert spaced(workshop.code) in page
    assert "1 person joined" in page
    assert "Wednesday 14 October 2026, 11:00 Amsterdam time" in page


def test_workshop_is_opened_once_and_shows_its_code(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    at = press(_form(visit, open_account(Role.FACILITATOR)), "Open the workshop")

    opened = _all(database)[0]
    assert (opened.title, opened.hubs, opened.state) == ("Packaging *Testdam*", (Hub.NORTH_WEST,), WorkshopState.OPEN)
    assert (opened.language, opened.consent_text) == ("nl", standard_consent(opened.plan, "nl"))
    assert at.query_params["workshop"] == opened.id
    assert spaced(opened.code) in texts(at)
    assert len(_all(database)) == 1


def test_workshop_can_be_planned(visit: Visit, open_account: OpenAccount, database: SqlDatabase) -> None:
    at = _form(visit, open_account(Role.FACILITATOR))
    next(each for each in at.toggle if each.label == "People can join from now on").set_value(False)

    press(at, "Open the workshop")

    assert _all(database)[0].state is WorkshopState.PLANNED
    assert "works while the workshop is open" in texts(at)


def test_missing_chain_is_told_and_nothing_opens(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), show="new")
    at.text_input[0].set_value("Packaging")

    press(at, "Open the workshop")

    assert said(at).count("at least one value chain") == 2  # at the field, and beside the button
    assert "Fields with * must be filled in." in texts(at)
    assert at.text_input[0].value == "Packaging"
    assert _all(database) == []


def test_workshop_on_a_map_that_is_there_takes_its_hub(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    given = {"name": "Wool", "hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,)}
    map_id = database.write(maps.create_map, by=SYSTEM, **given)

    press(visit("workshops", open_account(Role.FACILITATOR), show="new", map=map_id), "Open the workshop")

    opened = _all(database)[0]
    assert (opened.map_id, opened.title, opened.hubs) == (map_id, "Wool", (Hub.NORTH_WEST,))


def test_workshop_page_lists_who_joined_and_the_agenda(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, participant: Actor
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=workshop.id)

    assert at.dataframe[0].value["Alias"].tolist() == [participant.name]
    assert "Open map" in at.table[0].value.to_string()


def test_planned_workshop_has_its_link_and_is_at_no_step(
    visit: Visit, open_account: OpenAccount, workshop: Workshop, database: SqlDatabase
) -> None:
    hidden = Step("Alone", "", 5, (Takes.CHALLENGE,), is_private=True, is_at_tables=True)
    steps = (hidden, Step("Vote", "", 5, (Takes.VOTE,), dots=3), Step("After", "", 5))
    database.write(changed, workshop=workshop, steps=steps, step=0, state=WorkshopState.PLANNED)

    at = visit("workshops", open_account(Role.FACILITATOR), workshop=workshop.id)

    assert any(each.value.endswith(f"/join?code={workshop.code}") for each in at.code)
    table = at.table[0].value
    assert table["Step"].tolist()[0] == "Alone, 5 min"
    assert table["What it takes"].tolist() == ["challenges · in private · at the tables", "votes · 3 dots", "–"]


def test_minutes_of_a_step_are_read_out_as_written(visit: Visit, open_account: OpenAccount) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), show="new")

    labels = [each.label for each in at.number_input if each.label.startswith("Minutes of")]
    assert any(":" in label or "?" in label for label in labels)
    assert not [label for label in labels if "\\" in label]


def test_workshop_of_another_hub_stays_closed(visit: Visit, open_account: OpenAccount, workshop: Workshop) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR, Hub.EAST), workshop=workshop.id)

    assert at.exception
    assert spaced(workshop.code) not in texts(at)
