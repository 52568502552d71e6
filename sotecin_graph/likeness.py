"""How strongly elements belong together: links weighed by what flows, and what elements have in common.

Elements are known here by their place in a list ordered by `seq`. Sums run in the order of places, and what may differ
in its last digits from machine to machine is rounded, so that the same map gives the same weights everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.elements import Element, Link
from sotecin_graph.vocabulary import Chain, LinkState, LinkType, Stage, Strategy

Vector = NDArray[np.float64]
Vectors = NDArray[np.float64]
Places = NDArray[np.int64]

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

TAG_NEIGHBOURS, THEME_NEIGHBOURS = 4, 8
TAG_SHARE, WORD_SHARE, MOST_SHARE = 0.15, 0.10, 0.30
"""Weight of links by tags alone and by words alone, as shares of the weight of all links, and the most that both may
have together: above it, likeness drowns what people drew."""

_STEPS = 10_000
"""Likeness is rounded to whole steps, so that equal ones are equal on every machine."""

_BLOCK = 1_000
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("chain", tuple(Chain)),
    ("strategy", tuple(Strategy)),
    ("stage", tuple(Stage)),
)
TAGS: tuple[tuple[str, str], ...] = tuple((field, term) for field, terms in _FIELDS for term in terms)
"""All tags, as field and term: the columns of `tags_worn`."""

_COLUMN = {tag: number for number, tag in enumerate(TAGS)}
_CODES = 2.0 ** np.arange(len(TAGS))
FIELD_COLUMNS = tuple(
    np.array([number for number, (field, _term) in enumerate(TAGS) if field == wanted]) for wanted, _terms in _FIELDS
)


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of places (`one` below `other`), each once and in order, and the weight of what binds each pair."""

    one: Places
    other: Places
    weight: Vector

    @property
    def total(self) -> float:
        return float(self.weight.sum())

    def times(self, factor: Vector | float) -> Bonds:
        """The same pairs, each weight multiplied."""
        return Bonds(self.one, self.other, self.weight * factor)

    def of_total(self, total: float) -> Bonds:
        """The same pairs in the same proportions, their weights summing up to `total`."""
        return self.times(total / self.total) if self.total else self


def bonds_of(one: Sequence[int] | Places, other: Sequence[int] | Places, weight: Sequence[float] | Vector) -> Bonds:
    """Bonds of pairs in any order and direction, the weights of equal pairs summed up in the order given."""
    first, second = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
    low, high = np.minimum(first, second), np.maximum(first, second)
    most = int(high.max()) + 1 if len(high) else 1
    keys, which = np.unique(low * most + high, return_inverse=True)
    summed = np.bincount(which, weights=np.asarray(weight, dtype=np.float64), minlength=len(keys))
    return Bonds(keys // most, keys % most, summed.astype(np.float64))


def joined(*several: Bonds) -> Bonds:
    """All bonds as one, the weights of equal pairs added."""
    ones, others, weights = ([getattr(each, name) for each in several] for name in ("one", "other", "weight"))
    return bonds_of(np.concatenate(ones), np.concatenate(others), np.concatenate(weights))


def link_bonds(elements: Sequence[Element], links: Sequence[Link]) -> Bonds:
    """What links bind: weighed by type and state, half within a hub, parallel links summed.

    Links that leave the list are left out. A map of one hub has no half weights: there, hubs say nothing.
    """
    place = {element.id: number for number, element in enumerate(elements)}
    hubs = [element.hub for element in elements]
    across = len({hub for hub in hubs if hub}) > 1
    ones, others, weights = [], [], []
    for link in sorted(links, key=lambda link: (link.seq, link.id)):
        one, other = place.get(link.source), place.get(link.target)
        if one is None or other is None or one == other:
            continue
        weight = TYPE_WEIGHT[link.type] * STATE_WEIGHT[link.state]
        ones.append(one)
        others.append(other)
        weights.append(weight * SAME_HUB if across and hubs[one] and hubs[one] is hubs[other] else weight)
    return bonds_of(ones, others, weights)


def tags_worn(elements: Sequence[Element]) -> Vectors:
    """Which element has which of `TAGS`: 1 or 0, elements x tags."""
    rows, columns = [], []
    for row, element in enumerate(elements):
        worn = [("chain", each) for each in element.chains]
        worn += [("strategy", each) for each in element.strategies]  # type: ignore[misc]
        worn += [("stage", each) for each in element.stages]  # type: ignore[misc]
        columns += [_COLUMN[tag] for tag in worn]
        rows += [row] * len(worn)
    found = np.zeros((len(elements), len(TAGS)))
    found[rows, columns] = 1.0
    return found


def tag_vectors(worn: Vectors) -> Vectors:
    """One row per element: its tags and its pairs of chain and strategy, rare ones heavier, length 1 or 0.

    A tag that every element has says nothing and weighs 0.
    """
    chains, strategies = worn[:, FIELD_COLUMNS[0]], worn[:, FIELD_COLUMNS[1]]
    pairs = (chains[:, :, None] * strategies[:, None, :]).reshape(len(worn), -1)
    vectors = np.concatenate([worn, pairs], axis=1)
    vectors = vectors * np.log(max(len(worn), 1) / np.maximum(vectors.sum(axis=0), 1.0))
    return of_length_one(vectors)


def of_length_one(vectors: Vectors) -> Vectors:
    """Each row with length 1, or 0 where it is 0; rounded to millionths."""
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9)
    return np.round(scaled, 6)


def strengthened(bonds: Bonds, vectors: Vectors, *, most: float) -> Bonds:
    """The bonds, each times 1 + `most` x the cosine of its two elements' vectors (nothing for cosines below 0)."""
    cosines = np.einsum("ij,ij->i", vectors[bonds.one], vectors[bonds.other])
    return bonds.times(1.0 + most * np.maximum(np.round(cosines, 6), 0.0))


def tag_bonds(worn: Vectors, vectors: Vectors, *, total: float) -> Bonds:
    """Bonds between each element and the 4 most like it by their vectors, that sum up to `total`.

    Elements with equal tags must have equal vectors. Of equally alike elements the next in order of creation are taken,
    so that none becomes everyone's neighbour.
    """
    count = len(vectors)
    _codes, firsts, kind_of = np.unique(worn @ _CODES, return_index=True, return_inverse=True)
    nearest, likeness = _nearest_kinds(vectors[firsts])
    keys = np.sort(kind_of * count + np.arange(count))
    starts = np.searchsorted(keys, np.arange(len(firsts) + 1) * count)
    sizes = np.diff(starts)
    places = np.arange(count)[:, None, None]
    wanted = nearest[kind_of][:, :, None]
    ahead = np.searchsorted(keys, wanted * count + places + 1) - starts[wanted] + np.arange(TAG_NEIGHBOURS)
    found = keys[np.minimum(starts[wanted] + ahead % sizes[wanted], count - 1)] % count
    alike = np.broadcast_to(likeness[kind_of][:, :, None], found.shape)
    is_fit = (np.arange(TAG_NEIGHBOURS) < sizes[wanted]) & (found != places) & (alike > 0)
    away = (found - places) % count
    rank = np.where(is_fit, alike * (2 * count) - np.minimum(2 * away, 2 * (count - away) + 1), -1)
    rank, found, alike = (each.reshape(count, -1) for each in (rank, found, alike))
    chosen = np.argsort(-rank, axis=1, kind="stable")[:, :TAG_NEIGHBOURS]
    rows = np.repeat(np.arange(count), chosen.shape[1]).reshape(chosen.shape)
    kept = rank[rows, chosen] > 0
    one, other, weight = rows[kept], found[rows, chosen][kept], alike[rows, chosen][kept] / _STEPS
    return _each_once(one, other, weight, count=count).of_total(total)


def _nearest_kinds(kinds: Vectors) -> tuple[Places, Places]:
    """For each kind of vector, the kinds most like it (itself among them) and how much, in whole steps of 0 to 1."""
    most = min(2 * TAG_NEIGHBOURS, len(kinds))
    rough = kinds.astype(np.float32)
    found, alike = [], []
    for start in range(0, len(kinds), _BLOCK):
        part = rough[start : start + _BLOCK] @ rough.T
        top = np.sort(np.argpartition(-part, most - 1, axis=1)[:, :most], axis=1)
        found.append(top)
        alike.append(np.rint(np.take_along_axis(part, top, axis=1) * _STEPS).astype(np.int64))
    return np.concatenate(found), np.concatenate(alike)


def theme_bonds(vectors: Vectors, *, total: float) -> Bonds:
    """Bonds between each element and the 8 most like it of those with the same main theme, that sum up to `total`.

    `vectors` say what each element is about, a column per theme. Of equally alike elements the next in order of
    creation are taken, so that none becomes everyone's neighbour.
    """
    main = np.where(vectors.any(axis=1), vectors.argmax(axis=1), -1)
    ones, others, weights = [], [], []
    for theme in range(vectors.shape[1]):
        places = np.flatnonzero(main == theme)
        size = len(places)
        if size < 2:
            continue
        here = np.arange(size)
        alike = np.rint(vectors[places] @ vectors[places].T * _STEPS).astype(np.int64)
        away = (here[None, :] - here[:, None]) % size
        rank = alike * (2 * size) - np.minimum(2 * away, 2 * (size - away) + 1)
        np.fill_diagonal(rank, np.iinfo(np.int64).min)
        nearest = np.argsort(-rank, axis=1, kind="stable")[:, : min(THEME_NEIGHBOURS, size - 1)]
        ones.append(np.repeat(places, nearest.shape[1]))
        others.append(places[nearest].ravel())
        weights.append(np.take_along_axis(alike, nearest, axis=1).ravel() / _STEPS)
    if not ones:
        return bonds_of([], [], [])
    one, other, weight = np.concatenate(ones), np.concatenate(others), np.concatenate(weights)
    return _each_once(one, other, weight, count=len(vectors)).of_total(total)


def _each_once(one: Places, other: Places, weight: Vector, *, count: int) -> Bonds:
    """Bonds of those pairs that bind at all, the first of each."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    keys, firsts = np.unique(np.where(weight > 0, low * count + high, -1), return_index=True)
    firsts = firsts[keys >= 0]
    return bonds_of(low[firsts], high[firsts], weight[firsts])


def bound(
    links: Bonds, tags: Bonds, words: Bonds, vectors: Vectors, *, most: float, tag_share: float = TAG_SHARE
) -> Bonds:
    """All that binds the elements of a map: links strengthened by what both ends are about, and likeness beside them.

    Likeness by tags has `tag_share` of the weight of the links and likeness by words 0.1, together at most 0.3. Words
    bind more where both ends are about the same, too.
    """
    strong = strengthened(links, vectors, most=most)
    alike = strengthened(words, vectors, most=most)
    share = min(tag_share, MOST_SHARE - WORD_SHARE)
    return joined(strong, tags.of_total(share * strong.total), alike.of_total(WORD_SHARE * strong.total))
