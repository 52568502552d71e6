"""Finding clusters: Leiden over what people drew and what elements have in common, the same every time, and steady
from one finding to the next.

Leiden (Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z) with modularity. Every list is put into the
order of creation first: the same graph in another row order gives another result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import graspologic_native
import numpy as np

from sotecin_graph.clusters import Cluster, cluster_from_wire, cluster_to_wire
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.evidence import Evidence
from sotecin_graph.likeness import (
    TAG_SHARE,
    Bonds,
    Places,
    Vector,
    bound,
    joined,
    link_bonds,
    tag_bonds,
    tag_vectors,
    tags_worn,
    theme_bonds,
)
from sotecin_graph.lineage import Group, identified
from sotecin_graph.themes import Themes, learnt, themes_from_wire
from sotecin_graph.wording import word_bonds

METHOD = "Leiden"
METHOD_WITHOUT_LINKS = "Leiden on likeness"
FINEST, COARSEST = 1.5, 0.7
LEAST_MEMBERS = 3
LEAST_UNLINKED = 12
"""Fewer elements than this and no link: nothing is found, since names alone say too little."""

GROWN = 1.25
"""A map with so many times the elements that its themes were learnt on is searched anew."""

RUNS = 10
"""So many searches with other seeds tell core from fringe."""

_BY_TAGS, _BY_THEMES, _BY_THEMES_HEARD = 2.0, 8.0, 20.0
"""A link between elements with equal tags, or of one theme, by tags alone or as heard from neighbours as well, counts
1 + so many times as much."""

_LEARNING_SHARE = 0.2
"""Share of likeness by tags while themes are learnt; who belongs together is decided with less."""

_LEARNING_ROUNDS, _LEARNING_TRIALS = 3, 2
_CLEAR = 0.9
"""Where the first groups hold more than this share of what people drew, links need no themes to tell them apart."""

_STAY, _SWEEPS = 0.1, 2
_TRIALS, _LARGE = 10, 5_000
"""So many tries from nothing, of which the best counts; on maps of more elements than that, one has to do."""

_ITERATIONS, _ITERATIONS_AGAIN = 4, 1
_RANDOMNESS = 0.001

_USUAL, _GROWTH, _COARSE = 420, 0.5, 0.5
"""The resolution grows with this power of the number of elements, is that of the settings at so many of them and half
of it on small maps; beyond what counts as large it is that of the settings."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a search found: clusters by number, the elements in none, and what the next search goes on from.

    `settings` say how it was found: method, resolution, seed, and `of`, the number of elements that themes were learnt
    on.
    """

    clusters: tuple[Cluster, ...] = ()
    loose: tuple[ElementId, ...] = ()
    themes: Themes | None = None
    settings: dict[str, Any] = field(default_factory=dict)

    def to_wire(self) -> dict[str, Any]:
        """The finding as stored."""
        return {
            "clusters": [cluster_to_wire(each) for each in self.clusters],
            "loose": list(self.loose),
            "themes": self.themes.to_wire() if self.themes else None,
            "settings": self.settings,
        }


def finding_from_wire(wire: Mapping[str, Any]) -> Finding:
    """The finding of a stored object; without `of`, so that nothing goes on from it, where its themes are of another
    form."""
    themes, settings = themes_from_wire(wire["themes"]), dict(wire["settings"])
    if wire["themes"] and themes is None:
        del settings["of"]
    return Finding(
        clusters=tuple(cluster_from_wire(each) for each in wire["clusters"]),
        loose=tuple(ElementId(each) for each in wire["loose"]),
        themes=themes,
        settings=settings,
    )


def find_clusters(elements: Sequence[Element], links: Sequence[Link], **given: Any) -> list[Cluster]:
    """The clusters of `search`, without telling core from fringe."""
    return list(search(elements, links, runs=0, **given).clusters)


def search(
    elements: Sequence[Element],
    links: Sequence[Link],
    *,
    votes: Mapping[ElementId, int] | None = None,
    resolution: float = 1.0,
    seed: int = 7,
    previous: Sequence[Cluster] = (),
    last: Finding | None = None,
    scope: str = "",
    runs: int = RUNS,
) -> Finding:
    """The clusters of a map, by number; disjoint, of at least 3 elements each, members in order of creation.

    Elements that nothing binds are loose, as are those whose cluster would be smaller than 3: clusters and loose ones
    cover the map. On a map of 12 or more elements and no link, what elements have in common by tags and words takes the
    place of links. The result depends on the arguments alone, not on their order, the process or the thread.

    Parameters
    ----------
    resolution : 0.7 (fewer, larger clusters) to 1.5 (more, smaller ones); values outside are brought inside.
    seed : of the search. Another seed searches anew and may find a better division.
    previous : the clusters as they are now. One that shares at least half of its members (Jaccard) with an earlier one
        keeps its id, number, name and state; others know what they were split or merged from. Those that people
        promoted, locked or drew keep their members.
    last : what was found before. With the same resolution and seed, and fewer than a quarter more elements, the search
        starts from `previous` and its themes, so that few elements change sides. None searches anew.
    scope : the map's id, so that clusters of different maps never share an id.
    runs : searches with other seeds that tell core from fringe; 0 tells nothing.
    """
    ordered = _ordered(elements)
    terrain = _Terrain(ordered, links)
    resolution = min(max(resolution, COARSEST), FINEST)
    settings: dict[str, Any] = {"method": terrain.method, "resolution": resolution, "seed": seed}
    if not terrain.is_bound:
        return Finding((), tuple(each.id for each in ordered), None, settings)
    if last is not None and _goes_on(last, settings, len(ordered)):
        groups, bonds, themes = _onward(terrain, settings, last, _homes(ordered, previous))
    else:
        groups, bonds, themes = _anew(terrain, settings)
    sat = _agreement(bonds, groups, len(ordered), settings, runs)
    found = [
        Group(tuple(ordered[place].id for place in group), _named(ordered, group, each))
        for group, each in zip(groups, sat, strict=True)
    ]
    known = identified(found, previous, scope, _origin(settings, runs))
    evidence = Evidence(ordered, links, votes or {}, terrain.links if terrain.is_linked else bonds, terrain.worn)
    clusters = evidence.all_told(known)
    inside = {member for cluster in clusters for member in cluster.members}
    return Finding(tuple(clusters), tuple(each.id for each in ordered if each.id not in inside), themes, settings)


def tell(
    cluster: Cluster,
    *,
    elements: Sequence[Element],
    links: Sequence[Link],
    votes: Mapping[ElementId, int],
) -> Cluster:
    """A cluster that a person drew or edited, with its reasons counted on the map as it is; those who left are out."""
    ordered = _ordered(elements)
    here = {element.id for element in ordered}
    cluster = replace(cluster, members=tuple(member for member in cluster.members if member in here))
    terrain = _Terrain(ordered, links)
    bonds = terrain.links if terrain.is_linked else terrain.bonds(None)
    return Evidence(ordered, links, votes, bonds, terrain.worn).told(cluster)


class _Terrain:
    """What binds the elements of a map, as far as it does not depend on what was found."""

    def __init__(self, ordered: Sequence[Element], links: Sequence[Link]) -> None:
        self.count = len(ordered)
        self.links = link_bonds(ordered, links)
        self.is_linked = self.links.total > 0
        self.method = METHOD if self.is_linked else METHOD_WITHOUT_LINKS
        self.is_bound = self.is_linked or self.count >= LEAST_UNLINKED
        self.worn = tags_worn(ordered)
        self.heard = self.links if self.count <= _LARGE else None
        if self.is_linked:
            self.words = word_bonds(ordered)
        else:
            self.words = word_bonds(ordered, neighbours=5, only_challenges=False)

    def bonds(self, themes: Themes | None, *, tag_share: float = TAG_SHARE) -> Bonds:
        """All that binds, with themes where they are known and tags as they stand where not."""
        if themes is None:
            vectors = tag_vectors(self.worn)
            tags = tag_bonds(self.worn, vectors, total=1.0)
            if not self.is_linked:
                return joined(tags, self.words.of_total(1.0))
            return bound(self.links, tags, self.words, vectors, most=_BY_TAGS, tag_share=tag_share)
        vectors = themes.vectors(self.worn, self.heard)
        if self.heard is None:
            tags, most = tag_bonds(self.worn, vectors, total=1.0), _BY_THEMES
        else:
            tags, most = theme_bonds(vectors, total=1.0), _BY_THEMES_HEARD
        return bound(self.links, tags, self.words, vectors, most=most, tag_share=tag_share)

    def share_inside(self, groups: Sequence[Places]) -> float:
        """The share of the weight of links, as drawn, that stays inside the groups."""
        labels = _labels(groups, self.count)
        return float(self.links.weight[labels[self.links.one] == labels[self.links.other]].sum()) / self.links.total


def _onward(
    terrain: _Terrain, settings: dict[str, Any], last: Finding, homes: Places
) -> tuple[list[Places], Bonds, Themes | None]:
    """Groups that go on from the homes of the elements so far, with the themes of the last finding.

    Only the moves of single elements are tried, Leiden's first phase: homes neither split nor merge.
    """
    settings["of"] = last.settings["of"]
    bonds = terrain.bonds(last.themes)
    labels = _start(bonds, terrain.count, homes)
    for _sweep in range(_SWEEPS):
        best, gain = _best_moves(bonds, labels, _sharpness(settings))
        # who had a home leaves it for a real gain only, and never for a place that is no home
        is_real = (gain >= _STAY) & (best <= homes.max())
        labels = np.where((homes < 0) & (gain > 0) | (labels == homes) & is_real, best, labels)
    return _groups_of(labels), bonds, last.themes


def _best_moves(bonds: Bonds, labels: Places, resolution: float) -> tuple[Places, Vector]:
    """For each place the label that it would gain most modularity by, and the gain as a share of what binds it."""
    count, many = len(labels), int(labels.max(initial=0)) + 1
    ends, others = np.concatenate([bonds.one, bonds.other]), np.concatenate([bonds.other, bonds.one])
    weights = np.concatenate([bonds.weight, bonds.weight])
    strength = np.bincount(ends, weights, count)
    volume = np.bincount(labels, strength, many)
    # a pull of nothing towards one's own label lets everyone be compared with staying
    keys = np.concatenate([ends * many + labels[others], np.arange(count) * many + labels])
    keys, which = np.unique(keys, return_inverse=True)
    pulls = np.bincount(which, np.concatenate([weights, np.zeros(count)]), len(keys))
    place, label = keys // many, keys % many
    is_own = labels[place] == label
    pulls = pulls - resolution * strength[place] * (volume[label] - strength[place] * is_own) / max(
        strength.sum(), 1e-12
    )
    pulls = np.round(pulls, 9)
    order = np.lexsort((label, -pulls, place))
    first = order[np.unique(place[order], return_index=True)[1]]
    staying = np.zeros(count)
    staying[place[is_own]] = pulls[is_own]
    return label[first], (pulls[first] - staying) / np.maximum(strength, 1e-12)


def _groups_of(labels: Places) -> list[Places]:
    """Groups of at least 3 places with one label, each in order, the largest first."""
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    kept = [part for part in parts if len(part) >= LEAST_MEMBERS]
    return sorted(kept, key=lambda group: (-len(group), int(group[0])))


def _anew(terrain: _Terrain, settings: dict[str, Any]) -> tuple[list[Places], Bonds, Themes | None]:
    """Groups, what bound them, and the themes, learnt from groups that were found with the themes before."""
    settings["of"] = terrain.count
    if not terrain.is_linked:
        bonds = terrain.bonds(None)
        return _leiden(bonds, terrain.count, settings), bonds, None
    themes = None
    for _round in range(_LEARNING_ROUNDS):
        bonds = terrain.bonds(themes, tag_share=_LEARNING_SHARE)
        groups = _leiden(bonds, terrain.count, settings, trials=_LEARNING_TRIALS)
        if themes is None and terrain.share_inside(groups) > _CLEAR:
            break
        themes = learnt(terrain.worn, groups, terrain.heard)
        if themes is None:
            break
    bonds = terrain.bonds(themes)
    groups = _leiden(bonds, terrain.count, settings)
    for _turn in range(_ITERATIONS):
        again = _leiden(bonds, terrain.count, settings, start=_labels(groups, terrain.count))
        if all(np.array_equal(one, other) for one, other in zip(groups, again, strict=False)):
            break
        groups = again
    return groups, bonds, themes


def _leiden(
    bonds: Bonds,
    count: int,
    settings: Mapping[str, Any],
    *,
    start: Places | None = None,
    trials: int = _TRIALS,
    seed: int = 0,
) -> list[Places]:
    """Groups of at least 3 places, each in order, the largest first; from a home for each place, or from nothing."""
    names = [str(place) for place in range(count)]
    pairs = zip(bonds.one.tolist(), bonds.other.tolist(), bonds.weight.tolist(), strict=True)
    edges = [(names[one], names[other], weight) for one, other, weight in pairs]
    there = np.unique(np.concatenate([bonds.one, bonds.other])).tolist()
    _quality, homes = graspologic_native.leiden(
        edges=edges,
        starting_communities={names[place]: int(start[place]) for place in there} if start is not None else None,
        resolution=_sharpness(settings),
        randomness=_RANDOMNESS,
        iterations=_ITERATIONS if start is None else _ITERATIONS_AGAIN,
        use_modularity=True,
        seed=settings["seed"] + seed,
        trials=1 if start is not None or count > _LARGE else trials,
    )
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place in there:
        groups[homes[names[place]]].append(place)
    kept = [group for group in groups.values() if len(group) >= LEAST_MEMBERS]
    return [np.array(group) for group in sorted(kept, key=lambda group: (-len(group), group))]


def _sharpness(settings: Mapping[str, Any]) -> float:
    """The resolution that modularity is computed with: above that of the settings where the map is large, below it
    where the map is small.

    The more there is elsewhere, the less modularity sees of a group (its resolution limit, Fortunato and Barthelemy
    2007, doi:10.1073/pnas.0605965104), and the less there is, the more it sees; a mission stays as large as people can
    steward. It depends on the elements that the last search from the start had, so that it stays put with the clusters.
    """
    is_scaled = settings["method"] == METHOD and settings["of"] <= _LARGE
    scale = max((settings["of"] / _USUAL) ** _GROWTH, _COARSE) if is_scaled else 1.0
    return float(settings["resolution"] * scale)


def _labels(groups: Sequence[Places], count: int) -> Places:
    """The number of each place's group; places in none are each alone."""
    labels = np.arange(count) + len(groups)
    for number, group in enumerate(groups):
        labels[group] = number
    return labels


def _goes_on(last: Finding, settings: Mapping[str, Any], count: int) -> bool:
    same = all(last.settings.get(name) == value for name, value in settings.items())
    return same and bool(last.clusters) and count < GROWN * last.settings.get("of", 0)


def _homes(ordered: Sequence[Element], previous: Sequence[Cluster]) -> Places:
    """The number of each element's cluster so far, -1 where it has none."""
    home = {member: number for number, cluster in enumerate(previous) for member in cluster.members}
    return np.array([home.get(element.id, -1) for element in ordered])


def _start(bonds: Bonds, count: int, homes: Places) -> Places:
    """A home for each place: its earlier one, else that of its heaviest neighbours, else one of its own."""
    start = homes.copy()
    pull: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for ends, others in ((bonds.one, bonds.other), (bonds.other, bonds.one)):
        for row in np.flatnonzero((homes[ends] < 0) & (homes[others] >= 0)).tolist():
            pull[int(ends[row])][int(homes[others[row]])] += float(bonds.weight[row])
    for place, homeless in enumerate(homes < 0):
        if homeless:
            weights = pull.get(place)
            alone = int(homes.max(initial=0)) + 1 + place
            start[place] = min(weights, key=lambda home: (-weights[home], home)) if weights else alone
    return start


def _agreement(
    bonds: Bonds, groups: Sequence[Places], count: int, settings: Mapping[str, Any], runs: int
) -> list[Places]:
    """For each group, in how many of the runs each of its places sits where most of the group sits."""
    sat = [np.zeros(len(group), dtype=np.int64) for group in groups]
    for run in range(1, runs + 1):
        labels = _labels(_leiden(bonds, count, settings, trials=1, seed=run), count)
        for number, group in enumerate(groups):
            there, which = np.unique(labels[group], return_inverse=True)
            sat[number] += which == np.bincount(which, minlength=len(there)).argmax()
    return sat


def _named(ordered: Sequence[Element], group: Places, sat: Places) -> dict[ElementId, int]:
    return {ordered[place].id: int(times) for place, times in zip(group.tolist(), sat.tolist(), strict=True)}


def _origin(settings: Mapping[str, Any], runs: int) -> dict[str, Any]:
    return {name: settings[name] for name in ("method", "resolution", "seed")} | ({"runs": runs} if runs else {})


def _ordered(elements: Iterable[Element]) -> list[Element]:
    return sorted((each for each in elements if each.removed_at is None), key=lambda each: (each.seq, each.id))
