"""Open calls: when they close and what that means elsewhere, what they fix, and the challenges on their way."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.parts import call_cards, call_form, call_levers, challenge_page, charts, review_form
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.pictures import empty_state
from pages.parts.states import badge, call_badge, example_badge
from pages.parts.style import card, page, row
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import elsewhere, moment
from sotecin_graph.calls import CallChallengeId, CallId, OpenCall
from sotecin_graph.language import _, ngettext
from sotecin_graph.people import Deed
from sotecin_graph.permissions import PROGRAMME, may
from sotecin_graph.services import calls, open_calls
from sotecin_graph.services.calls import CallView
from sotecin_graph.vocabulary import label


def show(desk: Desk) -> None:
    """Draw the challenge or the call that the address names, else the list; a single call is shown at once."""
    challenge, wanted = st.query_params.get("challenge", ""), st.query_params.get("call", "")
    found = desk.ask(open_calls.all_calls)
    with page("page"), told():
        if not challenge:
            review_form.asked(desk)
        if challenge:
            challenge_page.show(desk, CallChallengeId(challenge))
        elif wanted or len(found) == 1:
            _one(desk, CallId(wanted) if wanted else found[0].id, is_alone=len(found) == 1)
        else:
            _list(desk, found)


def _list(desk: Desk, found: list[OpenCall]) -> None:
    with row():
        st.title(_("Open calls"), anchor=False, width="content")
        st.space("stretch")
        if found:
            _open_new(desk)
    if not found:
        with empty_state(
            "calls-none",
            _("No open call yet"),
            _("A call publishes challenges of missions. Until one opens, they are prepared on the missions."),
            picture="missions",
        ):
            if not _open_new(desk, is_first=True):
                link("missions", _("Go to missions"), icon=":material/arrow_forward:")
    for call in found:
        with card(f"call-{call.id}"):
            _badges(call)
            st.subheader(plain(call.title), anchor=False)
            st.caption(_closes(call))
            step(
                _("Open"), key=f"calls.open.{call.id}", icon=":material/arrow_forward:", kind="secondary", call=call.id
            )


def _open_new(desk: Desk, *, is_first: bool = False) -> bool:
    """The button that opens a call, for who keeps the whole programme; False where there is none."""
    if not may(desk.actor, Deed.LEAD, PROGRAMME):
        return False
    if st.button(
        _("New call"), icon=":material/campaign:", type="primary" if is_first else "secondary", key="calls.new"
    ):
        call_form.new(desk)
    return True


def _one(desk: Desk, ident: CallId, *, is_alone: bool) -> None:
    view = desk.ask(calls.view, call_id=ident)
    call = view.call
    if not is_alone:
        step(_("All calls"), key="calls.all", icon=":material/arrow_back:")
    with row():
        _badges(call)
        st.space("stretch")
        call_levers.show(desk, call)
        if is_alone:
            _open_new(desk)
    st.title(plain(call.title), anchor=False)
    with st.container(key="lead"):
        st.markdown(_lead(call))
    charts.timeline(call_cards.phases(view), now=datetime.now(UTC))
    _facts(view)
    call_levers.announce(desk, call)
    call_cards.show(desk, view)
    call_cards.parts(call)
    call_levers.criteria(desk, call)


def _badges(call: OpenCall) -> None:
    with st.container(horizontal=True, width="content"):
        badge(_("Open call {number}").format(number=call.number), "primary", "campaign")
        call_badge(call, datetime.now(UTC))
        if call.is_example:
            example_badge()


def _lead(call: OpenCall) -> str:
    """When it closes, in its zone and in two hub cities of other zones."""
    if datetime.now(UTC) < call.opens_at:
        first = _("Opens **{moment}**.").format(moment=moment(call.opens_at, call.timezone)) + " "
    else:
        first = ""
    other = elsewhere(call.closes_at, call.timezone)
    return first + _closes(call, strong=True) + (" " + _("That is {times}.").format(times=other) if other else "")


def _closes(call: OpenCall, *, strong: bool = False) -> str:
    is_over = datetime.now(UTC) >= call.closes_at
    when = moment(call.closes_at, call.timezone)
    when = f"**{when}**" if strong else when
    return _("Closed {moment}.").format(moment=when) if is_over else _("Closes {moment}.").format(moment=when)


def _facts(view: CallView) -> None:
    call = view.call
    published = sum(each.state.value == "published" for each in view.challenges)
    with st.container(horizontal=True, gap="large", key="call-facts"):
        if call.places:
            places = ngettext("**{count}** place", "**{count}** places", call.places)
            st.markdown(places.format(count=call.places), width="content")
        words = ngettext("**{count}** published challenge", "**{count}** published challenges", published)
        st.markdown(words.format(count=published), width="content")
        st.markdown(" · ".join(label(chain) for chain in call.chains), width="content")
