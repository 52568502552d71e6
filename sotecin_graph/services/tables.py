"""Use cases of tables: who sits where, mixed by hub and group or chosen, where each works, and one map again.

A table works in an area of the map of all, or on a map of its own (table_maps).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sotecin_graph.elements import Element, MapId
from sotecin_graph.errors import BadInput, NotThere, UnknownWorkshop
from sotecin_graph.language import _
from sotecin_graph.levers import areas_beside, is_within
from sotecin_graph.people import Actor, Participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.services.ground import map_at_work
from sotecin_graph.services.table_maps import open_maps, shares_of
from sotecin_graph.vocabulary import GROUPS, Kind
from sotecin_graph.workshops import Workshop

MOST_TABLES = 30
FEW, MANY = 8, 12
"""What a table's map holds by the practice of value networks; more are hard to talk about."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its number, who sits there in the order of joining, and what it has made, in its area or on its map.

    `map_id`: its own map, where it has one. `apart`: how much of that is not on the map of all; `waits`: how many
    contributions to its map wait to be revealed or accepted.
    """

    number: int
    people: tuple[Participant, ...]
    elements: tuple[Element, ...]
    map_id: MapId | None = None
    apart: int = 0
    waits: int = 0


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table with a map of its own, and how many elements are on it."""

    number: int
    map_id: MapId
    made: int

    @property
    def is_full(self) -> bool:
        """True where there is as much as can be talked about."""
        return self.made >= MANY


def seat_all(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    tables: int,
    is_anew: bool = False,
    has_maps: bool | None = None,
) -> int:
    """Seat those who have no table, or all anew, so that hubs and groups are mixed; returns how many were seated.

    Each table gets a map of its own (`has_maps`, else as planned), or an area of the map of all, where it has none
    yet. Facilitators are seated nowhere.
    """
    workshop = workshops.facilitated(uow, by, map_id)
    if type(tables) is not int or not 1 <= tables <= MOST_TABLES:
        raise BadInput(_("Choose 1 to {most} tables.").format(most=MOST_TABLES), field="tables")
    people = [each for each in uow.workshops.participants(workshop.id) if not each.helps]
    kept = [each for each in people if 0 < each.table <= tables and not is_anew]
    waiting = [each for each in people if each not in kept]
    seated = mixed(kept, waiting, tables)
    for each in seated:
        uow.workshops.seat(each)
    wants_maps = workshop.plan.has_table_maps if has_maps is None else has_maps
    if wants_maps is workshop.plan.has_table_maps and tables == workshop.levers.tables:
        return len(seated)  # the tables work as they did, brought together or not
    if wants_maps:
        open_maps(uow, workshop, tables, by=by)
    else:
        _lay_out(uow, workshop, tables, by=by)
    return len(seated)


def mixed(seated: Sequence[Participant], waiting: Sequence[Participant], tables: int) -> list[Participant]:
    """Those who wait, with tables: sizes differ by at most one where nobody sits yet, hubs and groups are spread.

    Each goes to the smallest table, among those to the one with the fewest of the same hub and group.
    """
    at: dict[int, list[Participant]] = {number: [] for number in range(1, tables + 1)}
    for each in seated:
        at[each.table].append(each)
    found = []
    for person in sorted(waiting, key=lambda each: (each.hub or "", each.comes_from or "", each.consent_at)):
        number = min(at, key=lambda table: (len(at[table]), _likeness(person, at[table]), table))
        at[number].append(person)
        found.append(replace(person, table=number))
    return found


def _likeness(person: Participant, others: Sequence[Participant]) -> int:
    """How many share the hub, and how many the group."""
    return sum((each.hub == person.hub) + (each.comes_from == person.comes_from) for each in others)


def seat_newcomer(uow: UnitOfWork, workshop: Workshop, newcomer: Participant) -> Participant:
    """Where tables are at work, someone who joins now sits at one at once."""
    tables = workshop.levers.tables
    if not tables:
        return newcomer
    sitting = [each for each in uow.workshops.participants(workshop.id) if 0 < each.table <= tables]
    return mixed(sitting, [newcomer], tables)[0]


def seat(uow: UnitOfWork, *, by: Actor, map_id: MapId, person: str, table: int) -> None:
    """Seat one person at a table of one's choice, 0 for none."""
    workshop = workshops.facilitated(uow, by, map_id)
    if type(table) is not int or not 0 <= table <= max(workshop.levers.tables, workshop.plan.tables, 1):
        raise BadInput(_("There is no such table."), field="table")
    found = next((each for each in uow.workshops.participants(workshop.id) if each.actor_id == person), None)
    if found is None:
        raise NotThere(person)
    uow.workshops.seat(replace(found, table=table))


def say_group(uow: UnitOfWork, *, by: Actor, kind: str) -> None:
    """Say which group one comes from oneself, so that tables can be mixed."""
    me = uow.workshops.participant(by.id)
    if me is None:
        raise UnknownWorkshop
    if kind not in GROUPS:
        raise BadInput(_("Choose one of the groups."), field="group")
    uow.workshops.seat(replace(me, comes_from=Kind(kind)))


def tables_of(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Table]:
    """The tables with their people and what they have made; empty while there are none."""
    workshop = workshops.facilitated(uow, by, map_id)
    people = uow.workshops.participants(workshop.id)
    apart = {share.number: len(share.spots) for share in shares_of(uow, workshop)}
    maps = uow.workshops.table_maps(workshop.id)
    found = []
    for number in sorted({*range(1, workshop.levers.tables + 1), *apart}):
        own = maps.get(number)
        held = (*uow.held.on_map(own), *uow.held.for_leave(own)) if own else ()
        sitting = tuple(each for each in people if each.table == number)
        made = tuple(_made_at(uow, workshop, number, own))
        found.append(Table(number, sitting, made, own, apart.get(number, 0), len(held)))
    return found


def _made_at(uow: UnitOfWork, workshop: Workshop, number: int, own: MapId | None) -> list[Element]:
    """What stands on a table's own map while that is in use, else in its area."""
    area = workshop.levers.area_of(number)
    if own and (workshop.levers.own_maps or area is None):
        return uow.elements.many(uow.elements.positions(own))
    positions = uow.elements.positions(workshop.map_id)
    return uow.elements.many([ident for ident, at in positions.items() if area and is_within(at, area)])


def own_table(uow: UnitOfWork, *, by: Actor) -> OwnTable | None:
    """A participant's own table, while tables work on maps of their own; else None."""
    me = uow.workshops.participant(by.id)
    workshop = uow.workshops.get(me.workshop_id) if me else None
    if me is None or workshop is None:
        return None
    map_id = map_at_work(uow, workshop, me.table)
    if map_id == workshop.map_id:
        return None
    return OwnTable(me.table, map_id, len(uow.elements.positions(map_id)))


def join_tables(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> None:
    """One map again: the areas go, people keep their tables; what the tables made stays where it is."""
    workshop = workshops.facilitated(uow, by, map_id)
    if workshop.levers.tables:
        workshops.change(uow, replace(workshop, levers=replace(workshop.levers, areas=(), own_maps=0)), by=by)


def _lay_out(uow: UnitOfWork, workshop: Workshop, tables: int, *, by: Actor) -> None:
    """Areas to the right of what stands on the map; those that there are stay where they are, unless some must go."""
    levers = workshop.levers
    standing = list(uow.elements.positions(workshop.map_id).values())
    areas = levers.areas[:tables]
    if len(areas) < tables:
        corners = [corner for area in areas for corner in (area[:2], area[2:])]
        areas += areas_beside([*standing, *corners], tables - len(areas))
    levers, plan = replace(levers, areas=areas, own_maps=0), replace(workshop.plan, has_table_maps=False)
    workshops.change(uow, replace(workshop, levers=levers, plan=plan), by=by)
