"""Stores of what people have decided: who is not the same, and who is invited to a council."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from db.elements import heirs_of
from db.schema import apart_table, invitation_table
from sotecin_graph.elements import ElementId
from sotecin_graph.invitations import Invitation, InvitationState
from sotecin_graph.missions import MissionId


class ApartStore:
    """Implements ports.Apart; a pair is kept once, the lower id first."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, one: ElementId, other: ElementId, *, by: str, at: datetime) -> None:
        pair = tuple(sorted((one, other)))
        if pair not in self.pairs():
            row = {"one": pair[0], "other": pair[1], "by": by, "at": at}
            self._db.execute(insert(apart_table), row)

    def pairs(self) -> set[tuple[ElementId, ElementId]]:
        query = select(apart_table.c.one, apart_table.c.other)
        return {(ElementId(one), ElementId(other)) for one, other in self._db.execute(query)}

    def decided(self) -> list[tuple[ElementId, ElementId, str, datetime]]:
        query = select(apart_table).order_by(apart_table.c.at.desc())
        rows = self._db.execute(query).mappings()
        return [(ElementId(row["one"]), ElementId(row["other"]), row["by"], row["at"]) for row in rows]


class InvitationStore:
    """Implements ports.Invitations; every step is kept, the latest counts."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def note(self, mission_id: MissionId, invitation: Invitation) -> None:
        here = invitation_table.c.mission_id == mission_id
        last = self._db.scalar(select(func.max(invitation_table.c.position)).where(here))
        row = {
            "mission_id": mission_id,
            "position": 0 if last is None else last + 1,
            "element_id": invitation.member,
            "state": invitation.state.value,
            "by": invitation.by,
            "at": invitation.at,
        }
        self._db.execute(insert(invitation_table), row)

    def of(self, mission_id: MissionId) -> dict[ElementId, Invitation]:
        query = select(invitation_table).where(invitation_table.c.mission_id == mission_id)
        found = {}
        for row in self._db.execute(query.order_by(invitation_table.c.position)).mappings():
            (member,) = heirs_of(self._db, [row["element_id"]])
            found[member] = Invitation(member, InvitationState(row["state"]), row["by"], row["at"])
        return found
