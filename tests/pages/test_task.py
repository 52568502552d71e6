"""A participant's task: what each step asks for, what comes of it, and what a step forbids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import contributions, elements, workshops
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Takes, Workshop, WorkshopState
from tests.pages.conftest import Visit, press, said, texts

ARRIVE, WHO, FLOWS, CHALLENGES, VOTES = range(5)


@pytest.fixture
def taster(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop with the 90-minute agenda, its votes open."""
    return database.write(_with_agenda, workshop=workshop)


def _with_agenda(uow, *, workshop: Workshop) -> Workshop:
    changed = replace(workshop, steps=tuple(replace(step, dots=0) for step in AGENDAS["taster"][1]))
    uow.workshops.update(changed)
    return changed


def _go(database: SqlDatabase, workshop: Workshop, step: int) -> None:
    database.write(workshops.set_step, by=SYSTEM, map_id=workshop.map_id, step=step)


def _names(database: SqlDatabase, workshop: Workshop) -> list[str]:
    return [each.name for each in database.read(contributions.elements_on, by=SYSTEM, map_id=workshop.map_id)]


def _add(at: AppTest) -> AppTest:
    return press(at, "Add to the map")


def _tell(at: AppTest, sentence: str) -> AppTest:
    at.text_area[0].set_value(sentence)
    return _add(at)


def test_step_that_takes_nothing_says_what_happens_now(visit: Visit, taster: Workshop, participant: Actor) -> None:
    at = visit("task", participant)

    assert at.header[0].value == "Arrive"
    assert "Join with the code on the screen and choose an alias" in texts(at)
    assert not at.text_input
    assert not at.text_area


def test_stakeholder_goes_on_the_map_unsorted(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _go(database, taster, WHO)
    at = visit("task", participant)
    at.text_input[0].set_value("Harbour Uniforms")

    at = _add(at)

    assert "On the map" in said(at)
    assert "**1**" in texts(at)
    assert at.text_input[0].value == ""
    assert _names(database, taster) == ["Harbour Uniforms"]


@pytest.mark.parametrize("name", ["", "   ", "\x00\x07"])
def test_stakeholder_without_a_fitting_name_is_refused(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase, name: str
) -> None:
    _go(database, taster, WHO)
    at = visit("task", participant)
    at.text_input[0].set_value(name)

    at = _add(at)

    assert said(at) == "Please write something for “name”."
    assert _names(database, taster) == []


def test_challenge_gets_its_title_from_the_sentence(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _go(database, taster, CHALLENGES)

    _tell(visit("task", participant), "Collection points are too far from the flats.")

    assert _names(database, taster) == ["Collection points are too far from the flats"]


def test_challenge_may_say_who_faces_it(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    tenants = _stakeholder(database, taster, "Tenants")
    _go(database, taster, CHALLENGES)
    at = visit("task", participant)
    at.selectbox[0].set_value(tenants)

    _tell(at, "Bags stay in the stairwell.")

    links = database.read(lambda uow: uow.links.on(taster.map_id))
    assert [(link.source, link.type) for link in links] == [(tenants, LinkType.FACES)]


@pytest.mark.parametrize("sentence", ["", " \n ", "\x00\x01"])
def test_challenge_that_says_nothing_is_refused(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase, sentence: str
) -> None:
    _go(database, taster, CHALLENGES)

    at = _tell(visit("task", participant), sentence)

    assert said(at) == "Please write something for “challenge”."
    assert _names(database, taster) == []


def test_challenge_of_ten_thousand_characters_is_cut_as_the_field_is(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _go(database, taster, CHALLENGES)

    _tell(visit("task", participant), "word " * 2_000)

    (found,) = database.read(contributions.elements_on, by=SYSTEM, map_id=taster.map_id)
    assert (len(found.problem), len(found.name)) == (249, 90)


def test_step_that_changed_meanwhile_forbids_and_keeps_the_words(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _go(database, taster, CHALLENGES)
    at = visit("task", participant)
    at.text_area[0].set_value("Half a sentence")
    _go(database, taster, ARRIVE)

    at = _add(at)

    assert "“Arrive” does not take challenges" in said(at)
    assert at.run().text_area[0].value == "Half a sentence"
    assert _names(database, taster) == []


def test_several_takes_are_chosen_between(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    _go(database, taster, FLOWS)

    choice = _choice(visit("task", participant), "task.what")

    assert (list(choice.proto.default), choice.value) == ([0], Takes.STAKEHOLDER)
    assert [each.content for each in choice.proto.options] == ["Stakeholder", "Link"]


def test_vote_is_given_and_taken_back(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    challenge = _challenge(database, taster, "Bags stay wet")
    _go(database, taster, VOTES)
    at = visit("task", participant)

    at = at.toggle[0].set_value(True).run()
    assert _votes(database, taster) == {challenge: 1}
    assert "You have given 1 vote." in texts(at)

    at.toggle[0].set_value(False).run()
    assert _votes(database, taster) == {}


def test_drawing_again_never_writes_a_vote(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    challenge = _challenge(database, taster, "Bags stay wet")
    _go(database, taster, VOTES)
    at = visit("task", participant)
    given = {"by": participant, "map_id": taster.map_id, "element": challenge}
    database.write(elements.vote, **given, is_on=True)

    at.run()

    assert not at.exception
    assert _votes(database, taster) == {challenge: 1}


def test_link_offers_the_types_that_fit(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    source, target = _stakeholder(database, taster, "Tenants"), _challenge(database, taster, "Bags stay wet")
    _go(database, taster, FLOWS)
    at = visit("task", participant)
    at = _choice(at, "task.what").set_value("link").run()
    at = at.selectbox[0].set_value(source).run()

    at = at.selectbox[1].set_value(target).run()

    assert [each.content for each in _choice(at, "task.link").proto.options] == ["Faces", "Owns", "Can help solve"]


def _choice(at: AppTest, key: str) -> ButtonGroup:
    """The first pills or segments whose key begins so."""
    return next(each for each in at.get("button_group") if str(each.key).startswith(key))


def test_closed_workshop_says_thank_you(
    visit: Visit, taster: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=taster.map_id, state=WorkshopState.CLOSED)

    at = visit("task", participant)

    assert at.header[0].value == "Thank you!"
    assert "You were there, and listened." in texts(at)
    assert [each.label for each in at.button] == ["Get my private link"]


def _stakeholder(database: SqlDatabase, workshop: Workshop, name: str):
    return database.write(elements.add_stakeholder, by=SYSTEM, map_id=workshop.map_id, name=name, kind=Kind.CIVIL)


def _challenge(database: SqlDatabase, workshop: Workshop, name: str):
    return database.write(elements.add_challenge, by=SYSTEM, map_id=workshop.map_id, name=name)


def _votes(database: SqlDatabase, workshop: Workshop) -> dict:
    return {
        ident: votes for ident, votes in database.read(lambda uow: uow.elements.votes(workshop.map_id)).items() if votes
    }
