"""People's text on a page: shown as they wrote it, never as markup."""

from __future__ import annotations

import re

from sotecin_graph import statements
from sotecin_graph.elements import Element
from sotecin_graph.language import ngettext
from sotecin_graph.vocabulary import label

_BLANKS = re.compile(r"[^\S\xa0\u202f]+")
"""Space that may break; a no-break space between number and unit is not among it."""

_PERCENT = re.compile(r"(?<=\d) (?=%)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def plain(text: str) -> str:
    """The text with Markdown's own signs escaped, on one line, for labels, badges and st.markdown."""
    line = _PERCENT.sub("\xa0", _BLANKS.sub(" ", text).strip())
    return _SPECIAL.sub(r"\\\1", line)


def word_count(text: str) -> str:
    """How long a text is: "27 words"."""
    count = statements.word_count(text)
    return ngettext("{count} word", "{count} words", count).format(count=count)


def element_words(element: Element) -> str:
    """An element in a list to choose from: its name and kind."""
    return f"{element.name} ({label(element.kind)})"
