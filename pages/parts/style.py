"""The one style sheet: page widths by marker container, quiet cards, legible captions, strong focus rings."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_SHEET = """<style>
[class*="st-key-card-"] { background: var(--card, #FFFFFF); border-color: var(--hair, #DDD5C5) !important; }
.stMainBlockContainer:has(.st-key-full) { max-width: 100%%; padding: 3.85rem .9rem .6rem; }
.stMainBlockContainer:has(.st-key-page) { max-width: 1180px; }
.stMainBlockContainer:has(.st-key-narrow) { max-width: 34rem; }
.st-key-full { gap: .5rem; }
.st-key-lead p { font-size: 1.24rem; line-height: 1.45; text-wrap: pretty; }
.st-key-statement p { font-size: 1.5rem; line-height: 1.36; font-weight: 520; letter-spacing: -.01em;
  text-wrap: pretty; }
h1, h2, h3 { text-wrap: balance; letter-spacing: -.015em; }
[class*="st-key-logo-"] img { max-height: 4.6rem; width: auto; border-radius: .3rem; }
[data-testid="stCaptionContainer"] { color: var(--soft, #555A69); opacity: 1; }
input::placeholder, textarea::placeholder { color: var(--soft, #555A69) !important; opacity: 1 !important; }
*:focus-visible { outline: 3px solid var(--focus, #0B5C66) !important; outline-offset: 2px; }
main:focus-visible, section:focus-visible { outline-offset: -3px; }
@media (max-width: 640px) {
  [data-testid="stPageLink"] a span, [data-testid="stPageLink"] a p { white-space: normal; }
  .st-key-levers { display: none; }
  .stMainBlockContainer { padding-left: 1.1rem; padding-right: 1.1rem; }
}
%s
</style>"""
_DARK = """:root { --card: #1E242E; --hair: #343C49; --soft: #B4B9C4; --focus: #63C7C4; }
button[kind="primary"]:enabled, button[kind="primaryFormSubmit"]:enabled,
[data-testid="stBaseLinkButton-primary"] { color: #14181F !important; }"""


def apply_style() -> None:
    """Send the style sheet, with the dark half where the reader's theme is dark."""
    st.html(_SHEET % (_DARK if st.context.theme.type == "dark" else ""))


def page(width: str = "page") -> DeltaGenerator:
    """The page's column: `full` for the map, `page` (1180 px), `narrow` (34 rem) for phones and forms."""
    return st.container(key=width)


def card(key: str) -> DeltaGenerator:
    """A quiet card; keys are unique on a page."""
    return st.container(border=True, key=f"card-{key}")


def row(*, key: str | None = None, wrap: bool = True) -> DeltaGenerator:
    """A line of things; `st.space("stretch")` inside is the spring."""
    return st.container(horizontal=True, vertical_alignment="center", key=key, wrap=wrap)
