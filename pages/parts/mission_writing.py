"""Writing a mission: all fields of its brief, the checks beside them as they would stand, and saving as a version.

What is written stays with the session until it is saved or given up, also when one leaves the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from pages.parts import mission_checks, mission_fields, mission_form, mission_lists
from pages.parts.clash import Clash
from pages.parts.desk import Desk, open_desk
from pages.parts.live_writing import commit_while_writing
from pages.parts.notices import done, told
from pages.parts.states import mission_badge
from pages.parts.style import row
from pages.parts.ways import step
from pages.parts.words import plain
from sotecin_graph.differences import field_text
from sotecin_graph.language import _
from sotecin_graph.missions import MISSION_FIELDS, Mission, field_word
from sotecin_graph.services import missions
from sotecin_graph.services.missions import MissionView

AREA = "missions-writing"


@dataclass(slots=True)
class Draft:
    """What a session writes on a mission: from which version, and what stands in the fields.

    `start` is what the fields begin with when the page is drawn; it must not change while they are on the screen.
    """

    opened: MissionView
    start: MissionView
    values: dict[str, Any] = field(default_factory=dict)


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
        names = {each.id: each.name for each in (*draft.opened.elements, *draft.opened.others)}
        began = {name: getattr(draft.opened.mission, name) for name in MISSION_FIELDS}
        text = partial(field_text, names=names)
        two = Clash(desk, f"mission.{ident}", began, word=field_word, text=text)
        _levers(desk, draft, two, two.sides(draft.values), key)


def _fields(draft: Draft, part: str, key: str) -> dict[str, Any]:
    """Draw all parts; what differs from the version that was opened."""
    tabs = st.tabs([_(title) for title in mission_form.PARTS.values()], default=_(mission_form.PARTS[part]))
    values: dict[str, Any] = {}
    for tab, draw in zip(tabs, (*mission_fields.PARTS, *mission_lists.PARTS), strict=True):
        with tab:
            values |= draw(draft.start, key)
    return {name: value for name, value in values.items() if value != getattr(draft.opened.mission, name)}


def _levers(desk: Desk, draft: Draft, two: Clash, kept: dict[str, Any], key: str) -> None:
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
            _save(desk, draft, two, kept)


def _unsaved(draft: Draft) -> str:
    if not draft.values:
        return _("Nothing is unsaved.")
    names = ", ".join(field_word(name) for name in draft.values)
    return _("Not saved yet: {fields}").format(fields=plain(names))


def _save(desk: Desk, draft: Draft, two: Clash, kept: dict[str, Any]) -> None:
    opened = draft.opened.mission
    with told():
        after = two.save(missions.edit_mission, kept, mission_id=opened.id)
        if after:
            desk.keep.values["mission.saved"] = _saved(opened, after, set(kept))
            _close(desk, draft)
            st.rerun()


def _saved(opened: Mission, after: Mission, own: set[str]) -> str:
    """That it is saved, what others had changed meanwhile, and whether a signature has lapsed."""
    if after.version == opened.version:
        return _("Nothing had changed.")
    said = [_("Saved as version {version}.").format(version=after.version)]
    theirs = [
        field_word(name) for name in MISSION_FIELDS if name not in own and getattr(after, name) != getattr(opened, name)
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
