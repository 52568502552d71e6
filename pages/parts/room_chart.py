"""The picture of a room's contributions over time, by table or by hub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import altair as alt
import pandas as pd
import streamlit as st

from pages.parts.charts import draw
from pages.parts.style import row
from sotecin_graph.language import _
from sotecin_graph.services.roll import Added
from sotecin_graph.vocabulary import label
from sotecin_graph.workshops import Workshop

_COLOURS = ("#0B5C66", "#D98A1F", "#7A4E9E", "#3F8F4F", "#B5485D", "#3C6FB0", "#8A7A2E", "#6B7280")
_SHARES = (5, 10, 20, 30, 60)
_MOST_BARS = 24
_BAR, _HEIGHT = 16, 96
"""Pixels: a single bar is no wider than one of many, and what is below stays in sight."""


def show_chart(workshop: Workshop, added: Sequence[Added]) -> None:
    """Bars of so many minutes, each table or hub in a colour of its own; nothing before the first contribution."""
    if not added:
        return
    ways = {"table": _("By table"), "hub": _("By hub")}
    if len(workshop.hubs) < 2:
        ways.pop("hub")
    way, share = "table", _share(added)
    with row():
        st.caption(_("Contributions in each {minutes} minutes").format(minutes=share), width="content")
        if len(ways) > 1:
            way = st.segmented_control(
                _("Contributions"),
                list(ways),
                default="hub",
                required=True,
                format_func=ways.__getitem__,
                label_visibility="collapsed",
                key="desk.chart",
            )
    zone = ZoneInfo(workshop.timezone)
    counts = Counter((_begin(each.at, share), _whose(each, way)) for each in added)
    rows = [
        {"time": at.astimezone(zone).strftime("%H:%M"), "who": who, "count": count}
        for (at, who), count in sorted(counts.items())
    ]
    names = sorted({who for _at, who in counts})
    said = "; ".join(f"{each['time']} {each['who']}: {each['count']}" for each in rows)
    chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(opacity=1, size=_BAR)
        .encode(
            x=alt.X("time:O", title=None, sort=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3)),
            color=alt.Color(
                "who:N",
                scale=alt.Scale(domain=names, range=[_COLOURS[at % len(_COLOURS)] for at in range(len(names))]),
                legend=alt.Legend(title=None, orient="bottom", columns=4) if len(names) > 1 else None,
            ),
        )
        .properties(height=_HEIGHT)
    )
    draw(chart, alt_text=said)


def _share(added: Sequence[Added]) -> int:
    """Minutes of a bar, so that there are not too many."""
    span = (added[-1].at - added[0].at).total_seconds() / 60
    return next((each for each in _SHARES if span / each <= _MOST_BARS), _SHARES[-1])


def _begin(at: datetime, minutes: int) -> datetime:
    return at - timedelta(minutes=at.minute % minutes, seconds=at.second, microseconds=at.microsecond)


def _whose(added: Added, way: str) -> str:
    if way == "hub":
        return label(added.hub) if added.hub else _("no hub said")
    return _("Table {number}").format(number=added.table) if added.table else _("no table")
