"""Which texts say the same as another one: by their letters, by the concepts that they name, and by their meaning.

Letters find what is worded alike in one language, concepts (tongues/) what names the same things in any of the hubs'
languages, meaning (an extra) what is said in other words. A person decides; nothing is ever merged for being alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.tongues import Vectors, concepts, concepts_of

Scores = NDArray[np.float64]
MOST = 5
CONCEPTS_BESIDE_LETTERS = 0.5
CONCEPTS_BESIDE_MEANING = 0.3
NEIGHBOURS = 10
REFERENCES = 1000
LEAST_BY_LETTERS, LEAST_BY_MEANING = 0.25, -0.15
"""Least scores that are shown: of texts that have nothing to do with each other, about 1 in 100 reaches them."""

_DIGITS = 6
_FEATURES = 2**18


@dataclass(frozen=True, slots=True)
class Alike:
    """A text that is like another one; scores of one answer can be compared, those of two answers cannot."""

    key: str
    score: float


@dataclass(slots=True)
class _Text:
    letters: Any
    concepts: frozenset[str]
    vector: Vectors | None = None


@dataclass(slots=True)
class _Matrices:
    """All texts at once, weighed; made anew after a change, at the first question."""

    keys: list[str]
    letters: Any
    letter_weights: Scores
    concepts: Scores
    concept_weights: Scores
    vectors: Vectors | None
    crowding: Scores


@dataclass(slots=True)
class SimilarTexts:
    """Texts by key, and what is most like another text. Threads must take turns.

    The score is the same whichever of two texts asks for the other, and does not depend on the order of arrival.
    """

    _texts: dict[str, _Text] = field(default_factory=dict)
    _made: _Matrices | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, texts: Mapping[str, str]) -> None:
        """Add texts, or replace those that are there."""
        for (key, text), letters in zip(texts.items(), _letters(list(texts.values())), strict=True):
            self._texts[key] = _Text(letters, concepts_of(text))
        self._made = None

    def drop(self, keys: Iterable[str]) -> None:
        """Forget texts."""
        for key in keys:
            self._texts.pop(key, None)
        self._made = None

    def unread(self) -> list[str]:
        """The texts whose meaning is not known yet."""
        return [key for key, text in self._texts.items() if text.vector is None]

    def give_meaning(self, vectors: Mapping[str, Vectors]) -> None:
        """Take over vectors of length 1; keys that are gone are left out."""
        for key in vectors.keys() & self._texts.keys():
            self._texts[key].vector = vectors[key]
        self._made = None

    def most_alike(
        self,
        text: str,
        *,
        vector: Vectors | None = None,
        admits: Callable[[str], bool] = lambda _key: True,
        most: int = MOST,
        least: float | None = None,
    ) -> list[Alike]:
        """The texts most like this one, the most alike first, of equal ones by key.

        With a `vector`, and once every text has one, meaning counts; else letters do. `admits` says which texts may
        be named. `least` is the least score; None stands for what is worth showing.
        """
        if not self._texts:
            return []
        made = self._matrices()
        is_read = vector is not None and made.vectors is not None
        scores = _by_meaning(made, text, vector) if is_read else _by_letters(made, text)
        if least is None:
            least = LEAST_BY_MEANING if is_read else LEAST_BY_LETTERS
        order = np.argsort(-scores, kind="stable")
        found = (Alike(made.keys[place], float(scores[place])) for place in order if scores[place] >= least)
        return [alike for alike, _n in zip((one for one in found if admits(one.key)), range(most), strict=False)]

    def _matrices(self) -> _Matrices:
        if self._made is None:
            keys = sorted(self._texts)
            self._made = _matrices(keys, [self._texts[key] for key in keys])
        return self._made


def _letters(texts: list[str]) -> Any:
    """Counts of the letters' n-grams of 3 to 5 within words, damped; a sparse row per text."""
    # read when it is needed: it takes over a second
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=_FEATURES, norm=None, alternate_sign=False
    )
    rows = hashing.transform(texts).tocsr()
    rows.data = 1.0 + np.log(rows.data)
    return rows


def _matrices(keys: list[str], texts: list[_Text]) -> _Matrices:
    from scipy.sparse import vstack

    count = len(keys)
    letters = vstack([text.letters for text in texts], format="csr")
    letter_weights = _rarity(np.bincount(letters.indices, minlength=_FEATURES), count)
    rows = np.array([_concept_row(text.concepts) for text in texts])
    concept_weights = _rarity(rows.sum(axis=0), count)
    read = [text.vector for text in texts if text.vector is not None]
    vectors = np.array(read) if len(read) == count else None
    return _Matrices(
        keys=keys,
        letters=_weighed(letters, letter_weights),
        letter_weights=letter_weights,
        concepts=_scaled(rows * concept_weights),
        concept_weights=concept_weights,
        vectors=vectors,
        crowding=_crowding(vectors, vectors) if vectors is not None else np.zeros(count),
    )


def _rarity(counts: NDArray[Any], count: int) -> Scores:
    weights: Scores = np.log((1 + count) / (1 + counts)) + 1
    return weights


def _weighed(rows: Any, weights: Scores) -> Any:
    """Sparse rows times the weights of their columns, of length 1."""
    from sklearn.preprocessing import normalize

    weighed = rows.astype(np.float64)
    weighed.data = weighed.data * weights[weighed.indices]
    return normalize(weighed)


def _scaled(rows: Scores) -> Scores:
    scaled: Scores = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
    return scaled


def _concept_row(named: frozenset[str]) -> Scores:
    return np.array([float(name in named) for name in concepts()])


def _by_letters(made: _Matrices, text: str) -> Scores:
    asked = _weighed(_letters([text]), made.letter_weights)
    worded = np.asarray((made.letters @ asked.T).todense()).ravel()
    scores: Scores = np.round(worded + CONCEPTS_BESIDE_LETTERS * _by_concepts(made, text), _DIGITS)
    return scores


def _by_concepts(made: _Matrices, text: str) -> Scores:
    scores: Scores = made.concepts @ _scaled(_concept_row(concepts_of(text)) * made.concept_weights)
    return scores


def _by_meaning(made: _Matrices, text: str, vector: Vectors | None) -> Scores:
    """Cosine twice, less how crowded it is around both: what is like everything says little.

    Cross-domain similarity local scaling (Conneau et al. 2018, arXiv:1710.04087).
    """
    assert vector is not None
    assert made.vectors is not None
    said = made.vectors @ vector
    crowded = made.crowding + _crowding(vector[None], made.vectors)
    scores: Scores = np.round(2 * said - crowded + CONCEPTS_BESIDE_MEANING * _by_concepts(made, text), _DIGITS)
    return scores


def _crowding(vectors: Vectors, among: Vectors) -> Scores:
    """The mean cosine of each row to its 10 nearest of (at most the first 1,000) others."""
    cosines = vectors @ among[:REFERENCES].T
    nearest = min(NEIGHBOURS, cosines.shape[1])
    crowding: Scores = np.sort(cosines, axis=1)[:, -nearest:].mean(axis=1).astype(np.float64)
    return crowding
