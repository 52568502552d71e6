"""Use cases of dot voting: give dots, follow the agenda, a second round, and the results once a round is closed.

While a round is open, nothing about it is recorded on the map: what has been given is seen by its giver alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import BadInput, StepForbids
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.elements import element_on
from sotecin_graph.services.ground import ground_for
from sotecin_graph.voting import Round, Standing, standings
from sotecin_graph.workshops import Takes, Workshop, WorkshopState, words_for

MOST_DOTS = 20


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one person has given in the open round, and how many dots they have left."""

    round: Round
    mine: dict[ElementId, int]

    @property
    def left(self) -> int:
        return self.round.dots - sum(self.mine.values())

    def to_wire(self) -> dict[str, Any]:
        """The ballot as its owner's own screens get it, and nobody else's."""
        return {"round": self.round.number, "mine": self.mine, "left": self.left}


@dataclass(frozen=True, slots=True)
class Result:
    """A round with its standings, empty while it is open, and how many people have given dots."""

    round: Round
    standings: tuple[Standing, ...]
    elements: dict[ElementId, Element]
    voters: int


def ballot(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Ballot | None:
    """One's own dots in the open round, or None where no round is open."""
    ground_for(uow, by, Deed.READ, map_id)
    current = uow.voting.current(map_id)
    return Ballot(current, uow.voting.given_by(map_id, current.number, by.id)) if current else None


def give_dots(uow: UnitOfWork, *, by: Actor, map_id: MapId, element: ElementId, dots: int) -> Ballot:
    """Say how many of one's dots a challenge has, 0 to take them back; said again, it changes nothing.

    The number is the whole, not one more, so that a repeated message or another tab cannot give twice.
    """
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = element_on(uow, ground, element)
    ground.must_take(by, Takes.VOTE)
    current = uow.voting.current(map_id)
    if current is None:
        raise StepForbids(step=ground.facts.name, what=words_for((Takes.VOTE,)))
    if not found.is_challenge or not current.takes(element):
        raise BadInput(_("This round is about other challenges."), field="element")
    if type(dots) is not int or not 0 <= dots <= MOST_DOTS:
        raise BadInput(_("Dots are given as a whole number."), field="dots")
    mine = uow.voting.given_by(map_id, current.number, by.id)
    left = current.dots - sum(given for other, given in mine.items() if other != element)
    if dots > left:
        sentence = ngettext("You have {number} dot left for this.", "You have {number} dots left for this.", left)
        raise BadInput(sentence.format(number=left), field="dots")
    uow.voting.give(map_id, current.number, by.id, element, dots)
    return Ballot(current, {other: given for other, given in {**mine, element: dots}.items() if given})


def second_round(uow: UnitOfWork, *, by: Actor, map_id: MapId, candidates: Sequence[ElementId], dots: int) -> Round:
    """Close the round that is open and begin another one, on a selection; for who facilitates.

    Where the agenda has gone on, it goes back to the step of the last round, whose clock begins anew.
    """
    workshop = ground_for(uow, by, Deed.FACILITATE, map_id).its_workshop
    map_id = workshop.map_id
    here = uow.elements.positions(map_id)
    chosen = [each.id for each in uow.elements.many(candidates) if each.is_challenge and each.id in here]
    if len(chosen) < 2:
        raise BadInput(_("Choose at least two challenges for another round."), field="candidates")
    earlier = uow.voting.rounds(map_id)
    if not earlier or workshop.state is not WorkshopState.OPEN:
        raise StepForbids(step=_(workshop.current.title), what=words_for((Takes.VOTE,)))
    _close(uow, map_id, by=by)
    workshop = workshop.at_step(earlier[-1].step, uow.now)
    uow.workshops.update(workshop)
    opened = _open(uow, workshop, by=by, dots=dots, candidates=tuple(chosen))
    show_workshop(uow, workshop, opened, by=by)
    return opened


def show_workshop(uow: UnitOfWork, workshop: Workshop, voting: Round | None, *, by: Actor) -> None:
    """Tell every screen of a workshop how it stands: on the map of all, and on those of its tables."""
    uow.record(workshop.map_id, "workshop", {"workshop": workshop.to_wire(voting)}, by=by)
    for map_id in uow.workshops.table_maps(workshop.id).values():
        uow.record(map_id, "workshop", {"workshop": workshop.to_wire(is_at_table=True)}, by=by)


def follow_agenda(uow: UnitOfWork, workshop: Workshop, *, by: Actor) -> None:
    """Open the round of a step that has dots, or the one that it had; close what no longer belongs to the step."""
    current = uow.voting.current(workshop.map_id)
    votes = workshop.state is WorkshopState.OPEN and Takes.VOTE in workshop.current.takes and workshop.current.dots
    if current and not (votes and current.step == workshop.step):
        _close(uow, workshop.map_id, by=by)
    elif current or not votes:
        return
    if votes:
        earlier = [each for each in uow.voting.rounds(workshop.map_id) if each.step == workshop.step]
        if earlier:
            uow.voting.save(replace(earlier[-1], closed_at=None))
        else:
            _open(uow, workshop, by=by, dots=workshop.current.dots, candidates=())


def candidates(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Element]:
    """The challenges that stand on the map, in order of creation."""
    ground_for(uow, by, Deed.READ, map_id)
    return [each for each in uow.elements.many(uow.elements.positions(map_id)) if each.is_challenge]


def results(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Result]:
    """The rounds of a map, the latest first; what was given stays hidden until a round is closed, from leads too."""
    ground_for(uow, by, Deed.READ, map_id)
    return [_result(uow, each) for each in reversed(uow.voting.rounds(map_id))]


def _result(uow: UnitOfWork, one: Round) -> Result:
    given = uow.voting.given(one.map_id, one.number)
    voters = uow.voting.voters(one.map_id, one.number)
    if one.is_open:
        return Result(one, (), {}, voters)
    elements = {each.id: each for each in uow.elements.many({*given, *one.candidates})}
    ordered = {ident: given.get(ident, []) for ident in elements}
    return Result(one, tuple(standings(ordered)), elements, voters)


def _open(uow: UnitOfWork, workshop: Workshop, *, by: Actor, dots: int, candidates: tuple[ElementId, ...]) -> Round:
    if type(dots) is not int or not 1 <= dots <= MOST_DOTS:
        raise BadInput(_("Give each person 1 to {most} dots.").format(most=MOST_DOTS), field="dots")
    number = len(uow.voting.rounds(workshop.map_id)) + 1
    title = workshop.current.title
    opened = Round(workshop.map_id, number, workshop.step, title, dots, uow.now, candidates)
    uow.voting.save(opened)
    return opened


def _close(uow: UnitOfWork, map_id: MapId, *, by: Actor) -> None:
    """End the open round and show what its challenges got, on every screen."""
    current = uow.voting.current(map_id)
    if current is None:
        return
    uow.voting.save(replace(current, closed_at=uow.now))
    given = uow.voting.given(map_id, current.number)
    before = uow.elements.votes(map_id)
    here = [each for each in uow.elements.many(uow.elements.positions(map_id)) if current.takes(each.id)]
    uow.voting.show(map_id, {each.id: sum(given.get(each.id, ())) for each in here})
    votes = uow.elements.votes(map_id)
    for each in here:
        if votes.get(each.id, 0) != before.get(each.id, 0):
            uow.record(map_id, "voted", {"element": each.id, "votes": votes.get(each.id, 0)}, by=by)
