"""The commands of the live contract on a map in memory: just enough of the rules for the canvas to meet each answer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.canvas.example_map import element, link
from tests.canvas.fake_deeds import Refused, do, merging, placing, put_back, removal, restoring, take_back

_numbers = count(1000)
Wire = dict[str, Any]


def run(room: Any, you: Wire, name: str, args: Wire) -> tuple[list[Wire], Wire]:
    """Apply a command: the changes to send to all, and the result for its author."""
    undoes = None
    if name == "undo":
        steps, result, undoes = take_back(room, you, args.get("deed"))
    elif name == "redo":
        steps, result, undoes = put_back(room, you)
    elif name in _DEEDS:
        steps, result = _DEEDS[name](room, args)
    else:
        kind, payload, result = _COMMANDS[name](room, you, args)
        steps = [(kind, payload)] if kind else []
    return do(room, you, steps, undoes)[0] if steps else [], result


def _add(room: Any, you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    seq = next(_numbers)
    place = {"x": args.get("x", 700.0), "y": args.get("y", 560.0)}
    added = element(
        f"e{seq}", seq, args.get("kind", "challenge"), args["name"], by=you["name"], by_id=you["id"], **place
    )
    return "placed", {"elements": [added], "links": []}, {"element": added["id"]}


def _add_link(room: Any, you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    wires = room.map.link_wires()
    if any(
        (one["source"], one["target"], one["type"]) == (args["source"], args["target"], args["type"]) for one in wires
    ):
        raise Refused("DuplicateLink", "This link is already on the map.")
    seq = next(_numbers)
    more = {"state": args.get("state", "existing"), "is_circular": args.get("is_circular", False)}
    added = link(f"l{seq}", seq, args["source"], args["target"], args["type"], by=you["name"], by_id=you["id"], **more)
    return "linked", {"links": [added]}, {"link": added["id"]}


def _edit(room: Any, _you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    what = "element" if "element" in args else "link"
    wires = room.map.element_wires() if what == "element" else room.map.link_wires()
    wire = next((one for one in wires if one["id"] == args[what]), None)
    if wire is None:
        raise Refused("UnknownElement", "This element is not on the map.")
    name, version = args["field"], wire["versions"].get(args["field"], 0)
    if version != args["base_version"]:
        details = {"field": name, "mine": args["value"], "theirs": wire[name], "version": version}
        raise Refused("StaleField", "Someone else has changed this meanwhile.", **details)
    payload = {what: args[what], "values": {name: args["value"]}, "versions": {name: version + 1}}
    return "edited" if what == "element" else "link_edited", payload, {"version": version + 1}


def _remove(room: Any, _you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    gone = args["element"]
    links = [one["id"] for one in room.map.link_wires() if gone in (one["source"], one["target"])]
    return "removed", {"elements": [gone], "links": links}, {}


def _vote(room: Any, you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    vote = (args["element"], you["id"])
    room.votes.discard(vote)
    before = room.map.votes().get(args["element"], 0)
    votes = before + (1 if args["is_on"] else -1)
    if args["is_on"]:
        room.votes.add(vote)
    return "voted", {"element": args["element"], "votes": votes}, {"votes": votes}


def _name_cluster(room: Any, _you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    named = {"name": args["name"], "is_named": True}
    clusters = [{**one, **named} if one["id"] == args["cluster"] else one for one in room.map.clusters]
    return "clustered", {"clusters": clusters}, {}


def _tidy(room: Any, _you: Wire, _args: Wire) -> tuple[str, Wire, Wire]:
    positions = {ident: [round(x * 1.02, 1), round(y * 1.02, 1)] for ident, (x, y) in room.map.positions().items()}
    return "moved", {"positions": positions}, {}


def _pulled(**pull: Any) -> Callable[[Any, Wire, Wire], tuple[str, Wire, Wire]]:
    """A lever of the workshop, by a function of what stands there and of the arguments."""

    def lever(room: Any, you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
        if "facilitate" not in you.get("may", ["facilitate"]):
            raise Refused("NotAllowed", "Only who facilitates may do this.")
        workshop = room.map.workshop
        levers = {"is_locked": False, "locked": [], "hides_cursors": False, "lead": None, **workshop.get("levers", {})}
        for name, value in pull.items():
            levers[name] = value(levers[name], args, you)
        return "workshop", {"workshop": {**workshop, "levers": levers}}, {}

    return lever


def _lock(room: Any, you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    if "elements" not in args:
        return _pulled(is_locked=lambda _now, args, _you: args["is_on"])(room, you, args)
    chosen = args["elements"]
    turned = lambda now, args, _you: [each for each in now if each not in chosen] + chosen * args["is_on"]  # noqa: E731
    return _pulled(locked=turned)(room, you, args)


def _mute(room: Any, _you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    if args["person"] == "participant:helper":
        raise Refused("BadInput", "A co-facilitator cannot be muted. Take the role back first.")
    room.muted = [each for each in room.muted if each != args["person"]] + [args["person"]] * args["is_on"]
    return "", {}, {}


def _set_step(room: Any, _you: Wire, args: Wire) -> tuple[str, Wire, Wire]:
    return "workshop", {"workshop": {**room.map.workshop, "step": args["step"]}}, {}


_DEEDS: dict[str, Any] = {
    "remove_elements": lambda room, args: ([removal(room, args["elements"])], {}),
    "merge_elements": lambda room, args: (merging(room, args["keep"], args["drop"]), {"element": args["keep"]}),
    "place_elements": lambda room, args: (placing(room, args), {"placed": args["elements"]}),
    "park": lambda room, args: ([removal(room, args["elements"])], {"parked": args["elements"]}),
    "restore": lambda room, args: (restoring(room, args["revision"]), {}),
}
_COMMANDS: dict[str, Any] = {
    "add_stakeholder": _add,
    "add_challenge": _add,
    "add_link": _add_link,
    "edit_element": _edit,
    "edit_link": _edit,
    "move_elements": lambda _room, _you, args: ("moved", {"positions": args["positions"]}, {}),
    "remove_element": _remove,
    "remove_link": lambda _room, _you, args: ("unlinked", {"links": [args["link"]]}, {}),
    "vote": _vote,
    "name_cluster": _name_cluster,
    "tidy_up": _tidy,
    "find_clusters": lambda room, _you, _args: ("clustered", {"clusters": room.map.clusters}, {"count": 3}),
    "lock": _lock,
    "hide_cursors": _pulled(hides_cursors=lambda _now, args, _you: args["is_on"]),
    "lead": _pulled(lead=lambda _now, _args, you: {"id": you["id"], "name": you["name"]}),
    "mute": _mute,
    "set_step": _set_step,
    "ring": lambda _room, _you, _args: ("", {}, {}),
    "workshop": lambda _room, _you, args: ("workshop", {"workshop": args["workshop"]}, {}),
}
