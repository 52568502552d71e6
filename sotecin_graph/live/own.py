"""What on a map is one reader's own and no change tells: votes and dots that they gave, and what of theirs waits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sotecin_graph.elements import MapId
from sotecin_graph.held import Held
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import holding, voting

Wire = dict[str, Any]


def own_of(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Wire:
    """``voted`` (element ids), ``ballot`` or None, ``waiting`` (one's own), and ``waits``: how many wait in all."""
    given = voting.ballot(uow, by=by, map_id=map_id)
    return {
        "voted": list(given.mine) if given else uow.elements.voted_by(map_id, by.id),
        "ballot": given.to_wire() if given else None,
        "waiting": [_waiting_to_wire(held) for held in holding.waiting_of(uow, by=by, map_id=map_id)],
        "waits": holding.count_waiting(uow, by=by, map_id=map_id),
    }


def latest_result(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> Wire:
    """``result``: the round of dot voting that was closed last, with its standings; None before there is one."""
    closed = (each for each in voting.results(uow, by=by, map_id=map_id) if not each.round.is_open)
    latest = next(closed, None)
    if latest is None:
        return {"result": None}
    told = {name: getattr(latest.round, name) for name in ("number", "step", "title", "dots")}
    return {"result": told | {"voters": latest.voters, "standings": [asdict(each) for each in latest.standings]}}


def _waiting_to_wire(held: Held) -> Wire:
    return held.content | {"is_link": held.is_link, "needs_leave": held.needs_leave}
