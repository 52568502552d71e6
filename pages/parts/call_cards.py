"""A call's challenges as cards by how far they have come, its phases as far as they are known, and its five parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from pages.parts.charts import Phase
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.states import Colour, badge, challenge_badge, needs_owner
from pages.parts.style import card, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.calls import CALL_PARTS, CallChallenge, ChallengeState, OpenCall
from sotecin_graph.language import N_, _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.services.calls import CallView
from sotecin_graph.vocabulary import label

_S = ChallengeState
_PREPARED = (_S.RAISED, _S.DRAFT, _S.SUBMITTED, _S.ELIGIBLE)
_REVIEWED = (_S.IN_REVIEW, _S.CHANGES_REQUESTED, _S.OWNER_CONFIRMS)
COLUMNS: tuple[tuple[str, Colour, str, tuple[ChallengeState, ...]], ...] = (
    (N_("In preparation"), "gray", "edit", _PREPARED),
    (N_("With the council"), "blue", "rate_review", _REVIEWED),
    (N_("Accepted"), "green", "check_circle", (_S.ACCEPTED,)),
    (N_("Published"), "violet", "campaign", (_S.PUBLISHED,)),
)
"""The four columns of the board, in the order of a challenge's life."""


def show(desk: Desk, view: CallView) -> None:
    """For leads a board of four columns; for everybody else the published challenges."""
    st.subheader(_("Challenges in this call"), anchor=False)
    if not view.challenges:
        with empty_state("call-empty", _("No challenge is published in this call yet."), picture="missions"):
            if desk.may(Deed.LEAD):
                link("missions", _("Choose challenges of a mission"), icon=":material/arrow_forward:")
    elif desk.may(Deed.LEAD) or desk.may(Deed.REVIEW):
        _board(view)
    else:
        for start in range(0, len(view.challenges), 3):
            for column, each in zip(st.columns(3), view.challenges[start : start + 3], strict=False):
                with column:
                    _card(view, each)


def _board(view: CallView) -> None:
    for column, (title, colour, icon, states) in zip(st.columns(len(COLUMNS)), COLUMNS, strict=True):
        inside = [each for each in view.challenges if each.state in states]
        with column:
            with row(wrap=False):
                badge(_(title), colour, icon)
                st.caption(str(len(inside)), width="content")
            for each in inside:
                _card(view, each, has_badge=len(states) > 1)
    rest = [each for each in view.challenges if each.state in (_S.NOT_ELIGIBLE, _S.WITHDRAWN)]
    if rest:
        title = ngettext("{count} not taken further", "{count} not taken further", len(rest)).format(count=len(rest))
        with st.expander(title, icon=":material/inventory_2:"):
            for column, each in zip(st.columns(max(len(rest), 3)), rest, strict=False):
                with column:
                    _card(view, each, has_badge=True)


def _card(view: CallView, challenge: CallChallenge, *, has_badge: bool = False) -> None:
    mission = view.missions.get(challenge.mission_id)
    with card(f"call-challenge-{challenge.id}"):
        st.markdown(f"**{plain(challenge.wording.title)}**")
        if mission:
            place = [label(mission.hub) if mission.hub else "", *(label(chain) for chain in mission.chains)]
            st.caption(" · ".join(part for part in place if part))
        if has_badge:
            challenge_badge(challenge.state)
        if needs_owner(challenge):
            badge(_("Needs an owner"), "orange", "person_search")
        elif challenge.organisation:
            st.caption(_("Owner: {name}").format(name=plain(challenge.organisation)))
        if waits := _waits_for(view, challenge):
            st.caption(waits)
        step(_("Open"), key=f"calls.open.{challenge.id}", icon=":material/arrow_forward:", challenge=challenge.id)


def _waits_for(view: CallView, challenge: CallChallenge) -> str:
    """What the next step of a challenge with the council waits for."""
    if challenge.id in view.reviewed:
        done, needed = view.reviewed[challenge.id]
        return ngettext("{done} of {count} review in", "{done} of {count} reviews in", needed).format(
            done=done, count=needed
        )
    if challenge.state is _S.OWNER_CONFIRMS and challenge.passages:
        asked = day(challenge.passages[-1].at.date())
        return _("The owner is asked since {day}").format(day=asked)
    if challenge.state is _S.DRAFT and (lacking := challenge.lacks()):
        return _("Still missing: {what}").format(what=plain(", ".join(lacking)))
    return ""


def parts(call: OpenCall) -> None:
    """The five parts of the call's text, and the three ways to apply."""
    st.subheader(_("What the call fixes"), anchor=False)
    for name, title in CALL_PARTS.items():
        text = getattr(call, name)
        with st.expander(_(title), icon=":material/radio_button_unchecked:" if not text else ":material/check_circle:"):
            if text:
                st.text(text)
            else:
                st.markdown(f":orange[{_('Not written yet: a call cannot be announced without it.')}]")
    with st.expander(_("Three ways to apply"), icon=":material/signpost:"):
        st.markdown(
            "\n".join(
                [
                    "- " + _("with a solution of your own to a mission"),
                    "- " + _("with an answer to a published challenge"),
                    "- " + _("as a consortium that brings its own challenge owner"),
                ]
            )
        )
        st.caption(_("The mission is needed in each case. Applications are not taken here: see the call text."))


def phases(view: CallView) -> list[Phase]:
    """What is known of the call's time: preparation and review from what was done, the opening from the call."""
    call = view.call
    known = [
        _phase(view.challenges, _("Challenges prepared"), _PREPARED),
        _phase(view.challenges, _("Council review"), (*_REVIEWED, _S.ACCEPTED)),
    ]
    return [*(each for each in known if each), Phase(_("Call open"), call.opens_at, call.closes_at)]


def _phase(challenges: Sequence[CallChallenge], name: str, states: tuple[ChallengeState, ...]) -> Phase | None:
    """From the first to the last time that one came to these states; up to now where one is still there."""
    times = [passage.at for each in challenges for passage in each.passages if passage.state in states]
    is_under_way = any(each.state in states and each.state is not _S.ACCEPTED for each in challenges)
    if not times:
        return None
    return Phase(name, min(times), max([*times, *([datetime.now(UTC)] if is_under_way else [])]))
