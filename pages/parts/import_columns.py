"""Which column of a table holds what: the suggestion, to be changed before anything reaches the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from sotecin_graph.imports.columns import Column, Columns
from sotecin_graph.language import N_, _

_SAMPLE = 28
_ROWS = ("stakeholder", "challenge", "link")
_ROW_WORDS = {"stakeholder": N_("a stakeholder"), "challenge": N_("a challenge"), "link": N_("a link")}
_FIELD_WORDS = {
    "name": N_("Name"),
    "kind": N_("Kind or group"),
    "problem": N_("Problem or statement"),
    "wish": N_("Solution sought"),
    "note": N_("Note"),
    "status": N_("Mark that keeps or rejects a row"),
    "votes": N_("Votes"),
    "country": N_("Country"),
    "hub": N_("Hub"),
    "chains": N_("Value chains"),
    "strategies": N_("R strategies"),
    "stages": N_("Stages"),
    "ident": N_("Number or id"),
    "x": N_("Position, x"),
    "y": N_("Position, y"),
    "source": N_("From"),
    "target": N_("To"),
    "type": N_("Type of link"),
    "direction": N_("Direction"),
    "state": N_("State"),
    "circular": N_("Circular"),
    "quantity": N_("Quantity"),
}
_MAIN = {
    "stakeholder": ("name", "kind", "note", "country"),
    "challenge": ("problem", "name", "status", "votes"),
    "link": ("source", "target", "type", "state"),
}
_MORE = {
    "stakeholder": ("hub", "chains", "strategies", "stages", "status", "votes", "ident", "x", "y"),
    "challenge": ("wish", "note", "kind", "country", "hub", "chains", "strategies", "stages", "ident"),
    "link": ("direction", "circular", "quantity", "name", "note"),
}


def choose_columns(columns: Sequence[Column], suggested: Columns, *, key: str) -> Columns:
    """The suggested columns as a person leaves them."""
    first = "link" if suggested.holds_links else suggested.makes
    holds = st.segmented_control(
        _("Each row of the table is"),
        _ROWS,
        default=first,
        required=True,
        format_func=lambda one: _(_ROW_WORDS[one]),
        key=f"{key}.makes",
    )
    holds = holds or first
    chosen = _selectors(_MAIN[holds], columns, suggested, key=key)
    more = _MORE[holds]
    found = [field for field in more if field != "ident" and getattr(suggested, field)]
    with st.expander(_("More columns"), expanded=bool(found), icon=":material/view_column:"):
        chosen |= _selectors(more, columns, suggested, key=key)
    makes: Any = "stakeholder" if holds == "link" else holds
    return replace(Columns(makes=makes), **chosen)


def _selectors(fields: Sequence[str], columns: Sequence[Column], suggested: Columns, *, key: str) -> dict[str, Any]:
    places = st.columns(2)
    return {
        field: _selector(places[index % 2], field, columns, getattr(suggested, field), key=key)
        for index, field in enumerate(fields)
    }


def _selector(place: Any, field: str, columns: Sequence[Column], suggested: str, *, key: str) -> str:
    names = ["", *(column.name for column in columns)]
    samples = {column.name: next(iter(column.samples), "") for column in columns}
    chosen: str = place.selectbox(
        _(_FIELD_WORDS[field]),
        names,
        index=names.index(suggested) if suggested in names else 0,
        format_func=lambda name: _option(name, samples.get(name, "")),
        key=f"{key}.{field}",
    )
    return chosen or ""


def _option(name: str, sample: str) -> str:
    if not name:
        return _("none")
    short = sample if len(sample) <= _SAMPLE else f"{sample[:_SAMPLE].rstrip()}…"
    return f"{name}: {short}" if short else name
