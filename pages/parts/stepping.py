"""A workshop's steps and its timer in a facilitator's hands: forward, back, reveal, hold, add a minute, ring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import clock, moment
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import agendas, endings, holding, levers, workshops
from sotecin_graph.workshops import Workshop


def show_steps(desk: Desk, workshop: Workshop, *, key: str, has_keys: bool = False) -> None:
    """Step, back and on, what waits to be shown, and the way to any step.

    Keys carry the step that is shown, so that a second click on an old picture goes nowhere. `has_keys` puts the
    levers on the keyboard, too.
    """
    number, count = workshop.step, len(workshop.steps)
    shown = f"{workshop.id}.{number}.{workshop.step_started_at}"
    st.caption(_("Step {number} of {total}").format(number=number + 1, total=count))
    st.markdown(f"**{plain(_(workshop.current.title))}**")
    with row(wrap=has_keys):
        back, on = _("Previous step"), _("Next step")
        is_first, is_last = number == 0, number == count - 1
        if st.button(back, icon=":material/arrow_back:", disabled=is_first, key=f"{key}.back.{shown}"):
            go_to(desk, workshop, number - 1)
        if st.button(
            on,
            type="primary",
            icon=":material/arrow_forward:",
            disabled=is_last,
            shortcut="Alt+N" if has_keys else None,
            key=f"{key}.on.{shown}",
        ):
            go_to(desk, workshop, number + 1)
    _contributions(desk, workshop, key)
    if count > 1:
        chosen = st.selectbox(
            _("Go to step"), range(count), index=number, format_func=_named(workshop), key=f"{key}.step.{shown}"
        )
        if chosen is not None and chosen != number:
            go_to(desk, workshop, chosen)


def show_closed(desk: Desk, workshop: Workshop) -> None:
    """In place of the steps of a workshop that is over: since when, what still waits, and the way to its page."""
    since = desk.ask(endings.closed_at, ident=workshop.id)
    st.markdown(f"**{_('The workshop is closed')}**")
    if since:
        st.caption(_("since {moment}").format(moment=moment(since, workshop.timezone)))
    _contributions(desk, workshop, "desk")
    st.caption(_("You can open it again on the page of its decisions."))


def show_timer(desk: Desk, workshop: Workshop, *, key: str, has_keys: bool = False) -> None:
    """What is left of the step, and three levers; nothing where no step is on."""
    if workshop.ends_at is None:
        return
    is_held = workshop.levers.paused_at is not None
    st.markdown(f":material/timer: **{time_words(workshop, datetime.now(UTC))}**")
    hold_key, more_key, ring_key = ("Alt+P", "Alt+M", "Alt+B") if has_keys else (None, None, None)
    with row(), told():
        words, icon = (_("Go on"), "play_arrow") if is_held else (_("Pause"), "pause")
        lever = levers.resume_timer if is_held else levers.pause_timer
        held = st.button(words, icon=f":material/{icon}:", shortcut=hold_key, key=f"{key}.hold.{is_held}")
        more = st.button(_("Add a minute"), icon=":material/more_time:", shortcut=more_key, key=f"{key}.more")
        rings = st.button(_("Ring"), icon=":material/notifications_active:", shortcut=ring_key, key=f"{key}.ring")
        for is_pulled, use_case in ((held, lever), (more, levers.add_time), (rings, levers.ring)):
            if is_pulled:
                desk.do(use_case, map_id=workshop.map_id)
                st.rerun()


def time_words(workshop: Workshop, now: datetime) -> str:
    """What is left: "7 min left, until 14:35", "Paused: 7 min left", "Time is up since 14:35"."""
    ends, held_at = workshop.ends_at, workshop.levers.paused_at
    if ends is None:
        return ""
    left = -int(((held_at or now) - ends).total_seconds() // 60)
    minutes = ngettext("{count} min left", "{count} min left", left).format(count=max(left, 0))
    if held_at:
        return _("Paused: {minutes}").format(minutes=minutes)
    words = _("{minutes}, until {time}") if left > 0 else _("Time is up since {time}")
    return words.format(minutes=minutes, time=clock(ends, workshop.timezone))


def go_to(desk: Desk, workshop: Workshop, step: int) -> None:
    """Go to a step from the one that is shown, bring every screen to its place, and draw the page anew."""
    with told():
        desk.do(workshops.set_step, map_id=workshop.map_id, step=step, expected=workshop.step)
        place = desk.ask(agendas.place_of_step, map_id=workshop.map_id)
        if place:
            desk.instance.rooms.bring(workshop.map_id, place, by=desk.actor.name, by_id=desk.actor.id)
        st.rerun()


def _contributions(desk: Desk, workshop: Workshop, key: str) -> None:
    """What waits to be shown, and the results of votes."""
    kept = desk.ask(holding.count_to_reveal, map_id=workshop.map_id)
    if kept:
        words = ngettext("Reveal {count} contribution", "Reveal {count} contributions", kept).format(count=kept)
        if st.button(words, icon=":material/visibility:", type="primary", key=f"{key}.reveal.{kept}"):
            desk.do(holding.reveal, map_id=workshop.map_id)
            st.rerun()
    if any(step.dots for step in workshop.steps):
        link("votes", _("Results of the vote"), icon=":material/how_to_vote:", map=workshop.map_id)


def _named(workshop: Workshop) -> Callable[[int], str]:
    def words(index: int) -> str:
        step = workshop.steps[index]
        return _("{number}. {title}, {minutes} min").format(number=index + 1, title=_(step.title), minutes=step.minutes)

    return words
