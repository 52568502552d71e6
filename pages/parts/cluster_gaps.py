"""What a cluster or a mission lacks, and who of the community could fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.words import plain
from sotecin_graph.coverage import Filler, Fillers
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import clusters
from sotecin_graph.services.clusters import ClustersView, Proposal
from sotecin_graph.vocabulary import label


def show(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    """The gaps of a cluster."""
    given = {"map_id": view.facts.id, "cluster": proposal.cluster.id}
    filled("clusters.gaps", lambda: desk.ask(clusters.who_could_fill, **given))


def filled(key: str, ask: Callable[[], Fillers]) -> None:
    """The gaps in words; who could fill them is looked up while someone looks at it."""
    title = _("What is missing, and who could fill it")
    with st.expander(title, icon=":material/person_search:", key=key, on_change="rerun") as box:
        if not box.open:
            return
        with st.spinner(_("Looking through the community")):
            found = ask()
        _listed(_("Groups"), found.groups)
        _listed(_("Stages"), found.stages)
        _listed(_("Higher R strategies"), found.strategies)
        _listed(_("Hubs"), found.hubs)


def _listed(title: str, gaps: Mapping[StrEnum, tuple[Filler, ...]]) -> None:
    if not gaps:
        st.markdown(f"**{title}**  \n" + _("Nothing is missing"))
        return
    lines = [f"- {plain(label(gap))}: {'; '.join(map(_told, found))}" for gap, found in gaps.items() if found]
    nobody = ", ".join(plain(label(gap)) for gap, found in gaps.items() if not found)
    if nobody:
        lines.append("- " + _("Nobody found yet for: {gaps}").format(gaps=nobody))
    st.markdown("\n".join([f"**{title}**", "", *lines]))


def _told(filler: Filler) -> str:
    """Who it is and why: "Lab (2 links with members, 3 tags in common)"."""
    why = []
    if filler.links:
        words = ngettext("{count} link with members", "{count} links with members", filler.links)
        why.append(words.format(count=filler.links))
    if filler.tags:
        words = ngettext("{count} tag in common", "{count} tags in common", len(filler.tags))
        why.append(words.format(count=len(filler.tags)))
    return f"{plain(filler.element.name)} ({', '.join(why)})"
