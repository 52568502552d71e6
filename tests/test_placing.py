"""Placing: nothing lies on anything else, outlines stay apart, and the same input looks the same."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull

from bench.clusters import PlantedMap, planted_map
from sotecin_graph.clusters import Cluster, ClusterId
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.finding import find_clusters
from sotecin_graph.footprints import CARDS_APART, as_arrays, footprint
from sotecin_graph.placing import HULL_PADDING, Positions, outline, place_new, tidy
from sotecin_graph.untangling import crossed, group_of, improved
from sotecin_graph.vocabulary import Kind, LinkType

NEW = ElementId("new")
Corners = Sequence[tuple[float, float]]


def overlapping(elements: Sequence[Element], positions: Positions) -> list[tuple[ElementId, ElementId]]:
    """Pairs of elements whose footprints overlap, or whose cards are nearer than 190."""
    found = []
    for one, other in combinations(elements, 2):
        (ax, ay), (bx, by) = positions[one.id], positions[other.id]
        a, b = footprint(one.kind, one.name), footprint(other.kind, other.name)
        dx, dy = abs(ax - bx), abs(ay + a.drop - by - b.drop)
        near = a.is_card and b.is_card and np.hypot(dx, dy) < CARDS_APART - 0.2
        if near or (dx < (a.width + b.width) / 2 - 0.2 and dy < (a.height + b.height) / 2 - 0.2):
            found.append((one.id, other.id))
    return found


def are_separate(one: Corners, other: Corners) -> bool:
    """Whether two convex outlines do not overlap: a side of one has the other wholly outside."""
    for first, second in ((one, other), (other, one)):
        sides = ConvexHull(np.array(first)).equations
        if (np.array(second) @ sides[:, :2].T + sides[:, 2] > -0.2).all(axis=0).any():
            return True
    return False


def box(element: Element, positions: Positions) -> Corners:
    x, y = positions[element.id]
    print_ = footprint(element.kind, element.name)
    w, h, middle = print_.width / 2, print_.height / 2, y + print_.drop
    return [(x - w, middle - h), (x + w, middle - h), (x + w, middle + h), (x - w, middle + h)]


def outlines(made: PlantedMap, clusters: Sequence[Cluster], positions: Positions) -> dict[ClusterId, Corners]:
    by_id = {element.id: element for element in made.elements}
    return {each.id: outline([by_id[member] for member in each.members], positions) for each in clusters}


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 70), links_each=st.floats(0, 2))
@example(seed=201, size=12, links_each=0.5)
@example(seed=202, size=5, links_each=0.0)
def test_tidy_maps_have_no_overlap_and_no_stranger_in_an_outline(seed: int, size: int, links_each: float) -> None:
    made = planted_map(seed, size=size, missions=3, links_each=links_each)
    clusters = find_clusters(made.elements, made.links)

    positions = tidy(made.elements, made.links, clusters)

    drawn = outlines(made, clusters, positions)
    assert set(positions) == {element.id for element in made.elements}
    assert overlapping(made.elements, positions) == []
    assert all(are_separate(one, other) for one, other in combinations(drawn.values(), 2))
    for cluster in clusters:
        strangers = [element for element in made.elements if element.id not in cluster.members]
        assert all(are_separate(drawn[cluster.id], box(stranger, positions)) for stranger in strangers)


def test_outlines_keep_sixty_units_from_positions() -> None:
    made = planted_map(1, size=30, missions=2, links_each=2)
    clusters = find_clusters(made.elements, made.links)
    positions = tidy(made.elements, made.links, clusters)

    for cluster in clusters:
        sides = ConvexHull(np.array(outlines(made, [cluster], positions)[cluster.id])).equations
        middle = np.array([positions[member] for member in cluster.members])
        assert (middle @ sides[:, :2].T + sides[:, 2]).max() <= -60


def test_tidy_does_not_depend_on_the_order_of_rows() -> None:
    made = planted_map(2, size=60, missions=4, links_each=1)
    clusters = find_clusters(made.elements, made.links)
    elements, links = made.elements.copy(), made.links.copy()
    random.Random(1).shuffle(elements)
    random.Random(2).shuffle(links)

    assert tidy(elements, links, clusters) == tidy(made.elements, made.links, clusters)


def test_tidy_maps_are_wider_than_high() -> None:
    shapes = []
    for seed in range(6):
        made = planted_map(seed, size=60, missions=4, links_each=1)
        positions = tidy(made.elements, made.links, find_clusters(made.elements, made.links))
        width, height = np.ptp(np.array(list(positions.values())), axis=0) + 150
        shapes.append(width / height)

    assert 1.2 < np.mean(shapes) < 2.0


def test_tidy_crosses_fewer_links_than_chance() -> None:
    made = planted_map(5, size=60, missions=4, links_each=1)
    place = {element.id: number for number, element in enumerate(made.elements)}
    ends = np.array(sorted({tuple(sorted((place[link.source], place[link.target]))) for link in made.links}))
    at = np.array(list(tidy(made.elements, made.links, find_clusters(made.elements, made.links)).values()))

    by_chance = np.random.default_rng(1).permutation(at)

    assert crossed(at, ends) < 0.1 * crossed(by_chance, ends)


def test_improving_uncrosses_links() -> None:
    prints = as_arrays([footprint(Kind.INDUSTRY, "Works")] * 6)
    ends = np.array([(0, 4), (1, 3), (2, 5), (0, 2), (3, 5)])
    tangled = np.array([(x, y) for y in (0.0, 200.0) for x in (0.0, 200.0, 400.0)])
    group = group_of(prints, ends, wide=1.5)

    at = improved(group, tangled, sweeps=3)

    assert crossed(tangled, ends) == 1
    assert crossed(at, ends) == 0


def test_a_tree_is_drawn_without_crossings() -> None:
    elements = [Element(ElementId(f"e{n}"), n, Kind.CIVIL, f"House {n}") for n in range(15)]
    links = [Link(LinkId(f"l{n}"), n, elements[n].id, elements[(n - 1) // 2].id, LinkType.MONEY) for n in range(1, 15)]

    positions = tidy(elements, links)

    ends = np.array([(n, (n - 1) // 2) for n in range(1, 15)])
    assert crossed(np.array(list(positions.values())), ends) == 0


@pytest.mark.parametrize("count", [0, 1, 2, 12])
def test_tidy_sets_unlinked_elements_in_rows(count: int) -> None:
    elements = [Element(ElementId(f"e{n}"), n, Kind.NATURE, f"Meadow {n}") for n in range(count)]

    positions = tidy(elements, [])

    assert len(set(positions.values())) == count
    assert overlapping(elements, positions) == []


def test_a_drawn_cluster_without_links_stays_together() -> None:
    elements = [Element(ElementId(f"e{n}"), n, Kind.NATURE, f"Meadow {n}") for n in range(6)]
    drawn = Cluster(ClusterId("c"), 1, "Drawn", tuple(element.id for element in elements[:3]))

    positions = tidy(elements, [], [drawn])

    edge = outline(elements[:3], positions)
    assert overlapping(elements, positions) == []
    assert all(are_separate(edge, box(stranger, positions)) for stranger in elements[3:])


def test_tidying_sixty_elements_takes_a_moment() -> None:
    made = planted_map(3, size=60, missions=4, links_each=1.2)
    clusters = find_clusters(made.elements, made.links)
    tidy(made.elements, made.links, clusters)

    begun = time.process_time()
    tidy(made.elements, made.links, clusters)

    assert time.process_time() - begun < 1.0


def test_a_large_map_without_clusters_is_laid_out_without_overlap() -> None:
    made = planted_map(3, size=150, missions=5, links_each=1.2)

    positions = tidy(made.elements, made.links)

    assert overlapping(made.elements, positions) == []


def test_a_new_element_stands_free_near_its_neighbours_and_nothing_moves() -> None:
    made = planted_map(4, size=60, missions=4, links_each=1)
    positions = tidy(made.elements, made.links)
    before = dict(positions)
    new = Element(NEW, 99, Kind.CHALLENGE, "Nobody pays for sorting")
    kinds = {element.id: element.kind for element in [*made.elements, new]}
    names = {element.id: element.name for element in [*made.elements, new]}

    near = made.elements[7].id
    at = place_new(NEW, neighbours=[near], positions=positions, kinds=kinds, names=names)

    assert positions == before
    assert np.hypot(*(np.array(at) - positions[near])) < 450
    assert overlapping([*made.elements, new], {**positions, NEW: at}) == []


@settings(max_examples=20, deadline=None)
@given(kinds=st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=60), linked=st.booleans())
def test_elements_placed_one_after_another_never_overlap(kinds: list[Kind], linked: bool) -> None:
    elements = [Element(ElementId(f"e{n}"), n, kind, f"Element {n}") for n, kind in enumerate(kinds)]
    of_kind = {element.id: element.kind for element in elements}
    positions: Positions = {}

    for number, element in enumerate(elements):
        neighbours = [elements[number // 2].id] if linked and number else []
        positions[element.id] = place_new(element.id, neighbours=neighbours, positions=positions, kinds=of_kind)

    assert overlapping(elements, positions) == []


def test_unlinked_newcomers_fill_rows_and_not_one_long_line() -> None:
    ids = [ElementId(f"e{n}") for n in range(60)]
    kinds = dict.fromkeys(ids, Kind.INDUSTRY)
    positions: Positions = {}

    for ident in ids:
        positions[ident] = place_new(ident, neighbours=[], positions=positions, kinds=kinds)

    width, height = np.ptp(np.array(list(positions.values())), axis=0)
    assert 1.0 < width / height < 2.2


def test_a_newcomer_keeps_out_of_outlines_that_are_not_its_own() -> None:
    corners = {
        ElementId(f"e{n}"): (x, y) for n, (x, y) in enumerate([(-500, -400), (500, -400), (500, 400), (-500, 400)])
    }
    members = [Element(ident, 1, Kind.CIVIL, "Member") for ident in corners]
    stranger, new = ElementId("stranger"), Element(NEW, 9, Kind.CIVIL, "Newcomer")
    positions = {**corners, stranger: (0.0, 0.0)}
    kinds = dict.fromkeys([*positions, NEW], Kind.CIVIL)
    cluster = Cluster(ClusterId("c"), 1, "Square", tuple(corners))

    theirs = place_new(NEW, neighbours=[stranger], positions=positions, kinds=kinds, clusters=[cluster])
    own = place_new(NEW, neighbours=[*corners], positions=positions, kinds=kinds, clusters=[cluster])

    edge = outline(members, positions)
    assert are_separate(edge, box(new, {NEW: theirs}))
    assert not are_separate(edge, box(new, {NEW: own}))


def test_placing_does_not_depend_on_the_order_of_neighbours() -> None:
    made = planted_map(7, size=40, missions=3, links_each=1)
    positions = tidy(made.elements, made.links)
    kinds = {NEW: Kind.CIVIL, **{element.id: element.kind for element in made.elements}}
    near = [element.id for element in made.elements[3:8]]

    one = place_new(NEW, neighbours=near, positions=positions, kinds=kinds)
    other = place_new(NEW, neighbours=near[::-1], positions=dict(reversed(positions.items())), kinds=kinds)

    assert one == other


def test_placing_among_a_thousand_takes_milliseconds() -> None:
    positions = {ElementId(f"e{n}"): (n % 40 * 320.0, n // 40 * 250.0) for n in range(1000)}
    kinds = {NEW: Kind.CIVIL, **dict.fromkeys(positions, Kind.RESEARCH)}

    begun = time.process_time()
    for _round in range(20):
        place_new(NEW, neighbours=[ElementId("e500")], positions=positions, kinds=kinds)

    assert (time.process_time() - begun) / 20 < 0.02


def test_a_label_takes_as_many_lines_as_its_words_need() -> None:
    short, long = (
        footprint(Kind.CIVIL, "Relaunder"),
        footprint(Kind.CIVIL, "Foundation for Sorting Textiles in Waterhoven"),
    )

    assert short.height < long.height
    assert footprint(Kind.CHALLENGE, "A").width == footprint(Kind.CHALLENGE, "A" * 90).width
    assert HULL_PADDING >= 31
