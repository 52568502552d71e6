"""Which texts say the same as another one: by their letters, by the concepts that they name, and by their meaning.

Letters find what is worded alike in one language, concepts (tongues/words) what names the same things in any of the
hubs' languages, meaning (an extra) what is said in other words. A person decides; nothing is merged for being alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sotecin_graph.tongues import Vectors
from sotecin_graph.tongues.lexicon import BROADER, broadened, concepts_of, implied

Scores = NDArray[np.float64]
MOST = 5
CONCEPTS, LETTERS = 0.6, 0.3
"""What the cosines by concepts and by letters weigh beside that by meaning, which weighs 1. Fixed on the pairs that
bench.similar calls told_again and told_otherwise."""

NEIGHBOURS = 10
REFERENCES = 1000
LEAST = 0.2
"""The least score that is shown: of texts that have nothing in common, 2 in 100 reach it, with the extra 4."""

MOST_IN_COMMON = 3
_DIGITS = 6
_FEATURES = 2**18


@dataclass(frozen=True, slots=True)
class Alike:
    """A text that is like another one: how much, 0 to 1, and what both name."""

    key: str
    score: float
    in_common: tuple[str, ...] = ()
    """Concepts that both texts name, the rarest first, at most 3."""


@dataclass(slots=True)
class _Text:
    letters: Any
    concepts: Scores
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
    crowding_by_meaning: Scores


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text that others are held against: as the rows of `_Matrices`, and what it names, not weighed."""

    letters: Scores
    named: Scores
    concepts: Scores
    vector: Vectors | None


@dataclass(slots=True)
class SimilarTexts:
    """Texts by key, and what is most like another text. Threads must take turns.

    Likeness is the same whichever of two texts asks for the other, and does not depend on the order of arrival.
    """

    _texts: dict[str, _Text] = field(default_factory=dict)
    _made: _Matrices | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, texts: Mapping[str, str]) -> None:
        """Add texts, or replace those that are there."""
        for (key, text), letters in zip(texts.items(), _letters(list(texts.values())), strict=True):
            self._texts[key] = _Text(letters, _concept_row(text))
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
        least: float = LEAST,
    ) -> list[Alike]:
        """The texts most like this one, the most telling likeness first, of equal ones by key.

        With a `vector`, and once every text has one, meaning counts, too. `admits` says which texts may be named,
        `least` is the least score.
        """
        if not self._texts:
            return []
        made = self._matrices()
        asked = _asked(made, text, vector)
        scores, tell = _scores(made, asked)
        order = np.argsort(-tell, kind="stable")
        found = (place for place in order if scores[place] >= least and admits(made.keys[place]))
        return [
            Alike(made.keys[place], float(scores[place]), self._in_common(made, asked, place))
            for place, _n in zip(found, range(most), strict=False)
        ]

    def _in_common(self, made: _Matrices, asked: _Asked, place: int) -> tuple[str, ...]:
        """The concepts that weigh most in both; of one and its broader ones, only the narrower."""
        mine, other = asked.named, self._texts[made.keys[place]].concepts
        shared = np.where(np.maximum(mine, other) >= BROADER, mine * other * made.concept_weights**2, 0)
        found: list[str] = []
        for column in np.argsort(-shared, kind="stable")[: np.count_nonzero(shared)]:
            name = _names()[column]
            if not any(name in broadened()[narrower] for narrower in found):
                found.append(name)
        return tuple(found[:MOST_IN_COMMON])

    def _matrices(self) -> _Matrices:
        if self._made is None:
            keys = sorted(self._texts)
            self._made = _matrices(keys, [self._texts[key] for key in keys])
        return self._made


def _letters(texts: list[str]) -> Any:
    """Counts of the letters' n-grams of 3 to 5 within words, damped; a sparse row per text."""
    if not texts:
        return []
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
    rows = np.array([text.concepts for text in texts])
    concept_weights = _rarity((rows > 0).sum(axis=0), count)
    concepts = _scaled(rows * concept_weights)
    read = [text.vector for text in texts if text.vector is not None]
    vectors = np.array(read) if len(read) == count else None
    named = CONCEPTS * (concepts @ concepts[:REFERENCES].T)
    meant = named + vectors @ vectors[:REFERENCES].T if vectors is not None else named
    return _Matrices(
        keys=keys,
        letters=_weighed(letters, letter_weights),
        letter_weights=letter_weights,
        concepts=concepts,
        concept_weights=concept_weights,
        vectors=vectors,
        crowding=_crowding(named),
        crowding_by_meaning=_crowding(meant),
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


@cache
def _names() -> tuple[str, ...]:
    return tuple(implied())


@cache
def _columns() -> dict[str, int]:
    return {name: number for number, name in enumerate(_names())}


def _concept_row(text: str) -> Scores:
    """What a text names: 1 for each concept, less for broader ones."""
    row = np.zeros(len(_columns()))
    for named in concepts_of(text):
        for name, weight in implied()[named].items():
            row[_columns()[name]] = max(row[_columns()[name]], weight)
    return row


def _asked(made: _Matrices, text: str, vector: Vectors | None) -> _Asked:
    named = _concept_row(text)
    return _Asked(
        named=named,
        letters=_weighed(_letters([text]), made.letter_weights).toarray().ravel(),
        concepts=_scaled(named * made.concept_weights),
        vector=vector if made.vectors is not None else None,
    )


def _scores(made: _Matrices, asked: _Asked) -> tuple[Scores, Scores]:
    """How alike each text is, 0 to 1, and how much that tells: what is like everything says little.

    The latter is cross-domain similarity local scaling (Conneau et al. 2018, arXiv:1710.04087): the cosines twice,
    less the mean of the nearest around both.
    """
    worded = LETTERS * (made.letters @ asked.letters)
    close = CONCEPTS * (made.concepts @ asked.concepts)
    crowded, whole = made.crowding, CONCEPTS + LETTERS
    if asked.vector is not None and made.vectors is not None:
        close, crowded, whole = close + made.vectors @ asked.vector, made.crowding_by_meaning, whole + 1
    tell = 2 * close - crowded - _crowding(close[None, :REFERENCES]) + worded
    return np.round(np.maximum(close + worded, 0) / whole, _DIGITS), np.round(tell, _DIGITS)


def _crowding(cosines: Scores) -> Scores:
    """The mean of the 10 largest of each row."""
    nearest = min(NEIGHBOURS, cosines.shape[1])
    crowding: Scores = np.partition(cosines, -nearest, axis=1)[:, -nearest:].mean(axis=1).astype(np.float64)
    return crowding
