"""Which cluster goes on as which: found groups become the clusters that they were, or new ones that know their parents.

What people decided (promoted, locked, drawn) keeps its members; a found group like it becomes its drift, to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.clusters import Cluster, ClusterId, Drift, Kin, numbered_name
from sotecin_graph.elements import ElementId

SAME = 0.5
"""Least share of common members (Jaccard) at which a cluster is still the one that it was."""

_MOST = 0.5
"""A group comes from a cluster that gave at least this share of its own members, or of the group's."""

_LEAST_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Members that a search put together, and in how many of its runs each of them sat with most of the others."""

    members: tuple[ElementId, ...]
    sat: Mapping[ElementId, int]


def identified(
    groups: Sequence[Group], previous: Sequence[Cluster], scope: str, origin: Mapping[str, Any]
) -> list[Cluster]:
    """The groups as clusters: those that go on from an earlier one as that, the others numbered on.

    Clusters that people decided come along with the drift of their members; nobody of theirs is in a found cluster.
    """
    shared = _shared(groups, previous)
    heirs = _heirs(groups, previous, shared)
    taken = {member for cluster in previous if cluster.is_decided for member in cluster.members}
    decided = [
        _drifted(each, _group_of(number, groups, heirs)) for number, each in enumerate(previous) if each.is_decided
    ]
    number = max((cluster.number for cluster in previous), default=0)
    found = []
    for place, group in enumerate(groups):
        heir = previous[heirs[place]] if place in heirs else None
        if heir and heir.is_decided:
            continue
        members = tuple(member for member in group.members if member not in taken)
        if len(members) < min(_LEAST_MEMBERS, len(group.members)):
            continue
        sat = {member: group.sat[member] for member in members}
        lineage = _lineage(group, previous, heir, shared[place])
        if heir:
            kept = {**heir.origin, **origin}
            found.append(replace(heir, members=members, origin=kept, sat=sat, lineage=(*heir.lineage, *lineage)))
            continue
        number += 1
        ident = _ident(scope, number, members)
        named = numbered_name(number)
        found.append(Cluster(ident, number, named, members, origin=dict(origin), sat=sat, lineage=lineage))
    return sorted([*found, *decided], key=lambda cluster: cluster.number)


def kin(how: str, cluster: Cluster, members: Iterable[ElementId]) -> Kin:
    """A parent as it is kept: which cluster it was, and how many of its members went over."""
    shared = len(set(cluster.members) & set(members))
    return Kin(how, cluster.id, cluster.number, cluster.name if cluster.is_named else "", shared, len(cluster.members))


def drift_of(members: Sequence[ElementId], group: Iterable[ElementId]) -> Drift:
    """How a fixed list of members stands to a group that a search found."""
    now = tuple(group)
    inside = set(members)
    together = tuple(member for member in members if member in set(now))
    return Drift(together, tuple(member for member in now if member not in inside))


def _drifted(cluster: Cluster, group: Group | None) -> Cluster:
    return replace(cluster, drift=drift_of(cluster.members, group.members) if group else Drift())


def _group_of(number: int, groups: Sequence[Group], heirs: Mapping[int, int]) -> Group | None:
    return next((groups[place] for place, heir in heirs.items() if heir == number), None)


def _lineage(
    group: Group, previous: Sequence[Cluster], heir: Cluster | None, shared: NDArray[np.int64]
) -> tuple[Kin, ...]:
    """Whom the group was merged or split from, the one that gave most members first; the heir is no parent."""
    there = [(int(shared[column]), previous[column]) for column in np.flatnonzero(shared).tolist()]
    there = sorted(
        ((count, each) for count, each in there if each is not heir), key=lambda one: (-one[0], one[1].number)
    )
    swallowed = [each for count, each in there if count >= _MOST * len(each.members)]
    if heir or len(swallowed) > 1:
        return tuple(kin("merged", each, group.members) for each in swallowed)
    most = [each for count, each in there if count >= _MOST * len(group.members)]
    return tuple(kin("split", each, group.members) for each in (most or swallowed)[:1])


def _shared(groups: Sequence[Group], previous: Sequence[Cluster]) -> NDArray[np.int64]:
    """How many members they have in common, groups x previous."""
    shared = np.zeros((len(groups), len(previous)), dtype=np.int64)
    homes: dict[ElementId, list[int]] = {}
    for column, cluster in enumerate(previous):
        for member in cluster.members:
            homes.setdefault(member, []).append(column)
    for row, group in enumerate(groups):
        columns = [column for member in group.members for column in homes.get(member, ())]
        shared[row] = np.bincount(columns, minlength=len(previous)) if columns else 0
    return shared


def _heirs(groups: Sequence[Group], previous: Sequence[Cluster], shared: NDArray[np.int64]) -> dict[int, int]:
    """Which group goes on from which earlier cluster, as many common members in all as possible.

    Common members count as a share of all members of both (Jaccard).
    """
    if not shared.size:
        return {}
    # scipy takes most of a second to read, and only a second finding needs it
    from scipy.optimize import linear_sum_assignment

    sizes = np.array([len(group.members) for group in groups])[:, None]
    overlaps = shared / (sizes + np.array([len(cluster.members) for cluster in previous]) - shared)
    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if overlaps[row, column] >= SAME}


def _ident(scope: str, number: int, members: Iterable[ElementId]) -> ClusterId:
    text = "\n".join((scope, str(number), *members))
    return ClusterId(hashlib.sha256(text.encode()).hexdigest()[:16])
