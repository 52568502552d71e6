"""What is asked of one step of an agenda: texts, minutes, what may be added, where people work, and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.style import row
from sotecin_graph.agendas import INSTRUCTION_LENGTH, MOST_MINUTES
from sotecin_graph.language import _, capital
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import GROUPS, Kind, LinkType, label
from sotecin_graph.workshops import Step, Takes, words_for

_NEW = Step("", "", 10)
_DOTS, _USUAL_DOTS = (0, 1, 2, 3, 4, 5, 8, 10), 5
_HIDEABLE = {Takes.STAKEHOLDER, Takes.CHALLENGE, Takes.LINK}


def ask_step(
    steps: Sequence[Step], index: int | None, *, first: int, views: Mapping[str, str], key: str
) -> list[Step] | None:
    """The agenda with this step changed, added (`index` None), moved or removed; None until a button is pressed."""
    before = _NEW if index is None else steps[index]
    others = [step for at, step in enumerate(steps) if at != index]
    title = st.text_input(_("Title"), _(before.title), max_chars=NAME_LENGTH, key=f"{key}.title")
    instruction = st.text_area(
        _("Instruction, in large for everyone"),
        _(before.instruction) if before.instruction else "",
        max_chars=INSTRUCTION_LENGTH,
        height=96,
        key=f"{key}.instruction",
    )
    minutes = st.number_input(_("Minutes"), 1, MOST_MINUTES, before.minutes, key=f"{key}.minutes")
    asked = replace(
        before,
        title=_kept(before.title, title),
        instruction=_kept(before.instruction, instruction),
        minutes=minutes,
        **_what(before, key),
        **_where(before, views, key),
    )
    place = _place(others, len(others) if index is None else index, first, key)
    with row():
        words = _("Add a step") if index is None else _("Save")
        is_saved = st.button(words, type="primary", icon=":material/check:", key=f"{key}.save")
        can_go = index is not None and others
        is_gone = can_go and st.button(_("Remove this step"), icon=":material/delete:", key=f"{key}.remove")
    if is_gone:
        return others
    return [*others[:place], asked, *others[place:]] if is_saved else None


def _kept(stored: str, shown: str) -> str:
    """Built-in texts are stored in English: one that the reader has left as it was shown stays the built-in one."""
    return stored if stored and shown == _(stored) else shown


def _what(before: Step, key: str) -> dict[str, Any]:
    """What may be added, and what of it alone."""
    takes = st.pills(
        _("What may be added"),
        list(Takes),
        selection_mode="multi",
        default=list(before.takes),
        format_func=lambda what: capital(words_for((what,))),
        key=f"{key}.takes",
    )
    kinds: Sequence[Kind] = ()
    types: Sequence[LinkType] = ()
    if Takes.STAKEHOLDER in takes:
        kinds = st.pills(
            _("Only these groups; all where none is chosen"),
            GROUPS,
            selection_mode="multi",
            default=[kind for kind in before.kinds if kind in GROUPS],
            format_func=label,
            key=f"{key}.kinds",
        )
    if Takes.LINK in takes:
        types = st.pills(
            _("Only these links; all where none is chosen"),
            list(LinkType),
            selection_mode="multi",
            default=list(before.link_types),
            format_func=lambda each: capital(label(each)),
            key=f"{key}.types",
        )
    more = {"dots": _dots(before, key) if Takes.VOTE in takes else 0}
    more["is_private"] = bool({*takes} & _HIDEABLE) and _private(before, key)
    return {"takes": tuple(takes), "kinds": tuple(kinds), "link_types": tuple(types), **more}


def _dots(before: Step, key: str) -> int:
    choices = sorted({*_DOTS, before.dots})
    return st.select_slider(
        _("Dots for each person, hidden until the step ends"),
        choices,
        before.dots if before.dots or before.title else _USUAL_DOTS,
        format_func=lambda each: str(each) if each else _("open votes, one a challenge"),
        key=f"{key}.dots",
    )


def _private(before: Step, key: str) -> bool:
    hint = _("Each sees their own until you reveal it: Facilitate → Reveal.")
    return st.toggle(_("In private, then revealed"), before.is_private, help=hint, key=f"{key}.private")


def _where(before: Step, views: Mapping[str, str], key: str) -> dict[str, bool | str]:
    """At the tables or all together, and on which part of the map everyone looks."""
    is_at_tables = st.toggle(_("People work at their tables"), before.is_at_tables, key=f"{key}.tables")
    view = before.view if before.view in views else ""
    if views:
        choices = ["", *views]
        view = st.selectbox(
            _("When it begins, every screen is brought to"),
            choices,
            index=choices.index(view),
            format_func=lambda each: views.get(each) or _("nowhere: each looks where they like"),
            key=f"{key}.view",
        )
    return {"is_at_tables": is_at_tables, "view": view}


def _place(others: Sequence[Step], now: int, first: int, key: str) -> int:
    """Where among the other steps it stands; not before those that are fixed."""

    def words(place: int) -> str:
        if place == 0:
            return _("at the beginning")
        return _("{number}. after “{step}”").format(number=place + 1, step=_(others[place - 1].title))

    places = range(first, len(others) + 1)
    return st.selectbox(_("Place"), places, index=max(now - first, 0), format_func=words, key=f"{key}.place")
