"""Use cases on links: add, edit, remove. A link shows on every map on which both its ends stand."""

from __future__ import annotations

from typing import Any

from sotecin_graph.changes import link_to_wire
from sotecin_graph.elements import LINK_EDITABLE, Element, ElementId, Link, LinkId, MapId
from sotecin_graph.errors import (
    BadInput,
    DuplicateLink,
    LinkDoesNotFit,
    LinkToItself,
    StaleField,
    UnknownElement,
    UnknownLink,
)
from sotecin_graph.fields import field_name, plain, read_field, read_fields
from sotecin_graph.held import Held
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.effects import maps_of_link, set_link_values, tell_link, unlink
from sotecin_graph.services.ground import absence, ground_for
from sotecin_graph.vocabulary import LinkType, label
from sotecin_graph.workshops import Takes


def add_link(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    source: ElementId,
    target: ElementId,
    type: str,  # noqa: A002 - the field's own word, as on the wire
    **fields: Any,
) -> LinkId:
    """Link two elements of the map; returns the link's id. In a private step it waits until it is shown."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    ground.must_take(by, Takes.LINK)
    if source == target:
        raise LinkToItself
    values = read_fields({"type": type, **fields})
    ground.must_take(by, Takes.LINK, values["type"])
    ends = [_end(uow, map_id, ident) for ident in (source, target)]
    must_fit(values["type"], *ends)
    _must_be_new(uow, values["type"], *ends)
    link = _drawn(uow, source, target, values, by=by)
    if ground.holds_back(by):
        step = ground.workshop.step if ground.workshop else 0
        who = (by.id, by.name, uow.now)
        uow.held.keep(Held(link.id, map_id, step, True, *who, link_to_wire(link), needs_leave=ground.needs_leave(by)))
    else:
        put_link(uow, map_id, link, by=by)
    return link.id


def link_concerned(uow: UnitOfWork, map_id: MapId, stakeholder: ElementId, challenge: ElementId, *, by: Actor) -> None:
    """Say whom a new challenge concerns: part of raising it, whether or not the step takes links."""
    put_link(uow, map_id, _drawn(uow, stakeholder, challenge, {"type": LinkType.FACES}, by=by), by=by)


def put_link(uow: UnitOfWork, map_id: MapId, link: Link, *, by: Actor) -> None:
    """Take a new link into the community, unless one of its ends has left the map or somebody drew it first."""
    here = uow.elements.positions(map_id)
    drawn = {(other.source, other.target, other.type) for other in uow.links.of(link.source)}
    if link.source in here and link.target in here and (link.source, link.target, link.type) not in drawn:
        uow.links.add(link)
        tell_link(uow, link, by=by)


def _drawn(uow: UnitOfWork, source: ElementId, target: ElementId, values: dict[str, Any], *, by: Actor) -> Link:
    return Link(
        id=LinkId(new_ident()),
        seq=uow.links.next_seq(),
        source=source,
        target=target,
        by=by.name,
        by_id=by.id,
        created_at=uow.now,
        **values,
    )


def edit_link(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, link: LinkId, field: str, base_version: int, value: Any
) -> int:
    """Change one field of a link; returns its new version. StaleField as for elements."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = _link_on(uow, map_id, link)
    ground.must_edit(by, author_id=found.by_id)
    if field not in LINK_EDITABLE:
        raise BadInput(_("“{field}” cannot be edited.").format(field=field_name(field)), field=field)
    new = read_field(field, value)
    now, version = getattr(found, field), found.versions.get(field, 0)
    if new == now:
        return version
    if base_version != version:
        raise StaleField(field=field, mine=str(plain(new)), theirs=str(plain(now)), version=version)
    if field == "type":
        ends = [_end(uow, map_id, ident) for ident in (found.source, found.target)]
        must_fit(new, *ends)
        _must_be_new(uow, new, *ends)
    set_link_values(uow, found, {field: new}, by=by)
    return version + 1


def remove_link(uow: UnitOfWork, *, by: Actor, map_id: MapId, link: LinkId) -> None:
    """Remove a link from the community, and so from every map."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = _link_on(uow, map_id, link)
    ground.must_edit(by, author_id=found.by_id)
    unlink(uow, [found], by=by)


def must_fit(kind: LinkType, source: Element, target: Element) -> None:
    """Raise LinkDoesNotFit, naming what would, unless the type may join these two."""
    if kind.fits(source.kind, target.kind):
        return
    fitting = [label(each) for each in LinkType if each.fits(source.kind, target.kind)]
    sentence = _("“{type}” does not lead from “{source}” to “{target}”. Possible here: {fitting}.").format(
        type=label(kind),
        source=source.name,
        target=target.name,
        fitting=", ".join(fitting) or _("draw it the other way round"),
    )
    raise LinkDoesNotFit(sentence, field="type")


def _must_be_new(uow: UnitOfWork, kind: LinkType, source: Element, target: Element) -> None:
    drawn = (source.id, target.id, kind)
    if any((link.source, link.target, link.type) == drawn for link in uow.links.of(source.id)):
        raise DuplicateLink(source=source.name, target=target.name)


def _end(uow: UnitOfWork, map_id: MapId, ident: ElementId) -> Element:
    found = uow.elements.get(ident)
    if found is None:
        raise UnknownElement(ident)
    if found.removed_at or map_id not in uow.elements.maps_of(ident):
        raise absence(uow, map_id, found)
    return found


def _link_on(uow: UnitOfWork, map_id: MapId, ident: LinkId) -> Link:
    found = uow.links.get(ident)
    if found is None or map_id not in maps_of_link(uow, found):
        raise UnknownLink(ident)
    return found
