"""What a participant's phone tells of the room: one's table, what the facilitators have locked, and one's own group."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.states import KIND_ICONS, badge
from pages.parts.style import card
from pages.parts.table_watch import enough_words
from pages.parts.ways import link
from sotecin_graph.errors import Locked, Muted
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import tables
from sotecin_graph.services.contributions import Task
from sotecin_graph.services.tables import MANY
from sotecin_graph.vocabulary import GROUPS, label
from sotecin_graph.workshops import Takes, WorkshopState

_FIELDS = ("[data-testid=stTextInput] input", "[data-testid=stTextArea] textarea")
"""Where one writes; each has a placeholder, so that it can be told from an empty one."""


def show_room(desk: Desk, task: Task) -> None:
    """The way to the desk for who helps, one's table, and the levers that meet this person."""
    if desk.may(Deed.FACILITATE):
        link("desk", _("Facilitator’s desk"), icon=":material/space_dashboard:", map=task.workshop.map_id)
    if task.table and _says_table(task):
        badge(_("Table {number}").format(number=task.table), "blue", "table_restaurant")
        if task.is_at_own_map:
            _own_map(task)
    elif task.step.is_at_tables and not task.table:
        badge(_("At your table"), "blue", "table_restaurant")
    if task.moment.is_muted:
        st.warning(str(Muted()), icon=":material/volume_off:")
    elif task.moment.is_locked:
        st.info(str(Locked()), icon=":material/lock:")


def _says_table(task: Task) -> bool:
    """While tables work apart; where the agenda names no step for that, as long as the workshop is on."""
    is_open = task.moment.state is WorkshopState.OPEN
    return is_open and (task.step.is_at_tables or not any(step.is_at_tables for step in task.workshop.steps))


def _own_map(task: Task) -> None:
    """Where what one adds goes, and when the table has enough."""
    count = len(task.elements)
    words = ngettext("Your table’s map: {count} element.", "Your table’s map: {count} elements.", count)
    st.caption(words.format(count=count) + (f" {enough_words()}" if count >= MANY else ""))


def say_kept(task: Task, hidden: list[Takes]) -> None:
    """Where a step has ended in the middle of a sentence, say that the sentence is still there.

    What is typed and not sent is known to the browser alone: the words are there for it to show.
    """
    left = [what.value for what in hidden if what not in task.takes and what is not Takes.LINK]
    if not left:
        return
    typed = ", ".join(f".st-key-task-{what} {field}:not(:placeholder-shown)" for what in left for field in _FIELDS)
    st.html(f"<style>body:not(:has({typed})) div:has(> .st-key-task-kept) {{ display: none; }}</style>")
    with st.container(key="task-kept"):
        st.caption(_("What you had begun to write is kept, and stands here again when a step takes it."))


def done_words(task: Task) -> str:
    """What is said after something was added."""
    if task.step.is_private:
        return _("Kept until all is shown. You can add more.")
    if task.workshop.plan.is_moderated:
        return _("With the facilitators: it goes on the map when they accept it. You can add more.")
    return _("On your table’s map. You can add more.") if task.is_at_own_map else _("On the map. You can add more.")


def ask_group(desk: Desk, task: Task) -> None:
    """While there is nothing to type: which group one comes from, so that tables can be mixed."""
    if task.comes_from or task.table or not task.workshop.plan.tables:
        return
    with card("group"):
        chosen = st.pills(
            _("Where do you come from? It helps to mix the tables."),
            GROUPS,
            format_func=lambda group: f"{KIND_ICONS[group]} {label(group)}",
            key="task.group",
        )
    if chosen and desk.tried(tables.say_group, kind=chosen) is None:
        st.rerun()
