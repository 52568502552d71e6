"""The history of a map: what happened, how it stood at a moment, and bringing it back to that moment."""

from __future__ import annotations

from typing import Any

from sotecin_graph.changes import Change, Wire, element_from_wire, link_from_wire
from sotecin_graph.elements import EDITABLE, LINK_EDITABLE, ElementId, LinkId, MapId
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.maps import Map
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import effects
from sotecin_graph.services.ground import ground_for

PAGE = 1000
"""The most changes that are given at once."""


def changes_since(uow: UnitOfWork, *, by: Actor, map_id: MapId, since: int = 0) -> tuple[int, list[Change]]:
    """The map's revision, and its changes after a revision in order, at most PAGE of them."""
    ground = ground_for(uow, by, Deed.READ, map_id)
    return ground.facts.revision, uow.maps.changes(map_id, since=since, most=PAGE)


def state_at(database: Database, *, by: Actor, map_id: MapId, revision: int) -> Wire:
    """The map as it stood at a revision, drawn from its changes alone; as a snapshot. Takes no transaction of its own.

    Example: `restore(uow, by=lead, map_id=map_id, state=state_at(database, by=lead, map_id=map_id, revision=120))`.
    """
    facts = database.read(ground_for, by=by, deed=Deed.READ, map_id=map_id).facts
    if not isinstance(revision, int) or isinstance(revision, bool) or not 0 <= revision <= facts.revision:
        raise BadInput(_("The map has no such moment."), field="revision")
    shown = Map(facts)
    while shown.revision < revision:
        _now, changes = database.read(changes_since, by=by, map_id=map_id, since=shown.revision)
        for change in changes[: revision - shown.revision]:
            shown.apply(change)
    return shown.snapshot()


def restore(uow: UnitOfWork, *, by: Actor, map_id: MapId, state: Wire) -> None:
    """Bring elements, links, places and wording of a map back to a state; clusters, votes and the workshop stay.

    One deed that can itself be undone. What has left the community since comes back; what came since is taken off.
    """
    ground_for(uow, by, Deed.FACILITATE, map_id)
    then = {wire["id"]: wire for wire in state["elements"]}
    here = uow.elements.positions(map_id)
    came = [each for each in uow.elements.many(here) if each.id not in then]
    effects.take_off(uow, map_id, came, by=by)
    spots = {ElementId(ident): (wire["x"], wire["y"]) for ident, wire in then.items()}
    gone = {ident: at for ident, at in spots.items() if ident not in here}
    effects.bring_back(uow, map_id, gone, [LinkId(wire["id"]) for wire in state["links"]], by=by)
    _reword(uow, then, by=by)
    _relink(uow, map_id, state["links"], by=by)
    here = uow.elements.positions(map_id)
    effects.move(uow, map_id, {ident: at for ident, at in spots.items() if here[ident] != at}, by=by)


def _reword(uow: UnitOfWork, then: dict[str, Wire], *, by: Actor) -> None:
    for element in uow.elements.many(ElementId(ident) for ident in then):
        values = _differing(element, element_from_wire(then[element.id]), (*EDITABLE, "aliases", "also_by"))
        if values:
            effects.set_values(uow, element, values, by=by)


def _relink(uow: UnitOfWork, map_id: MapId, links: list[Wire], *, by: Actor) -> None:
    then = {wire["id"]: wire for wire in links}
    now = uow.links.on(map_id)
    effects.unlink(uow, [link for link in now if link.id not in then], by=by)
    shown = {link.id for link in now}
    effects.relink(uow, [LinkId(ident) for ident in then if ident not in shown], by=by)
    for link in uow.links.on(map_id):
        values = _differing(link, link_from_wire(then[link.id]), LINK_EDITABLE) if link.id in then else {}
        if values:
            effects.set_link_values(uow, link, values, by=by)


def _differing(now: Any, then: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(then, field) for field in fields if getattr(then, field) != getattr(now, field)}
