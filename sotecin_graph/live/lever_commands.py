"""Commands of the live map for the levers of who facilitates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import levers, parking

Wire = dict[str, Any]
MOST_AT_ONCE = 500


def _pause(uow: UnitOfWork, _args: Wire, on: Wire) -> Wire:
    levers.pause_timer(uow, **on)
    return {}


def _resume(uow: UnitOfWork, _args: Wire, on: Wire) -> Wire:
    levers.resume_timer(uow, **on)
    return {}


def _add_time(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    levers.add_time(uow, **on, minutes=args.get("minutes", 1))
    return {}


def _ring(uow: UnitOfWork, _args: Wire, on: Wire) -> Wire:
    levers.ring(uow, **on)
    return {}


def _lock(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    chosen = idents(args["elements"]) if args.get("elements") is not None else None
    levers.lock(uow, **on, is_on=args["is_on"] is True, elements=chosen)
    return {}


def _hide_cursors(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    levers.hide_cursors(uow, **on, is_on=args["is_on"] is True)
    return {}


def _mute(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    levers.mute(uow, **on, person=str(args["person"]), is_on=args["is_on"] is True)
    return {}


def _lead(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    levers.hand_over(uow, **on, to=str(args.get("to") or ""))
    return {}


def _park(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    return {"parked": parking.park(uow, **on, elements=idents(args["elements"]))}


def idents(given: object) -> list[ElementId]:
    """The ids of a list, or BadInput for what is none or too long."""
    if not isinstance(given, list) or len(given) > MOST_AT_ONCE or not all(isinstance(each, str) for each in given):
        raise BadInput(_("Choose at most {most} elements at once.").format(most=MOST_AT_ONCE))
    return [ElementId(each) for each in given]


LEVERS: dict[str, Callable[[UnitOfWork, Wire, Wire], Wire]] = {
    "pause_timer": _pause,
    "resume_timer": _resume,
    "add_time": _add_time,
    "ring": _ring,
    "lock": _lock,
    "hide_cursors": _hide_cursors,
    "mute": _mute,
    "lead": _lead,
    "park": _park,
}
