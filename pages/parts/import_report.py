"""What a file would bring: counts, the fate of every row with its reason, and the first elements and links."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from pages.parts.states import Colour, badge
from pages.parts.style import row
from sotecin_graph.imports.draft import DraftElement, DraftMap, ReportLine, What
from sotecin_graph.language import N_, _, ngettext
from sotecin_graph.vocabulary import label

_FIRST = 8
_MOST_HEIGHT = 360
_MARKS: dict[What, tuple[str, Colour, str]] = {
    "kept": (N_("as it is"), "green", "check_circle"),
    "changed": (N_("changed"), "blue", "edit"),
    "merged": (N_("merged"), "violet", "merge"),
    "skipped": (N_("left out"), "orange", "block"),
}


def show_counts(draft: DraftMap) -> None:
    """How much there is, and what became of the rows, as badges."""
    elements, links = len(draft.elements), len(draft.links)
    with row():
        badge(ngettext("{count} element", "{count} elements", elements).format(count=elements), "primary", "hub")
        badge(ngettext("{count} link", "{count} links", links).format(count=links), "primary", "arrow_right_alt")
    counts = draft.counts
    with row():
        for what, (word, colour, icon) in _MARKS.items():
            if counts[what]:
                badge(f"{counts[what]} {_(word)}", colour, icon)


def show_report(report: tuple[ReportLine, ...], *, key: str) -> None:
    """The rows with a fate and a reason, to sift by fate; what came as it is shows on demand."""
    counts = Counter(line.what for line in report)
    fates = [what for what in _MARKS if counts[what]]
    chosen = st.pills(
        _("Rows of the file"),
        fates,
        selection_mode="multi",
        default=[what for what in fates if what != "kept"],
        format_func=lambda what: f"{_(_MARKS[what][0])} ({counts[what]})",
        key=f"{key}.fates",
    )
    shown = [line for line in report if line.what in (chosen or [])]
    if not shown:
        st.caption(_("Every row comes as it is.") if fates == ["kept"] else _("Choose above which rows to see."))
        return
    parts = {"element": _("element"), "link": _("link")}
    rows = [
        {
            _("Row"): str(line.row),
            _("Holds"): parts[line.part],
            _("What became of it"): _(_MARKS[line.what][0]),
            _("Name"): line.name,
            _("Reason"): line.reason,
        }
        for line in shown
    ]
    _table(rows, _("Reason"))


def show_first(draft: DraftMap) -> None:
    """The first elements and links, as they would stand on the map."""
    elements, links = st.tabs([_("First elements"), _("First links")])
    with elements:
        _table([_element_row(each) for each in draft.elements[:_FIRST]], _("Problem or note"))
    with links:
        if draft.links:
            names = {each.key: each.name for each in draft.elements}
            _table(
                [
                    {
                        _("From"): names.get(each.source_key, ""),
                        _("Type"): label(each.type),
                        _("To"): names.get(each.target_key, ""),
                        _("State"): label(each.state),
                    }
                    for each in draft.links[:_FIRST]
                ]
            )
        else:
            st.caption(_("The file has no links. You can draw them on the map."))


def _element_row(each: DraftElement) -> dict[str, str]:
    return {_("Kind"): label(each.kind), _("Name"): each.name, _("Problem or note"): each.problem or each.note}


def _table(rows: list[dict[str, str]], long: str = "") -> None:
    """A table of text; `long` is the column that takes what width is left."""
    if rows:
        # a file of long names would push the long column out of sight
        wide = {_("Name"): st.column_config.TextColumn(width="medium")} if long else {}
        wide |= {long: st.column_config.TextColumn(width="large")} if long else {}
        st.dataframe(rows, hide_index=True, height=min(_MOST_HEIGHT, 38 + 35 * len(rows)), column_config=wide)
