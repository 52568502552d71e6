"""Clusters: known graphs, the same every time, steady when a map grows, and reasons that add up."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.clusters import agreement, judged, ours
from bench.drawn import drawn_maps
from bench.planted import planted_map
from sotecin_graph.clusters import (
    Cluster,
    ClusterId,
    Drift,
    Kin,
    ReasonKind,
    cluster_to_wire,
)
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.finding import find_clusters, finding_from_wire, search
from sotecin_graph.vocabulary import Kind, LinkType

Map = tuple[list[Element], list[Link]]


def plain_map(pairs: Sequence[tuple[int, int]], count: int) -> Map:
    """Elements without tags, and collaborations between them."""
    elements = [Element(ElementId(f"e{n}"), n, Kind.INDUSTRY, f"Works {n}") for n in range(count)]
    links = [
        Link(LinkId(f"l{n}"), n, ElementId(f"e{a}"), ElementId(f"e{b}"), LinkType.COLLABORATION)
        for n, (a, b) in enumerate(pairs)
    ]
    return elements, links


def karate() -> Map:
    graph = nx.karate_club_graph()
    return plain_map(list(graph.edges), len(graph))


def rings(*sizes: int) -> Map:
    """Complete groups, each joined to the next by one link."""
    pairs, start = [], 0
    for size in sizes:
        pairs += list(combinations(range(start, start + size), 2))
        start += size
        pairs += [(start - 1, start)] if start < sum(sizes) else []
    return plain_map(pairs, sum(sizes))


def planted() -> Map:
    made = planted_map(3, size=120, missions=5, links_each=2.5)
    return made.elements, made.links


def wires(clusters: Sequence[Cluster]) -> str:
    return json.dumps([cluster_to_wire(cluster) for cluster in clusters], sort_keys=True)


def test_finding_tells_the_two_clubs_of_karate_apart_but_for_two_members() -> None:
    elements, links = karate()
    clubs = nx.karate_club_graph().nodes(data="club")

    found = find_clusters(elements, links)

    assert [cluster.name for cluster in found] == ["Group 1", "Group 2"]
    most = [max(Counter(club for m, club in clubs if f"e{m}" in each.members).values()) for each in found]
    assert sum(most) == 32


def test_finding_separates_complete_groups() -> None:
    elements, links = rings(5, 6, 7)

    found = find_clusters(elements, links)

    expected = [tuple(f"e{n}" for n in members) for members in (range(11, 18), range(5, 11), range(5))]
    assert [cluster.members for cluster in found] == expected


def test_finding_leaves_unlinked_elements_and_pairs_loose() -> None:
    elements, links = plain_map([(0, 1), (1, 2), (2, 0), (3, 4)], 6)

    found = search(elements, links)

    assert [cluster.members for cluster in found.clusters] == [("e0", "e1", "e2")]
    assert found.loose == ("e3", "e4", "e5")


@pytest.mark.parametrize(("elements", "links"), [([], []), plain_map([], 4), plain_map([(0, 0)], 3)])
def test_finding_finds_nothing_without_links(elements: list[Element], links: list[Link]) -> None:
    assert find_clusters(elements, links) == []


def test_finding_ignores_links_that_leave_the_map() -> None:
    elements, links = rings(4, 4)

    found = find_clusters(elements[:4], links)

    assert [cluster.members for cluster in found] == [("e0", "e1", "e2", "e3")]


def test_finding_ignores_removed_elements() -> None:
    elements, links = rings(4)
    gone = planted_map(1, size=1, missions=1).elements[0]
    gone = replace(gone, id=elements[0].id, seq=0, removed_at="2024-05-01")  # type: ignore[arg-type]

    found = find_clusters([gone, *elements[1:]], links)

    assert [cluster.members for cluster in found] == [("e1", "e2", "e3")]


def test_map_without_links_is_divided_by_what_its_elements_say() -> None:
    themes = ("farmers sell maize seed", "schools teach kids reading", "clinics treat mothers, babies")
    said = [theme for theme in themes for _each in range(6)]
    elements = [Element(ElementId(f"e{n}"), n, Kind.UNSORTED, f"Works {n}", note=note) for n, note in enumerate(said)]

    found = find_clusters(elements, [])

    assert [len(cluster.members) for cluster in found] == [6, 6, 6]
    assert [reason.kind for reason in found[0].reasons] == [ReasonKind.WORDS, ReasonKind.ALIKE, ReasonKind.MEMBERS]
    assert found[0].reasons[0].sentence().startswith("They say the same: “farmers” (6)")


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), size=st.integers(3, 70), resolution=st.floats(0.1, 3))
def test_clusters_are_disjoint_of_three_or_more_and_cover_the_map(seed: int, size: int, resolution: float) -> None:
    made = planted_map(seed, size=size, missions=3, links_each=1.2)

    found = search(made.elements, made.links, resolution=resolution, runs=0)

    members = [member for cluster in found.clusters for member in cluster.members]
    assert len(members) == len(set(members))
    assert sorted([*members, *found.loose]) == sorted(element.id for element in made.elements)
    assert all(len(cluster.members) >= 3 and len(cluster.reasons) >= 3 for cluster in found.clusters)
    assert [cluster.number for cluster in found.clusters] == list(range(1, len(found.clusters) + 1))


def test_finding_does_not_depend_on_the_order_of_rows() -> None:
    elements, links = planted()
    shuffled_elements, shuffled_links = elements.copy(), links.copy()
    random.Random(5).shuffle(shuffled_elements)
    random.Random(6).shuffle(shuffled_links)

    assert wires(find_clusters(shuffled_elements, shuffled_links)) == wires(find_clusters(elements, links))


def test_finding_is_the_same_in_four_threads_at_once() -> None:
    elements, links = planted()
    alone = wires(find_clusters(elements, links))

    with ThreadPoolExecutor(4) as threads:
        together = [threads.submit(find_clusters, elements, links) for _run in range(8)]

    assert {wires(run.result()) for run in together} == {alone}


def test_finding_is_the_same_in_another_process() -> None:
    code = "from tests.test_finding import *; print(wires(find_clusters(*planted())))"

    root = Path(__file__).parents[1]
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)

    assert other.stdout.strip() == wires(find_clusters(*planted()))


def test_finding_again_changes_nothing() -> None:
    elements, links = planted()
    before = search(elements, links)

    assert search(elements, links, previous=before.clusters, last=before) == before


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), share=st.floats(0.01, 0.19))
def test_between_two_searches_anew_clusters_neither_split_nor_merge(seed: int, share: float) -> None:
    made = planted_map(seed, size=150, missions=5, links_each=2.0)
    older = made.elements[round(share * 150) :]
    before = search(older, made.links, runs=0)

    after = search(made.elements, made.links, previous=before.clusters, last=before, runs=0)

    # one that more than doubles is another one by the rule of overlap, and says whom it comes from
    kept = {cluster.id for cluster in after.clusters} | {kin.id for each in after.clusters for kin in each.lineage}
    assert {cluster.id for cluster in before.clusters} <= kept


def test_what_people_decided_keeps_its_members_and_shows_its_drift() -> None:
    elements, links = rings(9, 8, 7)
    before = search(elements, links, runs=0)
    first, second, *others = before.clusters
    locked = replace(first, members=first.members[2:], is_locked=True)
    mission = replace(second, members=(*second.members, first.members[0]), state="promoted")

    after = search(elements, links, previous=[locked, mission, *others], last=before, runs=0).clusters

    kept = {cluster.id: cluster for cluster in after}
    assert kept[locked.id].members == locked.members
    assert kept[mission.id].members == mission.members
    assert kept[locked.id].drift == Drift(locked.members, first.members[:2])
    assert kept[mission.id].drift == Drift(second.members, ())
    members = [member for cluster in after for member in cluster.members]
    assert len(members) == len(set(members))


def test_one_new_element_leaves_the_clusters_what_they_are() -> None:
    elements, links = planted()
    before = search(elements, links)
    home = before.clusters[0].members
    new = Element(ElementId("new"), 999, Kind.CIVIL, "Newcomer")
    ties = [Link(LinkId(f"n{n}"), 900 + n, new.id, home[n], LinkType.MATERIAL) for n in range(3)]

    after = search([*elements, new], [*links, *ties], previous=before.clusters, last=before)

    grown = {cluster.id: cluster.members for cluster in before.clusters} | {before.clusters[0].id: (*home, "new")}
    assert {cluster.id: cluster.members for cluster in after.clusters} == grown


def test_a_cluster_keeps_name_state_and_number_and_new_ones_are_numbered_on() -> None:
    elements, links = rings(5, 6)
    first, second = find_clusters(elements, links)
    named = replace(second, name="Repair within reach", is_named=True, state="promoted")
    grown_elements, grown_links = rings(5, 6, 7)

    after = find_clusters(grown_elements, grown_links, previous=[first, named])

    assert [(each.number, each.name, each.state) for each in after] == [
        (1, "Group 1", "suggested"),
        (2, "Repair within reach", "promoted"),
        (3, "Group 3", "suggested"),
    ]


def test_a_split_cluster_names_its_parent() -> None:
    elements, links = rings(5, 5, 5)
    everything = tuple(element.id for element in elements)
    merged = replace(find_clusters(elements, links)[0], members=everything, origin={})

    after = find_clusters(elements, links, previous=[merged])

    assert [cluster.lineage for cluster in after] == [(Kin("split", merged.id, 1, "", 5, 15),)] * 3
    assert after[0].lineage[0].sentence() == "Split from “Group 1”: 5 of its 15 members"
    assert [cluster.number for cluster in after] == [2, 3, 4]


def test_a_merged_cluster_names_whom_it_swallowed() -> None:
    elements, links = rings(9)
    (whole,) = find_clusters(elements, links)
    large = replace(whole, members=whole.members[:6], name="Large", is_named=True)
    small = replace(whole, id=ClusterId("small"), number=2, members=whole.members[6:], name="Small", is_named=True)

    (after,) = find_clusters(elements, links, previous=[large, small])

    assert (after.id, after.name) == (large.id, "Large")
    assert [kin.sentence() for kin in after.lineage] == ["Merged with “Small”: 3 of its 3 members"]


def test_a_stored_finding_goes_on_as_if_it_had_never_left() -> None:
    elements, links = planted()
    before = search(elements, links)
    stored = finding_from_wire(json.loads(json.dumps(before.to_wire())))

    again = search(elements, links, previous=stored.clusters, last=stored)

    assert stored.to_wire() == before.to_wire() == again.to_wire()


def test_nothing_goes_on_from_a_finding_whose_themes_are_of_another_form() -> None:
    elements, links = planted()
    before = search(elements[:-1], links, runs=0)
    stored = before.to_wire() | {"themes": [[0.0]]}

    after = search(elements, links, previous=before.clusters, last=finding_from_wire(stored), runs=0)

    assert after.settings["of"] == len(elements)


def test_themes_are_learnt_only_where_links_do_not_tell_the_groups_apart() -> None:
    clear, noisy = rings(9, 8, 7), planted()

    assert search(*clear, runs=0).themes is None
    assert search(*noisy, runs=0).themes is not None


def test_rooms_of_the_example_find_the_clusters_again_that_they_named() -> None:
    found = [judged(each, ours(each)) for each in drawn_maps()]

    assert sum(found) / len(found) > 0.95  # with themes learnt on each, it is .80


def test_a_map_grown_by_a_quarter_is_searched_anew() -> None:
    elements, links = planted()
    before = search(elements[: len(elements) * 3 // 4], links, runs=0)

    after = search(elements, links, previous=before.clusters, last=before, runs=0)

    assert after.settings["of"] == len(elements)
    anew = search(elements, links, runs=0)
    assert {each.members for each in after.clusters} == {each.members for each in anew.clusters}


def test_another_resolution_searches_anew_but_keeps_identities() -> None:
    elements, links = planted()
    before = find_clusters(elements, links, resolution=0.7)

    finer = find_clusters(elements, links, resolution=1.5, previous=before)

    cold = find_clusters(elements, links, resolution=1.5)
    assert {each.members for each in finer} == {each.members for each in cold}
    assert {each.id for each in finer} & {each.id for each in before}


def test_clusters_of_different_maps_never_share_an_id() -> None:
    elements, links = rings(4)

    ids = {find_clusters(elements, links, scope=scope)[0].id for scope in ("", "map 1", "map 2")}

    assert len(ids) == 3


def test_origin_says_how_it_was_found() -> None:
    found = find_clusters(*rings(8, 8), resolution=9.0, seed=11)

    assert found[0].origin == {"method": "Leiden", "resolution": 1.5, "seed": 11}


def test_finding_agrees_with_planted_missions_far_better_than_chance() -> None:
    made = planted_map(0)
    home = {
        member: cluster.number for cluster in find_clusters(made.elements, made.links) for member in cluster.members
    }
    kept = [element for element in made.elements if made.truth[element.seq] >= 0]

    found = agreement([made.truth[each.seq] for each in kept], [home.get(each.id, -each.seq) for each in kept])

    assert found > 0.7


def test_missions_of_small_maps_are_not_split() -> None:
    made = planted_map(2200, size=100, missions=3, links_each=3.0)

    found = find_clusters(made.elements, made.links)

    assert len(found) == 3  # with the resolution of larger maps, there are 5


def test_missions_of_sparse_maps_are_told_by_what_neighbours_are_about() -> None:
    made = planted_map(2303, size=420, missions=12, links_each=1.5)
    home = {member: each.number for each in find_clusters(made.elements, made.links) for member in each.members}
    kept = [element for element in made.elements if made.truth[element.seq] >= 0]

    found = agreement([made.truth[each.seq] for each in kept], [home.get(each.id, -each.seq) for each in kept])

    assert found > 0.7  # by tags of their own alone, it is .67


def test_missions_of_large_maps_are_not_lumped() -> None:
    made = planted_map(2100, size=1000, missions=29, links_each=3.0)

    found = find_clusters(made.elements, made.links)

    assert 25 <= len(found) <= 33  # with a resolution that does not grow with the map, there are 19
