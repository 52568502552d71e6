"""The picture of a council's reviews: each criterion with every score, their mean, how far they lie apart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts.charts import COLOURS, draw
from pages.parts.pictures import theme
from sotecin_graph.language import _, number, tenths
from sotecin_graph.reviews import Assessment
from sotecin_graph.rubric import HIGHEST, Rubric

_ROW = 62


def picture(assessment: Assessment, rubric: Rubric) -> None:
    """A row for each criterion on 0 to 5: a dot a reviewer, a bar from the least to the most, a rule at the mean."""
    colours = COLOURS[theme()]
    spans = pd.DataFrame(
        [
            {
                "name": each.criterion.word,
                "least": min(each.scores),
                "most": max(each.scores),
                "mean": each.mean,
                "word": tenths(each.mean),
                "apart": each.disagrees,
            }
            for each in assessment.spreads
        ]
    )
    dots = pd.DataFrame(
        [
            {"name": each.criterion.word, "score": score, "word": number(score), "who": who}
            for each in assessment.spreads
            for who, score in zip(assessment.reviewers, each.scores, strict=True)
        ]
    )
    told = [alt.Tooltip("who:N", title=_("Reviewer")), alt.Tooltip("word:N", title=_("Score"))]
    x = alt.Scale(domain=[0, HIGHEST])
    rows = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=180, labelOverlap=False))
    base = alt.Chart(spans).encode(y=rows)
    apart = alt.condition("datum.apart", alt.value(colours["today"]), alt.value(colours["circle"]))
    layers = (
        base.mark_bar(height=12, cornerRadius=6, opacity=0.75).encode(
            x=alt.X("least:Q", scale=x, title=None, axis=alt.Axis(values=[0, 1, 2, 3, 4, 5], format="d")),
            x2="most:Q",
            color=apart,
        ),
        alt.Chart(dots)
        .mark_circle(size=190, color=colours["now"], opacity=0.85)
        .encode(x=alt.X("score:Q", scale=x), y=rows, tooltip=told),
        base.mark_tick(thickness=3, size=34, color=colours["ink"], opacity=1).encode(x=alt.X("mean:Q", scale=x)),
        base.mark_text(dy=-25, fontSize=14, fontWeight=600, color=colours["ink"]).encode(
            x=alt.X("mean:Q", scale=x), text="word:N"
        ),
        alt.Chart(pd.DataFrame([{"least": rubric.least}]))
        .mark_rule(strokeDash=[5, 5], color=colours["dot"], opacity=1)
        .encode(x=alt.X("least:Q", scale=x)),
    )
    draw(alt.layer(*layers).properties(height=_ROW * len(spans) + 16), alt_text=said(assessment))


def said(assessment: Assessment) -> str:
    """The picture in words, for who does not see it."""
    return "; ".join(
        _("{criterion}: mean {mean}, from {least} to {most}").format(
            criterion=each.criterion.word,
            mean=tenths(each.mean),
            least=number(min(each.scores)),
            most=number(max(each.scores)),
        )
        for each in assessment.spreads
    )
