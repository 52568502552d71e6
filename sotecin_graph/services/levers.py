"""Use cases of a facilitator's levers: the timer, what is locked, cursors, who is muted, who leads and who helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BadInput, NotThere, WrongState
from sotecin_graph.language import _
from sotecin_graph.levers import with_and_without
from sotecin_graph.people import Actor, Participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.workshops import Workshop

MOST_ADDED_MINUTES = 60


def pause_timer(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """Hold the timer; one that is held already stays as it is."""
    workshop = _running(uow, by, map_id)
    if workshop.levers.paused_at is None:
        _pull(uow, workshop, by=by, paused_at=uow.now)


def resume_timer(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """Let the timer go on with what was left when it was held."""
    workshop = _running(uow, by, map_id)
    paused_at = workshop.levers.paused_at
    if paused_at is not None:
        held_s = round((uow.now - paused_at).total_seconds())
        _pull(uow, workshop, by=by, paused_at=None, extra_s=workshop.levers.extra_s + held_s)


def add_time(uow: UnitOfWork, *, by: Actor, map_id: MapId, minutes: int = 1) -> None:
    """Give the current step more minutes; one whose time was up has so many from now."""
    workshop = _running(uow, by, map_id)
    if type(minutes) is not int or not 1 <= minutes <= MOST_ADDED_MINUTES:
        raise BadInput(_("Add 1 to {most} minutes.").format(most=MOST_ADDED_MINUTES), field="minutes")
    over_s = 0.0
    if workshop.ends_at:
        over_s = max(0.0, ((workshop.levers.paused_at or uow.now) - workshop.ends_at).total_seconds())
    _pull(uow, workshop, by=by, extra_s=workshop.levers.extra_s + round(over_s) + 60 * minutes)


def ring(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """Ring on every screen."""
    _pull(uow, _running(uow, by, map_id), by=by, rung_at=uow.now)


def lock(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, is_on: bool, elements: Sequence[ElementId] | None = None
) -> None:
    """Lock the map for all who do not facilitate, or only some of its elements; or unlock it, or these."""
    workshop = workshops.facilitated(uow, by, map_id)
    if elements is None:
        _pull(uow, workshop, by=by, is_locked=is_on)
        return
    here = uow.elements.positions(map_id, among=elements)
    chosen = [ident for ident in elements if ident in here or not is_on]
    _pull(uow, workshop, by=by, locked=with_and_without(workshop.levers.locked, chosen, is_on=is_on))


def hide_cursors(uow: UnitOfWork, *, by: Actor, map_id: MapId, is_on: bool) -> None:
    """Show nobody where others point, or show it again."""
    _pull(uow, workshops.facilitated(uow, by, map_id), by=by, hides_cursors=is_on)


def mute(uow: UnitOfWork, *, by: Actor, map_id: MapId, person: str, is_on: bool) -> tuple[str, ...]:
    """Take nothing more from a participant, or take it again. Returns who is muted, as actors' ids."""
    workshop = workshops.facilitated(uow, by, map_id)
    found = _participant(uow, workshop, person)
    if is_on and found.helps:
        raise BadInput(_("A co-facilitator cannot be muted. Take the role back first."), field="person")
    muted = with_and_without(workshop.levers.muted, [found.actor_id], is_on=is_on)
    _pull(uow, workshop, by=by, muted=muted)
    return muted


def hand_over(uow: UnitOfWork, *, by: Actor, map_id: MapId, to: str = "") -> None:
    """Let another one lead, or take the lead oneself. Levers are everyone's who may facilitate, whoever leads."""
    workshop = workshops.facilitated(uow, by, map_id)
    heir = uow.people.actor(to) if to else by
    if heir is None or not workshops.may_facilitate(heir, workshop):
        raise BadInput(_("Only who may facilitate this workshop can lead it. Make them a co-facilitator first."))
    _pull(uow, workshop, by=by, lead_id=heir.id, lead=heir.name)


def let_help(uow: UnitOfWork, *, by: Actor, map_id: MapId, person: str, is_on: bool) -> None:
    """Make a participant a co-facilitator of this workshop, with all levers, or a participant again."""
    workshop = workshops.facilitated(uow, by, map_id)
    found = _participant(uow, workshop, person)
    if found.actor_id == by.id and not is_on:
        raise BadInput(_("Ask another facilitator to take your role back."), field="person")
    uow.workshops.seat(replace(found, helps=is_on))
    if found.actor_id in workshop.levers.muted:
        _pull(uow, workshop, by=by, muted=with_and_without(workshop.levers.muted, [found.actor_id], is_on=False))


def leaders(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Actor]:
    """Who has the levers of the workshop: accounts, and participants who help."""
    workshop = workshops.facilitated(uow, by, map_id)
    accounts = [uow.people.actor(f"account:{each.id}") for each in uow.people.accounts() if each.is_active]
    people = [uow.people.actor(each.actor_id) for each in uow.workshops.participants(workshop.id) if each.helps]
    return [each for each in (*accounts, *people) if each and workshops.may_facilitate(each, workshop)]


def muted_people(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Actor]:
    """Who is muted, for those who may change that; nobody else is told."""
    workshop = workshops.facilitated(uow, by, map_id)
    return [found for each in workshop.levers.muted if (found := uow.people.actor(each))]


def _pull(uow: UnitOfWork, workshop: Workshop, *, by: Actor, **to: Any) -> None:
    levers = replace(workshop.levers, **to)
    if levers != workshop.levers:
        workshops.change(uow, replace(workshop, levers=levers), by=by)


def _running(uow: UnitOfWork, by: Actor, map_id: MapId) -> Workshop:
    """The workshop, while a step of it is on."""
    workshop = workshops.facilitated(uow, by, map_id)
    if workshop.ends_at is None:
        raise WrongState(_("No step is on: open the workshop first."))
    return workshop


def _participant(uow: UnitOfWork, workshop: Workshop, person: str) -> Participant:
    found = next((each for each in uow.workshops.participants(workshop.id) if each.actor_id == person), None)
    if found is None:
        raise NotThere(person)
    return found
