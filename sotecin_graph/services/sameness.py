"""Use cases on elements that may be one: show the pairs, merge what a person calls the same, remember the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import UnknownElement
from sotecin_graph.language import _, spoken
from sotecin_graph.maps import MapFacts
from sotecin_graph.organisations import SamePair, pairs_alike
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import place_elements
from sotecin_graph.services.ground import ground_for
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.services.merging import merge_elements
from sotecin_graph.services.similar import challenge_text
from sotecin_graph.similar import SimilarTexts
from sotecin_graph.tongues.lexicon import called

LEAST_OF_CHALLENGES = 0.4
"""How alike two challenges of a map have to be, 0 to 1; see similar."""


@dataclass(frozen=True, slots=True)
class AlikeChallenges:
    """Two challenges that may say the same."""

    one: Element
    other: Element
    likeness: float
    in_common: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The reason in the reader's language."""
        if not self.in_common:
            return _("They are worded alike.")
        return f"{_('Both speak of:')} {called(self.in_common, spoken())}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What people have decided of a map's elements: `kept` took in others, or (`is_one` False) stays apart from them.

    `names` are those of the others; `by` and `at` are known of who said that two are not the same.
    """

    kept: str
    names: tuple[str, ...]
    is_one: bool
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PairView:
    """Two elements that may be one, and the maps that each stands on."""

    pair: SamePair | AlikeChallenges
    maps_of_one: tuple[MapFacts, ...]
    maps_of_other: tuple[MapFacts, ...]


def pairs(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[PairView]:
    """Pairs of which at least one stands on the map and the other anywhere, the most alike first.

    Invented examples are held against examples only, and a map that the actor may not see against none.
    """
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    readable = [facts for facts in readable_maps(uow, by=by) if not facts.table or facts.id == map_id]
    alike = [facts for facts in readable if facts.is_example is ground.facts.is_example]
    maps = {facts.id: facts for facts in alike}
    all_of_them = uow.elements.by_map(only=map_id if ground.is_rehearsal else None)
    standing = {ident: elements for ident, elements in all_of_them.items() if ident in maps}
    known: dict[ElementId, Element] = {each.id: each for elements in standing.values() for each in elements}
    maps_of: dict[ElementId, list[MapFacts]] = {}
    for ident, elements in standing.items():
        for each in elements:
            maps_of.setdefault(each.id, []).append(maps[ident])
    found = pairs_alike(list(known.values()), among=standing.get(map_id, []), apart=uow.apart.pairs())
    return [PairView(pair, tuple(maps_of[pair.one.id]), tuple(maps_of[pair.other.id])) for pair in found]


def call_same(uow: UnitOfWork, *, by: Actor, map_id: MapId, keep: ElementId, drop: ElementId) -> ElementId:
    """Make one stakeholder of two; one that does not stand on the map yet is placed on it first. Can be undone."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    here = uow.elements.positions(map_id)
    elsewhere = {ident: None for ident in (keep, drop) if ident not in here}
    if elsewhere:
        place_elements(uow, by=by, map_id=map_id, positions=elsewhere)
    return merge_elements(uow, by=by, map_id=map_id, keep=keep, drop=drop)


def call_different(uow: UnitOfWork, *, by: Actor, map_id: MapId, one: ElementId, other: ElementId) -> None:
    """Remember that the two are not the same, so that nobody is asked again."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    for ident in (one, other):
        if uow.elements.get(ident) is None:
            raise UnknownElement(ident)
    uow.apart.keep(one, other, by=by.name, at=uow.now)


def challenge_pairs(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[PairView]:
    """Pairs of challenges of the map that may say the same, in any of the hubs' languages, the most alike first."""
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    found = [each for each in uow.elements.many(uow.elements.positions(map_id)) if each.is_challenge]
    known = {str(each.id): each for each in found}
    worded = {ident: challenge_text(each) for ident, each in known.items()}
    texts, apart = SimilarTexts(), uow.apart.pairs()
    texts.put(worded)
    pairs: dict[tuple[ElementId, ElementId], AlikeChallenges] = {}
    for ident, text in worded.items() if len(worded) > 1 else ():
        for alike in texts.most_alike(text, least=LEAST_OF_CHALLENGES):
            one, other = sorted((known[ident], known[alike.key]), key=lambda each: each.seq)
            if one is not other and _ordered(one.id, other.id) not in apart:
                pairs[(one.id, other.id)] = AlikeChallenges(one, other, alike.score, alike.in_common)
    ranked = sorted(pairs.values(), key=lambda pair: (-pair.likeness, pair.one.seq, pair.other.seq))
    return [PairView(pair, (ground.facts,), (ground.facts,)) for pair in ranked]


def decisions(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Decision]:
    """What was joined on the map, and which pairs were told apart, the latest of these first."""
    ground_for(uow, by, Deed.FACILITATE, map_id)
    here = {each.id: each for each in uow.elements.many(uow.elements.positions(map_id))}
    joined = [Decision(each.name, each.aliases, True) for each in here.values() if each.aliases]
    told = []
    for one, other, who, at in uow.apart.decided():
        if one in here and other in here:
            first, second = sorted((here[one], here[other]), key=lambda each: each.seq)
            told.append(Decision(first.name, (second.name,), False, who, at))
    return [*joined, *told]


def _ordered(one: ElementId, other: ElementId) -> tuple[ElementId, ElementId]:
    return (one, other) if one < other else (other, one)
