"""Stakeholders that may be the same organisation: other spellings, other languages, with or without the legal form.

Names are compared without accents, legal forms and small words, with words of organisations and cities brought to one
language. Every pair says why it was found; a person decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from sotecin_graph.elements import Element, ElementId
from sotecin_graph.language import _
from sotecin_graph.tongues import folded

LEAST = 86.0
LEAST_ACROSS = 95.0
"""Least likeness of two names, 0 to 100; the higher one where their countries differ."""

MOST_PAIRS = 60
SHORTEST_INITIALS = 3
_WORDS = Path(__file__).parent / "tongues" / "organisations.toml"
Apart = Collection[tuple[ElementId, ElementId]]


class Why(StrEnum):
    """Why two names are taken for the same."""

    SAME = "same"
    LEGAL_FORM = "legal form"
    ORDER = "order"
    LANGUAGE = "language"
    INITIALS = "initials"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words without legal form and small words, and those words in one language."""

    written: str
    words: tuple[str, ...]
    meant: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def key(self) -> str:
        return " ".join(sorted(set(self.meant)))


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two stakeholders that may be one: likeness of their names from 0 to 100, and why, in order of weight."""

    one: Element
    other: Element
    likeness: float
    why: Why
    is_same_country: bool | None
    """None where the country of one is not known."""

    def sentence(self) -> str:
        """The reason in the reader's language."""
        return " ".join(part for part in (_reasons()[self.why], _country_words(self.is_same_country)) if part)


def pairs_alike(
    elements: Sequence[Element],
    *,
    among: Iterable[Element] | None = None,
    apart: Apart = (),
) -> list[SamePair]:
    """Stakeholders that may be the same organisation, the most alike first; each pair once, in order of creation.

    `among` are those to look for among the elements (all of them by default), so that a map of 60 can be held against
    a community of thousands. `apart` are pairs of ids, lower first, that people have said are not the same.
    """
    able = _stakeholders(elements)
    asked = able if among is None else _stakeholders(among)
    names = [_names(each) for each in able]
    found: dict[tuple[ElementId, ElementId], SamePair] = {}
    for each in asked:
        for place in _near(_names(each), names):
            one, other = sorted((each, able[place]), key=lambda one: (one.seq, one.id))
            pair = (one.id, other.id)
            if one.id == other.id or pair in found or tuple(sorted(pair)) in apart:
                continue
            told = compare(one, other)
            if told:
                found[pair] = told
    ranked = sorted(found.values(), key=lambda pair: (-pair.likeness, pair.one.seq, pair.other.seq))
    return ranked[:MOST_PAIRS]


def compare(one: Element, other: Element) -> SamePair | None:
    """The two as a pair where their names, or names that were merged into them, are alike enough; else None."""
    sides = [(a, b) for a in _names(one) for b in _names(other)]
    likeness, why = max((_alike(a, b) for a, b in sides), key=lambda told: told[0])
    countries = one.country, other.country
    is_same_country = countries[0] == countries[1] if all(countries) else None
    least = LEAST_ACROSS if is_same_country is False else LEAST
    return SamePair(one, other, round(likeness, 1), why, is_same_country) if likeness >= least else None


@cache
def parsed(written: str) -> Name:
    """A name made fit to compare."""
    forms, small, meanings = _vocabulary()
    plain = "".join(sign if sign.isalnum() else " " for sign in folded(written).replace(".", "").replace("'", " "))
    words = plain.split()
    kept = [word for word in words if word not in forms and word not in small] or words
    meant = [meanings.get(word, word) for word in kept]
    return Name(written, tuple(kept), tuple(meant))


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    """Legal forms, small words, and the common meaning of each word of organisations and cities."""
    with _WORDS.open("rb") as file:
        kept = tomllib.load(file)
    meanings = {word: name for name, words in kept["meanings"].items() for word in words}
    return frozenset(kept["legal_forms"]), frozenset(kept["small_words"]), meanings


def _stakeholders(elements: Iterable[Element]) -> list[Element]:
    able = (each for each in elements if not each.is_challenge and each.removed_at is None)
    return sorted(able, key=lambda each: (each.seq, each.id))


def _names(element: Element) -> tuple[Name, ...]:
    return tuple(parsed(name) for name in (element.name, *element.aliases))


def _near(asked: Sequence[Name], names: Sequence[Sequence[Name]]) -> list[int]:
    """Places of those who may be meant: a wide net by words and by initials, before the exact look."""
    keys = {(place, number): name for place, many in enumerate(names) for number, name in enumerate(many)}
    texts = {where: name.key for where, name in keys.items()}
    joined = {where: name.joined for where, name in keys.items()}
    found: set[int] = set()
    for name in asked:
        for choices, text in ((texts, name.key), (joined, name.joined)):
            near = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=LEAST - 6, limit=None)
            found |= {where[0] for _text, _score, where in near}
        found |= {where[0] for where, other in keys.items() if _is_short_for(name, other) or _is_short_for(other, name)}
    return sorted(found)


def _alike(one: Name, other: Name) -> tuple[float, Why]:
    """How alike two names are, and in what way: the plainest that holds."""
    if not one.words or not other.words:
        return 0.0, Why.SPELLING
    if folded(one.written) == folded(other.written):
        return 100.0, Why.SAME
    if one.joined == other.joined:
        return 99.0, Why.LEGAL_FORM
    if sorted(one.words) == sorted(other.words):
        return 98.0, Why.ORDER
    if one.key == other.key:
        return 97.0, Why.LANGUAGE
    if _is_short_for(one, other) or _is_short_for(other, one):
        return 90.0, Why.INITIALS
    spelt = max(fuzz.ratio(one.key, other.key), fuzz.ratio(one.joined, other.joined))
    return (0.0 if _differs_in_a_number(one, other) else _without_common(one, other, spelt)), Why.SPELLING


def _without_common(one: Name, other: Name, spelt: float) -> float:
    """What the names have beside words that many share must be alike by itself: two city halls are two."""
    common = set(_vocabulary()[2].values())
    own = [" ".join(sorted(word for word in name.meant if word not in common)) for name in (one, other)]
    if all(own):
        return min(spelt, fuzz.ratio(*own) + 4)
    return spelt if own[0] == own[1] else 0.0


def _differs_in_a_number(one: Name, other: Name) -> bool:
    """ "School 12" and "School 13" are two."""
    digits = [sorted(word for word in name.words if any(sign.isdigit() for sign in word)) for name in (one, other)]
    return digits[0] != digits[1]


def _is_short_for(short: Name, whole: Name) -> bool:
    """True where the one is the initials of the other, with or without its small words."""
    if len(short.words) != 1 or not SHORTEST_INITIALS <= len(short.words[0]) <= 8 or len(whole.words) < 3:
        return False
    every = "".join(word[0] for word in folded(whole.written).replace("-", " ").split())
    return short.words[0] in ("".join(word[0] for word in whole.words), every)


def _reasons() -> dict[Why, str]:
    return {
        Why.SAME: _("The names are the same."),
        Why.LEGAL_FORM: _("The names differ only in legal form, spaces or signs."),
        Why.ORDER: _("The same words in another order."),
        Why.LANGUAGE: _("The same words in another language."),
        Why.INITIALS: _("One name may be short for the other."),
        Why.SPELLING: _("The names are spelt almost the same."),
    }


def _country_words(is_same: bool | None) -> str:
    if is_same is None:
        return _("The country of one is not known.")
    return _("Both are in the same country.") if is_same else _("They are in different countries: look twice.")
