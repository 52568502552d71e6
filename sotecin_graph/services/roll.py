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
    """A workshop's people in the order of joining, and all that was added; what waits counts too.

    `to_show` contributions wait to be revealed, `to_accept` for a facilitator's yes.
    """

    workshop: Workshop
    people: tuple[Person, ...]
    added: tuple[Added, ...]
    to_show: int
    to_accept: int

    @property
    def by_hub(self) -> Mapping[Hub | None, int]:
        """How many people each hub has in the room."""
        return Counter(each.participant.hub for each in self.people)


def roll(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Roll:
    """Who is in the workshop and what came of them, for who facilitates."""
    workshop = workshops.facilitated(uow, by, map_id)
    people = uow.workshops.participants(workshop.id)
    to_show, to_accept = uow.held.on_map(map_id), uow.held.for_leave(map_id)
    made = [*uow.workshops.contributions(map_id), *((held.by_id, held.at) for held in (*to_show, *to_accept))]
    who = {each.actor_id: each for each in people}
    ordered = sorted(made, key=lambda each: each[1])
    own = [(at, who[actor_id]) for actor_id, at in ordered if actor_id in who]
    counts = Counter(person.id for _at, person in own)
    last = {person.id: at for at, person in own}
    return Roll(
        workshop=workshop,
        people=tuple(
            Person(each, number, counts[each.id], last.get(each.id), each.actor_id in workshop.levers.muted)
            for number, each in enumerate(people, start=1)
        ),
        added=tuple(Added(at, person.table, person.hub) for at, person in own),
        to_show=len(to_show),
        to_accept=sum(1 for held in to_accept if not held.answer),
    )
