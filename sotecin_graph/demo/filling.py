"""Fills a database with the example programme, through the same use cases as everybody; all of it is labelled."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId
from sotecin_graph.demo.programme import (
    DemoCall,
    DemoCallChallenge,
    DemoElement,
    DemoLink,
    DemoMap,
    DemoMission,
    DemoProgramme,
)
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.idents import new_ident
from sotecin_graph.language import speaking
from sotecin_graph.lineage import SAME
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import SYSTEM, Grant, Participant, ParticipantId, Role
from sotecin_graph.placing import tidy
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.reviews import Judgement, Review, ReviewId, ReviewState
from sotecin_graph.services import clusters, elements, links, missions, open_calls, workshops
from sotecin_graph.services.imports import bring_in
from sotecin_graph.services.maps import arrange
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.services.sessions import add_account
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop

OPEN_AT = {"north-west": 7}
"""The step at which a workshop is found, by map; the others are at the last one."""

EXAMPLE_HUB = Hub.NORTH_WEST
"""Where the example accounts other than the programme lead's belong."""

_Ids = dict[str, ElementId]


@dataclass(frozen=True, slots=True)
class ExampleSignIn:
    """An example account with its password in plain: it exists only where the example programme does."""

    username: str
    password: str
    hash: str
    name: str
    grants: tuple[Grant, ...]


def example_sign_ins() -> list[ExampleSignIn]:
    """Accounts for every role, each with a fresh random password. Takes a second: bcrypt is slow on purpose."""
    wanted = [
        ("programme-lead", "Example Programme Lead", (Grant(Role.PROGRAMME_LEAD),)),
        ("hub-lead", "Example Lead North-West", (Grant(Role.HUB_LEAD, EXAMPLE_HUB),)),
        ("facilitator", "Example Facilitator North-West", (Grant(Role.FACILITATOR, EXAMPLE_HUB),)),
        ("contributor", "Example Contributor North-West", (Grant(Role.CONTRIBUTOR, EXAMPLE_HUB),)),
    ]
    made = []
    for username, name, grants in wanted:
        password = secrets.token_urlsafe(9)
        made.append(ExampleSignIn(username, password, hash_password(password), name, grants))
    return made


def fill(uow: UnitOfWork, *, programme: DemoProgramme, sign_ins: list[ExampleSignIn]) -> Workshop:
    """Write accounts, maps, workshops, clusters, missions and the call; returns the workshop that is open."""
    with speaking("en"):
        for each in sign_ins:
            add_account(
                uow,
                by=SYSTEM,
                username=each.username,
                name=each.name,
                password_hash=each.hash,
                grants=each.grants,
                is_example=True,
            )
        known: _Ids = {}
        opened = {drawn.key: _fill_map(uow, drawn, known) for drawn in programme.maps}
        made = {each.key: _fill_mission(uow, each, opened, known) for each in programme.missions}
        _fill_call(uow, programme.call, made, known)
    return opened["north-west"]


def _fill_map(uow: UnitOfWork, drawn: DemoMap, known: _Ids) -> Workshop:
    workshop = workshops.open_workshop(
        uow,
        by=SYSTEM,
        title=drawn.title,
        hubs=drawn.hubs,
        chains=drawn.chains,
        starts_at=drawn.starts_at,
        timezone=drawn.timezone,
        language=drawn.language,
        agenda=drawn.agenda,
        is_example=True,
    )
    people = {alias: _join(uow, workshop, alias) for alias in drawn.aliases}
    own = {element.address: _element(element, people) for element in drawn.elements}
    known.update({address: element.id for address, element in own.items()})
    inside = [link for link in drawn.links if link.source in own and link.target in own]
    bring_in(
        uow,
        by=SYSTEM,
        map_id=workshop.map_id,
        elements=list(own.values()),
        links=[_link(link, known, people) for link in inside],
        voters=_voters(drawn, list(people.values()), known),
    )
    _place_borrowed(uow, drawn, workshop.map_id, known, people)
    _name_clusters(uow, drawn, workshop.map_id, known, people)
    if drawn.borrowed:
        _tidy(uow, workshop.map_id)
    last = len(workshop.steps) - 1
    workshops.set_step(uow, by=SYSTEM, map_id=workshop.map_id, step=min(OPEN_AT.get(drawn.key, last), last))
    return workshop


def _tidy(uow: UnitOfWork, map_id: MapId) -> None:
    standing = uow.elements.many(uow.elements.positions(map_id))
    positions = tidy(standing, uow.links.on(map_id), uow.clusters.on_map(map_id))
    arrange(uow, by=SYSTEM, map_id=map_id, positions=positions)


def _voters(drawn: DemoMap, people: list[str], known: _Ids) -> dict[ElementId, list[str]]:
    """Who voted for what: each challenge's votes go on where the one before ended, so that all spend about as many."""
    turn = itertools.cycle(people)
    return {known[each.address]: [next(turn) for _vote in range(each.votes)] for each in drawn.challenges}


def _place_borrowed(uow: UnitOfWork, drawn: DemoMap, map_id: MapId, known: _Ids, people: Mapping[str, str]) -> None:
    """A mashup: elements of other maps, links across hubs, and the picture made tidy with the groups apart."""
    if not drawn.borrowed:
        return
    elements.place_elements(uow, by=SYSTEM, map_id=map_id, positions={known[one]: None for one in drawn.borrowed})
    own = {element.address for element in drawn.elements}
    for link in drawn.links:
        if link.source in own and link.target in own:
            continue
        links.add_link(
            uow,
            by=replace(SYSTEM, id=people[link.by], name=link.by),
            map_id=map_id,
            source=known[link.source],
            target=known[link.target],
            type=link.type,
            state=link.state,
            is_circular=link.is_circular,
            quantity=link.quantity,
        )


def _join(uow: UnitOfWork, workshop: Workshop, alias: str) -> str:
    ident = ParticipantId(new_ident())
    hub = workshop.hubs[0] if len(workshop.hubs) == 1 else None
    uow.workshops.join(Participant(ident, workshop.id, alias, hub, uow.now, workshop.consent_text))
    return f"participant:{ident}"


def _element(given: DemoElement, people: Mapping[str, str]) -> Element:
    same = ("kind", "name", "hub", "country", "chains", "strategies", "stages", "problem", "wish", "note", "by")
    values = {name: getattr(given, name) for name in same}
    return Element(id=ElementId(new_ident()), seq=0, by_id=people[given.by], **values)


def _link(given: DemoLink, known: _Ids, people: Mapping[str, str]) -> Link:
    return Link(
        id=LinkId(new_ident()),
        seq=0,
        source=known[given.source],
        target=known[given.target],
        type=given.type,
        state=given.state,
        is_circular=given.is_circular,
        quantity=given.quantity,
        by=given.by,
        by_id=people[given.by],
    )


def _name_clusters(uow: UnitOfWork, drawn: DemoMap, map_id: MapId, known: _Ids, people: Mapping[str, str]) -> None:
    """Find clusters and let someone in the room give each the name that the example has; draw what is not found."""
    alias, ident = next(iter(people.items()))
    someone = replace(SYSTEM, id=ident, name=alias)
    found = clusters.find(uow, by=someone, map_id=map_id)
    for wanted in drawn.clusters:
        members = {known[one] for one in wanted.members}
        alike = {each.id: len(members & set(each.members)) / len(members | set(each.members)) for each in found}
        best = max(alike, key=lambda each: alike[each], default=None)
        if best is not None and alike[best] >= SAME:
            clusters.rename(uow, by=someone, map_id=map_id, cluster=best, name=wanted.name)
            found = [each for each in found if each.id != best]
        else:
            clusters.draw(uow, by=someone, map_id=map_id, name=wanted.name, members=sorted(members))


def _fill_mission(uow: UnitOfWork, given: DemoMission, opened: Mapping[str, Workshop], known: _Ids) -> Mission:
    map_id = opened[given.map_key].map_id
    cluster = next(each for each in uow.clusters.on_map(map_id) if each.name == given.cluster)
    ident = missions.promote(
        uow,
        by=SYSTEM,
        map_id=map_id,
        cluster=cluster.id,
        title=given.title,
        statement=given.statement,
        hub=given.hub,
        chains=given.chains,
        is_example=True,
    )
    promoted = uow.missions.get(ident)
    if promoted is None:
        raise LookupError(ident)
    same = {field.name for field in fields(DemoMission)} & {field.name for field in fields(Mission)}
    values = {name: getattr(given, name) for name in same - {"members", "council"}}
    origin = {**promoted.origin, "named_by": given.named_by, "promoted_at": given.promoted_at.isoformat()}
    origin["promoted_by"] = given.hub_lead
    members = uow.elements.many(known[one] for one in given.members)
    whole = replace(
        promoted,
        **values,
        members=tuple(each.id for each in members),
        council=tuple(known[one] for one in given.council),
        origin=origin,
        created_by=given.hub_lead,
        version=promoted.version + 1,
    )
    uow.missions.update(whole, by=given.hub_lead, at=uow.now)
    return whole


def _fill_call(uow: UnitOfWork, given: DemoCall, made: Mapping[str, Mission], known: _Ids) -> CallId:
    same = ("title", "opens_at", "closes_at", "timezone", "chains", "number", "places")
    texts = ("maximum", "amount_rule", "activities", "recipients", "procedure")
    values = {name: getattr(given, name) for name in (*same, *texts)}
    call_id = open_calls.open_call(uow, by=SYSTEM, is_example=True, **values)
    drafted = uow.calls.call(call_id)
    if drafted:  # an example is shown whenever it is looked at, also when its days are over
        announced = replace(drafted, announced_at=drafted.opens_at, announced_by="Example Programme Lead")
        uow.calls.update_call(announced)
    for each in given.challenges:
        is_published = any(passage.state.value == "published" for passage in each.passages)
        challenge = CallChallenge(
            id=CallChallengeId(new_ident()),
            element_id=known[each.challenge],
            mission_id=MissionId(made[each.mission].id),
            owner=each.owner_wording,
            council=each.council_wording,
            call_id=call_id if is_published else None,
            state=each.state,
            owner_id=known[each.owner] if each.owner else None,
            organisation=each.organisation,
            location=each.location,
            contact_name=each.contact_name,
            contact_email=each.contact_email,
            passages=each.passages,
            is_example=True,
        )
        uow.calls.add_challenge(challenge)
        _fill_reviews(uow, challenge, each, known)
    return call_id


def _fill_reviews(uow: UnitOfWork, challenge: CallChallenge, given: DemoCallChallenge, known: _Ids) -> None:
    for each in given.reviews:
        member = known[each.member]
        (element,) = uow.elements.many([member])
        handed_in = Judgement(each.scores, each.comment, element.name, each.at)
        state = ReviewState.EXCLUDED if each.conflict else ReviewState.ASKED
        review = Review(
            id=ReviewId(new_ident()),
            challenge_id=challenge.id,
            reviewer=element.name,
            asked_by=given.passages[-1].by,
            asked_at=given.passages[-1].at,
            member=member,
            state=ReviewState.HANDED_IN if each.scores else state,
            conflict=each.conflict,
            judgements=(handed_in,) if each.scores else (),
        )
        uow.reviews.add(review)
