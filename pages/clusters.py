"""Clusters to missions: what the map suggests, who belongs to it, and the step from a proposal to a mission."""

from __future__ import annotations

import streamlit as st

from pages.parts import cluster_bridges, cluster_cards, cluster_gaps, cluster_members, cluster_search, cluster_ways
from pages.parts.canvas import show_map
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.states import example_badge
from pages.parts.style import page, row
from pages.parts.ways import link
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
        cluster_search.show_tools(desk, view)
        cluster_search.show_waiting(desk, view)
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
        cluster_cards.show_past(view)
    with right:
        if in_view:
            ident, members = in_view.cluster.id, in_view.cluster.members
            show_map(desk, view.facts.id, mode="focus", focus=ident, members=members, height="500px")
            cluster_members.show(desk, view, in_view)
            cluster_gaps.show(desk, view, in_view)
            cluster_ways.show(in_view)
        cluster_bridges.show(desk, view)


def _in_view(shown: list[Proposal]) -> Proposal | None:
    """The one of the address, else the first that is not yet decided, else the first."""
    wanted = st.query_params.get("cluster", "")
    chosen = [each for each in shown if each.cluster.id == wanted]
    open_ones = [each for each in shown if each.cluster.state == "suggested"]
    return next(iter(chosen or open_ones or shown), None)


def _without_map() -> None:
    with empty_state("clusters-none", _("No map is open to you"), _("Open a workshop, and its map appears here.")):
        link("workshops", _("Go to workshops"), icon=":material/arrow_forward:")


def _without_elements(facts: MapFacts) -> None:
    with empty_state(
        "clusters-empty",
        _("The map is empty"),
        _("Clusters are found among stakeholders and challenges. Add them on the map first."),
    ):
        link("map", _("Go to the map"), icon=":material/arrow_forward:", map=facts.id)


def _without_clusters(desk: Desk, view: ClustersView) -> None:
    left, right = st.columns([5, 7], gap="medium")
    with left:
        words = _("Let the map suggest what belongs together, or draw a cluster yourself.")
        empty_state("clusters-unfound", _("No clusters yet"), words, picture="missions")
    with right:
        show_map(desk, view.facts.id, mode="view", height="500px")
