"""Beside the programme's chart: what was promised and reached, and a list of what waits for someone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.style import card
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.coverage import Waiting
from sotecin_graph.language import _
from sotecin_graph.services.overview import EmptySeats, Overview

AT_ONCE = 5
"""So many of those that wait are shown; the others are folded."""


def promises(seen: Overview) -> None:
    """Figures that this database can count beside what the programme promised."""
    st.subheader(_("Promised and reached"), anchor=False)
    for target in seen.targets:
        words = _("{what}: **{reached}** of {promised}")
        words = words.format(what=target.title, reached=target.reached, promised=target.promised)
        if target.is_reached:
            words += f" :green-badge[:material/check: {_('reached')}]"
        st.progress(min(target.reached / target.promised, 1.0), text=words)
    st.caption(_("Applications, supported innovators and demonstrations are not kept here."))


def waiting(seen: Overview) -> None:
    """What someone could take up next; in the order of hubs, no ranking."""
    st.subheader(_("Waiting for someone"), anchor=False)
    with card("waiting"):
        if not seen.waiting:
            st.caption(_("Nothing waits just now."))
        _lines(seen.waiting[:AT_ONCE])
        rest = seen.waiting[AT_ONCE:]
        if rest:
            with st.expander(_("{count} more").format(count=len(rest)), icon=":material/more_horiz:"):
                _lines(rest)


def _lines(found: Sequence[Waiting | EmptySeats]) -> None:
    for each in found:
        if isinstance(each, EmptySeats):
            said = each.gaps.sentence() if each.has_council else _("no council yet")
            st.markdown(f"**{plain(each.mission.title)}**: {plain(said)}")
            link("missions", _("Open the mission"), icon=":material/flag:", mission=each.mission.id)
        else:
            st.markdown(_with_head(each.sentence()))


def _with_head(sentence: str) -> str:
    """A sentence with what it is about, before its colon, in bold."""
    head, colon, rest = sentence.partition(": ")
    return f"**{plain(head)}**{colon}{plain(rest)}" if colon else plain(sentence)
