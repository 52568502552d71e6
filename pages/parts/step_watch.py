"""The line with step and time on a participant's screen; through it the page hears that the workshop has gone on."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.language import _
from sotecin_graph.live.steps import moment_wire
from sotecin_graph.services import sessions
from sotecin_graph.services.contributions import Moment, Task
from sotecin_graph.workshops import Workshop

_mount = st.components.v2.component(
    "sotecin-graph.step", js="step.js", css="step.css", html="<div class='step-line'></div>"
)


def watch_the_step(desk: Desk, task: Task) -> None:
    """Draw the line. The whole page is drawn anew once its task has become another, and only then."""
    data = _told(desk, task.workshop, task.moment)
    _mount(key="task.step", data=data, on_moved_change=lambda: None, height="content")


def hear_of_steps(desk: Desk, workshop: Workshop, moment: Moment) -> None:
    """Have the page drawn anew in the same way, where something else on it tells step and time."""
    data = _told(desk, workshop, moment) | {"isQuiet": True}
    _mount(key="step.heard", data=data, on_moved_change=lambda: None, height="content")


def _told(desk: Desk, workshop: Workshop, moment: Moment) -> dict[str, Any]:
    content = {
        "actor": desk.actor.id,
        "map": workshop.map_id,
        "language": desk.keep.language,
        "session": sessions.hashed(desk.token) if desk.token else "",
    }
    return {
        "map": workshop.map_id,
        "ticket": desk.instance.tickets.issue("map", content),
        "count": len(workshop.steps),
        "moment": moment_wire(moment),
        "words": {
            "step": _("Step {number} of {count}"),
            "left": _("{minutes} min left"),
            "held": _("paused"),
            "over": _("Time is up"),
            "rings": _("The facilitators ring: please look up."),
            "away": _("No connection. What you write stays here."),
        },
    }
