"""Use cases of planning: what a workshop is to be, changed before it begins and as far as it still can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.language import _
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import workshops
from sotecin_graph.text import line
from sotecin_graph.workshops import Plan, Workshop, WorkshopState, standard_consent


def change_plan(
    uow: UnitOfWork,
    *,
    by: Actor,
    map_id: MapId,
    title: str,
    starts_at: datetime,
    timezone: str,
    language: str,
    consent_text: str,
    plan: Plan,
) -> None:
    """Plan a workshop anew. What people have agreed to stays: once someone has joined, words and names are settled."""
    workshop = workshops.facilitated(uow, by, map_id)
    if workshop.state is WorkshopState.CLOSED:
        raise WrongState(_("The workshop is closed: what it was planned with stays."))
    workshops.must_be_complete(workshop.hubs, workshop.chains, language)
    plan = workshops.fit_plan(plan)
    planned = replace(
        workshop,
        title=line(title, field=_("title")),
        starts_at=starts_at,
        timezone=timezone,
        language=language,
        consent_text=workshops.fit_consent(consent_text) or standard_consent(plan, language),
        plan=plan,
    )
    if _agreed(planned) != _agreed(workshop) and uow.workshops.participants(workshop.id):
        sentence = _("People have joined already and agreed to the text as it is. It can no longer be changed.")
        raise BadInput(sentence, field="consent")
    workshops.change(uow, planned, by=by)


def _agreed(workshop: Workshop) -> tuple[object, ...]:
    """What people say yes to; a further language may still be added."""
    plan = workshop.plan
    return workshop.language, workshop.consent_text, plan.hides_names, plan.keeps_months
