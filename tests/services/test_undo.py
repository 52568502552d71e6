"""Undo and redo on a real database: one's own, in any order with others', never over what others built."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.changes import DeedDone
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BuiltOn, NotAllowed, NothingToUndo
from sotecin_graph.maps import Map
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import clusters, elements, links, maps, missions
from sotecin_graph.services.undo import redo, stacks, undo
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD


@pytest.fixture
def does(database: SqlDatabase, workshop: Workshop) -> Callable[..., Any]:
    """Runs use cases on the workshop's map as someone, the lead unless told otherwise."""

    def do(use_case: Callable[..., Any], by: Actor = LEAD, **given: Any) -> Any:
        return database.write(use_case, by=by, map_id=workshop.map_id, **given)

    return do


@pytest.fixture
def shown(database: SqlDatabase, workshop: Workshop) -> Callable[[], Any]:
    """The map's elements, links and clusters; checked to be the same when drawn from its changes alone."""

    def show() -> dict[str, Any]:
        snapshot = database.read(lambda uow: uow.maps.snapshot(workshop.map_id))
        drawn = _drawn(database, workshop.map_id)
        assert (drawn["elements"], drawn["links"]) == (snapshot["elements"], snapshot["links"])
        assert drawn["clusters"] == snapshot["clusters"]
        return {name: snapshot[name] for name in ("elements", "links", "clusters")}

    return show


def _drawn(database: SqlDatabase, map_id: MapId) -> dict[str, Any]:
    def draw(uow: UnitOfWork) -> dict[str, Any]:
        facts = uow.maps.facts(map_id)
        assert facts
        drawn = Map(facts)
        for change in uow.maps.changes(map_id, since=0, most=10_000):
            drawn.apply(change)
        return drawn.snapshot()

    return database.read(draw)


def _plain(shown: dict[str, Any]) -> dict[str, Any]:
    """Without versions, which count on whatever is done."""
    return {
        name: [{key: value for key, value in thing.items() if key != "versions"} for thing in things]
        for name, things in shown.items()
    }


@pytest.fixture
def pair(does: Callable[..., Any]) -> tuple[ElementId, ElementId]:
    """Two stakeholders on the map."""
    one = does(elements.add_stakeholder, name="Harbour Uniforms", kind="industry", at=(0, 0))
    return one, does(elements.add_stakeholder, name="Second Thread", kind="civil", at=(300, 0))


DEEDS: dict[str, Callable[..., Any]] = {
    "add": lambda does, one, two: does(elements.add_stakeholder, name="New", kind="government", at=(9, 9)),
    "raise": lambda does, one, two: does(elements.add_challenge, name="No sorting", concerns=[one, two], at=(9, 9)),
    "link": lambda does, one, two: does(links.add_link, source=two, target=one, type="energy"),
    "edit": lambda does, one, two: does(
        elements.edit_element, element=one, field="strategies", base_version=0, value=["R3"]
    ),
    "move": lambda does, one, two: does(elements.move_elements, positions={one: (50, 60), two: (70, 80)}),
    "remove": lambda does, one, two: does(elements.remove_element, element=one),
    "remove both": lambda does, one, two: does(elements.remove_elements, elements=[one, two]),
    "draw": lambda does, one, two: does(clusters.draw, name="Reuse", members=[one, two]),
    "rename": lambda does, one, two: does(maps.rename_map, name="Another name"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_brings_back_what_was_and_redo_what_was_done(
    deed: str, does: Callable[..., Any], shown: Callable[[], Any], pair: tuple[ElementId, ElementId]
) -> None:
    does(links.add_link, source=pair[0], target=pair[1], type="material")
    before = shown()
    DEEDS[deed](does, *pair)
    after = shown()

    for _round in range(2):
        does(undo)
        assert _plain(shown()) == _plain(before)
        does(redo)
        assert _plain(shown()) == _plain(after)


def test_vote_is_undone(does: Callable[..., Any], shown: Callable[[], Any]) -> None:
    challenge = does(elements.add_challenge, name="No sorting")
    does(elements.vote, element=challenge, is_on=True)

    does(undo)

    assert shown()["elements"][0]["votes"] == 0


def test_removed_challenge_comes_back_with_its_votes(does: Callable[..., Any], shown: Callable[[], Any]) -> None:
    challenge = does(elements.add_challenge, name="No sorting")
    does(elements.vote, element=challenge, is_on=True)
    does(elements.remove_element, element=challenge)

    does(undo)

    assert shown()["elements"][0]["votes"] == 1


def test_people_undo_their_own_in_any_order(
    does: Callable[..., Any], shown: Callable[[], Any], pair: tuple[ElementId, ElementId]
) -> None:
    does(elements.move_elements, positions={pair[0]: (50, 60)})
    does(elements.edit_element, by=FACILITATOR, element=pair[0], field="name", base_version=0, value="Harbour")
    does(undo)

    assert (shown()["elements"][0]["x"], shown()["elements"][0]["name"]) == (0, "Harbour")
    does(undo, by=FACILITATOR)
    assert shown()["elements"][0]["name"] == "Harbour Uniforms"


BUILT_ON: dict[str, tuple[Callable[..., Any], str]] = {
    "changed": (
        lambda does, one, two: does(
            elements.edit_element, by=FACILITATOR, element=two, field="note", base_version=0, value="Ours"
        ),
        "Ilse has changed “Second Thread”",
    ),
    "linked": (
        lambda does, one, two: does(links.add_link, by=FACILITATOR, source=one, target=two, type="material"),
        "Ilse has linked “Second Thread”",
    ),
}


@pytest.mark.parametrize("built", BUILT_ON)
def test_undo_is_refused_where_others_built_on_it(
    built: str, does: Callable[..., Any], shown: Callable[[], Any], pair: tuple[ElementId, ElementId]
) -> None:
    BUILT_ON[built][0](does, *pair)
    before = shown()

    with pytest.raises(BuiltOn, match=BUILT_ON[built][1]):
        does(undo)
    assert shown() == before


def test_undo_of_a_wording_is_refused_once_another_stands_there(
    does: Callable[..., Any], pair: tuple[ElementId, ElementId]
) -> None:
    edit = {"element": pair[0], "field": "name"}
    does(elements.edit_element, **edit, base_version=0, value="Mine")
    does(elements.edit_element, by=FACILITATOR, **edit, base_version=1, value="Ours")

    with pytest.raises(BuiltOn, match="Ilse has changed “Ours”"):
        does(undo)


def test_placings_never_conflict(
    does: Callable[..., Any], shown: Callable[[], Any], pair: tuple[ElementId, ElementId]
) -> None:
    does(elements.move_elements, positions={pair[0]: (50, 60), pair[1]: (70, 80)})
    does(elements.move_elements, by=FACILITATOR, positions={pair[1]: (500, 500)})
    does(undo)

    assert [(each["x"], each["y"]) for each in shown()["elements"]] == [(0, 0), (500, 500)]


def test_facilitator_undoes_anyones_change_and_it_leaves_their_list(
    does: Callable[..., Any], shown: Callable[[], Any], database: SqlDatabase, workshop: Workshop
) -> None:
    does(elements.add_stakeholder, by=CONTRIBUTOR, name="Knit", kind="industry")
    deed = database.read(lambda uow: uow.maps.latest_changes(workshop.map_id, most=1))[0].deed

    does(undo, by=FACILITATOR, deed=deed)

    assert shown()["elements"] == []
    with pytest.raises(NothingToUndo):
        does(undo, by=CONTRIBUTOR)


def test_contributor_cannot_undo_what_is_not_theirs(
    does: Callable[..., Any], database: SqlDatabase, workshop: Workshop, pair: tuple[ElementId, ElementId]
) -> None:
    deed = database.read(lambda uow: uow.maps.latest_changes(workshop.map_id, most=1))[0].deed

    with pytest.raises(NotAllowed):
        does(undo, by=CONTRIBUTOR, deed=deed)


def test_who_may_mend_an_element_brings_it_back_whoever_removed_it(
    does: Callable[..., Any], shown: Callable[[], Any], database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    mill = does(elements.add_stakeholder, name="Mill", kind="industry")
    dyer = does(elements.add_stakeholder, name="Dyer", kind="industry")
    does(links.add_link, source=mill, target=dyer, type="material")
    before = _plain(shown())
    does(elements.remove_element, element=mill)
    deed = database.read(lambda uow: uow.maps.deeds(workshop.map_id, most=1))[-1].id

    with pytest.raises(NotAllowed):
        does(undo, by=CONTRIBUTOR, deed=deed)
    does(undo, by=participant, deed=deed)

    assert _plain(shown()) == before


def test_nothing_is_undone_twice(does: Callable[..., Any], database: SqlDatabase, workshop: Workshop) -> None:
    does(elements.add_stakeholder, name="Knit", kind="industry")
    deed = database.read(lambda uow: uow.maps.latest_changes(workshop.map_id, most=1))[0].deed
    does(undo, deed=deed)

    with pytest.raises(NothingToUndo):
        does(undo, deed=deed)


def test_new_deed_ends_what_can_be_done_again(does: Callable[..., Any]) -> None:
    does(elements.add_stakeholder, name="Knit", kind="industry")
    does(undo)
    does(elements.add_stakeholder, name="Purl", kind="industry")

    with pytest.raises(NothingToUndo, match="nothing to do again"):
        does(redo)


def test_element_of_a_mission_is_not_undone_away(
    does: Callable[..., Any], database: SqlDatabase, workshop: Workshop
) -> None:
    challenge = does(elements.add_challenge, name="No sorting")
    deed = database.read(lambda uow: uow.maps.latest_changes(workshop.map_id, most=1))[0].deed
    does(missions.promote, cluster=does(clusters.draw, name="Reuse", members=[challenge]), title="Sorting for reuse")

    with pytest.raises(BuiltOn, match="part of a mission"):
        does(undo, deed=deed)


def test_stacks_follow_undo_redo_and_others() -> None:
    mine = [DeedDone("a", None, "me", True), DeedDone("b", None, "me", True)]

    assert stacks(mine, "me") == (["a", "b"], [])
    assert stacks([*mine, DeedDone("c", "b", "me", True)], "me") == (["a"], ["c"])
    assert stacks([*mine, DeedDone("c", "b", "me", True), DeedDone("d", "c", "me", True)], "me") == (["a", "d"], [])
    assert stacks([*mine, DeedDone("c", "b", "other", True)], "me") == (["a"], [])
