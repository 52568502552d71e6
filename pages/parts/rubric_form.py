"""What reviewers of a call's challenges are asked: criteria with weights, thresholds, and how many reviews it takes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import dialogs
from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.words import plain
from sotecin_graph.calls import CallId, OpenCall
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _, number
from sotecin_graph.rubric import HALF, HIGHEST, LEAST_REVIEWS, MOST_REVIEWS, MOST_WEIGHT, OURS, Criterion, Rubric
from sotecin_graph.services import calls, open_calls


def show(call: OpenCall) -> None:
    """The criteria with their weights and thresholds, in words."""
    rubric = call.rubric
    if rubric == OURS:
        st.caption(
            _("Our defaults, after Horizon Europe’s usual practice. The programme’s own criteria are not known to us.")
        )
    for each in rubric.criteria:
        st.markdown(f"**{plain(each.word)}** × {number(each.weight)}")
        if each.question:
            st.caption(plain(each.question))
    words = _("0 to {highest} each, in half points. Thresholds: {least} each, {total} of {most} in total.")
    facts = {"highest": HIGHEST, "least": rubric.least, "total": rubric.total, "most": rubric.most}
    st.markdown(words.format(**{name: number(value) for name, value in facts.items()}))
    st.markdown(_("{count} reviews before the council decides.").format(count=rubric.reviews))


def edit(call: OpenCall) -> None:
    """Set them, in a dialog."""
    dialogs.ask(_("Review criteria"), _edit, call.id, width="medium")


def _edit(desk: Desk, ident: CallId) -> None:
    now = desk.ask(calls.view, call_id=ident).call
    version = seen(desk, f"rubric.{ident}", now.version)
    form = f"rubric.{ident}"
    st.caption(_("Challenges that are with the council already keep the criteria that they began with."))
    with st.form(f"calls.{form}.{desk.form_key(form)}", border=False):
        table = st.data_editor(
            _table(now.rubric),
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            column_config={
                "name": st.column_config.TextColumn(_("Criterion"), max_chars=60),
                "asks": st.column_config.TextColumn(_("What it asks"), max_chars=240, width="large"),
                "weight": st.column_config.NumberColumn(_("Weight"), min_value=HALF, max_value=MOST_WEIGHT, step=HALF),
            },
        )
        left, middle, right = st.columns(3)
        least = left.number_input(_("Threshold of each"), 0.0, HIGHEST, now.rubric.least, HALF)
        total = middle.number_input(_("Threshold in total"), 0.0, None, now.rubric.total, HALF)
        reviews = right.number_input(_("Reviews needed"), LEAST_REVIEWS, MOST_REVIEWS, now.rubric.reviews)
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with told():
            rubric = Rubric(_criteria(table), float(least), float(total), int(reviews))
            desk.do(open_calls.set_rubric, call_id=ident, rubric=rubric, expected=version)
            desk.renew(form)
            st.rerun()


def _table(rubric: Rubric) -> pd.DataFrame:
    rows = [{"name": each.word, "asks": each.question, "weight": each.weight} for each in rubric.criteria]
    return pd.DataFrame(rows, columns=["name", "asks", "weight"])


def _criteria(table: pd.DataFrame) -> tuple[Criterion, ...]:
    """The rows as they were typed; what is one of ours in the reader's language stays ours."""
    known = {(each.word, each.question): each for each in OURS.criteria}
    made = []
    for name, asks, weight in table.fillna({"name": "", "asks": ""}).itertuples(index=False):
        if pd.isna(weight):
            raise BadInput(_("Give “{name}” a weight, such as 1.").format(name=name), field="criteria")
        ours = known.get((name, asks))
        made.append(Criterion(ours.name if ours else name, ours.asks if ours else asks, float(weight)))
    return tuple(made)
