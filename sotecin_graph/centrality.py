"""How central elements are on their map: who stands on the shortest ways between others."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import rustworkx

T = TypeVar("T", bound=Hashable)


def betweenness(members: Sequence[T], pairs: Sequence[tuple[T, T]]) -> dict[T, float]:
    """The betweenness of each member, 0 to 1, where 1 is the most central one of this map.

    Links count in both directions and once a pair; loops and pairs with an end outside the members are left out.
    Brandes 2001, as rustworkx computes it; all zero where nobody stands between others.
    """
    place = {member: index for index, member in enumerate(members)}
    inside = {tuple(sorted((place[one], place[other]))) for one, other in pairs if one in place and other in place}
    graph: rustworkx.PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(place))
    graph.add_edges_from_no_data([(one, other) for one, other in sorted(inside) if one != other])
    raw = rustworkx.betweenness_centrality(graph, normalized=True)
    most = max(raw.values(), default=0.0)
    return {member: raw[index] / most if most else 0.0 for member, index in place.items()}
