"""The past of a map: how it stood at a moment, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import SqlDatabase
from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, NotAllowed, SotecinError
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import elements, links, merging
from sotecin_graph.services.history import changes_since, restore, state_at
from sotecin_graph.services.maps import create_map
from sotecin_graph.services.undo import redo, undo
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, LEAD

KINDS = ("industry", "civil", "government")


def _state(database: SqlDatabase, map_id: MapId) -> dict[str, Any]:
    """Elements and links by id, without what only ever grows: versions and the order of creation."""
    snapshot = database.read(lambda uow: uow.maps.snapshot(map_id))
    return _without_counts(snapshot)


def _without_counts(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {
        thing["id"]: {key: value for key, value in thing.items() if key not in ("versions", "votes")}
        for thing in (*snapshot["elements"], *snapshot["links"])
    }


def _try(database: SqlDatabase, use_case: Callable[..., Any], **given_: Any) -> None:
    try:
        database.write(use_case, by=LEAD, **given_)
    except SotecinError:
        return


def _step(database: SqlDatabase, map_id: MapId, step: tuple[int, int, int]) -> None:
    """One of many deeds on two of the elements, chosen by numbers."""
    what, one, other = step
    here = sorted(database.read(lambda uow: uow.elements.positions(map_id)))
    pick = {"first": here[one % len(here)], "second": here[other % len(here)]} if here else {}
    on: dict[str, Any] = {"map_id": map_id}
    if what == 0 or not here:
        name = f"Element {one} {other}"
        _try(database, elements.add_stakeholder, **on, name=name, kind=KINDS[one % 3], at=(one * 9.0, other * 7.0))
    elif what == 1:
        _try(database, links.add_link, **on, source=pick["first"], target=pick["second"], type="material")
    elif what == 2:
        version = database.read(lambda uow: uow.elements.get(pick["first"])).versions.get("note", 0)
        edit = {"element": pick["first"], "field": "note", "base_version": version, "value": f"note {other}"}
        _try(database, elements.edit_element, **on, **edit)
    elif what == 3:
        _try(database, elements.move_elements, **on, positions={pick["first"]: (one, other)})
    elif what == 4:
        _try(database, elements.remove_element, **on, element=pick["first"])
    elif what == 5:
        _try(database, merging.merge_elements, **on, keep=pick["first"], drop=pick["second"])
    else:
        _try(database, undo if what == 6 else redo, **on)


numbers = st.integers(0, 20)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 7), numbers, numbers), min_size=4, max_size=25), share=st.floats(0, 1))
def test_restore_brings_any_map_back_to_any_moment(
    steps: list[tuple[int, int, int]], share: float, database: SqlDatabase, workshop: Workshop
) -> None:
    map_id = workshop.map_id
    for step in steps:
        _step(database, map_id, step)
    revision = round(database.read(lambda uow: uow.maps.revision(map_id)) * share)
    now, then = _state(database, map_id), state_at(database, by=LEAD, map_id=map_id, revision=revision)

    database.write(restore, by=LEAD, map_id=map_id, state=then)
    assert _state(database, map_id) == _without_counts(then)

    if now != _without_counts(then):
        database.write(undo, by=LEAD, map_id=map_id)
        assert _state(database, map_id) == now


def test_state_drawn_from_changes_is_the_map_that_is_stored(database: SqlDatabase, workshop: Workshop) -> None:
    for step in ((0, 1, 2), (0, 3, 4), (1, 0, 1), (2, 0, 5), (5, 0, 1), (6, 0, 0), (4, 1, 0)):
        _step(database, workshop.map_id, step)
    snapshot = database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
    drawn = state_at(database, by=LEAD, map_id=workshop.map_id, revision=snapshot["revision"])

    assert (drawn["elements"], drawn["links"]) == (snapshot["elements"], snapshot["links"])


def test_restore_is_for_who_may_facilitate(database: SqlDatabase, workshop: Workshop) -> None:
    then = state_at(database, by=LEAD, map_id=workshop.map_id, revision=0)

    with pytest.raises(NotAllowed):
        database.write(restore, by=CONTRIBUTOR, map_id=workshop.map_id, state=then)


@pytest.mark.parametrize("revision", [-1, 10_000, True, "1", None, 1.5])
def test_moment_that_never_was_is_refused(database: SqlDatabase, workshop: Workshop, revision: Any) -> None:
    with pytest.raises(BadInput, match="no such moment"):
        state_at(database, by=LEAD, map_id=workshop.map_id, revision=revision)


def test_history_comes_in_order_and_whole(database: SqlDatabase, workshop: Workshop) -> None:
    _step(database, workshop.map_id, (0, 1, 2))
    revision, changes = database.read(changes_since, by=CONTRIBUTOR, map_id=workshop.map_id, since=0)

    assert [change.revision for change in changes] == list(range(1, revision + 1))
    assert changes[-1].deed
    assert "before" not in changes[-1].to_wire()


def test_link_that_comes_back_with_its_element_is_told_to_the_other_map_too(
    database: SqlDatabase, workshop: Workshop
) -> None:
    other = database.write(create_map, by=SYSTEM, name="Another map")
    on: dict[str, Any] = {"by": SYSTEM, "map_id": workshop.map_id}
    one, two = (database.write(elements.add_stakeholder, **on, name=name, kind="civil") for name in ("One", "Two"))
    link = database.write(links.add_link, **on, source=one, target=two, type="material")
    database.write(elements.place_elements, by=SYSTEM, map_id=other, positions={one: None, two: None})
    then = state_at(database, by=SYSTEM, map_id=workshop.map_id, revision=4)
    database.write(links.remove_link, **on, link=link)
    database.write(elements.remove_element, **on, element=one)
    heard: list[Change] = []
    database.on_commit(heard.extend)

    database.write(restore, **on, state=then)

    told = [(change.map_id, change.kind) for change in heard]
    assert told == [(workshop.map_id, "placed"), (other, "linked")]
