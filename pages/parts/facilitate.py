"""The Facilitate menu: one step forward or back, clusters, tidying up, and closing the workshop."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from pages.parts import cluster_search
from pages.parts.desk import Desk
from pages.parts.handbook import open_handbook, phase_of
from pages.parts.notices import told
from pages.parts.room_levers import lock_button
from pages.parts.second_press import Lever, pressed_twice
from pages.parts.stepping import show_steps, show_timer
from pages.parts.style import row
from pages.parts.ways import link
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import maps, workshops
from sotecin_graph.services.ground import Ground
from sotecin_graph.services.roll import roll
from sotecin_graph.workshops import Workshop, WorkshopState

_WIDTH = 400
_MENU = "facilitate-menu"


def show_menu(desk: Desk, ground: Ground) -> None:
    """The menu; it is filled when someone opens it, so it shows the step of that moment."""
    label, icon = _("Facilitate"), ":material/tune:"
    key = ".".join(filter(None, ["map.facilitate", desk.keep.form_keys.get(_MENU)]))
    menu = st.popover(label, icon=icon, type="tertiary", key=key, on_change="rerun")
    phase = desk.keep.values.pop(_MENU, "")
    if phase:
        open_handbook(phase)
    if not menu.open:
        return
    with menu, st.container(width=_WIDTH), told():
        if ground.workshop:
            _step(desk, ground.workshop)
        _whole_map(desk, ground)
        _workshop(desk, ground)


def _step(desk: Desk, workshop: Workshop) -> None:
    """Steps, timer and the whole map's lock; all else of the room is on the desk."""
    link("desk", _("Facilitator’s desk"), icon=":material/space_dashboard:", map=workshop.map_id)
    show_steps(desk, workshop, key="map")
    show_timer(desk, workshop, key="map")
    lock_button(desk, workshop, key="map")


def _whole_map(desk: Desk, ground: Ground) -> None:
    with row(wrap=False):
        if st.button(_("Find clusters"), icon=":material/bubble_chart:", key="map.clusters"):
            with st.spinner(_("Looking for what belongs together")):
                st.toast(cluster_search.find(desk, ground.facts.id), icon=":material/bubble_chart:")
        if st.button(_("Tidy up"), icon=":material/auto_fix_high:", key="map.tidy"):
            with st.spinner(_("Arranging the map")):
                positions = maps.tidied(desk.instance.database, by=desk.actor, map_id=ground.facts.id)
                desk.do(maps.arrange, map_id=ground.facts.id, positions=positions)
    st.caption(_("Everyone sees the map move. Tidy up between steps, not while people point at things."))
    link("alike", _("Twice on the map?"), icon=":material/join_inner:", map=ground.facts.id)


def _workshop(desk: Desk, ground: Ground) -> None:
    workshop = ground.workshop
    if workshop is None:
        link("workshops", _("Open a workshop on this map"), icon=":material/groups:", show="new", map=ground.facts.id)
    else:
        state_button(desk, workshop, key="map")
        link("close", _("Decisions, closing, summary"), icon=":material/fact_check:", workshop=workshop.id)
        link("workshops", _("Code, people and agenda"), icon=":material/groups:", workshop=workshop.id)
        words, asked = _("Handbook"), (desk, phase_of(workshop))
        st.button(
            words, icon=":material/menu_book:", type="tertiary", key="map.handbook", on_click=_ask_handbook, args=asked
        )
    link("import", _("Bring in a file"), icon=":material/upload_file:", map=ground.facts.id)


def _ask_handbook(desk: Desk, phase: str) -> None:
    """Shut the menu, which would stay over the dialog, and open that as the page is drawn."""
    desk.keep.values[_MENU] = phase
    desk.renew(_MENU)


def state_button(desk: Desk, workshop: Workshop, *, key: str, is_first: bool = False) -> None:
    """Close an open workshop, after a second press, or open it; and draw the page anew."""
    key = f"{key}.state.{workshop.state}.{workshop.id}"
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    if workshop.state is not WorkshopState.OPEN:
        if st.button(_("Open the workshop"), icon=":material/lock_open:", type=kind, key=key):
            _set_state(desk, workshop, WorkshopState.OPEN)
        return
    hint = _("Participants can then look but no longer add. You can open it again.")
    lever = Lever(_("Close the workshop"), _("Close now"), "lock", key, kind, hint)
    if pressed_twice(desk, lever, sentence=lambda: _closing_words(desk, workshop)):
        _set_state(desk, workshop, WorkshopState.CLOSED)


def _set_state(desk: Desk, workshop: Workshop, state: WorkshopState) -> None:
    desk.do(workshops.set_state, map_id=workshop.map_id, state=state)
    st.rerun()


def _closing_words(desk: Desk, workshop: Workshop) -> str:
    """For how many it would be over, and what of theirs still waits."""
    seen = desk.ask(roll, map_id=workshop.map_id)
    waiting, people = seen.to_show + seen.to_accept, len(seen.people)
    ends = ngettext(
        "**{count}** person joined: their screen turns to a page of thanks. You can open it again.",
        "**{count}** people joined: their screens turn to a page of thanks. You can open it again.",
        people,
    ).format(count=people)
    left = ngettext(
        "**{count}** contribution still waits to be shown or accepted.",
        "**{count}** contributions still wait to be shown or accepted.",
        waiting,
    ).format(count=waiting)
    return f"{ends} {left}" if waiting else ends
