"""Use cases of ending a workshop: decisions and open points, a word to all, late contributions until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sotecin_graph.errors import BadInput, NotThere
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.outcomes import Ending, Outcome, OutcomeId, OutcomeSort
from sotecin_graph.people import Actor, Deed, WorkshopId
from sotecin_graph.permissions import authorise, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_of, workshop_for
from sotecin_graph.text import NAME_LENGTH, line, paragraph
from sotecin_graph.workshops import Workshop, WorkshopState

TEXT_LENGTH = 250
FAREWELL_LENGTH = 600
MOST_OUTCOMES = 60
LAST_MINUTE = time(23, 59)
"""Midnight would be read as the evening before or after."""

LONGEST = timedelta(days=366)
"""A follow-up that is open for longer is another workshop."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A workshop with how it ends."""

    workshop: Workshop
    ending: Ending
    outcomes: tuple[Outcome, ...]
    is_late_open: bool

    @property
    def decisions(self) -> list[Outcome]:
        return [each for each in self.outcomes if each.is_decision]

    @property
    def open_points(self) -> list[Outcome]:
        return [each for each in self.outcomes if not each.is_decision]


def closing_of(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> Closing:
    """How a workshop ends, for its facilitators."""
    return closing(uow, workshop_for(uow, by, Deed.FACILITATE, ident))


def closing(uow: UnitOfWork, workshop: Workshop) -> Closing:
    """How a workshop ends, for who may know of it."""
    ending = uow.endings.of(workshop.id)
    is_late_open = workshop.state is WorkshopState.CLOSED and ending.is_late_open(uow.now)
    return Closing(workshop, ending, tuple(uow.endings.outcomes(workshop.id)), is_late_open)


def closed_at(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> datetime | None:
    """Since when a workshop is closed, for its facilitators; None while it is not."""
    since = None
    for at, told in uow.maps.steps(workshop_for(uow, by, Deed.FACILITATE, ident).map_id):
        is_closed = bool(told) and told["state"] == WorkshopState.CLOSED
        since = (since or at) if is_closed else None
    return since


def note_outcome(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: WorkshopId,
    sort: str,
    text: str,
    owner: str = "",
    due: date | None = None,
) -> OutcomeId:
    """Note a decision or an open point, during the workshop or after it. Owner and date may follow later."""
    workshop = workshop_for(uow, by, Deed.FACILITATE, ident)
    if len(uow.endings.outcomes(ident)) >= MOST_OUTCOMES:
        raise BadInput(_("That is a long list. Strike what has settled itself before you note more."), field="text")
    noted = OutcomeId(new_ident())
    uow.endings.note(_outcome(noted, workshop, sort, text, owner, due, by=by.name, at=uow.now))
    return noted


def change_outcome(
    uow: UnitOfWork,
    *,
    by: Actor,
    outcome: OutcomeId,
    sort: str,
    text: str,
    owner: str = "",
    due: date | None = None,
) -> None:
    """Word a decision or an open point anew; an open point that is settled becomes a decision."""
    found, workshop = _found(uow, by, outcome)
    uow.endings.note(_outcome(found.id, workshop, sort, text, owner, due, by=found.by, at=found.at))


def strike_outcome(uow: UnitOfWork, *, by: Actor, outcome: OutcomeId) -> None:
    """Strike a decision or an open point off the list."""
    found, _workshop = _found(uow, by, outcome)
    uow.endings.strike(found.id)


def set_ending(
    uow: UnitOfWork, *, by: Actor, ident: WorkshopId, farewell: str = "", follow_up_until: date | None = None
) -> Ending:
    """Say what happens next, and until the end of which day, in the workshop's time zone, late contributions are taken.

    The day counts once the workshop is closed. Without one, nothing is taken after the close.
    """
    workshop = workshop_for(uow, by, Deed.FACILITATE, ident)
    until = _end_of(follow_up_until, workshop, uow.now, before=uow.endings.of(ident).follow_up_until)
    text = paragraph(farewell, field=_("what happens next"), most=FAREWELL_LENGTH)
    ending = Ending(text, until)
    uow.endings.keep(ident, ending)
    return ending


def last_day(ending: Ending, workshop: Workshop) -> date | None:
    """The last day of the follow-up where the workshop is held."""
    if ending.follow_up_until is None:
        return None
    return ending.follow_up_until.astimezone(ZoneInfo(workshop.timezone)).date()


def _end_of(day: date | None, workshop: Workshop, now: datetime, before: datetime | None) -> datetime | None:
    if day is None:
        return None
    until = datetime.combine(day, LAST_MINUTE, ZoneInfo(workshop.timezone))
    if until != before and not now < until <= now + LONGEST:
        raise BadInput(_("Choose a day from today on, within a year."), field="follow_up_until")
    return until


def _outcome(
    ident: OutcomeId,
    workshop: Workshop,
    sort: str,
    text: str,
    owner: str,
    due: date | None,
    *,
    by: str,
    at: datetime,
) -> Outcome:
    if sort not in list(OutcomeSort):
        raise BadInput(_("It is a decision or an open point."), field="sort")
    if due is not None and type(due) is not date:
        raise BadInput(_("A date has day, month and year."), field="due")
    return Outcome(
        id=ident,
        workshop_id=workshop.id,
        sort=OutcomeSort(sort),
        text=line(text, field=_("what was settled"), most=TEXT_LENGTH),
        owner=line(owner, field=_("who"), most=NAME_LENGTH, needed=False),
        due=due,
        by=by,
        at=at,
    )


def _found(uow: UnitOfWork, by: Actor, ident: OutcomeId) -> tuple[Outcome, Workshop]:
    found = uow.endings.outcome(ident)
    workshop = uow.workshops.get(found.workshop_id) if found else None
    if found is None or workshop is None:
        raise unknown_to(by, NotThere(ident))
    authorise(by, Deed.FACILITATE, ground_of(uow, workshop.map_id).place_as(partial(NotThere, ident)))
    return found, workshop
