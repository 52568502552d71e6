"""Use cases on mission councils: who could sit there, confirm who does, and note what became of invitations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.council import Candidate
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.errors import BadInput, UnknownElement
from sotecin_graph.invitations import Invitation, InvitationState, must_follow
from sotecin_graph.language import _
from sotecin_graph.maps import links_among
from sotecin_graph.missions import Mission, MissionId, edited
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import mission_for


@dataclass(frozen=True, slots=True)
class CouncilView:
    """A mission's council: its members in their order, who could be in it, and the latest step of each invitation."""

    mission: Mission
    members: tuple[Element, ...]
    candidates: tuple[Candidate, ...]
    invitations: dict[ElementId, Invitation]

    @property
    def declined(self) -> list[ElementId]:
        """Who has declined and is no member."""
        seated = {each.id for each in self.members}
        return [
            ident
            for ident, each in self.invitations.items()
            if each.state is InvitationState.DECLINED and ident not in seated
        ]


def view(uow: UnitOfWork, *, by: Actor, mission_id: MissionId) -> CouncilView:
    """The council, with all stakeholders among the mission's members as candidates."""
    mission = mission_for(uow, by, Deed.READ, mission_id)
    candidates = candidates_of(uow, mission)
    known = {each.id: each.element for each in candidates}
    missing = [ident for ident in mission.council if ident not in known]
    known.update({each.id: each for each in uow.elements.many(missing)})
    members = tuple(known[ident] for ident in mission.council if ident in known)
    return CouncilView(mission, members, tuple(candidates), uow.invitations.of(mission_id))


def candidates_of(uow: UnitOfWork, mission: Mission) -> list[Candidate]:
    """The stakeholders among the members, in order of creation, with the share of other members they are linked to."""
    elements = [each for each in uow.elements.many(mission.members) if each.removed_at is None]
    links = links_among(uow.links.on(mission.map_id), [each.id for each in elements])
    neighbours = _neighbours(links)
    others = max(len(elements) - 1, 1)
    return [Candidate(each, round(len(neighbours[each.id]) / others, 4)) for each in elements if not each.is_challenge]


def confirm(uow: UnitOfWork, *, by: Actor, mission_id: MissionId, members: Sequence[ElementId]) -> Mission:
    """Make these stakeholders of the mission its council, as a new version of the brief; nobody is invited by it."""
    mission = mission_for(uow, by, Deed.LEAD, mission_id)
    allowed = {each.id for each in candidates_of(uow, mission)} | set(mission.council)
    if not set(members) <= allowed:
        raise BadInput(_("A council is made of stakeholders of the mission. Add them to the mission first."))
    chosen = tuple(dict.fromkeys(members))
    if chosen == mission.council:
        return mission
    after = edited(mission, {"council": chosen})
    uow.missions.update(after, by=by.name, at=uow.now)
    return after


def note_invitation(
    uow: UnitOfWork, *, by: Actor, mission_id: MissionId, member: ElementId, state: InvitationState
) -> Invitation:
    """Note that a member of the council was invited, accepted or declined; who declines gives the seat back."""
    mission = mission_for(uow, by, Deed.LEAD, mission_id)
    before = uow.invitations.of(mission_id).get(member)
    if member not in mission.council and before is None:
        raise UnknownElement(member)
    must_follow(before.state if before else None, state)
    invitation = Invitation(member, state, by.name, uow.now)
    uow.invitations.note(mission_id, invitation)
    if state is InvitationState.DECLINED:
        confirm(uow, by=by, mission_id=mission_id, members=[each for each in mission.council if each != member])
    elif member not in mission.council:
        confirm(uow, by=by, mission_id=mission_id, members=[*mission.council, member])
    return invitation


def _neighbours(links: Sequence[Link]) -> defaultdict[ElementId, set[ElementId]]:
    around: defaultdict[ElementId, set[ElementId]] = defaultdict(set)
    for link in links:
        around[link.source].add(link.target)
        around[link.target].add(link.source)
    return around
