"""The line with step and time on a participant's screen; through it the page hears that the workshop has gone on.

While a round of dots is open, their ballot shares its socket.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.elements import Element
from sotecin_graph.language import _, ngettext
from sotecin_graph.live.steps import moment_wire
from sotecin_graph.services.contributions import Moment, Task
from sotecin_graph.services.voting import Ballot
from sotecin_graph.workshops import Workshop

_mount = st.components.v2.component("sotecin-graph.step", js="step.js", css="step.css", html="<div class='told'></div>")


def watch_the_step(desk: Desk, task: Task) -> None:
    """Draw the line. The whole page is drawn anew once its task has become another, and only then."""
    data = _told(desk, task.workshop, task.moment)
    _mount(key="task.step", data=data, on_moved_change=lambda: None, height="content")


def hear_of_steps(desk: Desk, workshop: Workshop, moment: Moment) -> None:
    """Have the page drawn anew in the same way, where something else on it tells step and time."""
    data = _told(desk, workshop, moment) | {"isQuiet": True}
    _mount(key="step.heard", data=data, on_moved_change=lambda: None, height="content")


def ask_dots(desk: Desk, task: Task, ballot: Ballot) -> None:
    """Every challenge of the round with one's own dots; what others give is hidden until the round is closed.

    A touch goes up the socket and draws no page: a room of hundreds that votes in the same minute waits for nothing.
    """
    candidates = [each for each in task.challenges if ballot.round.takes(each.id)]
    if not candidates:
        st.info(_("There are no challenges on the map yet."), icon=":material/how_to_vote:")
        return
    data = _line(desk, task.workshop) | {
        "dots": ballot.round.dots,
        "ballot": ballot.to_wire(),
        "challenges": [_challenge_wire(each) for each in candidates],
        "words": _ballot_words(ballot.round.dots),
    }
    _mount(key=f"task.dots.{ballot.round.number}", data=data, on_moved_change=lambda: None, height="content")


def _challenge_wire(one: Element) -> dict[str, str]:
    problem = "" if one.problem.rstrip(".") == one.name else one.problem
    return {"id": one.id, "name": one.name, "problem": problem}


def _ballot_words(dots: int) -> dict[str, Any]:
    left = [ngettext("{left} of {count} dot left.", "{left} of {count} dots left.", each) for each in range(dots + 1)]
    return {
        "left": [words.format(left=each, count=dots) for each, words in enumerate(left)],
        "hint": _("You can change them until the step ends. Nobody sees what you gave."),
        "on": _("Your dots for “{name}”"),
        "more": _("One dot more"),
        "less": _("One dot less"),
        "none": _("You have given all your dots. Take one back elsewhere to give it here."),
        "find": _("Find a challenge"),
    }


def _line(desk: Desk, workshop: Workshop) -> dict[str, Any]:
    return {"map": workshop.map_id, "ticket": desk.map_ticket(workshop.map_id)}


def _told(desk: Desk, workshop: Workshop, moment: Moment) -> dict[str, Any]:
    return _line(desk, workshop) | {
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
