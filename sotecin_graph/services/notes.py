"""Use cases of facilitators' notes for later: written while the room works, seen by who facilitates and nobody else."""

from __future__ import annotations

from sotecin_graph.elements import MapId
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Actor
from sotecin_graph.ports import RoomNote, UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.text import paragraph

NOTE_LENGTH = 500


def write_note(uow: UnitOfWork, *, by: Actor, map_id: MapId, text: str) -> None:
    """Keep a note for all who facilitate the workshop."""
    workshop = workshops.facilitated(uow, by, map_id)
    words = paragraph(text, field=_("note"), most=NOTE_LENGTH, needed=True)
    uow.notes.add(workshop.id, RoomNote(new_ident(), by.name, uow.now, words))


def settle_note(uow: UnitOfWork, *, by: Actor, map_id: MapId, ident: str, is_settled: bool) -> None:
    """Tick a note off, or take it up again."""
    uow.notes.settle(workshops.facilitated(uow, by, map_id).id, ident, is_settled=is_settled)


def notes_of(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[RoomNote]:
    """The notes, the first first."""
    return uow.notes.of(workshops.facilitated(uow, by, map_id).id)
