"""Cards of proposals on the page of clusters: what is in each, why it belongs together, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import cluster_dialogs
from pages.parts.desk import Desk
from pages.parts.states import badge
from pages.parts.style import card, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import clusters
from sotecin_graph.services.clusters import ClustersView, Proposal


def show_first(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    """The proposal in view: its reasons, and the one filled button of the page."""
    with card("proposal-in-view"):
        with row():
            st.subheader(plain(proposal.title), anchor=False, width="content")
            st.space("stretch")
            if proposal.cluster.state == "promoted":
                badge(_("Mission"), "green", "flag")
            badge(_("In view"), "primary", "visibility")
        st.caption(counts(proposal))
        st.markdown("\n".join(f"- {plain(reason.sentence())}" for reason in proposal.cluster.reasons[:3]))
        _actions(desk, view, proposal)


def _actions(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    cluster = proposal.cluster
    with row():
        if proposal.mission_id:
            link("missions", _("Open the mission"), icon=":material/flag:", mission=proposal.mission_id)
        elif view.may_promote and st.button(
            _("Promote to mission"), type="primary", icon=":material/flag:", key="clusters.promote"
        ):
            cluster_dialogs.promote(view, proposal)
        if not view.may_find or cluster.state == "promoted":
            return
        if st.button(_("Rename"), type="tertiary", key="clusters.rename"):
            cluster_dialogs.rename(view, proposal)
        if st.button(_("Set aside"), type="tertiary", key="clusters.aside"):
            desk.do(clusters.set_aside, map_id=view.facts.id, cluster=cluster.id)
            st.query_params.from_dict({"map": view.facts.id})
            st.rerun()
    if not view.may_promote:
        st.caption(_("Promoting is for the hub lead."))


def show_others(others: Sequence[Proposal]) -> None:
    """The other proposals, each with the way to bring it into view."""
    for proposal in others:
        ident = proposal.cluster.id
        with card(f"proposal-{ident}"):
            with row():
                st.subheader(plain(proposal.title), anchor=False, width="content")
                st.space("stretch")
                if proposal.cluster.state == "promoted":
                    badge(_("Mission"), "green", "flag")
            st.caption(counts(proposal))
            if st.button(_("Show on map"), icon=":material/center_focus_strong:", key=f"clusters.show.{ident}"):
                st.query_params["cluster"] = ident
                st.rerun()


def show_aside(desk: Desk, view: ClustersView, aside: Sequence[Proposal]) -> None:
    """What was set aside, to bring back."""
    if not aside:
        return
    title = ngettext("{count} set aside", "{count} set aside", len(aside)).format(count=len(aside))
    with st.expander(title, icon=":material/inventory_2:"):
        for proposal in aside:
            ident = proposal.cluster.id
            with row():
                st.markdown(f"**{plain(proposal.title)}**", width="content")
                st.space("stretch")
                if view.may_find and st.button(_("Bring back"), type="tertiary", key=f"clusters.back.{ident}"):
                    desk.do(clusters.set_aside, map_id=view.facts.id, cluster=ident, is_aside=False)
                    st.query_params["cluster"] = ident
                    st.rerun()


def counts(proposal: Proposal) -> str:
    """What is in it: "9 stakeholders, 4 challenges, 28 votes"."""
    challenges = proposal.challenges
    stakeholders = len(proposal.members) - challenges
    parts = [
        ngettext("{count} stakeholder", "{count} stakeholders", stakeholders).format(count=stakeholders),
        ngettext("{count} challenge", "{count} challenges", challenges).format(count=challenges),
        ngettext("{count} vote", "{count} votes", proposal.votes).format(count=proposal.votes),
    ]
    return ", ".join(parts)
