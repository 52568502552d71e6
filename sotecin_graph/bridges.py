"""Bridges: stakeholders of different hubs who should talk to each other, and whom they already have in common.

Resource allocation over two steps (Zhou, Lü and Zhang 2009, doi:10.1140/epjb/e2009-00335-8), weighted by what links
bind, and a fifth of it over three; ranked together with common tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.likeness import TAGS, Bonds, Places, Vector, link_bonds, tag_vectors, tags_worn

MOST, MOST_EACH = 20, 3
"""So many bridges are offered, and so many to one stakeholder: nobody is sent to everyone."""

_OF_THREE_STEPS = 0.2
_LARGE = 5_000
"""Beyond so many elements only two steps are looked at."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two stakeholders of different hubs without a link between them.

    `common` are the elements linked with both, the one that joins them most first; where there are none, `via` are the
    two that lead from one to the other. `tags` are what both have, as field and term. `score`, 0 to 1, is for the order
    only.
    """

    one: ElementId
    other: ElementId
    common: tuple[ElementId, ...]
    via: tuple[ElementId, ...]
    tags: tuple[tuple[str, str], ...]
    score: float


def bridges(elements: Sequence[Element], links: Sequence[Link], *, most: int = MOST) -> list[Bridge]:
    """Who should talk to whom across hubs, the most promising first; the order of elements and links does not matter.

    A map of one hub has none, and a pair with neither a common element nor a way of three links is none.
    """
    ordered = sorted((each for each in elements if each.removed_at is None), key=lambda each: (each.seq, each.id))
    bonds = link_bonds(ordered, links)
    hubs = {hub: number for number, hub in enumerate(sorted({each.hub for each in ordered if each.hub}))}
    if len(hubs) < 2 or not bonds.total:
        return []
    paths = _Paths(bonds, len(ordered))
    hub = np.array([hubs[each.hub] if each.hub and not each.is_challenge else -1 for each in ordered])
    one, other, reach = paths.pairs(hub)
    worn = tags_worn(ordered)
    vectors = tag_vectors(worn)
    alike = np.einsum("ij,ij->i", vectors[one], vectors[other])
    score = np.round((_rank(reach) + _rank(alike)) / 2, 6)
    found: list[Bridge] = []
    often: Counter[int] = Counter()
    for row in np.lexsort((other, one, -score)).tolist():
        ends = int(one[row]), int(other[row])
        if len(found) == most:
            break
        if max(often[ends[0]], often[ends[1]]) >= MOST_EACH:
            continue
        often.update(ends)
        common = paths.common(*ends)
        via = () if common else paths.via(*ends)
        tags = tuple(TAGS[column] for column in np.flatnonzero(worn[ends[0]] * worn[ends[1]]).tolist())
        (first, second), between, way = (tuple(ordered[at].id for at in places) for places in (ends, common, via))
        found.append(Bridge(first, second, between, way, tags, float(score[row])))
    return found


class _Paths:
    """Ways of two and three links between places."""

    def __init__(self, bonds: Bonds, count: int) -> None:
        # read when it is needed: most pages never ask for bridges
        from scipy.sparse import csr_matrix, diags_array

        ones, others = np.concatenate([bonds.one, bonds.other]), np.concatenate([bonds.other, bonds.one])
        weights = np.concatenate([bonds.weight, bonds.weight])
        self._ties: Any = csr_matrix((weights, (ones, others)), shape=(count, count))
        self.strength = np.asarray(self._ties.sum(axis=1)).ravel()
        onward = diags_array(1.0 / np.maximum(self.strength, 1e-12)) @ self._ties
        reach = self._ties @ onward
        self._reach: Any = (reach + _OF_THREE_STEPS * (reach @ onward) if count <= _LARGE else reach).tocoo()

    def pairs(self, hub: Places) -> tuple[Places, Places, Vector]:
        """Pairs of places of different hubs (-1: of none) that are joined in two or three steps and not in one."""
        one, other, reach = self._reach.row, self._reach.col, self._reach.data
        fits = (one < other) & (hub[one] >= 0) & (hub[other] >= 0) & (hub[one] != hub[other]) & (reach > 0)
        one, other, reach = one[fits].astype(np.int64), other[fits].astype(np.int64), reach[fits]
        order = np.lexsort((other, one))
        one, other, reach = one[order], other[order], reach[order]
        is_new = np.asarray(self._ties[one, other]).ravel() == 0
        return one[is_new], other[is_new], reach[is_new]

    def common(self, one: int, other: int) -> tuple[int, ...]:
        """The places linked with both, the one that joins them most first."""
        mine, theirs = self._around(one), self._around(other)
        joins = {place: mine[place] * theirs[place] / self.strength[place] for place in mine.keys() & theirs.keys()}
        return tuple(sorted(joins, key=lambda place: (-round(joins[place], 9), place)))

    def via(self, one: int, other: int) -> tuple[int, ...]:
        """The two places on the strongest way of three links."""
        mine, theirs = self._around(one), self._around(other)
        ways = {
            (near, far): round(mine[near] * weight * theirs[far] / (self.strength[near] * self.strength[far]), 9)
            for near in sorted(mine)
            for far, weight in self._around(near).items()
            if far in theirs
        }
        return min(ways, key=lambda way: (-ways[way], way), default=())

    def _around(self, place: int) -> dict[int, float]:
        row = slice(self._ties.indptr[place], self._ties.indptr[place + 1])
        return dict(zip(self._ties.indices[row].tolist(), self._ties.data[row].tolist(), strict=True))


def _rank(values: Vector) -> Vector:
    """Ranks from 0 (least) to 1 (most); equal values share the mean of theirs."""
    _distinct, which, counts = np.unique(np.round(values, 9), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    mean: Vector = ((ends - counts + ends - 1) / 2)[which] / max(len(values) - 1, 1)
    return mean
