"""Use cases of the record: what each change of a workshop's map was, in words, with the name that screens showed."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

from sotecin_graph.changes import Change, Wire
from sotecin_graph.elements import MapId
from sotecin_graph.exports.record import RecordForm, RecordRow, export_record
from sotecin_graph.fields import field_name
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Actor, Deed, WorkshopId
from sotecin_graph.ports import Database, UnitOfWork
from sotecin_graph.services.ground import workshop_for
from sotecin_graph.services.history import PAGE
from sotecin_graph.services.papers import Paper
from sotecin_graph.vocabulary import Kind, LinkType, label
from sotecin_graph.workshops import Workshop, WorkshopState


def record_paper(database: Database, by: Actor, ident: WorkshopId, form: str) -> Paper:
    """The record of a workshop in one of RecordForm, in the reader's language; for its facilitators."""
    workshop, rows = database.read(record_of, by=by, ident=ident)
    return Paper(export_record(workshop.title, rows, cast(RecordForm, form)), f"{workshop.title} record")


def record_of(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> tuple[Workshop, list[RecordRow]]:
    """All changes of the workshop's map and its tables' own maps in words, in order of time.

    Aliases are those of the screens: where names are hidden everyone is the same word. Who voted is not told, nor what
    waits to be shown.
    """
    workshop = workshop_for(uow, by, Deed.FACILITATE, ident)
    teller = _Teller(workshop)
    tables = uow.workshops.table_maps(workshop.id)
    teller.tables = {map_id: number for number, map_id in tables.items()}
    changes = [_changes(uow, workshop.map_id), *(_at_table(uow, map_id) for map_id in tables.values())]
    return workshop, [teller.row(change) for change in heapq.merge(*changes, key=lambda each: each.at)]


def _changes(uow: UnitOfWork, map_id: MapId) -> Iterator[Change]:
    last = 0
    while found := uow.maps.changes(map_id, since=last, most=PAGE):
        yield from found
        last = found[-1].revision


def _at_table(uow: UnitOfWork, map_id: MapId) -> Iterator[Change]:
    """What happened on a table's own map; the workshop's steps are told once, on the map of all."""
    return (change for change in _changes(uow, map_id) if change.kind != "workshop")


@dataclass(slots=True)
class _Teller:
    """Goes through the changes in order, and knows by what names things went at each moment."""

    workshop: Workshop
    names: dict[str, str] = field(default_factory=dict)
    step: str = ""
    tables: dict[MapId, int] = field(default_factory=dict)

    def row(self, change: Change) -> RecordRow:
        what, about = _TELL[change.kind](self, change.payload) if change.kind in _TELL else (change.kind, "")
        if change.undoes:
            what = _("took back: {what}").format(what=what)
        who = _("someone") if change.kind == "voted" else self._who(change)
        number = self.tables.get(change.map_id)
        where = _("Table {number}").format(number=number) if number else ""
        return RecordRow(change.revision, change.at, self.step, who, what, about, where)

    def _who(self, change: Change) -> str:
        if change.by_id.startswith("participant:") and self.workshop.plan.hides_names:
            return self.workshop.unnamed
        return change.by or _("someone")

    def placed(self, payload: Wire) -> tuple[str, str]:
        for each in payload["elements"]:
            self.names[each["id"]] = each["name"]
        for each in payload["links"]:
            self._learn(each)
        kinds = ", ".join(dict.fromkeys(label(Kind(each["kind"])) for each in payload["elements"]))
        return _("added: {kinds}").format(kinds=kinds), self._named(payload["elements"])

    def edited(self, payload: Wire) -> tuple[str, str]:
        before = self._name(payload["element"])
        self.names[payload["element"]] = payload["values"].get("name", before)
        fields = ", ".join(field_name(each) for each in payload["values"])
        return _("changed: {fields}").format(fields=fields), before

    def moved(self, payload: Wire) -> tuple[str, str]:
        return _("moved"), self._several(list(payload["positions"]))

    def removed(self, payload: Wire) -> tuple[str, str]:
        return _("took off the map"), self._several(payload["elements"])

    def linked(self, payload: Wire) -> tuple[str, str]:
        for each in payload["links"]:
            self._learn(each)
        types = ", ".join(dict.fromkeys(label(LinkType(each["type"])) for each in payload["links"]))
        return _("linked: {types}").format(types=types), self._named(payload["links"])

    def link_edited(self, payload: Wire) -> tuple[str, str]:
        fields = ", ".join(field_name(each) for each in payload["values"])
        return _("changed a link: {fields}").format(fields=fields), self._name(payload["link"])

    def unlinked(self, payload: Wire) -> tuple[str, str]:
        return _("removed a link"), self._several(payload["links"])

    def voted(self, payload: Wire) -> tuple[str, str]:
        votes = ngettext("{count} vote", "{count} votes", payload["votes"]).format(count=payload["votes"])
        return _("votes, now {votes}").format(votes=votes), self._name(payload["element"])

    def clustered(self, payload: Wire) -> tuple[str, str]:
        names = [each.get("name") or _("without a name") for each in payload["clusters"]]
        return _("grouped"), "; ".join(names)

    def went(self, payload: Wire) -> tuple[str, str]:
        told = payload["workshop"]
        if not told:
            return _("workshop"), ""
        steps = told["steps"]
        self.step = _(steps[told["step"]]["title"]) if steps else ""
        words = {WorkshopState.PLANNED: _("planned"), WorkshopState.OPEN: _("open"), WorkshopState.CLOSED: _("closed")}
        return _("workshop: {state}").format(state=words[WorkshopState(told["state"])]), self.step

    def renamed(self, payload: Wire) -> tuple[str, str]:
        return _("renamed the map"), payload["name"]

    def redacted(self, _payload: Wire) -> tuple[str, str]:
        return _("somebody was erased"), ""

    def _learn(self, link: Wire) -> None:
        self.names[link["id"]] = f"{self._name(link['source'])} → {self._name(link['target'])}"

    def _name(self, ident: str) -> str:
        return self.names.get(ident, "…")

    def _named(self, wires: list[Wire]) -> str:
        return "; ".join(self._name(each["id"]) for each in wires)

    def _several(self, idents: list[str]) -> str:
        return "; ".join(map(self._name, idents))


_TELL: dict[str, Callable[[_Teller, Wire], tuple[str, str]]] = {
    "placed": _Teller.placed,
    "edited": _Teller.edited,
    "moved": _Teller.moved,
    "removed": _Teller.removed,
    "linked": _Teller.linked,
    "link_edited": _Teller.link_edited,
    "unlinked": _Teller.unlinked,
    "voted": _Teller.voted,
    "clustered": _Teller.clustered,
    "workshop": _Teller.went,
    "renamed": _Teller.renamed,
    "redacted": _Teller.redacted,
}
