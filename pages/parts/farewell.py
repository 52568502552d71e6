"""Thank you: what a participant added, what was decided, what happens next, and their private link."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.own_link import show_own_link
from pages.parts.style import card
from pages.parts.ways import go, link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day, moment
from sotecin_graph.language import _, ngettext
from sotecin_graph.outcomes import Outcome
from sotecin_graph.services import farewell
from sotecin_graph.services.contributions import Task
from sotecin_graph.services.endings import Closing, last_day
from sotecin_graph.services.farewell import Farewell
from sotecin_graph.workshops import WorkshopState

_MOST_NAMES = 8
_WAS_THERE, _LATE = "task.was-there", "task.late"


def show_farewell(desk: Desk) -> None:
    """The page's content for a participant of a workshop that is over."""
    found = desk.ask(farewell.farewell_of)
    st.header(_("Thank you!"))
    st.caption(plain(found.closing.workshop.title))
    with card("thanks-added"):
        _added(found)
    if found.closing.is_late_open:
        _offer_late(desk, found.closing)
    with card("thanks-link"):
        show_own_link(desk, is_first=True)
    with card("thanks-next"):
        _next(found)
    if found.closing.outcomes:
        with card("thanks-outcomes"):
            _outcomes(_("What was decided"), found.closing.decisions)
            _outcomes(_("What stays open"), found.closing.open_points)
    link("votes", _("Results of the vote"), icon=":material/how_to_vote:", map=found.closing.workshop.map_id)
    link("map", _("Look at the map"), icon=":material/hub:", map=found.closing.workshop.map_id)


def asks_late(desk: Desk, task: Task) -> bool:
    """True where the follow-up's form is asked for: by its button, or by someone who has added nothing before.

    Whoever was there as the workshop ended is thanked first, whatever they have added.
    """
    kept = desk.keep.values
    if task.moment.state is WorkshopState.OPEN:
        kept[_WAS_THERE] = True
        kept.pop(_LATE, None)
    elif task.moment.late_until and not (task.added or task.waiting or kept.get(_WAS_THERE)):
        kept[_LATE] = True
    return bool(task.moment.late_until and kept.get(_LATE))


def _offer_late(desk: Desk, closing: Closing) -> None:
    """One button to the follow-up's form, which stands on the task page."""
    until = last_day(closing.ending, closing.workshop)
    if until is None:
        return
    words = _("Add something late, until {day}").format(day=day(until))
    note = partial(desk.keep.values.__setitem__, _LATE, True)
    if st.button(words, icon=":material/edit:", width="stretch", key="thanks.late", on_click=note):
        go("task")  # from the page of thanks; the task page is on its way to the form already


def show_late(task: Task) -> None:
    """Until when the follow-up takes things, and the way to the page of thanks."""
    if task.moment.late_until is None:
        return
    when = moment(task.moment.late_until, task.workshop.timezone)
    st.info(_("Open until {when}.").format(when=plain(when)), icon=":material/event:")
    link("thanks", _("What you added, and what happens next"), icon=":material/favorite:")


def _added(found: Farewell) -> None:
    if not (found.added or found.votes or found.waiting or found.joined):
        st.markdown(f"**{_('You were there, and listened.')}**")
        return
    st.markdown(f"**{_('What you added')}**")
    counted = (
        (found.stakeholders, ngettext("{count} stakeholder", "{count} stakeholders", found.stakeholders)),
        (found.challenges, ngettext("{count} challenge", "{count} challenges", found.challenges)),
        (found.links, ngettext("{count} link", "{count} links", found.links)),
        (found.votes, ngettext("{count} vote", "{count} votes", found.votes)),
    )
    st.markdown(" · ".join(words.format(count=f"**{count}**") for count, words in counted if count))
    if found.waiting:
        words = ngettext(
            "{count} contribution waits to be shown.", "{count} contributions wait to be shown.", found.waiting
        )
        st.caption(words.format(count=found.waiting))
    shown = [plain(name) for name in found.names[-_MOST_NAMES:]] + _joined(found)
    st.markdown("\n".join(f"- {each}" for each in shown))
    link("mine", _("See what becomes of them"), icon=":material/arrow_forward:")


def _joined(found: Farewell) -> list[str]:
    """What of it stands on in something else."""
    words = _("“{name}” was joined with “{other}”, which means the same.")
    return [words.format(name=plain(name), other=plain(other)) for name, other in found.joined[-_MOST_NAMES:]]


def _next(found: Farewell) -> None:
    closing = found.closing
    st.markdown(f"**{_('What happens next')}**")
    said = closing.ending.farewell or _(
        "The hub works on with the map. What carries on becomes a mission, and a mission becomes an open call."
    )
    st.markdown(plain(said))
    if closing.is_late_open and closing.ending.follow_up_until:
        when = moment(closing.ending.follow_up_until, closing.workshop.timezone)
        st.markdown(_("You can still add and vote until {when}.").format(when=f"**{plain(when)}**"))


def _outcomes(heading: str, some: list[Outcome]) -> None:
    if not some:
        return
    st.markdown(f"**{heading}**")
    st.markdown("\n".join(f"- {_words(each)}" for each in some))


def _words(outcome: Outcome) -> str:
    when = day(outcome.due) if outcome.due else ""
    return " · ".join(plain(part) for part in (outcome.text, outcome.owner, when) if part)
