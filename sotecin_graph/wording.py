"""What elements have in common by their words: for maps that came without links, such as a list of statements.

Character TF-IDF finds who is worded alike in any language; which whole words they share is what a person can check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.elements import Element

NEIGHBOURS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEPS = 1_000_000
Pair = tuple[int, int]


def said(element: Element) -> str:
    """All that an element says in words."""
    return " ".join(part for part in (element.name, element.problem, element.wish, element.note) if part)


def words_of(element: Element) -> frozenset[str]:
    """The words of at least four letters, in lower case."""
    return frozenset(_WORD.findall(said(element).casefold()))


def wording_weights(elements: Sequence[Element], *, total: float) -> dict[Pair, float]:
    """Weights of links between each element and the 5 worded most like it, that sum up to `total`.

    Cosine of character n-grams of 3 to 5 within words, weighed by TF-IDF; rounded to millionths, so that equal ones
    are equal on every machine.
    """
    texts = [said(element) for element in elements]
    if len(texts) < 2 or not any(texts):
        return {}
    likeness = _likeness(texts)
    np.fill_diagonal(likeness, 0)
    found: dict[Pair, float] = {}
    for place, row in enumerate(likeness):
        for other in np.argsort(-row, kind="stable")[:NEIGHBOURS]:
            if row[other] > 0:
                found[min(place, int(other)), max(place, int(other))] = float(row[other]) / _STEPS
    whole = sum(found[pair] for pair in sorted(found))
    return {pair: found[pair] * total / whole for pair in sorted(found)} if whole else {}


def _likeness(texts: Sequence[str]) -> NDArray[np.int64]:
    # read when it is needed: it takes over a second
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    rounded: NDArray[np.int64] = np.rint((vectors @ vectors.T).toarray() * _STEPS).astype(np.int64)
    return rounded
