"""Use cases on elements: add, edit, move, remove, vote, and place what the community already has."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sotecin_graph.changes import element_to_wire
from sotecin_graph.elements import EDITABLE, Element, ElementId, MapId
from sotecin_graph.errors import BadInput, StaleField, UnknownElement
from sotecin_graph.fields import field_name, plain, read_field, read_fields
from sotecin_graph.held import Held
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.levers import Area, is_within, middle_of
from sotecin_graph.people import Actor, Deed
from sotecin_graph.placing import place_new
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.effects import Position, move, set_values, set_votes, show_elements, take_off
from sotecin_graph.services.ground import Ground, absence, ground_for, ground_of
from sotecin_graph.services.links import link_concerned
from sotecin_graph.vocabulary import Kind
from sotecin_graph.workshops import Takes

_FAR = 100_000.0


def add_stakeholder(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    name: str,
    kind: str,
    at: Position | None = None,
    **fields: Any,
) -> ElementId:
    """Add a stakeholder to the community and place it on the map; returns its id.

    `kind` and `fields` are as in `fields.read_field`. Without `at` the server chooses a free spot.
    """
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    ground.must_take(by, Takes.STAKEHOLDER)
    values = read_fields({"name": name, "kind": kind, **fields})
    if not values["kind"].is_stakeholder:
        raise BadInput(_("A challenge is added as a challenge, not as a stakeholder."), field="kind")
    ground.must_take(by, Takes.STAKEHOLDER, values["kind"])
    return add_element(uow, ground, by=by, values=values, at=at, near=()).id


def add_challenge(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    name: str,
    concerns: Sequence[ElementId] = (),
    at: Position | None = None,
    **fields: Any,
) -> ElementId:
    """Raise a challenge on the map; each stakeholder in `concerns` gets a link "faces" to it. Returns its id."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    ground.must_take(by, Takes.CHALLENGE)
    placed = uow.elements.positions(map_id, among=concerns)
    for ident in concerns:
        element_on(uow, ground, ident, placed)
    values = read_fields({"name": name, **fields}) | {"kind": Kind.CHALLENGE}
    challenge = add_element(uow, ground, by=by, values=values, at=at, near=tuple(concerns))
    if not ground.holds_back(by):
        for ident in concerns:
            link_concerned(uow, map_id, ident, challenge.id, by=by)
    return challenge.id


def edit_element(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, element: ElementId, field: str, base_version: int, value: Any
) -> int:
    """Change one field; returns its new version.

    `base_version` is the version that the person saw. Where someone else has changed the same field since,
    StaleField carries both wordings and nothing is changed.
    """
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = element_on(uow, ground, element)
    ground.must_edit(by, author_id=found.by_id, element=element)
    if field not in EDITABLE:
        raise BadInput(_("“{field}” cannot be edited.").format(field=field_name(field)), field=field)
    new = read_field(field, value)
    now, version = getattr(found, field), found.versions.get(field, 0)
    if new == now:
        return version
    if base_version != version:
        raise StaleField(field=field, mine=_shown(new), theirs=_shown(now), version=version)
    if field == "kind" and new.is_stakeholder is not found.kind.is_stakeholder:
        raise BadInput(_("A stakeholder cannot become a challenge, nor the other way round."), field="kind")
    set_values(uow, found, {field: new}, by=by)
    return version + 1


def move_elements(uow: UnitOfWork, *, by: Actor, map_id: MapId, positions: Mapping[ElementId, Position]) -> None:
    """Move elements on this map only; those that someone has taken off meanwhile are left out."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    placed = uow.elements.positions(map_id, among=positions)
    kept = {ident: _spot(at) for ident, at in positions.items() if ident in placed}
    for found in uow.elements.many(kept):
        ground.must_edit(by, author_id=found.by_id, element=found.id)
    move(uow, map_id, kept, by=by)


def remove_element(uow: UnitOfWork, *, by: Actor, map_id: MapId, element: ElementId) -> None:
    """Take the element off this map; where it stands on no other map, it leaves the community with its links."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = element_on(uow, ground, element)
    ground.must_edit(by, author_id=found.by_id, element=element)
    take_off(uow, map_id, [found], by=by)


def remove_elements(uow: UnitOfWork, *, by: Actor, map_id: MapId, elements: Sequence[ElementId]) -> None:
    """Take several elements off this map in one go; those already gone are left out."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    here = uow.elements.positions(map_id, among=elements)
    found = [each for each in uow.elements.many(elements) if each.id in here]
    for each in found:
        ground.must_edit(by, author_id=each.by_id, element=each.id)
    take_off(uow, map_id, found, by=by)


def vote(uow: UnitOfWork, *, by: Actor, map_id: MapId, element: ElementId, is_on: bool) -> int:
    """Give or take back one's vote for a challenge on this map; returns its votes."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    found = element_on(uow, ground, element)
    ground.must_take(by, Takes.VOTE)
    if not found.is_challenge:
        raise BadInput(_("Votes are for challenges."), field="element")
    if uow.voting.current(map_id):
        raise BadInput(_("In this step votes are given as dots."), field="element")
    mine = [by.id]
    return set_votes(uow, map_id, element, give=mine if is_on else [], take=[] if is_on else mine, by=by)


def place_elements(
    uow: UnitOfWork, *, by: Actor, map_id: MapId, positions: Mapping[ElementId, Position | None]
) -> list[ElementId]:
    """Place elements that the community already has; those already here stay, and those that the actor may not see are
    left out like those that do not exist. Returns the placed ones."""
    ground = ground_for(uow, by, Deed.CONTRIBUTE, map_id)
    placed = uow.elements.positions(map_id)
    found = [each for each in uow.elements.many(positions) if each.id not in placed and not each.removed_at]
    found = [each for each in found if is_seen(uow, each, by)]
    for each in found:
        ground.must_take(by, Takes.CHALLENGE if each.is_challenge else Takes.STAKEHOLDER, each.kind)
        _must_be_free(ground, ground_of(uow, uow.elements.maps_of(each.id)[0]))
        near = [link.target if link.source == each.id else link.source for link in uow.links.of(each.id)]
        at = positions[each.id]
        placed[each.id] = _spot(at) if at is not None else free_spot(uow, map_id, placed, each, near)
    show_elements(uow, map_id, found, placed, by=by)
    return [each.id for each in found]


def is_seen(uow: UnitOfWork, element: Element, by: Actor) -> bool:
    """True where the element stands on a map that the actor may see; others do not exist for them."""
    return any(ground_of(uow, map_id).allows(by, Deed.READ) for map_id in uow.elements.maps_of(element.id))


def _must_be_free(here: Ground, home: Ground) -> None:
    """Raise where a rehearsal and the community would come to share an element."""
    if home.is_rehearsal:
        raise BadInput(_("What was made up in a rehearsal stays there: it will be wiped."), field="element")
    if here.is_rehearsal:
        raise BadInput(_("A rehearsal takes nothing from the community: it has copies, which will be wiped."))


def add_element(
    uow: UnitOfWork,
    ground: Ground,
    *,
    by: Actor,
    values: dict[str, Any],
    at: Position | None,
    near: Sequence[ElementId],
    author: Actor | None = None,
) -> Element:
    """Make an element of fields that are read, and put it on the map, or hold it back; of `author` where not `by`."""
    facts, author = ground.facts, author or by
    defaults: dict[str, Any] = {"hub": author.hub or (facts.hubs[0] if len(facts.hubs) == 1 else None)}
    if len(facts.chains) == 1:
        defaults["chains"] = facts.chains
    given = {field: value for field, value in values.items() if value not in ((), None, "")}
    element = Element(
        id=ElementId(new_ident()),
        seq=uow.elements.next_seq(),
        by=author.name,
        by_id=author.id,
        created_at=uow.now,
        **{**defaults, **given},
    )
    area = ground.area_of(author.table)
    if ground.holds_back(by):
        _hold(uow, ground, element, at=at, near=near, by=by)
    else:
        put_element(uow, facts.id, element, at=at, near=near, by=by, area=area)
    return element


def put_element(
    uow: UnitOfWork,
    map_id: MapId,
    element: Element,
    *,
    at: Position | None,
    near: Sequence[ElementId],
    by: Actor,
    area: Area | None = None,
) -> None:
    """Take a new element into the community and place it on the map: where it was put, else near its neighbours.

    A table's element finds its place in the table's `area`.
    """
    placed = {} if at is not None else uow.elements.positions(map_id)
    spot = _spot(at) if at is not None else free_spot(uow, map_id, placed, element, near, area)
    uow.elements.add(element)
    uow.elements.place(map_id, {element.id: spot})
    payload = {"elements": [element_to_wire(element, *spot)], "links": []}
    uow.record(map_id, "placed", payload, by=by, before={})


def _hold(
    uow: UnitOfWork, ground: Ground, element: Element, *, at: Position | None, near: Sequence[ElementId], by: Actor
) -> None:
    spot = _spot(at) if at is not None else None
    content = element_to_wire(element, 0, 0) | {"at": spot, "concerns": list(near), "table": by.table}
    step = ground.workshop.step if ground.workshop else 0
    who = (by.id, by.name, uow.now)
    uow.held.keep(Held(element.id, ground.facts.id, step, False, *who, content, needs_leave=ground.needs_leave(by)))


def free_spot(
    uow: UnitOfWork,
    map_id: MapId,
    placed: Mapping[ElementId, Position],
    element: Element,
    near: Sequence[ElementId],
    area: Area | None = None,
) -> Position:
    """A free place for an element that does not stand on the map, near its neighbours, or in a table's area."""
    standing = [*uow.elements.many(placed), element]
    if area is not None:
        own = [ident for ident, at in placed.items() if is_within(at, area)]
        near = [ident for ident in near if ident in own]
    return place_new(
        element.id,
        neighbours=[ident for ident in near if ident in placed],
        positions=placed,
        kinds={each.id: each.kind for each in standing},
        names={each.id: each.name for each in standing},
        clusters=uow.clusters.on_map(map_id),
        about=middle_of(area) if area is not None else None,
    )


def _spot(at: Sequence[float]) -> Position:
    try:
        x, y = (float(value) for value in at)
    except (TypeError, ValueError):
        raise BadInput(_("A position is two numbers."), field="position") from None
    if not (math.isfinite(x) and math.isfinite(y) and abs(x) < _FAR and abs(y) < _FAR):
        raise BadInput(_("This position is too far out."), field="position")
    return round(x, 1), round(y, 1)


def element_on(
    uow: UnitOfWork, ground: Ground, ident: ElementId, placed: Mapping[ElementId, Position] | None = None
) -> Element:
    """The element where it stands on the map; ElementRemoved where it did, UnknownElement where it never was."""
    found = uow.elements.get(ident)
    if found is None:
        raise UnknownElement(ident)
    here = ident in placed if placed is not None else ground.facts.id in uow.elements.maps_of(ident)
    if found.removed_at or not here:
        raise absence(uow, ground.facts.id, found)
    return found


def _shown(value: Any) -> str:
    return ", ".join(map(str, plain(value))) if isinstance(value, tuple) else str(plain(value) or "")
