"""The store of dot voting: rounds, what each person gave, and what a closed round showed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from db.prepared import Prepared, Row
from db.schema import dot_result_table, dot_table, voting_round_table
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.voting import Round


def _round_of_row(row: Row) -> Round:
    plain = {name: row[name] for name in ("number", "step", "title", "dots", "opened_at", "closed_at")}
    candidates = tuple(ElementId(ident) for ident in row["candidates"])
    return Round(map_id=MapId(row["map_id"]), candidates=candidates, **plain)


_ROUND = voting_round_table.c
_RESULT = dot_result_table.c
_UNDER_WAY = and_(_ROUND.map_id == bindparam("map"), _ROUND.closed_at.is_(None))
_CURRENT = Prepared(select(voting_round_table).where(_UNDER_WAY).order_by(_ROUND.number.desc()))
_OF_ELEMENT = and_(_RESULT.map_id == bindparam("map"), _RESULT.element_id == bindparam("element"))
_SHOWN = Prepared(select(_RESULT.dots).where(_OF_ELEMENT))


class VotingStore:
    """Implements ports.Voting."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def current(self, map_id: MapId) -> Round | None:
        row = _CURRENT.first(self._db, map=map_id)
        return _round_of_row(row) if row else None

    def rounds(self, map_id: MapId) -> list[Round]:
        here = voting_round_table.c
        rows = self._db.execute(select(voting_round_table).where(here.map_id == map_id).order_by(here.number))
        return [_round_of_row(row) for row in rows.mappings()]

    def save(self, one: Round) -> None:
        here = and_(voting_round_table.c.map_id == one.map_id, voting_round_table.c.number == one.number)
        row: dict[str, Any] = {
            name: getattr(one, name) for name in ("map_id", "number", "step", "title", "dots", "opened_at", "closed_at")
        }
        row["candidates"] = list(one.candidates)
        if not self._db.execute(update(voting_round_table).where(here), row).rowcount:
            self._db.execute(insert(voting_round_table), row)

    def give(self, map_id: MapId, number: int, voter: str, element: ElementId, dots: int) -> None:
        here = dot_table.c
        mine = and_(here.map_id == map_id, here.number == number, here.voter == voter, here.element_id == element)
        self._db.execute(delete(dot_table).where(mine))
        if dots:
            row = {"map_id": map_id, "number": number, "voter": voter, "element_id": element, "dots": dots}
            self._db.execute(insert(dot_table), row)

    def given_by(self, map_id: MapId, number: int, voter: str) -> dict[ElementId, int]:
        here = dot_table.c
        query = select(here.element_id, here.dots).where(
            here.map_id == map_id, here.number == number, here.voter == voter
        )
        return {ElementId(ident): dots for ident, dots in self._db.execute(query.order_by(here.element_id))}

    def given(self, map_id: MapId, number: int) -> dict[ElementId, list[int]]:
        here = dot_table.c
        query = select(here.element_id, here.dots).where(here.map_id == map_id, here.number == number)
        found: dict[ElementId, list[int]] = {}
        for ident, dots in self._db.execute(query.order_by(here.element_id, here.voter)):
            found.setdefault(ElementId(ident), []).append(dots)
        return found

    def voters(self, map_id: MapId, number: int) -> int:
        here = dot_table.c
        query = select(func.count(here.voter.distinct())).where(here.map_id == map_id, here.number == number)
        return self._db.scalar(query) or 0

    def show(self, map_id: MapId, dots: Mapping[ElementId, int]) -> None:
        """Put these numbers in the place of what earlier rounds showed for the same elements."""
        here = dot_result_table.c
        self._db.execute(delete(dot_result_table).where(here.map_id == map_id, here.element_id.in_(list(dots))))
        rows = [{"map_id": map_id, "element_id": ident, "dots": number} for ident, number in dots.items() if number]
        if rows:
            self._db.execute(insert(dot_result_table), rows)

    def shown(self, map_id: MapId, element: ElementId) -> int:
        return _SHOWN.scalar(self._db, map=map_id, element=element) or 0
