"""Bring in a file: read it, show what every row becomes, and put it onto a map as one change."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.import_columns import choose_columns
from pages.parts.import_report import show_counts, show_first, show_report
from pages.parts.notices import done, told
from pages.parts.places import ask_chains, ask_hubs, facilitated_maps, own_hubs
from pages.parts.style import card, page, row
from pages.parts.ways import go
from pages.parts.words import plain
from sotecin_graph.imports.columns import suggest_columns
from sotecin_graph.imports.draft import DraftMap
from sotecin_graph.imports.guard import columns_of_guarded, read_map_guarded
from sotecin_graph.language import _, ngettext
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Deed
from sotecin_graph.services.imports import import_as_map, import_map, laid_out
from sotecin_graph.text import NAME_LENGTH

_FORM = "import"
_READ, _DONE = "imports.read", "imports.done"


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("page"):
        st.title(_("Bring in a file"), anchor=False)
        if not desk.may(Deed.FACILITATE):
            st.info(_("Files are brought in by facilitators. Ask the hub lead for the role."), icon=":material/lock:")
            return
        if _DONE in desk.keep.values:
            _arrived(desk)
            return
        st.write(_("A map or a table of another tool. You see what each row becomes before anything reaches a map."))
        file = st.file_uploader(
            _("Spreadsheet (XLSX, CSV), GraphML, GEXF, Kumu, PRSM, Onodo, Cytoscape or our own JSON; at most 10 MB"),
            max_upload_size=10,
            key=f"imports.file.{desk.form_key(_FORM)}",
        )
        if file is not None:
            with told():
                _preview(desk, file.name, file.getvalue())


def _preview(desk: Desk, filename: str, content: bytes) -> None:
    """What the file would bring and where it goes, side by side; what becomes of each row below."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    key = f"imports.{digest}"
    columns = _remembered(desk, ("columns", digest), columns_of_guarded, content, filename)
    left, right = st.columns([6, 5], gap="medium")
    with left, card("brings"):
        st.subheader(_("What it brings"), anchor=False)
        counts = st.container()
        mapping = choose_columns(columns, suggest_columns(columns), key=key) if columns else None
    draft = _remembered(desk, ("draft", digest, mapping), read_map_guarded, content, filename=filename, mapping=mapping)
    with counts:
        show_counts(draft)
        for warning in draft.warnings:
            st.warning(plain(warning), icon=":material/warning:")
    with right, card("target"):
        _target(desk, draft, f"{key}.{desk.form_key(_FORM)}")
    with card("rows"):
        show_report(draft.report, key=key)
    with card("first"):
        show_first(draft)


def _remembered(desk: Desk, about: tuple[Any, ...], read: Any, *given: Any, **named: Any) -> Any:
    """Read once for each file and mapping: a large file takes seconds. What concerns another file is let go."""
    kept = {at: value for at, value in desk.keep.values.get(_READ, {}).items() if at[1] == about[1]}
    if about not in kept:
        with st.spinner(_("Reading the file")):
            kept[about] = read(*given, **named)
    desk.keep.values[_READ] = kept
    return kept[about]


def _target(desk: Desk, draft: DraftMap, key: str) -> None:
    """Where it goes: a new map with name, hub and chains, or one that is there."""
    st.subheader(_("Where it goes"), anchor=False)
    known: dict[str, MapFacts] = {each.id: each for each in facilitated_maps(desk)}
    wanted = st.query_params.get("map", "")
    choices = [*([_("A new map")] if own_hubs(desk) else []), *([_("A map that is there")] if known else [])]
    chosen = st.segmented_control(
        _("Map"), choices, default=choices[-1 if wanted in known else 0], required=True, key=f"{key}.where"
    )
    given: dict[str, Any] = {"draft": draft}
    if own_hubs(desk) and chosen == choices[0]:
        given["name"] = st.text_input(_("Name of the map"), draft.name, max_chars=NAME_LENGTH, key=f"{key}.name")
        given["hubs"] = ask_hubs(desk, key=f"{key}.hubs")
        given["chains"] = ask_chains(key=f"{key}.chains")
    else:
        given["map_id"] = st.selectbox(
            _("Which map"),
            list(known),
            index=list(known).index(wanted) if wanted in known else 0,
            format_func=lambda ident: known[ident].name if ident in known else "",
            key=f"{key}.map",
        )
    if st.button(_("Bring it onto the map"), type="primary", icon=":material/upload_file:", key=f"{key}.bring"):
        with told():
            _bring(desk, given)


def _bring(desk: Desk, given: dict[str, Any]) -> None:
    with st.spinner(_("Bringing it onto the map")):
        given["draft"] = laid_out(given["draft"])
        if "map_id" in given:
            map_id, arrival = given["map_id"], desk.do(import_map, **given)
        else:
            map_id, arrival = desk.do(import_as_map, **given)
    desk.keep.values[_DONE] = (map_id, arrival)
    desk.keep.values.pop(_READ, None)
    desk.renew(_FORM)
    st.rerun()


def _arrived(desk: Desk) -> None:
    """What came onto the map, and the way there."""
    map_id, arrival = desk.keep.values[_DONE]
    elements, links, twins = len(arrival.elements), len(arrival.links), len(arrival.report)
    parts = [
        ngettext("{count} element", "{count} elements", elements).format(count=elements),
        ngettext("{count} link", "{count} links", links).format(count=links),
    ]
    done(_("On the map now: {counts}. Everyone who looks at it sees them.").format(counts=", ".join(parts)))
    if twins:
        words = ngettext("{count} element was there already.", "{count} elements were there already.", twins)
        st.info(words.format(count=twins), icon=":material/merge:")
    with row():
        if st.button(_("Open the map"), type="primary", icon=":material/hub:", key="imports.open"):
            del desk.keep.values[_DONE]
            desk.keep.map_id = map_id
            go("map", map=map_id)
        if st.button(_("Bring in another file"), icon=":material/upload_file:", key="imports.again"):
            del desk.keep.values[_DONE]
            st.rerun()
