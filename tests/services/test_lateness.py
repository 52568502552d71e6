"""The follow-up: late contributors come in, add and vote until its day, and are told so after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import NotAllowed, StepForbids, WorkshopOver, WrongCode, WrongState
from sotecin_graph.outcomes import Ending
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import contributions, elements, endings, private_links, sessions, traces, workshops
from sotecin_graph.workshops import Takes, Workshop, WorkshopState
from tests.conftest import FACILITATOR


def _close(database: SqlDatabase, workshop: Workshop, *, ends: timedelta | None) -> None:
    """Close the workshop; its follow-up ends so long from now."""

    def keep(uow: UnitOfWork) -> None:
        uow.endings.keep(workshop.id, Ending("", uow.now + ends if ends else None))

    database.write(keep)
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)


def _late(database: SqlDatabase, workshop: Workshop) -> Actor:
    actor_id = database.write(sessions.join_workshop, by=SYSTEM, code=workshop.code, alias="Late", consents=True)
    found = database.read(lambda uow: uow.people.actor(actor_id))
    assert found
    return found


def test_late_contributor_adds_votes_and_takes_back(database: SqlDatabase, workshop: Workshop) -> None:
    _close(database, workshop, ends=timedelta(days=3))
    late = _late(database, workshop)
    here: dict[str, Any] = {"by": late, "map_id": workshop.map_id}

    mine = database.write(elements.add_challenge, name="Zips", **here)
    votes = database.write(elements.vote, element=mine, is_on=True, **here)
    task = database.read(contributions.task_of, by=late)
    database.write(traces.take_back, by=late, element=mine)

    assert votes == 1
    assert set(task.takes) == {Takes.CHALLENGE, Takes.STAKEHOLDER, Takes.LINK, Takes.VOTE}
    assert (task.step.title, task.moment.is_on) == ("Follow-up", True)


def test_who_lost_the_session_has_one_vote_by_link_and_would_have_two_by_the_code(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    here: dict[str, Any] = {"map_id": workshop.map_id}
    woe = database.write(elements.add_challenge, by=participant, name="Zips", **here)
    tokens = [database.write(private_links.make_link, by=participant) for _device in range(2)]
    _close(database, workshop, ends=timedelta(days=3))

    def vote(by: Actor) -> int:
        return database.write(elements.vote, by=by, element=woe, is_on=True, **here)

    assert vote(participant) == 1
    for token in tokens:
        ident = database.read(private_links.come_back, token=token)
        assert vote(database.read(lambda uow, ident=ident: uow.people.actor(ident))) == 1
    assert vote(_late(database, workshop)) == 2  # the control: somebody new, as far as anyone can tell


def test_link_lets_nobody_go_on_once_nothing_is_taken(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    token = database.write(private_links.make_link, by=participant)
    _close(database, workshop, ends=None)

    with pytest.raises(WrongState, match="takes nothing more"):
        database.read(private_links.come_back, token=token)
    assert not database.read(private_links.became, token=token).is_on
    _close(database, workshop, ends=-timedelta(minutes=1))
    with pytest.raises(WorkshopOver):
        database.read(private_links.come_back, token=token)


def test_late_contributor_leaves_what_others_added(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    theirs = database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="Zips")
    _close(database, workshop, ends=timedelta(days=3))
    late = _late(database, workshop)

    with pytest.raises(NotAllowed):
        database.write(elements.remove_element, by=late, map_id=workshop.map_id, element=theirs)


def test_after_its_day_nobody_comes_in_or_adds_and_everyone_is_told(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    _close(database, workshop, ends=-timedelta(minutes=1))

    with pytest.raises(WorkshopOver, match="Contributions were taken until"):
        _late(database, workshop)
    with pytest.raises(WorkshopOver):
        database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="Zips")
    assert database.read(contributions.task_of, by=participant).takes == ()


def test_without_a_follow_up_a_closed_workshop_takes_nothing(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    _close(database, workshop, ends=None)

    with pytest.raises(WrongCode):
        _late(database, workshop)
    with pytest.raises(StepForbids):
        database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="Zips")


def test_facilitator_sets_the_day_by_the_workshops_clock(database: SqlDatabase, workshop: Workshop) -> None:
    day = (datetime.now(UTC) + timedelta(days=7)).date()

    ending = database.write(
        endings.set_ending, by=FACILITATOR, ident=workshop.id, farewell="We write.", follow_up_until=day
    )

    assert endings.last_day(ending, workshop) == day
    assert ending.follow_up_until
    assert ending.follow_up_until.strftime("%H:%M %Z") in ("23:59 CET", "23:59 CEST")
