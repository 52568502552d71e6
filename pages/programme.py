"""The programme at a glance: hubs against value chains, what was promised and reached, and what waits for someone."""

from __future__ import annotations

from enum import StrEnum
from textwrap import wrap

import pandas as pd
import streamlit as st

from pages.parts import charts, programme_panels
from pages.parts.charts import Cell
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.states import example_badge
from pages.parts.style import page, row
from pages.parts.ways import link
from sotecin_graph.language import N_, _
from sotecin_graph.services.overview import Overview, overview
from sotecin_graph.vocabulary import Chain, Hub, label


class Counted(StrEnum):
    """What the chart can count."""

    MISSIONS = "missions"
    CHALLENGES = "challenges"
    ELEMENTS = "elements"
    WORKSHOPS = "workshops"


_COUNTED = {
    Counted.MISSIONS: N_("Missions"),
    Counted.CHALLENGES: N_("Challenges"),
    Counted.ELEMENTS: N_("Elements"),
    Counted.WORKSHOPS: N_("Workshops"),
}
_SAID = {
    Counted.MISSIONS: N_("The number of missions. A dot marks a place where there is none yet."),
    Counted.CHALLENGES: N_(
        "The number of challenges. A ring marks a mission, a dot a place where nothing has been raised yet."
    ),
    Counted.ELEMENTS: N_(
        "The number of stakeholders and challenges. A ring marks a mission, a dot a place where nobody stands yet."
    ),
    Counted.WORKSHOPS: N_("The number of workshops. A ring marks a mission, a dot a place without a workshop yet."),
}


def show(desk: Desk) -> None:
    """Draw the page."""
    seen = desk.ask(overview)
    with page("page"):
        counted = _head(seen)
        if seen.is_empty:
            _empty()
            return
        left, right = st.columns([7.2, 3], gap="medium")
        with left:
            _chart(seen, counted)
        with right:
            programme_panels.promises(seen)
            programme_panels.waiting(seen)


def _head(seen: Overview) -> Counted:
    with row():
        st.title(_("Programme"), anchor=False, width="content")
        if seen.is_example:
            example_badge()
        st.space("stretch")
        chosen = st.segmented_control(
            _("What is counted"),
            list(Counted),
            default=Counted.CHALLENGES,
            required=True,
            format_func=lambda each: _(_COUNTED[each]),
            key="programme.counted",
            label_visibility="collapsed",
            wrap=True,
        )
    return chosen or Counted.CHALLENGES


def _chart(seen: Overview, counted: Counted) -> None:
    st.subheader(_("Hubs and value chains"), anchor=False)
    st.caption(_(_SAID[counted]))
    cells = [
        Cell(label(hub), _broken(chain), _count(seen, counted, hub, chain), seen.cells[hub, chain].missions)
        for hub in Hub
        for chain in Chain
    ]
    rows, columns = [label(hub) for hub in Hub], [_broken(chain) for chain in Chain]
    said = _("The same figures stand in the table below.")
    charts.grid(cells, rows=rows, columns=columns, alt_text=f"{_(_COUNTED[counted])}. {said}")
    with st.expander(_("Show as a table"), icon=":material/table:"):
        st.table(_table(seen, counted))


def _count(seen: Overview, counted: Counted, hub: Hub, chain: Chain) -> int:
    cell = seen.cells[hub, chain]
    if counted is Counted.WORKSHOPS:
        return seen.workshops.get((hub, chain), 0)
    return {Counted.MISSIONS: cell.missions, Counted.CHALLENGES: cell.challenges}.get(counted, cell.elements)


def _broken(chain: Chain) -> str:
    """A chain's name in short lines, "|" between them, as the chart's axis takes it."""
    return "|".join(wrap(label(chain), width=12))


def _table(seen: Overview, counted: Counted) -> pd.DataFrame:
    """Hubs down, chains across; a mission is said in the cell, as the ring says it in the picture."""
    rows = {label(hub): {label(chain): _said(seen, counted, hub, chain) for chain in Chain} for hub in Hub}
    return pd.DataFrame.from_dict(rows, orient="index")


def _said(seen: Overview, counted: Counted, hub: Hub, chain: Chain) -> str:
    number = str(_count(seen, counted, hub, chain))
    has_ring = counted is not Counted.MISSIONS and seen.cells[hub, chain].missions
    return _("{number}, mission").format(number=number) if has_ring else number


def _empty() -> None:
    with empty_state("programme-empty", _("Nothing is mapped yet"), _("Open a workshop, and its map is counted here.")):
        link("workshops", _("Go to workshops"), icon=":material/arrow_forward:")
