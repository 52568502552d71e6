"""Use cases on missions: promote a cluster, edit the fields of the brief, show one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sotecin_graph.calls import CallChallenge, CallChallengeId
from sotecin_graph.checks import Check, check_mission
from sotecin_graph.clusters import Cluster, ClusterId, Drift
from sotecin_graph.coverage import Fillers
from sotecin_graph.elements import Element, ElementId, Link, MapId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts, links_among
from sotecin_graph.missions import MISSION_TEXTS, Mission, MissionId, MissionState, edited, field_word
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import clusters
from sotecin_graph.services.ground import Ground, ground_for, ground_of, mission_for
from sotecin_graph.services.maps import readable_maps
from sotecin_graph.services.sight import Sight
from sotecin_graph.services.stale import NOTHING, must_not_overwrite
from sotecin_graph.text import line, paragraph
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, Strategy
from sotecin_graph.workshops import Workshop

TEXT_LENGTH = 1200
STATEMENT_LENGTH = 400


@dataclass(frozen=True, slots=True)
class MissionView:
    """A mission with everything that its page and brief show. Positions in map units; votes of the whole map."""

    mission: Mission
    facts: MapFacts
    elements: tuple[Element, ...]
    links: tuple[Link, ...]
    positions: dict[ElementId, tuple[float, float]]
    votes: dict[ElementId, int]
    challenges: tuple[CallChallenge, ...]
    checks: tuple[Check, ...]
    workshop: Workshop | None
    participants: int
    others: tuple[Element, ...] = ()
    """What else stands on the map, to choose from."""

    may_open: frozenset[CallChallengeId] = frozenset()
    """Those of the challenges whose page the reader may see."""

    def element(self, ident: ElementId) -> Element | None:
        """A member, or None where it is not one (any more)."""
        return next((each for each in self.elements if each.id == ident), None)


@dataclass(frozen=True, slots=True)
class MissionCard:
    """A mission in a list: which groups of stakeholders take part, and how much is in it."""

    mission: Mission
    groups: tuple[Kind, ...]
    stakeholders: int
    challenges: int


def promote(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    cluster: ClusterId | str,
    title: str,
    statement: str = "",
    hub: Hub | None = None,
    chains: Sequence[Chain] = (),
    is_example: bool = False,
) -> MissionId:
    """Make a mission of a cluster, with members of its own and a trace to where it came from. Returns its id."""
    ground = ground_for(uow, by, Deed.LEAD, map_id)
    found = clusters.one(uow, map_id, cluster)
    _must_be_ready(ground, found)
    title = line(title, field=_("title"))
    facts = ground.facts
    members = uow.elements.many(found.members)
    strategies = {strategy for each in members for strategy in each.strategies}
    mission = Mission(
        id=MissionId(new_ident()),
        title=title,
        hub=hub or (facts.hubs[0] if facts.hubs else None),
        chains=tuple(chains) or facts.chains,
        members=found.members,
        map_id=map_id,
        statement=paragraph(statement, field=_("statement"), most=STATEMENT_LENGTH),
        strategies=tuple(each for each in Strategy if each in strategies),
        hub_lead=by.name,
        origin={
            **found.origin,
            "cluster": found.id,
            "cluster_name": found.name if found.is_named else "",
            "cluster_number": found.number,
            "reasons": [reason.to_wire() for reason in found.reasons],
            "promoted_by": by.name,
            "promoted_at": uow.now.isoformat(),
            "revision": facts.revision,
        },
        created_by=by.name,
        created_at=uow.now,
        is_example=is_example or facts.is_example,
    )
    uow.missions.add(mission)
    clusters.mark_promoted(uow, by=by, map_id=map_id, cluster=found.id, name=title)
    return mission.id


def _must_be_ready(ground: Ground, found: Cluster) -> None:
    if ground.is_rehearsal:
        raise WrongState(_("A rehearsal makes no missions: all of it will be wiped. Promote clusters in the workshop."))
    if found.state == "promoted":
        raise WrongState(_("“{name}” is already a mission.").format(name=found.name))


def edit_mission(
    uow: UnitOfWork, *, by: Actor, mission_id: MissionId, began: Mapping[str, Any] = NOTHING, **fields: Any
) -> Mission:
    """Change fields of the brief, as a new version; values in the types of Mission.

    `began` are the values that the person began with: where somebody has changed the same fields since,
    StaleVersion says what they wrote and nothing is saved; other fields stay as the others left them.
    """
    before = _led(uow, by, mission_id)
    if before.state is MissionState.CLOSED:
        raise WrongState(_("This mission is closed. Take it up again to change it."))
    values = {name: _checked(name, value) for name, value in fields.items()}
    if "members" in values:
        here = {*uow.elements.positions(before.map_id), *before.members}
        kept = uow.elements.many(here.intersection(values["members"]))
        values["members"] = tuple(each.id for each in kept)
        if not kept:
            raise BadInput(_("A mission needs at least one member."), field="members")
    if all(getattr(before, name) == value for name, value in values.items()):
        return before
    latest = uow.missions.versions(mission_id)[-1].by if began else ""
    must_not_overwrite(before, values, began, by=latest, version=before.version, word=field_word)
    after = edited(before, values)
    uow.missions.update(after, by=by.name, at=uow.now)
    return after


def checks_if(uow: UnitOfWork, *, by: Actor, mission_id: MissionId, **values: Any) -> list[Check]:
    """The thirteen checks as they would stand with these values; nothing is saved, nothing refused."""
    mission = edited(mission_for(uow, by, Deed.READ, mission_id), values)
    # the links of a few members, and not of the whole map: it is asked at each pause of whoever writes
    links = {link.id: link for member in mission.members for link in uow.links.of(member)}
    among = links_among(list(links.values()), mission.members)
    return _checks(uow, mission, among, uow.elements.votes(mission.map_id))


def _checks(uow: UnitOfWork, mission: Mission, links: Sequence[Link], votes: dict[ElementId, int]) -> list[Check]:
    return check_mission(
        mission,
        elements=uow.elements.many({*mission.members, *mission.council}),
        links=links,
        votes=votes,
        challenges=uow.calls.challenges(mission_id=mission.id),
        today=uow.now.date(),
    )


def all_missions(uow: UnitOfWork, *, by: Actor) -> list[Mission]:
    """The missions that the actor may see: all for people with an account, else the examples."""
    if by.is_anonymous:
        return [mission for mission in uow.missions.all() if mission.is_example]
    readable = {facts.id for facts in readable_maps(uow, by=by)}
    return [mission for mission in uow.missions.all() if mission.map_id in readable]


def cards(uow: UnitOfWork, *, by: Actor) -> list[MissionCard]:
    """The missions that the actor may see, the latest first, with what their members are."""
    seen = all_missions(uow, by=by)
    kinds = {each.id: each.kind for each in uow.elements.many({member for one in seen for member in one.members})}
    found = []
    for mission in reversed(seen):
        own = [kinds[member] for member in mission.members if member in kinds]
        challenges = own.count(Kind.CHALLENGE)
        groups = tuple(group for group in GROUPS if group in own)
        found.append(MissionCard(mission, groups, len(own) - challenges, challenges))
    return found


def view(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> MissionView:
    """A mission with its members, links among them, votes, challenges, checks and provenance."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    ground = ground_of(uow, mission.map_id)
    positions = uow.elements.positions(mission.map_id)
    elements = uow.elements.many(mission.members)
    others = uow.elements.many(positions.keys() - set(mission.members))
    links = links_among(uow.links.on(mission.map_id), mission.members)
    votes = uow.elements.votes(mission.map_id)
    sight = Sight(uow, by)
    challenges = [sight.listed(each) for each in uow.calls.challenges(mission_id=mission_id)]
    checks = _checks(uow, mission, links, votes)
    return MissionView(
        mission=mission,
        facts=ground.facts,
        elements=tuple(elements),
        links=tuple(links),
        positions={ident: positions[ident] for ident in mission.members if ident in positions},
        votes=votes,
        challenges=tuple(challenges),
        checks=tuple(checks),
        workshop=ground.workshop,
        participants=len(uow.workshops.participants(ground.workshop.id)) if ground.workshop else 0,
        others=tuple(others),
        may_open=frozenset(each.id for each in challenges if sight.sees(each)),
    )


def drift(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> Drift | None:
    """How the mission's members stand to what the latest search on its map found; None where none was made since."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    cluster = uow.clusters.get(ClusterId(str(mission.origin.get("cluster", ""))))
    return clusters.drift_from(cluster, mission) if cluster else None


def who_could_fill(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> Fillers:
    """Elements of the whole community that would fill the gaps among the mission's members, the likeliest first."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    return clusters.filling(uow, by, mission.map_id, mission.members)


def may_lead(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> bool:
    """True where the actor keeps this mission."""
    mission = uow.missions.get(mission_id)
    return mission is not None and ground_of(uow, mission.map_id).allows(by, Deed.LEAD)


def _led(uow: UnitOfWork, by: Actor, mission_id: MissionId) -> Mission:
    return mission_for(uow, by, Deed.LEAD, mission_id)


def _checked(name: str, value: Any) -> Any:
    if name == "title":
        return line(value, field=_("title"))
    if name in MISSION_TEXTS:
        most = STATEMENT_LENGTH if name == "statement" else TEXT_LENGTH
        return paragraph(value, field=name.replace("_", " "), most=most)
    if name == "sdgs" and not all(isinstance(goal, int) and 1 <= goal <= 17 for goal in value):
        raise BadInput(_("The Sustainable Development Goals go from 1 to 17."), field="sdgs")
    if name in ("next_steps", "council", "members", "chains", "strategies", "sdgs"):
        return tuple(value)
    if name in ("deadline", "hub"):
        return value
    raise BadInput(_("“{field}” cannot be edited.").format(field=name), field=name)
