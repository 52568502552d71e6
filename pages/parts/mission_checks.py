"""The thirteen checks of a mission on its page: what is open with its action, and all of them live beside the form."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import mission_form
from pages.parts.states import Colour, badge
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.checks import Check, CheckState, open_points
from sotecin_graph.language import N_, _, ngettext
from sotecin_graph.services.missions import MissionView

_MARKS: dict[CheckState, tuple[Colour, str, str]] = {
    CheckState.MET: ("green", "check_circle", N_("Met")),
    CheckState.PROMPT: ("orange", "lightbulb", N_("Prompt")),
    CheckState.MISSING: ("red", "radio_button_unchecked", N_("Missing")),
}


def checks(view: MissionView, *, may_lead: bool) -> None:
    """What is missing, then what to think about, each with one action; what is met stays folded."""
    met = [each for each in view.checks if each.state is CheckState.MET]
    st.subheader(_("Checks"), anchor=False)
    _counts(view.checks)
    with card("checks"):
        for each in open_points(view.checks):
            _open(view, each, may_lead=may_lead)
        if met:
            with st.expander(_("{count} met").format(count=len(met)), icon=":material/check_circle:"):
                for each in met:
                    st.markdown(f"**{plain(each.title)}**  \n{plain(each.reason)}")


def live(found: Sequence[Check]) -> None:
    """All thirteen in their order, so that each keeps its place while one writes; none of them blocks."""
    st.subheader(_("Checks"), anchor=False)
    _counts(found)
    with card("checks-live"):
        for each in found:
            colour, icon, word = _MARKS[each.state]
            st.markdown(f":{colour}[:material/{icon}:] **{plain(each.title)}** :{colour}[{_(word)}]  \n{_told(each)}")
    st.caption(_("None of them blocks. What is open is printed in the brief."))


def _told(check: Check) -> str:
    return plain(f"{check.reason} {check.action}".strip())


def _counts(found: Sequence[Check]) -> None:
    met, prompts, missing = (sum(each.state is state for each in found) for state in CheckState)
    with row():
        badge(_("{count} met").format(count=met), "green", "check_circle")
        badge(ngettext("{count} prompt", "{count} prompts", prompts).format(count=prompts), "orange", "lightbulb")
        badge(_("{count} missing").format(count=missing), "red", "radio_button_unchecked")


def _open(view: MissionView, check: Check, *, may_lead: bool) -> None:
    colour, icon, word = _MARKS[check.state]
    with row():
        badge(_(word), colour, icon)
        st.markdown(f"**{plain(check.title)}**", width="content")
        st.space("stretch")
        if may_lead:
            words, part = mission_form.action_word(check.key), mission_form.part_of(check.key)
            mission_form.way(words, view.mission.id, part, key=f"missions.check.{check.key}")
    st.caption(_told(check))
