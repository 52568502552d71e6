"""The stores of reviews of call challenges, and of letters to people without an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from db.elements import heirs_of
from db.schema import letter_table, review_table
from sotecin_graph.calls import CallChallengeId
from sotecin_graph.elements import ElementId
from sotecin_graph.letters import Letter
from sotecin_graph.reviews import Judgement, Review, ReviewId, ReviewState

_REVIEW_FIELDS = ("id", "challenge_id", "reviewer", "account", "member", "conflict", "asked_by", "asked_at", "version")
_LETTER_FIELDS = ("key_hash", "challenge_id", "review_id", "to", "made_by", "made_at", "until", "ended_at")


def _review_row(review: Review) -> dict[str, Any]:
    row = {name: getattr(review, name) for name in _REVIEW_FIELDS}
    judgements = [[list(one.scores), one.comment, one.by, one.at.isoformat()] for one in review.judgements]
    return row | {"state": review.state.value, "judgements": judgements}


def _judgement(wire: list[Any]) -> Judgement:
    return Judgement(tuple(wire[0]), wire[1], wire[2], datetime.fromisoformat(wire[3]))


class ReviewStore:
    """Implements ports.Reviews."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, review: Review) -> None:
        seq = (self._db.scalar(select(func.max(review_table.c.seq))) or 0) + 1
        self._db.execute(insert(review_table), _review_row(review) | {"seq": seq})

    def update(self, review: Review) -> None:
        self._db.execute(update(review_table).where(review_table.c.id == review.id), _review_row(review))

    def remove(self, ident: ReviewId) -> None:
        self._db.execute(delete(letter_table).where(letter_table.c.review_id == ident))
        self._db.execute(delete(review_table).where(review_table.c.id == ident))

    def get(self, ident: ReviewId) -> Review | None:
        row = self._db.execute(select(review_table).where(review_table.c.id == ident)).mappings().first()
        return self._of_row(row) if row else None

    def of(self, challenge: CallChallengeId) -> list[Review]:
        return self._where(review_table.c.challenge_id == challenge)

    def of_account(self, account: str) -> list[Review]:
        return self._where(review_table.c.account == account)

    def _where(self, condition: Any) -> list[Review]:
        rows = self._db.execute(select(review_table).where(condition).order_by(review_table.c.seq)).mappings().all()
        return [self._of_row(row) for row in rows]

    def _of_row(self, row: RowMapping) -> Review:
        plain = {name: row[name] for name in _REVIEW_FIELDS}
        if row["member"]:
            (plain["member"],) = heirs_of(self._db, [ElementId(row["member"])])
        judgements = tuple(_judgement(wire) for wire in row["judgements"])
        return Review(**plain, state=ReviewState(row["state"]), judgements=judgements)


class LetterStore:
    """Implements ports.Letters."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, letter: Letter) -> None:
        self._db.execute(insert(letter_table), {name: getattr(letter, name) for name in _LETTER_FIELDS})

    def with_hash(self, key_hash: str) -> Letter | None:
        row = self._db.execute(select(letter_table).where(letter_table.c.key_hash == key_hash)).mappings().first()
        return Letter(**{name: row[name] for name in _LETTER_FIELDS}) if row else None

    def of(self, challenge: CallChallengeId) -> list[Letter]:
        query = select(letter_table).where(letter_table.c.challenge_id == challenge).order_by(letter_table.c.made_at)
        return [Letter(**{name: row[name] for name in _LETTER_FIELDS}) for row in self._db.execute(query).mappings()]

    def end(self, challenge: CallChallengeId, review: ReviewId | None, *, at: datetime) -> None:
        mine = (letter_table.c.challenge_id == challenge) & letter_table.c.ended_at.is_(None)
        self._db.execute(
            update(letter_table).where(mine & letter_table.c.review_id.is_not_distinct_from(review)), {"ended_at": at}
        )
