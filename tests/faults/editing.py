"""Two editors who both saw the same element, and each save another field, or the same one: nothing goes in silence."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.elements import EDITABLE, LINK_EDITABLE, ElementId, LinkId
from sotecin_graph.errors import StaleField
from sotecin_graph.fields import plain, read_field
from sotecin_graph.live.commands import Whose, run_command
from sotecin_graph.ports import UnitOfWork
from tests.faults.grounds import Ground

FIRST: dict[str, Any] = {
    "name": "First", "kind": "research", "hub": "east", "country": "TR", "chains": ["food"], "strategies": ["R1"],
    "stages": ["use"], "problem": "First", "wish": "First", "note": "First", "type": "energy", "state": "planned",
    "is_circular": True, "quantity": "1 t",
}  # fmt: skip
SECOND: dict[str, Any] = {
    "name": "Second", "kind": "nature", "hub": "south-west", "country": "PT", "chains": ["plastics"],
    "strategies": ["R2"], "stages": ["repair"], "problem": "Second", "wish": "Second", "note": "Second",
    "type": "water", "state": "missing", "is_circular": False, "quantity": "2 t",
}  # fmt: skip


@dataclass(slots=True)
class Edited:
    """How many pairs of edits were tried, merged, and shown to the later one; `lost` should be empty."""

    pairs: int = 0
    merged: int = 0
    shown: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Thing:
    """An element or a link on the map, as both editors see it: all fields at version 0."""

    what: str
    ident: str
    fields: tuple[str, ...]


class Editors:
    """Two people of the ground, who save fields of things that they both saw new."""

    def __init__(self, database: SqlDatabase, ground: Ground) -> None:
        self.database, self.ground = database, ground

    def command(self, person: int, name: str, args: dict[str, Any]) -> dict[str, Any]:
        """What the command of one of the two came to."""
        given = {"whose": Whose(self.ground.people[person]), "client_id": uuid.uuid4().hex}
        result, _revision = self.database.write(run_command, map_id=self.ground.map_id, name=name, args=args, **given)
        return result

    def new(self, what: str) -> Thing:
        """A new stakeholder, or a new link between two."""
        ends = [
            self.command(0, "add_stakeholder", {"name": "New", "kind": "industry", "x": 0, "y": 0}) for _end in "ab"
        ]
        if what == "element":
            return Thing(what, ends[0]["element"], EDITABLE)
        args = {"source": ends[0]["element"], "target": ends[1]["element"], "type": "material"}
        return Thing(what, self.command(0, "add_link", args)["link"], LINK_EDITABLE)

    def save(self, person: int, thing: Thing, name: str, value: Any) -> None:
        """Save one field, as someone who saw it at version 0."""
        args = {thing.what: thing.ident, "field": name, "base_version": 0, "value": value}
        self.command(person, f"edit_{thing.what}", args)

    def save_whole(self, _person: int, thing: Thing, name: str, value: Any) -> None:
        """The control: write the whole row, as it was seen before the other one saved."""
        self.database.write(_write_row, thing=thing, values={name: value})

    def stored(self, thing: Thing) -> dict[str, Any]:
        """The fields as they are kept now."""
        found = self.database.read(_found, thing=thing)
        return {name: plain(getattr(found, name)) for name in thing.fields}


def run_pairs(editors: Editors, what: str, save: Callable[[int, Thing, str, Any], None]) -> Edited:
    """All pairs of fields: the first saves one, then the second, who has seen nothing of it, the other."""
    found = Edited()
    fields = EDITABLE if what == "element" else LINK_EDITABLE
    for one, other in itertools.product(fields, repeat=2):
        thing = editors.new(what)
        found.pairs += 1
        save(0, thing, one, FIRST[one])
        try:
            save(1, thing, other, SECOND[other])
        except StaleField as stale:
            is_told = (stale.field, stale.version) == (other, 1) and bool(stale.mine and stale.theirs)
            found.shown += is_told
            kept = editors.stored(thing)[one] == FIRST[one] and is_told
        else:
            found.merged += 1
            now = editors.stored(thing)
            kept = one != other and (now[one], now[other]) == (FIRST[one], SECOND[other])
        if not kept:
            found.lost.append((one, other))
    return found


def _write_row(uow: UnitOfWork, *, thing: Thing, values: dict[str, Any]) -> None:
    new = {name: read_field(name, value) for name, value in values.items()}
    if thing.what == "element":
        element = uow.elements.get(ElementId(thing.ident))
        assert element is not None
        uow.elements.update(replace(element, **{**_as_seen(EDITABLE), **new}))
    else:
        link = uow.links.get(LinkId(thing.ident))
        assert link is not None
        uow.links.update(replace(link, **{**_as_seen(LINK_EDITABLE), **new}))


def _as_seen(fields: tuple[str, ...]) -> dict[str, Any]:
    new = {
        "name": "New",
        "kind": "industry",
        "type": "material",
        "state": "existing",
        "is_circular": False,
        "hub": None,
    }
    empty: dict[str, Any] = {"chains": [], "strategies": [], "stages": []}
    return {name: read_field(name, {**new, **empty}.get(name, "")) for name in fields}


def _found(uow: UnitOfWork, *, thing: Thing) -> Any:
    if thing.what == "element":
        return uow.elements.get(ElementId(thing.ident))
    return uow.links.get(LinkId(thing.ident))
