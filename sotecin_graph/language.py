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

LANGUAGES = ("en", "nl", "pt", "it", "ro", "hu", "de", "tr")
"""The hubs' working languages, ISO 639-1."""

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


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for the length of a block, such as the one of a document."""
    token = _current.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _current.reset(token)


def _(text: str) -> str:
    """The text in the language of the running task."""
    return _catalogue(_current.get()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text that fits a number, in the language of the running task."""
    return _catalogue(_current.get()).ngettext(one, many, number)


def capital(text: str) -> str:
    """The text with a large first letter, as the language of the running task writes it: a Turkish i becomes İ."""
    return ("İ" if text[:1] == "i" and _current.get() == "tr" else text[:1].upper()) + text[1:]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text
