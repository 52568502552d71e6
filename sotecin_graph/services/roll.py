"""The facilitators' overview of a workshop: its people and what each has added, over time, by table and by hub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.elements import MapId
from sotecin_graph.people import Actor, Participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.services.ground import maps_of
from sotecin_graph.services.table_maps import shares_of
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class Person:
    """A participant, what they have added, and when last. `number` counts in the order of joining.

    `added`: elements and links of theirs that are there, and what of theirs waits. Votes are secret and do not count.
    """

    participant: Participant
    number: int
    added: int
    last_at: datetime | None
    is_muted: bool


@dataclass(frozen=True, slots=True)
class Added:
    """One contribution: when, and the table and hub of who made it; 0 and None for none."""

    at: datetime
    table: int
    hub: Hub | None


@dataclass(frozen=True, slots=True)
class Roll:
    """A workshop's people in the order of joining, with what they added; what waits counts too.

    `to_show` contributions wait to be revealed, `to_accept` for a facilitator's yes, `on_paper` were typed in for
    others. `maps`: the map of all, then the tables' own; `apart` elements stand on these alone.
    """

    workshop: Workshop
    people: tuple[Person, ...]
    to_show: int
    to_accept: int
    on_paper: int = 0
    maps: tuple[MapId, ...] = ()
    apart: int = 0

    @property
    def added(self) -> int:
        """How much all of them have added, on paper too."""
        return sum(each.added for each in self.people) + self.on_paper

    @property
    def by_hub(self) -> Mapping[Hub | None, int]:
        """How many people each hub has in the room."""
        return Counter(each.participant.hub for each in self.people)


def roll(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Roll:
    """Who is in the workshop and what came of them, for who facilitates."""
    workshop = workshops.facilitated(uow, by, map_id)
    maps = maps_of(uow, workshop)
    counts, last_at = Counter[str](), dict[str, datetime]()
    for ident, at in _made(uow, workshop):
        counts[ident] += 1
        last_at[ident] = at
    everyone = enumerate(uow.workshops.participants(workshop.id), start=1)
    muted = workshop.levers.muted
    people = [
        Person(each, number, counts.pop(each.actor_id, 0), last_at.get(each.actor_id), each.actor_id in muted)
        for number, each in everyone
    ]
    to_show = sum(uow.held.count(each) for each in maps)
    to_accept = sum(not held.answer for each in maps for held in uow.held.for_leave(each))
    apart = sum(len(share.spots) for share in shares_of(uow, workshop))
    return Roll(workshop, tuple(people), to_show, to_accept, counts.total(), tuple(maps), apart)


def added_over_time(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Added]:
    """What the people of a workshop have added, in order of time; what was on paper counts for its table."""
    workshop = workshops.facilitated(uow, by, map_id)
    who = {each.actor_id: each for each in uow.workshops.participants(workshop.id)}
    found = []
    for ident, at in _made(uow, workshop):
        person = who.get(ident)
        if person:
            found.append(Added(at, person.table, person.hub))
        elif ident.startswith("paper:"):
            found.append(Added(at, int(ident.rpartition(":")[2]), None))
    return found


def contributors(uow: UnitOfWork, workshop: Workshop) -> int:
    """How many of a workshop's people have added something; the same who have on the desk."""
    authors = {ident for ident, _at in _made(uow, workshop)}
    return sum(each.actor_id in authors for each in uow.workshops.participants(workshop.id))


def _made(uow: UnitOfWork, workshop: Workshop) -> list[tuple[str, datetime]]:
    """Whose each contribution is and since when, with what waits, in order of time."""
    maps = maps_of(uow, workshop)
    held = [each for map_id in maps for each in (*uow.held.on_map(map_id), *uow.held.for_leave(map_id))]
    made = [*uow.workshops.contributions(workshop.id), *((each.by_id, each.at) for each in held)]
    return sorted(made, key=lambda each: each[1])
