"""Commands of the live map: from what a browser sends to one use case, once per command id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sotecin_graph.clusters import ClusterId
from sotecin_graph.elements import ElementId, LinkId, MapId
from sotecin_graph.errors import BadInput, SignInNeeded, WrongState
from sotecin_graph.language import _
from sotecin_graph.live.lever_commands import LEVERS, idents
from sotecin_graph.people import NOBODY, Actor
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services import (
    clusters,
    elements,
    history,
    holding,
    links,
    maps,
    merging,
    refreshing,
    undo,
    voting,
    workshops,
)

Wire = dict[str, Any]
_ADDED = ("hub", "country", "chains", "strategies", "stages", "problem", "wish", "note")
_LINKED = ("state", "is_circular", "quantity", "note")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose ticket a socket was opened with: an actor, and the hash of the session's token where there is one."""

    actor_id: str
    session: str = ""
    guest: str = ""
    """The id of the guest link, where it is one's only way to the map."""


def run_command(
    uow: UnitOfWork, *, whose: Whose, map_id: MapId, client_id: str, name: str, args: Wire
) -> tuple[Wire, int]:
    """Run a command and keep its result; a repeated id gives the first result and changes nothing.

    Returns the result and the map's revision after it. The actor is looked up anew, so that a session that has ended
    or a role that was taken away counts at once.
    """
    by = actor_of(uow, whose=whose)
    if by.is_anonymous:
        raise SignInNeeded
    if not client_id:
        raise BadInput(_("A command needs an id."))
    first = uow.commands.result(map_id, by.id, client_id)
    if first is None:
        command = _COMMANDS.get(name)
        if command is None:
            raise BadInput(_("The map does not know “{name}”. Reload the page.").format(name=name[:40]))
        try:
            first = command(uow, args, {"by": by, "map_id": map_id})
        except (KeyError, TypeError, AttributeError, OverflowError, UnicodeError) as problem:
            raise BadInput(_("Something is missing in what was sent. Reload the page.")) from problem
        uow.commands.keep(map_id, by.id, client_id, first)
    return first, uow.maps.revision(map_id)


def worked_out(database: Database, *, whose: Whose, map_id: MapId, name: str, args: Wire) -> Wire:
    """The arguments of a SLOW command, worked out before the one writer is asked for its time."""
    by = database.read(actor_of, whose=whose)
    return SLOW[name](database, by, map_id, args)


def _tidy_positions(database: Database, by: Actor, map_id: MapId, _args: Wire) -> Wire:
    return {"positions": maps.tidied(database, by=by, map_id=map_id)}


def _state_then(database: Database, by: Actor, map_id: MapId, args: Wire) -> Wire:
    return {"state": history.state_at(database, by=by, map_id=map_id, revision=args.get("revision", -1))}


def _found_clusters(database: Database, by: Actor, map_id: MapId, args: Wire) -> Wire:
    return refreshing.searched_or_proposed(database, by=by, map_id=map_id, resolution=args.get("resolution", 1.0))


SLOW: dict[str, Callable[[Database, Actor, MapId, Wire], Wire]] = {
    "tidy_up": _tidy_positions,
    "find_clusters": _found_clusters,
    "restore": _state_then,
}


def actor_of(uow: UnitOfWork, *, whose: Whose) -> Actor:
    """Who is behind a ticket now; NOBODY once the session that it came from has ended."""
    if whose.session:
        return uow.people.session_actor(whose.session, at=uow.now) or NOBODY
    return (uow.people.actor(whose.actor_id) if whose.actor_id else None) or NOBODY


def _chosen(args: Wire, fields: tuple[str, ...]) -> Wire:
    return {field: args[field] for field in fields if args.get(field) is not None}


def _at(args: Wire) -> tuple[float, float] | None:
    return (args["x"], args["y"]) if args.get("x") is not None and args.get("y") is not None else None


def _add_stakeholder(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    chosen = _chosen(args, _ADDED)
    ident = elements.add_stakeholder(uow, **on, name=args["name"], kind=args["kind"], at=_at(args), **chosen)
    return {"element": ident}


def _add_challenge(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    concerns = [ElementId(ident) for ident in args.get("concerns") or ()]
    chosen = _chosen(args, _ADDED)
    ident = elements.add_challenge(uow, **on, name=args["name"], concerns=concerns, at=_at(args), **chosen)
    return {"element": ident}


def _add_link(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    source, target = ElementId(args["source"]), ElementId(args["target"])
    chosen = _chosen(args, _LINKED)
    return {"link": links.add_link(uow, **on, source=source, target=target, type=args["type"], **chosen)}


def _edit_element(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    patch = {name: args[name] for name in ("field", "base_version", "value")}
    return {"version": elements.edit_element(uow, **on, element=ElementId(args["element"]), **patch)}


def _edit_link(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    patch = {name: args[name] for name in ("field", "base_version", "value")}
    return {"version": links.edit_link(uow, **on, link=LinkId(args["link"]), **patch)}


def _move_elements(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    positions = {ElementId(ident): at for ident, at in args["positions"].items()}
    elements.move_elements(uow, **on, positions=positions)
    return {}


def _remove_element(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    elements.remove_element(uow, **on, element=ElementId(args["element"]))
    return {}


def _remove_link(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    links.remove_link(uow, **on, link=LinkId(args["link"]))
    return {}


def _remove_elements(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    elements.remove_elements(uow, **on, elements=idents(args["elements"]))
    return {}


def _place_elements(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    given = args.get("positions") or {}
    positions = {ident: given.get(ident) for ident in idents(args["elements"])}
    return {"placed": elements.place_elements(uow, **on, positions=positions)}


def _merge_elements(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    keep, drop = ElementId(args["keep"]), ElementId(args["drop"])
    return {"element": merging.merge_elements(uow, **on, keep=keep, drop=drop)}


def _undo(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    return asdict(undo.undo(uow, **on, deed=str(args.get("deed") or "")))


def _redo(uow: UnitOfWork, _args: Wire, on: Wire) -> Wire:
    return asdict(undo.redo(uow, **on))


def _restore(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    history.restore(uow, **on, state=args["state"])
    return {}


def _vote(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    is_on = args["is_on"] is True
    if uow.voting.current(on["map_id"]):
        given = voting.give_dots(uow, **on, element=ElementId(args["element"]), dots=int(is_on))
        return given.to_wire() | {"votes": 0}
    return {"votes": elements.vote(uow, **on, element=ElementId(args["element"]), is_on=is_on)}


def _give_dots(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    return voting.give_dots(uow, **on, element=ElementId(args["element"]), dots=args["dots"]).to_wire()


def _second_round(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    chosen = idents(args["candidates"])
    return {"round": voting.second_round(uow, **on, candidates=chosen, dots=args["dots"]).number}


def _reveal(uow: UnitOfWork, _args: Wire, on: Wire) -> Wire:
    return {"shown": holding.reveal(uow, **on)}


def _take_back_waiting(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    holding.take_back_waiting(uow, by=on["by"], ident=str(args["ident"]))
    return {}


def _tidy_up(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    maps.arrange(uow, **on, positions=args["positions"])
    return {}


def _find_clusters(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    if args["waits"]:
        raise WrongState(_("The clusters stay. What would change waits on the page Clusters, to be accepted there."))
    return {"count": len(clusters.show_found(uow, **on, found=args["found"]))}


def _draw_cluster(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    members = [ElementId(ident) for ident in args["members"]]
    return {"cluster": clusters.draw(uow, **on, members=members, name=args.get("name") or "")}


def _name_cluster(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    clusters.rename(uow, **on, cluster=ClusterId(args["cluster"]), name=args["name"])
    return {}


def _set_step(uow: UnitOfWork, args: Wire, on: Wire) -> Wire:
    workshops.set_step(uow, **on, step=args["step"], expected=args.get("expected"))
    return {}


_COMMANDS: dict[str, Callable[[UnitOfWork, Wire, Wire], Wire]] = {
    "add_stakeholder": _add_stakeholder,
    "add_challenge": _add_challenge,
    "add_link": _add_link,
    "edit_element": _edit_element,
    "edit_link": _edit_link,
    "move_elements": _move_elements,
    "remove_element": _remove_element,
    "remove_elements": _remove_elements,
    "remove_link": _remove_link,
    "place_elements": _place_elements,
    "merge_elements": _merge_elements,
    "undo": _undo,
    "redo": _redo,
    "restore": _restore,
    "vote": _vote,
    "give_dots": _give_dots,
    "second_round": _second_round,
    "reveal": _reveal,
    "take_back_waiting": _take_back_waiting,
    "tidy_up": _tidy_up,
    "find_clusters": _find_clusters,
    "draw_cluster": _draw_cluster,
    "name_cluster": _name_cluster,
    "set_step": _set_step,
    **LEVERS,
}
