"""Use cases of facilitating: open a workshop on a map, step through its agenda, close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sotecin_graph.agendas import AGENDAS, fit_steps
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, Conflict
from sotecin_graph.idents import new_ident
from sotecin_graph.language import LANGUAGES, _
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Actor, Deed, Participant, WorkshopId
from sotecin_graph.permissions import Place, authorise, may
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services.ground import ground_for, ground_of, workshop_for
from sotecin_graph.services.maps import create_map
from sotecin_graph.services.voting import follow_agenda, show_workshop
from sotecin_graph.text import line, paragraph
from sotecin_graph.vocabulary import HUBS, Chain, Hub, MapKind
from sotecin_graph.workshops import Plan, Step, Workshop, WorkshopState, new_code, standard_consent

CONSENT_LENGTH = 2_000
"""Most characters of a consent text: what a person reads on a phone before they say yes."""

MOST_PEOPLE, MOST_TABLES, MOST_MONTHS = 1_000, 100, 120


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """A workshop with its map and who joined it, in the order of joining."""

    workshop: Workshop
    facts: MapFacts
    participants: tuple[Participant, ...]


def open_workshop(
    uow: UnitOfWork,
    *,
    by: Actor,
    title: str,
    hubs: Sequence[Hub],
    chains: Sequence[Chain],
    starts_at: datetime,
    timezone: str = "",
    language: str = "en",
    agenda: str = "half-day",
    consent_text: str = "",
    map_id: MapId | None = None,
    state: WorkshopState = WorkshopState.OPEN,
    is_example: bool = False,
    steps: Sequence[Step] = (),
    plan: Plan | None = None,
    rehearses: WorkshopId | None = None,
) -> Workshop:
    """Open a workshop with a code to join by, on a map of its own or on one that has none yet. Several hubs: a mashup.

    `agenda` is a key of AGENDAS, unless there are `steps`; the first begins when the workshop is open.
    """
    authorise(by, Deed.FACILITATE, Place(tuple(hubs)))
    title = line(title, field=_("title"))
    must_be_complete(hubs, chains, language, agenda)
    plan = fit_plan(plan or Plan())
    if map_id is not None:
        _must_be_free(uow, map_id, by)
    kind = MapKind.MASHUP if len(hubs) > 1 else MapKind.WORKSHOP
    about: dict[str, Any] = {"hubs": tuple(hubs), "chains": tuple(chains), "is_example": is_example}
    workshop = Workshop(
        id=WorkshopId(new_ident()),
        map_id=map_id or create_map(uow, by=by, name=title, kind=kind, **about),
        title=title,
        starts_at=starts_at,
        timezone=timezone or HUBS[hubs[0]].timezone,
        language=language,
        code=new_code(),
        steps=fit_steps(steps) if steps else AGENDAS[agenda][1],
        step_started_at=uow.now if state is WorkshopState.OPEN else None,
        state=state,
        consent_text=fit_consent(consent_text) or standard_consent(plan, language),
        plan=plan,
        rehearses=rehearses,
        **about,
    )
    uow.workshops.add(workshop)
    _show(uow, workshop, by=by)
    return workshop


def _must_be_free(uow: UnitOfWork, map_id: MapId, by: Actor) -> None:
    ground_for(uow, by, Deed.FACILITATE, map_id)
    if uow.workshops.on_map(map_id):
        raise BadInput(_("There is already a workshop on this map."), field="map")


def must_be_complete(hubs: Sequence[Hub], chains: Sequence[Chain], language: str, agenda: str = "half-day") -> None:
    """Raise BadInput where something is missing without which there is no workshop."""
    if not hubs:
        raise BadInput(_("Choose the hub, or several for a mashup."), field="hubs")
    if not chains:
        raise BadInput(_("Choose at least one value chain."), field="chains")
    if language not in LANGUAGES:
        raise BadInput(_("Choose one of the hubs' languages."), field="language")
    if agenda not in AGENDAS:
        raise BadInput(_("Choose one of the agendas."), field="agenda")


def fit_consent(text: str) -> str:
    """A consent text as it is kept, or BadInput where it is too long."""
    return paragraph(text, field=_("consent text"), most=CONSENT_LENGTH)


def fit_plan(plan: Plan) -> Plan:
    """A plan as it is kept; a further language without a text gets the standard one."""
    bounds = (
        (plan.people, MOST_PEOPLE, _("people")),
        (plan.tables, MOST_TABLES, _("tables")),
        (plan.keeps_months, MOST_MONTHS, _("months")),
    )
    for value, most, field in bounds:
        if type(value) is not int or not 0 <= value <= most:
            raise BadInput(_("“{field}” goes from 0 to {most}.").format(field=field, most=most), field=field)
    if not set(plan.consents) <= set(LANGUAGES):
        raise BadInput(_("Choose one of the hubs' languages."), field="language")
    texts = {
        language: fit_consent(text) or standard_consent(plan, language) for language, text in plan.consents.items()
    }
    return replace(plan, consents=texts)


def set_step(uow: UnitOfWork, *, by: Actor, map_id: MapId, step: int, expected: int | None = None) -> None:
    """Go to a step of the agenda; its timer starts now, by the server's clock.

    `expected` is the step that the person saw. Where two go on at once the second changes nothing; Conflict where
    someone has gone to yet another step.
    """
    workshop = facilitated(uow, by, map_id)
    if type(step) is not int or not 0 <= step < len(workshop.steps):
        raise BadInput(_("The agenda has {number} steps.").format(number=len(workshop.steps)), field="step")
    if expected is not None and workshop.step != expected:
        if workshop.step == step:
            return
        sentence = _("Someone else has gone to “{step}” meanwhile. Nothing was changed.")
        raise Conflict(sentence.format(step=_(workshop.current.title)))
    change(uow, workshop.at_step(step, uow.now), by=by)


def set_state(uow: UnitOfWork, *, by: Actor, map_id: MapId, state: WorkshopState) -> None:
    """Close a workshop, or open it (again); its code works only while it is open. A first step waits for that.

    Closing lifts what was locked, held and muted for the length of the workshop.
    """
    workshop = facilitated(uow, by, map_id)
    started = workshop.step_started_at or (uow.now if state is WorkshopState.OPEN else None)
    levers = workshop.levers.at_rest() if state is WorkshopState.CLOSED else workshop.levers
    change(uow, replace(workshop, state=state, step_started_at=started, levers=levers), by=by)


def workshops_of(uow: UnitOfWork, *, by: Actor) -> list[Workshop]:
    """The workshops that the actor may facilitate, the latest first."""
    mine = (each for each in uow.workshops.all() if may_facilitate(by, each))
    return sorted(mine, key=lambda workshop: workshop.starts_at, reverse=True)


def views_of(uow: UnitOfWork, *, by: Actor) -> list[WorkshopView]:
    """The workshops that the actor may facilitate, with their maps and people, the latest first."""
    return [_view(uow, workshop) for workshop in workshops_of(uow, by=by)]


def view(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> WorkshopView:
    """One workshop with its map and people, for its facilitators; UnknownWorkshop where there is none."""
    return _view(uow, workshop_for(uow, by, Deed.FACILITATE, ident))


def _view(uow: UnitOfWork, workshop: Workshop) -> WorkshopView:
    facts = ground_of(uow, workshop.map_id).facts
    return WorkshopView(workshop, facts, tuple(uow.workshops.participants(workshop.id)))


def workshop_of(uow: UnitOfWork, *, by: Actor, ident: WorkshopId) -> Workshop:
    """A workshop that the actor may see, or UnknownWorkshop."""
    return workshop_for(uow, by, Deed.READ, ident)


def participants_of(uow: UnitOfWork, *, by: Actor, map_id: MapId) -> list[Participant]:
    """Who joined the workshop on a map, in the order of joining; for its facilitators."""
    return uow.workshops.participants(facilitated(uow, by, map_id).id)


def may_facilitate(by: Actor, workshop: Workshop) -> bool:
    """True for who has the levers of this workshop."""
    return may(by, Deed.FACILITATE, Place(workshop.hubs, workshop.id))


def facilitated(uow: UnitOfWork, by: Actor, map_id: MapId) -> Workshop:
    """The workshop on a map, for who may facilitate it."""
    return ground_for(uow, by, Deed.FACILITATE, map_id).its_workshop


def change(uow: UnitOfWork, workshop: Workshop, *, by: Actor) -> None:
    """Keep a workshop as it is from now on, and show it on every screen of its map."""
    uow.workshops.update(workshop)
    follow_agenda(uow, workshop, by=by)
    _show(uow, workshop, by=by)


def _show(uow: UnitOfWork, workshop: Workshop, *, by: Actor) -> None:
    show_workshop(uow, workshop, uow.voting.current(workshop.map_id), by=by)
