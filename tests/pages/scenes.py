"""Small scenes for the pages of the hub lead: a map with elements and links, a cluster, a mission, a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId, ChallengeState
from sotecin_graph.clusters import ClusterId
from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.reviews import ReviewId
from sotecin_graph.services import calls, clusters, councils, elements, links, missions, open_calls, reviews
from sotecin_graph.vocabulary import Chain, Kind, LinkType
from sotecin_graph.workshops import Workshop

STAKEHOLDERS = {"Works": Kind.INDUSTRY, "Lab": Kind.RESEARCH, "Guild": Kind.CIVIL}
CHALLENGES = ("Wet *bags*", "Worn coats")
CONTACT = {"organisation": "Works", "location": "NL", "contact_name": "Jo", "contact_email": "jo@works.example"}


def changed(uow: UnitOfWork, *, workshop: Workshop, **to: Any) -> Workshop:
    """The workshop as it is from now on."""
    after = replace(workshop, **to)
    uow.workshops.update(after)
    return after


def draw_map(database: SqlDatabase, map_id: MapId) -> dict[str, ElementId]:
    """Three stakeholders and two challenges, tied together; their ids by name."""
    given = {"by": SYSTEM, "map_id": map_id}
    made = {
        name: database.write(elements.add_stakeholder, name=name, kind=kind, **given)
        for name, kind in STAKEHOLDERS.items()
    }
    for name in CHALLENGES:
        made[name] = database.write(elements.add_challenge, name=name, problem="It is.", wish="ends it.", **given)
        for who in STAKEHOLDERS:
            ends = {"source": made[who], "target": made[name]}
            database.write(links.add_link, type=LinkType.FACES, **ends, **given)
    return made


def draw_cluster(database: SqlDatabase, map_id: MapId, members: dict[str, ElementId]) -> ClusterId:
    """A cluster of some elements, named by a person."""
    given = {"by": SYSTEM, "map_id": map_id}
    return database.write(clusters.draw, name="Coats _twice_", members=list(members.values()), **given)


def promote(database: SqlDatabase, map_id: MapId, cluster: ClusterId) -> MissionId:
    """A mission of the cluster with a sentence."""
    given = {"by": SYSTEM, "map_id": map_id, "statement": "By 2031, half of all coats are worn twice."}
    return database.write(missions.promote, cluster=cluster, title="Coats twice", **given)


def open_call(database: SqlDatabase) -> CallId:
    """A call on textiles that closes in the winter."""
    times = {"opens_at": datetime(2026, 10, 1, 7, tzinfo=UTC), "closes_at": datetime(2126, 1, 29, 16, tzinfo=UTC)}
    given = {"title": "Open *call*", "timezone": "Europe/Brussels", "chains": (Chain.TEXTILES,), "places": 25}
    parts = ("maximum", "amount_rule", "activities", "recipients", "procedure")
    texts = dict.fromkeys(parts, "Example wording.")
    ident = database.write(open_calls.open_call, by=SYSTEM, **times, **given, **texts)
    database.write(open_calls.announce_call, by=SYSTEM, call_id=ident)
    return ident


def publish(database: SqlDatabase, mission: MissionId, element: ElementId, call: CallId) -> CallChallengeId:
    """Take a challenge through its life until it is published."""
    ident = database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=element)
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, **CONTACT)
    give_to_council(database, ident, call)
    review(database, ident, "Works", (4, 4, 4))
    review(database, ident, "Lab", (5, 4, 3.5))
    for state in (ChallengeState.ACCEPTED, ChallengeState.PUBLISHED):
        move(database, ident, state, call)
    return ident


def give_to_council(database: SqlDatabase, ident: CallChallengeId, call: CallId | None = None) -> None:
    """From a draft that lacks nothing to the council."""
    for state in (ChallengeState.SUBMITTED, ChallengeState.ELIGIBLE, ChallengeState.IN_REVIEW):
        move(database, ident, state, call)


def move(
    database: SqlDatabase, ident: CallChallengeId, state: ChallengeState, call: CallId | None = None
) -> CallChallenge:
    """One step of its life, with a reason."""
    given = {"ident": ident, "state": state, "call_id": call, "reason": "So be it."}
    return database.write(calls.move_challenge, by=SYSTEM, **given)


def ask_member(database: SqlDatabase, ident: CallChallengeId, name: str) -> ReviewId:
    """Ask a member of the mission's council by name; all stakeholders are made members first."""
    mission = database.read(calls.challenge_view, by=SYSTEM, ident=ident).mission
    stakeholders = [each.id for each in database.read(_many, idents=mission.members) if not each.is_challenge]
    database.write(councils.confirm, by=SYSTEM, mission_id=mission.id, members=stakeholders)
    choices = database.read(reviews.view, by=SYSTEM, ident=ident).choices
    (member,) = [each.member for each in choices if each.name == name and each.member]
    return database.write(reviews.ask, by=SYSTEM, ident=ident, member=member)


def review(database: SqlDatabase, ident: CallChallengeId, name: str, scores: tuple[float, ...]) -> ReviewId:
    """A member's review, declared free of conflict and handed in."""
    review_id = ask_member(database, ident, name)
    given = {"by": SYSTEM, "review_id": review_id}
    database.write(reviews.declare, has_conflict=False, **given)
    database.write(reviews.hand_in, scores=scores, comment="So it is.", **given)
    return review_id


def _many(uow: UnitOfWork, *, idents: Sequence[ElementId]) -> list[Element]:
    return uow.elements.many(idents)
