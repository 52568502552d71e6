"""Who sees what of a call challenge before it is published, and of its contact person: one place for all that show one.

Its own hubs see it: those of its mission and of the map that it comes from, with all hubs of a mashup; and whoever was
asked to review it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState
from sotecin_graph.errors import UnknownCall
from sotecin_graph.missions import Mission
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import Place, authorise, may, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_of


def place_of(uow: UnitOfWork, challenge: CallChallenge, mission: Mission) -> Place:
    """Where a challenge is prepared: the mission's hub beside those of its map, and who was asked to review it."""
    place = ground_of(uow, mission.map_id).place_as(partial(UnknownCall, challenge.id))
    hubs = tuple(dict.fromkeys((*place.hubs, *([mission.hub] if mission.hub else []))))
    asked = frozenset(each.account for each in uow.reviews.of(challenge.id) if each.account)
    return replace(place, hubs=hubs, reviewers=asked)


def may_preview(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> bool:
    """True for who sees all of a challenge, published or not."""
    mission = uow.missions.get(challenge.mission_id)
    return mission is not None and may(by, Deed.PREVIEW, place_of(uow, challenge, mission))


def may_see(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> bool:
    """True for everybody once it is published in a call that is announced; before that where `may_preview` is."""
    call = uow.calls.call(challenge.call_id) if challenge.call_id else None
    is_public = challenge.state is ChallengeState.PUBLISHED and call is not None and call.is_announced
    return is_public or may_preview(uow, challenge, by)


def previewed(uow: UnitOfWork, by: Actor, ident: CallChallengeId) -> CallChallenge:
    """The challenge, for who sees all of it; or why not."""
    found = uow.calls.challenge(ident)
    mission = uow.missions.get(found.mission_id) if found else None
    if found is None or mission is None:
        raise unknown_to(by, UnknownCall(ident))
    authorise(by, Deed.PREVIEW, place_of(uow, found, mission))
    return found


def leads(uow: UnitOfWork, by: Actor, mission: Mission | None) -> bool:
    """True for who takes the mission's challenges on their way."""
    return mission is not None and ground_of(uow, mission.map_id).allows(by, Deed.LEAD)


def as_seen(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> CallChallenge:
    """The challenge without its contact person, unless the reader leads the hub that it comes from."""
    if leads(uow, by, uow.missions.get(challenge.mission_id)):
        return challenge
    return replace(challenge, contact_name="", contact_email="")


def as_listed(uow: UnitOfWork, challenge: CallChallenge, by: Actor) -> CallChallenge:
    """The challenge as its mission lists it for every reader: how far it is and whose, in the words it was raised in.

    The words that it is being given, and what was said of them, are for who may see it.
    """
    if may_see(uow, challenge, by):
        return as_seen(uow, challenge, by)
    raised = next((each.wording for each in challenge.passages if each.wording), challenge.owner)
    unsaid = replace(challenge, contact_name="", contact_email="", logo="", logo_mark="", rubric=None)
    return replace(unsaid, owner=raised, council=None, passages=(), eligibility=())
