"""Use cases of contributing: what a participant is asked for now, a challenge in one sentence, where people may add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import UnknownWorkshop
from sotecin_graph.held import Held
from sotecin_graph.language import _
from sotecin_graph.levers import is_within
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed, Role
from sotecin_graph.permissions import may
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import add_challenge
from sotecin_graph.services.ground import ground_for, ground_of, map_at_work, maps_of, place_of
from sotecin_graph.services.holding import waiting_of
from sotecin_graph.services.lateness import FOLLOW_UP, late_until
from sotecin_graph.services.voting import Ballot, ballot
from sotecin_graph.text import PROBLEM_LENGTH, paragraph
from sotecin_graph.vocabulary import Kind
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState

TITLE_LENGTH = 90
"""Most characters of a title made from a sentence: two lines on a card of the map."""

_ENDS = " .,;:–-"
_ON_THE_WALL = {Takes.CLUSTER, Takes.MERGE}
"""What the room does together, with the map on the wall."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a workshop stands for one participant."""

    state: WorkshopState
    step: int
    started_at: datetime | None
    map_id: MapId
    """Where the reader works: their table's own map while tables work apart, else the map of all."""

    ends_at: datetime | None
    """None where the step has no clock."""

    late_until: datetime | None = None
    """When the follow-up ends, while it is on."""

    paused_at: datetime | None = None
    """Since when the timer is held."""

    rung_at: datetime | None = None
    table: int = 0
    is_muted: bool = False
    is_locked: bool = False
    helps: bool = False
    answered: int = 0
    """How many of one's own contributions have been sent back."""

    @property
    def is_on(self) -> bool:
        """True while things are taken: the workshop is open, or its follow-up is on."""
        return self.state is WorkshopState.OPEN or self.late_until is not None

    @property
    def task(self) -> tuple[object, ...]:
        """Equal while neither state nor step nor what is the reader's own has changed; the clock does not count."""
        return (
            self.state,
            self.step,
            self.late_until,
            self.map_id,
            self.table,
            self.is_muted,
            self.is_locked,
            self.helps,
            self.answered,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """What a participant's screen needs: the workshop, what the step takes, and the map's elements to choose from.

    `ballot` holds the reader's own dots while a round is open; `waiting` what they added in a private step and nobody
    has seen yet, of the `kept` contributions that wait on the map in all.
    """

    workshop: Workshop
    moment: Moment
    takes: tuple[Takes, ...]
    elements: tuple[Element, ...]
    voted: frozenset[ElementId]
    ballot: Ballot | None
    waiting: tuple[Held, ...]
    kept: int
    added: int
    table: int = 0
    comes_from: Kind | None = None
    has_results: bool = False
    """True once a round of dots is closed."""

    @property
    def map_id(self) -> MapId:
        """Where the reader works now."""
        return self.moment.map_id

    @property
    def is_at_own_map(self) -> bool:
        """True while the reader's table works on a map of its own."""
        return self.map_id != self.workshop.map_id

    @property
    def step(self) -> Step:
        """The step of the agenda, or the follow-up's."""
        return FOLLOW_UP if self.moment.late_until else self.workshop.current

    @property
    def stakeholders(self) -> list[Element]:
        return [each for each in self.elements if not each.is_challenge]

    @property
    def challenges(self) -> list[Element]:
        return [each for each in self.elements if each.is_challenge]


def task_of(uow: UnitOfWork, *, by: Actor) -> Task:
    """What the workshop asks of a participant now; nothing is taken unless the workshop is open."""
    workshop = _workshop_of(uow, by)
    moment = _moment(uow, workshop, by)
    me = uow.workshops.participant(by.id)
    step = FOLLOW_UP if moment.late_until else workshop.current
    return Task(
        workshop=workshop,
        moment=moment,
        takes=tuple(what for what in step.takes if moment.is_on and what not in _ON_THE_WALL),
        elements=tuple(_own_table_first(uow, by, moment)),
        voted=frozenset(uow.elements.voted_by(moment.map_id, by.id)),
        ballot=ballot(uow, by=by, map_id=workshop.map_id),
        waiting=tuple(held for map_id in maps_of(uow, workshop) for held in waiting_of(uow, by=by, map_id=map_id)),
        kept=uow.held.count(moment.map_id),
        added=sum(1 for each in uow.elements.raised_by(by.id) if not each.removed_at),
        table=moment.table,
        comes_from=me.comes_from if me else None,
        has_results=any(not each.is_open for each in uow.voting.rounds(workshop.map_id)),
    )


def _own_table_first(uow: UnitOfWork, by: Actor, moment: Moment) -> list[Element]:
    """What one can choose from: while tables work apart, what stands in the own area before all else."""
    found = elements_on(uow, by=by, map_id=moment.map_id)
    area = ground_of(uow, moment.map_id).area_of(moment.table)
    if area is None:
        return found
    at = uow.elements.positions(moment.map_id)
    return sorted(found, key=lambda each: not is_within(at[each.id], area))


def moment_of(uow: UnitOfWork, *, by: Actor) -> Moment:
    """Where the participant's workshop stands."""
    return _moment(uow, _workshop_of(uow, by), by)


def elements_on(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Element]:
    """The elements of a map that the actor may see, by name."""
    ground_for(uow, by, Deed.READ, map_id)
    return sorted(uow.elements.many(uow.elements.positions(map_id)), key=lambda each: each.name.casefold())


def maps_to_contribute(uow: UnitOfWork, *, by: Actor) -> list[MapFacts]:
    """The maps to which the actor may add, one's own hub's first."""
    found = [each for each in uow.maps.all() if not each.table and may(by, Deed.CONTRIBUTE, place_of(each))]
    return sorted(found, key=lambda each: by.hub not in each.hubs)


def raise_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    problem: str,
    name: str = "",
    concerns: Sequence[ElementId] = (),
    **fields: Any,
) -> ElementId:
    """Raise a challenge told in one sentence of at most 250 characters; without a name its title is made from it."""
    problem = paragraph(problem, field=_("challenge"), most=PROBLEM_LENGTH, needed=True)
    title = name if name.strip() else title_of(problem)
    return add_challenge(uow, by=by, map_id=map_id, name=title, problem=problem, concerns=concerns, **fields)


def title_of(sentence: str) -> str:
    """A title of at most 90 characters: the sentence itself without its full stop, else its first whole words and "…".

    >>> title_of("Collection points are too far from the flats.")
    'Collection points are too far from the flats'
    """
    words = " ".join(sentence.split())
    if len(words.rstrip(_ENDS)) <= TITLE_LENGTH:
        return words.rstrip(_ENDS) or words
    whole, space, _broken = words[:TITLE_LENGTH].rpartition(" ")
    return (whole if space else words[: TITLE_LENGTH - 1]).rstrip(_ENDS) + "…"


def _workshop_of(uow: UnitOfWork, by: Actor) -> Workshop:
    workshop = uow.workshops.get(by.participant_of) if by.participant_of else None
    if workshop is None:
        raise UnknownWorkshop
    return workshop


def _moment(uow: UnitOfWork, workshop: Workshop, by: Actor) -> Moment:
    levers = workshop.levers
    me = uow.people.actor(by.id) or by
    answered = sum(1 for held in uow.held.of(by.id) if held.answer) if workshop.plan.is_moderated else 0
    return Moment(
        state=workshop.state,
        step=workshop.step,
        started_at=workshop.step_started_at,
        map_id=map_at_work(uow, workshop, me.table),
        ends_at=workshop.ends_at,
        late_until=late_until(uow, workshop),
        paused_at=levers.paused_at,
        rung_at=levers.rung_at,
        table=me.table,
        is_muted=by.id in levers.muted,
        is_locked=levers.is_locked,
        helps=me.has_role(Role.FACILITATOR),
        answered=answered,
    )
