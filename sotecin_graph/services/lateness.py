"""Late contributions: what is taken once a workshop is closed, until when, and what is said after that."""

from __future__ import annotations

from datetime import datetime

from sotecin_graph.briefs.dates import moment
from sotecin_graph.errors import WorkshopOver
from sotecin_graph.language import N_
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState

FOLLOW_UP = Step(
    N_("Follow-up"),
    N_("The workshop is over. Add what you have thought of since, or vote."),
    0,
    (Takes.CHALLENGE, Takes.STAKEHOLDER, Takes.LINK, Takes.VOTE),
)
"""What a closed workshop goes on taking while its follow-up is on: everything but groups, and votes without dots."""


def late_until(uow: UnitOfWork, workshop: Workshop) -> datetime | None:
    """When the follow-up of a closed workshop ends, while it is on; else None."""
    if workshop.state is not WorkshopState.CLOSED:
        return None
    ending = uow.endings.of(workshop.id)
    return ending.follow_up_until if ending.is_late_open(uow.now) else None


def over(uow: UnitOfWork, workshop: Workshop) -> WorkshopOver | None:
    """What to say of a closed workshop whose follow-up has ended; None where it had none, or is not closed."""
    until = uow.endings.of(workshop.id).follow_up_until
    if workshop.state is not WorkshopState.CLOSED or until is None or uow.now < until:
        return None
    return WorkshopOver(title=workshop.title, until=moment(until, workshop.timezone))
