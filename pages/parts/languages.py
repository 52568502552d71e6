"""The choice of language, each named in itself."""

from __future__ import annotations

import streamlit as st
from babel import Locale

from pages.parts.desk import Desk
from pages.parts.door import keep_language
from sotecin_graph.language import LANGUAGES, _, speak


def choose_language(desk: Desk, *, key: str) -> None:
    """A selector of the hubs' languages; the session goes on in the chosen one, and so does this browser later."""
    chosen = st.selectbox(
        _("Language"),
        LANGUAGES,
        index=LANGUAGES.index(desk.keep.language),
        format_func=_own_name,
        key=key,
        width=220,
    )
    if chosen != "en":
        st.caption(_("No native speaker has read this translation yet. Tell your hub what sounds wrong."))
    if chosen != desk.keep.language:
        desk.keep.language = desk.keep.chosen = chosen
        st.query_params.pop("language", None)
        speak(chosen)
        st.rerun()
    if desk.keep.chosen:
        keep_language(desk.keep.chosen)


def _own_name(language: str) -> str:
    name = Locale(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]
