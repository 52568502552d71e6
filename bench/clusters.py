"""How well and how fast clusters are found, beside networkx Louvain, on maps whose true groups are known.

`python -m bench.clusters --json` prints one object: agreement with the truth (adjusted mutual information, 1 is
perfect and 0 is chance) on dense and sparse maps, and seconds. The maps are simulated: their settings decide the
level, so read ours against the peer's and not by itself.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from statistics import mean
from typing import TypeVar

import networkx as nx

from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.finding import find_clusters
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

T = TypeVar("T")
BACKGROUND = -1
TRIALS = 10
_EXCHANGES = [link_type for link_type in LinkType if link_type.is_exchange]
_MATTER = [LinkType.MATERIAL, LinkType.PRODUCT, LinkType.SERVICE, LinkType.COLLABORATION]
_CONCERNS = [LinkType.FACES, LinkType.OWNS, LinkType.HELP]


@dataclass(frozen=True, slots=True)
class PlantedMap:
    """A simulated map and, for each element, the mission that it was made for (-1: background)."""

    elements: list[Element]
    links: list[Link]
    truth: list[int]


def planted_map(seed: int, *, size: int = 420, missions: int = 12, links_each: float = 3.0) -> PlantedMap:
    """A map like those of workshops: missions of 2 or 3 hubs and 1 or 2 chains, a fifth background, a third challenges.

    Links follow missions, but neighbours of one hub know each other too (mostly by information); 15 % of tags are
    missing and 8 % wrong. `links_each` is the mean number of links that an element starts.
    """
    dice = random.Random(seed)
    plans = [_plan(dice) for _mission in range(missions)]
    elements, truth = [], []
    for seq in range(size):
        mission = BACKGROUND if dice.random() < 0.2 else dice.randrange(missions)
        elements.append(_element(dice, seq, plans[mission] if mission != BACKGROUND else _plan(dice)))
        truth.append(mission)
    return PlantedMap(elements, _links(dice, elements, truth, links_each), truth)


_Plan = tuple[list[Hub], list[Chain], list[Strategy], list[Stage]]


def _plan(dice: random.Random) -> _Plan:
    hubs, chains = dice.sample(list(Hub), dice.choice((2, 3))), dice.sample(list(Chain), dice.choice((1, 1, 2)))
    return hubs, chains, dice.sample(list(Strategy), 2), dice.sample(list(Stage), 4)


def _element(dice: random.Random, seq: int, plan: _Plan) -> Element:
    hubs, chains, strategies, stages = plan
    kind = Kind.CHALLENGE if dice.random() < 0.3 else dice.choice([kind for kind in Kind if kind.is_stakeholder])
    return Element(
        id=ElementId(f"e{seq}"),
        seq=seq,
        kind=kind,
        name=f"Element {seq}",
        hub=dice.choice(hubs),
        chains=_worn(dice, dice.choice(chains), list(Chain)),
        strategies=_worn(dice, dice.choice(strategies), list(Strategy)),
        stages=_worn(dice, dice.choice(stages), list(Stage)),
    )


def _worn(dice: random.Random, tag: T, others: Sequence[T]) -> tuple[T, ...]:
    fate = dice.random()
    if fate < 0.15:
        return ()
    return (dice.choice(others),) if fate < 0.23 else (tag,)


def _links(dice: random.Random, elements: list[Element], truth: list[int], links_each: float) -> list[Link]:
    second = [dice.randrange(max(truth) + 1) if dice.random() < 0.12 else mission for mission in truth]
    links = []
    for seq in range(round(links_each * len(elements))):
        one = dice.randrange(len(elements))
        fate = dice.random()
        if fate < 0.55 and truth[one] != BACKGROUND:
            wanted = dice.choice((truth[one], second[one]))
            others = [place for place, mission in enumerate(truth) if mission == wanted]
        elif fate < 0.85:
            others = [place for place, each in enumerate(elements) if each.hub is elements[one].hub]
        else:
            others = list(range(len(elements)))
        other = dice.choice(others) if others else one
        if other != one:
            links.append(_link(dice, seq, elements[one], elements[other], is_mission=fate < 0.55))
    return links


def _link(dice: random.Random, seq: int, one: Element, other: Element, *, is_mission: bool) -> Link:
    if one.is_challenge or other.is_challenge:
        kind = LinkType.DEPENDS if one.is_challenge and other.is_challenge else dice.choice(_CONCERNS)
    elif is_mission:
        kind = dice.choice(_MATTER if dice.random() < 0.7 else _EXCHANGES)
    else:
        kind = LinkType.INFORMATION if dice.random() < 0.7 else dice.choice(_EXCHANGES)
    state = dice.choices(list(LinkState), (8, 1, 1))[0]
    return Link(LinkId(f"l{seq}"), seq, one.id, other.id, kind, state)


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
