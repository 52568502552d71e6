"""Dialogs: what happens inside one runs without the page around it, in a task that knows no language and no reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

import streamlit as st

from pages.parts.desk import open_desk


def ask(title: str, content: Callable[..., None], *given: Any, width: Literal["small", "medium"] = "small") -> None:
    """Open a dialog; `content` gets a desk of its own at each of its reruns, and then what was given."""

    @wraps(content)
    def shown() -> None:
        content(open_desk(), *given)

    st.dialog(title, width=width)(shown)()
