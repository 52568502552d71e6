"""Reasons that add up: each is counted anew here, plainly, from elements, links and votes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.planted import planted_map
from sotecin_graph.clusters import Cluster, Reason, ReasonKind, cluster_from_wire, cluster_to_wire
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.evidence import tail
from sotecin_graph.finding import find_clusters, search
from sotecin_graph.language import speaking
from sotecin_graph.likeness import SAME_HUB, STATE_WEIGHT, TYPE_WEIGHT
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, LinkState, Stage
from tests.test_finding import planted, rings


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


def test_a_name_that_is_only_a_number_is_in_the_readers_language() -> None:
    cluster = replace(find_clusters(*rings(4))[0], name="Gruppe 1")

    assert cluster.title == "Group 1"
    with speaking("de"):
        assert cluster.title == "Gruppe 1"
    assert replace(cluster, name="Rings", is_named=True).title == "Rings"


Votes = dict[ElementId, int]


def weight_of(link: Link, hubs: dict[ElementId, Hub | None]) -> float:
    is_near = hubs[link.source] and hubs[link.source] is hubs[link.target]
    return TYPE_WEIGHT[link.type] * STATE_WEIGHT[link.state] * (SAME_HUB if is_near else 1.0)


def share_of(members: set[ElementId], elements: Sequence[Element], links: Sequence[Link]) -> float:
    """The part of the members' link weight that stays inside, counted link by link."""
    hubs = {each.id: each.hub for each in elements}
    own = [link for link in links if {link.source, link.target} & members]
    inside = sum(weight_of(link, hubs) for link in own if {link.source, link.target} <= members)
    return inside / sum(weight_of(link, hubs) for link in own)


def recounted(
    reason: Reason, cluster: Cluster, elements: Sequence[Element], links: Sequence[Link], votes: Votes
) -> bool:
    """True where the reason's facts are what stands on the map."""
    members = set(cluster.members)
    own = [each for each in elements if each.id in members]
    values = dict(reason.values)
    if reason.kind is ReasonKind.TIES:
        touching = [link for link in links if {link.source, link.target} & members]
        counts = Counter(
            "missing" if link.state is LinkState.MISSING else "inside"
            for link in touching
            if {link.source, link.target} <= members
        )
        out = sum(
            not {each.source, each.target} <= members and each.state is not LinkState.MISSING for each in touching
        )
        share = pytest.approx(share_of(members, elements, links), abs=0.001)
        return values == {"inside": counts["inside"], "outside": out, "missing": counts["missing"], "share": share}
    if reason.kind is ReasonKind.VOTES:
        return values == {"votes": sum(votes.get(each, 0) for each in members), "of": sum(votes.values())}
    if reason.kind is ReasonKind.TAG:
        wearing = [each.id for each in elements if values["term"] in (*each.chains, *each.strategies, *each.stages)]
        here, of = len(members & set(wearing)), len(elements)
        fair = len(wearing) / of
        return (values["members"], values["size"], values["on_map"], values["of"]) == (
            here,
            len(own),
            len(wearing),
            of,
        ) and values["lift"] == pytest.approx(here / len(own) / fair, abs=0.01)
    if reason.kind is ReasonKind.HUBS:
        return set(values["hubs"]) == {each.hub.value for each in own if each.hub}
    if reason.kind is ReasonKind.GROUPS:
        return values["missing"] == [kind.value for kind in GROUPS if kind not in {each.kind for each in own}]
    if reason.kind is ReasonKind.LINK:
        return any((link.source, link.target) == (values["source"], values["target"]) for link in links)
    challenges = sum(each.is_challenge for each in own)
    return values == {"stakeholders": len(own) - challenges, "challenges": challenges}


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000), size=st.integers(20, 90))
def test_every_reason_can_be_recounted_from_the_map(seed: int, size: int) -> None:
    made = planted_map(seed, size=size, missions=3, links_each=2.0)
    votes = {each.id: each.seq % 4 for each in made.elements if each.is_challenge}

    found = find_clusters(made.elements, made.links, votes=votes)

    for cluster in found:
        assert len(cluster.reasons) >= 3
        assert all(recounted(reason, cluster, made.elements, made.links, votes) for reason in cluster.reasons)
        assert cluster.weight_inside == pytest.approx(
            share_of(set(cluster.members), made.elements, made.links), abs=0.001
        )


def test_hints_name_who_is_half_elsewhere_and_change_nothing() -> None:
    made = planted_map(2, size=150, missions=5, links_each=2.5)

    found = find_clusters(made.elements, made.links)

    hubs = {each.id: each.hub for each in made.elements}
    hints = [(cluster, hint) for cluster in found for hint in cluster.hints]
    assert hints
    for cluster, hint in hints:
        members = set(cluster.members)
        own = [link for link in made.links if hint.element in (link.source, link.target)]
        there = [link for link in own if {link.source, link.target} & members]
        assert hint.element not in members
        assert (hint.links, hint.links >= 2) == (len(there), True)
        share = sum(weight_of(link, hubs) for link in there) / sum(weight_of(link, hubs) for link in own)
        assert hint.share == pytest.approx(share, abs=0.001)


def test_members_that_other_runs_put_elsewhere_are_fringe() -> None:
    elements, links = rings(6, 6)
    between = replace(elements[0], id=ElementId("b"), seq=99, name="Between")
    ties = [
        replace(links[0], id=f"t{n}", seq=99 + n, source=between.id, target=elements[end].id)  # type: ignore[arg-type]
        for n, end in enumerate((0, 1, 10, 11))
    ]

    found = search([*elements, between], [*links, *ties]).clusters

    runs = {cluster.origin["runs"] for cluster in found}
    assert runs == {10}
    assert all(cluster.sat[each] == 10 for cluster in found for each in cluster.members if each != "b")
    assert {each for cluster in found for each in cluster.fringe} <= {"b"}
