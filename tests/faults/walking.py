"""A random walk over two maps that share elements: everything that people can do, through the real use cases.

Each step is drawn from a number, so that a walk can be repeated, and made shorter by hypothesis.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.changes import Change
from sotecin_graph.elements import EDITABLE, LINK_EDITABLE, MapId
from sotecin_graph.errors import SotecinError
from sotecin_graph.live.commands import SLOW, Whose, run_command, worked_out
from sotecin_graph.maps import Map
from sotecin_graph.people import NOBODY, SYSTEM, Actor, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.rooms import changes_frame, encode
from sotecin_graph.services import clusters, erasures, maps, sessions, workshops
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy
from sotecin_graph.workshops import WorkshopState

WORDS = ("Wool", "Ελλάς", "İzmir", "a/b", "naïve", "🧵 thread", "</script>", '"quoted"', "zero", "Łódź")
CHAINS, STAGES, STRATEGIES = list(Chain), list(Stage), list(Strategy)
Wire = dict[str, Any]


@dataclass(slots=True)
class Screen:
    """One map as it is followed: in Python by stored changes, and the frames that a browser would have got."""

    map: Map
    frames: list[str]
    at_rest: dict[int, str] = field(default_factory=dict)


class Walk:
    """Two maps, the lead and two participants who act on them, and everything that the screens are told."""

    def __init__(self, database: SqlDatabase) -> None:
        self.database = database
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        ids, self.people = database.write(_prepare, mark=uuid.uuid4().hex[:8])
        self.screens = {ident: self._screen(ident) for ident in ids}
        database.on_commit(self._hear)

    def _screen(self, ident: MapId) -> Screen:
        facts, snapshot = self.database.read(lambda uow: (uow.maps.facts(ident), uow.maps.snapshot(ident)))
        assert facts is not None
        followed = Map(facts)
        followed.restore(snapshot)
        return Screen(followed, [encode({"type": "snapshot", **snapshot})])

    def _hear(self, changes: Sequence[Change]) -> None:
        self.kinds.update(change.kind for change in changes)
        for ident, screen in self.screens.items():
            own = [change for change in changes if change.map_id == ident]
            if own:
                screen.frames.append(changes_frame(own).text)

    def step(self, number: int, *, name: str = "") -> None:
        """One deed, chosen by the number unless it is named; refusals count as such."""
        chance = random.Random(number)
        name = name or chance.choices(list(DEEDS), weights=[weight for weight, _args in DEEDS.values()])[0]
        ident = chance.choice(list(self.screens))
        args = DEEDS[name][1](_Look(self, ident, chance))
        is_lead = name in LEADS or chance.random() < 0.4
        by = self.people[0 if is_lead else 1 + list(self.screens).index(ident)]
        try:
            self._act(by, ident, name, args)
            self.done[name] += 1
        except SotecinError as refusal:
            self.refused[f"{name}: {refusal.name}"] += 1
        self.follow()

    def _act(self, by: str, ident: MapId, name: str, args: Wire) -> None:
        if name in DIRECT:
            self.database.write(DIRECT[name], by=SYSTEM, map_id=ident, **args)
            return
        given: Wire = {"whose": Whose(by), "map_id": ident, "name": name}
        if name in SLOW:
            args = worked_out(self.database, args=args, **given)
        self.database.write(run_command, client_id=uuid.uuid4().hex, args=args, **given)

    def follow(self) -> None:
        """Move the followed maps on by what is stored."""
        for ident, screen in self.screens.items():
            for change in self.database.read(_later, map_id=ident, since=screen.map.revision):
                screen.map.apply(change)

    def fresh(self, ident: MapId) -> Wire:
        """The map as someone who arrives now is shown it."""
        return self.database.read(lambda uow: uow.maps.snapshot(ident))


class _Look:
    """What a step sees of its map, and the dice."""

    def __init__(self, walk: Walk, ident: MapId, chance: random.Random) -> None:
        self.walk, self.ident, self.chance = walk, ident, chance
        self.map = walk.screens[ident].map
        self.elements, self.links = self.map.element_wires(), self.map.link_wires()

    def one(self, things: list[Wire]) -> Wire:
        return self.chance.choice(things) if things else {"id": "0", "versions": {}}

    def some(self, values: list[Any], most: int = 4) -> list[Any]:
        return self.chance.sample(values, min(len(values), self.chance.randint(0, most)))

    def text(self) -> str:
        return f"{self.chance.choice(WORDS)} {self.chance.randrange(1000)}"

    def spot(self) -> list[float]:
        return [round(self.chance.uniform(-900, 900), 3), self.chance.randrange(-900, 900)]

    def ids(self, most: int = 4) -> list[str]:
        return [wire["id"] for wire in self.some(self.elements, most)]


def _stakeholder(look: _Look) -> Wire:
    found: Wire = {"name": look.text(), "kind": look.chance.choice(GROUPS).value, "chains": look.some(CHAINS)}
    if look.chance.random() < 0.8:
        found["x"], found["y"] = look.spot()
    return found


def _challenge(look: _Look) -> Wire:
    concerns = [wire["id"] for wire in look.some([each for each in look.elements if each["kind"] != "challenge"], 2)]
    x, y = look.spot()
    return {"name": look.text(), "problem": look.text(), "concerns": concerns, "x": x, "y": y}


def _link(look: _Look) -> Wire:
    kind = look.chance.choice(list(LinkType))
    source = look.one(look.elements)
    fits = [each for each in look.elements if _fits(kind, source, each)] or look.elements
    state = look.chance.choice(list(LinkState)).value
    return {"source": source["id"], "target": look.one(fits)["id"], "type": kind.value, "state": state}


def _fits(kind: LinkType, source: Wire, target: Wire) -> bool:
    return source is not target and kind.fits(Kind(source["kind"]), Kind(target["kind"]))


def _value(look: _Look, name: str) -> Any:
    chosen = {
        "kind": lambda: look.chance.choice(GROUPS).value,
        "hub": lambda: look.chance.choice([*(hub.value for hub in Hub), None]),
        "country": lambda: look.chance.choice(["NL", "TR", "", "PT"]),
        "chains": lambda: [each.value for each in look.some(CHAINS)],
        "strategies": lambda: [each.value for each in look.some(STRATEGIES)],
        "stages": lambda: [each.value for each in look.some(STAGES)],
        "type": lambda: look.chance.choice(list(LinkType)).value,
        "state": lambda: look.chance.choice(list(LinkState)).value,
        "is_circular": lambda: look.chance.random() < 0.5,
    }
    return chosen.get(name, look.text)()


def _edit(look: _Look, what: str, things: list[Wire], fields: tuple[str, ...]) -> Wire:
    thing, name = look.one(things), look.chance.choice(fields)
    version = thing["versions"].get(name, 0) if look.chance.random() < 0.9 else 0
    return {what: thing["id"], "field": name, "base_version": version, "value": _value(look, name)}


def _name_cluster(look: _Look) -> Wire:
    return {"cluster": look.one(look.map.clusters)["id"], "name": look.text()}


def _elsewhere(look: _Look) -> Wire:
    others = [screen.map for ident, screen in look.walk.screens.items() if ident != look.ident]
    ids = [wire["id"] for wire in look.some(others[0].element_wires())]
    return {"elements": ids, "positions": {ident: look.spot() for ident in ids if look.chance.random() < 0.6}}


def _deed(look: _Look) -> Wire:
    if look.chance.random() < 0.5:
        return {}
    done = look.walk.database.read(lambda uow: uow.maps.latest_changes(look.ident, most=20))
    return {"deed": look.chance.choice(done).deed} if done else {}


def _merge(look: _Look) -> Wire:
    keep = look.one(look.elements)
    alike = [each for each in look.elements if (each["kind"] == "challenge") == (keep.get("kind") == "challenge")]
    return {"keep": keep["id"], "drop": look.one(alike)["id"]}


def _positions(look: _Look) -> Wire:
    return {"positions": {ident: look.spot() for ident in look.ids()}}


def _tidied(look: _Look) -> Wire:
    """As the server works it out: to a tenth of a unit."""
    return {"positions": {ident: (round(x, 1), y) for ident, (x, y) in _positions(look)["positions"].items()}}


def _vote(look: _Look) -> Wire:
    raised = [wire for wire in look.elements if wire["kind"] == "challenge"]
    return {"element": look.one(raised)["id"], "is_on": look.chance.random() < 0.7}


def _dots(look: _Look) -> Wire:
    return {"element": _vote(look)["element"], "dots": look.chance.randint(0, 3)}


def _second_round(look: _Look) -> Wire:
    raised = [wire["id"] for wire in look.elements if wire["kind"] == "challenge"]
    return {"candidates": look.some(raised), "dots": 2}


def _state(look: _Look) -> Wire:
    return {"state": WorkshopState.CLOSED if look.chance.random() < 0.3 else WorkshopState.OPEN}


DEEDS: dict[str, tuple[int, Callable[[_Look], Wire]]] = {
    "add_stakeholder": (16, _stakeholder),
    "add_challenge": (8, _challenge),
    "add_link": (12, _link),
    "edit_element": (12, lambda look: _edit(look, "element", look.elements, EDITABLE)),
    "edit_link": (6, lambda look: _edit(look, "link", look.links, LINK_EDITABLE)),
    "move_elements": (8, _positions),
    "remove_element": (2, lambda look: {"element": look.one(look.elements)["id"]}),
    "remove_elements": (1, lambda look: {"elements": look.ids(3)}),
    "remove_link": (2, lambda look: {"link": look.one(look.links)["id"]}),
    "vote": (10, _vote),
    "undo": (9, _deed),
    "redo": (5, lambda _look: {}),
    "merge_elements": (3, _merge),
    "place_elements": (6, _elsewhere),
    "restore": (1, lambda look: {"revision": look.chance.randint(0, look.map.revision)}),
    "find_clusters": (1, lambda look: {"resolution": look.chance.choice([0.7, 1.0, 1.5])}),
    "name_cluster": (1, _name_cluster),
    "set_step": (1, lambda look: {"step": look.chance.randrange(len((look.map.workshop or {})["steps"]))}),
    "give_dots": (3, _dots),
    "second_round": (1, _second_round),
    "reveal": (1, lambda _look: {}),
    "arrange": (1, _tidied),
    "rename_map": (1, lambda look: {"name": f"{look.text()} {uuid.UUID(int=look.chance.getrandbits(128))}"}),
    "set_state": (1, _state),
    "draw": (1, lambda look: {"name": look.text(), "members": look.ids()}),
    "erase": (1, lambda look: {"word": look.chance.choice(["naïve", "thread", "quoted"])}),
}


def _erase(uow: UnitOfWork, *, by: Actor, map_id: MapId, word: str) -> None:
    erasures.take_out_words(uow, by=by, words=[word])


DIRECT: dict[str, Callable[..., Any]] = {
    "erase": _erase,
    "arrange": maps.arrange,
    "rename_map": maps.rename_map,
    "set_state": workshops.set_state,
    "draw": clusters.draw,
}
BEFORE = {"redo": "undo", "name_cluster": "draw"}
"""What makes a deed possible."""
SELDOM = {"give_dots", "second_round", "reveal"}
"""What the right step of an agenda must allow; a short walk may not come there."""
LEADS = {"reveal", "second_round", "place_elements", "restore", "find_clusters", "name_cluster", "set_step"}


def _later(uow: UnitOfWork, *, map_id: MapId, since: int) -> list[Change]:
    return uow.maps.changes(map_id, since=since)


def _prepare(uow: UnitOfWork, *, mark: str) -> tuple[list[MapId], list[str]]:
    place = {"hubs": (Hub.NORTH_WEST,), "chains": (Chain.TEXTILES,), "starts_at": datetime(2026, 10, 14, 9, tzinfo=UTC)}
    opened = [
        workshops.open_workshop(uow, by=SYSTEM, title=f"{title} {mark}", agenda=agenda, **place)  # type: ignore[arg-type]
        for title, agenda in (("One", "open"), ("Other", "half-day"))
    ]
    grants = (Grant(Role.PROGRAMME_LEAD),)
    lead = sessions.add_account(uow, by=SYSTEM, username=mark, name="Lead", password_hash="-", grants=grants)
    joined = [
        sessions.join_workshop(uow, by=NOBODY, code=each.code, alias=f"Person {each.title}", consents=True)
        for each in opened
    ]
    return [each.map_id for each in opened], [f"account:{lead.id}", *joined]
