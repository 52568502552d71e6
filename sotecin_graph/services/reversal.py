"""Turning back the changes of one deed, the last first, unless others have built on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sotecin_graph.changes import Change, Wire
from sotecin_graph.clusters import cluster_from_wire, cluster_to_wire
from sotecin_graph.elements import EDITABLE, LINK_EDITABLE, Element, ElementId, Link, LinkId, MapId
from sotecin_graph.errors import BuiltOn, NothingToUndo
from sotecin_graph.fields import plain, read_field
from sotecin_graph.language import _
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import effects
from sotecin_graph.services.clusters import clusters_shown


def reverse(uow: UnitOfWork, changes: Sequence[Change], *, by: Actor) -> None:
    """Turn back all changes of a deed, given in their order; BuiltOn or NothingToUndo where one of them cannot be."""
    reversal = _Reversal(uow, by)
    for change in reversed(changes):
        _REVERSE[change.kind](reversal, change, change.before or {})


@dataclass(slots=True)
class _Reversal:
    """What stands on several maps was recorded on each, and is put right once."""

    uow: UnitOfWork
    by: Actor
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def place(self, change: Change, _before: Wire) -> None:
        here = self.uow.elements.positions(change.map_id)
        came = {wire["id"]: wire for wire in change.payload["elements"]}
        there = [each for each in self.uow.elements.many(came) if each.id in here]
        links = self.uow.links.on(change.map_id)
        for element in there:
            if self.uow.elements.maps_of(element.id) != [change.map_id]:
                continue  # it stays in the community, so nothing that others did to it is lost
            self._must_be_untouched(change, element, came[element.id], links)
        effects.take_off(self.uow, change.map_id, there, by=self.by)

    def _must_be_untouched(self, change: Change, element: Element, came: Wire, links: Sequence[Link]) -> None:
        name = element.name
        if any(plain(getattr(element, one)) != came[one] for one in EDITABLE):
            raise self._built_on(change, element.id, _("{who} has changed “{name}” since."), name)
        own = {wire["id"] for wire in change.payload["links"]}
        later = (link for link in links if link.id not in own and link.created_at and link.created_at >= change.at)
        if any(element.id in (link.source, link.target) for link in later):
            raise self._built_on(change, element.id, _("{who} has linked “{name}” since."), name)
        if not came["votes"] and set(self.uow.elements.voters(change.map_id, element.id)) - {change.by_id}:
            raise BuiltOn(_("“{name}” has votes by now.").format(name=name))
        if self.uow.missions.with_member(element.id) or self.uow.calls.challenges(element_id=element.id):
            raise BuiltOn(_("“{name}” is part of a mission by now.").format(name=name))

    def remove(self, change: Change, before: Wire) -> None:
        links = [LinkId(ident) for ident in before["links"]]
        effects.bring_back(self.uow, change.map_id, _places(before), links, by=self.by)

    def edit(self, change: Change, before: Wire) -> None:
        element = self.uow.elements.get(change.payload["element"])
        if element is None or element.removed_at:
            raise _gone()
        if self._is_first(element.id, *before["values"]):
            if any(plain(getattr(element, one)) != value for one, value in change.payload["values"].items()):
                raise self._built_on(change, element.id, _("{who} has changed “{name}” since."), element.name)
            effects.set_values(self.uow, element, _read(before["values"]), by=self.by)

    def move(self, change: Change, before: Wire) -> None:
        here = self.uow.elements.positions(change.map_id, among=change.payload["positions"])
        put = change.payload["positions"]
        places = {ident: at for ident, at in _places(before).items() if here.get(ident) == tuple(put[ident])}
        if not places:
            raise self._built_on(change, next(iter(put)), _("{who} has moved this since."))
        effects.move(self.uow, change.map_id, places, by=self.by)

    def link(self, change: Change, _before: Wire) -> None:
        for wire in change.payload["links"]:
            link = self.uow.links.get(wire["id"])
            if link is None:
                continue
            if any(plain(getattr(link, one)) != wire[one] for one in LINK_EDITABLE):
                raise self._built_on(change, link.id, _("{who} has changed this link since."))
            effects.unlink(self.uow, [link], by=self.by)

    def unlink(self, _change: Change, before: Wire) -> None:
        effects.relink(self.uow, [LinkId(ident) for ident in before["links"]], by=self.by)

    def edit_link(self, change: Change, before: Wire) -> None:
        link = self.uow.links.get(change.payload["link"])
        if link is None:
            raise _gone()
        if self._is_first(link.id, *before["values"]):
            if any(plain(getattr(link, one)) != change.payload["values"][one] for one in before["values"]):
                raise self._built_on(change, link.id, _("{who} has changed this link since."))
            effects.set_link_values(self.uow, link, _read(before["values"]), by=self.by)

    def vote(self, change: Change, before: Wire) -> None:
        element = change.payload["element"]
        if element not in self.uow.elements.positions(change.map_id, among=[element]):
            raise _gone()
        given = {"give": before["give"], "take": before["take"]}
        effects.set_votes(self.uow, change.map_id, element, **given, by=self.by)

    def cluster(self, change: Change, before: Wire) -> None:
        now = self.uow.clusters.on_map(change.map_id)
        if clusters_shown(now) != change.payload["clusters"]:
            raise self._built_on(change, "", _("{who} has changed the clusters since."))
        clusters = [cluster_from_wire(each) for each in before["clusters"]]
        self.uow.clusters.replace(change.map_id, clusters)
        kept = {"clusters": [cluster_to_wire(each) for each in now]}
        self.uow.record(change.map_id, "clustered", {"clusters": clusters_shown(clusters)}, by=self.by, before=kept)

    def rename(self, change: Change, before: Wire) -> None:
        facts = self.uow.maps.facts(change.map_id)
        if facts is None or facts.name != change.payload["name"] or self.uow.maps.named(before["name"]):
            raise self._built_on(change, "", _("{who} has changed the name since."))
        self.uow.maps.rename(change.map_id, before["name"])
        self.uow.record(change.map_id, "renamed", dict(before), by=self.by, before={"name": facts.name})

    def _is_first(self, *what: str) -> bool:
        is_first = what not in self.seen
        self.seen.add(what)
        return is_first

    def _built_on(self, change: Change, ident: str, sentence: str, name: str = "") -> BuiltOn:
        who = _who_since(self.uow, change.map_id, change.revision, ident) or _("Someone")
        return BuiltOn(sentence.format(who=who, name=name))


def _who_since(uow: UnitOfWork, map_id: MapId, revision: int, ident: str) -> str:
    """Who last touched a thing, or anything where no id is given, after a revision; empty where nobody did."""
    later = reversed(uow.maps.changes(map_id, since=revision))
    return next((each.by for each in later if not ident or ident in touched(each)), "")


def touched(change: Change) -> set[str]:
    """The ids of the elements and links that a change is about; of links that came, their ends too."""
    payload = change.payload
    found = {payload[name] for name in ("element", "link") if name in payload} | set(payload.get("positions", ()))
    for thing in (*payload.get("elements", ()), *payload.get("links", ())):
        if isinstance(thing, dict):
            found |= {thing[end] for end in ("id", "source", "target") if end in thing}
        else:
            found.add(thing)
    return found


def _places(before: Wire) -> dict[ElementId, effects.Position]:
    return {ElementId(ident): (at[0], at[1]) for ident, at in before["positions"].items()}


def _read(values: Wire) -> Wire:
    return {name: tuple(value) if name in _MERGED else read_field(name, value) for name, value in values.items()}


def _gone() -> NothingToUndo:
    return NothingToUndo(_("This is no longer there to be undone."))


_MERGED = ("aliases", "also_by")

_REVERSE: dict[str, Callable[[_Reversal, Change, Wire], None]] = {
    "placed": _Reversal.place,
    "removed": _Reversal.remove,
    "edited": _Reversal.edit,
    "moved": _Reversal.move,
    "linked": _Reversal.link,
    "unlinked": _Reversal.unlink,
    "link_edited": _Reversal.edit_link,
    "voted": _Reversal.vote,
    "clustered": _Reversal.cluster,
    "renamed": _Reversal.rename,
}
