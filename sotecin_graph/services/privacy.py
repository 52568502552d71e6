"""Use cases of one's own data: what is kept about the one who asks, complete and without anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sotecin_graph.changes import Wire
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import BadInput, SignInNeeded
from sotecin_graph.exports.about_me import to_html, to_json
from sotecin_graph.language import _
from sotecin_graph.people import Account, AccountId, Actor, Participant
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.erasures import kept_until
from sotecin_graph.services.papers import Paper
from sotecin_graph.workshops import Workshop

FORMAT = "sotecin-graph-my-data"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who one is here: an account, or a participant of a workshop, whose name goes at `until` if somebody has said."""

    account: Account | None = None
    participant: Participant | None = None
    workshop: Workshop | None = None
    until: datetime | None = None


def standing(uow: UnitOfWork, *, by: Actor) -> Standing:
    """Who the actor is, with the consent that they gave."""
    if by.is_anonymous:
        raise SignInNeeded
    kind, _colon, ident = by.id.partition(":")
    if kind == "account":
        return Standing(account=uow.people.account(AccountId(ident)))
    workshop = uow.workshops.get(by.participant_of) if by.participant_of else None
    people = uow.workshops.participants(workshop.id) if workshop else []
    person = next((each for each in people if each.id == ident), None)
    return Standing(participant=person, workshop=workshop, until=kept_until(workshop) if workshop else None)


def my_data(uow: UnitOfWork, *, by: Actor) -> Wire:
    """Everything that is kept about the actor, by what it is, as plain values; maps and elements with their names."""
    if by.is_anonymous:
        raise SignInNeeded
    rows = uow.about.rows(by.id, by.name)
    return {
        "format": FORMAT,
        "version": 1,
        "made_at": uow.now.isoformat(),
        "id": by.id,
        "name": by.name,
        "kept": {kind: [_named(uow, row) for row in found] for kind, found in rows.items()},
    }


def my_paper(database: Database, by: Actor, form: str) -> Paper:
    """What is kept about the actor as JSON or as a page to read."""
    forms = {"json": to_json, "html": to_html}
    if form not in forms:
        raise BadInput(_("Choose json or html."), field="form")
    return Paper(forms[form](database.read(my_data, by=by)), "my-data")


def _named(uow: UnitOfWork, row: Wire) -> Wire:
    """The row with the name of its map, and of the element that a vote is for."""
    facts = uow.maps.facts(MapId(row["map_id"])) if "map_id" in row else None
    element = uow.elements.get(ElementId(row["element_id"])) if "element_id" in row else None
    return row | ({"map": facts.name} if facts else {}) | ({"element": element.name} if element else {})
