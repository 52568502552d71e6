"""Reading the sentence of a mission: dates, figures, words that name a solution, sentences and abbreviations.

Plain patterns that work in the eight hub languages; they prompt a second look and decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise

from babel.dates import get_month_names

from sotecin_graph.language import LANGUAGES

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

In small letters; longer words than these count too where they begin with one of five letters or more ("platforms") or
hold one of six or more ("reparaturplattform"). Words with a second meaning in the field are left out ("tool", "site",
Turkish "araç", a vehicle). A sentence is read with the lists of all eight languages, as missions are written in any.
"""

_LEAST_STEM, _LEAST_PART = 5, 6
_PLACES = ("portalegre",)
"""Places that begin like a means."""

_YEAR = re.compile(r"(?<![\d.,])(20\d\d)(?![\d%]|[.,]\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_BY_DAY = re.compile(r"(?<![\d.,])(\d\d?)[./](\d\d?)[./](20\d\d)(?!\d)")
_NUMBER = r"(?<![\w.,])\d[\d.,]*(?:[\s\u00a0]\d{3})*[\s\u00a0]?"
_UNIT = (
    r"(?:%|‰|€|(?:per\s?cent|prozent|procent|por cento|per cento|la sută|százalék\w*|tonn\w*|tonelada\w*|tonă|tone|"
    r"kilo|kg|kt|mt|t|g|km|m²|m2|m³|m3|l|lit\w+|kwh|mwh|gwh|eur|euros?)\b)"
)
_MEASURE = re.compile(rf"[€%]\s?\d|{_NUMBER}{_UNIT}", re.IGNORECASE)
_COUNT = re.compile(rf"{_NUMBER}(?P<what>[^\W\d_]{{2,}})")
_SPAN = re.compile(
    r"years?|months?|weeks?|days?|jahre?n?|monate?n?|wochen?|tage?n?|jaar|jaren|maand(?:en)?|weken|dag(?:en)?|anos?|mês|"
    r"meses|semanas?|dias?|ann[oi]|mes[ei]|settiman[ae]|giorn[oi]|ani?|lun[ăai]|săptămân\w+|zile|zi|év\w*|hónap\w*|"
    r"h[ée]te?n?|nap(?:on|ot|ig|ja)?|yıl\w*|ay(?:da|dan|lık)?|hafta\w*|gün(?:de|den|lük)?"
)
"""Words for spans of time in the eight languages: "in 5 years" is a deadline, and no target."""

_SHARE_WORDS = re.compile(
    r"\b(?:half|a third|a quarter|twice|double|halve|all|every|none|no more|zero|hälfte|drittel|doppelt|alle|keine?|"
    r"helft|dubbel|geen|metade|dobro|todos|todas|metà|doppio|tutti|tutte|jumătate|dublu|toate|toți|fele|felét|kétszer\w*|"
    r"minden|összes|yarısı\w*|yarıya|tüm|bütün|iki kat\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)")
_SHORTENED = re.compile(
    r"(?:^|(?<!\d)[\s(])(?:[^\W\d_]|e\.g|i\.e|approx|ca|etc|bzw|usw|bijv|incl|inkl|evtl|st|nr|aprox|cca|pl|kb|stb|örn|"
    r"vb|bkz)\.$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$|(?:^|\s)20\d\d\.$")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞŐŰİŞĞȘȚĂ]{2,}[A-Z0-9]*\b")
_COMMON_CAPITALS = frozenset(
    {"EU", "UE", "AB", "SDG", "ODS", "CO2", "EUR", "SME", "KMU", "MKB", "PME", "PMI", "IMM", "KKV", "NGO", "ONG", "STK"}
)
"""Known to all who read missions, in the eight languages: the European Union, its money, small firms, associations."""


def latest_date(text: str) -> date | None:
    """The latest date (YYYY-MM-DD, DD.MM.YYYY, DD/MM/YYYY) or year (20YY, its last day) that a text names."""
    written = [(year, month, day) for year, month, day in _ISO.findall(text)]
    written += [(year, month, day) for day, month, year in _BY_DAY.findall(text)]
    days = []
    for year, month, day in written:
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    rest = _BY_DAY.sub(" ", _ISO.sub(" ", text))
    days += [date(int(year), 12, 31) for year in _YEAR.findall(rest)]
    return max(days, default=None)


def has_target(text: str) -> bool:
    """Whether a text names a number with a unit or with what is counted; a date or a span of time is neither."""
    if _MEASURE.search(text):
        return True
    counted = _COUNT.finditer(_YEAR.sub(" ", _BY_DAY.sub(" ", _ISO.sub(" ", text))))
    return any(len(found["what"]) >= 3 and not _is_time(found["what"].lower()) for found in counted)


def _is_time(word: str) -> bool:
    return word in _months() or bool(_SPAN.fullmatch(word))


@lru_cache
def _months() -> frozenset[str]:
    """The months as the eight languages write them, in full and short, in small letters."""
    names = (
        str(name).rstrip(".")
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for name in get_month_names(width, context=context, locale=language).values()
    )
    return frozenset(name.lower() for name in names)


def has_target_in_words(text: str) -> bool:
    """Whether a text names a share or an extreme in words, such as "half" or "all"."""
    return bool(_SHARE_WORDS.search(text))


def solution_words(text: str) -> list[str]:
    """The words of a text that name a means rather than an end, in their order, in any of the eight languages."""
    said = [part for word in _WORD.findall(text.replace("İ", "i").lower()) for part in word.split("-")]
    return list(dict.fromkeys(word for word in said if _is_means(word)))


@lru_cache(maxsize=4096)
def _is_means(word: str) -> bool:
    wanted = {each for words in SOLUTION_WORDS.values() for each in words}
    if word in _PLACES:
        return False
    stems = tuple(each for each in wanted if len(each) >= _LEAST_STEM)
    parts = (each for each in wanted if len(each) >= _LEAST_PART)
    return word in wanted or word == "apps" or word.startswith(stems) or any(part in word for part in parts)


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text) if _is_end(text, match.end()))
    edges = [0, *ends, len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(edges) if text[begin:end].strip()]


def _is_end(text: str, end: int) -> bool:
    """Whether a sentence ends here: not within "31. Dezember", after "ca." or before a small letter."""
    before, after = text[:end].rstrip(), text[end:].lstrip()
    if not after:
        return True
    if before[-1] != ".":
        return True
    if after[0].islower() or _SHORTENED.search(before):
        return False
    following = _WORD.match(after)
    return not (_ORDINAL.search(before) and following and following[0].lower() in _months())


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
