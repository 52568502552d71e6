"""Similar texts: found across languages, the same from both sides and in any order, and forgotten when they go."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotecin_graph.language import LANGUAGES
from sotecin_graph.meaning import installed_reader, without_language
from sotecin_graph.similar import SimilarTexts
from sotecin_graph.tongues import folded, means, sentences

TEXTS = {
    "bottles": "Nobody takes empty glass bottles back.",
    "sise": "Boş cam şişeleri kimse geri almıyor.",
    "bags": "Wet bags spoil the sorted clothes.",
    "uniforms": "Krankenhäuser dürfen Uniformen nicht weitergeben.",
    "bread": "Every evening the bakery throws bread away.",
}


def index_of(texts: dict[str, str]) -> SimilarTexts:
    index = SimilarTexts()
    index.put(texts)
    return index


def keys(index: SimilarTexts, text: str) -> list[str]:
    return [alike.key for alike in index.most_alike(text)]


def test_same_challenge_is_found_in_another_language() -> None:
    assert keys(index_of(TEXTS), "De bakker gooit elke avond brood weg")[0] == "bread"
    assert keys(index_of(TEXTS), "Garrafas de vidro vazias ninguém as recolhe")[0] == "bottles"
    assert keys(index_of(TEXTS), "Boş cam şişeler geri alınmıyor")[0] == "sise"


def test_what_has_nothing_in_common_is_not_named() -> None:
    assert keys(index_of(TEXTS), "Qwzx vrrt plomf") == []
    assert keys(SimilarTexts(), "Nobody takes bottles back.") == []


def test_at_most_five_are_named_and_only_the_admitted() -> None:
    index = index_of({f"k{place}": f"Empty bottles number {place}" for place in range(9)})

    assert len(index.most_alike("Empty bottles")) == 5
    assert [each.key for each in index.most_alike("Empty bottles", admits=lambda key: key == "k7")] == ["k7"]


def test_what_was_dropped_or_reworded_is_not_found_as_it_was() -> None:
    index = index_of(TEXTS)
    index.drop(["bread"])
    index.put({"bottles": "Prams stand in the cellar."})

    assert "bread" not in keys(index, TEXTS["bread"])
    assert "bottles" not in keys(index, TEXTS["bottles"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=6, unique=True))
def test_likeness_is_the_same_from_both_sides(texts: list[str]) -> None:
    index = index_of({str(place): text for place, text in enumerate(texts)})

    scores = np.array(
        [
            [
                {each.key: each.score for each in index.most_alike(text, least=-9, most=9)}[str(other)]
                for other in range(len(texts))
            ]
            for text in texts
        ]
    )

    assert np.allclose(scores, scores.T, atol=2e-6)


def test_likeness_does_not_depend_on_the_order_of_arrival() -> None:
    answers = {
        tuple(index_of({key: TEXTS[key] for key in order}).most_alike("Empty bottles of glass", least=-9))
        for order in list(permutations(TEXTS))[::7]
    }

    assert len(answers) == 1


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_meaning_is_the_same_from_both_sides(seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(len(TEXTS), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    by_key = dict(zip(TEXTS, vectors, strict=True))
    index = index_of(TEXTS)
    index.give_meaning(by_key)

    asked = {one: index.most_alike(TEXTS[one], vector=by_key[one], least=-9) for one in TEXTS}
    scores = {(one, each.key): each.score for one in TEXTS for each in asked[one]}

    assert all(abs(score - scores[other, one]) < 1e-5 for (one, other), score in scores.items())


def test_what_both_name_is_told_and_the_narrower_alone() -> None:
    (found,) = index_of(TEXTS).most_alike("Boş cam şişeler", admits=lambda key: key == "bottles")

    assert set(found.in_common) == {"bottle", "glass", "unused"}


def test_letters_answer_until_every_text_has_its_meaning() -> None:
    index = index_of(TEXTS)
    index.give_meaning({"bread": np.ones(3, dtype=np.float32)})

    assert index.unread() == ["bottles", "sise", "bags", "uniforms"]
    assert keys(index, TEXTS["bread"])[0] == "bread"
    assert index.most_alike(TEXTS["bread"], vector=np.ones(3, dtype=np.float32))[0].key == "bread"


@pytest.mark.parametrize(("written", "plain"), [("Yıkanmış ŞİŞE", "yikanmis sise"), ("Straße", "strasse")])
def test_writings_of_a_word_meet(written: str, plain: str) -> None:
    assert folded(written) == plain


def test_every_language_has_the_same_number_of_sentences_and_a_mean() -> None:
    assert tuple(sorted(sentences())) == tuple(sorted(LANGUAGES))
    assert {len(texts) for texts in sentences().values()} == {32}
    assert means().shape == (len(LANGUAGES), 384)


def test_language_is_taken_off() -> None:
    left = without_language(means() + np.eye(8, 384, dtype=np.float32) * 0.01)

    assert np.allclose(left, np.eye(8, 384), atol=1e-3)


def test_reader_finds_a_translation_first() -> None:
    reader = installed_reader()
    if reader is None:
        pytest.skip("the extra multilingual is not installed")
    texts = ["The train is late whenever it snows.", "Vineyards cannot find people for the harvest."]

    (asked,) = reader.vectors(["A vonat mindig késik, amikor havazik."])

    assert int((reader.vectors(texts) @ asked).argmax()) == 0
