"""The lexicon: whole in every language, and found as people write, with endings, in compounds, without accents."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sotecin_graph.language import LANGUAGES, speaking
from sotecin_graph.tongues import sentences
from sotecin_graph.tongues.lexicon import BROADER, NEAR, concepts, concepts_of, implied
from sotecin_graph.tongues.telling import folded
from sotecin_graph.vocabulary import Chain, Stage, Strategy, label


def test_every_concept_has_words_and_a_name_in_every_language() -> None:
    assert len(concepts()) >= 400
    for concept in concepts().values():
        for language in LANGUAGES:
            assert all(len(folded(word).strip("=*")) >= 2 for word in concept.words(language)), (concept.name, language)
            assert concept.called(language).strip(" =*-") == concept.called(language) != "", (concept.name, language)


def test_broader_and_near_concepts_exist_and_weigh_less() -> None:
    assert {name for said in implied().values() for name in said} <= concepts().keys()
    assert implied()["bin"]["bin"] == 1.0
    assert implied()["bin"]["collection"] == BROADER
    assert implied()["bin"]["sorting"] == implied()["sorting"]["bin"] == NEAR


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chain_strategy_and_stage_is_named(language: str) -> None:
    terms = [*Chain, *Strategy, *(stage for stage in Stage if stage is not Stage.CROSS_CUTTING)]
    with speaking(language):
        unnamed = [label(term) for term in terms if not concepts_of(label(term))]

    assert unnamed == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Fietsbatterijen", {"bicycle", "battery"}),
        ("Altkleidersammlung", {"clothing", "collection"}),
        ("Der Müll wird im Dorf nicht abgeholt", {"waste", "rural", "collection"}),
        ("Glasflaschen werden nicht gesammelt", {"glass", "bottle", "collection"}),
        ("A hasznalt akkumulatorokat senki sem gyujti be", {"second hand", "battery", "collection"}),
        ("Boş şişeler yıkanmıyor", {"unused", "bottle", "washing"}),
        ("Sticlele de plastic nu se adună în sat", {"bottle", "plastic", "rural"}),
        ("Le lavatrici rotte non vengono riparate", {"washing machine", "damage", "repair"}),
        ("As garrafas de vidro são lavadas", {"bottle", "glass", "washing"}),
    ],
)
def test_words_are_found_with_endings_and_in_compounds(text: str, named: set[str]) -> None:
    assert concepts_of(text) >= named


def test_a_longer_word_hides_the_shorter_in_it() -> None:
    assert "forest" not in concepts_of("Die Baumwolle wird knapp")
    assert "washing" not in concepts_of("Nobody takes old washing machines back")


def test_a_short_word_is_no_beginning_of_another() -> None:
    assert concepts_of("The business is seasonal and bankers own it") & {"bus", "sea"} == set()
    assert "sea" in concepts_of("The seas are full of it")


def test_small_words_tell_which_language_is_meant() -> None:
    assert "waste" not in concepts_of("Het is bos en land")
    assert "forest" in concepts_of("Het bos en de bomen")


def test_the_same_sentence_names_much_the_same_in_every_language() -> None:
    told = {language: [concepts_of(text) for text in texts] for language, texts in sentences().items()}
    for language, named in told.items():
        shared = sum(bool(mine & theirs) for mine, theirs in zip(named, told["en"], strict=True))
        assert shared >= 28, language


def test_nothing_is_read_before_the_first_question() -> None:
    code = (
        "import sotecin_graph.similar, sotecin_graph.tongues.lexicon as l; assert not l.concepts.cache_info().currsize"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
