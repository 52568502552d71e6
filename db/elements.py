"""Stores of elements and links: rows to values and back, placings and votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, Select, and_, bindparam, delete, func, insert, or_, select, update

from db.prepared import Prepared, Row
from db.schema import (
    dot_result_table,
    element_table,
    link_table,
    placing_table,
    table_map_table,
    vote_table,
    workshop_table,
)
from sotecin_graph.changes import element_fields, element_of_fields, link_fields, link_of_fields
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.vocabulary import LinkType

Positions = Mapping[ElementId, tuple[float, float]]


def _element_to_row(element: Element) -> dict[str, Any]:
    kept = {"created_at": element.created_at, "removed_at": element.removed_at, "merged_into": element.merged_into}
    return element_fields(element) | kept


def element_of_row(row: Row) -> Element:
    """The element of a row of the table."""
    heir = ElementId(row["merged_into"]) if row["merged_into"] else None
    return element_of_fields(row, row["created_at"], removed_at=row["removed_at"], merged_into=heir)


def _link_to_row(link: Link) -> dict[str, Any]:
    return link_fields(link) | {"created_at": link.created_at}


def link_of_row(row: Row) -> Link:
    """The link of a row of the table."""
    return link_of_fields(row, row["created_at"])


def heirs_of(db: Connection, idents: Sequence[str]) -> list[ElementId]:
    """What the elements have been merged into, or they themselves; each once, in their order."""
    heirs = {ident: ident for ident in idents}
    merged = element_table.c.merged_into
    while True:
        query = select(element_table.c.id, merged).where(element_table.c.id.in_(heirs.values()), merged.is_not(None))
        moved = {row.id: row.merged_into for row in db.execute(query)}
        if not moved:
            return [ElementId(heir) for heir in dict.fromkeys(heirs.values())]
        heirs = {ident: moved.get(heir, heir) for ident, heir in heirs.items()}


def with_merged(db: Connection, ident: str) -> set[str]:
    """The element and all that were merged into it, over any number of steps."""
    found, new = set[str](), {ident}
    while new:
        found |= new
        new = set(db.scalars(select(element_table.c.id).where(element_table.c.merged_into.in_(new)))) - found
    return found


def _listed() -> Select[Any]:
    """The texts of the JSON list that is given as `idents`: one statement for lists of any length."""
    return select(func.json_each(bindparam("idents", type_=JSON)).table_valued("value").c.value)


_ELEMENT = element_table.c
_PLACING = placing_table.c
_VOTE = vote_table.c
_LINK = link_table.c
_PLACED_HERE = and_(_PLACING.map_id == bindparam("map"), _PLACING.element_id == bindparam("element"))
_POSITIONS = select(_PLACING.element_id, _PLACING.x, _PLACING.y).where(_PLACING.map_id == bindparam("map"))
_VOTED_FOR = and_(_VOTE.map_id == bindparam("map"), _VOTE.element_id == bindparam("element"))
_LAST_ELEMENT = Prepared(select(func.max(_ELEMENT.seq)))
_ADD_ELEMENT = Prepared(insert(element_table))
_UPDATE_ELEMENT = Prepared(update(element_table).where(_ELEMENT.id == bindparam("element")))
_GET_ELEMENT = Prepared(select(element_table).where(_ELEMENT.id == bindparam("element")))
_MANY_ELEMENTS = Prepared(select(element_table).where(_ELEMENT.id.in_(_listed())).order_by(_ELEMENT.seq))
_PLACE = Prepared(insert(placing_table))
_MOVE = Prepared(update(placing_table).where(_PLACED_HERE).values(x=bindparam("new_x"), y=bindparam("new_y")))
_MAPS_OF = Prepared(
    select(_PLACING.map_id).where(_PLACING.element_id == bindparam("element")).order_by(_PLACING.map_id)
)
_ALL_POSITIONS = Prepared(_POSITIONS)
_SOME_POSITIONS = Prepared(_POSITIONS.where(_PLACING.element_id.in_(_listed())))
_TAKE_VOTE = Prepared(delete(vote_table).where(_VOTED_FOR, _VOTE.voter == bindparam("who")))
_GIVE_VOTE = Prepared(insert(vote_table))
_COUNT_VOTES = Prepared(select(func.count()).select_from(vote_table).where(_VOTED_FOR))
_VOTERS = Prepared(select(_VOTE.voter).where(_VOTED_FOR).order_by(_VOTE.voter))
_LAST_LINK = Prepared(select(func.max(_LINK.seq)))
_WRITTEN = [column.name for column in link_table.columns if column.name != "removed_at"]
_ADD_LINK = Prepared(insert(link_table), _WRITTEN)
_UPDATE_LINK = Prepared(update(link_table).where(_LINK.id == bindparam("link")), _WRITTEN)
_THERE = _LINK.removed_at.is_(None)
_GET_LINK = Prepared(select(link_table).where(_LINK.id == bindparam("link"), _THERE))
_ENDS = or_(_LINK.source == bindparam("element"), _LINK.target == bindparam("element"))
_LINKS_OF = Prepared(select(link_table).where(_ENDS, _THERE).order_by(_LINK.seq))


class ElementStore:
    """Implements ports.Elements."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def next_seq(self) -> int:
        return (_LAST_ELEMENT.scalar(self._db) or 0) + 1

    def add(self, element: Element) -> None:
        _ADD_ELEMENT.run(self._db, **_element_to_row(element))

    def update(self, element: Element) -> None:
        _UPDATE_ELEMENT.run(self._db, element=element.id, **_element_to_row(element))

    def get(self, ident: ElementId) -> Element | None:
        return _GET_ELEMENT.kept(self._db, element_of_row, element=ident)

    def many(self, idents: Iterable[ElementId]) -> list[Element]:
        return _MANY_ELEMENTS.all_kept(self._db, element_of_row, idents=list(idents))

    def raised_by(self, actor_id: str) -> list[Element]:
        query = select(element_table).where(element_table.c.by_id == actor_id).order_by(element_table.c.seq)
        return [element_of_row(row) for row in self._db.execute(query).mappings()]

    def place(self, map_id: MapId, positions: Positions) -> None:
        for ident, (x, y) in positions.items():
            _PLACE.run(self._db, map_id=map_id, element_id=ident, x=x, y=y)

    def unplace(self, map_id: MapId, ident: ElementId) -> None:
        here = and_(placing_table.c.map_id == map_id, placing_table.c.element_id == ident)
        self._db.execute(delete(placing_table).where(here))

    def move(self, map_id: MapId, positions: Positions) -> None:
        for ident, (x, y) in positions.items():
            _MOVE.run(self._db, map=map_id, element=ident, new_x=x, new_y=y)

    def maps_of(self, ident: ElementId) -> list[MapId]:
        return [MapId(map_id) for map_id in _MAPS_OF.scalars(self._db, element=ident)]

    def positions(
        self, map_id: MapId, among: Iterable[ElementId] | None = None
    ) -> dict[ElementId, tuple[float, float]]:
        if among is None:
            found = _ALL_POSITIONS.tuples(self._db, map=map_id)
        else:
            found = _SOME_POSITIONS.tuples(self._db, map=map_id, idents=list(among))
        return {ElementId(ident): (x, y) for ident, x, y in found}

    def vote(self, map_id: MapId, ident: ElementId, voter: str, *, is_on: bool) -> int:
        _TAKE_VOTE.run(self._db, map=map_id, element=ident, who=voter)
        if is_on:
            _GIVE_VOTE.run(self._db, map_id=map_id, element_id=ident, voter=voter)
        return _COUNT_VOTES.scalar(self._db, map=map_id, element=ident) or 0

    def add_votes(self, map_id: MapId, voters: Mapping[ElementId, Sequence[str]]) -> None:
        """The votes of many at once, on elements that nobody has voted for: a file can bring tens of thousands."""
        rows = [
            {"map_id": map_id, "element_id": ident, "voter": voter}
            for ident, people in voters.items()
            for voter in dict.fromkeys(people)
        ]
        if rows:
            self._db.execute(insert(vote_table), rows)

    def voters(self, map_id: MapId, ident: ElementId) -> list[str]:
        return _VOTERS.scalars(self._db, map=map_id, element=ident)

    def voted_by(self, map_id: MapId, voter: str) -> list[ElementId]:
        query = select(vote_table.c.element_id).where(vote_table.c.map_id == map_id, vote_table.c.voter == voter)
        return [ElementId(ident) for ident in self._db.scalars(query)]

    def votes(self, map_id: MapId) -> dict[ElementId, int]:
        count = func.count()
        query = select(vote_table.c.element_id, count).where(vote_table.c.map_id == map_id)
        votes = {
            ElementId(ident): number for ident, number in self._db.execute(query.group_by(vote_table.c.element_id))
        }
        shown = dot_result_table.c
        for ident, dots in self._db.execute(select(shown.element_id, shown.dots).where(shown.map_id == map_id)):
            votes[ElementId(ident)] = votes.get(ElementId(ident), 0) + dots
        return votes

    def by_map(self, *, only: MapId | None = None) -> dict[MapId, list[Element]]:
        """What stands on each map in order of creation, over the whole community, in one query.

        Rehearsals are no part of the community; `only` is for one of them, or for any other map alone.
        """
        is_rehearsal = workshop_table.c.rehearses.is_not(None)
        tables = select(table_map_table.c.map_id).join(workshop_table).where(is_rehearsal)
        rehearsed = select(workshop_table.c.map_id).where(is_rehearsal).union_all(tables)
        here = placing_table.c.map_id
        query = select(here, element_table).join(element_table).order_by(element_table.c.seq)
        query = query.where(here == only if only else here.not_in(rehearsed))
        found: dict[MapId, list[Element]] = {}
        known: dict[str, Element] = {}
        for row in self._db.execute(query).mappings():
            element = known.get(row["id"]) or known.setdefault(row["id"], element_of_row(row))
            found.setdefault(MapId(row["map_id"]), []).append(element)
        return found


class LinkStore:
    """Implements ports.Links."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def next_seq(self) -> int:
        return (_LAST_LINK.scalar(self._db) or 0) + 1

    def add(self, link: Link) -> None:
        _ADD_LINK.run(self._db, **_link_to_row(link))

    def update(self, link: Link) -> None:
        _UPDATE_LINK.run(self._db, link=link.id, **_link_to_row(link))

    def remove(self, idents: Sequence[LinkId], at: datetime) -> None:
        here = link_table.c.id.in_(list(idents))
        self._db.execute(update(link_table).where(here).values(removed_at=at))

    def revive(self, idents: Sequence[LinkId]) -> None:
        here = link_table.c.id.in_(list(idents))
        self._db.execute(update(link_table).where(here).values(removed_at=None))

    def removed(self, idents: Iterable[LinkId]) -> list[Link]:
        """Those of the links that were removed, in order of creation."""
        here = and_(link_table.c.id.in_(list(idents)), link_table.c.removed_at.is_not(None))
        query = select(link_table).where(here).order_by(link_table.c.seq)
        return [link_of_row(row) for row in self._db.execute(query).mappings()]

    def get(self, ident: LinkId) -> Link | None:
        row = _GET_LINK.first(self._db, link=ident)
        return link_of_row(row) if row else None

    def of(self, element: ElementId) -> list[Link]:
        return [link_of_row(row) for row in _LINKS_OF.rows(self._db, element=element)]

    def on(self, map_id: MapId) -> list[Link]:
        source, target = placing_table.alias("source_placing"), placing_table.alias("target_placing")
        query = (
            select(link_table)
            .join(source, and_(source.c.element_id == link_table.c.source, source.c.map_id == map_id))
            .join(target, and_(target.c.element_id == link_table.c.target, target.c.map_id == map_id))
            .where(link_table.c.removed_at.is_(None))
            .order_by(link_table.c.seq)
        )
        return [link_of_row(row) for row in self._db.execute(query).mappings()]

    def of_type(self, link_type: LinkType) -> list[Link]:
        """All links of a type over the whole community, in order of creation."""
        query = select(link_table).where(link_table.c.type == link_type.value, link_table.c.removed_at.is_(None))
        return [link_of_row(row) for row in self._db.execute(query.order_by(link_table.c.seq)).mappings()]
