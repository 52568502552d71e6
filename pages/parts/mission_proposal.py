"""The dialog that proposes a council: wishes, a preview while they change, the best on request, and a person's yes."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import element_words, plain
from sotecin_graph import council
from sotecin_graph.council import Covered, Proposal, Seat
from sotecin_graph.elements import ElementId
from sotecin_graph.invitations import InvitationState
from sotecin_graph.language import _, ngettext
from sotecin_graph.missions import MissionId
from sotecin_graph.services import councils
from sotecin_graph.services.councils import CouncilView

_BEST = "council.best"
Wishes = tuple[int, tuple[ElementId, ...], tuple[ElementId, ...]]


def propose(desk: Desk, mission_id: MissionId) -> None:
    """Ask for wishes, show who would sit there and why, and make it so once someone confirms."""
    form = f"council.{mission_id}"
    key = desk.form_key(form)
    view = desk.ask(councils.view, mission_id=mission_id)
    wishes = _wishes(view, key)
    is_best = desk.keep.values.get(_BEST) == (mission_id, wishes)
    size, must, must_not = wishes
    choose = council.propose if is_best else council.propose_greedily
    found = choose(view.candidates, size=size, must=must, must_not=must_not)
    _shown(found)
    with row():
        if st.button(_("Confirm this council"), type="primary", icon=":material/check:", key=f"missions.confirm.{key}"):
            with told():
                desk.do(councils.confirm, mission_id=mission_id, members=found.members)
                desk.renew(form)
                desk.keep.values.pop(_BEST, None)
                st.rerun()
        if not found.is_best and st.button(
            _("Look for the best"), icon=":material/auto_awesome:", key=f"missions.best.{key}"
        ):
            desk.keep.values[_BEST] = (mission_id, wishes)
            st.rerun(scope="fragment")
    st.caption(_("Confirming writes it into the brief. It invites nobody: that you do, and note it here."))


def _wishes(view: CouncilView, key: str) -> Wishes:
    names = {each.id: element_words(each.element) for each in view.candidates}
    most = max(council.LEAST_SEATS, min(council.MOST_SEATS, len(names)))
    seats = min(most, max(council.USUAL_SEATS, len(view.members)))
    if most > council.LEAST_SEATS:
        size = st.slider(_("Seats"), council.LEAST_SEATS, most, seats, key=f"missions.seats.{key}")
    else:
        size = most
    must = _choose(_("Must be in it"), names, _asked(view), f"missions.must.{key}")
    open_names = {ident: name for ident, name in names.items() if ident not in must}
    declined = [ident for ident in view.declined if ident in open_names]
    must_not = _choose(_("Must not be in it"), open_names, declined, f"missions.must_not.{key}")
    return size, tuple(must), tuple(must_not)


def _choose(title: str, names: dict[ElementId, str], chosen: list[ElementId], key: str) -> list[ElementId]:
    return st.multiselect(
        title,
        list(names),
        default=chosen,
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose from the stakeholders"),
        key=key,
    )


def _asked(view: CouncilView) -> list[ElementId]:
    """Members who were asked already, so that a new proposal keeps them."""
    stay = (InvitationState.INVITED, InvitationState.ACCEPTED)
    able = {each.id for each in view.candidates}
    asked = [each.id for each in view.members if each.id in able]
    return [ident for ident in asked if ident in view.invitations and view.invitations[ident].state in stay]


def _shown(found: Proposal) -> None:
    words = (
        _("No other choice stands for more.") if found.is_best else _("A quick preview. The best may stand for more.")
    )
    st.caption(words)
    with card("council-proposal"):
        for seat in found.seats:
            _seat(seat)
        if found.uncovered:
            _uncovered(found.uncovered)


def _seat(seat: Seat) -> None:
    element = seat.candidate.element
    adds = ", ".join(council.covered_word(what) for what in seat.adds)
    with st.container(gap="xxsmall"):
        st.markdown(f"{KIND_ICONS[element.kind]} **{plain(element.name)}**")
        st.caption(plain(_("Adds: {what}").format(what=adds) if adds else _("Adds nothing that others do not bring")))


def _uncovered(things: tuple[Covered, ...]) -> None:
    count = len(things)
    words = ngettext("Nobody in it stands for this: {what}", "Nobody in it stands for these: {what}", count)
    what = ", ".join(council.covered_word(each) for each in things)
    st.markdown(f":orange[:material/person_search: {plain(words.format(what=what))}]")
