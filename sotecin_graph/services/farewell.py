"""Use cases of saying goodbye: what a participant sees once their workshop is over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.errors import UnknownWorkshop
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.endings import Closing, closing
from sotecin_graph.services.ground import maps_of
from sotecin_graph.services.private_links import drawn_links, my_links
from sotecin_graph.services.traces import heir_of
from sotecin_graph.workshops import Workshop


@dataclass(frozen=True, slots=True)
class Farewell:
    """What one person has added, in numbers, how the workshop ended, and when they made private links."""

    closing: Closing
    stakeholders: int
    challenges: int
    links: int
    votes: int
    waiting: int
    names: tuple[str, ...]
    joined: tuple[tuple[str, str], ...]
    """What was merged into something that means the same: its name, and the name of that."""

    private_links: tuple[datetime, ...]

    @property
    def added(self) -> int:
        return self.stakeholders + self.challenges + self.links


def farewell_of(uow: UnitOfWork, *, by: Actor) -> Farewell:
    """What the participant has added, how the workshop ended, and what comes next."""
    workshop = uow.workshops.get(by.participant_of) if by.participant_of else None
    if workshop is None:
        raise UnknownWorkshop
    raised = uow.elements.raised_by(by.id)
    own = [each for each in raised if not each.removed_at]
    count = Counter(each.is_challenge for each in own)
    return Farewell(
        closing=closing(uow, workshop),
        stakeholders=count[False],
        challenges=count[True],
        links=len(drawn_links(uow, by, workshop)),
        votes=_votes(uow, by, workshop),
        waiting=len(uow.held.of(by.id)),
        names=tuple(each.name for each in own),
        joined=tuple((each.name, heir.name) for each in raised if (heir := heir_of(uow, each))),
        private_links=tuple(my_links(uow, by=by)),
    )


def _votes(uow: UnitOfWork, by: Actor, workshop: Workshop) -> int:
    rounds = uow.voting.rounds(workshop.map_id)
    dots = sum(sum(uow.voting.given_by(workshop.map_id, each.number, by.id).values()) for each in rounds)
    voted = {element for map_id in maps_of(uow, workshop) for element in uow.elements.voted_by(map_id, by.id)}
    return dots + len(voted)
