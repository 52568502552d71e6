"""Rehearsals: begin one, let the pretend people do something, wipe it; and the mark on every screen of one."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import done, told
from pages.parts.second_press import Lever, pressed_twice
from pages.parts.style import row
from pages.parts.ways import go, step
from sotecin_graph.language import _, ngettext
from sotecin_graph.services import rehearsals
from sotecin_graph.services.roll import roll
from sotecin_graph.workshops import Workshop, WorkshopState

_DONE = "rehearsal.done"
_SHEET = """<style>
.st-key-rehearsal-mark { position: fixed; top: 0; right: 1rem; z-index: 999991; width: max-content;
  max-width: 62vw; padding: .2rem .9rem; border-radius: 0 0 .7rem .7rem;
  background: #F2CC5C; pointer-events: none; }
.st-key-rehearsal-mark p { color: #212435; font-weight: 600; font-size: .875rem; text-align: center; }
</style>"""
"""Above everything, the projector's picture too; straw under ink in both themes."""


def mark(workshop: Workshop | None) -> None:
    """Say on the screen that what it shows is a rehearsal."""
    if workshop is None or not workshop.is_rehearsal:
        return
    st.html(_SHEET)
    with st.container(key="rehearsal-mark"):
        st.markdown(_("Rehearsal: will be wiped"))


def show_rehearsal(desk: Desk, workshop: Workshop) -> None:
    """On the page of a workshop: its rehearsal, or how to begin one. On that of a rehearsal: its levers."""
    st.subheader(_("Rehearsal"), anchor=False)
    said = desk.keep.values.pop(_DONE, "")
    if said:
        done(said)
    if workshop.is_rehearsal:
        _levers(desk, workshop)
        return
    rehearsal = desk.ask(rehearsals.rehearsal_of, ident=workshop.id)
    if rehearsal:
        st.write(_("There is a rehearsal of this workshop, with a code and a map of its own."))
        step(_("Go to the rehearsal"), icon=":material/theater_comedy:", key="rehearsal.go", workshop=rehearsal.id)
        return
    st.write(_("Try it out with pretend people, on a copy of the map. Wiping it leaves nothing behind."))
    if st.button(_("Rehearse"), icon=":material/theater_comedy:", key="rehearsal.start"):
        made = desk.tried(rehearsals.start_rehearsal, ident=workshop.id)
        if made:
            go("workshops", workshop=made.id)


def _levers(desk: Desk, workshop: Workshop) -> None:
    st.write(_("The pretend people have invented names. Real people can join with the code, and are wiped as well."))
    with row():
        if workshop.state is WorkshopState.OPEN and st.button(
            _("Let the pretend people add"), icon=":material/smart_toy:", key="rehearsal.pretend"
        ):
            _pretend(desk, workshop)
        lever = Lever(_("Wipe the rehearsal"), _("Wipe now"), "delete_sweep", f"rehearsal.wipe.{workshop.id}")
        if pressed_twice(desk, lever, sentence=lambda: _wiping_words(desk, workshop)):
            with told():
                back = desk.do(rehearsals.wipe_rehearsal, ident=workshop.id)
                desk.keep.values[_DONE] = _("The rehearsal is wiped. Nothing of it is left.")
                go("workshops", workshop=back)


def _wiping_words(desk: Desk, workshop: Workshop) -> str:
    """How much goes, and how much of it is real people's."""
    seen, real = desk.ask(roll, map_id=workshop.map_id), desk.ask(rehearsals.real_people, ident=workshop.id)
    added = sum(each.added for each in seen.people if each.participant.id in real)
    words = _(
        "Gone for good, with the map: contributions **{added}**, of real people **{theirs}**; real people **{people}**."
    )
    return words.format(added=seen.added, theirs=added, people=len(real))


def _pretend(desk: Desk, workshop: Workshop) -> None:
    count = desk.tried(rehearsals.let_pretend, map_id=workshop.map_id)
    if count:
        words = ngettext("{count} thing was added.", "{count} things were added.", count).format(count=count)
        st.toast(words, icon=":material/smart_toy:")
    elif count == 0:
        st.toast(_("This step takes nothing from them. Go to another one."), icon=":material/smart_toy:")
