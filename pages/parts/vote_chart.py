"""The picture of a vote: a bar for each challenge, the most dots first."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pages.parts.charts import COLOURS, draw
from pages.parts.pictures import theme

_BAR = 34


def bars(counts: Sequence[tuple[str, int]]) -> None:
    """Bars with their number at the end, in the order given; names wrap in two lines at most."""
    colours = COLOURS[theme()]
    table = pd.DataFrame([{"name": _wrapped(name), "count": count} for name, count in counts])
    base = alt.Chart(table).encode(
        x=alt.X("count:Q", title=None, axis=None),
        y=alt.Y(
            "name:N",
            sort=list(table["name"]),
            title=None,
            axis=alt.Axis(labelLimit=260, labelOverlap=False, labelExpr="split(datum.label, '|')"),
        ),
    )
    full = base.mark_bar(height=_BAR - 14, cornerRadiusEnd=8, color=colours["now"], opacity=1)
    number = base.mark_text(align="left", dx=8, color=colours["ink"], fontSize=15, fontWeight=600).encode(
        text="count:Q"
    )
    said = "; ".join(f"{name}: {count}" for name, count in counts)
    draw(alt.layer(full, number).properties(height=(_BAR + 12) * len(table) + 10), alt_text=said)


def _wrapped(name: str) -> str:
    """A name in at most two lines of about 30 letters, broken between words; "|" stands for the break."""
    lines = [""]
    for word in name.replace("|", "/").split():
        if lines[-1] and len(lines[-1]) + len(word) > 30:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "|".join(lines[:2]) + ("…" if len(lines) > 2 else "")
