"""Use cases on links, on real SQLite."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId, LinkId
from sotecin_graph.errors import DuplicateLink, LinkDoesNotFit, LinkToItself, UnknownLink
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import elements, links, maps
from sotecin_graph.workshops import Workshop


@pytest.fixture
def ends(database: SqlDatabase, workshop: Workshop) -> tuple[ElementId, ElementId, ElementId]:
    """Two stakeholders and a challenge."""
    on = {"by": SYSTEM, "map_id": workshop.map_id}
    one = database.write(elements.add_stakeholder, name="One", kind="industry", **on)
    two = database.write(elements.add_stakeholder, name="Two", kind="civil", **on)
    return one, two, database.write(elements.add_challenge, name="Three", **on)


def _link(database: SqlDatabase, workshop: Workshop, source: str, target: str, kind: str = "material") -> LinkId:
    return database.write(links.add_link, by=SYSTEM, map_id=workshop.map_id, source=source, target=target, type=kind)


def test_link_to_itself_is_refused(database: SqlDatabase, workshop: Workshop, ends: tuple[str, str, str]) -> None:
    with pytest.raises(LinkToItself):
        _link(database, workshop, ends[0], ends[0])


def test_duplicate_link_is_refused_and_another_type_or_direction_is_not(
    database: SqlDatabase, workshop: Workshop, ends: tuple[str, str, str]
) -> None:
    _link(database, workshop, ends[0], ends[1])

    with pytest.raises(DuplicateLink, match="“One” to “Two”"):
        _link(database, workshop, ends[0], ends[1])
    assert _link(database, workshop, ends[1], ends[0])
    assert _link(database, workshop, ends[0], ends[1], "money")


@pytest.mark.parametrize(("kind", "source", "target"), [("material", 0, 2), ("faces", 0, 1), ("depends", 0, 2)])
def test_link_type_that_does_not_fit_its_ends_is_refused_naming_what_would(
    database: SqlDatabase, workshop: Workshop, ends: tuple[str, str, str], kind: str, source: int, target: int
) -> None:
    with pytest.raises(LinkDoesNotFit, match="Possible here"):
        _link(database, workshop, ends[source], ends[target], kind)


def test_removed_link_is_gone_and_may_be_drawn_again(
    database: SqlDatabase, workshop: Workshop, ends: tuple[str, str, str]
) -> None:
    drawn = _link(database, workshop, ends[0], ends[1])
    database.write(links.remove_link, by=SYSTEM, map_id=workshop.map_id, link=drawn)

    with pytest.raises(UnknownLink):
        database.write(links.remove_link, by=SYSTEM, map_id=workshop.map_id, link=drawn)
    assert _link(database, workshop, ends[0], ends[1])


def test_link_shows_on_every_map_with_both_ends(
    database: SqlDatabase, workshop: Workshop, ends: tuple[str, str, str]
) -> None:
    second = database.write(maps.create_map, by=SYSTEM, name="Mashup")
    database.write(elements.place_elements, by=SYSTEM, map_id=second, positions=dict.fromkeys(ends[:2]))

    drawn = _link(database, workshop, ends[0], ends[1])

    (shown,) = database.read(lambda uow: uow.maps.snapshot(second)["links"])
    assert shown["id"] == drawn
