"""What the hubs' working languages share and where they differ: words of one concept, and each language's mean vector.

concepts.txt lists words of circular value chains by concept; sentences.toml holds everyday sentences of our own, from
which `python -m sotecin_graph.tongues` makes means.json.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
HERE = Path(__file__).parent
SHORTEST, SHORTEST_INSIDE = 3, 6
"""Least letters of a word's beginning, and of what is also looked for inside a word."""

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """The text in lower case without accents, so that writings of one word meet; Turkish ı becomes i."""
    split = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "i").casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


@cache
def concepts() -> dict[str, tuple[str, ...]]:
    """The concepts by name, each with its words: beginnings, or a whole word where it carries an equals sign."""
    lines = (HERE / "concepts.txt").read_text(encoding="utf-8").splitlines()
    named = (line.split(":", 1) for line in lines if ":" in line and not line.startswith("#"))
    return {name.strip(): tuple(dict.fromkeys(words.split())) for name, words in named}


@cache
def _lookup() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The concepts of whole words, and of beginnings."""
    whole: dict[str, frozenset[str]] = {}
    begun: dict[str, frozenset[str]] = {}
    for name, words in concepts().items():
        for word in words:
            found = whole if "=" in word else begun
            plain = word.strip("=")
            found[plain] = found.get(plain, frozenset()) | {name}
    return whole, begun


def concepts_of(text: str) -> frozenset[str]:
    """The concepts that a text names, in whichever of the languages it is written.

    >>> sorted(concepts_of("Boş şişeler yıkanmıyor") & concepts_of("Nobody washes empty bottles"))
    ['bottle', 'washing']
    """
    found: set[str] = set()
    for word in set(_WORD.findall(folded(text))):
        found |= _of_word(word)
    return frozenset(found)


def _of_word(word: str) -> set[str]:
    whole, begun = _lookup()
    found = set(whole.get(word, ()))
    for end in range(SHORTEST, len(word) + 1):
        found |= begun.get(word[:end], frozenset())
    for start in range(1, len(word) - SHORTEST_INSIDE + 1):
        for end in range(start + SHORTEST_INSIDE, len(word) + 1):
            found |= begun.get(word[start:end], frozenset())
    return found


def sentences() -> dict[str, list[str]]:
    """The everyday sentences by language."""
    with (HERE / "sentences.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def means() -> Vectors:
    """The mean vector of each language in the order of its sentences, as made by `python -m sotecin_graph.tongues`."""
    kept = json.loads((HERE / "means.json").read_text(encoding="utf-8"))
    return np.array(list(kept["means"].values()), dtype=np.float32)
