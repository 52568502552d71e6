"""Workshop maps whose missions are known: seven hubs, seven value chains, the R strategies, and the noise of a room.

The settings were fixed before anything was tuned on them. Densities are those of maps that people drew: 1.0 to 1.7
links an element on published system maps and on the example workshops (`SPARSE`), twice that after a long day
(`DENSE`).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from sotecin_graph.elements import Element, ElementId, Link, LinkId
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

T = TypeVar("T")
BACKGROUND = -1
_EXCHANGES = [link_type for link_type in LinkType if link_type.is_exchange]
_MATTER = [LinkType.MATERIAL, LinkType.PRODUCT, LinkType.SERVICE, LinkType.COLLABORATION]
_CONCERNS = [LinkType.FACES, LinkType.OWNS, LinkType.HELP]

CHAIN_WORDS = {
    Chain.ELECTRONICS: "phone laptop circuit charger device cable screen solder",
    Chain.BATTERIES: "battery vehicle lithium cell scooter motor traction cobalt",
    Chain.PACKAGING: "packaging carton bottle crate pallet wrapper deposit label",
    Chain.PLASTICS: "plastic polymer pellet film additive mould resin granulate",
    Chain.TEXTILES: "textile fabric garment cotton yarn workwear fibre sewing",
    Chain.CONSTRUCTION: "building concrete timber demolition brick insulation facade window",
    Chain.FOOD: "food compost harvest kitchen nutrient sludge farmer canteen",
}
STRATEGY_WORDS = {
    Strategy.R0: "refuse abandon unnecessary avoid",
    Strategy.R1: "sharing rental subscription pooling",
    Strategy.R2: "reduce efficient lightweight saving",
    Strategy.R3: "reuse secondhand resale donation",
    Strategy.R4: "repair mending spare warranty",
    Strategy.R5: "refurbish restore upgrade overhaul",
    Strategy.R6: "remanufacture disassembly rebuild core",
    Strategy.R7: "repurpose cascade conversion adapt",
    Strategy.R8: "recycle sorting shredding recovery",
    Strategy.R9: "incineration energy residual burning",
}
GENERAL_WORDS = (
    "nobody knows where small firms cannot afford rules differ between cities tender price risk storage transport "
    "space skilled people missing trust between partners standard insurance liability customer demand unclear contract "
    "quality volume too low seasonal information cost permit training school municipality region investor pilot scale "
    "market"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a simulated map is made of; shares are between 0 and 1."""

    mission_hubs: tuple[int, int] = (2, 3)
    mission_chains: tuple[int, ...] = (1, 1, 2)
    mission_strategies: int = 2
    mission_stages: int = 4
    background: float = 0.2
    challenges: float = 0.3
    missing_tag: float = 0.15
    wrong_tag: float = 0.08
    in_two_missions: float = 0.12
    links_for_mission: float = 0.55
    links_of_acquaintance: float = 0.30
    words_on_chain: float = 0.25
    words_on_strategy: float = 0.15
    words_each: tuple[int, int] = (8, 16)
    in_own_language: float = 0.3


SETTINGS = Settings()
DENSE, SPARSE = 3.0, 1.5
"""Links that an element starts, on average."""


def settings_told() -> dict[str, Any]:
    """The settings as a JSON object."""
    return {**asdict(SETTINGS), "links_each": {"dense": DENSE, "sparse": SPARSE}}


@dataclass(frozen=True, slots=True)
class PlantedMap:
    """A simulated map and, for each element, the mission that it was made for (-1: background)."""

    elements: list[Element]
    links: list[Link]
    truth: list[int]


def planted_map(seed: int, *, size: int = 420, missions: int = 12, links_each: float = DENSE) -> PlantedMap:
    """A map like those of workshops: missions of 2 or 3 hubs and 1 or 2 chains, a fifth background, a third challenges.

    Links follow missions, but neighbours of one hub know each other too (mostly by information); 15 % of tags are
    missing and 8 % wrong. Two of five words of a challenge say what its mission is about, and three in ten challenges
    are written in their hub's own language. `links_each` is the mean number of links that an element starts.
    """
    dice, pen = random.Random(seed), random.Random(f"words {seed}")
    plans = [_plan(dice) for _mission in range(missions)]
    elements, truth = [], []
    for seq in range(size):
        mission = BACKGROUND if dice.random() < SETTINGS.background else dice.randrange(missions)
        plan = plans[mission] if mission != BACKGROUND else _plan(dice)
        elements.append(_element(dice, pen, seq, plan))
        truth.append(mission)
    return PlantedMap(elements, _links(dice, elements, truth, links_each), truth)


_Plan = tuple[list[Hub], list[Chain], list[Strategy], list[Stage]]


def _plan(dice: random.Random) -> _Plan:
    hubs = dice.sample(list(Hub), dice.choice(SETTINGS.mission_hubs))
    chains = dice.sample(list(Chain), dice.choice(SETTINGS.mission_chains))
    strategies = dice.sample(list(Strategy), SETTINGS.mission_strategies)
    return hubs, chains, strategies, dice.sample(list(Stage), SETTINGS.mission_stages)


def _element(dice: random.Random, pen: random.Random, seq: int, plan: _Plan) -> Element:
    hubs, chains, strategies, stages = plan
    is_challenge = dice.random() < SETTINGS.challenges
    kind = Kind.CHALLENGE if is_challenge else dice.choice([kind for kind in Kind if kind.is_stakeholder])
    hub, chain = dice.choice(hubs), dice.choice(chains)
    worn_chain, strategy = _worn(dice, chain, list(Chain)), dice.choice(strategies)
    return Element(
        id=ElementId(f"e{seq}"),
        seq=seq,
        kind=kind,
        name=f"Element {seq}",
        hub=hub,
        chains=worn_chain,
        strategies=_worn(dice, strategy, list(Strategy)),
        stages=_worn(dice, dice.choice(stages), list(Stage)),
        problem=_said(pen, hub, chain, strategy) if is_challenge else "",
    )


def _said(pen: random.Random, hub: Hub, chain: Chain, strategy: Strategy) -> str:
    """What a challenge says; a hub's own language has the same words, spelt so that nobody else knows them."""
    words = []
    for _word in range(pen.randint(*SETTINGS.words_each)):
        fate = pen.random()
        if fate < SETTINGS.words_on_chain:
            source = CHAIN_WORDS[chain]
        elif fate < SETTINGS.words_on_chain + SETTINGS.words_on_strategy:
            source = STRATEGY_WORDS[strategy]
        else:
            source = GENERAL_WORDS
        words.append(pen.choice(source.split()))
    if pen.random() < SETTINGS.in_own_language:
        letters = list("abcdefghijklmnopqrstuvwxyz")
        random.Random(hub.value).shuffle(letters)
        return " ".join(words).translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "".join(letters)))
    return " ".join(words)


def _worn(dice: random.Random, tag: T, others: Sequence[T]) -> tuple[T, ...]:
    fate = dice.random()
    if fate < SETTINGS.missing_tag:
        return ()
    return (dice.choice(others),) if fate < SETTINGS.missing_tag + SETTINGS.wrong_tag else (tag,)


def _links(dice: random.Random, elements: list[Element], truth: list[int], links_each: float) -> list[Link]:
    two, missions = SETTINGS.in_two_missions, max([*truth, 0]) + 1
    second = [dice.randrange(missions) if dice.random() < two else mission for mission in truth]
    known = SETTINGS.links_for_mission + SETTINGS.links_of_acquaintance
    links = []
    for seq in range(round(links_each * len(elements))):
        one = dice.randrange(len(elements))
        fate = dice.random()
        if fate < SETTINGS.links_for_mission and truth[one] != BACKGROUND:
            wanted = dice.choice((truth[one], second[one]))
            others = [place for place, mission in enumerate(truth) if mission == wanted]
        elif fate < known:
            others = [place for place, each in enumerate(elements) if each.hub is elements[one].hub]
        else:
            others = list(range(len(elements)))
        other = dice.choice(others) if others else one
        if other != one:
            is_mission = fate < SETTINGS.links_for_mission
            links.append(_link(dice, seq, elements[one], elements[other], is_mission=is_mission))
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
