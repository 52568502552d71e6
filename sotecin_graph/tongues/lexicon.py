"""Concepts of circular value chains in the hubs' working languages, and which of them a text names.

words/*.txt holds one concept a line: the words of each language, and the broader concepts; near.txt tells which are
near each other. A word stands for itself
with the endings of its language; an asterisk opens it ("verpack*ung" also finds "Verpackungsmüll"). Of several that
fit, the longest counts. In German, Dutch and Hungarian, words are also found inside others. An equals sign marks what
people call it and nobody looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from sotecin_graph.language import LANGUAGES
from sotecin_graph.tongues.telling import folded, signs_of, small_words

HERE = Path(__file__).parent / "words"
BROADER, NEAR = 0.5, 0.25
"""What a broader concept weighs beside the one named (a still broader one half of that), and what a near one weighs."""

_WORDS = re.compile(r"[^\W_]+")
_SHORTEST, _OPEN, _INSIDE, _AT_SEAM = 2, 4, 5, 4
"""Least letters of a word, of one that an asterisk opens to more than endings, of one inside another, and of one that
follows another at once ("Glas|flasche")."""

_CLEAR, _NEAR = 2, 0.6
"""Signs of a language without which any may be meant, and what share of the most another one needs."""

_LONGEST = 40
"""Letters that are looked at of a word: taking a word apart costs more than their square."""

_PARTICIPLE = re.compile(
    "(ab|an|auf|aus|ein|weg|zuruck|um|vor|nach|weiter|her|hin|zusammen|op|af|in|terug|uit|door|over|schoon|)(?:ge|zu|te)(.{3,})"
)
_COMPOUNDING = {"nl", "hu", "de"}
_ENDINGS: Mapping[str, str] = {
    "en": "(s|es|ed|d|ing|er|ers)?",
    "nl": "(s|en|n|e|je|jes|tje|tjes)?",
    "pt": "(s|es|is|a|o|e|as|os)?",
    "it": "[aeio]?",
    "ro": "(i|ii|ul|ului|uri|urile|urilor|le|lor|ilor|e|ele|elor|a|ei|u|ua)?",
    "hu": "(k|ok|ek|ak|uk|unk|i|ja|je|jai|jei|a|e|ai|ei|m|d|s|os|es|as|nyi)?"
    "(t|ot|et|at|n|on|en|an|b[ae]n?|b[oe]l|r[aeo]l?|n[ae]l|hoz|hez|tol|n[ae]k|[a-z]?[ae]l|ig|ert|kent|v[ae])?",
    "de": "(e|en|er|ern|n|s|es|em|nen)?",
    "tr": "(l[ae]r)?(i|u|si|su|yi|yu|in|un|nin|nun|imiz|umuz|iniz|m|n)?"
    "(n?[dt][ae](n|ki)?|n?[ae]|y[ae]|n[iu]n?|y?l[ae])?(l[iu]k?|s[iu]z|c[iu])?",
}
_KEYS = (2, 3, 4)
"""Phrases are kept by this many letters of their first word, as far as it goes."""

_Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its English name, its cell of words by language as they are listed, and the broader ones by name."""

    name: str
    cells: Mapping[str, str]
    broader: _Names

    def words(self, language: str) -> list[str]:
        """The words as they are listed, with their asterisks and equals signs."""
        return [word.strip() for word in self.cells[language].split(",")]

    def called(self, language: str) -> str:
        """What people call it."""
        return self.words(language)[0].strip("=").replace("*", "")


@dataclass(slots=True)
class _Language:
    """What is looked up in one language; all folded. `opened` are beginnings, `closed` take the language's endings."""

    is_compounding: bool
    endings: re.Pattern[str]
    opened: dict[str, _Names] = field(default_factory=dict)
    closed: dict[str, _Names] = field(default_factory=dict)
    phrases: dict[str, list[tuple[_Names, str]]] = field(default_factory=dict)


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by name, in the order of the files."""
    return {concept.name: concept for concept in map(_concept, _lines(_read()))}


@cache
def implied() -> dict[str, dict[str, float]]:
    """What naming each concept says, by name: itself 1, broader and near ones less."""
    return {name: _near().get(name, {}) | broadened()[name] for name in concepts()}


@cache
def broadened() -> dict[str, dict[str, float]]:
    """By name: each concept and what is broader, and how much that weighs."""
    return {name: _broader(name, 1.0) for name in concepts()}


def _broader(name: str, weight: float) -> dict[str, float]:
    found = {name: weight}
    for broader in concepts()[name].broader:
        for each, less in _broader(broader, weight * BROADER).items():
            found[each] = max(found.get(each, 0.0), less)
    return found


@cache
def _near() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for line in (HERE / "near.txt").read_text(encoding="utf-8").splitlines():
        name, told, others = line.partition(": ")
        for other in others.split(", ") if told and not line.startswith("#") else ():
            found.setdefault(name, {})[other] = found.setdefault(other, {})[name] = NEAR
    return found


def called(names: Iterable[str], language: str) -> str:
    """What people call concepts in a language, one after the other."""
    return ", ".join(concepts()[name].called(language) for name in names)


def concepts_of(text: str) -> frozenset[str]:
    """The concepts that a text names, in whichever of the languages it is written.

    >>> sorted(concepts_of("Boş şişeler yıkanmıyor") & concepts_of("Nobody washes empty bottles"))
    ['bottle', 'unused', 'washing']
    """
    words = _WORDS.findall(text.casefold())
    told = signs_of(words)
    most = max(told.values(), default=0)
    likely = [code for code in LANGUAGES if told[code] >= _NEAR * most] if most >= _CLEAR else LANGUAGES
    plain = [folded(word)[:_LONGEST] for word in words]
    named = {code: _named(code, plain) for code in likely}
    weight = {code: told[code] + hits for code, (_found, hits) in named.items()}
    enough = _NEAR * max(weight.values())
    return frozenset().union(*(found for code, (found, _hits) in named.items() if weight[code] >= enough))


def _named(code: str, words: list[str]) -> tuple[set[str], int]:
    """The concepts that words (folded) name in one language, and how many of the words do."""
    found: set[str] = set()
    place = hits = 0
    while place < len(words):
        phrase, name = _phrase(code, words, place)
        names = {name} if phrase else _of_word(code, words[place])
        found |= names
        hits += len(phrase) or bool(names)
        place += len(phrase) or 1
    return found, hits


def _phrase(code: str, words: list[str], place: int) -> tuple[_Names, str]:
    """The longest phrase that begins at a place, and what it names."""
    phrases = _language(code).phrases
    begun = (each for letters in _KEYS for each in phrases.get(words[place][:letters], ()))
    fitting = [each for each in begun if _fits(code, each[0], words, place)]
    return max(fitting, key=lambda each: len(each[0]), default=((), ""))


def _fits(code: str, phrase: _Names, signs: list[str], place: int) -> bool:
    return len(signs) - place >= len(phrase) and all(
        sign.startswith(part[:-1]) if part[-1] == "*" else _ends(code, sign, part)
        for part, sign in zip(phrase, signs[place:], strict=False)
    )


def _ends(code: str, sign: str, word: str) -> bool:
    return sign.startswith(word) and bool(_language(code).endings.fullmatch(sign, len(word)))


@lru_cache(maxsize=50_000)
def _of_word(code: str, word: str) -> frozenset[str]:
    """The concepts of a word, as it stands or, where that says nothing, as its verb ("abgeholt": "abholt")."""
    if code in small_words().get(word, ()):
        return frozenset()
    found = _taken_apart(code, word)
    parted = _PARTICIPLE.fullmatch(word) if not found and code in ("nl", "de") else None
    return _taken_apart(code, parted[1] + parted[2]) if parted else found


def _taken_apart(code: str, word: str) -> frozenset[str]:
    """The concepts of a word: the longest that it begins with, and in compounds, those after it."""
    language = _language(code)
    found: set[str] = set()
    at, seam = 0, -_INSIDE
    while len(word) - at >= _SHORTEST:
        least = _SHORTEST if at == 0 else _AT_SEAM if at <= seam + 1 else _INSIDE
        names, end = _longest(language, word, at, least)
        found.update(names)
        if not language.is_compounding:
            break
        seam = end if names else seam
        at = end if names else at + 1
    return frozenset(found)


def _longest(language: _Language, word: str, at: int, least: int) -> tuple[_Names, int]:
    for end in range(len(word), at + least - 1, -1):
        part = word[at:end]
        names = language.opened.get(part, ())
        closed = language.closed.get(part, ())
        if closed and (language.endings.fullmatch(word, end) or _is_joined(language, word, at, end)):
            names = (*names, *closed)
        if names:
            return names, end
    return (), at


def _is_joined(language: _Language, word: str, at: int, end: int) -> bool:
    return language.is_compounding and end - at >= _AT_SEAM and len(word) - end >= _AT_SEAM


@cache
def _language(code: str) -> _Language:
    made = _Language(code in _COMPOUNDING, re.compile(_ENDINGS[code]))
    cells = "\n".join(concept.cells[code] for concept in concepts().values())
    plain = folded(cells.replace("-", " ").replace("'", " "))
    for name, cell in zip(concepts(), plain.split("\n"), strict=True):
        for word in cell.split(","):
            if "=" not in word:
                _take_in(made, word.split(), name, is_vowel_loose=code in ("it", "ro"))
    return made


def _take_in(language: _Language, parts: list[str], name: str, *, is_vowel_loose: bool) -> None:
    if len(parts) > 1:
        opened = tuple(part.partition("*")[0] + "*" if "*" in part else part for part in parts)
        language.phrases.setdefault(opened[0].rstrip("*")[: _KEYS[-1]], []).append((opened, name))
        return
    plain, is_open, _rest = parts[0].partition("*")
    kept = language.opened if is_open and len(plain) >= _OPEN else language.closed
    kept[plain] = (*kept.get(plain, ()), name)
    if is_vowel_loose and not is_open and len(plain) > 4 and plain[-1] in "aeio":
        kept[plain[:-1]] = (*kept.get(plain[:-1], ()), name)


def _read() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt")))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "|" in line and not line.startswith("#")]


def _concept(line: str) -> Concept:
    told, _, broader = line.partition("<")
    cells = dict(zip(LANGUAGES, told.split("|"), strict=True))
    name = cells["en"].partition(",")[0].strip(" =").replace("*", "").replace("-", " ")
    return Concept(name, cells, tuple(each.replace("_", " ") for each in broader.split()))
