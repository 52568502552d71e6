"""Use cases of moderation: what participants add waits until a facilitator accepts it or says what to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sotecin_graph.elements import MapId
from sotecin_graph.errors import NotThere, WrongState
from sotecin_graph.fields import read_field
from sotecin_graph.held import Held
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.contributions import title_of
from sotecin_graph.services.ground import Ground, ground_for, map_at_work, maps_with
from sotecin_graph.services.holding import show_held
from sotecin_graph.text import PROBLEM_LENGTH, line, paragraph
from sotecin_graph.vocabulary import Kind
from sotecin_graph.workshops import Takes

ANSWER_LENGTH = 200


def queue(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Held]:
    """What waits for a facilitator's yes, the first first; what was sent back waits for its author instead."""
    ground = ground_for(uow, by, Deed.FACILITATE, map_id)
    waiting = [held for each in maps_with(uow, ground) for held in uow.held.for_leave(each) if not held.answer]
    return sorted(waiting, key=lambda held: held.at)


def accept(uow: UnitOfWork, *, by: Actor, map_id: MapId, idents: Sequence[str]) -> int:
    """Put contributions on the map under their authors; those that are gone are left out. Returns how many it were."""
    chosen = set(idents)
    accepted = [held for held in queue(uow, by=by, map_id=map_id) if held.id in chosen]
    for held in sorted(accepted, key=lambda held: held.is_link):
        show_held(uow, held)
    return len(accepted)


def send_back(uow: UnitOfWork, *, by: Actor, map_id: MapId, ident: str, sentence: str) -> None:
    """Give a contribution back to its author, with what should be different."""
    answer = line(sentence, field=_("sentence"), most=ANSWER_LENGTH)
    held = next((each for each in queue(uow, by=by, map_id=map_id) if each.id == ident), None)
    if held is None:
        raise NotThere(ident)
    uow.held.change(replace(held, answer=answer))


def send_again(uow: UnitOfWork, *, by: Actor, ident: str, text: str) -> None:
    """Offer one's own contribution anew in other words: the name, or for a challenge the sentence.

    What was meant for a table's own map goes to the map of all once people work there again.
    """
    held = uow.held.get(ident)
    if held is None or not by.id or held.by_id != by.id:
        raise NotThere(ident)
    if not held.answer or held.is_link:
        raise WrongState(_("This waits for the facilitators already."))
    ground = _where_it_goes(uow, by, held)
    kind = Kind(held.content["kind"])
    ground.must_take(by, Takes.STAKEHOLDER if kind.is_stakeholder else Takes.CHALLENGE)
    content = {**held.content, **_reworded(kind, text)}
    if ground.facts.id != held.map_id:
        content["at"] = None  # a place on the one map says nothing on the other
    uow.held.change(replace(held, map_id=ground.facts.id, content=content, answer="", at=uow.now))


def _where_it_goes(uow: UnitOfWork, by: Actor, held: Held) -> Ground:
    """The map that it was meant for; where that is a table's on which its author no longer works, where they do now."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, held.map_id)
    if not ground.facts.table or ground.allows(by, Deed.CONTRIBUTE):
        return ground
    return ground_for(uow, by, Deed.CONTRIBUTE, map_at_work(uow, ground.its_workshop, by.table))


def _reworded(kind: Kind, text: str) -> dict[str, str]:
    if kind.is_stakeholder:
        return {"name": str(read_field("name", text))}
    problem = paragraph(text, field=_("challenge"), most=PROBLEM_LENGTH, needed=True)
    return {"name": title_of(problem), "problem": problem}
