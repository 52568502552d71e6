"""Small scenes for the pages of the hub lead: a map with elements and links, a cluster, a mission, a call."""

from __future__ import annotations

from datetime import UTC, datetime

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallengeId, CallId, ChallengeState
from sotecin_graph.clusters import ClusterId
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import calls, clusters, elements, links, missions
from sotecin_graph.vocabulary import Chain, Kind, LinkType

STAKEHOLDERS = {"Works": Kind.INDUSTRY, "Lab": Kind.RESEARCH, "Guild": Kind.CIVIL}
CHALLENGES = ("Wet *bags*", "Worn coats")
CONTACT = {"organisation": "Works", "location": "NL", "contact_name": "Jo", "contact_email": "jo@works.example"}


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
    return database.write(calls.open_call, by=SYSTEM, **times, **given, **texts)


def publish(database: SqlDatabase, mission: MissionId, element: ElementId, call: CallId) -> CallChallengeId:
    """Take a challenge through its life until it is published."""
    ident = database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=element)
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, **CONTACT)
    way = (ChallengeState.SUBMITTED, ChallengeState.ELIGIBLE, ChallengeState.IN_REVIEW, ChallengeState.ACCEPTED)
    for state in (*way, ChallengeState.PUBLISHED):
        database.write(calls.move_challenge, by=SYSTEM, ident=ident, state=state, call_id=call, reason="So be it.")
    return ident
