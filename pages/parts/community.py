"""Filling a map from the community: look for elements that stand on other maps, and place many at once, arranged."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import done, told
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import community, elements
from sotecin_graph.services.community import Found, Wanted
from sotecin_graph.vocabulary import GROUPS, Chain, Hub, Kind, label

_DONE, _FORM = "community.done", "community"
_HEIGHT = 420


def fill_from_community(desk: Desk, map_id: MapId) -> None:
    """Draw what to look for, what there is, and the button that places what was chosen."""
    said = desk.keep.values.pop(_DONE, "")
    if said:
        done(said)
    key = f"{_FORM}.{desk.form_key(_FORM)}"
    wanted = _ask(desk, map_id, key)
    found, count = desk.ask(community.find_in_community, map_id=map_id, wanted=wanted)
    if not found:
        st.info(_("Nothing in the community fits that is not on this map already."), icon=":material/search_off:")
        return
    words = ngettext("{count} element fits.", "{count} elements fit.", count).format(count=count)
    if count > len(found):
        words += " " + _("The first {count} are shown: say more of what you look for.").format(count=len(found))
    st.caption(words)
    chosen = _choose(found, key)
    words = ngettext("Place {count} element", "Place {count} elements", len(chosen)).format(count=len(chosen))
    everything = _("Place all {count}").format(count=len(found))
    if not chosen:
        st.caption(_("Tick what the map should have."))
    with row():
        is_sent = chosen and st.button(words, type="primary", icon=":material/add_location_alt:", key=f"{key}.place")
        is_all = wanted != Wanted() and st.button(everything, icon=":material/select_all:", key=f"{key}.all")
    if is_sent or is_all:
        _place(desk, map_id, [each.element.id for each in found] if is_all else chosen)


def _ask(desk: Desk, map_id: MapId, key: str) -> Wanted:
    words = st.text_input(_("Words in name or problem"), icon=":material/search:", key=f"{key}.words")
    others = {each.id: each.name for each in desk.maps() if each.id != map_id}
    first, second = st.columns(2)
    with first:
        hub = st.selectbox(_("Hub"), list(Hub), index=None, format_func=label, placeholder=_("Any"), key=f"{key}.hub")
        kind = st.selectbox(
            _("Kind"), [*GROUPS, Kind.CHALLENGE], index=None, format_func=label, placeholder=_("Any"), key=f"{key}.kind"
        )
    with second:
        chain = st.selectbox(
            _("Value chain"), list(Chain), index=None, format_func=label, placeholder=_("Any"), key=f"{key}.chain"
        )
        on_map = st.selectbox(
            _("On the map"),
            list(others),
            index=None,
            format_func=lambda ident: others.get(ident, ""),
            placeholder=_("Any"),
            key=f"{key}.map",
        )
    return Wanted(words, hub, chain, kind, on_map)


def _choose(found: Sequence[Found], key: str) -> list[ElementId]:
    """A table with a box for each; the key follows what is shown, so that no box stays ticked on another row."""
    rows = [
        {
            _("Name"): each.element.name,
            _("Kind"): label(each.element.kind),
            _("Hub"): label(each.element.hub) if each.element.hub else "",
            _("Stands on"): ", ".join(each.maps),
        }
        for each in found
    ]
    shown = hash(tuple(each.element.id for each in found))
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=min(_HEIGHT, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode="multi-row",
        key=f"{key}.found.{shown}",
    )
    return [found[index].element.id for index in picked.selection.rows if index < len(found)]


def _place(desk: Desk, map_id: MapId, idents: Sequence[ElementId]) -> None:
    with told(), st.spinner(_("Arranging what comes onto the map")):
        positions = community.laid_out(desk.instance.database, by=desk.actor, map_id=map_id, idents=idents)
        placed = desk.do(elements.place_elements, map_id=map_id, positions=positions)
        words = ngettext("{count} element is on the map now.", "{count} elements are on the map now.", len(placed))
        desk.keep.values[_DONE] = plain(words.format(count=len(placed)))
        desk.renew(_FORM)
        st.rerun()
