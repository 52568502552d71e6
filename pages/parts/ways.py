"""Ways between pages: real links, and going there after a deed."""

from __future__ import annotations

from typing import Literal, NoReturn

import streamlit as st


def link(path: str, label: str, *, icon: str | None = None, **params: str) -> None:
    """A link to a page of ours by its address ("missions"), with query parameters such as mission=…"""
    st.page_link(_page(path), label=label, icon=icon, query_params=params)


def step(
    words: str, *, key: str, icon: str | None = None, kind: Literal["secondary", "tertiary"] = "tertiary", **params: str
) -> None:
    """A button to another view of the same page; Streamlit would draw a link there as the page one is on.

    The address is set before the page is drawn: set just before a rerun, it often never reaches the browser.
    """
    given = {name: value for name, value in params.items() if value}
    st.button(words, icon=icon, type=kind, key=key, on_click=st.query_params.from_dict, args=(given,))


def go(path: str, **params: str) -> NoReturn:
    """Leave for a page of ours."""
    st.switch_page(_page(path), query_params=params)


def _page(path: str) -> st.Page:
    """Streamlit knows a page by its address alone, so this stands for the one that frame.py has listed."""
    return st.Page(_nothing, title=path, url_path=path)


def _nothing() -> None:
    """Never drawn."""
