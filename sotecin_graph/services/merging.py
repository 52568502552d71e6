"""Merging two elements that are the same: names, links, authors, votes and places are kept, and it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import effects
from sotecin_graph.services.elements import element_on
from sotecin_graph.services.ground import ground_for

_TEXTS = ("hub", "country", "problem", "wish", "note")
_LISTS = ("chains", "strategies", "stages")


def merge_elements(uow: UnitOfWork, *, by: Actor, map_id: MapId, keep: ElementId, drop: ElementId) -> ElementId:
    """Make one element of two that stand on the map; returns the kept one's id.

    The kept one takes over the other's name as an alias, its authors, its links, its votes and its places on other
    maps, its tags, and its texts where it had none itself. Missions that counted on the other find the kept one.
    """
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    kept, gone = element_on(uow, ground, keep), element_on(uow, ground, drop)
    if keep == drop:
        raise BadInput(_("Choose two different elements to merge."), field="drop")
    if kept.is_challenge is not gone.is_challenge:
        raise BadInput(_("A stakeholder and a challenge cannot be merged."), field="drop")
    for each in (kept, gone):
        ground.must_edit(by, author_id=each.by_id, element=each.id)
    if uow.calls.challenges(element_id=drop):
        raise WrongState(_("“{name}” is already on its way into a call. Keep that one.").format(name=gone.name))
    values = _taken_over(kept, gone)
    if values:
        kept = effects.set_values(uow, kept, values, by=by)
    _take_places(uow, kept, gone, by=by)
    _take_links(uow, keep, drop, by=by)
    for shown_on in uow.elements.maps_of(drop):
        voters = uow.elements.voters(shown_on, drop)
        if voters:
            effects.set_votes(uow, shown_on, keep, give=voters, take=(), by=by)
    for shown_on in uow.elements.maps_of(drop):
        effects.take_off(uow, shown_on, [gone], by=by)
    uow.elements.update(replace(gone, removed_at=uow.now, merged_into=keep))
    return keep


def _taken_over(kept: Element, gone: Element) -> dict[str, Any]:
    """The fields of the kept element that gain something."""
    names = dict.fromkeys([*kept.aliases, gone.name, *gone.aliases])
    authors = dict.fromkeys([*kept.also_by, gone.by, *gone.also_by])
    new: dict[str, Any] = {
        "aliases": tuple(name for name in names if name != kept.name),
        "also_by": tuple(name for name in authors if name and name != kept.by),
    }
    for field in _TEXTS:
        new[field] = getattr(kept, field) or getattr(gone, field)
    for field in _LISTS:
        new[field] = _both(getattr(kept, field), getattr(gone, field))
    return {field: value for field, value in new.items() if value != getattr(kept, field)}


def _both(one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """All of both in the order of their vocabulary."""
    chosen = {*one, *other}
    return tuple(each for each in type(next(iter(chosen))) if each in chosen) if chosen else ()


def _take_places(uow: UnitOfWork, kept: Element, gone: Element, *, by: Actor) -> None:
    here = uow.elements.maps_of(kept.id)
    for map_id in uow.elements.maps_of(gone.id):
        if map_id not in here:
            effects.show_elements(uow, map_id, [kept], {kept.id: uow.elements.positions(map_id)[gone.id]}, by=by)


def _take_links(uow: UnitOfWork, keep: ElementId, drop: ElementId, *, by: Actor) -> None:
    """Draw the links of the one at the other, with their authors, unless they are there or would join it to itself."""
    old = uow.links.of(drop)
    drawn = {(link.source, link.target, link.type) for link in uow.links.of(keep)}
    new: list[Link] = []
    for link in old:
        source, target = (keep if end == drop else end for end in (link.source, link.target))
        if source != target and (source, target, link.type) not in drawn:
            drawn.add((source, target, link.type))
            seq = uow.links.next_seq() + len(new)
            new.append(replace(link, id=LinkId(new_ident()), seq=seq, source=source, target=target))
    effects.unlink(uow, old, by=by)
    for link in new:
        uow.links.add(link)
        effects.tell_link(uow, link, by=by)
