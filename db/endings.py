"""Stores of what remains after a workshop: how it ended, decisions and open points, private links."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db.prepared import Prepared, Row
from db.schema import ending_table, outcome_table, participant_table, private_link_table
from db.workshops import participant_of_row
from sotecin_graph.outcomes import Ending, Outcome, OutcomeId, OutcomeSort
from sotecin_graph.people import Participant, ParticipantId, WorkshopId

_ENDING = Prepared(select(ending_table).where(ending_table.c.workshop_id == bindparam("workshop")))


def _outcome_of_row(row: Row) -> Outcome:
    return Outcome(
        id=OutcomeId(row["id"]),
        workshop_id=WorkshopId(row["workshop_id"]),
        sort=OutcomeSort(row["sort"]),
        text=row["text"],
        owner=row["owner"],
        due=row["due"],
        by=row["by"],
        at=row["at"],
    )


class EndingStore:
    """Implements ports.Endings."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, ident: WorkshopId) -> Ending:
        row = _ENDING.first(self._db, workshop=ident)
        return Ending(row["farewell"], row["follow_up_until"]) if row else Ending()

    def keep(self, ident: WorkshopId, ending: Ending) -> None:
        row = {"workshop_id": ident, "farewell": ending.farewell, "follow_up_until": ending.follow_up_until}
        here = ending_table.c.workshop_id == ident
        if not self._db.execute(update(ending_table).where(here), row).rowcount:
            self._db.execute(insert(ending_table), row)

    def note(self, outcome: Outcome) -> None:
        row = {name: getattr(outcome, name) for name in Outcome.__slots__} | {"sort": outcome.sort.value}
        if not self._db.execute(update(outcome_table).where(outcome_table.c.id == outcome.id), row).rowcount:
            self._db.execute(insert(outcome_table), row)

    def strike(self, ident: OutcomeId) -> None:
        self._db.execute(delete(outcome_table).where(outcome_table.c.id == ident))

    def outcome(self, ident: OutcomeId) -> Outcome | None:
        row = self._db.execute(select(outcome_table).where(outcome_table.c.id == ident)).mappings().first()
        return _outcome_of_row(row) if row else None

    def outcomes(self, ident: WorkshopId) -> list[Outcome]:
        query = select(outcome_table).where(outcome_table.c.workshop_id == ident)
        rows = self._db.execute(query.order_by(outcome_table.c.at, outcome_table.c.id)).mappings()
        return [_outcome_of_row(row) for row in rows]


class PrivateLinkStore:
    """Implements ports.PrivateLinks: of a link only the hash of its token is kept."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, token_hash: str, ident: ParticipantId, *, at: datetime) -> None:
        row = {"token_hash": token_hash, "participant_id": ident, "made_at": at}
        self._db.execute(insert(private_link_table), row)

    def participant(self, token_hash: str) -> Participant | None:
        joined = select(participant_table).join(private_link_table)
        query = joined.where(private_link_table.c.token_hash == token_hash)
        row = self._db.execute(query).mappings().first()
        return participant_of_row(row) if row else None

    def of(self, ident: ParticipantId) -> list[tuple[str, datetime]]:
        here = private_link_table.c
        query = select(here.token_hash, here.made_at).where(here.participant_id == ident).order_by(here.made_at)
        return [(token_hash, made_at) for token_hash, made_at in self._db.execute(query)]

    def remove(self, token_hash: str) -> None:
        self._db.execute(delete(private_link_table).where(private_link_table.c.token_hash == token_hash))
