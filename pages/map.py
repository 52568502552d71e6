"""The live map: one line of who, what and which levers; all else is the canvas."""

from __future__ import annotations

import streamlit as st

from pages.parts import facilitate
from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.guest_ways import guest_ways
from pages.parts.map_menu import choose_map
from pages.parts.pictures import empty_state
from pages.parts.places import hub_words
from pages.parts.rehearsal import mark
from pages.parts.share import projector_address, show_share
from pages.parts.states import example_badge
from pages.parts.style import page, row
from pages.parts.table_watch import go_to_work, hear_of_work, tell_the_table
from pages.parts.ways import go, link
from pages.parts.words import plain
from pages.parts.workshop_cards import state_badge
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.people import Deed
from sotecin_graph.services import maps
from sotecin_graph.services.ground import Ground

MENU_WIDTH = 400


def show(desk: Desk) -> None:
    """Draw the page."""
    moment = go_to_work(desk)
    facts = desk.map()
    if facts is None:
        with page("narrow"):
            _without_map(desk)
        return
    ground = desk.ask(maps.open_ground, map_id=facts.id)
    mark(ground.workshop)
    if st.query_params.get("view") == "projector":
        _canvas(desk, ground, "projector")
        return
    with page("full"):
        _head(desk, ground)
        _told_elsewhere(desk, facts)
        tell_the_table(desk, ground, moment)
        _canvas(desk, ground, _mode(desk, ground))
        hear_of_work(desk, ground, moment)


def _mode(desk: Desk, ground: Ground) -> str:
    """Who may add or mend gets the tools; the canvas itself turns to the phone's form where it is narrow."""
    may_add = ground.allows(desk.actor, Deed.CONTRIBUTE) or ground.allows(desk.actor, Deed.EDIT)
    return "edit" if may_add else "view"


def _canvas(desk: Desk, ground: Ground, mode: str) -> None:
    """The code goes along while the workshop is not open, too: the wall shows it as soon as the room is opened."""
    facts, workshop = ground.facts, ground.workshop if ground.allows(desk.actor, Deed.CONTRIBUTE) else None
    main = ground.its_workshop.map_id if facts.table else None
    show_map(desk, facts.id, mode=mode, key=f"map.{mode}.{facts.id}", workshop=workshop, main=main)


def _head(desk: Desk, ground: Ground) -> None:
    facts = ground.facts
    with row(key="map-head"):
        st.markdown(f"**{plain(facts.name)}** · {hub_words(facts.hubs)}", width="content")
        if ground.workshop:
            state_badge(ground.workshop.state)
        if facts.is_example:
            example_badge()
        st.space("stretch")
        choose_map(desk, facts)
        _levers(desk, ground)
        _ways_out(desk)


def _levers(desk: Desk, ground: Ground) -> None:
    may_facilitate = ground.allows(desk.actor, Deed.FACILITATE)
    with st.container(horizontal=True, vertical_alignment="center", width="content", wrap=False, key="levers"):
        if may_facilitate:
            facilitate.show_menu(desk, ground)
        label, icon = _("Share"), ":material/qr_code_2:"
        menu = st.popover(label, icon=icon, type="tertiary", key="map.share", on_change="rerun")
        if menu.open:
            with menu, st.container(width=MENU_WIDTH):
                may_join = ground.allows(desk.actor, Deed.CONTRIBUTE)  # who reads alone is not let in by the code
                show_share(desk, ground.facts, ground.workshop if may_join else None)
                if may_facilitate:
                    guest_ways(desk, ground.facts.id)
        if may_facilitate:
            address = projector_address(desk, ground.facts.id)
            st.link_button(_("Projector view"), address, icon=":material/present_to_all:", key="map.projector")


def _ways_out(desk: Desk) -> None:
    """Links for who has no navigation above: the room's people, and readers who are not signed in."""
    if not (desk.actor.is_participant or desk.actor.is_anonymous):
        return
    with st.container(horizontal=True, vertical_alignment="center", width="content", wrap=False):
        if desk.actor.is_participant:
            link("task", _("Your task"), icon=":material/edit:")
            link("mine", _("Mine"), icon=":material/person:")
        else:
            link("join", _("Join"), icon=":material/login:")
            link("sign-in", _("Sign in"), icon=":material/key:")


def _told_elsewhere(desk: Desk, facts: MapFacts) -> None:
    """Say so where the address names a map that the reader may not see, and another one stands here."""
    wanted = st.query_params.get("map", "")
    if wanted and wanted != facts.id:
        sentence = _("The map of this link is not open to you. Here is one that is.")
        if desk.actor.is_anonymous:
            sentence = _("The map of this link is for people who have joined or signed in. Here is an example.")
        st.info(sentence, icon=":material/lock:")


def _without_map(desk: Desk) -> None:
    title = _("No map yet")
    if not desk.may(Deed.FACILITATE):
        with empty_state("map-none", title, _("Join a workshop with the code on its screen, and its map opens here.")):
            if st.button(_("Join"), type="primary", icon=":material/login:", key="map.join"):
                go("join")
        return
    with (
        empty_state("map-none", title, _("A map begins with a workshop, or with a file that you already have.")),
        row(),
    ):
        if st.button(_("Open a workshop"), type="primary", icon=":material/groups:", key="map.workshop"):
            go("workshops", show="new")
        if st.button(_("Bring in a file"), icon=":material/upload_file:", key="map.import"):
            go("import")
