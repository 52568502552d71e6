"""Coverage: gaps of groups and councils, the programme's places and promises, and what waits for someone."""

from __future__ import annotations

from dataclasses import replace

from sotecin_graph.coverage import (
    Cell,
    Lack,
    MapRow,
    Waiting,
    council_gaps,
    gaps,
    programme_coverage,
    targets,
    waiting,
)
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, LinkType, Stage, Strategy

WORKS = Element(
    ElementId("works"),
    1,
    Kind.INDUSTRY,
    "Works",
    hub=Hub.EAST,
    country="TR",
    chains=(Chain.TEXTILES, Chain.PLASTICS),
    strategies=(Strategy.R4, Strategy.R3),
    stages=(Stage.USE, Stage.CROSS_CUTTING),
)
LAB = Element(ElementId("lab"), 2, Kind.RESEARCH, "Lab", hub=Hub.NORTH_WEST, country="NL", stages=(Stage.DESIGN,))
CHALLENGES = [Element(ElementId(f"c{n}"), 3 + n, Kind.CHALLENGE, f"C{n}", chains=(Chain.FOOD,)) for n in range(3)]
MISSION = Mission(MissionId("m"), "M", Hub.EAST, (Chain.TEXTILES,), (WORKS.id,), MapId("a"))
EAST = MapRow((Hub.EAST,), (Chain.TEXTILES,), [WORKS, *CHALLENGES], [MISSION])


def test_gaps_name_what_is_missing_in_the_order_of_the_vocabulary() -> None:
    found = gaps([WORKS, LAB, CHALLENGES[0]])

    assert found.missing_groups == (Kind.GOVERNMENT, Kind.CIVIL, Kind.NATURE, Kind.INTERMEDIARY)
    assert set(Stage) - set(found.missing_stages) == {Stage.DESIGN, Stage.USE, Stage.CROSS_CUTTING}
    assert found.strategies == (Strategy.R3, Strategy.R4)
    assert (found.hubs, found.countries) == ((Hub.NORTH_WEST, Hub.EAST), ("NL", "TR"))


def test_gaps_of_nothing_are_everything() -> None:
    found = gaps([])

    assert found.missing_groups == GROUPS
    assert len(found.missing_stages) == len(Stage) - 1
    assert found.countries == ()


def test_a_council_is_told_its_empty_seats_and_its_one_country() -> None:
    lone = council_gaps([WORKS, replace(LAB, country="TR")])

    assert lone.sentence() == (
        "Empty seats: Government, Civil society, Nature, Intermediary. All of its members are from one country."
    )


def test_a_full_council_has_no_gaps() -> None:
    members = [replace(WORKS, kind=kind, country=country) for kind, country in zip(GROUPS, "ABCDEF", strict=True)]

    assert council_gaps(members).sentence() == ""


def test_every_place_of_the_programme_is_counted() -> None:
    cells = programme_coverage([EAST])

    assert len(cells) == 49
    assert cells[Hub.EAST, Chain.TEXTILES] == Cell(elements=1, challenges=0, missions=1)
    assert cells[Hub.EAST, Chain.PLASTICS] == Cell(elements=1)
    assert cells[Hub.EAST, Chain.FOOD] == Cell(elements=3, challenges=3)
    assert sum(cell.elements for cell in cells.values()) == 5


def test_an_element_on_two_maps_counts_once() -> None:
    cells = programme_coverage([EAST, replace(EAST, missions=[])])

    assert cells[Hub.EAST, Chain.FOOD].challenges == 3


def test_a_map_of_several_hubs_lends_none_of_them() -> None:
    mashup = replace(EAST, hubs=(Hub.EAST, Hub.NORTH_WEST), elements=CHALLENGES, missions=[])

    assert not any(cell.elements for cell in programme_coverage([mashup]).values())


def test_targets_stand_beside_what_is_there() -> None:
    missions = [replace(MISSION, id=MissionId(f"m{hub}"), hub=hub) for hub in Hub]

    found = targets(missions, [WORKS, LAB], calls=1)

    assert [(target.reached, target.promised, target.is_reached) for target in found] == [
        (7, 7, True),
        (7, 7, True),
        (1, 7, False),
        (2, 20, False),
        (1, 2, False),
    ]


def test_what_waits_for_someone_is_a_list_of_things_to_do() -> None:
    owned = Link(LinkId("l"), 1, WORKS.id, CHALLENGES[0].id, LinkType.OWNS)

    faced = Link(LinkId("f"), 2, WORKS.id, CHALLENGES[1].id, LinkType.FACES)

    found = waiting([replace(EAST, links=[owned, faced])])

    assert [each for each in found if each.hub is Hub.EAST] == [
        Waiting(Lack.MISSION, Hub.EAST, Chain.FOOD, 3),
        Waiting(Lack.OWNER, Hub.EAST, None, 2),
    ]
    assert [each.hub for each in found if each.lack is Lack.FIRST_MISSION] == [
        hub for hub in Hub if hub is not Hub.EAST
    ]


def test_waiting_is_said_in_words() -> None:
    said = [each.sentence() for each in waiting([EAST]) if each.hub in {Hub.EAST, Hub.NORTH_EAST}]

    assert said == [
        "North-East has no mission yet",
        "East, Food, water and nutrients: 3 challenges and no mission",
        "East: 3 challenges without an owner",
    ]
