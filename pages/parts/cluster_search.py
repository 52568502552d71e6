"""Looking for clusters: the search itself, how fine it looks, and what a new one would change, to accept or not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import cluster_dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.elements import Element, MapId
from sotecin_graph.finding import COARSEST, FINEST
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import clusters, refreshing
from sotecin_graph.services.clusters import ClustersView
from sotecin_graph.services.refreshing import Difference, Step

NAMED = 6
"""So many names of those who would join or leave are told; the others are counted."""


def find(desk: Desk, map_id: MapId, *, resolution: float = 1.0, is_anew: bool = False) -> str:
    """Search, with the one writer free meanwhile; a map's first finding is shown, a later one waits. Says which."""
    given = {"by": desk.actor, "map_id": map_id, "resolution": resolution, "is_anew": is_anew}
    result = refreshing.searched_or_proposed(desk.instance.database, **given)
    if result["waits"]:
        return _("The clusters stay. What would change waits on the page Clusters, to be accepted there.")
    found = desk.do(clusters.show_found, map_id=map_id, found=result["found"])
    return ngettext("{count} cluster found.", "{count} clusters found.", len(found)).format(count=len(found))


def show_tools(desk: Desk, view: ClustersView) -> None:
    """How fine to look, and the search; without proposals the search is the page's filled button."""
    if not view.may_find:
        return
    is_first = not view.proposals
    with row(key="clusters-find"):
        resolution = st.slider(
            _("Coarser – finer"),
            COARSEST,
            FINEST,
            desk.keep.values.get("clusters.resolution", view.resolution),
            0.1,
            key="clusters.resolution",
            width=260,
            help=_("Coarser finds fewer, larger groups; finer finds more, smaller ones."),
        )
        words = _("Find clusters") if is_first else _("Look again")
        kind = "primary" if is_first else "secondary"
        if st.button(words, icon=":material/bubble_chart:", type=kind, key="clusters.find"):
            _search(desk, view, resolution, is_anew=False)
        if not is_first and st.button(
            _("From the start"),
            icon=":material/restart_alt:",
            type="tertiary",
            key="clusters.anew",
            help=_("Forget the groups so far and look at the map as if for the first time."),
        ):
            _search(desk, view, resolution, is_anew=True)
        if st.button(_("Draw a cluster"), icon=":material/gesture:", type="tertiary", key="clusters.draw"):
            cluster_dialogs.draw(view)


def _search(desk: Desk, view: ClustersView, resolution: float, *, is_anew: bool) -> None:
    desk.keep.values["clusters.resolution"] = resolution
    with told():
        with st.spinner(_("Looking for what belongs together")):
            find(desk, view.facts.id, resolution=resolution, is_anew=is_anew)
        st.query_params.from_dict({"map": view.facts.id})
        st.rerun()


def show_waiting(desk: Desk, view: ClustersView) -> None:
    """What the finding that waits would change, and the reader's yes or no."""
    difference = desk.ask(refreshing.difference, map_id=view.facts.id) if view.is_waiting else None
    if difference is None:
        return
    with card("difference"):
        st.subheader(_("What a new look would change"), anchor=False)
        if difference.is_outdated:
            st.caption(_("Someone has changed the clusters meanwhile. Look again."))
        else:
            st.caption(_summed(difference))
            for step in difference.steps:
                _show_step(step)
        _decide(desk, view, difference)


def _decide(desk: Desk, view: ClustersView, difference: Difference) -> None:
    is_useful = bool(difference.steps) and not difference.is_outdated
    with row():
        may_accept = view.may_find and is_useful
        if may_accept and st.button(_("Accept"), type="primary", icon=":material/check:", key="clusters.accept"):
            with told():
                desk.do(refreshing.accept, map_id=view.facts.id)
                st.query_params.from_dict({"map": view.facts.id})
                st.rerun()
        words = _("Leave as it is") if is_useful else _("Close")
        if view.may_find and st.button(words, type="tertiary", key="clusters.leave"):
            desk.do(refreshing.leave, map_id=view.facts.id)
            st.rerun()


def _summed(difference: Difference) -> str:
    """In a sentence: "2 of 45 elements change sides, 3 find a place, 4 clusters stay as they are." """
    if not difference.steps:
        return _("Nothing: the same clusters would be found.")
    moved = ngettext(
        "{moved} of {of} element changes its cluster", "{moved} of {of} elements change their cluster", difference.of
    ).format(moved=difference.moved, of=difference.of)
    placed = ngettext("{count} finds a place", "{count} find a place", difference.placed)
    same = ngettext("{count} cluster stays as it is", "{count} clusters stay as they are", difference.same)
    parts = [moved, same.format(count=difference.same)]
    if difference.placed:
        parts.insert(1, placed.format(count=difference.placed))
    return "; ".join(parts) + "."


def _show_step(step: Step) -> None:
    words = {
        "new": ngettext(
            ":green-badge[New] {title}, {count} member", ":green-badge[New] {title}, {count} members", step.size
        ),
        "gone": ngettext(
            ":orange-badge[Ends] {title}, {count} member", ":orange-badge[Ends] {title}, {count} members", step.size
        ),
        "grown": _(":blue-badge[Grows] {title}"),
        "changed": _(":blue-badge[Changes] {title}"),
    }[step.kind]
    lines = ["**" + words.format(title=plain(step.title), count=step.size) + "**"]
    lines += [plain(kin.sentence()) for kin in step.lineage]
    if step.kind != "new" and step.joined:
        lines.append(_("Joins: {names}").format(names=_names(step.joined)))
    if step.left:
        lines.append(_("Leaves: {names}").format(names=_names(step.left)))
    st.markdown("  \n".join(lines))


def _names(elements: Sequence[Element]) -> str:
    named = ", ".join(plain(each.name) for each in elements[:NAMED])
    more = len(elements) - NAMED
    if more <= 0:
        return named
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=named, count=more)
