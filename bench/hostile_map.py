"""A workshop in which everybody means harm: hostile texts in every field that people write, through the use cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from db.store import SqlDatabase
from sotecin_graph.calls import CallId
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import SotecinError
from sotecin_graph.missions import MISSION_TEXTS, MissionId
from sotecin_graph.people import SYSTEM, Actor, Grant, Role, actor_of_account
from sotecin_graph.services import calls, clusters, elements, endings, links, missions, open_calls, sessions, workshops
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import GROUPS, Chain, Hub
from sotecin_graph.workshops import Plan, Step, Takes, Workshop

USERNAME, PASSWORD = "lead", "a bench needs no secret"
_OPEN = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE, Takes.VOTE, Takes.CLUSTER)


@dataclass(slots=True)
class HostileMap:
    """What was made, and which texts a field refused; `kept` counts fields that took one."""

    workshop: Workshop
    lead: Actor
    missions: list[MissionId] = field(default_factory=list)
    call: CallId | None = None
    kept: int = 0
    refused: list[str] = field(default_factory=list)


def fill(database: SqlDatabase, payloads: Mapping[str, str]) -> HostileMap:
    """Write each text wherever its length fits; what refuses it is noted."""
    grants = (Grant(Role.HUB_LEAD, Hub.NORTH_WEST), Grant(Role.PROGRAMME_LEAD))
    account = {"username": USERNAME, "name": _fit(payloads, 60, 1), "password_hash": hash_password(PASSWORD, of="lead")}
    lead = actor_of_account(database.write(sessions.add_account, by=SYSTEM, grants=grants, **account))
    made = HostileMap(database.write(_open_workshop, payloads=payloads, lead=lead), lead)
    writer = _Writer(database, made)
    raised = [ident for name, text in payloads.items() for ident in writer.contribute(name, text)]
    texts = [text[:110] for text in payloads.values()]
    for first in range(0, len(raised), 24):
        writer.promote(raised[first : first + 24], texts[first // 2 :] or texts)
    writer.call_for(texts)
    writer.end(texts)
    return made


def _fit(payloads: Mapping[str, str], most: int, start: int = 0) -> str:
    fitting = [text for text in payloads.values() if len(text) <= most and text.isprintable()]
    return fitting[start % len(fitting)]


def _open_workshop(uow: Any, *, payloads: Mapping[str, str], lead: Actor) -> Workshop:
    texts = [text for text in payloads.values() if len(text) <= 100]
    steps = [Step(text, text, 10, _OPEN) for text in texts[:10]]
    return workshops.open_workshop(
        uow,
        by=lead,
        title=_fit(payloads, 110),
        hubs=(Hub.NORTH_WEST,),
        chains=(Chain.TEXTILES,),
        starts_at=datetime.now(UTC),
        steps=[Step("All", "Everything", 60, _OPEN), *steps],
        consent_text="\n".join(texts)[:1900],
        plan=Plan(tables=2),
    )


class _Writer:
    def __init__(self, database: SqlDatabase, made: HostileMap) -> None:
        self._database, self._made = database, made
        self._here: dict[str, Any] = {"map_id": made.workshop.map_id}

    def contribute(self, name: str, text: str) -> list[ElementId]:
        """As a participant of that alias: stakeholders, a challenge, a link with words, a vote; what was kept."""
        code = self._made.workshop.code
        token = self._try(name, sessions.join, code=code, alias=text[:40], consents=True)
        by = self._database.read(sessions.actor_of, token=token) if token else self._made.lead
        kind = GROUPS[len(name) % len(GROUPS)].value
        works = self._try(name, elements.add_stakeholder, by=by, name=text, kind=kind, note=text, **self._here)
        told = {"problem": text[:250], "wish": text[:300], "note": text[:2000]}
        concerns = [works] if works else []
        raised = self._try(
            name, elements.add_challenge, by=by, name=text[:120], concerns=concerns, **told, **self._here
        )
        if works and raised:
            other = self._try(name, elements.add_stakeholder, by=by, name=f"By {text}"[:120], kind=kind, **self._here)
            words = {"quantity": text[:120], "note": text, "type": "material"}
            self._try(name, links.add_link, by=by, source=works, target=other, **words, **self._here)
            self._try(name, elements.vote, by=by, element=raised, is_on=True, **self._here)
        return [each for each in (works, raised) if each]

    def promote(self, members: list[ElementId], texts: list[str]) -> None:
        """A cluster, and of it a mission with hostile texts in all fields of its brief, with a call challenge."""
        by = self._made.lead
        cluster = self._try("cluster", clusters.draw, by=by, members=members, name=texts[0], **self._here)
        given = {"cluster": cluster, "title": texts[1 % len(texts)], "statement": texts[2 % len(texts)]}
        mission = self._try("mission", missions.promote, by=by, **given, **self._here)
        if mission is None:
            return
        fields = {name: texts[number % len(texts)] for number, name in enumerate(MISSION_TEXTS)}
        self._try("brief", missions.edit_mission, by=by, mission_id=mission, **fields)
        self._try("call challenge", calls.take_up, by=by, mission_id=mission, element=members[-1])
        self._made.missions.append(mission)

    def call_for(self, texts: list[str]) -> None:
        """An open call whose five parts are hostile."""
        now = datetime.now(UTC)
        parts = dict(zip(("maximum", "amount_rule", "activities", "recipients", "procedure"), texts, strict=False))
        times = {"opens_at": now, "closes_at": now + timedelta(days=30), "timezone": "Europe/Amsterdam"}
        given = {"by": self._made.lead, "title": texts[5], "chains": (Chain.TEXTILES,)}
        self._made.call = self._try("call", open_calls.open_call, **given, **times, **parts)

    def end(self, texts: list[str]) -> None:
        """Decisions and open points, and what happens next."""
        about: dict[str, Any] = {"by": self._made.lead, "ident": self._made.workshop.id}
        for number, text in enumerate(texts[:20]):
            sort = ("decision", "open point")[number % 2]
            self._try("outcome", endings.note_outcome, sort=sort, text=text, owner=text[:60], **about)
        self._try("farewell", endings.set_ending, farewell="\n".join(texts)[:900], **about)

    def _try(self, what: str, use_case: Any, **given: Any) -> Any:
        try:
            done = self._database.write(use_case, **given)
        except SotecinError as refusal:
            self._made.refused.append(f"{what}: {use_case.__name__}: {refusal}")
            return None
        self._made.kept += 1
        return done
