"""Undo and redo, per person and in any order with what others do; refused where someone has built on it.

A deed is what one transaction changed. Undoing it is a deed of its own, which says which deed it undoes; so redoing is
undoing the undoing, and everything stays in the map's history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.changes import Change, DeedDone
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.errors import NothingToUndo
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import Ground, ground_for
from sotecin_graph.services.reversal import reverse

MOST_DEEDS = 500
"""How far back a person's own deeds are looked for."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The deed that was undone, and the kinds of the changes that it had made."""

    deed: str
    kinds: tuple[str, ...]


def undo(uow: UnitOfWork, *, by: Actor, map_id: MapId, deed: str = "") -> Undone:
    """Undo one's own last deed on the map, or a certain one: one's own, or anyone's for who may facilitate.

    A removal is undone by whoever may mend what was removed: they may be writing on it.
    """
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    done = uow.maps.deeds(map_id, most=MOST_DEEDS)
    if not deed:
        mine, _again = stacks(done, by.id)
        if not mine:
            raise NothingToUndo
        deed = mine[-1]
    elif _is_undone(done, deed):
        raise NothingToUndo(_("This has been undone already."))
    return _reverse(uow, ground, deed, by=by)


def redo(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Undone:
    """Do again what one undid last, as long as one has done nothing else since."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    _mine, again = stacks(uow.maps.deeds(map_id, most=MOST_DEEDS), by.id)
    if not again:
        raise NothingToUndo(_("There is nothing to do again."))
    return _reverse(uow, ground, again[-1], by=by)


def stacks(done: Sequence[DeedDone], who: str) -> tuple[list[str], list[str]]:
    """From the deeds on a map in order: what a person can undo and what they can do again, the last one first out."""
    mine: list[str] = []
    again: list[str] = []
    taken: dict[str, str] = {}
    for each in done:
        is_own = each.by_id == who
        if each.undoes is None:
            if is_own and each.can_be_undone:
                mine.append(each.id)
                again.clear()
        elif each.undoes in mine:
            mine.remove(each.undoes)
            if is_own:
                again.append(each.id)
            else:
                taken[each.id] = each.undoes
        elif each.undoes in again:
            again.remove(each.undoes)
            mine.append(each.id)
        elif each.undoes in taken:
            mine.append(taken.pop(each.undoes))
        elif is_own:
            mine.append(each.id)
    return mine, again


def _is_undone(done: Sequence[DeedDone], deed: str) -> bool:
    """True where the deed has been undone, and not done again."""
    return any(each.undoes == deed and not _is_undone(done, each.id) for each in done)


def _reverse(uow: UnitOfWork, ground: Ground, deed: str, *, by: Actor) -> Undone:
    changes = uow.maps.deed(deed)
    if not any(change.map_id == ground.facts.id for change in changes):
        raise NothingToUndo(_("This is no longer there to be undone."))
    if any(change.before is None for change in changes):
        raise NothingToUndo(_("This cannot be undone."))
    author = changes[0].by_id
    if author == by.id:
        for element in _touched(changes):
            ground.must_edit(by, author_id=author, element=element)
    elif all(change.kind == "removed" for change in changes):
        for each in uow.elements.many([ident for change in changes for ident in change.payload["elements"]]):
            ground.must_edit(by, author_id=each.by_id, element=each.id)
    else:
        ground.must(by, Deed.FACILITATE)
    uow.undoes = deed
    reverse(uow, changes, by=by)
    return Undone(deed, tuple(dict.fromkeys(change.kind for change in changes)))


def _touched(changes: Sequence[Change]) -> set[ElementId | None]:
    """The elements that changes name; with None, so that what names none is asked about too."""
    found: set[ElementId | None] = {None}
    for payload in (change.payload for change in changes):
        named = [*payload.get("positions", ()), *payload.get("elements", ()), payload.get("element")]
        found |= {each["id"] if isinstance(each, dict) else each for each in named}
    return found
