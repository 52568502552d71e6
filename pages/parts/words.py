"""People's text on a page: shown as they wrote it, never as markup."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def plain(text: str) -> str:
    """The text with Markdown's own signs escaped, on one line, for labels, badges and st.markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
