"""Words as they are looked up, and which of the hubs' working languages a text may be in, by its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_OWN_SIGNS = {
    "ğ": "tr",
    "ı": "tr",
    "ő": "hu",
    "ű": "hu",
    "ă": "ro",
    "ț": "ro",
    "ș": "ro",
    "ß": "de",
    "ä": "de",
    "ã": "pt",
}
_OWN_ENDINGS = re.compile(r"(yor|l[ae]r|l[ae]r[iı]|n[iı]n|m[ae]k|m[ae]s[iı])$")
"""Turkish says with endings what others say with small words."""


class _Plain(dict[int, str]):
    """What each sign becomes without accents, found when it is first met."""

    def __missing__(self, code: int) -> str:
        split = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(sign for sign in split if not unicodedata.combining(sign))
        return self[code]


_plain = _Plain({ord("ı"): "i"})


def folded(text: str) -> str:
    """The text in lower case without accents, so that writings of one word meet; Turkish ı becomes i."""
    return text.lower() if text.isascii() else text.casefold().translate(_plain)


def signs_of(words: Iterable[str]) -> Counter[str]:
    """How much in a text's words (in lower case, with accents) tells each language, but for what they name."""
    listed = list(words)
    said = Counter(language for word in listed for language in small_words().get(word, ()))
    said.update({_OWN_SIGNS[sign] for word in listed for sign in word if sign in _OWN_SIGNS})
    said.update(["tr"] if any(_OWN_ENDINGS.search(word) for word in listed) else [])
    return said


@cache
def small_words() -> dict[str, tuple[str, ...]]:
    """The words by which a sentence tells its language, each with its languages."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "words" / "small_words.txt").read_text(encoding="utf-8").splitlines():
        language, told, words = line.partition(":")
        for word in words.split() if told and not line.startswith("#") else ():
            found[word] = (*found.get(word, ()), language)
    return found
