"""Why the members of a cluster belong together: facts counted on the map, and the strongest of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import comb, log10

from sotecin_graph.clusters import Cluster, Reason, ReasonKind, tag_word
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _
from sotecin_graph.vocabulary import GROUPS, LinkState
from sotecin_graph.wording import words_of

REASONS = 3
RARE = 0.01
"""A tag counts as a reason when chance alone would gather as many of it at most this often ..."""

LEAST_TAGGED = 3
"""... and when at least so many members have it."""

WORDS, TELLING = 3, 1.5
"""So many words are named, those that members say at least so many times as often as everybody."""

Tag = tuple[str, str]
Pair = tuple[ElementId, ElementId]
_Scored = tuple[float, Reason]


class Evidence:
    """Counts what stands on a map once, and says for any of its clusters why the members belong together."""

    def __init__(
        self,
        elements: Sequence[Element],
        links: Iterable[Link],
        votes: Mapping[ElementId, int],
        weights: Mapping[Pair, float],
    ) -> None:
        """Elements and links in order of creation; `weights` says what binds each linked or alike pair."""
        self._elements = {element.id: element for element in elements}
        self._tags = {element.id: _tags_of(element) for element in elements}
        self._on_map = Counter(tag for tags in self._tags.values() for tag in tags)
        self._votes = votes
        self._weights = weights
        links = list(links)
        self._is_linked = bool(links)
        self._links: defaultdict[ElementId, list[Link]] = defaultdict(list)
        for link in links:
            self._links[link.source].append(link)
            self._links[link.target].append(link)
        self._around: defaultdict[ElementId, dict[ElementId, float]] = defaultdict(dict)
        for (one, other), weight in weights.items():
            self._around[one][other] = self._around[other][one] = weight

    def told(self, cluster: Cluster) -> Cluster:
        """The cluster with its reasons, a name to offer, and the share of link weight that stays inside."""
        own = [self._elements[member] for member in cluster.members]
        tags = self._enriched(own)
        return replace(
            cluster,
            reasons=self._reasons(own, tags),
            suggested_name=self._suggested_name(own, tags),
            weight_inside=self._weight_inside(own),
        )

    def _reasons(self, own: Sequence[Element], tags: list[_Scored]) -> tuple[Reason, ...]:
        """How the links run first (or what all say, where there are none), then the strongest others."""
        votes = self._voted(own)
        others = [*tags, *votes, *_hubs(own), *_groups(own), *self._strongest_link(own), (0.0, _members(own))]
        others.sort(key=lambda scored: -scored[0])
        chosen: dict[str, Reason] = {}
        for _score, reason in others:
            chosen.setdefault(reason.values.get("field", reason.kind.value), reason)
        first = [self._ties(own)] if self._is_linked else [*self._shared_words(own), self._alike(own)]
        return (*first, *chosen.values())[:REASONS]

    def _alike(self, own: Sequence[Element]) -> Reason:
        return Reason(ReasonKind.ALIKE, {"share": self._weight_inside(own)})

    def _shared_words(self, own: Sequence[Element]) -> list[Reason]:
        """The words that members say far oftener than the map does, the most common first."""
        here = Counter(word for element in own for word in words_of(element))
        everywhere = Counter(word for element in self._elements.values() for word in words_of(element))
        fair = len(own) / len(self._elements)
        telling = [
            (members, word)
            for word, members in here.items()
            if members >= LEAST_TAGGED and members >= everywhere[word] * fair * TELLING
        ]
        telling.sort(key=lambda found: (-found[0], found[1]))
        words = [[word, members] for members, word in telling[:WORDS]]
        return [Reason(ReasonKind.WORDS, {"words": words, "size": len(own)})] if words else []

    def _ties(self, own: Sequence[Element]) -> Reason:
        members = {element.id for element in own}
        touching = {link.id: link for member in members for link in self._links[member]}.values()
        within = [link for link in touching if link.source in members and link.target in members]
        missing = sum(link.state is LinkState.MISSING for link in within)
        lacking = sum(link.state is LinkState.MISSING for link in touching)
        inside = len(within) - missing
        values = {
            "inside": inside,
            "outside": len(touching) - lacking - inside,
            "missing": missing,
            "share": self._weight_inside(own),
        }
        return Reason(ReasonKind.TIES, values)

    def _binding(self, own: Sequence[Element]) -> dict[ElementId, float]:
        """How much binds each member to the other members."""
        members = {element.id for element in own}
        return {
            element.id: round(sum(weight for other, weight in self._around[element.id].items() if other in members), 6)
            for element in own
        }

    def _weight_inside(self, own: Sequence[Element]) -> float:
        inside = sum(self._binding(own).values()) / 2
        touching = sum(sum(self._around[element.id].values()) for element in own) - inside
        return round(inside / touching, 3) if touching else 0.0

    def _suggested_name(self, own: Sequence[Element], tags: Sequence[_Scored]) -> str:
        binding = self._binding(own)
        centre = max(own, key=lambda element: (binding[element.id], -element.seq))
        if not self._is_linked and (shared := self._shared_words(own)):
            return ", ".join(word for word, _members in shared[0].values["words"])
        if not tags:
            return _("Around {element}").format(element=centre.name)
        field, term = tags[0][1].values["field"], tags[0][1].values["term"]
        word = tag_word(field, term)
        if field == "strategy":
            word = word.removeprefix(f"{term} ")
        return _("{tag} around {element}").format(tag=word[:1].upper() + word[1:], element=centre.name)

    def _enriched(self, own: Sequence[Element]) -> list[_Scored]:
        """The tags that are there far more often than chance explains, the strongest first."""
        size, of = len(own), len(self._elements)
        found: list[tuple[float, Tag, Reason]] = []
        for tag, members in Counter(tag for element in own for tag in self._tags[element.id]).items():
            on_map = self._on_map[tag]
            chance = tail(members, size, on_map, of) if members >= LEAST_TAGGED else 1.0
            if chance > RARE:
                continue
            values = {"field": tag[0], "term": tag[1], "members": members, "size": size, "on_map": on_map, "of": of}
            values |= {"lift": round(members / size / (on_map / of), 2), "p": float(f"{chance:.2g}")}
            score = min(-log10(max(chance, 1e-30)) / 2, 4.0) * members / size
            found.append((score, tag, Reason(ReasonKind.TAG, values)))
        found.sort(key=lambda scored: (-scored[0], scored[1]))
        return [(score, reason) for score, _tag, reason in found]

    def _voted(self, own: Sequence[Element]) -> list[_Scored]:
        total = sum(self._votes.values())
        mine = sum(self._votes.get(element.id, 0) for element in own)
        if not mine:
            return []
        more_than_fair = mine / total / (len(own) / len(self._elements))
        return [(min(more_than_fair, 2.5) * 0.8, Reason(ReasonKind.VOTES, {"votes": mine, "of": total}))]

    def _strongest_link(self, own: Sequence[Element]) -> list[_Scored]:
        name = {element.id: element.name for element in own}
        there = [
            link
            for member in name
            for link in self._links[member]
            if link.source == member and link.target in name and link.state is not LinkState.MISSING
        ]
        if not there:
            return []
        best = max(there, key=lambda link: (round(self._weights.get(_pair(link), 0.0), 6), -link.seq))
        values = {
            "source": best.source,
            "target": best.target,
            "source_name": name[best.source],
            "target_name": name[best.target],
            "type": best.type.value,
        }
        return [(0.4, Reason(ReasonKind.LINK, values))]


def _pair(link: Link) -> Pair:
    return min(link.source, link.target), max(link.source, link.target)


def tail(members: int, size: int, on_map: int, of: int) -> float:
    """Probability that at least `members` of `size` elements drawn from `of` have a tag that `on_map` of them have.

    The hypergeometric upper tail, exact.
    """
    ways = sum(
        comb(on_map, drawn) * comb(of - on_map, size - drawn)
        for drawn in range(members, min(size, on_map) + 1)
        if size - drawn <= of - on_map
    )
    return ways / comb(of, size)


def _tags_of(element: Element) -> tuple[Tag, ...]:
    return tuple(
        dict.fromkeys(
            [
                *(("chain", chain.value) for chain in element.chains),
                *(("strategy", strategy.value) for strategy in element.strategies),
                *(("stage", stage.value) for stage in element.stages),
            ]
        )
    )


def _hubs(own: Sequence[Element]) -> list[_Scored]:
    hubs = Counter(element.hub.value for element in own if element.hub)
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
