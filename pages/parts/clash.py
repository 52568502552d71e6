"""Two people at one form: what someone else changed meanwhile is shown before one's own words replace it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts.desk import Desk
from sotecin_graph.calls import Wording
from sotecin_graph.language import _


def may_save(desk: Desk, form: str, wanted: Mapping[str, Any], *, before: Any, now: Any) -> bool:
    """False where a field of `wanted` was changed by someone else since the form was opened, and tells what they wrote.

    `before` is what the form was opened with, `now` what is kept. Sending the form once more is the decision to
    replace it, unless it has changed yet again.
    """
    theirs = {
        name: getattr(now, name)
        for name, own in wanted.items()
        if getattr(now, name) not in (getattr(before, name), own)
    }
    shown = f"{form}.clash"
    if not theirs or desk.keep.values.get(shown) == theirs:
        desk.keep.values.pop(shown, None)
        return True
    desk.keep.values[shown] = theirs
    st.warning(
        _("Someone changed the same while you were writing. Nothing is saved yet: save again to keep yours."),
        icon=":material/merge:",
    )
    for value in theirs.values():
        words = _words(value)
        if words:
            st.caption(_("What stands there now"))
            st.text(words)
    return False


def _words(value: Any) -> str:
    """The text of a field, as far as it is text."""
    if isinstance(value, Wording):
        return f"{value.title}\n{value.problem}\n{value.wish}"
    return value if isinstance(value, str) else ""


def seen(desk: Desk, what: str, version: int) -> int:
    """The version of a thing that this session was shown when it drew the page last, and that it is shown from now on.

    Asked for once a run: what someone pressed was drawn in the run before.
    """
    key = f"seen.{what}"
    before: int = desk.keep.values.get(key, version)
    desk.keep.values[key] = version
    return before
