"""The field's closed vocabularies: hubs, value chains, R strategies, kinds, stages, links, states.

Sources: the programme's own pages for hubs and chains; Potting et al. 2017 for the R ladder; Carayannis & Campbell's
quintuple helix for stakeholder groups; UNEP's tiers for stages; Allee's value networks and CWA 17354:2018 for
exchange types. Values are what is stored and sent; `label()` gives the word in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sotecin_graph.language import N_, _, locale


class Kind(StrEnum):
    """What an element is: a stakeholder of one of six groups, one not yet sorted, or a challenge."""

    INDUSTRY = "industry"
    RESEARCH = "research"
    GOVERNMENT = "government"
    CIVIL = "civil"
    NATURE = "nature"
    INTERMEDIARY = "intermediary"
    UNSORTED = "unsorted"
    CHALLENGE = "challenge"

    @property
    def is_stakeholder(self) -> bool:
        return self is not Kind.CHALLENGE


GROUPS = (Kind.INDUSTRY, Kind.RESEARCH, Kind.GOVERNMENT, Kind.CIVIL, Kind.NATURE, Kind.INTERMEDIARY)
"""The quintuple helix and intermediaries: the groups that a mission should bring together."""


class Hub(StrEnum):
    """The seven Regional Hubs. None stands for "no hub": a country outside the list has none."""

    NORTH_WEST = "north-west"
    SOUTH_WEST = "south-west"
    CENTRE_SOUTH = "centre-south"
    SOUTH_EAST = "south-east"
    NORTH_EAST = "north-east"
    CENTRE_NORTH = "centre-north"
    EAST = "east"


@dataclass(frozen=True, slots=True)
class HubFacts:
    """Who hosts a hub and which countries it serves, ISO 3166-1 alpha-2, the lead country first."""

    host: str
    city: str
    countries: tuple[str, ...]
    timezone: str


HUBS: dict[Hub, HubFacts] = {
    Hub.NORTH_WEST: HubFacts("Impact Hub Amsterdam", "Amsterdam", ("NL", "FR", "BE", "LU", "IE"), "Europe/Amsterdam"),
    Hub.SOUTH_WEST: HubFacts("Impact Hub Lisbon", "Lisbon", ("PT", "ES", "FR"), "Europe/Lisbon"),
    Hub.CENTRE_SOUTH: HubFacts("Impact Hub Milan", "Milan", ("IT", "SI", "HR", "MT"), "Europe/Rome"),
    Hub.SOUTH_EAST: HubFacts(
        "Impact Hub Bucharest", "Bucharest", ("RO", "GR", "BG", "CY", "RS", "UA"), "Europe/Bucharest"
    ),
    Hub.NORTH_EAST: HubFacts(
        "Impact Hub Budapest", "Budapest", ("HU", "SK", "PL", "EE", "LT", "LV"), "Europe/Budapest"
    ),
    Hub.CENTRE_NORTH: HubFacts("Impact Hub Hamburg", "Hamburg", ("DE", "DK", "AT", "SE", "FI"), "Europe/Berlin"),
    Hub.EAST: HubFacts("Impact Hub Istanbul", "Istanbul", ("TR", "AM", "GE"), "Europe/Istanbul"),
}
"""France belongs to two hubs (northern and southern part), so a country alone does not settle a hub."""


class Chain(StrEnum):
    """The seven key value chains, in the order of COM(2020) 98, sections 3.1 to 3.7."""

    ELECTRONICS = "electronics"
    BATTERIES = "batteries"
    PACKAGING = "packaging"
    PLASTICS = "plastics"
    TEXTILES = "textiles"
    CONSTRUCTION = "construction"
    FOOD = "food"


class Strategy(StrEnum):
    """The R ladder (Potting et al. 2017, Kirchherr et al. 2017, doi:10.1016/j.resconrec.2017.09.005)."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"
    R7 = "R7"
    R8 = "R8"
    R9 = "R9"

    @property
    def is_higher(self) -> bool:
        """True for R0 to R6, the strategies that the programme's calls ask for."""
        return self.value <= "R6"


class Stage(StrEnum):
    """Where in a value chain someone acts or a challenge sits."""

    DESIGN = "design"
    MATERIALS = "materials"
    COMPONENTS = "components"
    MANUFACTURING = "manufacturing"
    LOGISTICS = "logistics"
    RETAIL = "retail"
    USE = "use"
    REPAIR = "repair"
    COLLECTION = "collection"
    REMANUFACTURING = "remanufacturing"
    RECYCLING = "recycling"
    DISPOSAL = "disposal"
    CROSS_CUTTING = "cross-cutting"


class LinkType(StrEnum):
    """What flows between stakeholders, or how someone stands to a challenge."""

    MATERIAL = "material"
    ENERGY = "energy"
    WATER = "water"
    PRODUCT = "product"
    SERVICE = "service"
    MONEY = "money"
    INFORMATION = "information"
    KNOWLEDGE = "knowledge"
    REGULATION = "regulation"
    COLLABORATION = "collaboration"
    FACES = "faces"
    OWNS = "owns"
    HELP = "help"
    ABOUT = "about"
    DEPENDS = "depends"

    @property
    def family(self) -> LinkFamily:
        return _FAMILY_OF[self]

    @property
    def is_exchange(self) -> bool:
        """True between stakeholders; False for the types that lead to a challenge."""
        return self.family is not LinkFamily.CONCERN

    def fits(self, source: Kind, target: Kind) -> bool:
        """True where the type may lead from one kind of element to the other.

        Exchanges join stakeholders; a stakeholder faces, owns or can help solve a challenge; a challenge is about a
        stakeholder, or depends on another challenge.
        """
        if self.is_exchange:
            return source.is_stakeholder and target.is_stakeholder
        if self is LinkType.DEPENDS:
            return not source.is_stakeholder and not target.is_stakeholder
        leads_from_challenge = self is LinkType.ABOUT
        return source.is_stakeholder is not leads_from_challenge and target.is_stakeholder is leads_from_challenge


class LinkFamily(StrEnum):
    """Types that share a colour on the map."""

    MATTER = "matter"
    VALUE = "value"
    KNOWHOW = "knowhow"
    TIE = "tie"
    CONCERN = "concern"


_FAMILY_OF = {
    **dict.fromkeys((LinkType.MATERIAL, LinkType.ENERGY, LinkType.WATER, LinkType.PRODUCT), LinkFamily.MATTER),
    **dict.fromkeys((LinkType.SERVICE, LinkType.MONEY), LinkFamily.VALUE),
    **dict.fromkeys((LinkType.INFORMATION, LinkType.KNOWLEDGE), LinkFamily.KNOWHOW),
    **dict.fromkeys((LinkType.REGULATION, LinkType.COLLABORATION), LinkFamily.TIE),
    **dict.fromkeys(
        (LinkType.FACES, LinkType.OWNS, LinkType.HELP, LinkType.ABOUT, LinkType.DEPENDS), LinkFamily.CONCERN
    ),
}


class LinkState(StrEnum):
    """Whether a link is there, agreed, or found to be lacking."""

    EXISTING = "existing"
    PLANNED = "planned"
    MISSING = "missing"


class MapKind(StrEnum):
    """What a map is for."""

    WORKSHOP = "workshop"
    MASHUP = "mashup"
    HUB = "hub"
    COMMUNITY = "community"


_LABELS: dict[StrEnum, str] = {
    Kind.INDUSTRY: N_("Industry"),
    Kind.RESEARCH: N_("Research"),
    Kind.GOVERNMENT: N_("Government"),
    Kind.CIVIL: N_("Civil society"),
    Kind.NATURE: N_("Nature"),
    Kind.INTERMEDIARY: N_("Intermediary"),
    Kind.UNSORTED: N_("Not yet sorted"),
    Kind.CHALLENGE: N_("Challenge"),
    Hub.NORTH_WEST: N_("North-West"),
    Hub.SOUTH_WEST: N_("South-West"),
    Hub.CENTRE_SOUTH: N_("Centre-South"),
    Hub.SOUTH_EAST: N_("South-East"),
    Hub.NORTH_EAST: N_("North-East"),
    Hub.CENTRE_NORTH: N_("Centre-North"),
    Hub.EAST: N_("East"),
    Chain.ELECTRONICS: N_("Electronics and ICT"),
    Chain.BATTERIES: N_("Batteries and vehicles"),
    Chain.PACKAGING: N_("Packaging"),
    Chain.PLASTICS: N_("Plastics"),
    Chain.TEXTILES: N_("Textiles"),
    Chain.CONSTRUCTION: N_("Construction and buildings"),
    Chain.FOOD: N_("Food, water and nutrients"),
    Strategy.R0: N_("R0 Refuse"),
    Strategy.R1: N_("R1 Rethink"),
    Strategy.R2: N_("R2 Reduce"),
    Strategy.R3: N_("R3 Reuse"),
    Strategy.R4: N_("R4 Repair"),
    Strategy.R5: N_("R5 Refurbish"),
    Strategy.R6: N_("R6 Remanufacture"),
    Strategy.R7: N_("R7 Repurpose"),
    Strategy.R8: N_("R8 Recycle"),
    Strategy.R9: N_("R9 Recover"),
    Stage.DESIGN: N_("design"),
    Stage.MATERIALS: N_("raw and secondary materials"),
    Stage.COMPONENTS: N_("components and material production"),
    Stage.MANUFACTURING: N_("manufacturing and assembly"),
    Stage.LOGISTICS: N_("packaging and logistics"),
    Stage.RETAIL: N_("retail and service"),
    Stage.USE: N_("use"),
    Stage.REPAIR: N_("maintenance and repair"),
    Stage.COLLECTION: N_("collection and sorting"),
    Stage.REMANUFACTURING: N_("refurbishing and remanufacturing"),
    Stage.RECYCLING: N_("recycling"),
    Stage.DISPOSAL: N_("energy recovery and disposal"),
    Stage.CROSS_CUTTING: N_("cross-cutting"),
    LinkType.MATERIAL: N_("material"),
    LinkType.ENERGY: N_("energy"),
    LinkType.WATER: N_("water"),
    LinkType.PRODUCT: N_("product"),
    LinkType.SERVICE: N_("service"),
    LinkType.MONEY: N_("money"),
    LinkType.INFORMATION: N_("information"),
    LinkType.KNOWLEDGE: N_("knowledge"),
    LinkType.REGULATION: N_("regulation or influence"),
    LinkType.COLLABORATION: N_("collaboration"),
    LinkType.FACES: N_("faces"),
    LinkType.OWNS: N_("owns"),
    LinkType.HELP: N_("can help solve"),
    LinkType.ABOUT: N_("is about"),
    LinkType.DEPENDS: N_("depends on"),
    LinkState.EXISTING: N_("existing"),
    LinkState.PLANNED: N_("planned"),
    LinkState.MISSING: N_("missing"),
    MapKind.WORKSHOP: N_("Workshop"),
    MapKind.MASHUP: N_("Mashup"),
    MapKind.HUB: N_("Hub"),
    MapKind.COMMUNITY: N_("Community"),
}


def label(term: StrEnum) -> str:
    """The word for a term of any vocabulary here, in the reader's language."""
    return _(_LABELS[term])


def country_word(code: str | None) -> str:
    """A country by its ISO 3166-1 alpha-2 code, in the reader's language; what is no such code as it is."""
    return str(locale().territories.get(code, code)) if code else ""
