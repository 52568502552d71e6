"""Who should talk to whom across hubs, with whom they have in common; a yes makes it a planned link."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.clusters import tag_word
from sotecin_graph.language import _
from sotecin_graph.services import bridging
from sotecin_graph.services.bridging import OfferedBridge
from sotecin_graph.services.clusters import ClustersView
from sotecin_graph.vocabulary import label


def show(desk: Desk, view: ClustersView) -> None:
    """The bridges of a map of several hubs; looked for only while someone looks at them."""
    if len({element.hub for element in view.elements if element.hub}) < 2:
        return
    title = _("Who should talk to whom across hubs")
    with st.expander(title, icon=":material/handshake:", key="clusters.bridges", on_change="rerun") as box:
        if not box.open:
            return
        with st.spinner(_("Looking across the hubs")):
            found = desk.ask(bridging.offered, map_id=view.facts.id)
        if not found:
            st.caption(_("Nobody of two hubs has someone in common yet. More links show more."))
        for each in found:
            _show(desk, view, each)


def _show(desk: Desk, view: ClustersView, found: OfferedBridge) -> None:
    with row(key=f"clusters-bridge-{found.one.id}-{found.other.id}"):
        st.markdown("  \n".join((_ends(found), *_why(found))), width="stretch")
        key = f"clusters.plan.{found.one.id}.{found.other.id}"
        if view.may_find and st.button(_("Plan a link"), icon=":material/add_link:", type="tertiary", key=key):
            with told():
                desk.do(bridging.plan, map_id=view.facts.id, one=found.one.id, other=found.other.id)
                st.rerun()


def _ends(found: OfferedBridge) -> str:
    ends = [
        f"**{plain(each.name)}** ({label(each.hub) if each.hub else _('No hub')})" for each in (found.one, found.other)
    ]
    return _("{one} and {other}").format(one=ends[0], other=ends[1])


def _why(found: OfferedBridge) -> list[str]:
    lines = []
    if found.common:
        names = ", ".join(f"“{plain(each.name)}”" for each in found.common)
        lines.append(_("Both are linked with {names}").format(names=names))
    elif found.via:
        near, far = (f"“{plain(each.name)}”" for each in found.via)
        text = _("{one} is linked with {near}, which is linked with {far}, and that with {other}")
        lines.append(text.format(one=plain(found.one.name), near=near, far=far, other=plain(found.other.name)))
    if found.bridge.tags:
        words = ", ".join(tag_word(field, term) for field, term in found.bridge.tags)
        lines.append(_("In common: {tags}").format(tags=plain(words)))
    return lines
