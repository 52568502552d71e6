"""Errors and confirmations in a person's words: the only place of the pages that turns an error into a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from sotecin_graph.errors import Conflict, NotAllowed, SotecinError, StepForbids

_QUOTED = re.compile(r"([\\`*_\[\]<~$#])")
"""Markdown's signs for pictures, links, code and emphasis."""


@contextmanager
def told() -> Iterator[None]:
    """Tell an error of the block where it happened, and go on with the page."""
    try:
        yield
    except SotecinError as error:
        tell(error)


def tell(error: SotecinError) -> None:
    """Show what happened, that nothing is lost, and what to do."""
    sentence = _QUOTED.sub(r"\\\1", str(error))  # it may quote what people wrote
    if isinstance(error, StepForbids):
        st.info(sentence, icon=":material/lock_clock:")
    elif isinstance(error, Conflict):
        st.warning(sentence, icon=":material/merge:")
    elif isinstance(error, NotAllowed):
        st.warning(sentence, icon=":material/lock:")
    else:
        st.error(sentence, icon=":material/error:")


def done(sentence: str) -> None:
    """Say that something is saved."""
    st.success(sentence, icon=":material/check_circle:")
