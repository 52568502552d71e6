"""The form of a mission's brief: one dialog with a tab for each part; only what was changed is sent."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import mission_fields, mission_lists
from pages.parts.clash import may_save
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.states import mission_state_word
from sotecin_graph.language import N_, _
from sotecin_graph.missions import MissionState
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionView

PARTS = {
    "statement": N_("Statement"),
    "figures": N_("Figures"),
    "benefit": N_("Who benefits"),
    "scope": N_("Scope"),
    "members": N_("Members"),
    "council": N_("Council"),
    "steps": N_("Next steps"),
}
"""The parts of the form by the key of their tab."""

_OF_CHECK = {
    "deadline": ("figures", N_("Set a date")),
    "target": ("figures", N_("Set a target")),
    "baseline": ("figures", N_("Fill in")),
    "place": ("statement", N_("Choose")),
    "no-solution": ("statement", N_("Reword")),
    "cross-sector": ("members", N_("Add members")),
    "bottom-up": ("members", N_("Add challenges")),
    "strategies": ("statement", N_("Choose")),
    "one-sentence": ("statement", N_("Reword")),
    "benefit": ("benefit", N_("Say who")),
    "evidence": ("members", N_("Add members")),
    "ownership": ("council", N_("Settle it")),
    "readable": ("statement", N_("Reword")),
}
"""For each check the part of the form that it asks for, and the word on its button."""


def action_word(check: str) -> str:
    """What the button of a check says."""
    return _(_OF_CHECK.get(check, ("", N_("Edit")))[1])


def open_for(desk: Desk, view: MissionView, check: str) -> None:
    """Open what a check asks for: the sign-off where only that is lacking, else the form at the right part."""
    if check == "ownership" and view.mission.council and not view.mission.signed_off_by:
        sign(desk, view)
    else:
        edit(desk, view, _OF_CHECK.get(check, ("statement", ""))[0])


def edit(desk: Desk, view: MissionView, part: str) -> None:
    """Open the form at a part of PARTS."""
    st.dialog(_("Edit the brief"), width="medium")(_edit)(desk, view, part)


def _edit(desk: Desk, view: MissionView, part: str) -> None:
    form = f"mission.{view.mission.id}"
    titles = [_(title) for title in PARTS.values()]
    with st.form(f"missions.form.{desk.form_key(form)}", border=False):
        tabs = st.tabs(titles, default=_(PARTS[part]))
        values: dict[str, Any] = {}
        for tab, draw in zip(tabs, (*mission_fields.PARTS, *mission_lists.PARTS), strict=True):
            with tab:
                values |= draw(view)
        notice = st.container()
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        changed = {name: value for name, value in values.items() if value != getattr(view.mission, name)}
        with notice, told():
            now = desk.ask(missions.view, mission_id=view.mission.id).mission
            if may_save(desk, form, changed, before=view.mission, now=now):
                desk.do(missions.edit_mission, mission_id=view.mission.id, **changed)
                desk.renew(form)
                st.rerun()


def sign(desk: Desk, view: MissionView) -> None:
    """Ask for the state that the mission moves to; whoever adopts it signs with their name."""
    st.dialog(_("Sign off"))(_sign)(desk, view)


def _sign(desk: Desk, view: MissionView) -> None:
    states = list(MissionState)
    with st.form(f"missions.sign.{desk.form_key('mission.sign')}", border=False):
        state = st.radio(
            _("State"),
            states,
            index=states.index(view.mission.state),
            format_func=mission_state_word,
            captions=[
                _("The hub lead and the room still write."),
                _("The council reads and changes."),
                _("The council and the hub lead stand behind it."),
                _("The council looks after it and its innovators."),
                _("Nothing more is expected."),
            ],
        )
        st.caption(_("Adopting it puts your name, {name}, under the brief.").format(name=desk.actor.name))
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent and state:
        with told():
            desk.do(missions.sign_off, mission_id=view.mission.id, state=state)
            desk.renew("mission.sign")
            st.rerun()
