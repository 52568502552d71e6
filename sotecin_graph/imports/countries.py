"""Countries as files write them, in any of the hubs' languages, as ISO 3166-1 alpha-2."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from sotecin_graph.imports.words import plain
from sotecin_graph.language import LANGUAGES

_ALSO = ("pt_PT", "fr", "es", "el", "pl", "bg")
_OTHER_NAMES = {
    "uk": "GB",
    "greece": "GR",
    "el": "GR",
    "holland": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
}


def country_of(text: str) -> str:
    """The code of the country that a cell names, or an empty text where that is not certain."""
    if not text:
        return ""
    stripped = text.strip()
    if len(stripped) == 2 and stripped.isascii() and stripped.upper() in _codes():
        return stripped.upper()
    return _names().get(plain(stripped), "")


@lru_cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())


@lru_cache
def _names() -> dict[str, str]:
    names: dict[str, str] = dict(_OTHER_NAMES)
    for language in (*LANGUAGES, *_ALSO):
        for code, name in Locale.parse(language).territories.items():
            if code in _codes():
                names.setdefault(plain(name), code)
    return names
