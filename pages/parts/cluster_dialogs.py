"""What a person does with a cluster in a dialog: promote it to a mission, give it a name, draw one."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.ways import go
from pages.parts.words import element_words, word_count
from sotecin_graph.language import _
from sotecin_graph.services import clusters, missions
from sotecin_graph.services.clusters import ClustersView, Proposal
from sotecin_graph.services.missions import STATEMENT_LENGTH
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import Chain, Hub, label


def promote(view: ClustersView, proposal: Proposal) -> None:
    """Ask what a mission needs to begin, make it, and go to its page."""
    dialogs.ask(_("Promote to mission"), _promote, view, proposal)


def rename(view: ClustersView, proposal: Proposal) -> None:
    """Ask for the name that people use."""
    dialogs.ask(_("Rename"), _rename, view, proposal)


def draw(view: ClustersView) -> None:
    """Ask for a name and the members of a cluster that a person draws."""
    dialogs.ask(_("Draw a cluster"), _draw, view)


def split(view: ClustersView, proposal: Proposal) -> None:
    """Ask which members become a cluster of their own."""
    dialogs.ask(_("Split"), _split, view, proposal)


def merge(view: ClustersView, proposal: Proposal) -> None:
    """Ask which cluster is put into this one."""
    dialogs.ask(_("Merge"), _merge, view, proposal)


def _promote(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    form = f"promote.{proposal.cluster.id}"
    key = desk.form_key(form)
    title = st.text_input(_("Title"), _offered(proposal), max_chars=NAME_LENGTH, key=f"clusters.title.{key}")
    statement = st.text_area(
        _("Statement: what is reached, for whom, by when, in one sentence"),
        max_chars=STATEMENT_LENGTH,
        height=140,
        placeholder=_("By 2030, half of …, up from … in …"),
        key=f"clusters.statement.{key}",
    )
    st.caption(word_count(statement))
    hub = st.selectbox(
        _("Hub"),
        [*Hub, None],
        index=[*Hub, None].index(_own_hub(desk, view)),
        format_func=lambda each: label(each) if each else _("No hub"),
        key=f"clusters.hub.{key}",
    )
    chains = st.multiselect(
        _("Value chains"),
        list(Chain),
        default=list(proposal.chains or view.facts.chains),
        format_func=label,
        placeholder=_("Choose"),
        key=f"clusters.chains.{key}",
    )
    st.caption(_("A mission keeps members of its own. You can add the rest of the brief on its page."))
    if st.button(_("Promote"), type="primary", icon=":material/flag:", key=f"clusters.promote.{key}"):
        given = {"title": title, "statement": statement, "hub": hub, "chains": chains}
        made = desk.tried(missions.promote, map_id=view.facts.id, cluster=proposal.cluster.id, **given)
        if made:
            desk.renew(form)
            go("missions", mission=made)


def _own_hub(desk: Desk, view: ClustersView) -> Hub | None:
    """The reader's own hub where the map is of it, else the map's first."""
    hubs = view.facts.hubs
    return desk.actor.hub if desk.actor.hub in hubs else next(iter(hubs), None)


def _offered(proposal: Proposal) -> str:
    """Its name, else the one that the search suggests."""
    return proposal.cluster.name if proposal.cluster.is_named else proposal.cluster.suggested_name


def _rename(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    form = f"rename.{proposal.cluster.id}"
    with st.form(f"clusters.rename.{desk.form_key(form)}", border=False):
        name = st.text_input(_("Name"), _offered(proposal), max_chars=NAME_LENGTH)
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with told():
            desk.do(clusters.rename, map_id=view.facts.id, cluster=proposal.cluster.id, name=name)
            desk.renew(form)
            st.rerun()


def _draw(desk: Desk, view: ClustersView) -> None:
    form = "draw"
    names = {each.id: element_words(each) for each in view.elements}
    with st.form(f"clusters.draw.{desk.form_key(form)}", border=False):
        name = st.text_input(_("Name"), max_chars=NAME_LENGTH)
        chosen = st.multiselect(
            _("Members"),
            list(names),
            format_func=lambda ident: names.get(ident, ""),
            placeholder=_("Choose from the map"),
        )
        is_sent = st.form_submit_button(_("Draw a cluster"), type="primary", icon=":material/gesture:")
    if is_sent:
        made = desk.tried(clusters.draw, map_id=view.facts.id, name=name, members=chosen)
        if made:
            desk.renew(form)
            st.query_params.from_dict({"map": view.facts.id, "cluster": made})
            st.rerun()


def _split(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    form = f"split.{proposal.cluster.id}"
    names = {each.id: element_words(each) for each in proposal.members}
    with st.form(f"clusters.split.{desk.form_key(form)}", border=False):
        chosen = st.multiselect(
            _("Members of the new cluster"),
            list(names),
            default=[each for each in proposal.cluster.fringe if each in names],
            format_func=lambda ident: names.get(ident, ""),
            placeholder=_("Choose"),
        )
        name = st.text_input(_("Its name (can be left open)"), max_chars=NAME_LENGTH)
        is_sent = st.form_submit_button(_("Split"), type="primary", icon=":material/call_split:")
    if is_sent:
        given = {"map_id": view.facts.id, "cluster": proposal.cluster.id, "members": chosen, "name": name}
        made = desk.tried(clusters.split, **given)
        if made:
            desk.renew(form)
            st.query_params.from_dict({"map": view.facts.id, "cluster": made})
            st.rerun()


def _merge(desk: Desk, view: ClustersView, proposal: Proposal) -> None:
    form = f"merge.{proposal.cluster.id}"
    others = {
        each.cluster.id: each.title
        for each in view.proposals
        if each.cluster.id != proposal.cluster.id and each.cluster.state != "promoted"
    }
    with st.form(f"clusters.merge.{desk.form_key(form)}", border=False):
        other = st.selectbox(
            _("Cluster whose members come along"),
            list(others),
            index=None,
            format_func=lambda ident: others.get(ident, ""),
            placeholder=_("Choose"),
        )
        is_sent = st.form_submit_button(_("Merge"), type="primary", icon=":material/call_merge:")
    if is_sent and other:
        with told():
            desk.do(clusters.merge, map_id=view.facts.id, cluster=proposal.cluster.id, other=other)
            desk.renew(form)
            st.query_params.from_dict({"map": view.facts.id, "cluster": proposal.cluster.id})
            st.rerun()
