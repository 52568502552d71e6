"""Dot voting: one person one set of dots, hidden until closed, ties shown, a second round on a selection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, StepForbids
from sotecin_graph.people import SYSTEM, Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, voting, workshops
from sotecin_graph.services.undo import undo
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.voting import standings
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD

STEPS = (
    Step("Raise", "", 5, (Takes.CHALLENGE,)),
    Step("Vote", "", 5, (Takes.VOTE,), dots=3),
    Step("After", "", 5, (Takes.CHALLENGE,)),
)


@pytest.fixture
def vote_workshop(database: SqlDatabase) -> Workshop:
    """A workshop of three steps, of which the second is a vote with three dots a person."""
    given: dict[str, Any] = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "steps": STEPS}
    starts = datetime(2026, 10, 14, 9, tzinfo=UTC)
    return database.write(workshops.open_workshop, by=SYSTEM, title="Dots", starts_at=starts, **given)


@pytest.fixture
def challenges(database: SqlDatabase, vote_workshop: Workshop) -> list[ElementId]:
    """Three challenges; the workshop then stands at its vote."""
    on = {"by": LEAD, "map_id": vote_workshop.map_id}
    made = [database.write(elements.add_challenge, **on, name=name) for name in ("A", "B", "C")]
    database.write(workshops.set_step, **on, step=1)
    return made


def _people(database: SqlDatabase, workshop: Workshop, number: int) -> list[Actor]:
    def join(uow: UnitOfWork) -> list[Actor]:
        people = [
            Participant(ParticipantId(f"p{each}"), workshop.id, f"P{each}", None, uow.now, "") for each in range(number)
        ]
        for person in people:
            uow.workshops.join(person)
        return [actor_of_participant(person) for person in people]

    return database.write(join)


def _give(database: SqlDatabase, workshop: Workshop, by: Actor, element: ElementId, dots: Any) -> voting.Ballot:
    return database.write(voting.give_dots, by=by, map_id=workshop.map_id, element=element, dots=dots)


def _step(database: SqlDatabase, workshop: Workshop, step: int) -> None:
    database.write(workshops.set_step, by=LEAD, map_id=workshop.map_id, step=step)


def _shown(database: SqlDatabase, workshop: Workshop) -> list[int]:
    snapshot = database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    return [each["votes"] for each in snapshot["elements"]]


def test_dots_are_hidden_until_the_step_ends_and_then_shown(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    revision = database.read(lambda uow: uow.maps.revision(vote_workshop.map_id))
    for person, element in zip(_people(database, vote_workshop, 2), challenges, strict=False):
        _give(database, vote_workshop, person, element, 2)

    assert _shown(database, vote_workshop) == [0, 0, 0]
    assert database.read(lambda uow: uow.maps.revision(vote_workshop.map_id)) == revision
    (hidden,) = database.read(voting.results, by=LEAD, map_id=vote_workshop.map_id)
    assert (hidden.standings, hidden.voters) == ((), 2)

    _step(database, vote_workshop, 2)
    assert _shown(database, vote_workshop) == [2, 2, 0]


def test_same_number_of_dots_shares_a_rank_and_says_so() -> None:
    a, b, c, d = (ElementId(each) for each in "abcd")

    found = standings({a: [1, 2], b: [3], c: [1], d: []})
    assert [(each.element, each.dots, each.rank, each.is_tied) for each in found] == [
        (a, 3, 1, True),
        (b, 3, 1, True),
        (c, 1, 3, False),
        (d, 0, 4, False),
    ]
    assert [each.voters for each in found] == [2, 1, 1, 0]


def test_saying_it_again_gives_nothing_twice(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    for _retry in range(3):
        ballot = _give(database, vote_workshop, person, challenges[0], 2)

    assert (ballot.mine, ballot.left) == ({challenges[0]: 2}, 1)


def test_nobody_gives_more_dots_than_they_have_and_all_can_be_taken_back(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[0], 2)
    with pytest.raises(BadInput, match="You have 1 dot left"):
        _give(database, vote_workshop, person, challenges[1], 2)

    assert _give(database, vote_workshop, person, challenges[0], 0).left == 3
    assert _give(database, vote_workshop, person, challenges[1], 3).left == 0


@pytest.mark.parametrize("dots", [-1, 1.5, "2", True, None, 10**9])
def test_other_numbers_of_dots_are_refused(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId], dots: Any
) -> None:
    (person,) = _people(database, vote_workshop, 1)

    with pytest.raises(BadInput):
        _give(database, vote_workshop, person, challenges[0], dots)


def test_going_back_to_the_vote_opens_the_same_round_again(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[0], 2)
    _step(database, vote_workshop, 2)
    _step(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[0], 1)
    _step(database, vote_workshop, 2)

    assert _shown(database, vote_workshop) == [1, 0, 0]
    assert len(database.read(voting.results, by=LEAD, map_id=vote_workshop.map_id)) == 1


def test_second_round_is_on_a_selection_and_keeps_the_first(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[2], 3)
    given: dict[str, Any] = {"map_id": vote_workshop.map_id, "candidates": challenges[:2], "dots": 1}
    database.write(voting.second_round, by=FACILITATOR, **given)
    with pytest.raises(BadInput, match="other challenges"):
        _give(database, vote_workshop, person, challenges[2], 1)
    _give(database, vote_workshop, person, challenges[1], 1)
    _step(database, vote_workshop, 2)

    second, first = database.read(voting.results, by=LEAD, map_id=vote_workshop.map_id)
    assert [each.dots for each in second.standings] == [1, 0]
    assert [(each.element, each.dots) for each in first.standings] == [(challenges[2], 3)]
    with pytest.raises(NotAllowed):
        database.write(voting.second_round, by=CONTRIBUTOR, **given)


def test_closing_the_workshop_ends_the_vote(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[0], 2)
    database.write(workshops.set_state, by=LEAD, map_id=vote_workshop.map_id, state=WorkshopState.CLOSED)

    assert _shown(database, vote_workshop) == [2, 0, 0]
    with pytest.raises(StepForbids):
        _give(database, vote_workshop, person, challenges[0], 1)


def test_result_stays_with_what_is_removed_and_brought_back(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    (person,) = _people(database, vote_workshop, 1)
    _give(database, vote_workshop, person, challenges[0], 2)
    _step(database, vote_workshop, 2)
    on = {"by": LEAD, "map_id": vote_workshop.map_id}
    database.write(elements.remove_element, **on, element=challenges[0])
    database.write(undo, **on)

    assert _shown(database, vote_workshop) == [2, 0, 0]


def test_three_hundred_people_with_retries_give_exactly_their_dots(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    people = _people(database, vote_workshop, 300)

    def votes(number: int) -> None:
        for _retry in range(2):
            _give(database, vote_workshop, people[number], challenges[number % 3], 1 + number % 3)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(votes, range(300)))
    _step(database, vote_workshop, 2)

    assert _shown(database, vote_workshop) == [100, 200, 300]


def test_open_votes_wait_while_dots_are_given(
    database: SqlDatabase, vote_workshop: Workshop, challenges: list[ElementId]
) -> None:
    with pytest.raises(BadInput, match="given as dots"):
        database.write(elements.vote, by=LEAD, map_id=vote_workshop.map_id, element=challenges[0], is_on=True)
