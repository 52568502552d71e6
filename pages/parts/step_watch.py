"""The line with step and time on a participant's screen; through it the page hears that the workshop has gone on."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.language import _
from sotecin_graph.live.steps import moment_wire
from sotecin_graph.services import sessions
from sotecin_graph.services.contributions import Task

_mount = st.components.v2.component(
    "sotecin-graph.step", js="step.js", css="step.css", html="<div class='step-line'></div>"
)


def watch_the_step(desk: Desk, task: Task) -> None:
    """Draw the line. The whole page is drawn anew once its task has become another, and only then."""
    content = {
        "actor": desk.actor.id,
        "map": task.workshop.map_id,
        "language": desk.keep.language,
        "session": sessions.hashed(desk.token) if desk.token else "",
    }
    data = {
        "map": task.workshop.map_id,
        "ticket": desk.instance.tickets.issue("map", content),
        "count": len(task.workshop.steps),
        "moment": moment_wire(task.moment),
        "words": {
            "step": _("Step {number} of {count}"),
            "left": _("{minutes} min left"),
            "held": _("paused"),
            "over": _("Time is up"),
            "rings": _("The facilitators ring: please look up."),
            "away": _("No connection. What you write stays here."),
        },
    }
    _mount(key="task.step", data=data, on_moved_change=lambda: None, height="content")
