"""Questions of the live map: what a screen may ask besides the changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sotecin_graph.centrality import betweenness
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, NotAllowed
from sotecin_graph.instance import Instance
from sotecin_graph.language import _
from sotecin_graph.live.commands import Whose, actor_of
from sotecin_graph.live.own import latest_result, own_of
from sotecin_graph.people import SYSTEM, Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import guest_links, history, levers
from sotecin_graph.services.ground import ground_for

Wire = dict[str, Any]

FOR_GUESTS = ("history", "measures")


def answer(instance: Instance, *, whose: Whose, map_id: MapId, question: Wire) -> Wire:
    """The answer to a question; BadInput for one that the map does not know, NotAllowed for whom it is not open to."""
    asked = _QUESTIONS.get(str(question.get("what")))
    if asked is None:
        raise BadInput(
            _("The map does not know “{name}”. Reload the page.").format(name=str(question.get("what"))[:40])
        )
    if whose.guest and question.get("what") not in FOR_GUESTS:
        raise NotAllowed(_("Guests look on: this is for people of the workshop."))
    return asked(instance, whose, map_id, question)


def _history(instance: Instance, whose: Whose, map_id: MapId, question: Wire) -> Wire:
    since = question.get("since", 0)
    if not isinstance(since, int) or since < 0:
        raise BadInput(_("The map has no such moment."))
    return instance.database.read(_page, whose=whose, map_id=map_id, since=since)


def _page(uow: UnitOfWork, *, whose: Whose, map_id: MapId, since: int) -> Wire:
    by = _reader(uow, whose=whose, map_id=map_id)
    revision, changes = history.changes_since(uow, by=by, map_id=map_id, since=since)
    return {"changes": [change.to_wire() for change in changes], "revision": revision, "first": since}


def _measures(instance: Instance, whose: Whose, map_id: MapId, _question: Wire) -> Wire:
    instance.database.read(_may_read, whose=whose, map_id=map_id)
    with instance.atlas.reading(map_id) as shown:
        elements, links, revision = shown.element_wires(), shown.link_wires(), shown.revision
    values = betweenness([each["id"] for each in elements], [(each["source"], each["target"]) for each in links])
    return {"values": {ident: round(value, 4) for ident, value in values.items() if value}, "revision": revision}


def _may_read(uow: UnitOfWork, *, whose: Whose, map_id: MapId) -> None:
    ground_for(uow, _reader(uow, whose=whose, map_id=map_id), Deed.READ, map_id)


def _reader(uow: UnitOfWork, *, whose: Whose, map_id: MapId) -> Actor:
    """Who reads; the app itself for a guest, whose link is for this map (guests.nameless takes the names away)."""
    if whose.guest:
        guest_links.ground_of_guest(uow, ident=whose.guest, map_id=map_id)
        return SYSTEM
    return actor_of(uow, whose=whose)


def _own(instance: Instance, whose: Whose, map_id: MapId, _question: Wire) -> Wire:
    return instance.database.read(_as_asker, whose=whose, map_id=map_id, tell=own_of)


def _result(instance: Instance, whose: Whose, map_id: MapId, _question: Wire) -> Wire:
    return instance.database.read(_as_asker, whose=whose, map_id=map_id, tell=latest_result)


def _muted(instance: Instance, whose: Whose, map_id: MapId, _question: Wire) -> Wire:
    return instance.database.read(_as_asker, whose=whose, map_id=map_id, tell=_who_is_muted)


def _who_is_muted(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Wire:
    muted = levers.muted_people(uow, by=by, map_id=map_id)
    return {"people": [{"id": each.id, "name": each.name} for each in muted]}


def _as_asker(uow: UnitOfWork, *, whose: Whose, map_id: MapId, tell: Callable[..., Wire]) -> Wire:
    return tell(uow, by=actor_of(uow, whose=whose), map_id=map_id)


_QUESTIONS: dict[str, Callable[[Instance, Whose, MapId, Wire], Wire]] = {
    "history": _history,
    "measures": _measures,
    "muted": _muted,
    "own": _own,
    "result": _result,
}
