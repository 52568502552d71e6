"""Moderation: nothing of a participant is on the map before a facilitator's yes, and what is sent back says why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, Moderated, NotAllowed, NotThere, WrongState
from sotecin_graph.people import Actor
from sotecin_graph.services import clusters, contributions, elements, holding, links, moderation
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.workshops import Plan, Workshop
from tests.conftest import FACILITATOR
from tests.pages.scenes import changed


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """The workshop, moderated."""
    return database.write(changed, workshop=workshop, plan=Plan(is_moderated=True))


def _do(database: SqlDatabase, room: Workshop, use_case: Any, by: Actor, **given: Any) -> Any:
    return database.write(use_case, by=by, map_id=room.map_id, **given)


def _queue(database: SqlDatabase, room: Workshop) -> list[str]:
    return [each.content["name"] for each in database.read(moderation.queue, by=FACILITATOR, map_id=room.map_id)]


def _shown(database: SqlDatabase, room: Workshop) -> str:
    everything = [database.read(lambda uow: uow.maps.snapshot(room.map_id))]
    everything += [each.to_wire() for each in database.read(lambda uow: uow.maps.changes(room.map_id, since=0))]
    return json.dumps(everything)


def _raise(database: SqlDatabase, room: Workshop, by: Actor, problem: str = "Bags stay wet") -> ElementId:
    return _do(database, room, contributions.raise_challenge, by, problem=problem)


def test_contribution_waits_for_a_yes_and_comes_under_its_author(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    ident = _raise(database, room, participant)
    assert "Bags stay wet" not in _shown(database, room)
    assert _queue(database, room) == ["Bags stay wet"]

    assert _do(database, room, moderation.accept, FACILITATOR, idents=[ident, "gone"]) == 1

    shown = database.read(lambda uow: uow.elements.get(ident))
    assert (shown.by_id, shown.name) == (participant.id, "Bags stay wet")
    assert not _queue(database, room)


def test_contribution_sent_back_says_why_and_comes_again_in_other_words(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    ident = _raise(database, room, participant, "It is bad.")
    _do(database, room, moderation.send_back, FACILITATOR, ident=ident, sentence="Say what is bad.")

    waiting = database.read(holding.waiting_of, by=participant, map_id=room.map_id)
    assert [each.answer for each in waiting] == ["Say what is bad."]
    assert not _queue(database, room)
    database.write(moderation.send_again, by=participant, ident=ident, text="Bags stay wet for days.")
    assert _queue(database, room) == ["Bags stay wet for days"]
    assert "It is bad" not in _shown(database, room)


@pytest.mark.parametrize("text", ["", "   ", "x" * 251])
def test_words_that_cannot_be_kept_are_refused(
    database: SqlDatabase, room: Workshop, participant: Actor, text: str
) -> None:
    ident = _raise(database, room, participant)
    _do(database, room, moderation.send_back, FACILITATOR, ident=ident, sentence="Other words.")

    with pytest.raises(BadInput):
        database.write(moderation.send_again, by=participant, ident=ident, text=text)


def test_only_the_author_sends_again_and_only_what_came_back(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    ident = _raise(database, room, participant)

    with pytest.raises(WrongState):
        database.write(moderation.send_again, by=participant, ident=ident, text="Other")
    with pytest.raises(NotThere):
        database.write(moderation.send_again, by=FACILITATOR, ident=ident, text="Other")
    with pytest.raises(NotAllowed):
        _do(database, room, moderation.accept, participant, idents=[ident])


def test_participants_change_nothing_that_stands_and_facilitators_add_at_once(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    works = _do(database, room, elements.add_stakeholder, FACILITATOR, name="Works", kind=Kind.INDUSTRY)
    edit = {"element": works, "field": "name", "base_version": 0, "value": "Rude"}

    for use_case, given in (
        (elements.edit_element, edit),
        (elements.move_elements, {"positions": {works: (1, 1)}}),
        (clusters.draw, {"members": [works], "name": "Rude"}),
    ):
        with pytest.raises(Moderated, match="ask them to change it"):
            _do(database, room, use_case, participant, **given)
    assert "Works" in _shown(database, room)


def test_links_wait_too_and_come_after_what_they_join(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    given = {"kind": Kind.INDUSTRY}
    ends = [_do(database, room, elements.add_stakeholder, FACILITATOR, name=name, **given) for name in ("A", "B")]
    drawn = {"source": ends[0], "target": ends[1], "type": LinkType.MATERIAL}
    ident = _do(database, room, links.add_link, participant, **drawn)
    assert not database.read(lambda uow: uow.links.on(room.map_id))

    _do(database, room, moderation.accept, FACILITATOR, idents=[ident])

    assert [link.by_id for link in database.read(lambda uow: uow.links.on(room.map_id))] == [participant.id]


def test_private_step_of_a_moderated_workshop_is_revealed_and_not_queued(
    database: SqlDatabase, room: Workshop, participant: Actor
) -> None:
    private = replace(room.current, is_private=True)
    database.write(changed, workshop=room, steps=(private,))
    ident = _raise(database, room, participant)

    assert not _queue(database, room)
    assert _do(database, room, holding.reveal, FACILITATOR) == 1
    assert database.read(lambda uow: uow.elements.get(ident)) is not None


def test_reveal_leaves_alone_what_waits_for_a_yes(database: SqlDatabase, room: Workshop, participant: Actor) -> None:
    _raise(database, room, participant)

    assert database.read(holding.count_waiting, by=participant, map_id=room.map_id) == 0
    assert _do(database, room, holding.reveal, FACILITATOR) == 0
    assert _queue(database, room) == ["Bags stay wet"]
