"""One invented mission with its map, as the domain's values: what most tests of briefs set in some form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sotecin_graph.briefs.content import Check, MissionBrief, Provenance, compose_mission_brief
from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId, ChallengeState, OpenCall, Wording
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.missions import Mission, MissionId, NextStep
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

_S = Stage
_PEOPLE: list[tuple[str, Kind, str, tuple[Stage, ...], tuple[float, float]]] = [
    ("harbour", Kind.INDUSTRY, "Harbour Uniforms", (_S.MANUFACTURING,), (260, 170)),
    ("relaunder", Kind.INDUSTRY, "Relaunder", (_S.REPAIR, _S.REMANUFACTURING), (600, 300)),
    ("dye", Kind.INDUSTRY, "Dye & Finish Co-op", (_S.REPAIR, _S.REMANUFACTURING), (270, 420)),
    ("hospitals", Kind.GOVERNMENT, "Vlietzoom Hospitals", (_S.USE,), (430, 300)),
    ("buying", Kind.GOVERNMENT, "Regional Purchasing", (_S.USE,), (430, 165)),
    ("wear", Kind.RESEARCH, "Institute of Wear", (_S.CROSS_CUTTING, _S.DESIGN), (730, 190)),
    ("plooi", Kind.RESEARCH, "Studio Plooi", (_S.CROSS_CUTTING, _S.DESIGN), (80, 170)),
    ("workers", Kind.CIVIL, "Workwear Council", (_S.USE,), (660, 450)),
    ("fund", Kind.INTERMEDIARY, "Second Lives Fund", (_S.CROSS_CUTTING,), (95, 365)),
]
_CHALLENGES: list[tuple[str, str, int, tuple[float, float]]] = [
    ("tenders", "Tenders ask for new cloth only", 12, (430, 25)),
    ("unknown", "Nobody knows how worn a coat is", 8, (665, 40)),
    ("logos", "Sewn-on logos block a second use", 5, (170, 35)),
    ("insured", "A repaired coat is not insured", 3, (450, 480)),
]
_LINKS: list[tuple[str, str, LinkType, LinkState, bool]] = [
    ("harbour", "hospitals", LinkType.PRODUCT, LinkState.EXISTING, False),
    ("hospitals", "relaunder", LinkType.PRODUCT, LinkState.EXISTING, True),
    ("relaunder", "dye", LinkType.MATERIAL, LinkState.EXISTING, True),
    ("dye", "harbour", LinkType.MATERIAL, LinkState.MISSING, True),
    ("plooi", "harbour", LinkType.KNOWLEDGE, LinkState.PLANNED, False),
    ("wear", "relaunder", LinkType.KNOWLEDGE, LinkState.PLANNED, False),
    ("buying", "harbour", LinkType.MONEY, LinkState.EXISTING, False),
    ("buying", "hospitals", LinkType.COLLABORATION, LinkState.EXISTING, False),
    ("workers", "hospitals", LinkType.REGULATION, LinkState.EXISTING, False),
    ("fund", "dye", LinkType.MONEY, LinkState.PLANNED, False),
    ("harbour", "logos", LinkType.OWNS, LinkState.EXISTING, False),
    ("plooi", "logos", LinkType.HELP, LinkState.EXISTING, False),
    ("harbour", "tenders", LinkType.FACES, LinkState.EXISTING, False),
    ("buying", "tenders", LinkType.FACES, LinkState.EXISTING, False),
    ("relaunder", "unknown", LinkType.FACES, LinkState.EXISTING, False),
    ("wear", "unknown", LinkType.HELP, LinkState.EXISTING, False),
    ("unknown", "tenders", LinkType.DEPENDS, LinkState.EXISTING, False),
    ("workers", "insured", LinkType.OWNS, LinkState.EXISTING, False),
]


@dataclass
class Case:
    """Everything that goes into a brief, to be varied by tests."""

    mission: Mission
    elements: list[Element]
    links: list[Link]
    positions: dict[ElementId, tuple[float, float]]
    votes: dict[ElementId, int]
    challenges: list[CallChallenge]
    checks: list[Check] = field(default_factory=list)
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def published(self) -> list[CallChallenge]:
        return [replace(one, state=ChallengeState.PUBLISHED) for one in self.challenges]

    def brief(self, language: str = "en", **changes: Any) -> MissionBrief:
        return compose_mission_brief(
            mission=replace(self.mission, **changes),
            elements=self.elements,
            links=self.links,
            votes=self.votes,
            challenges=self.challenges,
            checks=self.checks,
            provenance=self.provenance,
            today=date(2024, 5, 24),
            language=language,
        )


def _elements() -> list[Element]:
    people = [
        Element(ElementId(key), seq, kind, name, hub=Hub.NORTH_WEST, country="NL", stages=stages)
        for seq, (key, kind, name, stages, _at) in enumerate(_PEOPLE)
    ]
    challenges = [
        Element(ElementId(key), len(people) + seq, Kind.CHALLENGE, name, problem=f"{name}: why is that so?")
        for seq, (key, name, _votes, _at) in enumerate(_CHALLENGES)
    ]
    return people + challenges


def _links() -> list[Link]:
    return [
        Link(LinkId(f"l{seq}"), seq, ElementId(source), ElementId(target), type_, state, is_circular)
        for seq, (source, target, type_, state, is_circular) in enumerate(_LINKS)
    ]


def _call_challenges() -> list[CallChallenge]:
    def one(key: str, state: ChallengeState, organisation: str, *, council: Wording | None = None) -> CallChallenge:
        title = next(name for ident, name, _votes, _at in _CHALLENGES if ident == key)
        owner = Wording(title, f"{title}. It should not be so.", "makes a second contract the normal case.")
        return CallChallenge(
            CallChallengeId(f"c-{key}"), ElementId(key), MissionId("m1"), owner, council, CallId("call2"), state,
            organisation=organisation, location="Waterhoven, NL", contact_name="I. Example",
            contact_email="example@example.org", is_example=True,
        )  # fmt: skip

    reworded = Wording(
        "Sewn-on logos block a second use",
        "Logos are sewn on and cannot be taken off.",
        "takes off a logo in a minute.",
    )
    return [
        one("tenders", ChallengeState.IN_REVIEW, "Regional Purchasing"),
        one("logos", ChallengeState.ACCEPTED, "Harbour Uniforms", council=reworded),
        one("insured", ChallengeState.DRAFT, "Workwear Council"),
    ]


def _mission(members: tuple[ElementId, ...]) -> Mission:
    return Mission(
        MissionId("m1"), "Workwear lives twice", Hub.NORTH_WEST, (Chain.TEXTILES,), members, MapId("map1"),
        statement="By 2030, half of the workwear that hospitals and ports in the North-West hub hand in is worn for a "
        "second contract, up from 8\u00a0% in 2023.",
        strategies=(Strategy.R3, Strategy.R5, Strategy.R6),
        grand_challenge="Clothing that lasts, in a region that repairs",
        baseline="8\u00a0% worn again in 2023", target="50\u00a0% of the garments handed in",
        indicator="Share of handed-in garments under a second contract", deadline=date(2030, 12, 31),
        in_scope="Workwear of public buyers and ports; services around a second use",
        out_of_scope="Fashion; fibre recycling (R8) as the main answer",
        existing="Regional laundry contract to 2026; duty to collect textiles apart",
        risks="Buyers may ask for worn cloth in a tender. Risk: liability for protective wear",
        council=tuple(map(ElementId, ("hospitals", "harbour", "wear", "workers", "fund"))), hub_lead="I. Example",
        next_steps=(
            NextStep("Find the source of the baseline", "Institute of Wear", date(2024, 6, 14)),
            NextStep("Invite a voice for nature", "Hub lead", date(2024, 6, 21)),
            NextStep("Owner for “how worn a coat is”", "Council", date(2024, 6, 28)),
        ),
        version=3, is_example=True,
        origin={"method": "Leiden", "settings": {"resolution": 1.0}, "seed": 7, "named_by": "the facilitator",
                "promoted_by": "the hub lead", "promoted_at": "2024-05-24T10:00:00+00:00"},
    )  # fmt: skip


@pytest.fixture
def case() -> Case:
    """The mission "Workwear lives twice" of an invented workshop."""
    elements = _elements()
    positions = {ElementId(row[0]): row[-1] for row in (*_PEOPLE, *_CHALLENGES)}
    return Case(
        mission=_mission(tuple(one.id for one in elements)),
        elements=elements,
        links=_links(),
        positions=positions,
        votes={ElementId(key): votes for key, _name, votes, _at in _CHALLENGES},
        challenges=_call_challenges(),
        checks=[
            *(("met", f"check {n}", "") for n in range(9)),
            ("missing", "who benefits, with an SDG", "Nobody is named."),
            ("prompt", "baseline", "the source of the baseline"),
            ("prompt", "ownership", "the hub lead’s sign-off"),
            ("prompt", "no solution inside", "“handed in” may already point to a solution"),
        ],
        provenance=Provenance("Textiles, Waterhoven", date(2024, 5, 22), 18, 18, "North-West textiles"),
    )


@pytest.fixture
def call() -> OpenCall:
    """An invented open call with its five mandatory parts."""
    return OpenCall(
        CallId("call2"), 2, "Second open call",
        datetime(2024, 7, 1, 7, 0, tzinfo=UTC), datetime(2024, 9, 27, 15, 0, tzinfo=UTC), "Europe/Brussels",
        (Chain.TEXTILES, Chain.PLASTICS), places=25, maximum="EUR 100,000 for each recipient",
        amount_rule="EUR 15,000 as a lump sum, then costs up to EUR 85,000",
        activities="Feasibility study; prototype; demonstration", recipients="Social enterprises of the hub countries",
        procedure="", is_example=True,
    )  # fmt: skip
