"""The facilitator's handbook, opened where it is needed: a page a phase, read from docs/handbook, without a network."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from sotecin_graph.language import N_, _
from sotecin_graph.workshops import Takes, Workshop, WorkshopState

FOLDER = Path(__file__).parents[2] / "docs/handbook"
PHASES = {
    "before": N_("Before"),
    "arrive": N_("Arrive"),
    "map": N_("Map"),
    "challenges": N_("Challenges"),
    "vote": N_("Vote"),
    "cluster": N_("Cluster"),
    "levers": N_("Levers"),
    "close": N_("Close"),
    "after": N_("After"),
}
"""The pages in the order of a workshop."""

_OF_STEP = {
    Takes.STAKEHOLDER: "map",
    Takes.LINK: "map",
    Takes.CHALLENGE: "challenges",
    Takes.VOTE: "vote",
    Takes.CLUSTER: "cluster",
}


def handbook_button(phase: str, *, key: str) -> None:
    """A button that opens the handbook at a phase."""
    if st.button(_("Handbook"), icon=":material/menu_book:", type="tertiary", key=f"{key}.handbook"):
        open_handbook(phase)


def open_handbook(phase: str) -> None:
    """Open the handbook at a phase, over the page."""
    dialogs.ask(_("Handbook for facilitators"), _read, phase, width="medium")


def phase_of(workshop: Workshop) -> str:
    """The page that a workshop needs now."""
    if workshop.state is WorkshopState.PLANNED:
        return "before"
    if workshop.state is WorkshopState.CLOSED:
        return "after"
    takes = [what for what in (Takes.VOTE, Takes.CHALLENGE, *workshop.current.takes) if what in workshop.current.takes]
    if takes:
        return _OF_STEP[takes[0]]
    return "close" if workshop.step == len(workshop.steps) - 1 else "arrive"


@lru_cache
def page_text(phase: str) -> tuple[str, str]:
    """Title and text of a phase's page."""
    title, _line, rest = (FOLDER / f"{phase}.md").read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# "), rest.strip()


def _read(_desk: Desk, phase: str) -> None:
    chosen = st.pills(
        _("Phase"),
        list(PHASES),
        default=phase,
        format_func=lambda each: _(PHASES[each]),
        label_visibility="collapsed",
        key=f"handbook.{phase}",
    )
    title, text = page_text(chosen or phase)
    st.subheader(title, anchor=False)
    st.markdown(text)
