"""Clusters to missions: what the map suggests, who belongs to it, and the step from a proposal to a mission."""

from __future__ import annotations

import streamlit as st

from pages.parts import cluster_cards, cluster_dialogs, cluster_members
from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.pictures import drawing
from pages.parts.states import example_badge
from pages.parts.style import card, page, row
from pages.parts.ways import link
from sotecin_graph.finding import COARSEST, FINEST
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import clusters
from sotecin_graph.services.clusters import ClustersView, Proposal


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("page"):
        facts = desk.map()
        _head(desk, facts)
        if facts is None:
            _without_map()
            return
        view = desk.ask(clusters.view, map_id=facts.id)
        if not view.elements:
            _without_elements(facts)
            return
        _find(desk, view)
        if view.proposals:
            _proposals(desk, view)
        else:
            _without_clusters(desk, view)


def _head(desk: Desk, facts: MapFacts | None) -> None:
    with row():
        st.title(_("Clusters to missions"), anchor=False, width="content")
        if facts and facts.is_example:
            example_badge()
        st.space("stretch")
        if facts:
            _choose_map(desk, facts)
    st.write(_("Groups the map suggests. Nothing is decided until a person names and promotes one."))


def _choose_map(desk: Desk, facts: MapFacts) -> None:
    names = {each.id: each.name for each in desk.maps()}
    idents = list(names)
    chosen = st.selectbox(
        _("Map"),
        idents,
        index=idents.index(facts.id),
        format_func=lambda ident: names.get(ident, ""),
        key=f"clusters.map.{facts.id}",
        label_visibility="collapsed",
        icon=":material/map:",
        width=320,
    )
    if chosen and chosen != facts.id:
        st.query_params.from_dict({"map": chosen})
        st.rerun()


def _find(desk: Desk, view: ClustersView) -> None:
    """How fine to look, and the search itself; without proposals the search is the page's filled button."""
    if not view.may_find:
        return
    with row(key="clusters-find"):
        resolution = st.slider(
            _("Coarser to finer"),
            COARSEST,
            FINEST,
            desk.keep.values.get("clusters.resolution", 1.0),
            0.1,
            key="clusters.resolution",
            width=260,
            help=_("Coarser finds fewer, larger groups; finer finds more, smaller ones."),
        )
        label, icon = _("Find clusters"), ":material/bubble_chart:"
        is_first = not view.proposals
        if st.button(label, icon=icon, type="primary" if is_first else "secondary", key="clusters.find"):
            _found(desk, view, resolution)
        if st.button(_("Draw a cluster"), icon=":material/gesture:", type="tertiary", key="clusters.draw"):
            cluster_dialogs.draw(view)


def _found(desk: Desk, view: ClustersView, resolution: float) -> None:
    desk.keep.values["clusters.resolution"] = resolution
    with st.spinner(_("Looking for what belongs together")):
        found = desk.tried(clusters.find, map_id=view.facts.id, resolution=resolution)
    if found is not None:
        st.query_params.from_dict({"map": view.facts.id})
        st.rerun()


def _proposals(desk: Desk, view: ClustersView) -> None:
    shown = [each for each in view.proposals if each.cluster.state != "aside"]
    aside = [each for each in view.proposals if each.cluster.state == "aside"]
    in_view = _in_view(shown)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        if in_view:
            cluster_cards.show_first(desk, view, in_view)
        cluster_cards.show_others([each for each in shown if each is not in_view])
        cluster_cards.show_aside(desk, view, aside)
    with right:
        if in_view:
            ident, members = in_view.cluster.id, in_view.cluster.members
            show_map(desk, view.facts.id, mode="focus", focus=ident, members=members, height="500px")
            cluster_members.show(desk, view, in_view)


def _in_view(shown: list[Proposal]) -> Proposal | None:
    """The one of the address, else the first that is not yet decided, else the first."""
    wanted = st.query_params.get("cluster", "")
    chosen = [each for each in shown if each.cluster.id == wanted]
    open_ones = [each for each in shown if each.cluster.state == "suggested"]
    return next(iter(chosen or open_ones or shown), None)


def _without_map() -> None:
    with card("clusters-none"):
        drawing("empty-map")
        st.subheader(_("No map is open to you"), anchor=False)
        st.write(_("Open a workshop, and its map appears here."))
        link("workshops", _("Go to workshops"), icon=":material/arrow_forward:")


def _without_elements(facts: MapFacts) -> None:
    with card("clusters-empty"):
        drawing("empty-map")
        st.subheader(_("The map is empty"), anchor=False)
        st.write(_("Clusters are found among stakeholders and challenges. Add them on the map first."))
        link("map", _("Go to the map"), icon=":material/arrow_forward:", map=facts.id)


def _without_clusters(desk: Desk, view: ClustersView) -> None:
    left, right = st.columns([5, 7], gap="medium")
    with left, card("clusters-unfound"):
        drawing("empty-missions")
        st.subheader(_("No clusters yet"), anchor=False)
        st.write(_("Let the map suggest what belongs together, or draw a cluster yourself."))
    with right:
        show_map(desk, view.facts.id, mode="view", height="500px")
