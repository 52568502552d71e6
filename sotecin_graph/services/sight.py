"""Who sees what of a call challenge before it is published, and of its contact person: one place for all that show one.

Its own hubs see it: those of its mission and of the map that it comes from, with all hubs of a mashup; and whoever was
asked to review it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId, ChallengeState, OpenCall
from sotecin_graph.elements import MapId
from sotecin_graph.errors import UnknownCall
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import Actor, Deed, Role
from sotecin_graph.permissions import Place, authorise, may, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import Ground, ground_of


class Sight:
    """What one reader sees of challenges; each mission, map and call is read once, however many are asked for."""

    def __init__(self, uow: UnitOfWork, by: Actor) -> None:
        self._uow, self._by = uow, by
        self._missions: dict[MissionId, Mission | None] = {}
        self._grounds: dict[MapId, Ground] = {}
        self._calls: dict[CallId, OpenCall | None] = {}

    def mission(self, ident: MissionId) -> Mission | None:
        """The mission of a challenge, whoever asks."""
        if ident not in self._missions:
            self._missions[ident] = self._uow.missions.get(ident)
        return self._missions[ident]

    def place(self, challenge: CallChallenge, mission: Mission) -> Place:
        """Where a challenge is prepared: the mission's hub beside those of its map, and who was asked to review it."""
        place = self._ground(mission).place_as(partial(UnknownCall, challenge.id))
        hubs = tuple(dict.fromkeys((*place.hubs, *([mission.hub] if mission.hub else []))))
        reviewers = frozenset[str]()
        if self._by.has_role(Role.REVIEWER):
            reviewers = frozenset(each.account for each in self._uow.reviews.of(challenge.id) if each.account)
        return replace(place, hubs=hubs, reviewers=reviewers)

    def previews(self, challenge: CallChallenge) -> bool:
        """True for who sees all of a challenge, published or not."""
        mission = self.mission(challenge.mission_id)
        return mission is not None and may(self._by, Deed.PREVIEW, self.place(challenge, mission))

    def sees(self, challenge: CallChallenge) -> bool:
        """True for everybody once it is published in a call that is announced; before that where `previews` is."""
        return self._is_public(challenge) or self.previews(challenge)

    def leads(self, challenge: CallChallenge) -> bool:
        """True for who takes the challenge on its way."""
        mission = self.mission(challenge.mission_id)
        return mission is not None and self._ground(mission).allows(self._by, Deed.LEAD)

    def shown(self, challenge: CallChallenge) -> CallChallenge:
        """The challenge without its contact person, unless the reader leads the hub that it comes from."""
        return challenge if self.leads(challenge) else replace(challenge, contact_name="", contact_email="")

    def listed(self, challenge: CallChallenge) -> CallChallenge:
        """The challenge as its mission lists it for every reader: how far it is and whose, as it was raised.

        The words that it is being given, and what was said of them, are for who may see it.
        """
        if self.sees(challenge):
            return self.shown(challenge)
        raised = next((each.wording for each in challenge.passages if each.wording), challenge.owner)
        unsaid = replace(challenge, contact_name="", contact_email="", logo="", logo_mark="", rubric=None)
        return replace(unsaid, owner=raised, council=None, passages=(), eligibility=())

    def _ground(self, mission: Mission) -> Ground:
        if mission.map_id not in self._grounds:
            self._grounds[mission.map_id] = ground_of(self._uow, mission.map_id)
        return self._grounds[mission.map_id]

    def _is_public(self, challenge: CallChallenge) -> bool:
        ident = challenge.call_id
        if challenge.state is not ChallengeState.PUBLISHED or ident is None:
            return False
        if ident not in self._calls:
            self._calls[ident] = self._uow.calls.call(ident)
        call = self._calls[ident]
        return call is not None and call.is_announced


def may_see(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> bool:
    """True for who may see this one challenge."""
    return Sight(uow, by).sees(challenge)


def previewed(uow: UnitOfWork, by: Actor, ident: CallChallengeId) -> CallChallenge:
    """The challenge, for who sees all of it; or why not."""
    found = uow.calls.challenge(ident)
    mission = uow.missions.get(found.mission_id) if found else None
    if found is None or mission is None:
        raise unknown_to(by, UnknownCall(ident))
    authorise(by, Deed.PREVIEW, Sight(uow, by).place(found, mission))
    return found
