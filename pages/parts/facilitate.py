"""The Facilitate menu: one step forward or back, clusters, tidying up, and closing the workshop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from pages.parts import cluster_search
from pages.parts.desk import Desk
from pages.parts.handbook import open_handbook, phase_of
from pages.parts.notices import told
from pages.parts.style import row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import agendas, holding, maps, workshops
from sotecin_graph.services.ground import Ground
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
            _steps(desk, ground.workshop)
        _whole_map(desk, ground)
        _workshop(desk, ground)


def _steps(desk: Desk, workshop: Workshop) -> None:
    """Keys carry the step that is shown, so that a second click on an old picture goes nowhere."""
    number, count = workshop.step, len(workshop.steps)
    shown = f"{workshop.id}.{number}.{workshop.step_started_at}"
    st.caption(_("Step {number} of {total}").format(number=number + 1, total=count))
    st.markdown(f"**{plain(_(workshop.current.title))}**")
    with row(wrap=False):
        back, on = _("Previous step"), _("Next step")
        is_first, is_last = number == 0, number == count - 1
        if st.button(back, icon=":material/arrow_back:", disabled=is_first, key=f"map.back.{shown}"):
            _go_to(desk, workshop, number - 1)
        if st.button(on, type="primary", icon=":material/arrow_forward:", disabled=is_last, key=f"map.on.{shown}"):
            _go_to(desk, workshop, number + 1)
    _contributions(desk, workshop)
    if count > 1:
        chosen = st.selectbox(
            _("Go to step"), range(count), index=number, format_func=_named(workshop), key=f"map.step.{shown}"
        )
        if chosen is not None and chosen != number:
            _go_to(desk, workshop, chosen)


def _contributions(desk: Desk, workshop: Workshop) -> None:
    """What waits to be shown, and the results of votes."""
    kept = desk.ask(holding.count_waiting, map_id=workshop.map_id)
    if kept:
        words = ngettext("Reveal {count} contribution", "Reveal {count} contributions", kept).format(count=kept)
        if st.button(words, icon=":material/visibility:", type="primary", key=f"map.reveal.{kept}"):
            desk.do(holding.reveal, map_id=workshop.map_id)
            st.rerun()
    if any(step.dots for step in workshop.steps):
        link("votes", _("Results of the vote"), icon=":material/how_to_vote:", map=workshop.map_id)


def _named(workshop: Workshop) -> Callable[[int], str]:
    def words(index: int) -> str:
        step = workshop.steps[index]
        return _("{number}. {title}, {minutes} min").format(number=index + 1, title=_(step.title), minutes=step.minutes)

    return words


def _go_to(desk: Desk, workshop: Workshop, step: int) -> None:
    desk.do(workshops.set_step, map_id=workshop.map_id, step=step)
    place = desk.ask(agendas.place_of_step, map_id=workshop.map_id)
    if place:
        desk.instance.rooms.bring(workshop.map_id, place, by=desk.actor.name, by_id=desk.actor.id)
    st.rerun()


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
    """Close an open workshop, or open it, and draw the page anew."""
    is_open = workshop.state is WorkshopState.OPEN
    words, icon = (_("Close the workshop"), "lock") if is_open else (_("Open the workshop"), "lock_open")
    hint = _("Participants can then look but no longer add. You can open it again.") if is_open else None
    kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
    if st.button(words, icon=f":material/{icon}:", type=kind, help=hint, key=f"{key}.state.{workshop.state}"):
        after = WorkshopState.CLOSED if is_open else WorkshopState.OPEN
        desk.do(workshops.set_state, map_id=workshop.map_id, state=after)
        st.rerun()
