"""Who contributed what to a mission: each member with its step and workshop, its place on the map, and its way on."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.origin_words import contributed
from pages.parts.states import KIND_ICONS, standing_badge
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext, spoken
from sotecin_graph.missions import MissionId
from sotecin_graph.services import origins
from sotecin_graph.services.origins import MissionOrigins, Origin


def show(desk: Desk, ident: MissionId) -> None:
    """Draw the view."""
    view = desk.ask(origins.of_mission, mission_id=ident)
    step(_("Back to the mission"), key="missions.back", icon=":material/arrow_back:", mission=ident)
    st.title(_("Who contributed what to “{title}”").format(title=plain(view.mission.title)), anchor=False)
    st.write(_summary(view))
    with row():
        link("map", _("Open the map"), icon=":material/hub:", map=view.facts.id)
        brief = f"/missions/{ident}/brief.html?language={spoken()}"
        st.link_button(_("Preview brief"), brief, icon=":material/article:", type="tertiary")
    for title, those in groupby(sorted(view.origins, key=_when), key=_stage):
        members = list(those)
        st.subheader(plain(title), anchor=False)
        with card(f"step-{members[0].element.id}"):
            for each in members:
                _member(view, each)


def _when(origin: Origin) -> tuple[str, int]:
    return (origin.facts.name if origin.facts else "", origin.element.seq)


def _stage(origin: Origin) -> str:
    """The step of the workshop, else the workshop or the map: what the members are listed under."""
    if origin.step and origin.workshop:
        return f"{origin.workshop.title}: {_(origin.step)}"
    if origin.workshop:
        return origin.workshop.title
    return origin.facts.name if origin.facts else _("Elsewhere")


def _member(view: MissionOrigins, origin: Origin) -> None:
    element = origin.element
    with st.container(gap="xxsmall"):
        with row():
            st.markdown(f"{KIND_ICONS[element.kind]} **{plain(element.name)}**", width="content")
            if element.is_challenge and element.id in view.challenges:
                standing_badge(view.challenges[element.id])
            st.space("stretch")
            link("trace", _("Its way"), icon=":material/conversion_path:", element=element.id)
        said = contributed(origin)
        st.caption(said if origin.is_on_map else f"{said} · {_('not on this map any more')}")


def _summary(view: MissionOrigins) -> str:
    people = len({name for origin in view.origins for name in origin.by})
    first = ngettext("{count} element", "{count} elements", len(view.origins)).format(count=len(view.origins))
    second = ngettext("{count} name", "{count} names", people).format(count=people)
    return _("{elements} under {people}, as the map names them.").format(elements=first, people=second)
