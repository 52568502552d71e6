"""What was contributed in a workshop, step by step, and what became of each: from there on to missions and calls."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.origin_words import contributed
from pages.parts.pictures import empty_state
from pages.parts.states import KIND_ICONS, badge, challenge_badge
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed, WorkshopId
from sotecin_graph.services import origins
from sotecin_graph.services.origins import Origin, WorkshopOrigins


def show(desk: Desk, ident: WorkshopId) -> None:
    """Draw the view."""
    view = desk.ask(origins.of_workshop, ident=ident)
    workshop = view.workshop
    st.title(_("What became of “{title}”").format(title=plain(workshop.title)), anchor=False)
    st.caption(f"{day(workshop.starts_at.date())} · {_counts(view)}")
    with row():
        link("map", _("Open the map"), icon=":material/hub:", map=workshop.map_id)
        if desk.may(Deed.FACILITATE):
            link("workshops", _("Open the workshop"), icon=":material/groups:", workshop=workshop.id)
    if not view.origins:
        empty_state(
            "trace-none",
            _("Nothing stands on its map yet. What people add there is listed here, with what becomes of it."),
        )
        return
    left, right = st.columns([7, 5], gap="medium")
    with left:
        _steps(view)
    with right:
        _missions(view)


def _counts(view: WorkshopOrigins) -> str:
    taken = sum(bool(view.taken_up_by(each.element.id)) for each in view.origins)
    first = ngettext("{count} element", "{count} elements", len(view.origins)).format(count=len(view.origins))
    return _("{elements}, {taken} of them in a mission").format(elements=first, taken=taken)


def _steps(view: WorkshopOrigins) -> None:
    """A step each; its contributions are drawn while someone looks at them."""
    stages: dict[str, list[Origin]] = {}
    for each in sorted(view.origins, key=_when):
        stages.setdefault(_stage(each, view.workshop.id), []).append(each)
    for number, (title, those) in enumerate(stages.items()):
        words, is_first = f"{plain(title)} · {len(those)}", number == 0
        with st.expander(words, expanded=is_first, key=f"trace.step.{number}", on_change="rerun") as box:
            for each in those if box.open else ():
                _one(view, each)


def _when(origin: Origin) -> tuple[float, int]:
    return (origin.at.timestamp() if origin.at else 0.0, origin.element.seq)


def _stage(origin: Origin, here: WorkshopId) -> str:
    if origin.workshop is None or origin.workshop.id != here:
        return _("Brought from elsewhere")
    return _(origin.step) if origin.step else _("Before and after its steps")


def _one(view: WorkshopOrigins, origin: Origin) -> None:
    element, challenge = origin.element, view.challenges.get(origin.element.id)
    with row():
        st.markdown(f"{KIND_ICONS[element.kind]} **{plain(element.name)}**", width="content")
        if challenge:
            challenge_badge(challenge.state)
        elif view.taken_up_by(element.id):
            badge(_("In a mission"), "green", "flag")
        st.caption(contributed(origin), width="content")
        st.space("stretch")
        step(_("Its way"), key=f"trace.{element.id}", icon=":material/conversion_path:", element=element.id)


def _missions(view: WorkshopOrigins) -> None:
    st.subheader(_("Missions"), anchor=False)
    if not view.missions:
        st.caption(_("No mission has taken up anything of it yet."))
        link("clusters", _("See its clusters"), icon=":material/bubble_chart:", map=view.workshop.map_id)
    for each in view.missions:
        count = sum(origin.element.id in each.members for origin in view.origins)
        with card(f"mission-{each.id}"):
            link("missions", plain(each.title), icon=":material/flag:", mission=each.id)
            st.caption(ngettext("{count} element of it", "{count} elements of it", count).format(count=count))
