"""Who owns a call challenge, what the form for challenge owners still lacks, and who could own it by the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from pages.parts import dialogs, owner_logo
from pages.parts.clash import Clash, begin
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import element_words, plain
from sotecin_graph.calls import CallChallenge, ChallengeState, field_word
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _
from sotecin_graph.services import calls, owners
from sotecin_graph.services.calls import ChallengeView
from sotecin_graph.services.owners import Proposal
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import country_word

_LINES = ("organisation", "location", "contact_name", "contact_email")


def show(desk: Desk, view: ChallengeView) -> None:
    """The owner, and before it is submitted the form's fields with what is missing."""
    challenge = view.challenge
    st.subheader(_("Owner"), anchor=False)
    with card("owner"):
        if challenge.organisation:
            st.markdown(f"**{plain(challenge.organisation)}**")
        else:
            st.markdown(f":orange[{_('No owner yet')}]")
        for text in (challenge.location, challenge.contact_name, challenge.contact_email):
            if text:
                st.text(text)
        owner_logo.keep_logo(challenge)
        if challenge.state is ChallengeState.DRAFT or challenge.lacks():
            missing(challenge)
        words = _("Edit owner") if challenge.organisation else _("Find an owner")
        if st.button(words, icon=":material/person_search:", type="tertiary", key="calls.owner"):
            begin(desk, f"owner.{challenge.id}", challenge.version)
            dialogs.ask(_("Owner"), write, challenge, width="medium")


def missing(challenge: CallChallenge) -> None:
    """What the form still lacks before it can be submitted, or that it is whole."""
    lacking = challenge.lacks()
    if not lacking:
        st.markdown(f":green[:material/check_circle: {_('The form is whole: it can be submitted.')}]")
        return
    st.markdown(f":orange[{_('Not yet submittable. Still missing:')}]")
    st.markdown("\n".join(f"- {plain(each)}" for each in lacking))


def write(desk: Desk, before: CallChallenge) -> None:
    """The owner's fields with what is missing beneath them, as one types; `before` is as it was when it was opened."""
    view = desk.ask(calls.challenge_view, ident=before.id)
    form = f"owner.{before.id}"
    key = f"calls.owner.{desk.form_key(form)}"
    proposed = desk.ask(owners.proposals, ident=before.id)
    by_id = {each.id: each for each in (*(one.element for one in proposed), *view.stakeholders)}
    _propose(desk, proposed, key)
    idents = list(by_id)
    taken = desk.keep.values.get(f"{key}.taken") or before.owner_id
    chosen = st.selectbox(
        _("A stakeholder from the map"),
        idents,
        index=idents.index(taken) if taken in by_id else None,
        format_func=lambda ident: element_words(by_id[ident]) if ident in by_id else "",
        placeholder=_("Choose from the map"),
        key=f"{key}.choice.{taken}",
    )
    is_new = chosen is not None and chosen != before.owner_id
    stands = {name: getattr(before, name) for name in _LINES}
    if chosen and is_new:
        stands |= {
            "organisation": by_id[chosen].name,
            "location": before.location or country_word(by_id[chosen].country),
        }
    words = {
        "organisation": _("Organisation"),
        "location": _("Location"),
        "contact_name": _("Contact name"),
        "contact_email": _("Contact e-mail"),
    }
    given = {
        name: st.text_input(word, stands[name], max_chars=NAME_LENGTH, key=f"{key}.{name}.{chosen}")
        for name, word in words.items()
    }
    st.caption(_("Name and e-mail stay with the hub leads. A published call does not show them."))
    missing(replace(before, **given))
    wanted = {**given, **({"owner_id": chosen} if chosen else {})}
    changed = {name: value for name, value in wanted.items() if value != getattr(before, name)}
    names = {ident: element.name for ident, element in by_id.items()}
    two = Clash(desk, form, _began(before), word=field_word, text=lambda name, value: _said(name, value, names))
    kept = two.sides(changed)
    if st.button(_("Save"), type="primary", icon=":material/check:", key=f"{key}.save"):
        with told():
            if two.save(calls.edit_challenge, kept, ident=before.id):
                st.rerun()


def _began(challenge: CallChallenge) -> dict[str, str | None]:
    return {name: getattr(challenge, name) for name in (*_LINES, "owner_id")}


def _said(name: str, value: str | None, names: Mapping[ElementId, str]) -> str:
    return names.get(ElementId(value or ""), "…") if name == "owner_id" and value else value or ""


def _propose(desk: Desk, found: Sequence[Proposal], key: str) -> None:
    """Who could own it, with what stands on the map; a tap chooses."""
    if found:
        st.caption(_("By the map, these could own it:"))
    for each in found:
        with row():
            _tell(each.element, each.reasons)
            st.space("stretch")
            take = partial(desk.keep.values.__setitem__, f"{key}.taken", each.element.id)
            st.button(_("Take"), type="tertiary", key=f"{key}.take.{each.element.id}", on_click=take)


def _tell(element: Element, reasons: tuple[str, ...]) -> None:
    with st.container(gap=None, width="content"):
        st.markdown(f"{KIND_ICONS[element.kind]} **{plain(element.name)}**")
        st.caption(plain(", ".join(reasons)))
