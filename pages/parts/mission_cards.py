"""The list of missions: one card each, with which groups of stakeholders take part."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.pictures import empty_state, group_marks
from pages.parts.states import example_badge, mission_badge
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionCard
from sotecin_graph.vocabulary import Hub, label


def show(desk: Desk) -> None:
    """All missions that the reader may see, or the way to the first one."""
    found = desk.ask(missions.cards)
    with row():
        st.title(_("Missions"), anchor=False, width="content")
        st.space("stretch")
        if len(found) > 1:
            step(_("Side by side"), key="missions.compare", icon=":material/compare_arrows:", compare="all")
        hub = _chosen_hub(found)
    st.write(_("What hub leads promoted from clusters: who is in it, and what is still open."))
    shown = [each for each in found if hub is None or each.mission.hub is hub]
    if not shown:
        _none(desk)
        return
    for start in range(0, len(shown), 2):
        for column, each in zip(st.columns(2, gap="medium"), shown[start : start + 2], strict=False):
            with column:
                _card(each)


def _chosen_hub(found: list[MissionCard]) -> Hub | None:
    """The hub that the reader wants to see; None for all. Nothing to choose where there is only one."""
    hubs = [hub for hub in Hub if any(each.mission.hub is hub for each in found)]
    if len(hubs) < 2:
        return None
    return st.selectbox(
        _("Hub"),
        [None, *hubs],
        format_func=lambda each: label(each) if each else _("All hubs"),
        key="missions.hub",
        label_visibility="collapsed",
        width=220,
    )


def _card(each: MissionCard) -> None:
    mission = each.mission
    with card(f"mission-{mission.id}"):
        with row():
            mission_badge(mission.state, mission.version)
            if mission.is_example:
                example_badge()
        st.subheader(plain(mission.title), anchor=False)
        place = [label(mission.hub) if mission.hub else _("No hub"), *(label(chain) for chain in mission.chains)]
        st.caption(" · ".join(place))
        st.markdown(plain(mission.statement) or f":orange[{_('No statement yet')}]")
        group_marks(each.groups)
        with row():
            st.caption(_counts(each), width="content")
            st.space("stretch")
            key = f"missions.open.{mission.id}"
            step(_("Open"), key=key, icon=":material/arrow_forward:", kind="secondary", mission=mission.id)


def _counts(each: MissionCard) -> str:
    first = ngettext("{count} stakeholder", "{count} stakeholders", each.stakeholders).format(count=each.stakeholders)
    second = ngettext("{count} challenge", "{count} challenges", each.challenges).format(count=each.challenges)
    return f"{first}, {second}"


def _none(desk: Desk) -> None:
    with empty_state(
        "missions-none", _("No missions yet"), _("Promote a cluster of a map, and it appears here."), picture="missions"
    ):
        if desk.may(Deed.FACILITATE):
            link("clusters", _("Go to clusters"), icon=":material/arrow_forward:")
