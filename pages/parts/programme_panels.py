"""Beside the programme's chart: what was promised and reached, and a list of what waits for someone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.states import badge
from pages.parts.style import card, row
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import listed
from sotecin_graph.language import _, ngettext
from sotecin_graph.services.overview import PROMISED, Lack, Overview, Waiting, promise_label
from sotecin_graph.vocabulary import label

AT_ONCE = 5
"""So many of those that wait are shown; the others are folded."""


def promises(seen: Overview) -> None:
    """Figures that this database can count beside what the programme promised."""
    st.subheader(_("Promised and reached"), anchor=False)
    for promise, promised in PROMISED.items():
        reached = seen.reached[promise]
        words = _("{what}: **{reached}** of {promised}")
        with row():
            st.markdown(words.format(what=promise_label(promise), reached=reached, promised=promised), width="content")
            if reached >= promised:
                badge(_("reached"), "green", "check")
        st.progress(min(reached / promised, 1.0))
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


def _lines(found: Sequence[Waiting]) -> None:
    for each in found:
        if each.mission_id:
            link("missions", _words(each), icon=":material/flag:", mission=each.mission_id)
        else:
            st.markdown(_words(each))


def _words(each: Waiting) -> str:
    hub, mission = label(each.hub), plain(each.title)
    if each.lack is Lack.MISSION and each.chain:
        words = ngettext(
            "**{hub}, {chain}**: {count} challenge, no mission",
            "**{hub}, {chain}**: {count} challenges, no mission",
            each.count,
        )
        return words.format(hub=hub, chain=label(each.chain), count=each.count)
    if each.lack is Lack.OWNERS:
        words = ngettext(
            "**{mission}**: {count} challenge without an owner",
            "**{mission}**: {count} challenges without an owner",
            each.count,
        )
        return words.format(mission=mission, count=each.count)
    if each.lack is Lack.SEAT:
        groups = listed(label(group) for group in each.groups)
        words = _("**{mission}**: no seat in the council for {groups}")
        return words.format(mission=mission, groups=groups)
    return _("**{hub}**: no workshop yet").format(hub=hub)
