"""What people type is made fit to keep: nothing unseen, nothing that turns a line around, and stable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotecin_graph.errors import BadInput
from sotecin_graph.text import MOST_MARKS, clean, line, paragraph

ANY = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("a\u0301\u202e\u200b\ud800\x00\r\n é"), max_size=30
)


@settings(max_examples=300)
@given(ANY)
def test_cleaned_text_is_fit_to_keep_and_stays_as_it_is(text: str) -> None:
    kept = clean(text)

    assert kept.encode().decode() == kept == clean(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert {unicodedata.category(each) for each in kept} & {"Cs", "Cc"} <= (
        {"Cc"} if {"\n", "\t"} & set(kept) else set()
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("safe\u202egnp.exe\u2066", "safegnp.exe"),
        ("za\u200bza\ufeffre", "zazare"),
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("a\ud800b\udfff", "ab"),
        ("e\u0301", "é"),
        ("mark\U000e0041ed", "marked"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("Việt Łódź İzmir", "Việt Łódź İzmir"),
    ],
)
def test_names_keep_their_letters_and_lose_what_hides(typed: str, kept: str) -> None:
    assert line(typed, field="name") == kept


def test_a_letter_carries_a_few_marks_only() -> None:
    assert len(clean("Z" + "\u0489" * 80 + "algo")) == 1 + MOST_MARKS + 4


@pytest.mark.parametrize("unseen", ["", " \n", "\u200b", "\u200d\u200c", "\u3164\u2800", "\u0301"])
def test_name_that_nobody_sees_is_refused(unseen: str) -> None:
    with pytest.raises(BadInput, match="Please write something"):
        line(unseen, field="name")


def test_what_is_not_needed_may_be_empty() -> None:
    assert paragraph("\u200b", field="note", most=10) == ""
