"""The summary of a workshop on a page, as its files will say it, and where these and the record are fetched."""

from __future__ import annotations

import streamlit as st

from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.style import row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.summary import VoteTable, WorkshopSummary
from sotecin_graph.language import N_, _, spoken
from sotecin_graph.workshops import Workshop

_FORMS = (("pdf", N_("PDF, one page")), ("docx", N_("Word")), ("html", N_("Web page")), ("md", N_("Markdown")))
_RECORD = (("xlsx", N_("Spreadsheet")), ("csv", N_("CSV")), ("json", N_("JSON")))


def show_summary(desk: Desk, workshop: Workshop, summary: WorkshopSummary) -> None:
    """Numbers, map and votes; decisions and open points stand beside it on the page."""
    st.subheader(_("Summary"), anchor=False)
    _files(workshop, "summary", _FORMS)
    columns = st.columns(3)
    for index, each in enumerate(summary.figures):
        with columns[index % 3]:
            st.markdown(f"### {plain(each.count)}")
            st.caption(plain(each.words))
    show_map(desk, workshop.map_id, mode="still", key="closing-map", height="260px")
    st.markdown(f"**{plain(summary.words['votes'])}**")
    if not summary.votes:
        st.caption(plain(summary.words["no-votes"]))
    for table in summary.votes:
        _votes(table, summary)
    link("votes", _("Results of the vote"), icon=":material/how_to_vote:", map=workshop.map_id)
    st.caption(plain(summary.provenance))


def show_record(workshop: Workshop) -> None:
    """Where the record is fetched, and where it is played."""
    st.subheader(_("Record"), anchor=False)
    st.write(_("Who did what when, one line a change, with the names that the screens showed. Who voted is not told."))
    _files(workshop, "record", _RECORD)
    link("map", _("Play it on the map"), icon=":material/history:", map=workshop.map_id)
    st.caption(_("There “History of the map” has a slider: it shows the map at each moment."))


def _files(workshop: Workshop, file: str, forms: tuple[tuple[str, str], ...]) -> None:
    with row():
        for form, words in forms:
            address = f"/workshops/{workshop.id}/{file}.{form}?language={spoken()}"
            st.link_button(_(words), address, icon=":material/download:", key=f"closing.{file}.{form}")


def _votes(table: VoteTable, summary: WorkshopSummary) -> None:
    st.caption(f"{plain(table.title)}  \n{plain(table.note)}")
    lines = [f"- {plain(each.rank)} · {plain(each.name)} · **{plain(each.dots)}**" for each in table.lines]
    st.markdown("\n".join(lines) or plain(summary.words["no-dots"]))
    if table.more:
        st.caption(plain(table.more))
