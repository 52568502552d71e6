"""Decisions and open points of a workshop: the two lists, and the form that notes one more or words one anew."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.language import _
from sotecin_graph.outcomes import Outcome, OutcomeId, OutcomeSort, sort_word
from sotecin_graph.services import endings
from sotecin_graph.services.endings import TEXT_LENGTH, Closing
from sotecin_graph.text import NAME_LENGTH

_FORM, _CHANGED = "outcome", "outcome.changed"


def show_outcomes(desk: Desk, found: Closing) -> None:
    """Both lists, and under them the form."""
    st.subheader(_("Decisions and open points"), anchor=False)
    if not found.outcomes:
        st.write(_("Nothing is noted yet. A decision without a name and a date is a wish."))
    for words, some in ((_("Decided"), found.decisions), (_("Still open"), found.open_points)):
        if some:
            st.caption(words)
        for each in some:
            _line(desk, each)
    changed = _changed(desk, found)
    st.divider()
    _form(desk, found, changed)


def _line(desk: Desk, outcome: Outcome) -> None:
    said = [f"**{plain(outcome.text)}**"]
    if outcome.is_decision or outcome.owner:
        said.append(plain(outcome.owner) or f":orange[{_('nobody yet')}]")
    if outcome.is_decision or outcome.due:
        said.append(day(outcome.due) if outcome.due else f":orange[{_('no date yet')}]")
    with row():
        st.markdown(" · ".join(said), width="stretch")
        change, strike = _("Change"), _("Strike")
        st.button(
            change, icon=":material/edit:", type="tertiary", key=f"outcome.change.{outcome.id}",
            on_click=_begin_change, args=(desk, outcome.id),
        )  # fmt: skip
        if st.button(strike, icon=":material/delete:", type="tertiary", key=f"outcome.strike.{outcome.id}"):
            desk.tried(endings.strike_outcome, outcome=outcome.id)
            st.rerun()


def _begin_change(desk: Desk, ident: OutcomeId) -> None:
    desk.keep.values[_CHANGED] = ident
    desk.renew(_FORM)


def _changed(desk: Desk, found: Closing) -> Outcome | None:
    wanted = desk.keep.values.get(_CHANGED)
    return next((each for each in found.outcomes if each.id == wanted), None)


def _form(desk: Desk, found: Closing, changed: Outcome | None) -> None:
    key = f"{_FORM}.{found.workshop.id}.{desk.form_key(_FORM)}"
    with st.form(key, border=False):
        given = _fields(key, changed)
        if found.workshop.plan.hides_names:
            st.caption(_("Names are hidden in this workshop: write an organisation, a table or a role."))
        is_sent = st.form_submit_button(_("Save") if changed else _("Note it"), icon=":material/add:")
    if changed and st.button(_("Leave it as it was"), type="tertiary", key=f"{key}.leave"):
        _done(desk)
    if is_sent:
        with told():
            if changed:
                desk.do(endings.change_outcome, outcome=changed.id, **given)
            else:
                desk.do(endings.note_outcome, ident=found.workshop.id, **given)
            _done(desk)


def _done(desk: Desk) -> None:
    desk.keep.values.pop(_CHANGED, None)
    desk.renew(_FORM)
    st.rerun()


def _fields(key: str, changed: Outcome | None) -> dict[str, Any]:
    sorts = list(OutcomeSort)
    sort = st.segmented_control(
        _("What is it?"),
        sorts,
        default=changed.sort if changed else sorts[0],
        format_func=sort_word,
        required=True,
        label_visibility="collapsed",
        key=f"{key}.sort",
    )
    text = st.text_input(
        _("In one sentence"), changed.text if changed else "", max_chars=TEXT_LENGTH, key=f"{key}.text"
    )
    left, right = st.columns([3, 2])
    with left:
        owner = st.text_input(_("Who"), changed.owner if changed else "", max_chars=NAME_LENGTH, key=f"{key}.owner")
    with right:
        due: date | None = st.date_input(
            _("By when"), changed.due if changed else None, format="DD.MM.YYYY", key=f"{key}.due"
        )
    return {"sort": sort or sorts[0], "text": text, "owner": owner, "due": due}
