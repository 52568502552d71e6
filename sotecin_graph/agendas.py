"""Agendas: steps fit to keep, their times against the clock, and agendas that a hub keeps to choose again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

from sotecin_graph.errors import BadInput
from sotecin_graph.language import N_, _
from sotecin_graph.text import line, paragraph
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Step, Takes, Workshop, WorkshopState

AgendaId = NewType("AgendaId", str)

INSTRUCTION_LENGTH = 300
"""Most characters of an instruction: what fits the projector's panel at its size."""

MOST_STEPS, MOST_MINUTES, MOST_DOTS = 40, 480, 20


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda that a hub keeps; its title is its own in the hub."""

    id: AgendaId
    hub: Hub
    title: str
    steps: tuple[Step, ...]
    by: str
    created_at: datetime


def fit_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps as they are kept, or BadInput with what to change in which of them."""
    if not 1 <= len(steps) <= MOST_STEPS:
        raise BadInput(_("An agenda has 1 to {most} steps.").format(most=MOST_STEPS), field="steps")
    return tuple(fit_step(step) for step in steps)


def fit_step(step: Step) -> Step:
    """A step as it is kept: texts made fit, and nothing narrowed that it does not take."""
    title = line(step.title, field=_("step"))
    instruction = paragraph(step.instruction, field=_("instruction"), most=INSTRUCTION_LENGTH)
    if not 1 <= step.minutes <= MOST_MINUTES:
        sentence = _("“{step}” needs 1 to {most} minutes.").format(step=title, most=MOST_MINUTES)
        raise BadInput(sentence, field="minutes")
    if not 0 <= step.dots <= MOST_DOTS:
        sentence = _("“{step}” can give each person at most {most} dots.").format(step=title, most=MOST_DOTS)
        raise BadInput(sentence, field="dots")
    kinds = tuple(dict.fromkeys(kind for kind in step.kinds if kind.is_stakeholder))
    return replace(
        step,
        title=title,
        instruction=instruction,
        takes=tuple(dict.fromkeys(step.takes)),
        kinds=kinds if Takes.STAKEHOLDER in step.takes else (),
        link_types=tuple(dict.fromkeys(step.link_types)) if Takes.LINK in step.takes else (),
    )


def together(steps: Sequence[Step]) -> int:
    """All minutes."""
    return sum(step.minutes for step in steps)


def beginnings(steps: Sequence[Step], starts_at: datetime) -> list[datetime]:
    """When each step begins, and last when all is over, if each keeps its minutes."""
    found = [starts_at]
    for step in steps:
        found.append(found[-1] + timedelta(minutes=step.minutes))
    return found


def planned_end(workshop: Workshop) -> datetime:
    """When it is over as planned."""
    return beginnings(workshop.steps, workshop.starts_at)[-1]


def likely_end(workshop: Workshop, now: datetime) -> datetime:
    """When it is over if each step from now on keeps its minutes; as planned where it is not going on."""
    started = workshop.step_started_at
    if workshop.state is not WorkshopState.OPEN or started is None:
        return planned_end(workshop)
    this_ends = max(now, started + timedelta(minutes=workshop.current.minutes))
    return beginnings(workshop.steps[workshop.step + 1 :], this_ends)[-1]


def kept_until(workshop: Workshop) -> date:
    """The day until which it is kept, as the plan says in months from the workshop's own day."""
    day = workshop.starts_at.astimezone(ZoneInfo(workshop.timezone)).date()
    years, month = divmod(day.month - 1 + workshop.plan.keeps_months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def settled(workshop: Workshop) -> int:
    """How many steps, from the first, can no longer be changed: those that were and the one that is on."""
    return workshop.step + 1 if workshop.step_started_at else 0


_ALL = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE)
_DOTS = N_("Give your dots to challenges. They stay hidden until the step ends.")

AGENDAS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "taster": (
        N_("Taster, 90 minutes"),
        (
            Step(N_("Arrive"), N_("Join with the code on the screen and choose an alias."), 10),
            Step(N_("Who is in it?"), N_("Add who takes part in this value chain."), 20, (Takes.STAKEHOLDER,)),
            Step(
                N_("Who gives what to whom?"),
                N_("Draw what flows: material, money, knowledge."),
                20,
                (Takes.STAKEHOLDER, Takes.LINK),
            ),
            Step(
                N_("What stands in the way?"),
                N_("One challenge at a time. Say whom it concerns."),
                20,
                (Takes.CHALLENGE, Takes.LINK),
            ),
            Step(N_("What matters most?"), _DOTS, 10, (Takes.VOTE,), dots=3),
            Step(N_("What belongs together?"), N_("Look at the groups and name them."), 10, (Takes.CLUSTER,)),
        ),
    ),
    "half-day": (
        N_("Half day, 3 h 30"),
        (
            Step(N_("Arrive"), N_("Join with the code on the screen and choose an alias."), 15),
            Step(N_("Context"), N_("Why we are here, and what becomes of it."), 15),
            Step(N_("Who is in it?"), N_("In silence: add who takes part."), 10, (Takes.STAKEHOLDER,), is_private=True),
            Step(
                N_("Sort"),
                N_("Put each stakeholder into a group, and join what is the same."),
                20,
                (Takes.STAKEHOLDER, Takes.MERGE),
            ),
            Step(
                N_("Who gives what to whom?"),
                N_("Draw what flows: material, money, knowledge."),
                30,
                (Takes.STAKEHOLDER, Takes.LINK),
            ),
            Step(N_("Break"), N_("Be back in 15 minutes."), 15),
            Step(
                N_("What stands in the way?"),
                N_("Alone and in silence: one challenge at a time."),
                12,
                (Takes.CHALLENGE,),
                is_private=True,
            ),
            Step(
                N_("How might we …?"),
                N_("In pairs, in fours, all: say it so that it asks for an answer. Say whom it concerns."),
                25,
                (Takes.CHALLENGE, Takes.LINK, Takes.MERGE),
            ),
            Step(N_("What belongs together?"), N_("Look at the groups and name them."), 20, (Takes.CLUSTER,)),
            Step(N_("What matters most?"), _DOTS, 10, (Takes.VOTE,), dots=5),
            Step(
                N_("Missions: what belongs together?"),
                N_("Take a group. Say in one sentence what it should reach, and by when."),
                25,
                (Takes.CLUSTER,),
            ),
            Step(N_("Gallery"), N_("Walk through the missions and say where you would help."), 13),
        ),
    ),
    "full-day": (
        N_("Full day, two maps merged after lunch"),
        (
            Step(N_("Arrive"), N_("Join with the code on the screen and choose an alias."), 30),
            Step(
                N_("Who is in it?"),
                N_("At your table: add who takes part."),
                45,
                (Takes.STAKEHOLDER,),
                is_at_tables=True,
            ),
            Step(
                N_("Who gives what to whom?"),
                N_("Draw what flows: material, money, knowledge."),
                60,
                (Takes.STAKEHOLDER, Takes.LINK),
                is_at_tables=True,
            ),
            Step(N_("Lunch"), N_("Be back in an hour."), 60),
            Step(N_("One map"), N_("Look at both maps and join what is the same."), 45, (*_ALL, Takes.MERGE)),
            Step(
                N_("What stands in the way?"),
                N_("Alone, in pairs, in fours, all: one challenge at a time."),
                60,
                (Takes.CHALLENGE, Takes.LINK),
            ),
            Step(N_("What matters most?"), _DOTS, 20, (Takes.VOTE,), dots=5),
            Step(
                N_("Missions: what belongs together?"),
                N_("Take a group. Say in one sentence what it should reach, and by when."),
                60,
                (Takes.CLUSTER,),
            ),
        ),
    ),
    "follow-up": (
        N_("Follow-up online, 45 minutes"),
        (
            Step(N_("Arrive"), N_("Join with the code on the screen and choose an alias."), 5),
            Step(N_("What has changed?"), N_("Add what is new and mend what is wrong."), 25, _ALL),
            Step(N_("What matters most?"), _DOTS, 10, (Takes.VOTE,), dots=3),
            Step(N_("Next steps"), N_("Who does what, and by when."), 5),
        ),
    ),
    "open": (
        N_("Open map, no agenda"),
        (Step(N_("Open map"), N_("Add what you know."), 90, (*_ALL, Takes.VOTE, Takes.CLUSTER)),),
    ),
}
"""The built-in agendas: key, title, steps. Minutes of the half day are those of the programme's own practice."""
