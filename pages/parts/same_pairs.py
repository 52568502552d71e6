"""A pair of elements that may be one: both side by side, why they were found, and three answers of equal weight."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.states import KIND_ICONS
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _
from sotecin_graph.maps import MapFacts
from sotecin_graph.services import sameness
from sotecin_graph.services.sameness import PairView
from sotecin_graph.vocabulary import label

_DONE = "alike.done"


def tell_done(desk: Desk) -> None:
    """Say what the last answer did."""
    done = desk.keep.values.pop(_DONE, "")
    if done:
        notices.done(done)


def draw(desk: Desk, facts: MapFacts, view: PairView) -> None:
    """The two, why they may be one, and what a person can say."""
    pair = view.pair
    key = f"{pair.one.id}.{pair.other.id}"
    with card(f"pair-{key}"):
        left, right = st.columns(2, gap="medium")
        with left:
            _side(pair.one, view.maps_of_one)
        with right:
            _side(pair.other, view.maps_of_other)
        st.caption(f":material/join_inner: {plain(pair.sentence())}")
        with row():
            if st.button(_keep(pair.one), icon=":material/merge:", key=f"alike.one.{key}"):
                _merge(desk, facts, pair.one, pair.other)
            if st.button(_keep(pair.other), icon=":material/merge:", key=f"alike.other.{key}"):
                _merge(desk, facts, pair.other, pair.one)
            if st.button(_("Not the same"), icon=":material/call_split:", key=f"alike.apart.{key}"):
                _apart(desk, facts, pair.one.id, pair.other.id)


def _side(element: Element, maps: Sequence[MapFacts]) -> None:
    about = [label(element.kind), element.country, *(label(chain) for chain in element.chains)]
    with st.container(gap="xxsmall"):
        st.markdown(f"{KIND_ICONS[element.kind]} **{plain(element.name)}**")
        st.caption(plain(" · ".join(part for part in about if part)))
        if element.aliases:
            st.caption(plain(_("Also: {names}").format(names=", ".join(element.aliases))))
        if element.problem and element.problem.rstrip(".") != element.name:
            st.caption(plain(element.problem))
        if element.note:
            st.caption(plain(element.note))
        st.caption(f":material/map: {plain(', '.join(facts.name for facts in maps))}")


def _keep(element: Element) -> str:
    return plain(_("Same: keep “{name}”").format(name=element.name))


def _merge(desk: Desk, facts: MapFacts, keep: Element, drop: Element) -> None:
    merged = desk.tried(sameness.call_same, map_id=facts.id, keep=keep.id, drop=drop.id)
    if merged:
        words = _("“{gone}” is now part of “{kept}”, with its links, votes and authors. It can be undone on the map.")
        desk.keep.values[_DONE] = plain(words.format(gone=drop.name, kept=keep.name))
        st.rerun()


def _apart(desk: Desk, facts: MapFacts, one: ElementId, other: ElementId) -> None:
    with notices.told():
        desk.do(sameness.call_different, map_id=facts.id, one=one, other=other)
        desk.keep.values[_DONE] = _("Kept in mind: these two are not the same.")
        st.rerun()
