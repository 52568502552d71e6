"""Merging two elements: nothing of either is lost, and undoing brings both back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed
from sotecin_graph.people import Actor
from sotecin_graph.services import clusters, elements, links, maps, missions, traces
from sotecin_graph.services.merging import merge_elements
from sotecin_graph.services.undo import undo
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD


@pytest.fixture
def does(database: SqlDatabase, workshop: Workshop) -> Callable[..., Any]:
    """Runs use cases on the workshop's map as someone, the lead unless told otherwise."""

    def do(use_case: Callable[..., Any], by: Actor = LEAD, **given: Any) -> Any:
        return database.write(use_case, **{"by": by, "map_id": workshop.map_id, **given})

    return do


@pytest.fixture
def shown(database: SqlDatabase, workshop: Workshop) -> Callable[[], dict[str, Any]]:
    return lambda: database.read(lambda uow: uow.maps.snapshot(workshop.map_id))


@pytest.fixture
def same(does: Callable[..., Any]) -> tuple[ElementId, ElementId]:
    """The same problem, raised by two people; both concern the same mill, and each has a vote of its own."""
    mill = does(elements.add_stakeholder, name="Mill", kind="industry", at=(0, 0))
    keep = does(elements.add_challenge, by=FACILITATOR, name="No sorting", concerns=[mill], at=(200, 0))
    drop = does(
        elements.add_challenge, by=CONTRIBUTOR, name="Mixed fibres", concerns=[mill], wish="a sorter", at=(400, 0)
    )
    does(links.add_link, source=keep, target=drop, type="depends")
    for voter, element in ((LEAD, keep), (LEAD, drop), (FACILITATOR, drop)):
        does(elements.vote, by=voter, element=element, is_on=True)
    return keep, drop


def test_merging_keeps_names_authors_links_votes_and_texts(
    does: Callable[..., Any], shown: Callable[[], dict[str, Any]], same: tuple[ElementId, ElementId]
) -> None:
    does(merge_elements, keep=same[0], drop=same[1])

    _mill, kept = shown()["elements"]
    assert (kept["name"], kept["aliases"], kept["wish"]) == ("No sorting", ["Mixed fibres"], "a sorter")
    assert (kept["by"], kept["also_by"], kept["votes"]) == ("Ilse", ["Nino"], 2)
    assert [link["type"] for link in shown()["links"]] == ["faces"]


def test_undo_brings_both_back_as_they_were(
    does: Callable[..., Any], shown: Callable[[], dict[str, Any]], same: tuple[ElementId, ElementId]
) -> None:
    before = shown()
    does(merge_elements, keep=same[0], drop=same[1])
    does(undo)

    for name in ("elements", "links"):
        now = [{**thing, "versions": {}} for thing in shown()[name]]
        assert now == [{**thing, "versions": {}} for thing in before[name]]


def test_links_move_to_the_kept_one_with_their_author(
    does: Callable[..., Any], shown: Callable[[], dict[str, Any]], same: tuple[ElementId, ElementId]
) -> None:
    owner = does(elements.add_stakeholder, name="City", kind="government", at=(600, 0))
    does(links.add_link, by=FACILITATOR, source=owner, target=same[1], type="owns")
    does(merge_elements, keep=same[0], drop=same[1])

    moved = next(link for link in shown()["links"] if link["type"] == "owns")
    assert (moved["source"], moved["target"], moved["by"]) == (owner, same[0], "Ilse")


def test_kept_one_takes_the_others_place_on_other_maps(
    does: Callable[..., Any], database: SqlDatabase, same: tuple[ElementId, ElementId]
) -> None:
    other = database.write(maps.create_map, by=LEAD, name="Hub map", hubs=(Hub.NORTH_WEST,))
    does(elements.place_elements, map_id=other, positions={same[1]: (70, 80)})
    does(merge_elements, keep=same[0], drop=same[1])

    placed = database.read(lambda uow: uow.elements.positions(other))
    assert placed == {same[0]: (70, 80)}


def test_mission_of_the_merged_one_has_the_kept_one(
    does: Callable[..., Any], database: SqlDatabase, same: tuple[ElementId, ElementId]
) -> None:
    drawn = does(clusters.draw, name="Sorting", members=[same[1]])
    mission = does(missions.promote, cluster=drawn, title="Sorting for reuse")
    does(merge_elements, keep=same[0], drop=same[1])

    found = database.read(lambda uow: uow.missions.get(mission))
    assert found is not None
    assert found.members == (same[0],)
    assert [each.id for each in database.read(lambda uow: uow.missions.with_member(same[0]))] == [mission]


def test_author_reads_what_became_of_the_merged_one(
    does: Callable[..., Any], database: SqlDatabase, same: tuple[ElementId, ElementId]
) -> None:
    does(merge_elements, keep=same[0], drop=same[1])

    (told,) = database.read(traces.mine, by=CONTRIBUTOR)
    assert told.sentence.startswith("It was merged into “No sorting”")
    assert not told.may_take_back


def test_different_sorts_and_others_work_are_not_merged(
    does: Callable[..., Any], same: tuple[ElementId, ElementId]
) -> None:
    mill = does(elements.add_stakeholder, name="Other mill", kind="industry", at=(0, 300))
    with pytest.raises(BadInput, match="cannot be merged"):
        does(merge_elements, keep=same[0], drop=mill)
    with pytest.raises(BadInput, match="two different"):
        does(merge_elements, keep=mill, drop=mill)
    with pytest.raises(NotAllowed):
        does(merge_elements, by=CONTRIBUTOR, keep=same[1], drop=same[0])


def test_merged_one_was_removed_now(database: SqlDatabase, does: Callable[..., Any], same: tuple[Any, Any]) -> None:
    does(merge_elements, keep=same[0], drop=same[1])
    gone = database.read(lambda uow: uow.elements.get(same[1]))

    assert gone is not None
    assert gone.merged_into == same[0]
    assert gone.removed_at is not None
    assert gone.removed_at <= datetime.now(UTC)
