"""The line with step and time on a participant's screen, and the look every few seconds whether the step changed."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.style import row
from sotecin_graph.language import _, speak
from sotecin_graph.services import contributions
from sotecin_graph.services.contributions import Moment, Task

WATCH_S = 5
_RUNG = "task.rung"


def watch_the_step(desk: Desk, task: Task) -> None:
    """Draw the line; the whole page is drawn anew once the facilitator has gone on, and only then."""
    st.fragment(_clock, run_every=WATCH_S)(desk, task)


def _clock(desk: Desk, task: Task) -> None:
    """A fragment runs as a task of its own, which has to be told the language."""
    speak(desk.keep.language)
    moment = task.moment
    with notices.told():
        moment = desk.ask(contributions.moment_of)
    desk.instance.attendance.asked(task.workshop.map_id, desk.actor.id)
    _hear(desk, moment)
    if not moment.is_same_task(task.moment):
        st.rerun(scope="app")
    with row(wrap=False):
        count = len(task.workshop.steps)
        if moment.late_until is None:
            st.caption(_("Step {number} of {count}").format(number=moment.step + 1, count=count), width="content")
        st.space("stretch")
        if moment.minutes_left is not None:
            icon = "pause" if moment.is_held else "timer"
            st.badge(_time_left(moment), icon=f":material/{icon}:", color="gray" if moment.minutes_left else "orange")


def _hear(desk: Desk, moment: Moment) -> None:
    """Tell that a facilitator has rung, once, to who was there."""
    heard = desk.keep.values.get(_RUNG, "")
    desk.keep.values[_RUNG] = moment.rung_at
    if moment.rung_at and heard not in ("", moment.rung_at):
        st.toast(_("The facilitators ring: please look up."), icon=":material/notifications_active:")


def _time_left(moment: Moment) -> str:
    if moment.is_held:
        return _("paused")
    return _("{minutes} min left").format(minutes=moment.minutes_left) if moment.minutes_left else _("Time is up")
