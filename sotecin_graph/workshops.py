"""Workshops: an event on a map, with a code to join by and an agenda whose current step says what may be added."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sotecin_graph.elements import MapId
from sotecin_graph.errors import StepForbids
from sotecin_graph.language import N_, _, ngettext, speaking
from sotecin_graph.levers import Levers, end_of
from sotecin_graph.people import WorkshopId
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkType, label
from sotecin_graph.voting import Round

CODE_LENGTH = 8
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 letters and digits without 0, O, 1, I and L: 8 of them make 8.5e11 codes."""


class Takes(StrEnum):
    """What a step of an agenda may take."""

    STAKEHOLDER = "stakeholder"
    LINK = "link"
    CHALLENGE = "challenge"
    VOTE = "vote"
    CLUSTER = "cluster"
    MERGE = "merge"


_TAKES_WORDS = {
    Takes.STAKEHOLDER: N_("stakeholders"),
    Takes.LINK: N_("links"),
    Takes.CHALLENGE: N_("challenges"),
    Takes.VOTE: N_("votes"),
    Takes.CLUSTER: N_("clusters"),
    Takes.MERGE: N_("joining what is the same"),
}


class WorkshopState(StrEnum):
    """Planned: nobody can join yet. Open: people join and add. Closed: to read."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an agenda: what people do, how many minutes it has and what it takes.

    `kinds` and `link_types` narrow what it takes; empty, it takes all of them. `dots` are those of each person in a
    vote, 0 for no limit. `view` is the cluster that the step looks at, empty for the whole map.
    """

    title: str
    instruction: str
    minutes: int
    takes: tuple[Takes, ...] = ()
    kinds: tuple[Kind, ...] = ()
    link_types: tuple[LinkType, ...] = ()
    is_private: bool = False
    dots: int = 0
    is_at_tables: bool = False
    view: str = ""

    def narrowed(self, what: Takes) -> tuple[Kind | LinkType, ...]:
        """What of this kind the step takes alone; empty for all of it."""
        if what is Takes.STAKEHOLDER:
            return self.kinds
        return self.link_types if what is Takes.LINK else ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before a workshop begins; 0 stands for not said.

    `consents` holds the consent text in further languages. `hides_names`: nobody gives an alias, all are "a
    participant". `keeps_months` counts from the workshop's day. `is_moderated`: what participants add waits until a
    facilitator accepts it. `has_table_maps`: in steps at tables each table works on a map of its own, not in an area.
    """

    people: int = 0
    tables: int = 0
    consents: Mapping[str, str] = field(default_factory=dict)
    hides_names: bool = False
    keeps_months: int = 0
    is_moderated: bool = False
    has_table_maps: bool = False


@dataclass(frozen=True, slots=True)
class Workshop:
    """An event on a map. `step` counts from 0; `step_started_at` is the server's clock, UTC.

    `rehearses` names the workshop that this one is a rehearsal of.
    """

    id: WorkshopId
    map_id: MapId
    title: str
    hubs: tuple[Hub, ...]
    chains: tuple[Chain, ...]
    starts_at: datetime
    timezone: str
    language: str
    code: str
    steps: tuple[Step, ...]
    step: int = 0
    step_started_at: datetime | None = None
    state: WorkshopState = WorkshopState.OPEN
    consent_text: str = ""
    is_example: bool = False
    plan: Plan = field(default_factory=Plan)
    rehearses: WorkshopId | None = None
    levers: Levers = field(default_factory=Levers)

    @property
    def current(self) -> Step:
        return self.steps[self.step]

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearses is not None

    @property
    def ends_at(self) -> datetime | None:
        """When the current step is over, with pauses that are over and minutes added; None where no timer runs."""
        if self.state is not WorkshopState.OPEN:
            return None
        return end_of(self.step_started_at, self.current.minutes, self.levers)

    def at_step(self, step: int, now: datetime) -> Workshop:
        """The workshop as it goes to a step, whose timer begins now."""
        levers = self.levers.at_new_step(self.step, self.step_started_at)
        return replace(self, step=step, step_started_at=now, levers=levers)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the room, the first one first."""
        return (self.language, *(each for each in self.plan.consents if each != self.language))

    @property
    def unnamed(self) -> str:
        """What everyone is called where names are hidden."""
        with speaking(self.language):
            return _("a participant")

    def consent_in(self, language: str) -> str:
        """The consent text in a language: as it was written for it, the standard one as it is, else the room's own."""
        written = self.plan.consents.get(language)
        if written or not self._has_standard_consent:
            return written or self.consent_text
        return standard_consent(self.plan, language)

    def consent_language(self, language: str) -> str:
        """The language in which someone with this language reads the consent text."""
        return language if self.plan.consents.get(language) or self._has_standard_consent else self.language

    @property
    def _has_standard_consent(self) -> bool:
        return self.consent_text == standard_consent(self.plan, self.language)

    def must_take(self, what: Takes, sort: Kind | LinkType | None = None) -> None:
        """Raise StepForbids, with what the step does take, unless the workshop is open and its step takes this."""
        if self.state is not WorkshopState.OPEN:
            raise StepForbids(step=self.title, what=words_for((what,)))
        step = self.current
        if what not in step.takes:
            raise StepForbids(step=_(step.title), what=words_for((what,)), now=words_for(step.takes))
        only = step.narrowed(what)
        if sort is not None and only and sort not in only:
            raise StepForbids(step=_(step.title), what=_quoted(sort), now=", ".join(map(_quoted, only)))

    @property
    def is_apart(self) -> bool:
        """True while each table works on a map of its own. Dots are given on the one map of all."""
        is_dotted = Takes.VOTE in self.current.takes and self.current.dots > 0
        is_on = self.state is WorkshopState.OPEN and self.current.is_at_tables
        return is_on and self.levers.own_maps > 0 and not is_dotted

    def to_wire(self, voting: Round | None = None, *, is_at_table: bool = False) -> dict[str, Any]:
        """The workshop as every screen of its map needs it; titles of built-in steps in English, as stored.

        `is_at_table`: for a table's own map, on which nothing is framed. Without its code: a screen may be anyone's,
        and the code lets people in.
        """
        return {
            "id": self.id,
            "title": self.title,
            "is_rehearsal": self.is_rehearsal,
            "state": self.state.value,
            "step": self.step,
            "step_started_at": self.step_started_at.isoformat() if self.step_started_at else None,
            "steps": [step_to_wire(step) for step in self.steps],
            "begun": [list(each) for each in self.levers.begun],
            "voting": voting.to_wire() if voting else None,
            "timer": self._timer_to_wire(),
            "levers": self.levers.to_wire(),
            "tables": [] if is_at_table else self._tables_to_wire(),
            "is_moderated": self.plan.is_moderated,
        }

    def _tables_to_wire(self) -> list[dict[str, Any]]:
        """The areas that are framed: those in which tables work now, and none where they work or worked apart."""
        is_on = self.state is WorkshopState.OPEN and self.current.is_at_tables
        if self.plan.has_table_maps or not is_on:
            return []
        return [{"number": at, "area": list(area)} for at, area in enumerate(self.levers.areas, start=1)]

    def _timer_to_wire(self) -> dict[str, str | None]:
        times = {"ends_at": self.ends_at, "paused_at": self.levers.paused_at, "rung_at": self.levers.rung_at}
        return {name: at.isoformat() if at else None for name, at in times.items()}


def words_for(takes: tuple[Takes, ...]) -> str:
    """What is taken, as words: "stakeholders, links"."""
    return ", ".join(_(_TAKES_WORDS[what]) for what in takes)


def step_words(step: Step) -> str:
    """What a step takes, with what it is narrowed to: "stakeholders (Research), links"; a dash for nothing."""
    parts = []
    for what in step.takes:
        only = ", ".join(map(label, step.narrowed(what)))
        parts.append(f"{words_for((what,))} ({only})" if only else words_for((what,)))
    return ", ".join(parts) or "–"


def _quoted(sort: Kind | LinkType) -> str:
    return f"“{label(sort)}”"


def step_to_wire(step: Step) -> dict[str, Any]:
    """A step as stored and sent."""
    return {
        "title": step.title,
        "instruction": step.instruction,
        "minutes": step.minutes,
        "takes": [what.value for what in step.takes],
        "kinds": [kind.value for kind in step.kinds],
        "link_types": [each.value for each in step.link_types],
        "is_private": step.is_private,
        "dots": step.dots,
        "is_at_tables": step.is_at_tables,
        "view": step.view,
    }


def step_from_wire(wire: Mapping[str, Any]) -> Step:
    """The step of a wire object; one that was stored before steps knew more than what they take is open to all."""
    return Step(
        title=wire["title"],
        instruction=wire["instruction"],
        minutes=wire["minutes"],
        takes=tuple(Takes(what) for what in wire["takes"]),
        kinds=tuple(Kind(kind) for kind in wire.get("kinds", ())),
        link_types=tuple(LinkType(each) for each in wire.get("link_types", ())),
        is_private=wire.get("is_private", False),
        dots=wire.get("dots", 0),
        is_at_tables=wire.get("is_at_tables", False),
        view=wire.get("view", ""),
    )


def plan_to_wire(plan: Plan) -> dict[str, Any]:
    """A plan as stored."""
    return {
        "people": plan.people,
        "tables": plan.tables,
        "consents": dict(plan.consents),
        "hides_names": plan.hides_names,
        "keeps_months": plan.keeps_months,
        "is_moderated": plan.is_moderated,
        "has_table_maps": plan.has_table_maps,
    }


def plan_from_wire(wire: Mapping[str, Any]) -> Plan:
    """The plan of a stored object; what it does not say is not said."""
    return Plan(**{name: wire[name] for name in Plan.__slots__ if name in wire})


def standard_consent(plan: Plan, language: str) -> str:
    """The consent text that a workshop with this plan begins with, in a language."""
    with speaking(language):
        if not plan.hides_names and not plan.keeps_months:
            return _(
                "It goes on the shared map under your alias. The hub keeps it for the programme and may use it in a "
                "mission or a call. You can take it back until the map closes."
            )
        where = _("It goes on the shared map under your alias.")
        if plan.hides_names:
            where = _("It goes on the shared map without a name: nobody is asked for one.")
        use = _("The hub keeps it for the programme and may use it in a mission or a call.")
        if plan.keeps_months:
            how_long = ngettext("{count} month", "{count} months", plan.keeps_months).format(count=plan.keeps_months)
            use = _(
                "For {time} the hub keeps who wrote what; then the names go. What was written may be used in a mission "
                "or a call."
            ).format(time=how_long)
        return f"{where} {use} {_('You can take it back until the map closes.')}"


def consent_version(text: str) -> str:
    """Eight letters that stand for exactly this text: the begin of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def new_code() -> str:
    """A join code from the system's source of randomness."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """A code as people read it: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def compact(typed: str) -> str:
    """A code as people type it, without spaces and hyphens, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
