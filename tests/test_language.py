"""Numbers as a language writes them, and which English and Portuguese the hubs write."""

from __future__ import annotations

import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.countries import country_of
from sotecin_graph.imports.limits import FILE_BYTES, check_size
from sotecin_graph.language import LANGUAGES, _, number, percent, speaking, tag, tenths
from sotecin_graph.vocabulary import country_word


@pytest.mark.parametrize(
    ("language", "half", "whole", "share", "many"),
    [
        ("en", "3.5", "3.0", "50%", "12,345.678"),
        ("nl", "3,5", "3,0", "50%", "12.345,678"),
        ("pt", "3,5", "3,0", "50%", "12\u00a0345,678"),
        ("it", "3,5", "3,0", "50%", "12.345,678"),
        ("ro", "3,5", "3,0", "50\u00a0%", "12.345,678"),
        ("hu", "3,5", "3,0", "50%", "12\u00a0345,678"),
        ("de", "3,5", "3,0", "50\u00a0%", "12.345,678"),
        ("tr", "3,5", "3,0", "%50", "12.345,678"),
    ],
)
def test_numbers_are_written_as_in_the_language(language: str, half: str, whole: str, share: str, many: str) -> None:
    with speaking(language):
        assert [number(3.5), tenths(3), percent(0.5), number(12345.6784)] == [half, whole, share, many]
        assert number(4.0) == "4"


def test_nothing_is_said_as_nothing_in_every_language() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert _("") == ""


def test_browsers_are_told_which_portuguese_and_which_english() -> None:
    told = []
    for language in LANGUAGES:
        with speaking(language):
            told.append(tag())

    assert told == ["en-GB", "nl", "pt-PT", "it", "ro", "hu", "de", "tr"]


def test_countries_are_named_as_in_portugal() -> None:
    with speaking("pt"):
        words = [country_word(code) for code in ("RO", "CZ", "SI")]

    assert words == ["Roménia", "Chéquia", "Eslovénia"]
    assert [country_of(word) for word in words] == ["RO", "CZ", "SI"]


def test_sentence_with_a_number_has_the_comma_of_its_language() -> None:
    with speaking("de"), pytest.raises(FileNotReadable, match="10,5 MB"):
        check_size(b"x" * (FILE_BYTES + 512 * 1024))
