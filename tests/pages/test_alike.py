"""Stakeholders that may be one: shown in pairs, merged or told apart by a person, and not asked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import contributions, elements, maps
from sotecin_graph.vocabulary import Hub, Kind
from sotecin_graph.workshops import Workshop
from tests.pages.conftest import Visit, said, texts

Open = Callable[..., Actor]


@pytest.fixture
def two(database: SqlDatabase, workshop: Workshop) -> tuple[ElementId, ElementId]:
    """The same works, on the workshop's map and on another one."""
    other = database.write(maps.create_map, by=SYSTEM, name="Elsewhere", hubs=(Hub.EAST,))
    given = {"by": SYSTEM, "kind": Kind.INDUSTRY, "country": "NL"}
    one = database.write(elements.add_stakeholder, name="Loom *Works*", map_id=workshop.map_id, **given)
    return one, database.write(elements.add_stakeholder, name="Loom *Works* BV", map_id=other, **given)


def _on_map(database: SqlDatabase, workshop: Workshop) -> list[Element]:
    return database.read(contributions.elements_on, by=SYSTEM, map_id=workshop.map_id)


def test_without_pairs_that_is_said(visit: Visit, workshop: Workshop, facilitator: Actor) -> None:
    at = visit("alike", facilitator)

    assert [each.value for each in at.subheader] == ["Nobody stands here twice"]


def test_others_are_told_whom_it_is_for(visit: Visit, workshop: Workshop, open_account: Open) -> None:
    assert said(visit("alike", open_account())) == "This is for facilitators of a map."


def test_pair_stands_side_by_side_with_the_reason(
    visit: Visit, facilitator: Actor, two: tuple[ElementId, ElementId]
) -> None:
    at = visit("alike", facilitator)

    assert r"**Loom \*Works\***" in texts(at)
    assert "Elsewhere" in texts(at)
    assert r"The names differ only in legal form, spaces or signs\." in texts(at)


def test_what_is_called_the_same_is_merged_onto_the_map(
    visit: Visit, facilitator: Actor, database: SqlDatabase, workshop: Workshop, two: tuple[ElementId, ElementId]
) -> None:
    at = visit("alike", facilitator).button(key=f"alike.one.{two[0]}.{two[1]}").click().run()

    (kept,) = _on_map(database, workshop)
    assert (kept.id, kept.aliases) == (two[0], ("Loom *Works* BV",))
    assert "is now part of" in said(at)


def test_what_is_not_the_same_is_not_asked_again(
    visit: Visit, facilitator: Actor, database: SqlDatabase, two: tuple[ElementId, ElementId]
) -> None:
    at = visit("alike", facilitator).button(key=f"alike.apart.{two[0]}.{two[1]}").click().run()

    assert "these two are not the same" in said(at)
    assert database.read(lambda uow: uow.apart.pairs()) == {tuple(sorted(two))}
    assert [each.value for each in visit("alike", facilitator).subheader] == ["Nobody stands here twice"]
