"""The veil: where a workshop hides names, nobody is told which deeds are one person's.

What is stored keeps who did what, for undoing and erasing. What goes to screens names a hidden person's deeds with no
id, except to that person, who gets them under the id that their own screen goes by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sotecin_graph.ports import Database, UnitOfWork


class Veil:
    """Who is hidden, looked up once for each participant; `learn` before `over` is asked about them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hidden: frozenset[str] = frozenset()
        self._shown: frozenset[str] = frozenset()

    def learn(self, *wires: object) -> None:
        """Look up the participants that these name for the first time; not from an event loop."""
        known = self._hidden | self._shown
        unknown = {each for wire in wires for each in _people(wire) if each not in known}
        if unknown:
            hidden = self._database.read(_hidden_of, people=unknown)
            self._hidden, self._shown = self._hidden | hidden, self._shown | (unknown - hidden)

    def look_again(self) -> None:
        """After a workshop's plan has changed: who was shown may be hidden now. Who was hidden stays so."""
        self._shown = frozenset()

    def hides(self, person: str) -> bool:
        """True for a participant of a workshop that hides names."""
        return person in self._hidden

    def hidden_in(self, wire: object) -> frozenset[str]:
        """Those of a wire's people who are hidden."""
        return self._hidden.intersection(_people(wire)) if self._hidden else frozenset()

    def over(self, wire: Any, *, own: str = "", shown: str = "") -> Any:
        """The wire without ids of who is hidden; the reader's `own` id becomes `shown`."""
        hidden = self.hidden_in(wire)
        return _veiled(wire, {each: shown if each == own else "" for each in hidden}) if hidden else wire


def _people(wire: object) -> Iterator[str]:
    """Every participant's id in a wire, wherever it stands."""
    if isinstance(wire, str):
        if wire.startswith("participant:"):
            yield wire
    elif isinstance(wire, Mapping):
        for value in wire.values():
            yield from _people(value)
    elif isinstance(wire, list | tuple):
        for value in wire:
            yield from _people(value)


def _veiled(wire: Any, told: Mapping[str, str]) -> Any:
    if isinstance(wire, str):
        return told.get(wire, wire)
    if isinstance(wire, Mapping):
        return {name: _veiled(value, told) for name, value in wire.items()}
    if isinstance(wire, list | tuple):
        return [_veiled(value, told) for value in wire]
    return wire


def _hidden_of(uow: UnitOfWork, *, people: set[str]) -> frozenset[str]:
    return frozenset(each for each in people if _is_hidden(uow, each))


def _is_hidden(uow: UnitOfWork, person: str) -> bool:
    """Who is not known any more was erased: hidden, too."""
    actor = uow.people.actor(person)
    workshop = uow.workshops.get(actor.participant_of) if actor and actor.participant_of else None
    return workshop is None or workshop.plan.hides_names
