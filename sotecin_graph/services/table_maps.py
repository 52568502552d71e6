"""Use cases of tables' own maps: opened for each table, brought together on the map of all, opened again.

An element lives once: bringing together places on the map of all what stands on the tables' maps, with its authors,
links and votes. Nothing leaves the tables' maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sotecin_graph.elements import Element, ElementId, MapId
from sotecin_graph.errors import WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _, speaking
from sotecin_graph.levers import AREA_HEIGHT, AREA_WIDTH, Area, areas_beside, is_within, middle_of
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.services.effects import Position, set_votes, show_elements
from sotecin_graph.services.elements import free_spot
from sotecin_graph.services.ground import ground_of
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.workshops import Workshop

MARGIN = 120.0
"""Room in an area between its outline and the positions in it: half a card, and some."""


@dataclass(frozen=True, slots=True)
class Share:
    """What stands on a table's map and not on that of all; what several tables have is the first one's."""

    number: int
    map_id: MapId
    spots: dict[ElementId, Position]


def open_maps(uow: UnitOfWork, workshop: Workshop, tables: int, *, by: Actor) -> None:
    """Give so many tables maps of their own; those that there are stay as they are."""
    there = uow.workshops.table_maps(workshop.id)
    for number in range(1, tables + 1):
        if number not in there:
            _make(uow, workshop, number)
    levers = replace(workshop.levers, own_maps=tables, areas=workshop.levers.areas if there else ())
    plan = replace(workshop.plan, has_table_maps=True)
    if (levers, plan) != (workshop.levers, workshop.plan):
        workshops.change(uow, replace(workshop, levers=levers, plan=plan), by=by)


def open_again(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """Let each table go on with its own map, with what was on it when the tables were brought together."""
    workshop = workshops.facilitated(uow, by, map_id)
    there = uow.workshops.table_maps(workshop.id)
    if not there:
        raise WrongState(_("No table has a map of its own yet. Seat the people first."))
    open_maps(uow, workshop, max(there), by=by)


def bring_together(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> int:
    """Place what the tables have made on the map of all, each table's in an area of its own; how many elements.

    All of it is one deed, which can be undone; what stands there already stays where it is, so that a second press
    changes nothing. From then on everyone works on the map of all. What waits to be revealed goes on waiting.
    """
    workshop = workshops.facilitated(uow, by, map_id)
    shares = shares_of(uow, workshop)
    areas = _areas(uow, workshop, shares)
    for share in shares:
        _place(uow, workshop.map_id, share, areas[share.number - 1], by=by)
    levers = replace(workshop.levers, own_maps=0, areas=areas)
    if levers != workshop.levers:
        uow.begin_deed()  # going over to one map is no part of what can be undone
        workshops.change(uow, replace(workshop, levers=levers), by=by)
    return sum(len(share.spots) for share in shares)


def shares_of(uow: UnitOfWork, workshop: Workshop) -> list[Share]:
    """What each table has that is not on the map of all, by tables; those that have nothing are left out."""
    known = set(uow.elements.positions(workshop.map_id))
    shares = []
    for number, map_id in uow.workshops.table_maps(workshop.id).items():
        spots = {ident: at for ident, at in uow.elements.positions(map_id).items() if ident not in known}
        known |= set(spots)
        if spots:
            shares.append(Share(number, map_id, spots))
    return shares


def _make(uow: UnitOfWork, workshop: Workshop, number: int) -> None:
    """An empty map for a table, of the workshop's hubs and chains, named in the room's language."""
    main = ground_of(uow, workshop.map_id).facts
    with speaking(workshop.language):
        words = _("{title}, table {number}")
    title = workshop.title[: NAME_LENGTH - len(words)]
    name = words.format(title=title, number=number)
    if uow.maps.named(name):
        name = f"{name} ({workshop.code})"
    facts = MapFacts(MapId(new_ident()), name, main.kind, main.hubs, main.chains, 0, is_example=main.is_example)
    uow.maps.add(facts, at=uow.now)
    uow.workshops.add_table_map(workshop.id, number, facts.id)


def _areas(uow: UnitOfWork, workshop: Workshop, shares: Sequence[Share]) -> tuple[Area, ...]:
    """An area for each table, those that there are as they are, further ones as large as the largest share needs."""
    areas = workshop.levers.areas
    lacking = max((share.number for share in shares), default=0) - len(areas)
    if lacking <= 0:
        return areas
    corners = [corner for area in areas for corner in (area[:2], area[2:])]
    standing = [*uow.elements.positions(workshop.map_id).values(), *corners]
    sizes = [_size(share.spots.values()) for share in shares]
    width = max(AREA_WIDTH, *(width + 2 * MARGIN for width, _height in sizes))
    height = max(AREA_HEIGHT, *(height + 2 * MARGIN for _width, height in sizes))
    return areas + areas_beside(standing, lacking, width=width, height=height)


def _place(uow: UnitOfWork, main: MapId, share: Share, area: Area, *, by: Actor) -> None:
    """Place a table's share with its links and votes: as it lay, where its area is empty, else where there is room."""
    elements = uow.elements.many(share.spots)
    standing = uow.elements.positions(main)
    spots: dict[ElementId, Position] = {}
    if any(is_within(at, area) for at in standing.values()):
        for each in elements:
            near = [end for link in uow.links.of(each.id) for end in (link.source, link.target) if end != each.id]
            spots[each.id] = standing[each.id] = free_spot(uow, main, standing, each, near, area)
    else:
        spots = _moved(share.spots, to=middle_of(area))
    show_elements(uow, main, elements, spots, by=by)
    _carry_votes(uow, share.map_id, main, elements, by=by)


def _carry_votes(uow: UnitOfWork, table: MapId, main: MapId, elements: Iterable[Element], *, by: Actor) -> None:
    for each in elements:
        voters = uow.elements.voters(table, each.id)
        if voters:
            set_votes(uow, main, each.id, give=voters, take=(), by=by)


def _moved(spots: dict[ElementId, Position], *, to: Position) -> dict[ElementId, Position]:
    """The same picture with its middle somewhere else."""
    (left, top), (width, height) = _corner(spots.values()), _size(spots.values())
    dx, dy = to[0] - left - width / 2, to[1] - top - height / 2
    return {ident: (round(x + dx, 1), round(y + dy, 1)) for ident, (x, y) in spots.items()}


def _corner(spots: Iterable[Position]) -> Position:
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys)


def _size(spots: Iterable[Position]) -> tuple[float, float]:
    xs, ys = zip(*spots, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)
