"""Clusters: known graphs, the same every time, steady when a map grows, and reasons that add up."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.clusters import agreement, planted_map
from sotecin_graph.clusters import Cluster, ReasonKind, cluster_from_wire, cluster_to_screen, cluster_to_wire
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.evidence import tail
from sotecin_graph.finding import find_clusters, not_yet_connected
from sotecin_graph.language import speaking
from sotecin_graph.likeness import TAG_SHARE, boosted, link_weights, tag_vectors, tag_weights
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage

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


def test_finding_divides_the_karate_club_in_four() -> None:
    elements, links = karate()

    found = find_clusters(elements, links)

    assert [len(cluster.members) for cluster in found] == [12, 11, 6, 5]
    assert [cluster.name for cluster in found] == ["Group 1", "Group 2", "Group 3", "Group 4"]


def test_finding_separates_complete_groups() -> None:
    elements, links = rings(5, 6, 7)

    found = find_clusters(elements, links)

    expected = [tuple(f"e{n}" for n in members) for members in (range(11, 18), range(5, 11), range(5))]
    assert [cluster.members for cluster in found] == expected


def test_finding_leaves_out_unlinked_elements_and_pairs() -> None:
    elements, links = plain_map([(0, 1), (1, 2), (2, 0), (3, 4)], 6)

    found = find_clusters(elements, links)

    assert [cluster.members for cluster in found] == [("e0", "e1", "e2")]
    assert not_yet_connected(elements, links) == ["e5"]


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
    assert cluster_to_screen(found[0])["reasons"][0].startswith("They say the same: “farmers” (6)")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(3, 70), resolution=st.floats(0.1, 3))
def test_clusters_are_disjoint_linked_and_of_three_or_more(seed: int, size: int, resolution: float) -> None:
    made = planted_map(seed, size=size, missions=3, links_each=1.2)

    found = find_clusters(made.elements, made.links, resolution=resolution)

    members = [member for cluster in found for member in cluster.members]
    unlinked = set(not_yet_connected(made.elements, made.links))
    assert len(members) == len(set(members))
    assert not made.links or set(members) <= {element.id for element in made.elements} - unlinked
    assert all(len(cluster.members) >= 3 and len(cluster.reasons) >= 3 for cluster in found)
    assert [cluster.number for cluster in found] == list(range(1, len(found) + 1))


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
    before = find_clusters(elements, links)

    assert find_clusters(elements, links, previous=before) == before


def test_one_new_element_leaves_the_clusters_what_they_are() -> None:
    elements, links = planted()
    before = find_clusters(elements, links)
    home = before[0].members
    new = Element(ElementId("new"), 999, Kind.CIVIL, "Newcomer")
    ties = [Link(LinkId(f"n{n}"), 900 + n, new.id, home[n], LinkType.MATERIAL) for n in range(3)]

    after = find_clusters([*elements, new], [*links, *ties], previous=before)

    kept = {cluster.id: set(cluster.members) for cluster in after}
    assert [cluster.id for cluster in after] == [cluster.id for cluster in before]
    assert kept[before[0].id] == {*home, "new"}
    assert sum(len(set(old.members) ^ kept[old.id] - {"new"}) for old in before) <= 4


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

    assert [cluster.origin.get("parent") for cluster in after] == [merged.id] * 3
    assert [cluster.number for cluster in after] == [2, 3, 4]


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


def test_reasons_can_be_counted_on_the_map() -> None:
    elements, links = rings(5, 4)
    votes = {ElementId("e0"): 4, ElementId("e8"): 2}

    first = find_clusters(elements, links, votes=votes)[0]

    assert first.members == ("e0", "e1", "e2", "e3", "e4")
    assert dict(first.reasons[0].values) == {"inside": 10, "outside": 1, "missing": 0, "share": 0.909}
    assert [reason.sentence() for reason in first.reasons[:2]] == [
        "Tied closely: 10 links inside, 1 out",
        "4 of 6 votes on this map",
    ]
    assert first.weight_inside == pytest.approx(0.909)


def test_missing_links_do_not_count_as_ties() -> None:
    elements, links = rings(4)
    links[0] = replace(links[0], state=LinkState.MISSING)

    ties = find_clusters(elements, links)[0].reasons[0]

    assert ties.sentence() == "Tied closely: 5 links inside, 0 out; 1 still missing"


def test_an_enriched_tag_is_a_reason_and_offers_a_name() -> None:
    elements, links = rings(6, 6, 6)
    tagged = [replace(each, chains=(Chain.TEXTILES if each.seq < 6 else Chain.FOOD,)) for each in elements]

    found = next(each for each in find_clusters(tagged, links) if "e0" in each.members)

    tag = next(reason for reason in found.reasons if reason.kind is ReasonKind.TAG)
    assert (tag.values["term"], tag.values["lift"], tag.values["members"]) == ("textiles", 3.0, 6)
    assert tag.values["p"] == pytest.approx(tail(6, 6, 6, 18), rel=0.01)
    assert tag.sentence() == "Textiles: 6 of its 6 elements, and nobody else on this map"
    assert (found.suggested_name, found.is_named) == ("Textiles around Works 0", False)


def test_a_stage_keeps_its_whole_name_in_an_offered_name() -> None:
    elements, links = rings(6, 6, 6)
    tagged = [replace(each, stages=(Stage.COLLECTION if each.seq < 6 else Stage.USE,)) for each in elements]

    found = next(each for each in find_clusters(tagged, links) if "e0" in each.members)

    assert found.suggested_name == "Collection and sorting around Works 0"


def test_bridged_hubs_and_missing_groups_are_told() -> None:
    elements, links = rings(5)
    hubs = [Hub.EAST, Hub.EAST, Hub.NORTH_WEST, Hub.EAST, Hub.NORTH_EAST]
    kinds = [Kind.INDUSTRY, Kind.RESEARCH, Kind.GOVERNMENT, Kind.CIVIL, Kind.INTERMEDIARY]
    mixed = [replace(each, hub=hub, kind=kind) for each, hub, kind in zip(elements, hubs, kinds, strict=True)]

    said = [reason.sentence() for reason in find_clusters(mixed, links)[0].reasons]

    assert "Bridges 3 hubs: East, North-East, North-West" in said
    assert "5 of 6 groups. Nature is missing" in said


def test_the_tail_is_that_of_the_hypergeometric_distribution() -> None:
    assert tail(0, 3, 2, 9) == 1.0
    assert tail(2, 2, 2, 4) == pytest.approx(1 / 6)
    assert tail(1, 2, 2, 4) == pytest.approx(5 / 6)


def test_a_stored_cluster_comes_back_as_it_was() -> None:
    for cluster in find_clusters(*planted(), votes={ElementId("e3"): 2}):
        assert cluster_from_wire(json.loads(json.dumps(cluster_to_wire(cluster)))) == cluster


def test_a_screen_gets_sentences_and_a_numbered_name() -> None:
    cluster = replace(find_clusters(*rings(4))[0], name="Gruppe 1")

    with speaking("en"):
        shown = cluster_to_screen(cluster)

    assert shown["name"] == "Group 1"
    assert shown["reasons"] == [reason.sentence() for reason in cluster.reasons]


def test_weights_follow_type_state_and_hub() -> None:
    elements, _links = plain_map([], 4)
    elements = [replace(each, hub=hub) for each, hub in zip(elements, (Hub.EAST, Hub.EAST, *[None] * 2), strict=True)]
    elements[3] = replace(elements[3], hub=Hub.NORTH_WEST)
    made = [(0, 1, LinkType.MATERIAL, LinkState.EXISTING), (1, 2, LinkType.KNOWLEDGE, LinkState.PLANNED)]
    made += [(2, 3, LinkType.MATERIAL, LinkState.MISSING), (3, 2, LinkType.MATERIAL, LinkState.EXISTING)]
    links = [
        Link(LinkId(f"l{n}"), n, elements[a].id, elements[b].id, kind, state)
        for n, (a, b, kind, state) in enumerate(made)
    ]

    assert link_weights(elements, links) == pytest.approx({(0, 1): 0.5, (1, 2): 0.42, (2, 3): 1.4})


def test_hubs_weigh_nothing_on_a_map_of_one_hub() -> None:
    elements, links = rings(3)

    weights = link_weights([replace(each, hub=Hub.EAST) for each in elements], links)

    assert set(weights.values()) == {1.0}


def test_tags_alone_bind_with_their_share_of_the_weight() -> None:
    made = planted_map(4, size=80)
    vectors = tag_vectors(made.elements)
    weights = boosted(link_weights(made.elements, made.links), vectors)

    alike = tag_weights(vectors, total=TAG_SHARE * sum(weights.values()))

    assert sum(alike.values()) == pytest.approx(0.15 * sum(weights.values()))


def test_equal_tags_triple_the_weight_of_a_link() -> None:
    elements, links = rings(3, 3)
    tagged = [replace(each, chains=(Chain.FOOD if each.seq < 3 else Chain.PLASTICS,)) for each in elements]

    weights = boosted(link_weights(tagged, links), tag_vectors(tagged))

    assert (weights[0, 1], weights[2, 3]) == pytest.approx((3.0, 1.0))


def test_finding_agrees_with_planted_missions_far_better_than_chance() -> None:
    made = planted_map(0)
    home = {
        member: cluster.number for cluster in find_clusters(made.elements, made.links) for member in cluster.members
    }
    kept = [element for element in made.elements if made.truth[element.seq] >= 0]

    found = agreement([made.truth[each.seq] for each in kept], [home.get(each.id, -each.seq) for each in kept])

    assert found > 0.7
