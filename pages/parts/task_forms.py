"""What a participant fills in: who takes part, what flows between whom, and votes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.raising import choose_stages, names_of
from pages.parts.states import KIND_ICONS
from pages.parts.style import card
from pages.parts.words import plain
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _, capital, ngettext
from sotecin_graph.services import elements
from sotecin_graph.services.contributions import Task
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import GROUPS, Kind, LinkState, LinkType, label


def ask_stakeholder(task: Task, key: str) -> dict[str, Any] | None:
    """Name, group and stages of someone who takes part; None until it is sent. The step may take some groups only."""
    groups = task.step.kinds or GROUPS
    with st.form(f"{key}.form", border=False):
        name = st.text_input(
            _("Who takes part?"), max_chars=NAME_LENGTH, placeholder=" ", key=f"{key}.name", autocomplete="off"
        )
        kind = st.pills(
            _("What are they?"),
            groups,
            default=groups[0] if len(groups) == 1 else None,
            format_func=lambda group: f"{KIND_ICONS[group]} {label(group)}",
            key=f"{key}.kind",
        )
        stages = choose_stages(key)
        is_sent = st.form_submit_button(
            _("Add to the map"), type="primary", icon=":material/add:", width="stretch", key=f"{key}.add"
        )
    return {"name": name, "kind": kind or Kind.UNSORTED, "stages": stages} if is_sent else None


def ask_link(task: Task, key: str) -> dict[str, Any] | None:
    """From whom to whom, what, and whether it is there; None until it is sent. Types follow the two ends."""
    if len(task.elements) < 2:
        st.info(_("A link needs two on the map. Look who is there first."), icon=":material/linear_scale:")
        return None
    known = {each.id: each for each in task.elements}
    source = _choose_end(_("From"), task.elements, f"{key}.source")
    target = _choose_end(_("To"), [each for each in task.elements if each.id != source], f"{key}.target")
    if source is None or target is None:
        fitting = [each for each in LinkType if each.is_exchange]
    else:
        fitting = [each for each in LinkType if each.fits(known[source].kind, known[target].kind)]
    only = task.step.link_types
    if only and fitting:
        fitting = [each for each in fitting if each in only]
        if not fitting:
            st.info(_("Between these two, this step takes nothing."), icon=":material/lock_clock:")
    elif not fitting:
        st.info(
            _("From a challenge to a stakeholder there is nothing to draw. Turn it round."), icon=":material/swap_vert:"
        )
    chosen = st.pills(_("What goes there?"), fitting, format_func=_word, key=f"{key}.type")
    state = st.segmented_control(
        _("Is it there already?"), list(LinkState), default=LinkState.EXISTING, format_func=_word, key=f"{key}.state"
    )
    is_sent = st.button(_("Add to the map"), type="primary", icon=":material/add:", width="stretch", key=f"{key}.add")
    if is_sent and not (source and target and chosen):
        st.error(_("Choose from whom, to whom, and what goes there."), icon=":material/error:")
        return None
    given = {"source": source, "target": target, "type": chosen, "state": state or LinkState.EXISTING}
    return given if is_sent else None


def ask_votes(desk: Desk, task: Task) -> None:
    """Every challenge of the map with a switch for one's own vote; how many others gave is not shown here."""
    if not task.challenges:
        st.info(_("There are no challenges on the map yet."), icon=":material/how_to_vote:")
    count = st.container()
    given = sum(_vote(desk, task, each) for each in task.challenges)
    with count:
        said = ngettext("You have given {count} vote.", "You have given {count} votes.", given)
        st.caption(said.format(count=given))


def _vote(desk: Desk, task: Task, challenge: Element) -> bool:
    """A challenge with its switch; True where it is on. Only the person's own touch writes, never a drawing."""
    with card(f"vote-{challenge.id}"), st.container(gap="xxsmall"):
        is_on = st.toggle(
            f"**{plain(challenge.name)}**",
            value=challenge.id in task.voted,
            key=f"task.vote.{challenge.id}",
            on_change=_note_vote,
            args=(desk, challenge.id),
        )
        if challenge.problem and challenge.problem.rstrip(".") != challenge.name:
            st.caption(plain(challenge.problem))
        if desk.keep.values.get("task.voted") == challenge.id:
            del desk.keep.values["task.voted"]
            desk.tried(elements.vote, map_id=task.map_id, element=challenge.id, is_on=is_on)
    return is_on


def _note_vote(desk: Desk, ident: ElementId) -> None:
    desk.keep.values["task.voted"] = ident


def _choose_end(title: str, choice: Any, key: str) -> ElementId | None:
    names = names_of(choice)
    return st.selectbox(title, list(names), index=None, format_func=names.__getitem__, placeholder=_("Choose"), key=key)


def _word(term: LinkType | LinkState) -> str:
    return plain(capital(label(term)))
