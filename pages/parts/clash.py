"""Two people at one form: both wordings of each field side by side, and whose stays; and what a page was drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import tell
from pages.parts.style import card
from pages.parts.words import plain
from sotecin_graph.errors import StaleVersion
from sotecin_graph.language import N_, _

T = TypeVar("T")
Word = Callable[[str], str]
Text = Callable[[str, Any], str]
"""What a field is called, and what its value says, in the reader's language."""

_SIDES = {"mine": N_("Keep mine"), "theirs": N_("Keep theirs")}


class Clash:
    """A form's fields where somebody else may have saved the same meanwhile; drawn before its button, asked after it.

    `began` are the values with which the writer's form began. What somebody else has saved is shown in `place` until
    the form is saved, and is the new beginning: only what changes yet again is asked for anew.
    """

    def __init__(self, desk: Desk, form: str, began: Mapping[str, Any], *, word: Word, text: Text) -> None:
        self._desk, self._form, self._began, self._word, self._text = desk, form, began, word, text
        self._at = f"clash.{form}.{desk.form_key(form)}"

    def sides(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """Draw both wordings where there is a clash; of one's own values those that stay."""
        self._place = st.empty()
        stale: StaleVersion | None = self._desk.keep.values.get(self._at)
        return self._chosen(stale, mine) if stale else dict(mine)

    def save(self, use_case: Callable[..., T], kept: Mapping[str, Any], **given: Any) -> T | None:
        """What the use case returns, given `began` and one's own values; None where both wordings are shown now."""
        known: StaleVersion | None = self._desk.keep.values.get(self._at)
        began = {**self._began, **(known.theirs if known else {})}
        try:
            saved = self._desk.do(use_case, began=began, **given, **kept)
        except StaleVersion as stale:
            self._desk.keep.values[self._at] = stale
            self._chosen(stale, kept)
            return None
        self._desk.keep.values.pop(self._at, None)
        self._desk.renew(self._form)
        return saved

    def _chosen(self, stale: StaleVersion, mine: Mapping[str, Any]) -> dict[str, Any]:
        kept = dict(mine)
        with self._place.container(), card(f"clash-{self._form}"):
            tell(stale)
            for name in [name for name in stale.theirs if name in mine]:
                if self._side(stale, name, mine[name]) == "theirs":
                    del kept[name]
        return kept

    def _side(self, stale: StaleVersion, name: str, mine: Any) -> str | None:
        st.markdown(f"**{plain(self._word(name))}**")
        told = ((stale.by or _("Someone else"), stale.theirs[name]), (_("You"), mine))
        for column, (whose, value) in zip(st.columns(2), told, strict=True):
            with column:
                st.caption(plain(whose))
                st.text(self._text(name, value) or _("(empty)"))
        return st.segmented_control(
            self._word(name),
            list(_SIDES),
            default="mine",
            required=True,
            format_func=lambda each: _(_SIDES[each]),
            label_visibility="collapsed",
            key=f"{self._at}.{name}.{stale.version}.{abs(hash(repr(stale.theirs[name])))}",
        )


def begin(desk: Desk, form: str, version: int) -> None:
    """Open a form: what was begun on an earlier version and not saved, with its clash, is given up."""
    key = f"opened.{form}"
    if desk.keep.values.get(key) != version:
        desk.renew(form)
    desk.keep.values[key] = version


def seen(desk: Desk, what: str, version: int) -> int:
    """The version of a thing that this session was shown when it drew the page last, and that it is shown from now on.

    Asked for once a run: what someone pressed was drawn in the run before.
    """
    key = f"seen.{what}"
    before: int = desk.keep.values.get(key, version)
    desk.keep.values[key] = version
    return before
