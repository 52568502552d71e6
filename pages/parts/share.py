"""Sharing a map: the way to join its workshop as code, link and QR, and the map as files to take home."""

from __future__ import annotations

import streamlit as st

from pages.parts.canvas import join_address
from pages.parts.desk import Desk
from pages.parts.style import row
from sotecin_graph.briefs.qr import qr_png, qr_svg
from sotecin_graph.elements import MapId
from sotecin_graph.language import LANGUAGES, N_, _, spoken
from sotecin_graph.live.addresses import is_only_here
from sotecin_graph.maps import MapFacts
from sotecin_graph.vocabulary import HUBS, Hub, label
from sotecin_graph.workshops import Workshop, WorkshopState, spaced

_FORMS = (
    ("xlsx", N_("Spreadsheet with elements and links")),
    ("csv", N_("Table of the elements")),
    ("html", N_("Page to look at without a network")),
    ("png", N_("Picture for slides")),
    ("svg", N_("Picture for print")),
    ("json", N_("Everything, to bring in here again")),
    ("graphml", N_("Graph for yEd, Gephi, Cytoscape")),
    ("gexf", N_("Graph for Gephi")),
)


def show_share(desk: Desk, facts: MapFacts, workshop: Workshop | None) -> None:
    """What the Share menu holds."""
    if workshop and workshop.state is WorkshopState.OPEN and not desk.actor.is_anonymous:
        show_join(desk, workshop, key="share", size=136)
    st.markdown(f"**{_('Take the map with you')}**")
    lines = [f"- [{form.upper()}]({map_file(facts.id, form)}): {_(words)}" for form, words in _FORMS]
    st.markdown("\n".join(lines))


def map_file(map_id: MapId, form: str) -> str:
    """Where a map is downloaded in one of its forms, in the reader's language."""
    return f"/maps/{map_id}.{form}?language={spoken()}"


def projector_address(desk: Desk, map_id: MapId, language: str = "") -> str:
    """The map for the room, to open in a window of its own; in a language, else in the reader's."""
    said = f"&language={language}" if language else ""
    return f"{desk.address()}/map?map={map_id}&view=projector{said}"


def projector_links(desk: Desk, workshop: Workshop) -> None:
    """The way to the room's screen; for a mashup to each hub's, in its own language with its own clock."""
    words, icon = _("Projector view"), ":material/present_to_all:"
    if len(workshop.hubs) < 2:
        st.link_button(words, projector_address(desk, workshop.map_id), icon=icon, key="desk.projector")
        return
    with row():
        st.caption(_("Projector view of each room:"), width="content")
        for hub in workshop.hubs:
            address = f"{projector_address(desk, workshop.map_id, language_of(hub))}&hub={hub.value}"
            st.link_button(label(hub), address, icon=icon, type="tertiary", key=f"desk.projector.{hub.value}")


def language_of(hub: Hub) -> str:
    """The language that a hub's room is likely to speak: that of its lead country."""
    first = HUBS[hub].countries[0].lower()
    return first if first in LANGUAGES else "en"


def show_join(desk: Desk, workshop: Workshop, *, key: str, size: int = 240, has_files: bool = True) -> None:
    """Code, link and QR of an open workshop, each ready to be passed on."""
    address = join_address(desk, workshop)
    drawn = qr_svg(address)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(drawn, width=size, alt=_("QR code of the address to join"))
        with st.container(width="content", gap="small"):
            st.caption(_("Code to join"))
            st.title(spaced(workshop.code), anchor=False)
    st.code(address, language=None, wrap_lines=True)
    if is_only_here(address):
        st.warning(
            _("This address works on this machine only. Open the app under a name or number that phones can reach."),
            icon=":material/phonelink_off:",
        )
    if not has_files:
        return
    with row():
        icon, name = ":material/download:", f"join-{workshop.code}"
        st.download_button(
            _("QR as SVG"), drawn, f"{name}.svg", "image/svg+xml", key=f"{key}.svg", on_click="ignore", icon=icon
        )
        st.download_button(
            _("QR as PNG"), qr_png(address), f"{name}.png", "image/png", key=f"{key}.png", on_click="ignore", icon=icon
        )
