"""The community searched for a map: by words, hub, chain, kind and map; many placed at once, arranged."""

from __future__ import annotations

from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import NotAllowed
from sotecin_graph.people import SYSTEM, Actor
from sotecin_graph.services import community, elements, links, maps, rehearsals
from sotecin_graph.services.community import Wanted
from sotecin_graph.services.contributions import elements_on
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkType
from sotecin_graph.workshops import Workshop
from tests.conftest import CONTRIBUTOR, FACILITATOR


@pytest.fixture
def target(database: SqlDatabase) -> MapId:
    """An empty map of the North-West hub."""
    return database.write(maps.create_map, by=SYSTEM, name="Target", hubs=(Hub.NORTH_WEST,))


@pytest.fixture
def standing(database: SqlDatabase, workshop: Workshop) -> dict[str, ElementId]:
    """What stands on another map, tied together."""
    on: dict[str, Any] = {"by": SYSTEM, "map_id": workshop.map_id}
    made = {
        "Dye works": database.write(elements.add_stakeholder, name="Dye works", kind="industry", hub="east", **on),
        "Coat guild": database.write(elements.add_stakeholder, name="Coat guild", kind="civil", **on),
        "Worn coats": database.write(elements.add_challenge, name="Worn coats", problem="Dye fades.", **on),
    }
    ends = {"source": made["Dye works"], "target": made["Coat guild"]}
    database.write(links.add_link, type=LinkType.MATERIAL, **ends, **on)
    return made


def names(database: SqlDatabase, target: MapId, by: Actor = FACILITATOR, **wanted: Any) -> list[str]:
    found, count = database.read(community.find_in_community, by=by, map_id=target, wanted=Wanted(**wanted))
    assert count == len(found)
    return [each.element.name for each in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["Coat guild", "Dye works", "Worn coats"]),
        ({"words": "coat"}, ["Coat guild", "Worn coats"]),
        ({"words": "DYE"}, ["Dye works", "Worn coats"]),
        ({"words": "dye coats"}, ["Worn coats"]),
        ({"hub": Hub.EAST}, ["Dye works"]),
        ({"kind": Kind.CHALLENGE}, ["Worn coats"]),
        ({"chain": Chain.TEXTILES, "kind": Kind.CIVIL}, ["Coat guild"]),
        ({"chain": Chain.FOOD}, []),
        ({"on_map": MapId("none")}, []),
    ],
)
def test_what_is_wanted_is_found(
    database: SqlDatabase, target: MapId, standing: dict[str, ElementId], wanted: Any, expected: list[str]
) -> None:
    assert names(database, target, **wanted) == expected


def test_found_says_where_it_stands_and_a_map_can_be_chosen(
    database: SqlDatabase, target: MapId, standing: dict[str, ElementId], workshop: Workshop
) -> None:
    other = database.write(maps.create_map, by=SYSTEM, name="Other", hubs=(Hub.EAST,))
    database.write(elements.place_elements, by=SYSTEM, map_id=other, positions={standing["Dye works"]: None})

    found, _count = database.read(
        community.find_in_community, by=FACILITATOR, map_id=target, wanted=Wanted(on_map=other)
    )
    assert [(each.element.name, set(each.maps)) for each in found] == [("Dye works", {"Other", "Textiles, Testhoven"})]


def test_many_are_placed_at_once_apart_and_beside_what_is_there(
    database: SqlDatabase, target: MapId, standing: dict[str, ElementId]
) -> None:
    database.write(elements.add_stakeholder, by=SYSTEM, map_id=target, name="Here", kind="nature", at=(500, 0))
    idents = list(standing.values())

    positions = community.laid_out(database, by=FACILITATOR, map_id=target, idents=idents)
    placed = database.write(elements.place_elements, by=FACILITATOR, map_id=target, positions=positions)

    assert set(placed) == set(idents) == set(positions)
    assert min(x for x, _y in positions.values()) > 500
    assert len(set(positions.values())) == len(positions)
    assert names(database, target) == []
    assert len(database.read(elements_on, by=SYSTEM, map_id=target)) == 4


def test_rehearsals_are_not_searched(
    database: SqlDatabase, target: MapId, standing: dict[str, ElementId], workshop: Workshop
) -> None:
    database.write(rehearsals.start_rehearsal, by=FACILITATOR, ident=workshop.id)

    assert names(database, target) == ["Coat guild", "Dye works", "Worn coats"]


def test_only_facilitators_of_the_map_look(database: SqlDatabase, target: MapId) -> None:
    with pytest.raises(NotAllowed):
        names(database, target, by=CONTRIBUTOR)
