"""The places and people of the matrix, built once; each question is asked of them and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.prepared import execute
from db.unit_of_work import SqlUnitOfWork
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.calls import CallId, ChallengeState, Wording
from sotecin_graph.erasing import Traces
from sotecin_graph.held import Held
from sotecin_graph.logos.guard import Logo
from sotecin_graph.people import (
    NOBODY,
    SYSTEM,
    Account,
    Actor,
    Grant,
    Participant,
    ParticipantId,
    Role,
    actor_of_account,
    actor_of_participant,
)
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import (
    agendas,
    calls,
    clusters,
    councils,
    elements,
    endings,
    entry_links,
    guest_links,
    links,
    logos,
    missions,
    notes,
    open_calls,
    reviews,
    sessions,
    workshops,
)
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Plan, WorkshopState

AT = datetime(2025, 10, 14, 9, tzinfo=UTC)
PLACES = {
    "own": ("Quokka", Hub.NORTH_WEST),
    "other workshop": ("Numbat", Hub.NORTH_WEST),
    "other hub": ("Wombat", Hub.EAST),
    "closed": ("Bilby", Hub.NORTH_WEST),
}
"""A word for each kind of place: all that belongs to it has it in its name, so that a leak shows."""

RELATIONS = (*PLACES, "removed")
ROLES = (
    "nobody",
    "guest",
    "participant",
    "co-facilitator",
    "contributor",
    "reviewer",
    "facilitator",
    "hub lead",
    "programme lead",
)
GONE = "0" * 16


@dataclass(frozen=True, slots=True)
class Spot:
    """One place and the ids of what there is at it."""

    word: str
    hub: Hub
    map_id: Any = GONE
    workshop: Any = GONE
    stakeholders: tuple[Any, ...] = (GONE,) * 3
    challenges: tuple[Any, ...] = (GONE,) * 2
    link: Any = GONE
    clusters: tuple[Any, ...] = (GONE,) * 3
    mission: Any = GONE
    challenge: Any = GONE
    named: tuple[tuple[str, str], ...] = ()
    """Further ids by name: agenda, review, outcome, note, account, invitation, participant, guest link, deed, held."""

    def ident(self, name: str) -> str:
        return dict(self.named).get(name, GONE)


@dataclass(slots=True)
class World:
    """A database with the places, and the people who ask."""

    spots: dict[str, Spot]
    call: CallId
    people: dict[str, Actor]
    connection: Connection | None = None
    """For questions that leave no trace."""

    def actor(self, role: str, relation: str) -> Actor:
        """Participants ask from within: at a closed workshop they are of that one."""
        return self.people.get(f"{role} {relation}") or self.people[role]

    def asked(self, use_case: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """What a use case answers; nothing of it stays."""
        assert self.connection is not None
        execute(self.connection, "SAVEPOINT asked")
        uow = SqlUnitOfWork(self.connection)
        uow.erasures.erase = _erase_nothing  # type: ignore[method-assign]
        try:
            return use_case(uow, *given, **named)
        finally:
            execute(self.connection, "ROLLBACK TO asked")
            execute(self.connection, "RELEASE asked")


class OneUnit:
    """A database in the matrix's own transaction: for use cases that read and write in turns."""

    epoch = 1

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def read(self, use_case: Callable[..., Any], **given: Any) -> Any:
        return use_case(self._uow, **given)

    write = read

    def scrub(self) -> bool:
        return True


def _erase_nothing(*_given: object, **_named: object) -> Traces:
    """Whether it may be asked for is the question here; what it does is slow and has tests of its own."""
    return Traces()


def build(uow: UnitOfWork) -> World:
    """All places and people, in the transaction of a unit of work."""
    call = _call(uow)
    spots = {relation: _spot(uow, word, hub) for relation, (word, hub) in PLACES.items()}
    people = {"nobody": NOBODY, "programme lead": _account(uow, Role.PROGRAMME_LEAD, None)}
    for role in (Role.GUEST, Role.CONTRIBUTOR, Role.REVIEWER, Role.FACILITATOR, Role.HUB_LEAD):
        people[role.value] = _account(uow, role, Hub.NORTH_WEST)
    for relation in ("own", "closed"):
        for role, helps in (("participant", False), ("co-facilitator", True)):
            people[f"{role} {relation}".removesuffix(" own")] = _joined(uow, spots[relation], role, helps=helps)
    closed = spots["closed"]
    workshops.set_state(uow, by=SYSTEM, map_id=closed.map_id, state=WorkshopState.CLOSED)
    spots["removed"] = Spot("Thylacine", Hub.NORTH_WEST)
    return World(spots, call, people)


def _call(uow: UnitOfWork) -> CallId:
    texts = dict.fromkeys(("maximum", "amount_rule", "activities", "recipients", "procedure"), "As agreed.")
    dates = {"opens_at": AT, "closes_at": AT + timedelta(days=30_000), "timezone": "Europe/Brussels"}
    chains = (Chain.TEXTILES,)
    return open_calls.open_call(uow, by=SYSTEM, title="First call", chains=chains, **dates, **texts)


def _spot(uow: UnitOfWork, word: str, hub: Hub) -> Spot:
    given = {"hubs": (hub,), "chains": (Chain.TEXTILES,), "starts_at": AT, "agenda": "open"}
    plan = Plan(keeps_months=1 if word == PLACES["closed"][0] else 0)  # its time is up
    workshop = workshops.open_workshop(uow, by=SYSTEM, title=f"{word} workshop", plan=plan, **given)
    on: dict[str, Any] = {"by": Actor(id="account:author", name="Author", grants=SYSTEM.grants)}
    on |= {"map_id": workshop.map_id}
    stakeholders = tuple(
        elements.add_stakeholder(uow, **on, name=f"{word} works {number}", kind="industry") for number in range(3)
    )
    challenges = tuple(elements.add_challenge(uow, **on, name=f"{word} problem {number}") for number in range(2))
    uow.begin_deed()
    link = links.add_link(uow, **on, source=stakeholders[0], target=stakeholders[1], type="material")
    uow.begin_deed()
    drawn = [
        clusters.draw(uow, **on, members=(stakeholders[number], *challenges), name=f"{word} cluster {number}")
        for number in range(3)
    ]
    mission = missions.promote(uow, **on, cluster=drawn[0], title=f"{word} mission")
    councils.confirm(uow, by=SYSTEM, mission_id=mission, members=stakeholders[:1])
    challenge = calls.take_up(uow, by=SYSTEM, mission_id=mission, element=challenges[0])
    owner = {
        "organisation": f"{word} works",
        "location": "NL",
        "contact_name": "C",
        "contact_email": f"{word.lower()}@example.org",
    }
    wording = Wording(f"{word} problem", f"{word} is stuck.", f"{word} moves.")
    calls.edit_challenge(uow, by=SYSTEM, ident=challenge, owner_id=stakeholders[0], owner=wording, **owner)
    logos.keep_logo(uow, by=SYSTEM, ident=challenge, logo=Logo(f"{word}.png", b"picture"))
    for state in (ChallengeState.SUBMITTED, ChallengeState.ELIGIBLE, ChallengeState.IN_REVIEW):
        calls.move_challenge(uow, by=SYSTEM, ident=challenge, state=state)
    found = Spot(
        word, hub, workshop.map_id, workshop.id, stakeholders, challenges, link, tuple(drawn), mission, challenge
    )
    return replace(found, named=tuple(_further(uow, found).items()))


def _further(uow: UnitOfWork, spot: Spot) -> dict[str, str]:
    word, step = spot.word, AGENDAS["open"][1]
    outcome = endings.note_outcome(uow, by=SYSTEM, ident=spot.workshop, sort="open point", text=f"{word} is open")
    notes.write_note(uow, by=SYSTEM, map_id=spot.map_id, text=f"{word} note")
    (note,) = uow.notes.of(spot.workshop)
    reviewer = _account(uow, Role.REVIEWER, spot.hub, name=f"{word} reviewer")
    asked = reviews.ask(uow, by=SYSTEM, ident=spot.challenge, account=reviewer.id)
    invitation = entry_links.entry(uow, token=entry_links.invite(uow, by=SYSTEM, role=Role.GUEST, hub=spot.hub)).id
    agenda = agendas.keep_agenda(uow, by=SYSTEM, hub=spot.hub, title=f"{word} agenda", steps=step)
    person = _joined(uow, spot, f"{word} person", helps=False)
    linked = next(each for each in uow.maps.latest_changes(spot.map_id, most=50) if each.kind == "linked")
    second = _account(uow, Role.REVIEWER, spot.hub, name=f"{word} second reviewer")
    _hold(uow, spot)
    given = (agenda, asked, outcome, note.id, reviewer.id.removeprefix("account:"), invitation, person.id)
    guest_links.make_guest_link(uow, by=SYSTEM, map_id=spot.map_id)
    given = (*given, guest_links.guest_links_on(uow, by=SYSTEM, map_id=spot.map_id)[0].id)
    names = ("agenda", "review", "outcome", "note", "account", "invitation", "participant", "guest link")
    further = {"held": f"held{word}", "deed": linked.deed, "second": second.id}
    return dict(zip(names, map(str, given), strict=True)) | further


def _hold(uow: UnitOfWork, spot: Spot) -> None:
    """Something that waits for leave, as if a participant had added it."""
    done = uow.maps.latest_changes(spot.map_id, most=50)
    content = next(change.payload["elements"][0] for change in reversed(done) if change.kind == "placed")
    content = {**content, "id": f"held{spot.word}", "name": f"{spot.word} held", "at": None, "concerns": []}
    uow.held.keep(Held(content["id"], spot.map_id, 0, False, "participant:x", "X", uow.now, content, needs_leave=True))


def _account(uow: UnitOfWork, role: Role, hub: Hub | None, name: str = "") -> Actor:
    name = name or role.value
    given = {"username": name, "name": name, "password_hash": "-", "grants": (Grant(role, hub),)}
    account: Account = sessions.add_account(uow, by=SYSTEM, **given)
    return actor_of_account(account)


def _joined(uow: UnitOfWork, spot: Spot, alias: str, *, helps: bool) -> Actor:
    ident = ParticipantId(f"{spot.word}{alias}".replace(" ", "")[:32])
    person = Participant(ident, spot.workshop, alias, spot.hub, uow.now, "yes", helps=helps)
    uow.workshops.join(person)
    if helps:
        uow.workshops.seat(person)
    return actor_of_participant(person)
