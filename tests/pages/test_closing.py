"""Closing and after: decisions on their page, the page of thanks, and the private link as a stranger opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.outcomes import Ending
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, endings, merging, private_links, workshops
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, press, said, texts


@pytest.fixture
def closed(database: SqlDatabase, workshop: Workshop, participant: Actor) -> Workshop:
    """A workshop that is over, with one challenge of the participant and a decision."""
    database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="Bags *stay* wet")
    given = {"sort": "decision", "text": "Ask three laundries", "owner": "Table 2"}
    database.write(endings.note_outcome, by=SYSTEM, ident=workshop.id, **given)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)
    return workshop


def _follow_up(database: SqlDatabase, workshop: Workshop) -> None:
    def keep(uow: UnitOfWork) -> None:
        uow.endings.keep(workshop.id, Ending("We write in May.", uow.now + timedelta(days=3)))

    database.write(keep)


def test_facilitator_notes_a_decision_and_closes(
    visit: Visit, open_account: Callable[..., Actor], database: SqlDatabase, workshop: Workshop
) -> None:
    at = visit("closing", open_account(Role.FACILITATOR), workshop=workshop.id)
    at.text_input[0].set_value("Ask three laundries")
    at = next(each for each in at.button if each.label == "Note it").click().run()
    assert r"**Ask three laundries** · :orange[nobody yet] · :orange[no date yet]" in texts(at)

    at = press(press(at, "Close the workshop"), "Close now")

    assert not at.exception
    assert at.title[0].value == "After the workshop"
    assert database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id).state is WorkshopState.CLOSED


def test_closing_asks_first_and_says_for_how_many(
    visit: Visit, open_account: Callable[..., Actor], database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    at = press(visit("closing", open_account(Role.FACILITATOR), workshop=workshop.id), "Close the workshop")

    assert "**1** person joined" in texts(at)
    at = press(at, "Not yet")

    assert "Close the workshop" in [each.label for each in at.button]
    assert database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id).state is WorkshopState.OPEN


def test_decision_without_words_is_refused(
    visit: Visit, open_account: Callable[..., Actor], workshop: Workshop
) -> None:
    at = visit("closing", open_account(Role.FACILITATOR), workshop=workshop.id)

    at = next(each for each in at.button if each.label == "Note it").click().run()

    assert said(at) == "Please write something for “what was settled”."


def test_participant_is_thanked_and_gets_a_link(visit: Visit, closed: Workshop, participant: Actor) -> None:
    at = visit("thanks", participant)
    assert at.header[0].value == "Thank you!"
    assert "**1** challenge" in texts(at)
    assert "Ask three laundries · Table 2" in texts(at)

    at = at.button(key="own-link.make").click().run()

    assert not at.exception
    assert "/became?link=" in at.code[0].value


def test_private_link_opens_without_signing_in(
    visit: Visit, closed: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    token = database.write(private_links.make_link, by=participant)

    at = visit("private_link", link=token)

    assert not at.exception
    assert r"**Bags \*stay\* wet**" in texts(at)
    assert "It stands on the map" in texts(at)
    assert [each.label for each in at.button] == ["Switch this link off", "Erase me now"]
    at = at.button(key="became.off").click().run()
    assert said(at) == "This link is switched off. Nobody can open it any more."
    assert "Nobody has this private link" in said(visit("private_link", link=token))


def test_private_link_lets_its_person_go_on_while_contributions_are_taken(
    visit: Visit, participant: Actor, database: SqlDatabase
) -> None:
    token = database.write(private_links.make_link, by=participant)
    at = visit("private_link", link=token)

    at = next(each for each in at.button if each.label == "Go on as yourself").click().run()

    assert "the door opens" in texts(at)


def test_private_link_erases_its_person_once_they_are_sure(
    visit: Visit, closed: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    token = database.write(private_links.make_link, by=participant)
    at = visit("private_link", link=token)
    assert f"/private-link/data.json?link={token}" in texts(at).replace("&language=en", "")
    assert at.button(key="became.erase.now").disabled

    at = at.checkbox(key="became.erase.sure").check().run()
    at = at.button(key="became.erase.now").click().run()

    assert "are gone" in said(at)
    assert participant.name not in str(database.read(lambda uow: uow.workshops.participants(closed.id)))


def test_phone_is_thanked_as_the_workshop_ends_with_a_follow_up(
    visit: Visit, workshop: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    at = visit("task", participant)
    _follow_up(database, workshop)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    at.run()

    assert at.header[0].value == "Thank you!"
    assert "You were there, and listened." in texts(at)
    assert at.button(key="thanks.late").label.startswith("Add something late, until ")


def test_who_added_nothing_and_comes_late_finds_the_form(
    visit: Visit, workshop: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _follow_up(database, workshop)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)
    at = visit("task", participant)
    at.text_area[0].set_value("Wet bags")

    at = next(each for each in at.button if each.label == "Add to the map").click().run()

    assert at.header[0].value == r"Follow\-up"
    assert "You have added **1**" in texts(at)


def test_workshop_opened_again_is_thanked_again(
    visit: Visit, closed: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _follow_up(database, closed)
    at = visit("task", participant)
    at = at.button(key="thanks.late").click().run()

    for state in (WorkshopState.OPEN, WorkshopState.CLOSED):
        database.write(workshops.set_state, by=SYSTEM, map_id=closed.map_id, state=state)
        at.run()

    assert at.header[0].value == "Thank you!"


def test_thanks_tell_what_was_joined_with_what(
    visit: Visit, closed: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    (mine,) = database.read(lambda uow: uow.elements.raised_by(participant.id))
    given: dict[str, Any] = {"by": SYSTEM, "map_id": closed.map_id}
    wet, damp = (database.write(elements.add_challenge, **given, name=name) for name in ("Wet", "Damp *bags*"))
    database.write(merging.merge_elements, **given, keep=wet, drop=mine.id)
    database.write(merging.merge_elements, **given, keep=damp, drop=wet)

    at = visit("thanks", participant)

    assert r"- “Bags \*stay\* wet” was joined with “Damp \*bags\*”" in texts(at)
    assert "You were there, and listened." not in texts(at)


def test_follow_up_is_one_press_from_the_thanks_with_its_end(
    visit: Visit, closed: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _follow_up(database, closed)
    at = visit("task", participant)
    assert at.header[0].value == "Thank you!"
    assert "**1** challenge" in texts(at)
    assert not at.text_area

    at = at.button(key="thanks.late").click().run()

    assert at.header[0].value == r"Follow\-up"
    assert "Open until" in said(at)
    assert [each.label for each in at.button if each.label == "Add to the map"]
