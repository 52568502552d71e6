"""Use cases on elements, on real SQLite."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, ElementRemoved, NotAllowed, SignInNeeded, StaleField, StepForbids
from sotecin_graph.people import NOBODY, SYSTEM, Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, links, maps, workshops
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.conftest import CONTRIBUTOR, FACILITATOR, STRANGER


def _add(
    database: SqlDatabase, by: Actor, workshop: Workshop, name: str = "Delta Sorting", **more: object
) -> ElementId:
    given = {"kind": "industry", **more}
    return database.write(elements.add_stakeholder, by=by, map_id=workshop.map_id, name=name, **given)


def _snapshot(uow: UnitOfWork, *, map_id: str) -> dict:
    return uow.maps.snapshot(map_id)


def test_stakeholder_added_stands_on_the_map_with_author_and_defaults(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    ident = _add(database, participant, workshop)

    (shown,) = database.read(_snapshot, map_id=workshop.map_id)["elements"]
    assert (shown["id"], shown["by"], shown["hub"], shown["chains"]) == (ident, "Zsófi", "north-west", ["textiles"])


@pytest.mark.parametrize("name", ["", "   ", "\x00\x07", "x" * 10_000])
def test_name_that_cannot_be_kept_is_refused_and_nothing_is_written(
    database: SqlDatabase, workshop: Workshop, participant: Actor, name: str
) -> None:
    before = database.read(_snapshot, map_id=workshop.map_id)

    with pytest.raises(BadInput):
        _add(database, participant, workshop, name)

    assert database.read(_snapshot, map_id=workshop.map_id) == before


def test_control_characters_and_direction_overrides_are_taken_out(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    _add(database, participant, workshop, "De\u0007lta \u202eSor\u0000ting")

    (shown,) = database.read(_snapshot, map_id=workshop.map_id)["elements"]
    assert shown["name"] == "Delta Sorting"


def test_step_that_takes_nothing_refuses_the_participant_but_not_the_facilitator(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    database.write(workshops.set_state, by=FACILITATOR, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    with pytest.raises(StepForbids, match="does not take stakeholders"):
        _add(database, participant, workshop)
    assert _add(database, FACILITATOR, workshop)


def test_contributor_adds_after_the_event_and_a_stranger_to_the_hub_never(
    database: SqlDatabase, workshop: Workshop
) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    assert _add(database, CONTRIBUTOR, workshop)
    with pytest.raises(NotAllowed):
        _add(database, STRANGER, workshop)
    with pytest.raises(SignInNeeded):
        _add(database, NOBODY, workshop)


def test_two_edits_of_different_fields_merge_and_of_the_same_field_show_both_wordings(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    ident = _add(database, participant, workshop)
    where = {"map_id": workshop.map_id, "element": ident, "base_version": 0}
    database.write(elements.edit_element, by=participant, field="name", value="Delta Works", **where)
    database.write(elements.edit_element, by=FACILITATOR, field="note", value="asks for help", **where)

    with pytest.raises(StaleField) as stale:
        database.write(elements.edit_element, by=FACILITATOR, field="name", value="Delta Plant", **where)

    assert (stale.value.mine, stale.value.theirs, stale.value.version) == ("Delta Plant", "Delta Works", 1)


def test_element_that_another_has_removed_cannot_be_edited_or_linked(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    gone, other = _add(database, participant, workshop, "Gone"), _add(database, participant, workshop, "Other")
    database.write(elements.remove_element, by=FACILITATOR, map_id=workshop.map_id, element=gone)

    with pytest.raises(ElementRemoved, match="“Gone” has just been removed"):
        database.write(
            links.add_link, by=participant, map_id=workshop.map_id, source=gone, target=other, type="material"
        )


def test_edit_is_recorded_on_every_map_where_the_element_stands(database: SqlDatabase, workshop: Workshop) -> None:
    ident = _add(database, FACILITATOR, workshop)
    second = database.write(maps.create_map, by=SYSTEM, name="Mashup")
    database.write(elements.place_elements, by=SYSTEM, map_id=second, positions={ident: None})

    database.write(
        elements.edit_element,
        by=FACILITATOR,
        map_id=workshop.map_id,
        element=ident,
        field="name",
        base_version=0,
        value="Renamed",
    )

    names = {database.read(_snapshot, map_id=each)["elements"][0]["name"] for each in (workshop.map_id, second)}
    kinds = [change.kind for change in database.read(maps.history, by=SYSTEM, map_id=second)]
    assert (names, kinds) == ({"Renamed"}, ["edited", "placed"])


def test_vote_counts_each_person_once(database: SqlDatabase, workshop: Workshop, participant: Actor) -> None:
    raised = database.write(elements.add_challenge, by=participant, map_id=workshop.map_id, name="No zips")
    where = {"map_id": workshop.map_id, "element": raised}

    counts = [
        database.write(elements.vote, by=by, is_on=is_on, **where)
        for by, is_on in ((participant, True), (participant, True), (FACILITATOR, True), (participant, False))
    ]

    assert counts == [1, 1, 2, 1]


def test_challenge_raised_with_whom_it_concerns_is_linked_to_them(
    database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    tenants = _add(database, participant, workshop, "Tenants", kind="civil")
    raised = database.write(
        elements.add_challenge, by=participant, map_id=workshop.map_id, name="Too far", concerns=[tenants]
    )

    (link,) = database.read(_snapshot, map_id=workshop.map_id)["links"]
    assert (link["source"], link["target"], link["type"]) == (tenants, raised, "faces")
