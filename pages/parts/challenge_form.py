"""What a lead does with a call challenge: edit a wording, name the owner, move it to its next state with a reason."""

from __future__ import annotations

import streamlit as st

from pages.parts.clash import may_save
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.similar import similar_to
from pages.parts.states import deed_word
from pages.parts.style import card, row
from pages.parts.words import element_words
from sotecin_graph.calls import NEXT_STATES, CallId, ChallengeState, Wording
from sotecin_graph.language import _
from sotecin_graph.services import calls
from sotecin_graph.services.calls import WISH_LENGTH, ChallengeView
from sotecin_graph.text import NAME_LENGTH, PROBLEM_LENGTH


def wording(desk: Desk, view: ChallengeView, whose: str) -> None:
    """Edit the wording of the owner or of the council; the other one stays as it is."""
    title = _("The owner’s wording") if whose == "owner" else _("The council’s wording")
    st.dialog(title)(_wording)(desk, view, whose)


def _wording(desk: Desk, view: ChallengeView, whose: str) -> None:
    form = f"wording.{whose}.{view.challenge.id}"
    before: Wording = getattr(view.challenge, whose) or view.challenge.owner
    key = f"calls.{form}.{desk.form_key(form)}"
    with st.form(key, border=False):
        title = st.text_input(_("Title"), before.title, max_chars=NAME_LENGTH)
        field = f"{key}.problem"
        problem = st.text_area(_("The problem"), before.problem, max_chars=PROBLEM_LENGTH, height=140, key=field)
        similar_to(field, leave_out=view.challenge.element_id)
        wish = st.text_area(_("We are looking for a solution that …"), before.wish, max_chars=WISH_LENGTH, height=110)
        after = Wording(title=title, problem=problem, wish=wish)
        notice = st.container()
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with notice, told():
            now = desk.ask(calls.challenge_view, ident=view.challenge.id).challenge
            if may_save(desk, form, {whose: after}, before=view.challenge, now=now):
                desk.do(calls.edit_challenge, ident=view.challenge.id, **{whose: after})
                desk.renew(form)
                st.rerun()


def owner(desk: Desk, view: ChallengeView) -> None:
    """Name who owns the challenge, from the stakeholders of the mission or otherwise, and whom to ask."""
    st.dialog(_("Owner"))(_owner)(desk, view)


def _owner(desk: Desk, view: ChallengeView) -> None:
    challenge = view.challenge
    form = f"owner.{challenge.id}"
    key = desk.form_key(form)
    by_id = {each.id: each for each in view.stakeholders}
    idents = list(by_id)
    chosen = st.selectbox(
        _("A stakeholder of the mission"),
        idents,
        index=idents.index(challenge.owner_id) if challenge.owner_id in by_id else None,
        format_func=lambda ident: element_words(by_id[ident]) if ident in by_id else "",
        placeholder=_("Choose from the map"),
        key=f"calls.owner.{key}",
    )
    stands = by_id[chosen].name if chosen and chosen != challenge.owner_id else challenge.organisation
    with st.form(f"calls.owner.form.{key}.{chosen}", border=False):
        given = {
            "organisation": st.text_input(_("Organisation"), stands, max_chars=NAME_LENGTH),
            "location": st.text_input(_("Location"), challenge.location, max_chars=NAME_LENGTH),
            "contact_name": st.text_input(_("Contact name"), challenge.contact_name, max_chars=NAME_LENGTH),
            "contact_email": st.text_input(_("Contact e-mail"), challenge.contact_email, max_chars=NAME_LENGTH),
        }
        st.caption(_("Name and e-mail stay with the hub leads. A published call does not show them."))
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with told():
            desk.do(calls.edit_challenge, ident=challenge.id, owner_id=chosen, **given)
            desk.renew(form)
            st.rerun()


def moves(desk: Desk, view: ChallengeView) -> None:
    """Where the challenge may go from here, as plain buttons, with a reason that its author will read."""
    challenge = view.challenge
    form = f"move.{challenge.id}"
    key = desk.form_key(form)
    st.subheader(_("What happens next"), anchor=False)
    with card("moves"):
        reason = st.text_input(
            _("Reason, for whoever raised it"),
            placeholder=_("Say it in a sentence"),
            key=f"calls.reason.{key}",
        )
        call_id = _call(view, key) if ChallengeState.PUBLISHED in NEXT_STATES[challenge.state] else None
        with row():
            for state in NEXT_STATES[challenge.state]:
                if _button(view, state, key):
                    _move(desk, view, form, state, reason, call_id)


def _button(view: ChallengeView, state: ChallengeState, key: str) -> bool:
    """The button of a next state; where something is lacking it is disabled and says what."""
    lacks = view.challenge.lacks() if state is ChallengeState.SUBMITTED else []
    if state is ChallengeState.PUBLISHED and not view.calls:
        lacks = [_("an open call for this value chain")]
    hint = _("Still missing: {what}").format(what=", ".join(lacks)) if lacks else None
    return st.button(deed_word(state), key=f"calls.move.{state.name}.{key}", disabled=bool(lacks), help=hint)


def _call(view: ChallengeView, key: str) -> CallId | None:
    if not view.calls:
        return None
    titles = {call.id: call.title for call in view.calls}
    return st.selectbox(
        _("Publish in"), list(titles), format_func=lambda ident: titles.get(ident, ""), key=f"calls.into.{key}"
    )


def _move(
    desk: Desk, view: ChallengeView, form: str, state: ChallengeState, reason: str, call_id: CallId | None
) -> None:
    with told():
        desk.do(calls.move_challenge, ident=view.challenge.id, state=state, reason=reason, call_id=call_id)
        desk.renew(form)
        st.rerun()
