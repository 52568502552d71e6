"""Levers over the whole room: lock, cursors, who leads; and over what stands aside: locked and parked elements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.pictures import drawing
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.elements import ElementId
from sotecin_graph.language import _
from sotecin_graph.services import contributions, levers, parking
from sotecin_graph.workshops import Workshop


def lock_button(desk: Desk, workshop: Workshop, *, key: str, shortcut: str | None = None) -> None:
    """Lock the map for all who do not facilitate, or unlock it."""
    is_locked = workshop.levers.is_locked
    words, icon = (_("Unlock the map"), "lock_open") if is_locked else (_("Lock the map"), "lock")
    hint = _("Participants then add and change nothing; votes go on, and you may still do everything.")
    if st.button(words, icon=f":material/{icon}:", help=hint, shortcut=shortcut, key=f"{key}.lock.{is_locked}"):
        _pull(desk, levers.lock, workshop, is_on=not is_locked)


def show_levers(desk: Desk, workshop: Workshop) -> None:
    """Lock and cursors."""
    with row():
        lock_button(desk, workshop, key="desk", shortcut="Alt+L")
        is_hidden = workshop.levers.hides_cursors
        words, icon = (_("Show cursors"), "visibility") if is_hidden else (_("Hide cursors"), "visibility_off")
        if st.button(words, icon=f":material/{icon}:", key=f"desk.cursors.{is_hidden}"):
            _pull(desk, levers.hide_cursors, workshop, is_on=not is_hidden)


def show_lead(desk: Desk, workshop: Workshop) -> None:
    """Who leads now; the levers are everyone's who may facilitate. It opens downwards: place it high."""
    led_by = workshop.levers.lead
    words = _("Led by {name}").format(name=plain(led_by)) if led_by else _("Who leads?")
    menu = st.popover(words, icon=":material/flag:", type="tertiary", key="desk.lead", on_change="rerun")
    if not menu.open:
        return
    with menu:
        st.caption(_("All facilitators have all levers. This says whom the others follow."))
        if workshop.levers.lead_id != desk.actor.id and st.button(
            _("I lead now"), icon=":material/front_hand:", type="primary", key="desk.lead.me"
        ):
            _pull(desk, levers.hand_over, workshop)
        others = {each.id: each.name for each in desk.ask(levers.leaders, map_id=workshop.map_id)}
        others.pop(desk.actor.id, None)
        if others:
            heir = st.selectbox(_("Hand over to"), list(others), format_func=others.__getitem__, key="desk.lead.heir")
            if st.button(_("Hand over"), icon=":material/swap_horiz:", key="desk.lead.over"):
                _pull(desk, levers.hand_over, workshop, to=heir)


def show_aside(desk: Desk, workshop: Workshop) -> None:
    """Lock or park some elements, and what is locked or parked now."""
    names = {each.id: each.name for each in desk.ask(contributions.elements_on, map_id=workshop.map_id)}
    key = f"desk.aside.{desk.form_key('desk.aside')}"
    with card("aside"):
        chosen = st.multiselect(
            _("Elements of the map"), list(names), format_func=names.__getitem__, placeholder=_("Choose"), key=key
        )
        with row():
            parks = st.button(_("Park"), icon=":material/local_parking:", disabled=not chosen, key="desk.park")
            locks = st.button(_("Lock"), icon=":material/lock:", disabled=not chosen, key="desk.lock.some")
        st.caption(
            _("Parked is off the map until you bring it back. Locked stands, and participants leave it as it is.")
        )
    if parks or locks:
        desk.renew("desk.aside")
    if parks:
        _pull(desk, parking.park, workshop, elements=chosen)
    if locks:
        _pull(desk, levers.lock, workshop, is_on=True, elements=chosen)
    _locked(desk, workshop, names)
    _parked(desk, workshop)


def _locked(desk: Desk, workshop: Workshop, names: Mapping[ElementId, str]) -> None:
    locked = [ident for ident in workshop.levers.locked if ident in names]
    if not locked:
        return
    with card("locked"):
        st.subheader(_("Locked"), anchor=False)
        for ident in locked:
            with row():
                st.markdown(plain(names[ident]))
                st.space("stretch")
                if st.button(_("Unlock"), icon=":material/lock_open:", type="tertiary", key=f"desk.unlock.{ident}"):
                    _pull(desk, levers.lock, workshop, is_on=False, elements=[ident])


def _parked(desk: Desk, workshop: Workshop) -> None:
    parked = desk.ask(parking.parked_on, map_id=workshop.map_id)
    with card("parked"):
        st.subheader(_("Parked"), anchor=False)
        if not parked:
            drawing("empty-map")
            st.write(_("Nothing is parked. What is put aside here comes back with its links when you want it."))
        for each in parked:
            with row():
                st.markdown(f"{KIND_ICONS[each.element.kind]} {plain(each.element.name)}", width="content")
                st.caption(plain(each.sentence), width="content")
                st.space("stretch")
                key = f"desk.unpark.{each.element.id}"
                if st.button(_("Bring back"), icon=":material/undo:", type="tertiary", key=key):
                    _pull(desk, parking.unpark, workshop, elements=[each.element.id])


def _pull(desk: Desk, lever: Callable[..., Any], workshop: Workshop, **given: Any) -> None:
    with told():
        desk.do(lever, map_id=workshop.map_id, **given)
        st.rerun()
