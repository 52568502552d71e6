"""The results of dot voting on a map: a picture and a table of each round, ties shown, and a second round."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.pictures import empty_state
from pages.parts.style import card, page
from pages.parts.vote_chart import bars
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services import maps, voting
from sotecin_graph.services.ground import Ground
from sotecin_graph.services.voting import Result
from sotecin_graph.workshops import WorkshopState

_MOST_DOTS = 5


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("page"), told():
        facts = desk.map()
        st.title(_("Results of the vote"), anchor=False)
        if facts is None:
            st.info(_("There is no map yet."), icon=":material/how_to_vote:")
            return
        st.caption(plain(facts.name))
        found = desk.ask(voting.results, map_id=facts.id)
        ground = desk.ask(maps.open_ground, map_id=facts.id)
        leads = ground.allows(desk.actor, Deed.FACILITATE)
        if leads and ground.workshop:
            link("desk", _("Facilitator’s desk"), icon=":material/arrow_back:", map=ground.workshop.map_id)
        if not found:
            _nothing(ground)
        for result in found:
            _round(result)
        if found and leads:
            _second_round(desk, ground, found)
        link("map", _("Look at the map"), icon=":material/hub:", map=facts.id)


def _nothing(ground: Ground) -> None:
    with empty_state(
        "votes-none",
        _("Nobody has voted with dots here"),
        _("A step of the agenda that takes votes can give each person some dots."),
    ):
        if ground.workshop:
            link("workshops", _("Look at the agenda"), icon=":material/groups:", workshop=ground.workshop.id)


def _round(result: Result) -> None:
    with card(f"votes-{result.round.number}"):
        st.subheader(
            _("Round {number}: {title}").format(number=result.round.number, title=plain(_(result.round.title)))
        )
        people = ngettext("{count} person has voted", "{count} people have voted", result.voters)
        each = ngettext("{dots} dot each", "{dots} dots each", result.round.dots)
        st.caption(f"{people.format(count=result.voters)} · {each.format(dots=result.round.dots)}")
        if result.round.is_open:
            st.info(_("The result is shown to everybody once the step ends."), icon=":material/visibility_off:")
        elif not any(standing.dots for standing in result.standings):
            st.info(_("No dots were given."), icon=":material/how_to_vote:")
        else:
            _standings(result)


def _standings(result: Result) -> None:
    rows = [
        {
            _("Rank"): f"{each.rank}" + (" =" if each.is_tied else ""),
            _("Challenge"): plain(result.elements[each.element].name),
            _("Dots"): each.dots,
            _("People"): each.voters,
        }
        for each in result.standings
        if each.element in result.elements
    ]
    bars([(result.elements[each.element].name, each.dots) for each in result.standings if each.dots])
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal")  # its words wrap on a phone
    if any(each.is_tied and each.rank == 1 for each in result.standings):
        st.caption(_("“=” stands where several have the same number of dots. A second round can decide."))


def _second_round(desk: Desk, ground: Ground, found: list[Result]) -> None:
    """Another round; what shares a rank in the last one is chosen beforehand."""
    if ground.workshop is None or ground.workshop.state is not WorkshopState.OPEN:
        return
    latest = next((each for each in found if each.standings), found[0])
    names = {each.id: each.name for each in desk.ask(voting.candidates, map_id=ground.facts.id)}
    leading = [each.element for each in latest.standings if each.is_tied and each.element in names]
    with (
        st.expander(_("Another round on a selection"), icon=":material/repeat:"),
        st.form("votes.second", border=False),
    ):
        chosen = st.multiselect(_("Challenges"), list(names), leading, format_func=names.__getitem__)
        dots = st.slider(_("Dots for each person"), 1, _MOST_DOTS, 1)
        if st.form_submit_button(_("Begin the round"), type="primary", icon=":material/play_arrow:"):
            begun = desk.tried(voting.second_round, map_id=ground.facts.id, candidates=chosen, dots=dots)
            if begun:
                st.rerun()
