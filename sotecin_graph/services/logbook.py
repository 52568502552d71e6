"""Use cases of the logbook: note who did what, and read it with the names that people and things have now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sotecin_graph.admission import Done, Note
from sotecin_graph.calls import CallId
from sotecin_graph.elements import MapId
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, AccountId, Actor, Deed, WorkshopId
from sotecin_graph.permissions import Place, authorise, may, may_anywhere
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.vocabulary import Hub

LASTS = timedelta(days=730)
"""How long a line is kept."""

MOST_READ, MOST_SHOWN = 5_000, 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a person reads it: names are those of now, empty where nobody and nothing has them any more."""

    note: Note
    who: str
    about: str


def note(
    uow: UnitOfWork, done: Done, *, by: Actor, hubs: Iterable[Hub] = (), about: str = "", **facts: str | None
) -> None:
    """Write down what somebody has done; empty facts are left out. Nothing secret goes in."""
    given = {name: value for name, value in facts.items() if value}
    uow.logbook.note(Note(uow.now, by.id, done, tuple(hubs), about, given))


def note_export(uow: UnitOfWork, *, by: Actor, about: str, form: str) -> None:
    """Write down that somebody has taken a file home; what everyone may see is nobody's business."""
    if not by.is_anonymous:
        note(uow, Done.EXPORTED, by=by, hubs=_hubs_of(uow, about), about=about, form=form)


def lines(uow: UnitOfWork, *, by: Actor, most: int = MOST_SHOWN) -> list[Line]:
    """What was done at the hubs that the reader leads, or anywhere for the programme lead; the latest first."""
    if not may_anywhere(by, Deed.ADMIT):
        authorise(by, Deed.ADMIT, Place())
    shown = [each for each in uow.logbook.latest(most=MOST_READ) if _concerns(by, each)][:most]
    names = {ident: _name_of(uow, ident) for each in shown for ident in (each.by, each.about)}
    return [Line(each, names[each.by], names[each.about]) for each in shown]


def _concerns(by: Actor, note: Note) -> bool:
    return may(by, Deed.ADMIT, Place()) or any(may(by, Deed.ADMIT, Place((hub,))) for hub in note.hubs)


def _name_of(uow: UnitOfWork, ident: str) -> str:
    sort, _colon, rest = ident.partition(":")
    if ident == SYSTEM.id:
        return SYSTEM.name
    return _NAMES[sort](uow, rest) if sort in _NAMES else ""


def _account(uow: UnitOfWork, ident: str) -> str:
    found = uow.people.account(AccountId(ident))
    return found.name if found else ""


def _participant(uow: UnitOfWork, ident: str) -> str:
    found = uow.people.actor(f"participant:{ident}")
    return found.name if found else ""


def _map(uow: UnitOfWork, ident: str) -> str:
    found = uow.maps.facts(MapId(ident))
    return found.name if found else ""


def _mission(uow: UnitOfWork, ident: str) -> str:
    found = uow.missions.get(MissionId(ident))
    return found.title if found else ""


def _call(uow: UnitOfWork, ident: str) -> str:
    found = uow.calls.call(CallId(ident))
    return found.title if found else ""


def _workshop(uow: UnitOfWork, ident: str) -> str:
    found = uow.workshops.get(WorkshopId(ident))
    return found.title if found else ""


_NAMES: dict[str, Callable[[UnitOfWork, str], str]] = {
    "account": _account,
    "participant": _participant,
    "map": _map,
    "mission": _mission,
    "call": _call,
    "workshop": _workshop,
}


def _hubs_of(uow: UnitOfWork, about: str) -> tuple[Hub, ...]:
    sort, _colon, ident = about.partition(":")
    if sort == "map":
        facts = uow.maps.facts(MapId(ident))
        return facts.hubs if facts else ()
    if sort == "mission":
        mission = uow.missions.get(MissionId(ident))
        return (mission.hub,) if mission and mission.hub else ()
    if sort == "workshop":
        workshop = uow.workshops.get(WorkshopId(ident))
        return workshop.hubs if workshop else ()
    return ()
