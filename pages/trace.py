"""The way of one element: who contributed it where, where it stands, and which missions and calls took it up; the same
for all that a workshop contributed."""

from __future__ import annotations

import streamlit as st

from pages.parts import workshop_trace
from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.origin_words import origin_words
from pages.parts.states import KIND_ICONS, challenge_badge, mission_badge
from pages.parts.style import card, page, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.elements import ElementId
from sotecin_graph.language import _, spoken
from sotecin_graph.people import Deed, WorkshopId
from sotecin_graph.services import origins
from sotecin_graph.services.origins import ElementWay
from sotecin_graph.vocabulary import label


def show(desk: Desk) -> None:
    """Draw the way of the element that the address names, or what became of all that a workshop contributed."""
    with page("page"), told():
        if workshop := st.query_params.get("workshop", ""):
            workshop_trace.show(desk, WorkshopId(workshop))
            return
        way = desk.ask(origins.way, element=ElementId(st.query_params.get("element", "")))
        element = way.origin.element
        st.title(plain(element.name), anchor=False)
        st.caption(f"{KIND_ICONS[element.kind]} {plain(label(element.kind))}")
        if way.sentence:
            with st.container(key="lead"):
                st.markdown(plain(way.sentence))
        left, right = st.columns([7, 5], gap="medium")
        with left:
            _origin(desk, way)
            _missions(desk, way)
            _calls(desk, way)
        with right:
            _places(desk, way)


def _origin(desk: Desk, way: ElementWay) -> None:
    st.subheader(_("Where it comes from"), anchor=False)
    with card("origin"):
        st.markdown(f":material/edit: {origin_words(way.origin)}")
        if way.origin.element.problem:
            st.caption(plain(way.origin.element.problem))
        with row():
            if workshop := way.origin.workshop:
                words = _("All that was contributed there")
                step(words, key="trace.workshop", icon=":material/groups:", workshop=workshop.id)
            if desk.actor.id and way.origin.element.by_id == desk.actor.id:
                link("mine", _("All that you added"), icon=":material/person:")


def _missions(desk: Desk, way: ElementWay) -> None:
    st.subheader(_("Missions"), anchor=False)
    if not way.missions:
        st.caption(_("No mission has taken it up yet."))
        if way.maps and desk.may(Deed.FACILITATE):
            words = _("See the clusters of its map")
            link("clusters", words, icon=":material/bubble_chart:", map=way.maps[0].id)
    for each in way.missions:
        with card(f"mission-{each.id}"):
            with row():
                st.markdown(f"**{plain(each.title)}**", width="content")
                mission_badge(each.state, each.version)
            with row():
                link("missions", _("Open the mission"), icon=":material/flag:", mission=each.id)
                brief = f"/missions/{each.id}/brief.html?language={spoken()}"
                st.link_button(_("Preview brief"), brief, icon=":material/article:", type="tertiary")


def _calls(desk: Desk, way: ElementWay) -> None:
    """Its way into calls, each with its page where the reader may see it."""
    if not way.origin.element.is_challenge:
        return
    st.subheader(_("Calls"), anchor=False)
    if not way.challenges:
        st.caption(_("It is not on its way into a call. A hub lead takes it up on the page of its mission."))
    for each in way.challenges:
        with card(f"call-{each.id}"):
            with row():
                st.markdown(f"**{plain(each.wording.title)}**", width="content")
                challenge_badge(each.state)
            last = each.passages[-1].reason if each.passages else ""
            if last and way.is_told:
                st.caption(plain(last))
            if each.id in way.may_open:
                link("calls", _("Open the call challenge"), icon=":material/campaign:", challenge=each.id)


def _places(desk: Desk, way: ElementWay) -> None:
    st.subheader(_("Where it stands"), anchor=False)
    if not way.maps:
        st.caption(_("It stands on no map any more."))
        return
    element, first = way.origin.element, way.maps[0]
    around = [element.id, *way.neighbours]
    show_map(desk, first.id, mode="still", key="trace-map", members=around, height="300px")
    if way.neighbours:
        st.caption(_("It and what it is linked to."))
    for facts in way.maps:
        link("map", plain(facts.name), icon=":material/hub:", map=facts.id)
    may_see = desk.may(Deed.FACILITATE)
    for held in way.clusters:
        name = held.cluster.name if held.cluster.is_named else _("Group {number}").format(number=held.cluster.number)
        if may_see:
            given = {"map": held.facts.id, "cluster": held.cluster.id}
            link("clusters", _("Cluster “{name}”").format(name=plain(name)), icon=":material/bubble_chart:", **given)
        else:
            st.caption(_("Cluster “{name}”").format(name=plain(name)))
