"""Why the members of a cluster belong together: facts counted on the map, and the strongest of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log10

import numpy as np

from sotecin_graph.clusters import Cluster, Hint, Reason, ReasonKind, tag_word
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _, capital
from sotecin_graph.likeness import TAGS, Bonds, Places, Vector, Vectors
from sotecin_graph.vocabulary import GROUPS, LinkState
from sotecin_graph.wording import words_of

REASONS = 3
RARE = 0.01
"""A tag counts as a reason when chance alone would gather as many of it at most this often ..."""

LEAST_TAGGED = 3
"""... and when at least so many members have it."""

WORDS, TELLING = 3, 1.5
"""So many words are named, those that members say at least so many times as often as everybody."""

SECOND, SECOND_LINKS = 0.25, 2
"""From such a share of its link weight and so many links on, an element is told to be half in another cluster."""

_Scored = tuple[float, Reason]


@dataclass(frozen=True, slots=True)
class _Own:
    """A cluster's own: its elements, their places, and what was counted on them. Weights are of links, or of likeness
    where there are none; `binding` is what binds each element to the others."""

    elements: list[Element]
    places: Places
    binding: Vector
    share: float
    links: Places
    """The rows of the links that touch it."""

    is_inside: Places
    """For each of these links, 1 where both its ends are inside."""


class Evidence:
    """Counts what stands on a map once, and says for any of its clusters why the members belong together."""

    def __init__(
        self,
        elements: Sequence[Element],
        links: Iterable[Link],
        votes: Mapping[ElementId, int],
        bonds: Bonds,
        worn: Vectors,
    ) -> None:
        """Elements in order of creation, with the tags they wear; `bonds` by their places say what binds each linked
        or alike pair."""
        self._elements = elements
        self._place = {element.id: place for place, element in enumerate(elements)}
        self._worn = worn
        self._on_map = worn.sum(axis=0).astype(int)
        self._votes, self._all_votes = votes, sum(votes.values())
        self._bonds = bonds
        size = len(elements)
        self._strength = np.bincount(bonds.one, bonds.weight, size) + np.bincount(bonds.other, bonds.weight, size)
        self._pairs = bonds.one * size + bonds.other
        known = self._place
        self._links = [
            link
            for link in sorted(links, key=lambda link: (link.seq, link.id))
            if link.source in known and link.target in known and link.source != link.target
        ]
        self._sources = np.array([known[link.source] for link in self._links], dtype=np.int64)
        self._targets = np.array([known[link.target] for link in self._links], dtype=np.int64)
        self._is_missing = np.array([link.state is LinkState.MISSING for link in self._links], dtype=bool)

    def all_told(self, clusters: Sequence[Cluster]) -> list[Cluster]:
        """The clusters of a map as `told`, and for each the elements that are nearly as much bound to it."""
        hints = self._hints(clusters)
        return [replace(self.told(cluster), hints=tuple(hints[cluster.id])) for cluster in clusters]

    def told(self, cluster: Cluster) -> Cluster:
        """The cluster with its reasons, a name to offer, and the share of link weight that stays inside."""
        own = self._own(cluster)
        tags = self._enriched(own)
        name = self._suggested_name(own, tags) if own.elements else ""
        return replace(cluster, reasons=self._reasons(own, tags), suggested_name=name, weight_inside=own.share)

    def _own(self, cluster: Cluster) -> _Own:
        places = np.array(sorted(self._place[each] for each in cluster.members if each in self._place), dtype=np.int64)
        is_own = np.zeros(len(self._elements), dtype=bool)
        is_own[places] = True
        rows = np.flatnonzero(is_own[self._bonds.one] & is_own[self._bonds.other])
        one, other, weight = self._bonds.one[rows], self._bonds.other[rows], self._bonds.weight[rows]
        ends, size = np.searchsorted(places, [one, other]), len(places)
        binding = np.round(np.bincount(ends[0], weight, size) + np.bincount(ends[1], weight, size), 6)
        inside = float(weight.sum())
        touching = float(self._strength[places].sum()) - inside
        touched = is_own[self._sources].astype(np.int64) + is_own[self._targets]
        links = np.flatnonzero(touched)
        share = round(inside / touching, 3) if touching else 0.0
        elements = [self._elements[place] for place in places.tolist()]
        return _Own(elements, places, binding, share, links, touched[links] // 2)

    def _hints(self, clusters: Sequence[Cluster]) -> defaultdict[str, list[Hint]]:
        """Elements with at least a quarter of their link weight and 2 links in a cluster that they are not in."""
        hints: defaultdict[str, list[Hint]] = defaultdict(list)
        home = np.full(len(self._elements), -1)
        for number, cluster in enumerate(clusters):
            home[[self._place[each] for each in cluster.members if each in self._place]] = number
        if not self._links or not clusters:
            return hints
        count = len(clusters)
        keys, weights = _towards(self._bonds.one, self._bonds.other, home, count, self._bonds.weight)
        share = weights / np.maximum(self._strength[keys // count], 1e-12)
        is_half = (share >= SECOND) & (keys % count != home[keys // count])
        linked, many = _towards(self._sources, self._targets, home, count, np.ones(len(self._links)))
        for key, part in zip(keys[is_half].tolist(), share[is_half].tolist(), strict=True):
            links = int(many[np.searchsorted(linked, key)])
            if links >= SECOND_LINKS:
                hint = Hint(self._elements[key // count].id, links, round(part, 3))
                hints[clusters[key % count].id].append(hint)
        for found in hints.values():
            found.sort(key=lambda hint: -hint.share)
        return hints

    def _reasons(self, own: _Own, tags: list[_Scored]) -> tuple[Reason, ...]:
        """How the links run first (or what all say, where there are none), then the strongest others."""
        votes, link = self._voted(own.elements), self._strongest_link(own)
        others = [*tags, *votes, *_hubs(own.elements), *_groups(own.elements), *link, (0.0, _members(own.elements))]
        others.sort(key=lambda scored: -scored[0])
        chosen: dict[str, Reason] = {}
        for _score, reason in others:
            chosen.setdefault(reason.values.get("field", reason.kind.value), reason)
        alike = Reason(ReasonKind.ALIKE, {"share": own.share})
        first = [self._ties(own)] if self._links else [*self._shared_words(own.elements), alike]
        return (*first, *chosen.values())[:REASONS]

    def _shared_words(self, own: Sequence[Element]) -> list[Reason]:
        """The words that members say far oftener than the map does, the most common first."""
        here = Counter(word for element in own for word in words_of(element))
        everywhere = Counter(word for element in self._elements for word in words_of(element))
        fair = len(own) / len(self._elements)
        telling = [
            (members, word)
            for word, members in here.items()
            if members >= LEAST_TAGGED and members >= everywhere[word] * fair * TELLING
        ]
        telling.sort(key=lambda found: (-found[0], found[1]))
        words = [[word, members] for members, word in telling[:WORDS]]
        return [Reason(ReasonKind.WORDS, {"words": words, "size": len(own)})] if words else []

    def _ties(self, own: _Own) -> Reason:
        is_missing = self._is_missing[own.links]
        inside, missing = own.is_inside == 1, int((is_missing & (own.is_inside == 1)).sum())
        values = {
            "inside": int(inside.sum()) - missing,
            "outside": int((~inside & ~is_missing).sum()),
            "missing": missing,
            "share": own.share,
        }
        return Reason(ReasonKind.TIES, values)

    def _suggested_name(self, own: _Own, tags: Sequence[_Scored]) -> str:
        centre = own.elements[int(own.binding.argmax())]
        if not self._links and (shared := self._shared_words(own.elements)):
            return ", ".join(word for word, _members in shared[0].values["words"])
        if not tags:
            return _("Around {element}").format(element=centre.name)
        field, term = tags[0][1].values["field"], tags[0][1].values["term"]
        word = tag_word(field, term)
        if field == "strategy":
            word = word.removeprefix(f"{term} ")
        return _("{tag} around {element}").format(tag=capital(word), element=centre.name)

    def _enriched(self, own: _Own) -> list[_Scored]:
        """The tags that are there far more often than chance explains, the strongest first."""
        size, of = len(own.elements), len(self._elements)
        found: list[tuple[float, tuple[str, str], Reason]] = []
        for column, members in enumerate(self._worn[own.places].sum(axis=0).astype(int).tolist()):
            on_map = int(self._on_map[column])
            if members < LEAST_TAGGED or members * of <= on_map * size:
                continue
            chance = tail(members, size, on_map, of)
            if chance > RARE:
                continue
            tag = TAGS[column]
            values = {
                "field": tag[0],
                "term": str(tag[1]),
                "members": members,
                "size": size,
                "on_map": on_map,
                "of": of,
            }
            values |= {"lift": round(members / size / (on_map / of), 2), "p": float(f"{chance:.2g}")}
            score = min(-log10(max(chance, 1e-30)) / 2, 4.0) * members / size
            found.append((score, tag, Reason(ReasonKind.TAG, values)))
        found.sort(key=lambda scored: (-scored[0], scored[1]))
        return [(score, reason) for score, _tag, reason in found]

    def _voted(self, own: Sequence[Element]) -> list[_Scored]:
        mine = sum(self._votes.get(element.id, 0) for element in own)
        if not mine:
            return []
        more_than_fair = mine / self._all_votes / (len(own) / len(self._elements))
        values = {"votes": mine, "of": self._all_votes}
        return [(min(more_than_fair, 2.5) * 0.8, Reason(ReasonKind.VOTES, values))]

    def _strongest_link(self, own: _Own) -> list[_Scored]:
        """The first of the links inside whose pair is bound most; one that is still missing is none."""
        rows = own.links[(own.is_inside == 1) & ~self._is_missing[own.links]]
        if not len(rows):
            return []
        count = len(self._elements)
        one, other = self._sources[rows], self._targets[rows]
        at = np.searchsorted(self._pairs, np.minimum(one, other) * count + np.maximum(one, other))
        best = self._links[int(rows[np.round(self._bonds.weight[at], 6).argmax()])]
        source, target = self._elements[self._place[best.source]], self._elements[self._place[best.target]]
        values = {
            "source": source.id,
            "target": target.id,
            "source_name": source.name,
            "target_name": target.name,
            "type": best.type.value,
        }
        return [(0.4, Reason(ReasonKind.LINK, values))]


def _towards(ones: Places, others: Places, home: Places, count: int, weight: Vector) -> tuple[Places, Vector]:
    """How much of the weight of each place's pairs goes to each cluster; keyed by place x `count` + its number."""
    froms, tos = np.concatenate([ones, others]), home[np.concatenate([others, ones])]
    is_to = tos >= 0
    keys, which = np.unique(froms[is_to] * count + tos[is_to], return_inverse=True)
    sums: Vector = np.bincount(which, np.concatenate([weight, weight])[is_to], len(keys)).astype(np.float64)
    return keys, sums


_TOO_SMALL = 1e-18
"""What adding so small a share does to a sum of floats: nothing."""


def tail(members: int, size: int, on_map: int, of: int) -> float:
    """Probability that at least `members` of `size` elements drawn from `of` have a tag that `on_map` of them have.

    The hypergeometric upper tail.
    """
    most = min(size, on_map)
    if members <= max(0, size + on_map - of):
        return 1.0
    first = _log_ways(on_map, members) + _log_ways(of - on_map, size - members) - _log_ways(of, size)
    part = whole = exp(first)
    for drawn in range(members, most):
        part *= (on_map - drawn) * (size - drawn) / ((drawn + 1) * (of - on_map - size + drawn + 1))
        if part < whole * _TOO_SMALL and members * of > on_map * size:
            break  # beyond what is expected each term is smaller than the one before
        whole += part
    return min(whole, 1.0)


def _log_ways(of: int, drawn: int) -> float:
    return lgamma(of + 1) - lgamma(drawn + 1) - lgamma(of - drawn + 1)


def _hubs(own: Sequence[Element]) -> list[_Scored]:
    hubs = Counter(str(element.hub) for element in own if element.hub)
    if len(hubs) < 2:
        return []
    named = sorted(hubs, key=lambda hub: (-hubs[hub], hub))
    return [(0.5 + 0.3 * len(named), Reason(ReasonKind.HUBS, {"hubs": named}))]


def _groups(own: Sequence[Element]) -> list[_Scored]:
    there = {element.kind for element in own}
    missing = [kind.value for kind in GROUPS if kind not in there]
    present = len(GROUPS) - len(missing)
    values = {"missing": missing, "of": len(GROUPS)}
    return [(0.25 * present, Reason(ReasonKind.GROUPS, values))] if present else []


def _members(own: Sequence[Element]) -> Reason:
    challenges = sum(element.is_challenge for element in own)
    return Reason(ReasonKind.MEMBERS, {"stakeholders": len(own) - challenges, "challenges": challenges})
