"""How well and how fast clusters are found, beside networkx Louvain, on maps whose true groups are known.

`python -m bench.clusters --json` prints one object: agreement with the truth (adjusted mutual information, 1 is
perfect and 0 is chance) on dense and sparse maps, and seconds. The maps are simulated: their settings decide the
level, so read ours against the peer's and not by itself.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import exp, lgamma, log
from statistics import mean

import networkx as nx

from bench.planted import BACKGROUND, PlantedMap, planted_map
from sotecin_graph.finding import find_clusters

TRIALS = 10


def agreement(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Adjusted mutual information of two labellings of the same things, arithmetic mean; 1 same, about 0 by chance.

    Vinh, Epps and Bailey 2010, JMLR 11:2837.
    """
    count = len(one)
    rows, columns, cells = Counter(one), Counter(other), Counter(zip(one, other, strict=True))
    shared = sum(n / count * log(n * count / (rows[a] * columns[b])) for (a, b), n in cells.items())
    expected = sum(_expected(a, b, count) for a in rows.values() for b in columns.values())
    ceiling = (_entropy(rows, count) + _entropy(columns, count)) / 2
    return 1.0 if abs(ceiling - expected) < 1e-12 else (shared - expected) / (ceiling - expected)


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
    home = {
        member: cluster.number
        for cluster in find_clusters(planted.elements, planted.links)
        for member in cluster.members
    }
    return [home.get(element.id, -1 - place) for place, element in enumerate(planted.elements)]


def peer(planted: PlantedMap) -> list[int]:
    """The community of each element by networkx Louvain on the same links: the best of ten runs, as ours is."""
    graph = nx.Graph()
    graph.add_nodes_from(element.id for element in planted.elements)
    graph.add_edges_from((link.source, link.target) for link in planted.links)
    runs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(TRIALS)]
    found = max(runs, key=lambda communities: nx.community.modularity(graph, communities))
    home = {member: number for number, members in enumerate(found) for member in members}
    return [home[element.id] for element in planted.elements]


def _measure(find: Callable[[PlantedMap], list[int]], maps: Sequence[PlantedMap]) -> tuple[float, float]:
    find(maps[0])
    agreements, seconds = [], []
    for planted in maps:
        begun = time.process_time()
        found = find(planted)
        seconds.append(time.process_time() - begun)
        kept = [place for place, mission in enumerate(planted.truth) if mission != BACKGROUND]
        agreements.append(agreement([planted.truth[place] for place in kept], [found[place] for place in kept]))
    return mean(agreements), mean(seconds)


def _again(planted: PlantedMap) -> float:
    """CPU seconds to find anew after one more link, from what was found before."""
    before = find_clusters(planted.elements, planted.links[:-1])
    begun = time.process_time()
    find_clusters(planted.elements, planted.links, previous=before)
    return time.process_time() - begun


def measure(repeats: int = 5) -> dict[str, object]:
    """Agreement and CPU seconds of both, on `repeats` dense (6 links an element) and sparse (3) maps of 420."""
    dense = [planted_map(seed, links_each=3.0) for seed in range(repeats)]
    sparse = [planted_map(seed, links_each=1.5) for seed in range(100, 100 + repeats)]
    (our_dense, our_s), (our_sparse, _our) = _measure(ours, dense), _measure(ours, sparse)
    (peer_dense, peer_s), (peer_sparse, _peer) = _measure(peer, dense), _measure(peer, sparse)
    return {
        "ours": {"dense": round(our_dense, 3), "sparse": round(our_sparse, 3)},
        "peer": {"dense": round(peer_dense, 3), "sparse": round(peer_sparse, 3)},
        "ratio": round(our_s / peer_s, 3),
        "ours_s": round(our_s, 4),
        "peer_s": round(peer_s, 4),
        "ours_again_s": round(mean(_again(planted) for planted in dense), 4),
        "peer_is": f"networkx {nx.__version__} louvain_communities, best of {TRIALS} as ours",
        "elements": len(dense[0].elements),
        "maps": repeats,
    }


def main() -> None:
    """Print the measures, as JSON or as lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--maps", type=int, default=5)
    given = parser.parse_args()
    result = measure(given.maps)
    print(json.dumps(result) if given.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
