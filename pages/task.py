"""A participant's one task: what the workshop's step asks for now, and nothing else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.farewell import asks_late, show_farewell, show_late
from pages.parts.raising import short_challenge
from pages.parts.rehearsal import mark
from pages.parts.step_watch import ask_dots, watch_the_step
from pages.parts.style import card, page, row
from pages.parts.task_forms import ask_link, ask_stakeholder, ask_votes
from pages.parts.task_room import ask_group, done_words, say_kept, show_room
from pages.parts.waiting import show_waiting
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _
from sotecin_graph.services import contributions, elements, links
from sotecin_graph.services.contributions import Task
from sotecin_graph.workshops import Takes, WorkshopState

_FORMS = (Takes.STAKEHOLDER, Takes.LINK, Takes.CHALLENGE)


def show(desk: Desk) -> None:
    """Draw the page."""
    task = desk.ask(contributions.task_of)
    with page("narrow"):
        mark(task.workshop)
        watch_the_step(desk, task)
        chosen = None
        is_asked = asks_late(desk, task) or task.moment.state is WorkshopState.OPEN
        if is_asked:
            st.header(plain(_(task.step.title)))
            show_late(task)
            show_room(desk, task)
            chosen = _choose(task)
            if chosen:
                st.caption(plain(_(task.step.instruction)))
            else:
                _wait(_(task.step.instruction))
                ask_group(desk, task)
        else:
            _closed(desk, task)
        forms, said = st.container(), st.container()
        with said:
            _tell(desk)
        with forms:
            _draw(desk, task, chosen, said)
        show_waiting(desk, task)
        if is_asked:
            _mine(task)


def _choose(task: Task) -> Takes | None:
    """What to add: the step's first, or what the person picks of several; None where the step takes nothing."""
    if len(task.takes) < 2:
        return next(iter(task.takes), None)
    words = {
        Takes.STAKEHOLDER: _("Stakeholder"),
        Takes.LINK: _("Link"),
        Takes.CHALLENGE: _("Challenge"),
        Takes.VOTE: _("Votes"),
    }
    return st.pills(
        _("What do you add?"),
        task.takes,
        default=task.takes[0],
        required=True,
        format_func=words.__getitem__,
        label_visibility="collapsed",
        key=f"task.what.{task.moment.step}",
    )


def _draw(desk: Desk, task: Task, chosen: Takes | None, said: Any) -> None:
    """The form of the task. Forms that were shown before stay, out of sight, so that half a sentence is never lost."""
    shown: set[Takes] = desk.keep.values.setdefault("task.shown", set())
    if chosen:
        shown.add(chosen)
    hidden = [what for what in _FORMS if what in shown and what is not chosen]
    hide = "".join(f"div:has(> .st-key-task-{what.value}) {{ display: none; }}" for what in hidden)
    st.html(f"<style>{hide}</style>")
    say_kept(task, hidden)
    for what in _FORMS:
        if what in shown:
            with st.container(key=f"task-{what.value}"):
                _take(desk, task, what, said)
    if chosen is Takes.VOTE and task.ballot:
        ask_dots(desk, task, task.ballot)
    elif chosen is Takes.VOTE:
        ask_votes(desk, task)
    elif desk.keep.values.get("task.voted"):
        with said:
            desk.tried(elements.vote, map_id=task.map_id, element=desk.keep.values.pop("task.voted"), is_on=True)


def _take(desk: Desk, task: Task, what: Takes, said: Any) -> None:
    form = f"task.{what.value}"
    key = f"{form}.{desk.form_key(form)}"
    use_case: Any = contributions.raise_challenge
    if what is Takes.STAKEHOLDER:
        given, use_case = ask_stakeholder(task, key), elements.add_stakeholder
    elif what is Takes.LINK:
        given, use_case = ask_link(task, key), links.add_link
    else:
        given = short_challenge(task.stakeholders, key)
    if given is None:
        return
    with said:
        ident = desk.tried(use_case, map_id=task.map_id, **given)
    if ident:
        desk.renew(form)
        desk.keep.values["task.done"] = done_words(task)
        st.rerun()


def _tell(desk: Desk) -> None:
    done = desk.keep.values.pop("task.done", "")
    if done:
        notices.done(done)


def _wait(instruction: str) -> None:
    with st.container(key="lead"):
        st.markdown(plain(instruction))
    st.caption(_("Nothing to type now. This page goes on by itself."))


def _closed(desk: Desk, task: Task) -> None:
    if task.moment.state is WorkshopState.PLANNED:
        st.header(_("Not open yet"))
        _wait(_("The workshop begins soon."))
    else:
        show_farewell(desk)


def _mine(task: Task) -> None:
    with card("mine"), row():
        st.markdown(_("You have added {count}").format(count=f"**{task.added}**"), width="content")
        st.space("stretch")
        link("mine", _("See mine"), icon=":material/arrow_forward:")
    link("map", _("Look at the map"), icon=":material/hub:", map=task.map_id)
    if task.has_results:
        link("votes", _("Results of the vote"), icon=":material/how_to_vote:", map=task.workshop.map_id)
