"""What is there and what is not: gaps of a group of elements, and the programme's hubs, chains and promises.

Counts only what it is given. Applications, innovators and demonstrators are not known here and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _, ngettext
from sotecin_graph.missions import Mission
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, LinkType, Stage, Strategy, label

MISSIONS, REGIONS, CHAINS, COUNTRIES, CALLS = 7, 7, 7, 20, 2
"""The programme's promises: at least 7 missions, one in each of 7 regions, 7 value chains, "20+" countries, 2 calls."""

MANY_CHALLENGES = 3
"""From so many challenges on, a hub and chain without a mission waits for someone."""

MOST_FILLERS = 3

Place = tuple[Hub, Chain]
_Term = TypeVar("_Term", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a group of elements lacks and spans: groups and stages without anyone, strategies named, hubs, countries.

    Each in the order of its vocabulary, countries by their code. Cross-cutting is not a stage that can be missing.
    """

    missing_groups: tuple[Kind, ...]
    missing_stages: tuple[Stage, ...]
    strategies: tuple[Strategy, ...]
    hubs: tuple[Hub, ...]
    countries: tuple[str, ...]


def gaps(elements: Iterable[Element]) -> Gaps:
    """The gaps of a group of elements, stakeholders and challenges together."""
    there = list(elements)
    stages = {stage for element in there for stage in element.stages}
    strategies = {strategy for element in there for strategy in element.strategies}
    hubs = {element.hub for element in there}
    return Gaps(
        missing_groups=missing_groups(there),
        missing_stages=tuple(stage for stage in Stage if stage not in stages and stage is not Stage.CROSS_CUTTING),
        strategies=tuple(strategy for strategy in Strategy if strategy in strategies),
        hubs=tuple(hub for hub in Hub if hub in hubs),
        countries=tuple(sorted({element.country for element in there if element.country})),
    )


@dataclass(frozen=True, slots=True)
class Filler:
    """Someone of the community who would fill a gap: how many links with members they have, and which of their tags."""

    element: Element
    links: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fillers:
    """Who could fill which gap of a group: missing groups and stages, higher strategies, and hubs of the group's value
    chains. Gaps that nobody could fill are there, with nobody."""

    groups: Mapping[Kind, tuple[Filler, ...]]
    stages: Mapping[Stage, tuple[Filler, ...]]
    strategies: Mapping[Strategy, tuple[Filler, ...]]
    hubs: Mapping[Hub, tuple[Filler, ...]]


def fillers(members: Sequence[Element], community: Iterable[Element], links: Iterable[Link]) -> Fillers:
    """Stakeholders of the community, at most 3 for each gap: those with most links with members, then most common value
    chains and strategies, then the earliest. Who shares neither link nor tag is not named.

    `links` are those of the members, to whomever they lead.
    """
    inside = {member.id for member in members}
    tied = Counter(
        link.target if link.source in inside else link.source
        for link in links
        if (link.source in inside) != (link.target in inside)
    )
    tags = {tag for member in members for tag in (*member.chains, *member.strategies)}
    found = []
    for each in community:
        shared = tuple(tag.value for tag in (*each.chains, *each.strategies) if tag in tags)
        if each.id not in inside and not each.is_challenge and (shared or tied[each.id]):
            found.append(Filler(each, tied[each.id], shared))
    found.sort(key=lambda filler: (-filler.links, -len(filler.tags), filler.element.seq))
    lacking = gaps(members)
    higher = [each for each in Strategy if each.is_higher and each not in lacking.strategies]
    return Fillers(
        groups=_by_gap(found, lacking.missing_groups, lambda one: (one.kind,)),
        stages=_by_gap(found, lacking.missing_stages, lambda one: one.stages),
        strategies=_by_gap(found, higher, lambda one: one.strategies),
        hubs=_by_gap(found, [gap for gap in Hub if gap not in lacking.hubs], lambda one: (one.hub,)),
    )


def _by_gap(
    found: Sequence[Filler], wanted: Iterable[_Term], terms: Callable[[Element], Sequence[_Term | None]]
) -> dict[_Term, tuple[Filler, ...]]:
    return {
        gap: tuple(islice((filler for filler in found if gap in terms(filler.element)), MOST_FILLERS)) for gap in wanted
    }


def missing_groups(elements: Iterable[Element]) -> tuple[Kind, ...]:
    """The groups of stakeholders that none of the elements belongs to."""
    kinds = {element.kind for element in elements}
    return tuple(group for group in GROUPS if group not in kinds)


@dataclass(frozen=True, slots=True)
class CouncilGaps:
    """What a council lacks: groups without a seat; and whether all its members come from one country."""

    missing_groups: tuple[Kind, ...]
    is_one_country: bool

    def sentence(self) -> str:
        """The gaps in the reader's language; empty where there are none."""
        said = []
        if self.missing_groups:
            groups = ", ".join(label(group) for group in self.missing_groups)
            text = ngettext("An empty seat: {groups}.", "Empty seats: {groups}.", len(self.missing_groups))
            said.append(text.format(groups=groups))
        if self.is_one_country:
            said.append(_("All of its members are from one country."))
        return " ".join(said)


def council_gaps(members: Sequence[Element]) -> CouncilGaps:
    """What a stewardship council with these members lacks."""
    countries = {member.country for member in members if member.country}
    return CouncilGaps(missing_groups(members), is_one_country=len(members) > 1 and len(countries) == 1)


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map as the programme's overview counts it; hubs and chains of the map stand in where an element has none."""

    hubs: tuple[Hub, ...]
    chains: tuple[Chain, ...]
    elements: Sequence[Element]
    missions: Sequence[Mission] = ()
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at a hub and a value chain."""

    elements: int = 0
    challenges: int = 0
    missions: int = 0


def programme_coverage(rows: Iterable[MapRow]) -> dict[Place, Cell]:
    """Counts for all 49 places, hub by hub and chain by chain; an element on several maps counts once at each place.

    An element with several chains counts at each. Where it has no hub or chain, those of its map count, if it is one.
    """
    elements: dict[Place, set[ElementId]] = {}
    challenges: dict[Place, set[ElementId]] = {}
    missions: dict[Place, set[str]] = {}
    for row in rows:
        for element in row.elements:
            for place in _places(element, row):
                elements.setdefault(place, set()).add(element.id)
                if element.is_challenge:
                    challenges.setdefault(place, set()).add(element.id)
        for mission in row.missions:
            if mission.hub:
                for chain in mission.chains:
                    missions.setdefault((mission.hub, chain), set()).add(mission.id)
    places = [(hub, chain) for hub in Hub for chain in Chain]
    return {place: Cell(*(len(found.get(place, ())) for found in (elements, challenges, missions))) for place in places}


def _places(element: Element, row: MapRow) -> list[Place]:
    hub = element.hub or (row.hubs[0] if len(row.hubs) == 1 else None)
    chains = element.chains or (row.chains if len(row.chains) == 1 else ())
    return [(hub, chain) for chain in chains] if hub else []


@dataclass(frozen=True, slots=True)
class Target:
    """A promise of the programme beside what is there."""

    title: str
    reached: int
    promised: int

    @property
    def is_reached(self) -> bool:
        return self.reached >= self.promised


def targets(missions: Sequence[Mission], elements: Iterable[Element], *, calls: int) -> list[Target]:
    """The promises that can be counted here, in the reader's language; `calls` is the number of open calls."""
    return [
        Target(_("Missions"), len(missions), MISSIONS),
        Target(_("Regions with a mission"), len({mission.hub for mission in missions if mission.hub}), REGIONS),
        Target(_("Value chains with a mission"), len({each for one in missions for each in one.chains}), CHAINS),
        Target(
            _("Countries on the maps"), len({element.country for element in elements if element.country}), COUNTRIES
        ),
        Target(_("Open calls"), calls, CALLS),
    ]


class Lack(StrEnum):
    """What something waits for."""

    MISSION = "mission"
    OWNER = "owner"
    FIRST_MISSION = "first mission"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for someone: a to-do, not a ranking. `count` are the challenges that wait."""

    lack: Lack
    hub: Hub
    chain: Chain | None = None
    count: int = 0

    def sentence(self) -> str:
        """What waits, in the reader's language."""
        hub, many = label(self.hub), {"count": self.count, "hub": label(self.hub)}
        if self.lack is Lack.FIRST_MISSION:
            return _("{hub} has no mission yet").format(hub=hub)
        if self.lack is Lack.OWNER:
            text = ngettext(
                "{hub}: {count} challenge without an owner", "{hub}: {count} challenges without an owner", self.count
            )
            return text.format(**many)
        text = ngettext(
            "{hub}, {chain}: {count} challenge and no mission",
            "{hub}, {chain}: {count} challenges and no mission",
            self.count,
        )
        return text.format(chain=label(self.chain) if self.chain else "", **many)


def waiting(rows: Sequence[MapRow]) -> list[Waiting]:
    """What waits for someone, hub by hub: places with 3 or more challenges and no mission, challenges without an
    owner, and hubs without a mission."""
    cells = programme_coverage(rows)
    ownerless = _without_owner(rows)
    led = {mission.hub for row in rows for mission in row.missions}
    found: list[Waiting] = []
    for hub in Hub:
        for chain in Chain:
            cell = cells[hub, chain]
            if cell.challenges >= MANY_CHALLENGES and not cell.missions:
                found.append(Waiting(Lack.MISSION, hub, chain, cell.challenges))
        if ownerless.get(hub):
            found.append(Waiting(Lack.OWNER, hub, None, ownerless[hub]))
        if hub not in led:
            found.append(Waiting(Lack.FIRST_MISSION, hub))
    return found


def _without_owner(rows: Iterable[MapRow]) -> Mapping[Hub, int]:
    """How many challenges of each hub nobody owns by a link on any map."""
    hub_of: dict[ElementId, Hub] = {}
    owned: set[ElementId] = set()
    for row in rows:
        owned |= {link.target for link in row.links if link.type is LinkType.OWNS}
        for element in row.elements:
            hub = element.hub or (row.hubs[0] if len(row.hubs) == 1 else None)
            if element.is_challenge and hub:
                hub_of.setdefault(element.id, hub)
    return Counter(hub for ident, hub in hub_of.items() if ident not in owned)
