"""Bridges across hubs: whom two have in common, never a link that is there, the same whatever the order of rows."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.planted import planted_map
from sotecin_graph.bridges import MOST_EACH, bridges
from sotecin_graph.vocabulary import Chain, Hub, Kind
from tests.test_finding import Map, plain_map


def two_hubs(pairs: list[tuple[int, int]], count: int) -> Map:
    """Stakeholders by turns of East and North-West."""
    elements, links = plain_map(pairs, count)
    return [replace(each, hub=Hub.NORTH_WEST if each.seq % 2 else Hub.EAST) for each in elements], links


def test_two_with_a_common_partner_are_told_of_it() -> None:
    elements, links = two_hubs([(0, 2), (2, 1)], 3)
    elements[2] = replace(elements[2], kind=Kind.CHALLENGE)

    (found,) = bridges(elements, links)

    assert (found.one, found.other, found.common, found.via) == ("e0", "e1", ("e2",), ())


def test_three_steps_are_told_by_both_on_the_way() -> None:
    elements, links = two_hubs([(0, 2), (2, 4), (4, 1)], 5)
    elements[2], elements[4] = (replace(elements[place], kind=Kind.CHALLENGE) for place in (2, 4))

    (found,) = bridges(elements, links)

    assert (found.common, found.via) == ((), ("e2", "e4"))


def test_neighbours_within_a_hub_and_linked_pairs_are_no_bridges() -> None:
    elements, links = two_hubs([(0, 1), (1, 2), (0, 2)], 3)

    assert bridges(elements, links) == []
    assert bridges([replace(each, hub=Hub.EAST) for each in elements], links) == []


def test_common_tags_come_first_where_the_ways_are_alike() -> None:
    elements, links = two_hubs([(0, 4), (4, 1), (4, 3)], 5)
    tagged = [replace(each, chains=(Chain.FOOD,) if each.seq in (0, 3) else (Chain.PLASTICS,)) for each in elements]
    tagged[4] = replace(tagged[4], kind=Kind.CHALLENGE, chains=())

    first, second = bridges(tagged, links)

    assert (first.other, first.tags) == ("e3", (("chain", "food"),))
    assert (second.other, second.tags) == ("e1", ())


def test_every_common_element_is_linked_with_both_and_rows_may_come_in_any_order() -> None:
    made = planted_map(4, size=150, missions=5)
    shuffled, rows = made.elements.copy(), made.links.copy()
    random.Random(1).shuffle(shuffled)
    random.Random(2).shuffle(rows)

    found = bridges(made.elements, made.links)

    tied = {frozenset((link.source, link.target)) for link in made.links}
    assert found == bridges(shuffled, rows)
    assert all(frozenset((each.one, end)) in tied for each in found for end in each.common)
    assert all(frozenset((each.other, end)) in tied for each in found for end in each.common)
    assert all(frozenset((each.one, each.other)) not in tied for each in found)
    ends = [end for each in found for end in (each.one, each.other)]
    assert max(ends.count(end) for end in ends) <= MOST_EACH


def test_the_first_bridges_mostly_join_people_of_one_mission() -> None:
    shares = []
    for seed in range(4):
        made = planted_map(seed)
        truth = {each.id: made.truth[each.seq] for each in made.elements}
        found = bridges(made.elements, made.links, most=20)
        shares.append(sum(truth[each.one] == truth[each.other] >= 0 for each in found) / 20)

    assert sum(shares) / 4 > 0.5
