"""Raising a challenge as people tell it: one sentence on a phone, the whole of it after the event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts.similar import similar_to
from pages.parts.words import plain
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.fields import WISH_LENGTH
from sotecin_graph.language import _, capital
from sotecin_graph.services.contributions import TITLE_LENGTH
from sotecin_graph.text import PROBLEM_LENGTH
from sotecin_graph.vocabulary import Chain, Stage, Strategy, label


def short_challenge(stakeholders: Sequence[Element], key: str) -> dict[str, Any] | None:
    """The form of a phone: the sentence, who faces it, where it sits. What was given once it is sent, else None."""
    names = names_of(stakeholders)
    with st.form(f"{key}.form", border=False):
        problem = st.text_area(
            _("The challenge, in one sentence"),
            max_chars=PROBLEM_LENGTH,
            placeholder=_at_most(PROBLEM_LENGTH),
            key=f"{key}.problem",
        )
        similar_to(f"{key}.problem")
        faced_by = st.selectbox(
            _("Who faces it?"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Choose, or leave open"),
            key=f"{key}.concerns",
        )
        stages = choose_stages(key)
        is_sent = st.form_submit_button(
            _("Add to the map"), type="primary", icon=":material/add:", width="stretch", key=f"{key}.add"
        )
    return {"problem": problem, "concerns": [faced_by] if faced_by else [], "stages": stages} if is_sent else None


def whole_challenge(stakeholders: Sequence[Element], chains: Sequence[Chain], key: str) -> dict[str, Any]:
    """All fields of a challenge, as given so far. They are no form, so that the warning comes while one chooses."""
    names = names_of(stakeholders)
    problem = st.text_area(
        _("The problem, in one sentence"),
        max_chars=PROBLEM_LENGTH,
        placeholder=_at_most(PROBLEM_LENGTH),
        key=f"{key}.problem",
        on_change="ignore",
    )
    similar_to(f"{key}.problem")
    name = st.text_input(
        _("Title"),
        max_chars=TITLE_LENGTH,
        placeholder=_("Left empty, it is made from the first words"),
        key=f"{key}.name",
        on_change="ignore",
    )
    wish = st.text_area(
        _("We are looking for a solution that …"),
        max_chars=WISH_LENGTH,
        placeholder=_at_most(WISH_LENGTH),
        key=f"{key}.wish",
        on_change="ignore",
    )
    concerns = st.multiselect(
        _("Whom does it concern?"),
        list(names),
        format_func=names.__getitem__,
        placeholder=_("Stakeholders of this map"),
        key=f"{key}.concerns",
    )
    strategies = _choose(_("Which strategies would help?"), list(Strategy), f"{key}.strategies")
    if strategies and not any(strategy.is_higher for strategy in strategies):
        st.warning(
            _("The calls ask for R0 to R6: longer life before recycling. You can add it all the same."),
            icon=":material/lightbulb:",
        )
    chosen = _choose(_("Value chains"), list(Chain), f"{key}.chains", chains if len(chains) == 1 else ())
    stages = choose_stages(key)
    texts = {"problem": problem, "name": name, "wish": wish}
    return {**texts, "concerns": concerns, "strategies": strategies, "chains": chosen, "stages": stages}


def choose_stages(key: str) -> list[Stage]:
    """Pills of the stages of a value chain."""
    return _choose(_("Where in the value chain?"), list(Stage), f"{key}.stages")


def names_of(elements: Sequence[Element]) -> dict[ElementId, str]:
    """What lists of choice show of each element: plain text, which these widgets never read as markup."""
    return {each.id: each.name for each in elements}


def _at_most(most: int) -> str:
    """Said where the text goes: the browser drops a longer text whole when it is pasted, and says nothing."""
    return _("At most {most} characters; longer text cannot be pasted").format(most=most)


def _choose(title: str, terms: list[Any], key: str, chosen: Sequence[Any] = ()) -> list[Any]:
    """Pills of a vocabulary, several at once."""
    return st.pills(
        title,
        terms,
        selection_mode="multi",
        default=list(chosen),
        format_func=lambda term: plain(capital(label(term))),
        key=key,
    )
