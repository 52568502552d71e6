"""What binds elements: links by type, state and hub, strengthened by common tags, and likeness within its bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.planted import planted_map
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.likeness import (
    TAG_SHARE,
    WORD_SHARE,
    Bonds,
    bonds_of,
    bound,
    link_bonds,
    strengthened,
    tag_bonds,
    tag_vectors,
    tags_worn,
    theme_bonds,
)
from sotecin_graph.themes import learnt, themes_from_wire
from sotecin_graph.vocabulary import Chain, Hub, LinkState, LinkType
from sotecin_graph.wording import word_bonds
from tests.test_finding import plain_map, rings


def pairs(bonds: Bonds) -> dict[tuple[int, int], float]:
    return dict(zip(zip(bonds.one.tolist(), bonds.other.tolist(), strict=True), bonds.weight.tolist(), strict=True))


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

    assert pairs(link_bonds(elements, links)) == pytest.approx({(0, 1): 0.5, (1, 2): 0.42, (2, 3): 1.4})


def test_hubs_weigh_nothing_on_a_map_of_one_hub() -> None:
    elements, links = rings(3)

    weights = link_bonds([replace(each, hub=Hub.EAST) for each in elements], links)

    assert set(weights.weight.tolist()) == {1.0}


def test_tags_alone_and_words_alone_bind_with_their_shares_of_the_weight() -> None:
    made = planted_map(4, size=80)
    worn, links, words = tags_worn(made.elements), link_bonds(made.elements, made.links), word_bonds(made.elements)
    vectors = tag_vectors(worn)
    strong = strengthened(links, vectors, most=2.0)

    assert tag_bonds(worn, vectors, total=TAG_SHARE * strong.total).total == pytest.approx(0.15 * strong.total)
    whole = bound(links, tag_bonds(worn, vectors, total=1.0), words, vectors, most=2.0)
    assert whole.total == pytest.approx((1 + TAG_SHARE + WORD_SHARE) * strong.total)


@pytest.mark.parametrize("share", [0.25, 0.9])
def test_likeness_never_weighs_more_than_three_tenths_of_the_links(share: float) -> None:
    made = planted_map(5, size=80)
    worn, links, words = tags_worn(made.elements), link_bonds(made.elements, made.links), word_bonds(made.elements)
    vectors = tag_vectors(worn)

    tags = tag_bonds(worn, vectors, total=1.0)
    whole = bound(links, tags, words, vectors, most=2.0, tag_share=share)

    assert whole.total == pytest.approx(1.3 * strengthened(links, vectors, most=2.0).total)


def test_equal_tags_triple_the_weight_of_a_link() -> None:
    elements, links = rings(3, 3)
    tagged = [replace(each, chains=(Chain.FOOD if each.seq < 3 else Chain.PLASTICS,)) for each in elements]

    weights = pairs(strengthened(link_bonds(tagged, links), tag_vectors(tags_worn(tagged)), most=2.0))

    assert (weights[0, 1], weights[2, 3]) == pytest.approx((3.0, 1.0))


def test_each_element_is_bound_to_the_most_alike() -> None:
    elements, _links = plain_map([], 9)
    tagged = [replace(each, chains=(Chain.FOOD if each.seq % 3 else Chain.PLASTICS,)) for each in elements]
    worn = tags_worn(tagged)

    found = pairs(tag_bonds(worn, tag_vectors(worn), total=1.0))

    assert {(one % 3 == 0) == (other % 3 == 0) for one, other in found} == {True}
    assert {one for pair in found for one in pair} == set(range(9))


def test_challenges_worded_alike_are_bound_and_stakeholders_are_not() -> None:
    made = planted_map(7, size=60)
    challenge = next(each for each in made.elements if each.is_challenge)
    twin = replace(challenge, id=ElementId("twin"), seq=60)

    found = pairs(word_bonds([*made.elements, twin]))

    assert found[challenge.seq, 60] == pytest.approx(1.0, abs=1e-6)
    ends = {made.elements[place].is_challenge for pair in found for place in pair if place < 60}
    assert ends == {True}


def test_themes_tell_what_a_group_is_about_and_nothing_of_elements_without_tags() -> None:
    elements = _two_themes()
    worn = tags_worn(elements)

    themes = learnt(worn, [np.arange(6), np.arange(6, 12)])

    assert themes is not None
    vectors = themes.vectors(worn)
    assert vectors[0] @ vectors[1] == pytest.approx(1.0, abs=1e-4)
    assert vectors[0] @ vectors[11] < 0
    assert not vectors[12].any()
    assert np.array_equal(themes_from_wire(themes.to_wire()).vectors(worn), vectors)  # type: ignore[union-attr]


def test_an_element_without_tags_is_about_what_those_are_about_whom_links_bind_it_to() -> None:
    worn = tags_worn(_two_themes())
    themes = learnt(worn, [np.arange(6), np.arange(6, 12)])
    links = bonds_of([12, 12, 12], [0, 1, 6], [1.0, 1.0, 0.1])

    assert themes is not None
    food, plastics = themes.told(worn, links)[12]
    assert themes.told(worn)[12].tolist() == [0.5, 0.5]
    assert food > 0.8
    assert food + plastics == pytest.approx(1.0)


def test_a_link_between_two_without_tags_is_no_echo() -> None:
    elements, _links = plain_map([], 2)
    worn = tags_worn([*_two_themes()[:12], *elements])
    themes = learnt(worn, [np.arange(6), np.arange(6, 12)])

    assert themes is not None
    assert themes.told(worn, bonds_of([12], [13], [1.0]))[12:].tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_alike_are_those_of_one_theme_and_nobody_without_one() -> None:
    worn = tags_worn(_two_themes())
    themes = learnt(worn, [np.arange(6), np.arange(6, 12)])

    assert themes is not None
    found = pairs(theme_bonds(themes.vectors(worn), total=3.0))
    assert {(one < 6) == (other < 6) for one, other in found} == {True}
    assert {one for pair in found for one in pair} == set(range(12))
    assert sum(found.values()) == pytest.approx(3.0)


def test_one_group_alone_is_no_theme() -> None:
    assert learnt(tags_worn(_two_themes()), [np.arange(6)]) is None


def _two_themes() -> list[Element]:
    elements, _links = plain_map([], 13)
    return [
        replace(each, chains=() if each.seq == 12 else (Chain.FOOD if each.seq < 6 else Chain.PLASTICS,))
        for each in elements
    ]


def test_equal_pairs_add_up() -> None:
    assert pairs(bonds_of([0, 1, 2], [1, 0, 1], [1.0, 2.0, 4.0])) == {(0, 1): 3.0, (1, 2): 4.0}
