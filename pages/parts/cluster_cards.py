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
from sotecin_graph.language import _, ngettext, percent
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
            elif proposal.cluster.is_locked:
                badge(_("Locked"), "gray", "lock")
            badge(_("In view"), "primary", "visibility")
        st.caption(counts(proposal))
        _offered_name(proposal)
        st.markdown("\n".join(f"- {plain(reason.sentence())}" for reason in proposal.cluster.reasons[:3]))
        if told := standing(proposal):
            st.caption("  \n".join(told))
        _actions(desk, view, proposal)


def _offered_name(proposal: Proposal) -> None:
    """What it could be called, while nobody has named it."""
    cluster = proposal.cluster
    if not cluster.is_named and cluster.suggested_name:
        st.caption(_("Could be called “{name}”").format(name=plain(cluster.suggested_name)))


def standing(proposal: Proposal) -> list[str]:
    """How firmly it stands: link weight inside, core and edge, where it comes from, and how far the map has drifted."""
    cluster = proposal.cluster
    share = percent(cluster.weight_inside)
    lines = [_("{share} of the members' link weight stays inside").format(share=share)]
    if fringe := len(cluster.fringe):
        text = ngettext("{core} at the core, {count} at the edge", "{core} at the core, {count} at the edge", fringe)
        lines.append(text.format(core=len(cluster.members) - fringe, count=fringe))
    lines += [plain(kin.sentence()) for kin in cluster.lineage]
    if drift := proposal.drift:
        together = _("{together} of {of} still together").format(together=len(drift.together), of=len(proposal.members))
        words = ngettext("{count} candidate", "{count} candidates", len(drift.candidates))
        lines.append(f"{together}, {words.format(count=len(drift.candidates))}")
    return lines


def _actions(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    cluster = proposal.cluster
    with row():
        if proposal.mission_id:
            link("missions", _("Open the mission"), icon=":material/flag:", mission=proposal.mission_id)
        elif view.may_promote and st.button(
            _("Promote to mission"),
            type="secondary" if view.is_waiting else "primary",
            icon=":material/flag:",
            key="clusters.promote",
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
        _more(desk, view, proposal)
    if not view.may_promote:
        st.caption(_("Promoting is for the hub lead."))


def _more(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    """What is needed now and then: lock, split, merge."""
    cluster = proposal.cluster
    is_locked = cluster.is_locked
    word, icon = (_("Unlock"), ":material/lock_open:") if is_locked else (_("Lock"), ":material/lock:")
    told = _("Later searches leave the members of a locked cluster as they are.")
    if st.button(word, type="tertiary", icon=icon, key="clusters.lock", help=told):
        desk.do(clusters.lock, map_id=view.facts.id, cluster=cluster.id, is_locked=not is_locked)
        st.rerun()
    if len(cluster.members) > 1 and st.button(
        _("Split"), type="tertiary", icon=":material/call_split:", key="clusters.split"
    ):
        cluster_dialogs.split(view, proposal)
    if len(view.proposals) > 1 and st.button(
        _("Merge"), type="tertiary", icon=":material/call_merge:", key="clusters.merge"
    ):
        cluster_dialogs.merge(view, proposal)


def show_past(view: ClustersView) -> None:
    """Clusters that ended when others took their members in, so that their names can still be found."""
    named = [each for each in view.past if each.is_named]
    if not named:
        return
    title = ngettext("{count} went on in others", "{count} went on in others", len(named)).format(count=len(named))
    with st.expander(title, icon=":material/history:"):
        for each in named:
            count = len(each.members)
            words = ngettext("{count} member", "{count} members", count).format(count=count)
            st.markdown(f"**{plain(each.name)}** {words}")


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
            _offered_name(proposal)
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
