"""Who belongs to a cluster: tap to leave out, choose from the map to add, and how the cluster came about."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.words import element_words, plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.clusters import Cluster
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import clusters
from sotecin_graph.services.clusters import ClustersView, Proposal


def show(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    """The members as they are; a tap writes at once, and the reasons are counted anew."""
    may_edit = view.may_find and proposal.cluster.state != "promoted"
    with card("members"):
        with row():
            st.markdown(f"**{_('Members')}** {len(proposal.members)}", width="content")
            st.space("stretch")
            st.caption(_how(proposal.cluster), width="content")
        stakeholders = [each for each in proposal.members if not each.is_challenge]
        challenges = [each for each in proposal.members if each.is_challenge]
        titles = (_("Stakeholders"), _("Challenges"))
        if may_edit:
            titles = (_("Stakeholders (tap to leave out)"), _("Challenges (tap to leave out)"))
        kept = _pills(titles[0], proposal, stakeholders, may_edit=may_edit)
        kept += _pills(titles[1], proposal, challenges, may_edit=may_edit)
        _edge(proposal)
        if may_edit:
            kept += _half(view, proposal)
            kept += _added(view, proposal)
            _keep(desk, view, proposal, kept)
        elif proposal.cluster.state == "promoted":
            st.caption(_("The mission has members of its own. What is shown here is the cluster that it came from."))


def _pills(title: str, proposal: Proposal, members: Sequence[Element], *, may_edit: bool) -> list[ElementId]:
    """The members as pills to tap, or as words where the reader may not change them; those that stay."""
    if not members:
        return []
    names = {each.id: plain(each.name) for each in members}
    if not may_edit:
        st.markdown(title + "  \n" + " ".join(f":gray-badge[{name}]" for name in names.values()))
        return list(names)
    chosen = st.pills(
        title,
        list(names),
        selection_mode="multi",
        default=list(names),
        format_func=lambda ident: names.get(ident, ""),
        key=f"clusters.members.{members[0].is_challenge}.{_mark(proposal)}",
    )
    return list(chosen or [])


def _edge(proposal: Proposal) -> None:
    """Who is a member only just: those whom other runs of the search put elsewhere, with their number."""
    cluster, names = proposal.cluster, {each.id: plain(each.name) for each in proposal.members}
    runs = cluster.origin.get("runs", 0)
    told = [
        _("{name} ({times} of {runs})").format(name=names[each], times=cluster.sat[each], runs=runs)
        for each in cluster.fringe
        if each in names
    ]
    if told:
        st.caption(_("At the edge, with the searches that put them here: {names}").format(names=", ".join(told)))


def _half(view: ClustersView, proposal: Proposal) -> list[ElementId]:
    """Elements of other clusters that are nearly as much bound to this one; a tap brings one in."""
    names = {each.id: plain(each.name) for each in view.elements}
    hints = {each.element: each for each in proposal.cluster.hints if each.element in names}
    if not hints:
        return []

    def words(ident: ElementId) -> str:
        hint = hints[ident]
        text = ngettext("{name} ({count} link)", "{name} ({count} links)", hint.links)
        return text.format(name=names[ident], count=hint.links)

    chosen = st.pills(
        _("Half in here, but in another cluster (tap to bring in)"),
        list(hints),
        format_func=words,
        key=f"clusters.half.{_mark(proposal)}",
    )
    return [chosen] if chosen else []


def _added(view: ClustersView, proposal: Proposal) -> list[ElementId]:
    inside = set(proposal.cluster.members)
    names = {each.id: element_words(each) for each in view.elements if each.id not in inside}
    chosen = st.selectbox(
        _("Add from the map"),
        list(names),
        index=None,
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the map"),
        key=f"clusters.add.{_mark(proposal)}",
        label_visibility="collapsed",
    )
    return [chosen] if chosen else []


def _keep(desk: Desk, view: ClustersView, proposal: Proposal, kept: Sequence[ElementId]) -> None:
    if set(kept) == {each.id for each in proposal.members}:
        return
    ident = proposal.cluster.id
    with told():
        desk.do(clusters.set_members, map_id=view.facts.id, cluster=ident, members=kept)
        st.query_params["cluster"] = ident
        st.rerun()


def _mark(proposal: Proposal) -> str:
    """A key that changes with the members, so that what others change is never taken for a tap of the reader."""
    return f"{proposal.cluster.id}.{zlib.crc32(' '.join(proposal.cluster.members).encode()):x}"


def _how(cluster: Cluster) -> str:
    """How it came about: "Leiden, resolution 1.0, seed 7, 22 May 2024, by Ilse"."""
    origin = cluster.origin
    method = str(origin.get("method", ""))
    parts = [{"drawn": _("drawn by a person"), "split": _("split by a person")}.get(method, method)]
    if "resolution" in origin:
        parts.append(_("resolution {number}").format(number=origin["resolution"]))
    if "seed" in origin:
        parts.append(_("seed {number}").format(number=origin["seed"]))
    if origin.get("found_at"):
        parts.append(day(datetime.fromisoformat(origin["found_at"]).date()))
    if origin.get("by"):
        parts.append(_("by {name}").format(name=origin["by"]))
    if origin.get("edited_by"):
        parts.append(_("edited by {name}").format(name=origin["edited_by"]))
    return plain(", ".join(part for part in parts if part))
