"""The store of open calls and of the challenges on their way into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from db.schema import call_challenge_table, logo_table, open_call_table, passage_table
from sotecin_graph.calls import (
    CALL_PARTS,
    CallChallenge,
    CallChallengeId,
    CallId,
    ChallengeState,
    OpenCall,
    Passage,
    Wording,
)
from sotecin_graph.elements import ElementId
from sotecin_graph.eligibility import Answer
from sotecin_graph.logos.guard import Logo
from sotecin_graph.missions import MissionId
from sotecin_graph.rubric import OURS, Criterion, Rubric
from sotecin_graph.vocabulary import Chain


def _call_row(call: OpenCall) -> dict[str, Any]:
    return {
        "id": call.id,
        "number": call.number,
        "title": call.title,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "timezone": call.timezone,
        "chains": [chain.value for chain in call.chains],
        "places": call.places,
        "texts": {name: getattr(call, name) for name in (*CALL_PARTS, "eligibility")},
        "is_example": call.is_example,
        "rubric": None if call.rubric == OURS else asdict(call.rubric),
        "announced_at": call.announced_at,
        "announced_by": call.announced_by,
        "version": call.version,
    }


def _call_of_row(row: RowMapping) -> OpenCall:
    chains = tuple(Chain(value) for value in row["chains"])
    rubric = _rubric(row["rubric"]) or OURS
    plain = {name: row[name] for name in _CALL_FIELDS}
    return OpenCall(id=CallId(row["id"]), chains=chains, rubric=rubric, **plain, **row["texts"])


_CALL_FIELDS = (
    "number",
    "title",
    "opens_at",
    "closes_at",
    "timezone",
    "places",
    "is_example",
    "announced_at",
    "announced_by",
    "version",
)


def _rubric(wire: dict[str, Any] | None) -> Rubric | None:
    if wire is None:
        return None
    return Rubric(**{**wire, "criteria": tuple(Criterion(**each) for each in wire["criteria"])})


_CHALLENGE_TEXTS = ("organisation", "location", "contact_name", "contact_email", "logo", "logo_mark")


def _challenge_row(challenge: CallChallenge) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(challenge, name) for name in _CHALLENGE_TEXTS}
    content["owner"] = asdict(challenge.owner)
    content["council"] = asdict(challenge.council) if challenge.council else None
    content["rubric"] = asdict(challenge.rubric) if challenge.rubric else None
    answers = challenge.eligibility
    content["eligibility"] = [[one.line, one.is_met, one.note, one.by, one.at.isoformat()] for one in answers]
    same = ("id", "element_id", "mission_id", "call_id", "owner_id", "version", "is_example")
    plain = {name: getattr(challenge, name) for name in same}
    return plain | {"state": challenge.state.value, "content": content}


def _challenge_of_row(row: RowMapping, passages: tuple[Passage, ...]) -> CallChallenge:
    content = row["content"]
    return CallChallenge(
        **{name: content.get(name, "") for name in _CHALLENGE_TEXTS},
        id=CallChallengeId(row["id"]),
        element_id=ElementId(row["element_id"]),
        mission_id=MissionId(row["mission_id"]),
        call_id=CallId(row["call_id"]) if row["call_id"] else None,
        owner_id=ElementId(row["owner_id"]) if row["owner_id"] else None,
        owner=Wording(**content["owner"]),
        council=Wording(**content["council"]) if content["council"] else None,
        state=ChallengeState(row["state"]),
        eligibility=tuple(_answer(wire) for wire in content.get("eligibility", ())),
        rubric=_rubric(content.get("rubric")),
        passages=passages,
        version=row["version"],
        is_example=row["is_example"],
    )


def _answer(wire: list[Any]) -> Answer:
    return Answer(wire[0], wire[1], wire[2], wire[3], datetime.fromisoformat(wire[4]))


def _passage_of_row(row: RowMapping) -> Passage:
    plain = {name: row[name] for name in ("by", "at", "reason", "noted_by", "whose")}
    wording = Wording(**row["wording"]) if row["wording"] else None
    return Passage(state=ChallengeState(row["state"]), wording=wording, **plain)


class CallStore:
    """Implements ports.Calls."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add_call(self, call: OpenCall) -> None:
        self._db.execute(insert(open_call_table), _call_row(call))

    def update_call(self, call: OpenCall) -> None:
        self._db.execute(update(open_call_table).where(open_call_table.c.id == call.id), _call_row(call))

    def call(self, ident: CallId) -> OpenCall | None:
        row = self._db.execute(select(open_call_table).where(open_call_table.c.id == ident)).mappings().first()
        return _call_of_row(row) if row else None

    def calls(self) -> list[OpenCall]:
        rows = self._db.execute(select(open_call_table).order_by(open_call_table.c.opens_at)).mappings()
        return [_call_of_row(row) for row in rows]

    def add_challenge(self, challenge: CallChallenge) -> None:
        seq = (self._db.scalar(select(func.max(call_challenge_table.c.seq))) or 0) + 1
        self._db.execute(insert(call_challenge_table), _challenge_row(challenge) | {"seq": seq})
        self._keep_passages(challenge, since=0)

    def update_challenge(self, challenge: CallChallenge) -> None:
        here = call_challenge_table.c.id == challenge.id
        self._db.execute(update(call_challenge_table).where(here), _challenge_row(challenge))
        self._keep_passages(challenge, since=len(self._passages(challenge.id)))

    def _keep_passages(self, challenge: CallChallenge, *, since: int) -> None:
        for position, passage in enumerate(challenge.passages[since:], start=since):
            row = asdict(passage)
            row |= {"challenge_id": challenge.id, "position": position, "state": passage.state.value}
            self._db.execute(insert(passage_table), row)

    def _passages(self, ident: str) -> tuple[Passage, ...]:
        query = select(passage_table).where(passage_table.c.challenge_id == ident).order_by(passage_table.c.position)
        rows = self._db.execute(query).mappings()
        return tuple(_passage_of_row(row) for row in rows)

    def challenge(self, ident: CallChallengeId) -> CallChallenge | None:
        query = select(call_challenge_table).where(call_challenge_table.c.id == ident)
        row = self._db.execute(query).mappings().first()
        return _challenge_of_row(row, self._passages(ident)) if row else None

    def challenges(
        self,
        *,
        mission_id: MissionId | None = None,
        element_id: ElementId | None = None,
    ) -> list[CallChallenge]:
        query = select(call_challenge_table).order_by(call_challenge_table.c.seq)
        for name, value in {"mission_id": mission_id, "element_id": element_id}.items():
            if value is not None:
                query = query.where(call_challenge_table.c[name] == value)
        rows = self._db.execute(query).mappings().all()
        passages: dict[str, list[Passage]] = {}
        asked = passage_table.c.challenge_id.in_([row["id"] for row in rows])
        for row in self._db.execute(select(passage_table).where(asked).order_by(passage_table.c.position)).mappings():
            passages.setdefault(row["challenge_id"], []).append(_passage_of_row(row))
        return [_challenge_of_row(row, tuple(passages.get(row["id"], ()))) for row in rows]

    def keep_logo(self, ident: CallChallengeId, logo: Logo, *, by: str, at: datetime) -> None:
        self.drop_logo(ident)
        row = {"challenge_id": ident, "name": logo.name, "content": logo.content, "by": by, "at": at}
        self._db.execute(insert(logo_table), row)

    def drop_logo(self, ident: CallChallengeId) -> None:
        self._db.execute(delete(logo_table).where(logo_table.c.challenge_id == ident))

    def logos(self, idents: Iterable[CallChallengeId]) -> dict[CallChallengeId, Logo]:
        rows = self._db.execute(select(logo_table).where(logo_table.c.challenge_id.in_(list(idents)))).mappings()
        return {CallChallengeId(row["challenge_id"]): Logo(row["name"], row["content"]) for row in rows}
