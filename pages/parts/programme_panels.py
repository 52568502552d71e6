"""Beside the programme's chart: what was promised and reached, and a list of what waits for someone."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.style import card
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import listed
from sotecin_graph.language import _, ngettext
from sotecin_graph.services.overview import PROMISED, Lack, Overview, Promise, Waiting, promise_label
from sotecin_graph.vocabulary import label

AT_ONCE = 5
"""So many of those that wait are shown; the others are folded."""


def promises(seen: Overview) -> None:
    """Figures that this database can count beside what the programme promised."""
    st.subheader(_("Promised and reached"), anchor=False)
    for promise, promised in PROMISED.items():
        reached = seen.reached[promise]
        words = _("{what}: **{reached}** of {promised}")
        more = "+" if promise is Promise.COUNTRIES else ""
        words = words.format(what=promise_label(promise), reached=reached, promised=f"{promised}{more}")
        if reached >= promised:
            words += f" :green-badge[:material/check: {_('reached')}]"
        st.progress(min(reached / promised, 1.0), text=words)
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
    for index, each in enumerate(found):
        st.markdown(_words(each))
        is_last_of_mission = index + 1 == len(found) or found[index + 1].mission_id != each.mission_id
        if each.mission_id and is_last_of_mission:
            link("missions", _("Open the mission"), icon=":material/flag:", mission=each.mission_id)


def _words(each: Waiting) -> str:
    hub, mission = label(each.hub), plain(each.title)
    if each.lack is Lack.MISSION and each.chain:
        words = ngettext("{count} challenge, no mission", "{count} challenges, no mission", each.count)
        return f"**{hub}, {label(each.chain)}**: {words.format(count=each.count)}"
    if each.lack is Lack.OWNERS:
        words = ngettext("{count} challenge without an owner", "{count} challenges without an owner", each.count)
        return f"**{mission}**: {words.format(count=each.count)}"
    if each.lack is Lack.SEAT:
        groups = listed(label(group) for group in each.groups)
        return f"**{mission}**: {_('no seat in the council for {groups}').format(groups=groups)}"
    return f"**{hub}**: {_('no workshop yet')}"
