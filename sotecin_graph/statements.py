"""Reading the sentence of a mission: dates, figures, words that name a solution, sentences and abbreviations.

Plain patterns that work in the eight hub languages; they prompt a second look and decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

SOLUTION_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("app", "platform", "portal", "software", "blockchain", "website", "dashboard", "marketplace", "chatbot"),
    "de": ("app", "plattform", "portal", "software", "blockchain", "webseite", "webshop", "marktplatz", "roboter"),
    "nl": ("app", "platform", "portaal", "software", "blockchain", "website", "webwinkel", "marktplaats", "robot"),
    "pt": ("app", "aplicativo", "plataforma", "portal", "software", "blockchain", "website", "robô"),
    "it": ("app", "piattaforma", "portale", "software", "blockchain", "website", "robot"),
    "ro": ("app", "aplicație", "aplicaţie", "platformă", "portal", "software", "blockchain", "website", "robot"),
    "hu": ("app", "platform", "portál", "szoftver", "blokklánc", "weboldal", "webáruház", "piactér", "robot"),
    "tr": ("app", "platform", "portal", "yazılım", "blokzincir", "pazaryeri", "robot"),
}
"""Words that name a means rather than an end, by language: a mission that holds one already holds its solution.

In small letters; longer words than these count too where they begin with one of five letters or more ("platforms",
"plattformen"). Words with a second meaning in the field are left out ("tool", "site", Turkish "araç", a vehicle). A
sentence is read with the lists of all eight languages, as missions are written in any.
"""

_LEAST_STEM = 5
_YEAR = re.compile(r"(?<![\d.,])(20\d\d)(?![\d%]|[.,]\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMBER = r"(?<![\w.,])\d[\d.,]*(?:[\s\u00a0]\d{3})*[\s\u00a0]?"
_UNIT = (
    r"(?:%|‰|€|(?:per\s?cent|prozent|procent|por cento|per cento|százalék|tonn\w*|tonelada\w*|kilo|kg|kt|mt|t|g|km|"
    r"m²|m2|m³|m3|l|lit\w+|kwh|mwh|gwh|eur|euros?)\b)"
)
_MEASURE = re.compile(rf"[€%]\s?\d|{_NUMBER}{_UNIT}", re.IGNORECASE)
_COUNT = re.compile(rf"{_NUMBER}[^\W\d_]{{3,}}")
_SHARE_WORDS = re.compile(
    r"\b(?:half|a third|a quarter|twice|double|halve|all|every|none|no more|zero|hälfte|drittel|doppelt|alle|helft|"
    r"metade|metà|jumătate|dublu|fele|yarısı|yarıya)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)")
_CAPITALS = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*\b")
_COMMON_CAPITALS = frozenset({"EU", "SDG", "CO2", "EUR", "SME", "NGO"})


def latest_date(text: str) -> date | None:
    """The latest date (YYYY-MM-DD) or year (20YY, its last day) that a text names."""
    days = []
    for year, month, day in _ISO.findall(text):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    days += [date(int(year), 12, 31) for year in _YEAR.findall(_ISO.sub(" ", text))]
    return max(days, default=None)


def has_target(text: str) -> bool:
    """Whether a text names a number with a unit or with what is counted; a year alone is neither."""
    return bool(_MEASURE.search(text) or _COUNT.search(_YEAR.sub(" ", text)))


def has_target_in_words(text: str) -> bool:
    """Whether a text names a share or an extreme in words, such as "half" or "all"."""
    return bool(_SHARE_WORDS.search(text))


def solution_words(text: str) -> list[str]:
    """The words of a text that name a means rather than an end, in their order, in any of the eight languages."""
    wanted = {word for words in SOLUTION_WORDS.values() for word in words}
    stems = tuple(word for word in wanted if len(word) >= _LEAST_STEM)
    said = [part for word in _WORD.findall(text.replace("İ", "i").lower()) for part in word.split("-")]
    found = [word for word in said if word in wanted or word == "apps" or word.startswith(stems)]
    return list(dict.fromkeys(found))


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(edges) if text[begin:end].strip()]


def longest_stretch(text: str) -> int:
    """The most words that stand without a comma or other pause."""
    return max(word_count(part) for part in re.split(r"[,;:–—.!?]", text))


def unexplained(text: str) -> list[str]:
    """Abbreviations in capitals that the text does not explain in brackets; those that everyone knows are left out."""
    bracketed = {word for inside in re.findall(r"\(([^)]*)\)", text) for word in _CAPITALS.findall(inside)}
    explained = {match.group(1) for match in re.finditer(r"\b([A-Z]{2,}[A-Z0-9]*)\s*\(", text)}
    found = dict.fromkeys(_CAPITALS.findall(text))
    known = _COMMON_CAPITALS | bracketed | explained
    return [word for word in found if word not in known and not re.fullmatch(r"R\d", word)]
