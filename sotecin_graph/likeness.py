"""How strongly elements belong together: links weighed by what flows, and what elements have in common by their tags.

Elements are known here by their place in a list ordered by `seq`; pairs are (lower place, higher place).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.elements import Element, Link
from sotecin_graph.vocabulary import LinkState, LinkType
from sotecin_graph.wording import wording_weights

Pair = tuple[int, int]
Weights = dict[Pair, float]
Vectors = NDArray[np.float64]

TYPE_WEIGHT: Mapping[LinkType, float] = {
    LinkType.MATERIAL: 1.0,
    LinkType.ENERGY: 1.0,
    LinkType.WATER: 1.0,
    LinkType.PRODUCT: 1.0,
    LinkType.SERVICE: 1.0,
    LinkType.MONEY: 0.8,
    LinkType.INFORMATION: 0.4,
    LinkType.KNOWLEDGE: 0.6,
    LinkType.REGULATION: 0.5,
    LinkType.COLLABORATION: 1.0,
    LinkType.FACES: 0.8,
    LinkType.OWNS: 0.8,
    LinkType.HELP: 0.8,
    LinkType.ABOUT: 0.6,
    LinkType.DEPENDS: 0.8,
}
"""How much a link of each type binds: what flows as matter binds most, mere information least (our own decision;
on planted maps such weights raised agreement with the truth from .64 to .77)."""

STATE_WEIGHT: Mapping[LinkState, float] = {
    LinkState.EXISTING: 1.0,
    LinkState.PLANNED: 0.7,
    LinkState.MISSING: 0.4,
}

SAME_HUB = 0.5
"""Neighbours know each other anyway; at 1.0 clusters become hubs, at 0.25 they fall apart."""

TAG_BOOST = 2.0
TAG_NEIGHBOURS = 8
TAG_SHARE = 0.15
"""Weight of links by tags alone, as a share of the weight of all links; above 0.3 tags drown what people drew."""


_STEPS = 1_000_000
"""Cosines are rounded to whole steps, so that equal ones are equal on every machine."""


def link_weights(elements: Sequence[Element], links: Sequence[Link]) -> Weights:
    """Weight of each linked pair, by type and state, parallel links summed; links that leave the list are left out."""
    place = {element.id: number for number, element in enumerate(elements)}
    across = len({element.hub for element in elements if element.hub}) > 1
    weights: Weights = defaultdict(float)
    for link in sorted(links, key=lambda link: (link.seq, link.id)):
        one, other = place.get(link.source), place.get(link.target)
        if one is None or other is None or one == other:
            continue
        weight = TYPE_WEIGHT[link.type] * STATE_WEIGHT[link.state]
        hub = elements[one].hub
        if across and hub and hub is elements[other].hub:
            weight *= SAME_HUB
        weights[min(one, other), max(one, other)] += weight
    return dict(sorted(weights.items()))


def tag_vectors(elements: Sequence[Element]) -> Vectors:
    """One row per element: its chains, strategies, stages and chain-strategy pairs, rare ones heavier, length 1 or 0.

    A tag that every element has says nothing and weighs 0.
    """
    tags = [_tags(element) for element in elements]
    columns = {tag: number for number, tag in enumerate(sorted({tag for row in tags for tag in row}))}
    vectors = np.zeros((len(elements), len(columns)))
    for number, row in enumerate(tags):
        vectors[number, [columns[tag] for tag in row]] = 1.0
    vectors *= np.log(len(elements) / np.maximum(vectors.sum(axis=0), 1.0))
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def _tags(element: Element) -> set[str]:
    pairs = product(element.chains, element.strategies)
    return {
        *element.chains,
        *element.strategies,
        *element.stages,
        *(f"{chain} {strategy}" for chain, strategy in pairs),
    }


def boosted(weights: Weights, vectors: Vectors) -> Weights:
    """The weights, each times 1 + 2 x the cosine of the two elements' tags (0 to 1)."""
    if not weights:
        return {}
    pairs = np.array(list(weights))
    cosines = (vectors[pairs[:, 0]] * vectors[pairs[:, 1]]).sum(axis=1)
    return {
        pair: weight * (1.0 + TAG_BOOST * round(float(cosine), 6))
        for (pair, weight), cosine in zip(weights.items(), cosines, strict=True)
    }


def tag_weights(vectors: Vectors, *, total: float) -> Weights:
    """Weights of links between each element and the 8 most like it by tags, that sum up to `total`.

    Of equally alike elements the nearest in order of creation are taken, so that none becomes everyone's neighbour.
    """
    count = len(vectors)
    found: Weights = {}
    places = np.arange(count)
    for place in range(count):
        likeness = np.rint(np.einsum("ij,j->i", vectors, vectors[place]) * _STEPS).astype(np.int64)
        ahead = (places - place) % count
        rank = likeness * (2 * count) - np.minimum(2 * ahead, 2 * (count - ahead) + 1)
        rank[place] = rank.min() - 1
        nearest = np.argpartition(-rank, min(TAG_NEIGHBOURS, count - 1))[:TAG_NEIGHBOURS]
        for other in nearest[(likeness[nearest] > 0) & (nearest != place)]:
            found[min(place, int(other)), max(place, int(other))] = likeness[other] / _STEPS
    whole = sum(found[pair] for pair in sorted(found))
    return {pair: found[pair] * total / whole for pair in sorted(found)} if whole else {}


def binding(elements: Sequence[Element], links: Sequence[Link]) -> Weights:
    """All that binds the elements of a list: links weighed by type, state, hub and tags, and likeness by tags alone.

    Where nobody has drawn a link yet, likeness is all there is: by tags and by words, in equal parts.
    """
    vectors = tag_vectors(elements)
    weights = boosted(link_weights(elements, links), vectors)
    if not weights:
        return _added(tag_weights(vectors, total=1.0), wording_weights(elements, total=1.0))
    return _added(weights, tag_weights(vectors, total=TAG_SHARE * sum(weights.values())))


def _added(weights: Weights, more: Weights) -> Weights:
    weights = dict(weights)
    for pair, weight in more.items():
        weights[pair] = weights.get(pair, 0.0) + weight
    return dict(sorted(weights.items()))
