"""Words on screen in the reader's language: gettext for sentences, Babel for names, numbers and dates.

The language belongs to the running task (a context variable), so that sixty sessions of one process can each have
their own. English stands in the source; other languages are catalogues in locale/<language>/LC_MESSAGES.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("en", "nl", "pt", "it", "ro", "hu", "de", "tr")
"""The hubs' working languages, ISO 639-1."""

_REGIONS = {"en": "en_GB", "pt": "pt_PT"}
"""Where Babel's and the browsers' default for a language is not that of the hubs (American, Brazilian)."""

_LOCALE_DIR = Path(__file__).parent / "locale"
_current: ContextVar[str] = ContextVar("language", default="en")


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("sotecin", _LOCALE_DIR, languages=[language], fallback=True)


def speak(language: str) -> None:
    """Set the language of the running task; one that is not among LANGUAGES becomes English."""
    _current.set(language if language in LANGUAGES else "en")


def spoken() -> str:
    """The language of the running task, ISO 639-1."""
    return _current.get()


def locale() -> Locale:
    """The Babel locale of the language of the running task."""
    return Locale.parse(_REGIONS.get(spoken(), spoken()))


def tag() -> str:
    """The language of the running task as browsers count and sort in it (BCP 47): "pt-PT"."""
    return str(locale()).replace("_", "-")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for the length of a block, such as the one of a document."""
    token = _current.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _current.reset(token)


def _(text: str) -> str:
    """The text in the language of the running task; of none, none: gettext would give the catalogue's own head."""
    return _catalogue(_current.get()).gettext(text) if text else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text that fits a number, in the language of the running task."""
    return _catalogue(_current.get()).ngettext(one, many, number)


def number(value: float) -> str:
    """A number with the language's signs for thousands and decimals, of which it has at most three: "3.5"."""
    return str(format_decimal(value, locale=locale()))


def tenths(value: float) -> str:
    """A number with one decimal, also where that is none: "3.0"."""
    return str(format_decimal(value, format="#,##0.0", locale=locale()))


def percent(share: float) -> str:
    """A share (0 to 1) in whole percent: "50%"."""
    return str(format_percent(share, locale=locale()))


def capital(text: str) -> str:
    """The text with a large first letter, as the language of the running task writes it: a Turkish i becomes İ."""
    return ("İ" if text[:1] == "i" and _current.get() == "tr" else text[:1].upper()) + text[1:]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text
