"""What deeds do to maps: each effect is kept and recorded together with what undoing it needs.

Nobody is asked here whether they may: use cases do that first. An effect on an element or link that stands on several
maps is recorded on each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sotecin_graph.changes import element_to_wire, link_to_wire
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.fields import plain
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork

Position = tuple[float, float]
T = TypeVar("T", Element, Link)


def show_elements(
    uow: UnitOfWork, map_id: MapId, elements: Sequence[Element], spots: Mapping[ElementId, Position], *, by: Actor
) -> None:
    """Place elements of the community on a map, together with the links that it shows from now on."""
    if not elements:
        return
    uow.elements.place(map_id, {each.id: spots[each.id] for each in elements})
    here = uow.elements.positions(map_id)
    votes = uow.elements.votes(map_id)
    links: dict[LinkId, Link] = {}
    for each in elements:
        shown = (link for link in uow.links.of(each.id) if link.source in here and link.target in here)
        links.update({link.id: link for link in shown})
    payload = {
        "elements": [element_to_wire(each, *here[each.id], votes.get(each.id, 0)) for each in elements],
        "links": [link_to_wire(link) for link in links.values()],
    }
    uow.record(map_id, "placed", payload, by=by, before={})


def take_off(uow: UnitOfWork, map_id: MapId, elements: Sequence[Element], *, by: Actor) -> None:
    """Take elements off a map; one that stands on no other map leaves the community with its links."""
    if not elements:
        return
    idents = {each.id for each in elements}
    here = uow.elements.positions(map_id, among=idents)
    shown = [link.id for link in uow.links.on(map_id) if {link.source, link.target} & idents]
    cut: list[LinkId] = []
    for each in elements:
        uow.elements.unplace(map_id, each.id)
        if not uow.elements.maps_of(each.id):
            own = [link.id for link in uow.links.of(each.id)]
            uow.links.remove(own, uow.now)
            uow.elements.update(replace(each, removed_at=uow.now))
            cut += own
    before = {"positions": {each.id: list(here[each.id]) for each in elements}, "links": cut}
    uow.record(map_id, "removed", {"elements": [each.id for each in elements], "links": shown}, by=by, before=before)


def bring_back(
    uow: UnitOfWork,
    map_id: MapId,
    positions: Mapping[ElementId, Position],
    links: Sequence[LinkId],
    *,
    by: Actor,
) -> None:
    """Place again what was taken off, with the links that it lost then; what has come back meanwhile stays."""
    here = uow.elements.positions(map_id)
    elements = [replace(each, removed_at=None, merged_into=None) for each in uow.elements.many(positions)]
    for each in elements:
        uow.elements.update(each)
    missing = {each.id: each for each in elements if each.id not in here}
    with_them = [link for link in _can_return(uow, links) if link.source in missing or link.target in missing]
    came = [link.id for link in with_them]
    uow.links.revive(came)
    show_elements(uow, map_id, list(missing.values()), positions, by=by)
    for link in with_them:
        tell_link(uow, link, by=by, shown_on=map_id)
    relink(uow, [ident for ident in links if ident not in came], by=by)


def relink(uow: UnitOfWork, links: Sequence[LinkId], *, by: Actor) -> list[LinkId]:
    """Draw removed links again, where both ends are there and nobody has drawn the same meanwhile."""
    back = _can_return(uow, links)
    uow.links.revive([link.id for link in back])
    for link in back:
        tell_link(uow, link, by=by)
    return [link.id for link in back]


def tell_link(uow: UnitOfWork, link: Link, *, by: Actor, shown_on: MapId | None = None) -> None:
    """Record a link that is there from now on, on every map that shows both ends; one may show it already."""
    for map_id in maps_of_link(uow, link):
        if map_id == shown_on:
            continue
        uow.record(map_id, "linked", {"links": [link_to_wire(link)]}, by=by, before={})


def unlink(uow: UnitOfWork, links: Sequence[Link], *, by: Actor) -> None:
    """Remove links from the community, and so from every map."""
    shown: dict[MapId, list[LinkId]] = {}
    for link in links:
        for map_id in maps_of_link(uow, link):
            shown.setdefault(map_id, []).append(link.id)
    uow.links.remove([link.id for link in links], uow.now)
    for map_id, idents in shown.items():
        uow.record(map_id, "unlinked", {"links": idents}, by=by, before={"links": idents})


def set_values(uow: UnitOfWork, element: Element, values: Mapping[str, Any], *, by: Actor) -> Element:
    """Give fields of an element new values, each with its next version; returns the element."""
    edited, payload, before = _patched(element, values)
    uow.elements.update(edited)
    for map_id in uow.elements.maps_of(element.id):
        uow.record(map_id, "edited", {"element": element.id, **payload}, by=by, before=before)
    return edited


def set_link_values(uow: UnitOfWork, link: Link, values: Mapping[str, Any], *, by: Actor) -> Link:
    """Give fields of a link new values, each with its next version; returns the link."""
    edited, payload, before = _patched(link, values)
    uow.links.update(edited)
    if "type" in values:
        payload["values"]["family"] = edited.type.family.value
    for map_id in maps_of_link(uow, edited):
        uow.record(map_id, "link_edited", {"link": link.id, **payload}, by=by, before=before)
    return edited


def move(uow: UnitOfWork, map_id: MapId, positions: Mapping[ElementId, Position], *, by: Actor) -> None:
    """Put elements that stand on the map somewhere else on it."""
    if not positions:
        return
    here = uow.elements.positions(map_id, among=positions)
    before = {"positions": {ident: list(here[ident]) for ident in positions}}
    uow.elements.move(map_id, positions)
    payload = {"positions": {ident: list(at) for ident, at in positions.items()}}
    uow.record(map_id, "moved", payload, by=by, before=before)


def set_votes(
    uow: UnitOfWork, map_id: MapId, element: ElementId, *, give: Sequence[str], take: Sequence[str], by: Actor
) -> int:
    """Give and take back votes of voters; returns the element's votes. Who voted stays on the server."""
    voters = set(uow.elements.voters(map_id, element))
    given, taken = [each for each in give if each not in voters], [each for each in take if each in voters]
    for voter in given:
        uow.elements.vote(map_id, element, voter, is_on=True)
    for voter in taken:
        uow.elements.vote(map_id, element, voter, is_on=False)
    votes = len(voters) + len(given) - len(taken) + uow.voting.shown(map_id, element)
    before = {"give": taken, "take": given}
    uow.record(map_id, "voted", {"element": element, "votes": votes}, by=by, before=before)
    return votes


def maps_of_link(uow: UnitOfWork, link: Link) -> list[MapId]:
    """The maps on which both ends stand."""
    there = set(uow.elements.maps_of(link.target))
    return [map_id for map_id in uow.elements.maps_of(link.source) if map_id in there]


def _can_return(uow: UnitOfWork, idents: Sequence[LinkId]) -> list[Link]:
    removed = uow.links.removed(idents)
    wanted = {end for link in removed for end in (link.source, link.target)}
    ends = {each.id: each for each in uow.elements.many(wanted)}
    found = []
    for link in removed:
        source = ends[link.source]
        if source.removed_at or ends[link.target].removed_at:
            continue
        drawn = {(other.source, other.target, other.type) for other in uow.links.of(source.id)}
        if (link.source, link.target, link.type) not in drawn:
            found.append(link)
    return found


def _patched(thing: T, values: Mapping[str, Any]) -> tuple[T, dict[str, Any], dict[str, Any]]:
    versions = {field: thing.versions.get(field, 0) + 1 for field in values}
    edited = replace(thing, **values, versions={**thing.versions, **versions})
    payload = {"values": {field: plain(value) for field, value in values.items()}, "versions": versions}
    return edited, payload, {"values": {field: plain(getattr(thing, field)) for field in values}}
