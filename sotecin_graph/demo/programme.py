"""What the example programme holds, as values: maps, missions and a call, all invented and labelled as examples.

An address "map:key" ("north-west:tenants") names an element over all maps; the mashup borrows by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sotecin_graph.calls import ChallengeState, Passage, Wording
from sotecin_graph.missions import MissionState, NextStep
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, MapKind, Stage, Strategy


@dataclass(frozen=True, slots=True)
class DemoElement:
    """A stakeholder or challenge with its alias (`by`) and, for a challenge, how many people voted for it."""

    address: str
    kind: Kind
    name: str
    hub: Hub
    country: str
    chains: tuple[Chain, ...]
    strategies: tuple[Strategy, ...]
    stages: tuple[Stage, ...]
    problem: str
    wish: str
    note: str
    by: str
    votes: int

    @property
    def is_challenge(self) -> bool:
        return self.kind is Kind.CHALLENGE


@dataclass(frozen=True, slots=True)
class DemoLink:
    """A link between two addresses; `by` is the alias of the person who drew it."""

    source: str
    target: str
    type: LinkType
    state: LinkState
    is_circular: bool
    quantity: str
    by: str


@dataclass(frozen=True, slots=True)
class DemoCluster:
    """What the room found to belong together, and the name that it gave."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoMap:
    """A map with the workshop held on it. `agenda` is a key of agendas.AGENDAS; `starts_at` is aware.

    `elements` were raised on this map; `borrowed` are addresses of elements that first stood on another one.
    """

    key: str
    title: str
    kind: MapKind
    hubs: tuple[Hub, ...]
    chains: tuple[Chain, ...]
    starts_at: datetime
    timezone: str
    language: str
    agenda: str
    aliases: tuple[str, ...]
    elements: tuple[DemoElement, ...]
    borrowed: tuple[str, ...]
    links: tuple[DemoLink, ...]
    clusters: tuple[DemoCluster, ...]

    @property
    def challenges(self) -> tuple[DemoElement, ...]:
        return tuple(element for element in self.elements if element.is_challenge)


@dataclass(frozen=True, slots=True)
class DemoMission:
    """A mission with all fields of its brief; the empty ones are open on purpose. Members are addresses."""

    key: str
    title: str
    hub: Hub
    chains: tuple[Chain, ...]
    map_key: str
    cluster: str
    members: tuple[str, ...]
    state: MissionState
    named_by: str
    promoted_at: datetime
    statement: str
    strategies: tuple[Strategy, ...]
    grand_challenge: str
    sdgs: tuple[int, ...]
    beneficiaries: str
    baseline: str
    baseline_source: str
    target: str
    indicator: str
    deadline: date
    in_scope: str
    out_of_scope: str
    existing: str
    risks: str
    council: tuple[str, ...]
    hub_lead: str
    signed_off_by: str
    next_steps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class DemoReview:
    """A council member's review: only asked without scores and conflict, excluded with a conflict, else handed in."""

    member: str
    at: datetime
    conflict: str
    scores: tuple[float, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class DemoCallChallenge:
    """A challenge on its way into the call, with both wordings and every passage up to its state."""

    challenge: str
    mission: str
    state: ChallengeState
    owner: str
    organisation: str
    location: str
    contact_name: str
    contact_email: str
    owner_wording: Wording
    council_wording: Wording | None
    passages: tuple[Passage, ...]
    reviews: tuple[DemoReview, ...]


@dataclass(frozen=True, slots=True)
class DemoCall:
    """The open call: dates are aware, the five mandatory parts are example wording."""

    number: int
    title: str
    opens_at: datetime
    closes_at: datetime
    timezone: str
    chains: tuple[Chain, ...]
    places: int
    maximum: str
    amount_rule: str
    activities: str
    recipients: str
    procedure: str
    challenges: tuple[DemoCallChallenge, ...]


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    """Everything: the seven hubs' maps in the hubs' order, the mashup last, then missions and the call."""

    maps: tuple[DemoMap, ...]
    missions: tuple[DemoMission, ...]
    call: DemoCall

    @property
    def elements(self) -> dict[str, DemoElement]:
        """Every element by its address."""
        return {element.address: element for drawn in self.maps for element in drawn.elements}
