"""Who stands behind a mission on its page: the sign-off, and the trace back to the workshop."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.parts import mission_form
from pages.parts.desk import Desk
from pages.parts.style import card, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.language import _, ngettext
from sotecin_graph.services.missions import MissionView


def sign_off(desk: Desk, view: MissionView, *, may_lead: bool) -> None:
    """Who leads the mission and whether they have signed it off."""
    mission = view.mission
    lead = _("Hub lead: {name}").format(name=plain(mission.hub_lead)) if mission.hub_lead else _("No hub lead named")
    signed = _("Signed off by {name}").format(name=plain(mission.signed_off_by)) if mission.signed_off_by else ""
    with row():
        st.caption(" · ".join(part for part in (lead, signed or _("not signed off")) if part), width="content")
        st.space("stretch")
        if may_lead and st.button(
            _("Sign off") if not signed else _("Change state"), type="tertiary", key="missions.sign"
        ):
            mission_form.sign(desk, view)


def traces(view: MissionView) -> None:
    """Where the mission comes from, each step with a way back to it."""
    st.subheader(_("Traces"), anchor=False)
    with card("traces"):
        st.markdown(f":material/groups: {_workshop(view)}")
        st.markdown(f":material/bubble_chart: {_cluster(view)}")
        st.markdown(f":material/how_to_vote: {_votes(view)}")
        st.markdown(f":material/flag: {_promoted(view)}")
        cluster = str(view.mission.origin.get("cluster", ""))
        with row():
            link("map", _("Open the map"), icon=":material/hub:", map=view.facts.id)
            link("clusters", _("Open the cluster"), icon=":material/bubble_chart:", map=view.facts.id, cluster=cluster)


def _workshop(view: MissionView) -> str:
    workshop = view.workshop
    if workshop is None:
        return _("Map {name}").format(name=plain(view.facts.name))
    people = ngettext("{count} person", "{count} people", view.participants).format(count=view.participants)
    words = _("Workshop **{name}**, {day}, {people}")
    return words.format(name=plain(workshop.title), day=day(workshop.starts_at.date()), people=people)


def _cluster(view: MissionView) -> str:
    origin = view.mission.origin
    name, method = plain(str(origin.get("named_by") or origin.get("by", ""))), plain(str(origin.get("method", "")))
    if origin.get("method") == "drawn":
        return _("Cluster drawn and named by {name}").format(name=name) if name else _("Cluster drawn by a person")
    if not method:
        return _("Cluster")
    words = _("Cluster found by {method}, named by {name}")
    if not origin.get("named_by"):
        words = _("Cluster found by {method}, asked for by {name}")
    return words.format(method=method, name=name or _("someone"))


def _votes(view: MissionView) -> str:
    voted = [view.votes[each.id] for each in view.elements if each.is_challenge and view.votes.get(each.id)]
    votes = ngettext("{count} vote", "{count} votes", sum(voted)).format(count=sum(voted))
    of = ngettext("{count} challenge", "{count} challenges", len(voted)).format(count=len(voted))
    return _("{votes} on {challenges}").format(votes=votes, challenges=of)


def _promoted(view: MissionView) -> str:
    origin = view.mission.origin
    name = plain(str(origin.get("promoted_by") or view.mission.created_by or _("someone")))
    if not origin.get("promoted_at"):
        return _("Promoted by {name}").format(name=name)
    when = datetime.fromisoformat(origin["promoted_at"]).date()
    return _("Promoted by {name}, {day}").format(name=name, day=day(when))
