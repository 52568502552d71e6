"""A challenge told in one sentence, and where a workshop stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import UnknownWorkshop
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import contributions, workshops
from sotecin_graph.services.contributions import TITLE_LENGTH, title_of
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR, STRANGER


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Bags stay wet.", "Bags stay wet"),
        ("  Bags \n stay  wet ", "Bags stay wet"),
        ("Who pays?", "Who pays?"),
        ("...", "..."),
        ("x" * 200, "x" * 89 + "…"),
        ("word, " * 40, ("word, " * 15)[:-2] + "…"),
    ],
    ids=["full stop", "spaces", "question", "only points", "one long word", "whole words"],
)
def test_title_is_the_sentence_or_its_first_words(sentence: str, title: str) -> None:
    assert title_of(sentence) == title
    assert len(title) <= TITLE_LENGTH


def test_a_title_that_is_given_counts(database: SqlDatabase, workshop: Workshop, participant: Actor) -> None:
    given = {"by": participant, "map_id": workshop.map_id, "problem": "Bags stay wet."}

    ident = database.write(contributions.raise_challenge, name=" Wet  bags ", **given)

    found = database.read(lambda uow: uow.elements.get(ident))
    assert (found.name, found.problem) == ("Wet bags", "Bags stay wet.")


def test_moment_says_when_its_step_ends(database: SqlDatabase, workshop: Workshop, participant: Actor) -> None:
    moment = database.read(contributions.moment_of, by=participant)

    assert moment.ends_at - moment.started_at == timedelta(minutes=90)


def test_moment_has_no_clock_once_the_workshop_is_closed(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    before = database.read(contributions.moment_of, by=participant)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    after = database.read(contributions.moment_of, by=participant)

    assert after.ends_at is None
    assert (before.state, after.state) == (WorkshopState.OPEN, WorkshopState.CLOSED)


def test_who_is_in_no_workshop_has_no_task(database: SqlDatabase, workshop: Workshop) -> None:
    with pytest.raises(UnknownWorkshop):
        database.read(contributions.task_of, by=CONTRIBUTOR)


def test_maps_to_contribute_are_those_of_ones_roles(database: SqlDatabase, workshop: Workshop) -> None:
    found = {
        actor.id: [facts.id for facts in database.read(contributions.maps_to_contribute, by=actor)]
        for actor in (CONTRIBUTOR, FACILITATOR, STRANGER)
    }

    assert found == {CONTRIBUTOR.id: [workshop.map_id], FACILITATOR.id: [workshop.map_id], STRANGER.id: []}
