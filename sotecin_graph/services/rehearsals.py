"""Use cases of rehearsing: a workshop tried out on a map of its own with pretend people, and wiped without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, product

from sotecin_graph.elements import Element, ElementId, LinkId, MapId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import N_, _
from sotecin_graph.people import Actor, Deed, Participant, ParticipantId, WorkshopId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import effects, elements, links, voting, workshops
from sotecin_graph.services.ground import map_at_work, maps_of, workshop_for
from sotecin_graph.services.imports import bring_in
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import GROUPS, LinkType
from sotecin_graph.workshops import Takes, Workshop, WorkshopState

PRETEND = ("Alder", "Birch", "Cedar", "Elder", "Fern", "Hazel")
"""Whom nobody is called: plants."""

_COPIED_BY = "rehearsal"
_WORKS = N_("Pretend works {number}")
_PROBLEM = N_("Pretend challenge {number}: something stands in the way here.")

_Take = Callable[[UnitOfWork, Workshop, Actor, int], bool]


def start_rehearsal(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> Workshop:
    """Open a rehearsal of a workshop: the same agenda, copies of what stands on its map, and pretend participants.

    It has a map and a code of its own; the workshop itself is not touched. One rehearsal at a time.
    """
    workshop = workshop_for(uow, by, Deed.FACILITATE, ident)
    if workshop.is_rehearsal:
        raise WrongState(_("This is a rehearsal already."))
    if any(each.rehearses == ident for each in uow.workshops.all()):
        raise WrongState(_("There is a rehearsal of this workshop already. Wipe it first."))
    rehearsal = workshops.open_workshop(
        uow,
        by=by,
        title=_("Rehearsal: {title}").format(title=workshop.title)[:NAME_LENGTH].strip(),
        hubs=workshop.hubs,
        chains=workshop.chains,
        starts_at=uow.now,
        timezone=workshop.timezone,
        language=workshop.language,
        consent_text=workshop.consent_text,
        steps=[replace(step, view="") for step in workshop.steps],
        plan=workshop.plan,
        rehearses=ident,
    )
    _copy(uow, workshop.map_id, rehearsal.map_id, by=by)
    for name in PRETEND:
        alias = _("{name} (pretend)").format(name=name)
        person = Participant(ParticipantId(new_ident()), rehearsal.id, alias, None, uow.now, rehearsal.consent_text)
        uow.workshops.join(person)
    return rehearsal


def let_pretend(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> int:
    """Let each pretend participant do what the step asks for; how many things came of it, 0 where it takes nothing."""
    workshop = workshops.facilitated(uow, by, map_id)
    if not workshop.is_rehearsal:
        raise WrongState(_("Pretend people are in rehearsals only."))
    takes = [what for what in workshop.current.takes if what in _TAKES]
    if workshop.state is not WorkshopState.OPEN or not takes:
        return 0
    number = sum(len(uow.elements.positions(each)) for each in maps_of(uow, workshop))
    people = [actor_of_participant(each) for each in _pretending(uow, workshop)]
    return sum(
        _TAKES[what](uow, _seen_by(uow, workshop, person), person, number + turn)
        for turn, (person, what) in enumerate(zip(people, cycle(takes), strict=False), start=1)
    )


def wipe_rehearsal(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> WorkshopId:
    """Wipe a rehearsal: its map, its people, and all that was added in it. Returns the workshop that it rehearsed.

    Screens that still show it are told that it is over and see it empty.
    """
    rehearsal = workshop_for(uow, by, Deed.FACILITATE, ident)
    if rehearsal.rehearses is None:
        raise BadInput(_("Only a rehearsal can be wiped."), field="workshop")
    workshops.change(uow, replace(rehearsal, state=WorkshopState.CLOSED), by=by)
    for map_id in maps_of(uow, rehearsal):
        effects.take_off(uow, map_id, uow.elements.many(uow.elements.positions(map_id)), by=by)
    uow.rehearsals.wipe(rehearsal)
    return rehearsal.rehearses


def rehearsal_of(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> Workshop | None:
    """The rehearsal of a workshop that there is now, for its facilitators."""
    workshop_for(uow, by, Deed.FACILITATE, ident)
    return next((each for each in uow.workshops.all() if each.rehearses == ident), None)


def real_people(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> set[ParticipantId]:
    """Who joined a rehearsal by its code: all but the pretend people."""
    rehearsal = workshop_for(uow, by, Deed.FACILITATE, ident)
    pretending = {each.id for each in _pretending(uow, rehearsal)}
    return {each.id for each in uow.workshops.participants(rehearsal.id)} - pretending


def _copy(uow: UnitOfWork, source: MapId, target: MapId, *, by: Actor) -> None:
    """Copies of all that stands on a map, in its place: no edit of a copy reaches the community."""
    positions = uow.elements.positions(source)
    twins = {ident: ElementId(new_ident()) for ident in positions}
    copied = [_twin(each, twins[each.id]) for each in uow.elements.many(positions)]
    drawn = [
        replace(link, id=LinkId(new_ident()), source=twins[link.source], target=twins[link.target], by_id=_COPIED_BY)
        for link in uow.links.on(source)
    ]
    spots = {twins[ident]: at for ident, at in positions.items()}
    bring_in(uow, by=by, map_id=target, elements=copied, links=drawn, positions=spots)


def _twin(element: Element, ident: ElementId) -> Element:
    return replace(element, id=ident, by_id=_COPIED_BY, also_by=(), versions={}, merged_into=None)


def _seen_by(uow: UnitOfWork, workshop: Workshop, person: Actor) -> Workshop:
    """The workshop with the map on which this person works now: all that pretend people do is done there."""
    return replace(workshop, map_id=map_at_work(uow, workshop, person.table))


def _pretending(uow: UnitOfWork, workshop: Workshop) -> list[Participant]:
    """Who was there from the first moment; real people join later."""
    people = uow.workshops.participants(workshop.id)
    return [each for each in people if each.consent_at == people[0].consent_at]


def _add_works(uow: UnitOfWork, workshop: Workshop, by: Actor, number: int) -> bool:
    groups = workshop.current.kinds or GROUPS
    name = _(_WORKS).format(number=number)
    elements.add_stakeholder(uow, by=by, map_id=workshop.map_id, name=name, kind=groups[number % len(groups)])
    return True


def _add_problem(uow: UnitOfWork, workshop: Workshop, by: Actor, number: int) -> bool:
    sentence = _(_PROBLEM).format(number=number)
    concerned = _some(uow, workshop, number, is_challenge=False)[:1]
    elements.add_challenge(
        uow,
        by=by,
        map_id=workshop.map_id,
        name=sentence.partition(":")[0],
        problem=sentence,
        concerns=[each.id for each in concerned],
    )
    return True


def _add_flow(uow: UnitOfWork, workshop: Workshop, by: Actor, number: int) -> bool:
    people = _some(uow, workshop, number, is_challenge=False)
    drawn = {(link.source, link.target): link for link in uow.links.on(workshop.map_id)}
    for source, target, kind in _flows(people, workshop.current.link_types):
        if (source.id, target.id) not in drawn:
            links.add_link(uow, by=by, map_id=workshop.map_id, source=source.id, target=target.id, type=kind)
            return True
    return False


def _flows(people: list[Element], only: Sequence[LinkType]) -> Iterator[tuple[Element, Element, LinkType]]:
    kinds = only or [each for each in LinkType if each.is_exchange]
    for (source, target), kind in zip(product(people, people[1:] + people[:1]), cycle(kinds), strict=False):
        if source is not target and kind.fits(source.kind, target.kind):
            yield source, target, kind


def _vote(uow: UnitOfWork, workshop: Workshop, by: Actor, number: int) -> bool:
    if workshop.current.dots:
        return _give_a_dot(uow, workshop, by, number)
    voted = uow.elements.voted_by(workshop.map_id, by.id)
    waiting = [each for each in _some(uow, workshop, number, is_challenge=True) if each.id not in voted]
    for each in waiting[:1]:
        elements.vote(uow, by=by, map_id=workshop.map_id, element=each.id, is_on=True)
    return bool(waiting)


def _give_a_dot(uow: UnitOfWork, workshop: Workshop, by: Actor, number: int) -> bool:
    ballot = voting.ballot(uow, by=by, map_id=workshop.map_id)
    if ballot is None or not ballot.left:
        return False
    wanted = [each.id for each in _some(uow, workshop, number, is_challenge=True)]
    candidates = [ident for ident in wanted if not ballot.round.candidates or ident in ballot.round.candidates]
    for ident in candidates[:1]:
        dots = ballot.mine.get(ident, 0) + 1
        voting.give_dots(uow, by=by, map_id=workshop.map_id, element=ident, dots=dots)
    return bool(candidates)


def _some(uow: UnitOfWork, workshop: Workshop, number: int, *, is_challenge: bool) -> list[Element]:
    """Stakeholders or challenges of the map, another one first each time."""
    standing = uow.elements.many(uow.elements.positions(workshop.map_id))
    found = [each for each in standing if each.is_challenge is is_challenge]
    first = number % len(found) if found else 0
    return found[first:] + found[:first]


_TAKES: dict[Takes, _Take] = {
    Takes.STAKEHOLDER: _add_works,
    Takes.LINK: _add_flow,
    Takes.CHALLENGE: _add_problem,
    Takes.VOTE: _vote,
}
