"""Deeds on a map in memory: several changes at once, taking them back, and what happened before a test began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sotecin_graph.changes import Change
from sotecin_graph.elements import MapId
from sotecin_graph.maps import Map, MapFacts
from tests.canvas.example_map import NAMES, element

Wire = dict[str, Any]
Step = tuple[str, Wire]
_numbers = count(1)
_PAGE = 1000


class Refused(Exception):
    """An answer that says no."""

    def __init__(self, error: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.wire = {"error": error, "message": message, "details": details}


def do(room: Any, you: Wire, steps: list[Step], undoes: str | None = None) -> tuple[list[Wire], str]:
    """Apply changes as one deed; what would take it back is kept in the room. Returns the changes and the deed."""
    deed = f"deed{next(_numbers)}"
    told: list[Wire] = []
    back: list[Step] = []
    for kind, payload in steps:
        back = [*inverse(room.map, kind, payload), *back]
        revision = room.map.revision + 1
        by = (you["name"], you["id"], datetime.now(UTC))
        change = Change(room.map.facts.id, revision, kind, payload, *by, deed=deed, undoes=undoes)
        room.map.apply(change)
        told.append(change.to_wire())
    room.changes += told
    room.deeds.append({"id": deed, "by_id": you["id"], "undoes": undoes, "back": back, "changes": told})
    return told, deed


def inverse(map_: Map, kind: str, payload: Wire) -> list[Step]:
    """The changes that lead back from a change to the map before it."""
    elements = {wire["id"]: wire for wire in map_.element_wires()}
    links = {wire["id"]: wire for wire in map_.link_wires()}
    if kind in ("edited", "link_edited"):
        what = "element" if kind == "edited" else "link"
        wire = (elements if kind == "edited" else links)[payload[what]]
        values = {name: wire[name] for name in payload["values"]}
        versions = {name: number + 1 for name, number in payload["versions"].items()}
        return [(kind, {what: payload[what], "values": values, "versions": versions})]
    ids = {"elements": [wire["id"] for wire in payload.get("elements", ()) if isinstance(wire, dict)]}
    backs: dict[str, Any] = {
        "placed": lambda: ("removed", {**ids, "links": [wire["id"] for wire in payload["links"]]}),
        "linked": lambda: ("unlinked", {"links": [wire["id"] for wire in payload["links"]]}),
        "unlinked": lambda: ("linked", {"links": [links[ident] for ident in payload["links"]]}),
        "removed": lambda: (
            "placed",
            {
                "elements": [elements[ident] for ident in payload["elements"]],
                "links": [links[ident] for ident in payload["links"]],
            },
        ),
        "moved": lambda: (
            "moved",
            {"positions": {ident: [elements[ident]["x"], elements[ident]["y"]] for ident in payload["positions"]}},
        ),
        "voted": lambda: ("voted", {**payload, "votes": elements[payload["element"]]["votes"]}),
        "clustered": lambda: ("clustered", {"clusters": map_.clusters}),
    }
    return [backs[kind]()] if kind in backs else []


def take_back(room: Any, you: Wire, deed: str | None) -> tuple[list[Step], Wire, str]:
    """Undo of one deed, or of one's own last that stands."""
    undone = _undone(room)
    own = [one for one in room.deeds if one["by_id"] == you["id"] and not one["undoes"] and one["id"] not in undone]
    found = next((one for one in room.deeds if one["id"] == deed), None) if deed else (own or [None])[-1]
    if found is None or found["id"] in undone:
        raise Refused("NothingToUndo", "There is nothing of yours to undo here.")
    if builder := _built_on(room, found):
        raise Refused("BuiltOn", f"{builder} has built on this. Nothing was changed.")
    kinds = list(dict.fromkeys(change["kind"] for change in found["changes"]))
    return found["back"], {"deed": found["id"], "kinds": kinds}, found["id"]


def put_back(room: Any, you: Wire) -> tuple[list[Step], Wire, str]:
    """Redo of one's own last undo that stands."""
    undone = _undone(room)
    mine = [one for one in room.deeds if one["by_id"] == you["id"]]
    if not mine or not mine[-1]["undoes"] or mine[-1]["id"] in undone:
        raise Refused("NothingToUndo", "There is nothing to do again.")
    return mine[-1]["back"], {"deed": mine[-1]["id"], "kinds": []}, mine[-1]["id"]


def _undone(room: Any) -> set[str]:
    undone: set[str] = set()
    for one in reversed(room.deeds):
        if one["undoes"] and one["id"] not in undone:
            undone.add(one["undoes"])
    return undone


def _built_on(room: Any, deed: Wire) -> str | None:
    """Who else has changed the wording of, or linked, what this deed added."""
    added = {wire["id"] for change in deed["changes"] for wire in change["payload"].get("elements", ()) if "id" in wire}
    for later in room.deeds[room.deeds.index(deed) + 1 :]:
        for change in later["changes"]:
            ends = {end for link in change["payload"].get("links", ()) if "id" in link for end in _ends(link)}
            if later["by_id"] != deed["by_id"] and added & {change["payload"].get("element"), *ends}:
                return str(change["by"])
    return None


def _ends(link: Any) -> tuple[str, ...]:
    return (link["source"], link["target"]) if isinstance(link, dict) else ()


def removal(room: Any, gone: list[str]) -> Step:
    links = [one["id"] for one in room.map.link_wires() if {one["source"], one["target"]} & set(gone)]
    return "removed", {"elements": gone, "links": links}


def merging(room: Any, keep: str, drop: str) -> list[Step]:
    """The kept one takes over name, author, links and votes of the other."""
    wires = {wire["id"]: wire for wire in room.map.element_wires()}
    kept, gone = wires[keep], wires[drop]
    if (kept["kind"] == "challenge") != (gone["kind"] == "challenge"):
        raise Refused("BadInput", "A stakeholder and a challenge cannot be merged.")
    values = {"aliases": [*kept.get("aliases", []), gone["name"]], "also_by": [*kept.get("also_by", []), gone["by"]]}
    old = [wire for wire in room.map.link_wires() if drop in (wire["source"], wire["target"])]
    ends = [{end: keep if wire[end] == drop else wire[end] for end in ("source", "target")} for wire in old]
    new = [
        {**wire, **end, "id": f"m{wire['id']}"}
        for wire, end in zip(old, ends, strict=True)
        if end["source"] != end["target"]
    ]
    return [
        ("edited", {"element": keep, "values": values, "versions": {"aliases": 1, "also_by": 1}}),
        ("unlinked", {"links": [wire["id"] for wire in old]}),
        ("linked", {"links": new}),
        ("voted", {"element": keep, "votes": kept["votes"] + gone["votes"]}),
        ("removed", {"elements": [drop], "links": []}),
    ]


def placing(room: Any, args: Wire) -> list[Step]:
    """Elements of other maps: the fake community knows a name for any id, and what was removed here."""
    known = {wire["id"]: wire for change in room.changes for wire in _elements_of(change)}
    known |= {wire["id"]: wire for deed in room.deeds for _kind, back in deed["back"] for wire in _wires(back)}
    places = args.get("positions", {})
    here = {wire["id"] for wire in room.map.element_wires()}
    new = []
    for seq, ident in enumerate(ident for ident in args["elements"] if ident not in here):
        wire = known.get(ident) or element(ident, 9000 + seq, "industry", f"From elsewhere {ident}", x=700.0, y=560.0)
        x, y = places.get(ident, (wire["x"], wire["y"]))
        new.append({**wire, "x": x, "y": y})
    return [("placed", {"elements": new, "links": []})]


def _elements_of(change: Wire) -> list[Wire]:
    return _wires(change["payload"])


def _wires(payload: Wire) -> list[Wire]:
    return [wire for wire in payload.get("elements", ()) if isinstance(wire, dict)]


def restoring(room: Any, revision: int) -> list[Step]:
    """Bring elements, links and places back to how they were."""
    then = Map(MapFacts(MapId("then"), "", room.map.facts.kind, (), (), 0))
    for wire in past_and_since(room)[:revision]:
        at = datetime.fromisoformat(wire["at"])
        then.apply(Change(MapId("then"), wire["revision"], wire["kind"], wire["payload"], "", "", at))
    old = {wire["id"]: wire for wire in then.element_wires()}
    now = {wire["id"]: wire for wire in room.map.element_wires()}
    old_links = {wire["id"]: wire for wire in then.link_wires()}
    came = [ident for ident in now if ident not in old]
    steps = [removal(room, came)] if came else []
    gone_links = set(steps[0][1]["links"]) if steps else set()
    links_now = {wire["id"] for wire in room.map.link_wires()} - gone_links
    back = {
        "elements": [wire for ident, wire in old.items() if ident not in now],
        "links": [wire for ident, wire in old_links.items() if ident not in links_now],
    }
    if back["elements"] or back["links"]:
        steps.append(("placed", back))
    if later := [ident for ident in links_now if ident not in old_links]:
        steps.append(("unlinked", {"links": later}))
    moved = {ident: [wire["x"], wire["y"]] for ident, wire in old.items()}
    return [*steps, ("moved", {"positions": moved})]


def history(room: Any, since: int) -> Wire:
    """The answer to what has happened since a revision."""
    changes = [one for one in past_and_since(room) if one["revision"] > since]
    return {"changes": changes[:_PAGE], "revision": room.map.revision, "first": 0}


def past_and_since(room: Any) -> list[Wire]:
    """All changes of a room; those before it opened are made up from the map that it opened with."""
    if room.past is None:
        room.past = _past_of(room.began)
    return [*room.past, *room.changes]


def _past_of(snapshot: Wire) -> list[Wire]:
    """As many changes as the snapshot's revision says, that lead to it; four a minute, up to now."""
    most = snapshot["revision"] - 2
    things = [("placed", wire) for wire in snapshot["elements"]] + [("linked", wire) for wire in snapshot["links"]]
    steps: list[Step] = [("workshop", {"workshop": snapshot["workshop"]})]
    share = max(1, -(-len(things) // most))
    for first in range(0, len(things), share):
        part = things[first : first + share]
        placed = [wire for kind, wire in part if kind == "placed"]
        linked = [wire for kind, wire in part if kind == "linked"]
        steps.append(("placed", {"elements": placed, "links": linked}) if placed else ("linked", {"links": linked}))
    moved = {wire["id"]: [wire["x"], wire["y"]] for wire in snapshot["elements"][:1]}
    while len(steps) < snapshot["revision"] - 1:
        steps.append(("moved", {"positions": moved}))
    steps.append(("clustered", {"clusters": snapshot["clusters"]}))
    start = datetime.now(UTC) - timedelta(seconds=15 * len(steps))
    return [
        {
            "revision": number,
            "kind": kind,
            "payload": payload,
            "by": NAMES[number % 6],
            "by_id": f"p{number % 6}",
            "at": (start + timedelta(seconds=15 * number)).isoformat(),
            "deed": f"past{number}",
            "undoes": None,
        }
        for number, (kind, payload) in enumerate(steps, 1)
    ]
