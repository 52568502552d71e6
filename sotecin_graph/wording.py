"""What elements have in common by their words: character TF-IDF finds who is worded alike in any language.

Which whole words they share is what a person can check; `words_of` is for that.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.elements import Element
from sotecin_graph.likeness import Bonds, bonds_of

NEIGHBOURS = 3
MOST_COMPARED = 5_000
"""Comparing all with all takes the square of their number: beyond this, nobody is likened by words."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_GRAMS = (3, 4, 5)
_STEPS = 1_000_000
_BLOCK = 500
_Grams = tuple[NDArray[np.int64], NDArray[np.float64]]


def said(element: Element) -> str:
    """All that an element says in words."""
    return " ".join(part for part in (element.name, element.problem, element.wish, element.note) if part)


def words_of(element: Element) -> frozenset[str]:
    """The words of at least four letters, in lower case."""
    return frozenset(_WORD.findall(said(element).casefold()))


def word_bonds(elements: Sequence[Element], *, neighbours: int = NEIGHBOURS, only_challenges: bool = True) -> Bonds:
    """Bonds between each challenge (or element) and those worded most like it; each weight is a cosine, 0 to 1.

    Cosine of character n-grams of 3 to 5 within words, weighed by TF-IDF; rounded to millionths, so that equal ones
    are equal on every machine.
    """
    places = [place for place, each in enumerate(elements) if each.is_challenge or not only_challenges]
    if not 2 <= len(places) <= MOST_COMPARED:
        return bonds_of([], [], [])
    here = np.array(places)
    alike = _alike(tuple(said(elements[place]) for place in places), neighbours)
    return bonds_of(here[alike.one], here[alike.other], alike.weight)


@lru_cache(maxsize=32)
def _alike(said: tuple[str, ...], neighbours: int) -> Bonds:
    """Bonds between texts, by their number; kept, since most changes to a map change no wording."""
    texts = _Texts([_grams(text) for text in said])
    ones, others, weights = [], [], []
    for start in range(0, len(said), _BLOCK):
        part = texts.alike(start, start + _BLOCK)
        rows = np.arange(len(part))
        part[rows, start + rows] = 0
        rank = part * len(said) - np.arange(len(said))
        nearest = np.argpartition(-rank, min(neighbours, len(said) - 1), axis=1)[:, :neighbours]
        alike = np.take_along_axis(part, nearest, axis=1)
        row, column = np.nonzero(alike)
        ones.append(start + row)
        others.append(nearest[row, column])
        weights.append(alike[row, column] / _STEPS)
    one, other, weight = np.concatenate(ones), np.concatenate(others), np.concatenate(weights)
    low, high = np.minimum(one, other), np.maximum(one, other)
    _keys, firsts = np.unique(low * len(said) + high, return_index=True)
    return bonds_of(low[firsts], high[firsts], weight[firsts])


@lru_cache(maxsize=2 * MOST_COMPARED)
def _grams(text: str) -> _Grams:
    """The n-grams of a text as numbers in ascending order, and 1 + log of how often each occurs."""
    counts: Counter[int] = Counter()
    for word in text.casefold().split():
        padded = f" {word} "
        for size in _GRAMS:
            counts.update(zlib.crc32(padded[at : at + size].encode()) for at in range(max(len(padded) - size + 1, 1)))
    grams = sorted(counts)
    return np.array(grams, dtype=np.int64), np.array([1.0 + log(counts[gram]) for gram in grams])


class _Texts:
    """Texts as vectors, to be compared a block of rows at a time."""

    def __init__(self, texts: Sequence[_Grams]) -> None:
        # read when it is needed: the first finding of a process may wait, its start may not
        from scipy.sparse import csr_matrix

        lengths = np.array([len(grams) for grams, _counts in texts])
        grams, columns = np.unique(np.concatenate([grams for grams, _counts in texts]), return_inverse=True)
        values = np.concatenate([counts for _grams, counts in texts])
        often = np.bincount(columns, minlength=len(grams))
        values = values * (np.log((1 + len(texts)) / (1 + often)) + 1.0)[columns]
        rows = np.repeat(np.arange(len(texts)), lengths)
        norms = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(texts)))
        values = values / np.maximum(norms, 1e-12)[rows]
        self._vectors = csr_matrix((values, (rows, columns)), shape=(len(texts), max(len(grams), 1)))
        self._turned = self._vectors.T.tocsr()

    def alike(self, start: int, end: int) -> NDArray[np.int64]:
        """Cosines of these texts with all, in whole steps of 0 to 1."""
        cosines = (self._vectors[start:end] @ self._turned).toarray()
        rounded: NDArray[np.int64] = np.rint(cosines * _STEPS).astype(np.int64)
        return rounded
