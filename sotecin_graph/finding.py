"""Finding clusters: Leiden over what people drew and what elements have in common, the same every time, and steady
from one finding to the next.

Leiden (Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z) with modularity. Every list is put into the
order of creation first: the same graph in another row order gives another result.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import graspologic_native
import numpy as np

from sotecin_graph.clusters import Cluster, ClusterId, numbered_name
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.evidence import Evidence
from sotecin_graph.likeness import Weights, binding, boosted, link_weights, tag_vectors

METHOD = "Leiden"
METHOD_WITHOUT_LINKS = "Leiden on likeness"
FINEST, COARSEST = 1.5, 0.7
LEAST_MEMBERS = 3
LEAST_UNLINKED = 12
"""Fewer elements than this and no link: nothing is found, since names alone say too little."""

SAME = 0.5
"""Least share of common members (Jaccard) at which a cluster is still the one that it was."""

_FIRST_TRIALS = 10
_ITERATIONS = 4
_RANDOMNESS = 0.001

Groups = list[tuple[int, ...]]


def find_clusters(
    elements: Sequence[Element],
    links: Sequence[Link],
    *,
    votes: Mapping[ElementId, int] | None = None,
    resolution: float = 1.0,
    seed: int = 7,
    previous: Sequence[Cluster] = (),
    scope: str = "",
) -> list[Cluster]:
    """The clusters of a map, by number; disjoint, of at least 3 elements each, members in order of creation.

    Elements without a link are in none, nor are those whose cluster would be smaller than 3. On a map of 12 or more
    elements and no link, what elements have in common by tags and words takes the place of links. The result depends on
    the arguments alone, not on their order, the process or the thread.

    Parameters
    ----------
    resolution : 0.7 (fewer, larger clusters) to 1.5 (more, smaller ones); values outside are brought inside.
    seed : of the search. Another seed than that of `previous` searches anew and may find a better division.
    previous : what was found before. With the same resolution and seed the search starts from there, so that few
        elements change sides; new elements start in the cluster that they are bound to most. In any case a cluster
        that shares at least half of its members (Jaccard) with an earlier one keeps its id, number, name and state.
    scope : the map's id, so that clusters of different maps never share an id.
    """
    resolution = min(max(resolution, COARSEST), FINEST)
    connected = _connected(elements, links)
    method = METHOD if connected else METHOD_WITHOUT_LINKS
    connected = connected or _enough(_ordered(elements))
    weights = binding(connected, links)
    if not weights:
        return []
    before = _before(connected, previous, {"method": method, "resolution": resolution, "seed": seed})
    groups = _search(weights, len(connected), resolution=resolution, seed=seed, before=before)
    origin = {"method": method, "resolution": resolution, "seed": seed}
    found = [_Found(tuple(connected[place].id for place in group), dict(origin)) for group in groups]
    named = _named(connected, links) if method == METHOD else _by_id(connected, weights)
    evidence = Evidence(_ordered(elements), _in_order(links), votes or {}, named)
    return [evidence.told(cluster) for cluster in _identified(found, previous, scope)]


def tell(
    cluster: Cluster,
    *,
    elements: Sequence[Element],
    links: Sequence[Link],
    votes: Mapping[ElementId, int],
) -> Cluster:
    """A cluster that a person drew or edited, with its reasons counted on the map as it is; those who left are out."""
    here = {element.id for element in elements}
    cluster = replace(cluster, members=tuple(member for member in cluster.members if member in here))
    connected = _connected(elements, links)
    ordered = _ordered(elements)
    named = _named(connected, links) if connected else _by_id(ordered, binding(ordered, links))
    return Evidence(_ordered(elements), _in_order(links), votes, named).told(cluster)


def not_yet_connected(elements: Sequence[Element], links: Sequence[Link]) -> list[ElementId]:
    """The elements that no link joins to another one of the list, in order of creation."""
    joined = {element.id for element in _connected(elements, links)}
    return [element.id for element in _ordered(elements) if element.id not in joined]


def _ordered(elements: Iterable[Element]) -> list[Element]:
    return sorted((each for each in elements if each.removed_at is None), key=lambda each: (each.seq, each.id))


def _enough(elements: list[Element]) -> list[Element]:
    return elements if len(elements) >= LEAST_UNLINKED else []


def _in_order(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (link.seq, link.id))


def _connected(elements: Iterable[Element], links: Iterable[Link]) -> list[Element]:
    ordered = _ordered(elements)
    known = {element.id for element in ordered}
    ends = {
        end
        for link in links
        if link.source in known and link.target in known and link.source != link.target
        for end in (link.source, link.target)
    }
    return [element for element in ordered if element.id in ends]


def _named(connected: Sequence[Element], links: Sequence[Link]) -> dict[tuple[ElementId, ElementId], float]:
    return _by_id(connected, boosted(link_weights(connected, links), tag_vectors(connected)))


def _by_id(connected: Sequence[Element], weights: Weights) -> dict[tuple[ElementId, ElementId], float]:
    pairs = {}
    for (one, other), weight in weights.items():
        first, second = sorted((connected[one].id, connected[other].id))
        pairs[first, second] = weight
    return pairs


def _search(weights: Weights, count: int, *, resolution: float, seed: int, before: dict[int, int] | None) -> Groups:
    """Groups of at least 3 places, each in order, the largest first."""
    start = _start(weights, count, before) if before else None
    _quality, homes = graspologic_native.leiden(
        edges=[(str(one), str(other), weight) for (one, other), weight in weights.items()],
        starting_communities={str(place): home for place, home in start.items()} if start else None,
        resolution=resolution,
        randomness=_RANDOMNESS,
        iterations=_ITERATIONS,
        use_modularity=True,
        seed=seed,
        trials=1 if start else _FIRST_TRIALS,
    )
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(count):
        groups[homes.get(str(place), -1 - place)].append(place)
    kept = [tuple(group) for group in groups.values() if len(group) >= LEAST_MEMBERS]
    return sorted(kept, key=lambda group: (-len(group), group))


def _before(connected: Sequence[Element], previous: Sequence[Cluster], origin: Mapping[str, Any]) -> dict[int, int]:
    """The earlier cluster of each place, where the earlier search was of the same kind; otherwise empty."""
    if any(cluster.origin.get(key) != value for cluster in previous for key, value in origin.items()):
        return {}
    home = {member: number for number, cluster in enumerate(previous) for member in cluster.members}
    return {place: home[element.id] for place, element in enumerate(connected) if element.id in home}


def _start(weights: Weights, count: int, before: Mapping[int, int]) -> dict[int, int]:
    """A home for each place: its earlier one, else that of the heaviest neighbours, else one of its own."""
    around: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), weight in weights.items():
        around[one].append((other, weight))
        around[other].append((one, weight))
    start = dict(before)
    for place in range(count):
        if place in start:
            continue
        pull: defaultdict[int, float] = defaultdict(float)
        for other, weight in around[place]:
            if other in start:
                pull[start[other]] += weight
        start[place] = min(pull, key=lambda home: (-pull[home], home)) if pull else max(start.values()) + 1
    return start


@dataclass(frozen=True, slots=True)
class _Found:
    """Members that the search put together, and how, before it is known which cluster they are."""

    members: tuple[ElementId, ...]
    origin: dict[str, Any]


def _identified(found: Sequence[_Found], previous: Sequence[Cluster], scope: str) -> list[Cluster]:
    """The found groups as clusters: those that go on from an earlier one as that, the others numbered on."""
    overlaps = _overlaps(found, previous)
    heirs = _heirs(overlaps)
    number = max((cluster.number for cluster in previous), default=0)
    clusters = []
    for place, group in enumerate(found):
        if place in heirs:
            clusters.append(_continued(previous[heirs[place]], group))
            continue
        number += 1
        origin = dict(group.origin)
        if previous and overlaps[place].max() > 0:
            origin["parent"] = previous[int(overlaps[place].argmax())].id
        ident = _ident(scope, number, group.members)
        clusters.append(Cluster(ident, number, numbered_name(number), group.members, origin=origin))
    return sorted(clusters, key=lambda cluster: cluster.number)


def _continued(earlier: Cluster, group: _Found) -> Cluster:
    origin = {**earlier.origin, **group.origin}
    return replace(earlier, members=group.members, origin=origin)


def _overlaps(found: Sequence[_Found], previous: Sequence[Cluster]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Common members as a share of all members of both (Jaccard), found x previous."""
    shares = np.zeros((len(found), len(previous)))
    earlier = [set(cluster.members) for cluster in previous]
    for row, group in enumerate(found):
        now = set(group.members)
        shares[row] = [len(now & then) / len(now | then) for then in earlier]
    return shares


def _heirs(overlaps: np.ndarray[Any, np.dtype[np.float64]]) -> dict[int, int]:
    """Which found group goes on from which earlier cluster, as many common members in all as possible."""
    # scipy takes most of a second to read, and only a second finding needs it
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if overlaps[row, column] >= SAME}


def _ident(scope: str, number: int, members: Iterable[ElementId]) -> ClusterId:
    text = "\n".join((scope, str(number), *members))
    return ClusterId(hashlib.sha256(text.encode()).hexdigest()[:16])
