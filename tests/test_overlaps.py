"""Missions side by side: what pairs share, who stands in several, and where nobody is."""

from __future__ import annotations

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.overlaps import covered, overlaps, shared
from sotecin_graph.vocabulary import Chain, Hub, Kind

ELEMENTS = {
    ElementId(name): Element(ElementId(name), seq, Kind.CHALLENGE if name == "c" else Kind.INDUSTRY, name)
    for seq, name in enumerate("abcd")
}


def mission(name: str, members: str, hub: Hub | None, *chains: Chain) -> Mission:
    return Mission(MissionId(name), name, hub, chains, tuple(map(ElementId, members)), MapId("map"))


ONE = mission("one", "abc", Hub.EAST, Chain.TEXTILES, Chain.FOOD)
TWO = mission("two", "cba", Hub.EAST, Chain.TEXTILES)
THREE = mission("three", "cd", None, Chain.PLASTICS)
ALL = [ONE, TWO, THREE]


def test_pairs_tell_stakeholders_and_challenges_in_common() -> None:
    found = overlaps(ALL, ELEMENTS)

    assert [(each.one, each.other, len(each.stakeholders), len(each.challenges), each.share) for each in found] == [
        ("one", "two", 2, 1, 1.0),
        ("one", "three", 0, 1, 0.25),
        ("two", "three", 0, 1, 0.25),
    ]


def test_who_stands_in_most_missions_comes_first() -> None:
    assert [(each.element.name, each.missions) for each in shared(ALL, ELEMENTS)] == [
        ("c", ("one", "two", "three")),
        ("a", ("one", "two")),
        ("b", ("one", "two")),
    ]


def test_each_place_knows_its_missions_and_one_without_a_hub_stands_nowhere() -> None:
    places = covered(ALL)

    assert len(places) == 49
    assert {place: there for place, there in places.items() if there} == {
        (Hub.EAST, Chain.TEXTILES): ["one", "two"],
        (Hub.EAST, Chain.FOOD): ["one"],
    }
