"""The trace of a mission on its page: back to workshop, cluster and votes, and how the map has moved on since."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.clusters import Drift
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionView


def traces(desk: Desk, view: MissionView) -> None:
    """Where the mission comes from, each step with a way back to it."""
    st.subheader(_("Traces"), anchor=False)
    ident = view.mission.id
    with card("traces"):
        st.markdown(f":material/groups: {_workshop(view)}")
        st.markdown(f":material/bubble_chart: {_cluster(view)}")
        st.markdown(f":material/how_to_vote: {_votes(view)}")
        st.markdown(f":material/flag: {_promoted(view)}")
        drift = desk.ask(missions.drift, mission_id=ident)
        if drift:
            st.markdown(f":material/call_split: {_drift(drift, view)}")
        with row():
            step(_("Who contributed what"), key="missions.trace", icon=":material/group:", mission=ident, view="trace")
            link("map", _("Open the map"), icon=":material/hub:", map=view.facts.id)
            if view.workshop:
                words = _("All that was contributed there")
                link("trace", words, icon=":material/groups:", workshop=view.workshop.id)
            if desk.may(Deed.FACILITATE):
                cluster = str(view.mission.origin.get("cluster", ""))
                link(
                    "clusters",
                    _("Open the cluster"),
                    icon=":material/bubble_chart:",
                    map=view.facts.id,
                    cluster=cluster,
                )


def _drift(drift: Drift, view: MissionView) -> str:
    """How the map has moved on since; told, never applied."""
    together = _("{together} of {of} still together").format(together=len(drift.together), of=len(view.mission.members))
    words = ngettext("{count} candidate", "{count} candidates", len(drift.candidates))
    said = f"{together}, {words.format(count=len(drift.candidates))}"
    return _("In the latest clusters: {what}. The mission keeps its members.").format(what=said)


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
