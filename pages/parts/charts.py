"""Charts in the theme's colours, light and dark: a call's timeline, and hubs against value chains."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from babel.dates import get_month_names

from pages.parts.pictures import theme
from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.tokens import Theme
from sotecin_graph.language import _, locale

FONT = "Commissioner, 'Noto Sans Georgian', 'Noto Sans Armenian', sans-serif"
COLOURS: dict[Theme, dict[str, str]] = {
    "light": {
        "ink": "#212435",
        "done": "#8FC3C5",
        "now": "#0B5C66",
        "next": "#CFC6B2",
        "today": "#B32717",
        "circle": "#B3D7D7",
        "ring": "#0B5C66",
        "dot": "#A39C8C",
    },
    "dark": {
        "ink": "#F0EEE8",
        "done": "#316F73",
        "now": "#63C7C4",
        "next": "#4A4F59",
        "today": "#F07B45",
        "circle": "#2A5C61",
        "ring": "#63C7C4",
        "dot": "#747C8A",
    },
}


@dataclass(frozen=True, slots=True)
class Phase:
    """A bar of a timeline; times are aware."""

    name: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at a hub and a value chain: how many of what is counted, and how many missions."""

    row: str
    column: str
    count: int
    missions: int


def timeline(phases: Sequence[Phase], *, now: datetime) -> None:
    """Bars of what is over (pale), under way (full) and to come (sand), and a rule for today."""
    colours = COLOURS[theme()]
    rows = [{"name": each.name, "begins": each.begins, "ends": each.ends, "when": _when(each, now)} for each in phases]
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(height=18, cornerRadius=9, opacity=1)
        .encode(
            x=alt.X("begins:T", title=None, axis=_months()),
            x2="ends:T",
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, labelOverlap=False)),
            color=alt.Color(
                "when:N",
                scale=alt.Scale(
                    domain=["done", "now", "next"], range=[colours[one] for one in ("done", "now", "next")]
                ),
                legend=None,
            ),
        )
    )
    today = alt.Chart(pd.DataFrame([{"at": now, "word": _("today")}])).encode(x="at:T")
    rule = today.mark_rule(color=colours["today"], strokeWidth=2, opacity=1)
    word = today.mark_text(color=colours["today"], fontWeight=600, fontSize=14, dy=-8, y=0).encode(text="word:N")
    said = "; ".join(f"{each.name}: {day(each.begins.date())} – {day(each.ends.date())}" for each in phases)
    draw(alt.layer(bars, rule, word).properties(height=38 * len(phases) + 10), alt_text=said)


def _months() -> alt.Axis:
    """An axis of months, named in the reader's language."""
    names = [str(get_month_names("abbreviated", locale=locale())[month]) for month in range(1, 13)]
    said = f"{json.dumps(names)}[month(datum.value)] + ' ' + year(datum.value)"
    return alt.Axis(tickCount="month", labelExpr=said, labelOverlap=True)


def _when(phase: Phase, now: datetime) -> str:
    if phase.ends <= now:
        return "done"
    return "now" if phase.begins <= now + timedelta(seconds=1) else "next"


def grid(cells: Sequence[Cell], *, rows: Sequence[str], columns: Sequence[str], alt_text: str) -> None:
    """A circle for each hub and chain, by count, the number inside; a ring for a mission, a dot for nothing."""
    colours = COLOURS[theme()]
    table = pd.DataFrame([asdict(one) for one in cells])
    base = alt.Chart(table).encode(
        x=alt.X(
            "column:N",
            sort=list(columns),
            title=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelFontSize=13,
                labelPadding=8 + 15 * max(name.count("|") for name in columns),
                labelOverlap=False,
                labelExpr=(
                    "width < 430 && length(datum.label) > 4 ? slice(datum.label, 0, 4) + '.' : split(datum.label, '|')"
                ),
            ),
        ),
        y=alt.Y("row:N", sort=list(rows), title=None, axis=alt.Axis(labelOverlap=False, labelLimit=160)),
    )
    most = max([one.count for one in cells] + [1])
    size = alt.Size("count:Q", scale=alt.Scale(domain=[0, most], range=[520, 2100]), legend=None)
    some, none = base.transform_filter("datum.count > 0"), base.transform_filter("datum.count == 0")
    rings = base.transform_filter("datum.missions > 0")
    layers = (
        none.mark_circle(size=26, color=colours["dot"], opacity=1),
        some.mark_circle(color=colours["circle"], opacity=1).encode(size=size),
        rings.mark_point(shape="circle", filled=False, stroke=colours["ring"], strokeWidth=3.2, opacity=1).encode(
            size=size
        ),
        some.mark_text(color=colours["ink"], fontSize=15, fontWeight=600).encode(text="count:Q"),
    )
    draw(alt.layer(*layers).properties(height=64 * len(rows)), alt_text=alt_text)


def draw(chart: Any, *, alt_text: str) -> None:
    """Our own frame around every chart: no box, no grid, the page's typeface."""
    colours = COLOURS[theme()]
    quiet = {"grid": False, "domain": False, "ticks": False, "labelFont": FONT, "labelFontSize": 14}
    styled = (
        chart.configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_axis(labelColor=colours["ink"], labelPadding=10, **quiet)
    )
    st.altair_chart(styled, theme=None, width="stretch", alt=alt_text)
