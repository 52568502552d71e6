"""An agenda as a list that can be changed: minutes in their line, all else of a step in its dialog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.step_form import ask_step
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.agendas import MOST_MINUTES, MOST_STEPS, beginnings, together
from sotecin_graph.briefs.dates import city, clock
from sotecin_graph.elements import MapId
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import agendas
from sotecin_graph.workshops import Step, step_words

_TIME, _MINUTES = 56, 96


@dataclass(frozen=True, slots=True)
class Draft:
    """An agenda on the desk: of a workshop that is there, or of one that is being planned (`map_id` None).

    The first `fixed` steps stay as they are; `views` are the map's clusters by id.
    """

    name: str
    steps: tuple[Step, ...]
    starts_at: datetime
    timezone: str
    map_id: MapId | None = None
    fixed: int = 0
    views: Mapping[str, str] = field(default_factory=dict)

    def save(self, desk: Desk, steps: Sequence[Step]) -> None:
        """Keep these steps from now on; Conflict where someone else has changed the workshop's meanwhile."""
        if self.map_id:
            desk.do(agendas.change_steps, map_id=self.map_id, was=self.steps, steps=steps)
        else:
            desk.keep.values[self.name] = tuple(steps)
        desk.keep.values[f"{self.name}.seen"] = [step.minutes for step in steps]


def edit_agenda(desk: Desk, draft: Draft) -> None:
    """Draw the list, with the clock beside it."""
    st.markdown(f"**{length_words(draft.steps)}**, {_until(draft)}")
    touched = _touched(desk, draft)
    key = f"{draft.name}.{desk.form_key(draft.name)}"
    times = beginnings(draft.steps, draft.starts_at)
    with row(wrap=False):
        st.caption(_("Time"), width=_TIME)
        st.caption(_("Step"))
        st.caption(_("Minutes"), width=_MINUTES)
    lines = [_line(desk, draft, index, at, key) for index, at in enumerate(times[:-1])]
    changed = [
        replace(step, minutes=minutes) if index in touched else step
        for index, (step, minutes) in enumerate(zip(draft.steps, lines, strict=True))
    ]
    if touched:
        with told():
            draft.save(desk, changed)
            st.rerun()
    if len(draft.steps) < MOST_STEPS and st.button(_("Add a step"), icon=":material/add:", key=f"{key}.add"):
        _open(draft, None)


def show_agenda(steps: Sequence[Step], starts_at: datetime, timezone: str, *, now_at: int | None = None) -> None:
    """The agenda to read, with the time at which each step begins."""
    rows = [
        {
            _("Time"): clock(at, timezone),
            _("Step"): _named(step, is_now=index == now_at),
            _("What it takes"): _details(step) or "–",
        }
        for index, (step, at) in enumerate(zip(steps, beginnings(steps, starts_at), strict=False))
    ]
    st.table(rows, border="horizontal", hide_index=True)


def length_words(steps: Sequence[Step]) -> str:
    """How many steps, and how long together: "11 steps, 3 h 30 min together"."""
    count = ngettext("{count} step", "{count} steps", len(steps)).format(count=len(steps))
    minutes = together(steps)
    return _("{steps}, {hours} h {minutes:02} min together").format(
        steps=count, hours=minutes // 60, minutes=minutes % 60
    )


def _until(draft: Draft) -> str:
    ends = beginnings(draft.steps, draft.starts_at)[-1]
    return _("from {start} to {end}, {city} time").format(
        start=clock(draft.starts_at, draft.timezone), end=clock(ends, draft.timezone), city=city(draft.timezone)
    )


def _touched(desk: Desk, draft: Draft) -> set[int]:
    """Which minutes the reader has just changed; where the agenda is another than was drawn, none, and all is new."""
    touched: set[int] = desk.keep.values.pop(f"{draft.name}.touched", set())
    minutes = [step.minutes for step in draft.steps]
    if desk.keep.values.get(f"{draft.name}.seen") != minutes:
        desk.keep.values[f"{draft.name}.seen"] = minutes
        desk.renew(draft.name)
        return set()
    return touched


def _line(desk: Desk, draft: Draft, index: int, at: datetime, key: str) -> int:
    step = draft.steps[index]
    with row(wrap=False, key=f"{key}.line.{index}"):
        st.markdown(f"**{clock(at, draft.timezone)}**", width=_TIME)
        with st.container(gap=None):
            _title(draft, index, key)
            if details := _details(step):
                st.caption(details)
        if index < draft.fixed:
            st.markdown(_("{minutes} min").format(minutes=step.minutes), width=_MINUTES)
            return step.minutes
        return st.number_input(
            _("Minutes of “{step}”").format(step=_(step.title)),  # read out, never rendered
            1,
            MOST_MINUTES,
            step.minutes,
            label_visibility="collapsed",
            key=f"{key}.minutes.{index}",
            on_change=_touch,
            args=(desk, draft.name, index),
            width=_MINUTES,
        )


def _title(draft: Draft, index: int, key: str) -> None:
    words = plain(_(draft.steps[index].title))
    if index < draft.fixed:
        now = f" ({_('now')})" if index == draft.fixed - 1 else ""
        st.markdown(f"{words}{now}")
    elif st.button(words, type="tertiary", icon=":material/edit:", key=f"{key}.step.{index}"):
        _open(draft, index)


def _details(step: Step) -> str:
    """What it takes, where people work, and how."""
    parts = [
        step_words(step) if step.takes else "",
        _("in private") if step.is_private else "",
        ngettext("{count} dot", "{count} dots", step.dots).format(count=step.dots) if step.dots else "",
        _("at the tables") if step.is_at_tables else "",
    ]
    return plain(" · ".join(filter(None, parts)))


def _touch(desk: Desk, name: str, index: int) -> None:
    desk.keep.values.setdefault(f"{name}.touched", set()).add(index)


def _open(draft: Draft, index: int | None) -> None:
    dialogs.ask(_("Add a step") if index is None else _("Change a step"), _step, draft, index)


def _step(desk: Desk, draft: Draft, index: int | None) -> None:
    """The dialog of a step; it keeps the agenda as it was when it was opened, so that nothing is overwritten."""
    form = f"{draft.name}.step"
    key = f"{form}.{index}.{desk.form_key(form)}"
    answer = ask_step(draft.steps, index, first=draft.fixed, views=draft.views, key=key)
    if answer is None:
        return
    with told():
        draft.save(desk, answer)
        desk.renew(form)
        desk.renew(draft.name)
        st.rerun()


def _named(step: Step, *, is_now: bool) -> str:
    title, minutes = plain(_(step.title)), _("{minutes} min").format(minutes=step.minutes)
    return f"**{title}** ({_('now')}), {minutes}" if is_now else f"{title}, {minutes}"
