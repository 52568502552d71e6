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
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class Person:
    """A participant, how often they have added something, and when last. `number` counts in the order of joining."""

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

    `to_show` contributions wait to be revealed, `to_accept` for a facilitator's yes.
    """

    workshop: Workshop
    people: tuple[Person, ...]
    to_show: int
    to_accept: int

    @property
    def added(self) -> int:
        """How much all of them have added."""
        return sum(each.added for each in self.people)

    @property
    def by_hub(self) -> Mapping[Hub | None, int]:
        """How many people each hub has in the room."""
        return Counter(each.participant.hub for each in self.people)


def roll(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Roll:
    """Who is in the workshop and what came of them, for who facilitates."""
    workshop = workshops.facilitated(uow, by, map_id)
    to_show, to_accept = uow.held.on_map(map_id), uow.held.for_leave(map_id)
    counts = uow.workshops.counts(map_id)
    for held in (*to_show, *to_accept):
        count, last = counts.get(held.by_id, (0, held.at))
        counts[held.by_id] = count + 1, max(last, held.at)
    people = []
    for number, each in enumerate(uow.workshops.participants(workshop.id), start=1):
        added, last_at = counts.get(each.actor_id, (0, None))
        people.append(Person(each, number, added, last_at, each.actor_id in workshop.levers.muted))
    waiting = sum(1 for held in to_accept if not held.answer)
    return Roll(workshop, tuple(people), len(to_show), waiting)


def added_over_time(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Added]:
    """What the people of a workshop have added, in order of time."""
    workshop = workshops.facilitated(uow, by, map_id)
    held = [(each.by_id, each.at) for each in (*uow.held.on_map(map_id), *uow.held.for_leave(map_id))]
    who = {each.actor_id: each for each in uow.workshops.participants(workshop.id)}
    made = sorted([*uow.workshops.contributions(map_id), *held], key=lambda each: each[1])
    return [Added(at, who[ident].table, who[ident].hub) for ident, at in made if ident in who]
