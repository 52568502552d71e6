"""Writing a mission: all fields of its brief, the checks beside them as they would stand, and saving as a version.

What is written stays with the session until it is saved or given up, also when one leaves the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from pages.parts import mission_checks, mission_clash, mission_fields, mission_form, mission_lists
from pages.parts.desk import Desk, open_desk
from pages.parts.live_writing import commit_while_writing
from pages.parts.notices import done, told
from pages.parts.states import mission_badge
from pages.parts.style import row
from pages.parts.ways import step
from pages.parts.words import plain
from sotecin_graph.errors import StaleVersion
from sotecin_graph.language import _
from sotecin_graph.missions import Mission, field_word
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionView

AREA = "missions-writing"


@dataclass(slots=True)
class Draft:
    """What a session writes on a mission: from which version, what stands in the fields, and what others wrote.

    `start` is what the fields begin with when the page is drawn; it must not change while they are on the screen.
    """

    opened: MissionView
    start: MissionView
    values: dict[str, Any] = field(default_factory=dict)
    clash: StaleVersion | None = None


def show(desk: Desk, view: MissionView, part: str) -> None:
    """Draw the form at a part of PARTS, with what this session wrote before and has not saved."""
    drafts = desk.keep.values.setdefault("mission.drafts", {})
    before = drafts.get(view.mission.id)
    draft = before or Draft(view, view)
    draft.start = replace(view, mission=replace(draft.opened.mission, **draft.values))
    drafts[view.mission.id] = draft
    step(_("Back to the mission"), key="missions.back", icon=":material/arrow_back:", mission=view.mission.id)
    with row():
        st.title(plain(view.mission.title), anchor=False, width="content")
        mission_badge(view.mission.state, view.mission.version)
    saved = desk.keep.values.pop("mission.saved", "")
    if saved:
        done(saved)

    @st.fragment
    def shown() -> None:
        _form(open_desk(), draft, part)

    shown()


def _form(desk: Desk, draft: Draft, part: str) -> None:
    ident = draft.opened.mission.id
    key = desk.form_key(f"mission.{ident}")
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(key=AREA):
        draft.values = _fields(draft, part, key)
        commit_while_writing(AREA)
    with right, st.container(key="live-checks"):
        mission_checks.live(desk.ask(missions.checks_if, mission_id=ident, **draft.values))
    with left:
        kept = set(draft.values)
        if draft.clash:
            kept = mission_clash.choose(draft.clash, draft.values, draft.opened, key)
        _levers(desk, draft, kept, key)


def _fields(draft: Draft, part: str, key: str) -> dict[str, Any]:
    """Draw all parts; what differs from the version that was opened."""
    tabs = st.tabs([_(title) for title in mission_form.PARTS.values()], default=_(mission_form.PARTS[part]))
    values: dict[str, Any] = {}
    for tab, draw in zip(tabs, (*mission_fields.PARTS, *mission_lists.PARTS), strict=True):
        with tab:
            values |= draw(draft.start, key)
    return {name: value for name, value in values.items() if value != getattr(draft.opened.mission, name)}


def _levers(desk: Desk, draft: Draft, kept: set[str], key: str) -> None:
    notice = st.container()
    with row():
        is_sent = st.button(
            _("Save as a new version"), type="primary", icon=":material/check:", key=f"missions.save.{key}"
        )
        if draft.values and st.button(_("Give up what I wrote"), type="tertiary", key=f"missions.give-up.{key}"):
            _close(desk, draft)
            st.rerun()
        st.caption(_unsaved(draft), width="content")
    if is_sent:
        with notice:
            _save(desk, draft, kept)


def _unsaved(draft: Draft) -> str:
    if not draft.values:
        return _("Nothing is unsaved.")
    names = ", ".join(field_word(name) for name in draft.values)
    return _("Not saved yet: {fields}").format(fields=plain(names))


def _save(desk: Desk, draft: Draft, kept: set[str]) -> None:
    opened = draft.opened.mission
    wanted = {name: value for name, value in draft.values.items() if name in kept}
    with told():
        try:
            expected = draft.clash.version if draft.clash else opened.version
            after = desk.do(missions.edit_mission, mission_id=opened.id, expected=expected, **wanted)
        except StaleVersion as stale:
            draft.clash = stale
            st.rerun()
        desk.keep.values["mission.saved"] = _saved(opened, after, set(wanted))
        _close(desk, draft)
        st.rerun()


def _saved(opened: Mission, after: Mission, own: set[str]) -> str:
    """That it is saved, what others had changed meanwhile, and whether a signature has lapsed."""
    if after.version == opened.version:
        return _("Nothing had changed.")
    said = [_("Saved as version {version}.").format(version=after.version)]
    theirs = [
        field_word(name)
        for name in mission_clash.FIELDS
        if name not in own and getattr(after, name) != getattr(opened, name)
    ]
    if theirs:
        said.append(_("What others have changed meanwhile is kept: {fields}.").format(fields=", ".join(theirs)))
    if opened.signed_off_by and not after.signed_off_by:
        said.append(_("What was signed off has changed: it waits for a new signature."))
    return " ".join(said)


def _close(desk: Desk, draft: Draft) -> None:
    ident = draft.opened.mission.id
    desk.keep.values.get("mission.drafts", {}).pop(ident, None)
    desk.renew(f"mission.{ident}")
