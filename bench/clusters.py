"""How well, how steadily and how fast clusters are found, beside networkx, on maps whose missions are known.

`python -m bench.clusters --json` prints one object. `ours` is the agreement with the planted missions (adjusted mutual
information, 1 is perfect and 0 is chance; background elements are left out) on dense and sparse maps, and `peers` the
same for networkx Louvain, greedy modularity and label propagation on the same links. `by_size` says how far the
agreements of several maps lie apart, and two bounds: what one would find who knew what each mission is about, and where
our themes would end that began with the truth. Peers are given links as drawn; `louvain on our weights` is given types,
tags and words too. These maps are simulated by bench.planted, whose settings are printed: they decide the level, so
read ours against the peers. `example maps` are no simulations: their clusters were named by hand (bench.drawn).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import exp, lgamma, log
from statistics import mean
from typing import Any

import networkx as nx
import numpy as np

from bench.drawn import drawn_maps
from bench.planted import BACKGROUND, DENSE, SPARSE, PlantedMap, planted_map, settings_told
from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.finding import Finding, find_clusters, search
from sotecin_graph.likeness import Places, bound, link_bonds, tag_bonds, tag_vectors, tags_worn
from sotecin_graph.themes import learnt
from sotecin_graph.vocabulary import Kind, LinkType
from sotecin_graph.wording import word_bonds

TRIALS = 10
USUAL = 420
MAPS: dict[int, float] = {100: 2.0, USUAL: 1.0, 1000: 0.5, 2000: 0.3}
"""So many maps of each size for every one asked for: the smaller they are, the more they differ."""

MISSION_SIZE = 35
"""Elements to one planted mission, background included."""

Find = Callable[[PlantedMap], list[int]]


def agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Adjusted mutual information of two labellings of the same things, arithmetic mean; 1 same, about 0 by chance.

    Vinh, Epps and Bailey 2010, JMLR 11:2837.
    """
    count = len(one)
    rows, columns = Counter(one), Counter(other)
    shared = _shared(one, other)
    expected = sum(_expected(a, b, count) for a in rows.values() for b in columns.values())
    ceiling = (_entropy(rows, count) + _entropy(columns, count)) / 2
    return 1.0 if abs(ceiling - expected) < 1e-12 else (shared - expected) / (ceiling - expected)


def plain_agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Normalised mutual information, arithmetic mean: as published, not adjusted for chance."""
    ceiling = (_entropy(Counter(one), len(one)) + _entropy(Counter(other), len(one))) / 2
    return _shared(one, other) / ceiling if ceiling else 1.0


def _shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    count, rows, columns = len(one), Counter(one), Counter(other)
    cells = Counter(zip(one, other, strict=True))
    return sum(n / count * log(n * count / (rows[a] * columns[b])) for (a, b), n in cells.items())


def _entropy(sizes: Counter[Hashable], count: int) -> float:
    return -sum(size / count * log(size / count) for size in sizes.values())


def _expected(a: int, b: int, count: int) -> float:
    fixed = lgamma(a + 1) + lgamma(b + 1) + lgamma(count - a + 1) + lgamma(count - b + 1) - lgamma(count + 1)
    total = 0.0
    for n in range(max(1, a + b - count), min(a, b) + 1):
        ways = lgamma(n + 1) + lgamma(a - n + 1) + lgamma(b - n + 1) + lgamma(count - a - b + n + 1)
        total += n / count * log(count * n / (a * b)) * exp(fixed - ways)
    return total


def ours(planted: PlantedMap) -> list[int]:
    """The cluster of each element as the product finds it; an element in no cluster stands alone."""
    return _homes(planted.elements, find_clusters(planted.elements, planted.links))


def _homes(elements: Sequence[Element], clusters: Iterable[Any]) -> list[int]:
    home = {member: cluster.number for cluster in clusters for member in cluster.members}
    return [home.get(element.id, -1 - place) for place, element in enumerate(elements)]


def _graph(planted: PlantedMap) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(element.id for element in planted.elements)
    graph.add_edges_from((link.source, link.target) for link in planted.links if link.source != link.target)
    return graph


def _labels(planted: PlantedMap, communities: Iterable[Iterable[Hashable]]) -> list[int]:
    home = {member: number for number, members in enumerate(communities) for member in members}
    return [home[element.id] for element in planted.elements]


def _best_louvain(graph: nx.Graph) -> list[set[Hashable]]:
    runs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(TRIALS)]
    return max(runs, key=lambda communities: nx.community.modularity(graph, communities))


def louvain(planted: PlantedMap) -> list[int]:
    """networkx Louvain, the best of ten runs, as ours is."""
    return _labels(planted, _best_louvain(_graph(planted)))


def louvain_on_our_weights(planted: PlantedMap) -> list[int]:
    """networkx Louvain, given types, states, hubs, tags and words as the product weighs them at first."""
    elements = planted.elements
    worn = tags_worn(elements)
    vectors = tag_vectors(worn)
    tags = tag_bonds(worn, vectors, total=1.0)
    bonds = bound(link_bonds(elements, planted.links), tags, word_bonds(elements), vectors, most=2.0)
    graph = nx.Graph()
    graph.add_nodes_from(element.id for element in elements)
    for one, other, weight in zip(bonds.one.tolist(), bonds.other.tolist(), bonds.weight.tolist(), strict=True):
        graph.add_edge(elements[one].id, elements[other].id, weight=weight)
    return _labels(planted, _best_louvain(graph))


def greedy(planted: PlantedMap) -> list[int]:
    """networkx greedy modularity."""
    return _labels(planted, nx.community.greedy_modularity_communities(_graph(planted)))


def propagation(planted: PlantedMap) -> list[int]:
    """networkx label propagation."""
    return _labels(planted, nx.community.asyn_lpa_communities(_graph(planted), seed=0))


PEERS: dict[str, Find] = {
    "louvain": louvain,
    "greedy modularity": greedy,
    "label propagation": propagation,
    "louvain on our weights": louvain_on_our_weights,
}


def judged(planted: PlantedMap, found: Sequence[int]) -> float:
    """Agreement of the found clusters with the planted missions."""
    kept = [place for place, mission in enumerate(planted.truth) if mission != BACKGROUND]
    return agreement([planted.truth[place] for place in kept], [found[place] for place in kept])


def themes_known(planted: PlantedMap) -> list[int]:
    """The mission of each element as its tags and neighbours tell it to one who knows what each mission is about.

    Nobody does who looks at a map alone: what is missing here to 1, the map does not say.
    """
    worn, links = tags_worn(planted.elements), link_bonds(planted.elements, planted.links)
    themes = learnt(worn, _planted_groups(planted))
    return themes.told(worn, links).argmax(axis=1).tolist() if themes else [0] * len(worn)


def learnt_from_the_truth(planted: PlantedMap) -> list[int]:
    """Where themes end that are learnt as ours are, but begin with the planted missions: what a better search for a
    beginning could bring."""
    worn, links = tags_worn(planted.elements), link_bonds(planted.elements, planted.links)
    themes = learnt(worn, _planted_groups(planted), links)
    return themes.told(worn, links).argmax(axis=1).tolist() if themes else [0] * len(worn)


def _planted_groups(planted: PlantedMap) -> list[Places]:
    truth = np.array(planted.truth)
    return [np.flatnonzero(truth == mission) for mission in range(truth.max() + 1)]


BOUNDS: dict[str, Find] = {"themes known": themes_known, "learnt from the truth": learnt_from_the_truth}


def _measure(find: Find, maps: Sequence[PlantedMap]) -> tuple[float, float]:
    find(maps[0])
    agreements, seconds = [], []
    for planted in maps:
        begun = time.process_time()
        found = find(planted)
        seconds.append(time.process_time() - begun)
        agreements.append(judged(planted, found))
    return round(mean(agreements), 3), round(mean(seconds), 4)


def _sized(seed: int, size: int, links_each: float) -> PlantedMap:
    return planted_map(seed, size=size, missions=max(3, round(size / MISSION_SIZE)), links_each=links_each)


def _maps(size: int, links_each: float, repeats: int) -> list[PlantedMap]:
    """Maps to judge by, with seeds of 0 to 299: whatever is tried is tried on others."""
    first = 200 if size != USUAL else 0 if links_each == DENSE else 100
    return [_sized(first + each, size, links_each) for each in range(max(round(repeats * MAPS[size]), 1))]


def quality(repeats: int) -> dict[str, Any]:
    """Agreement and CPU seconds of ours and the peers on dense and sparse maps of 420, and by size."""
    dense, sparse = _maps(USUAL, DENSE, repeats), _maps(USUAL, SPARSE, repeats)
    (our_dense, our_s), (our_sparse, _our_s) = _measure(ours, dense), _measure(ours, sparse)
    peers: dict[str, dict[str, float]] = {}
    for name, find in PEERS.items():
        (in_dense, seconds), (in_sparse, _s) = _measure(find, dense), _measure(find, sparse)
        peers[name] = {"dense": in_dense, "sparse": in_sparse, "s": seconds}
    return {
        "ours": {"dense": our_dense, "sparse": our_sparse},
        "peer": {name: peers["louvain"][name] for name in ("dense", "sparse")},
        "ratio": round(our_s / peers["louvain"]["s"], 3),
        "ours_s": our_s,
        "peers": peers,
        "by_size": {
            f"{name} {size}": by_size(_maps(size, links_each, repeats))
            for size in MAPS
            for name, links_each in (("dense", DENSE), ("sparse", SPARSE))
        },
        "elements": len(dense[0].elements),
        "maps": repeats,
    }


def by_size(maps: Sequence[PlantedMap]) -> dict[str, Any]:
    """Agreement of ours on several maps, its spread, how many clusters were found for how many planted missions, beside
    the two nearest peers and the bounds."""
    found = [ours(each) for each in maps]
    agreements = [judged(each, labels) for each, labels in zip(maps, found, strict=True)]
    beside: dict[str, Find] = {name: PEERS[name] for name in ("louvain", "louvain on our weights")} | BOUNDS
    return {
        "maps": len(maps),
        "ours": round(mean(agreements), 3),
        "spread": [round(min(agreements), 3), round(max(agreements), 3)],
        "missions": len(set(maps[0].truth) - {BACKGROUND}),
        "clusters": round(mean(len({home for home in labels if home > 0}) for labels in found), 1),
        **{name: round(mean(judged(each, find(each)) for each in maps), 3) for name, find in beside.items()},
    }


def _grown(planted: PlantedMap, added: Sequence[int]) -> tuple[list[Element], list[Link], list[Element]]:
    """A map without some elements, and those as they would have come last."""
    away = {planted.elements[place].id for place in added}
    older = [element for element in planted.elements if element.id not in away]
    links = [link for link in planted.links if not {link.source, link.target} & away]
    late = [replace(element, seq=element.seq + 10**6) for element in planted.elements if element.id in away]
    return older, links, late


def _moved(planted: PlantedMap, added: Sequence[int]) -> tuple[float, list[int]]:
    """Share of the earlier elements whose cluster is another one after some were added, and the later homes."""
    older, links, late = _grown(planted, added)
    before = search(older, links, runs=0)
    after = search([*older, *late], planted.links, previous=before.clusters, last=before, runs=0)
    was = {member: cluster.id for cluster in before.clusters for member in cluster.members}
    now = {member: cluster.id for cluster in after.clusters for member in cluster.members}
    moved = sum(was.get(element.id) != now.get(element.id) for element in older)
    return moved / len(older), _homes(planted.elements, after.clusters)


def steadiness(repeats: int) -> dict[str, Any]:
    """Shares of elements that change their cluster after others were added, and agreement after a fifth was."""
    told: dict[str, Any] = {}
    for name, links_each in (("dense", DENSE), ("sparse", SPARSE)):
        for size in (420, 2000):
            dice = random.Random(size)
            maps = [_sized(300 + each, size, links_each) for each in range(repeats if size == 420 else 1)]
            one = [_moved(each, [dice.randrange(size)])[0] for each in maps for _turn in range(3)]
            percent = [_moved(each, dice.sample(range(size), size // 100))[0] for each in maps for _turn in range(2)]
            fifth = [judged(each, _moved(each, range(size * 5 // 6, size))[1]) for each in maps]
            told[f"{name} {size}"] = {
                "one added, moved": round(mean(one), 5),
                "one added, moved at most": round(max(one), 5),
                "1 % added, kept": round(1 - mean(percent), 5),
                "1 % added, kept at least": round(1 - max(percent), 5),
                "fifth added, agreement": round(mean(fifth), 3),
                "fifth added, agreement anew": round(mean(judged(each, ours(each)) for each in maps), 3),
            }
    return told


def _again(planted: PlantedMap, *, runs: int = 0, turns: int = 3) -> float:
    """CPU seconds from an edit (one more link) to a proposal with its reasons, in a process that knows the map."""
    before = search(planted.elements, planted.links[:-1], runs=0)
    seconds = []
    for _turn in range(turns):
        begun = time.process_time()
        search(planted.elements, planted.links, previous=before.clusters, last=before, runs=runs)
        seconds.append(time.process_time() - begun)
    return round(min(seconds), 4)


def speed(largest: int) -> dict[str, Any]:
    """CPU seconds, one thread."""
    many = _sized(5, 2000, DENSE)
    begun = time.process_time()
    search(many.elements, many.links, runs=0)
    anew = time.process_time() - begun
    huge = spread_map(largest)
    return {
        "edit to proposal at 2000": _again(many),
        "the same with core and fringe (10 runs more)": _again(many, runs=10),
        "anew at 2000": round(anew, 3),
        f"edit to proposal at {largest}": _again(huge, turns=2),
    }


def spread_map(size: int) -> PlantedMap:
    """A map of a whole continent: missions of about 35 as in small maps, each in a region of its own beside others."""
    parts = [planted_map(seed, size=420, links_each=SPARSE) for seed in range(4)]
    elements: list[Element] = []
    links: list[Link] = []
    dice = random.Random(size)
    while len(elements) < size:
        part, start = parts[len(elements) // 420 % len(parts)], len(elements)
        elements += [
            replace(each, id=ElementId(f"e{start + each.seq}"), seq=start + each.seq) for each in part.elements
        ]
        for link in part.links:
            one, other = (ElementId(f"e{start + int(end[1:])}") for end in (link.source, link.target))
            links.append(replace(link, id=LinkId(f"l{len(links)}"), seq=len(links), source=one, target=other))
        for _tie in range(40 if start else 0):
            one, other = elements[dice.randrange(start)].id, elements[dice.randrange(start, len(elements))].id
            links.append(Link(LinkId(f"l{len(links)}"), len(links), one, other, LinkType.KNOWLEDGE))
    return PlantedMap(elements[:size], links, [BACKGROUND] * size)


def same_in_threads(runs: int = 12, threads: int = 4) -> int:
    """How many different results so many runs in so many threads give: 1 is what is wanted."""
    made = planted_map(8, size=300, missions=8)
    with ThreadPoolExecutor(threads) as pool:
        under_way = [pool.submit(search, made.elements, made.links, runs=2) for _run in range(runs)]
    return len({json.dumps(run.result().to_wire(), sort_keys=True) for run in under_way})


def published() -> dict[str, Any]:
    """Labelled networks that networkx ships: the two clubs of karate; of plain links, without tags, words or types."""
    graph = nx.karate_club_graph()
    clubs = [club for _member, club in graph.nodes(data="club")]
    elements = [Element(ElementId(f"e{n}"), n, Kind.INDUSTRY, f"Member {n}") for n in range(len(graph))]
    links = [
        Link(LinkId(f"l{n}"), n, ElementId(f"e{one}"), ElementId(f"e{other}"), LinkType.COLLABORATION)
        for n, (one, other) in enumerate(graph.edges)
    ]
    bare = nx.Graph(graph.edges)
    theirs = {member: number for number, members in enumerate(_best_louvain(bare)) for member in members}
    found: dict[str, Finding] = {name: search(elements, links, resolution=at, runs=0) for name, at in _FINENESS.items()}
    labels = {f"ours, {name}": _homes(elements, each.clusters) for name, each in found.items()}
    labels["louvain"] = [theirs[n] for n in range(len(graph))]
    return {
        "karate, 2 clubs": {
            name: {
                "ami": round(agreement(clubs, each), 3),
                "nmi": round(plain_agreement(clubs, each), 3),
                "clusters": len(set(each)),
            }
            for name, each in labels.items()
        }
    }


_FINENESS = {"coarser (0.7)": 0.7, "as offered (1.0)": 1.0}


def measure(repeats: int = 5, largest: int = 100_000) -> dict[str, Any]:
    """All measures as one JSON object."""
    return {
        **quality(repeats),
        "moves": steadiness(min(repeats, 3)),
        "cpu_s": speed(largest),
        "results of 12 runs in 4 threads": same_in_threads(),
        "published": published(),
        "example maps": {name: _measure(find, drawn_maps())[0] for name, find in {"ours": ours, **PEERS}.items()},
        "peer_is": f"networkx {nx.__version__} louvain_communities, best of {TRIALS} as ours",
        "generator": settings_told(),
    }


def main() -> None:
    """Print the measures, as JSON or as lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--maps", type=int, default=10)
    parser.add_argument("--largest", type=int, default=100_000)
    given = parser.parse_args()
    result = measure(given.maps, given.largest)
    print(json.dumps(result) if given.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
