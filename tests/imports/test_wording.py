from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sotecin_graph.imports.seen import SeenElement
from sotecin_graph.imports.wording import cut, worded
from sotecin_graph.vocabulary import Kind

LONG = "Collection of worn textiles " * 6


def test_cut_ends_at_a_word() -> None:
    assert cut("Repair cafés lack spare parts", 20) == "Repair cafés lack…"


@given(st.text(), st.integers(4, 50))
def test_cut_never_exceeds_its_bound(text: str, most: int) -> None:
    assert len(cut(text, most)) <= most


def test_long_name_of_a_stakeholder_is_kept_in_the_note() -> None:
    wording = worded(LONG.strip(), SeenElement(1, "a", LONG, note="since 1990"), Kind.CIVIL)

    assert len(wording.name) <= 120
    assert wording.note == f"{LONG.strip()}\nsince 1990"
    assert wording.is_cut


def test_long_name_of_a_challenge_is_kept_as_its_problem() -> None:
    wording = worded(LONG.strip(), SeenElement(1, "a", LONG), Kind.CHALLENGE)

    assert (wording.problem, wording.note) == (LONG.strip(), "")


def test_long_problem_is_cut_and_kept_whole_in_the_note() -> None:
    problem = (LONG * 2).strip()

    wording = worded("Waste", SeenElement(1, "a", "Waste", problem=problem), Kind.CHALLENGE)

    assert len(wording.problem) <= 250
    assert wording.note == problem


def test_statement_gives_title_and_problem() -> None:
    wording = worded(LONG.strip(), SeenElement(1, "a", LONG, is_statement=True), Kind.CHALLENGE)

    assert len(wording.name) <= 90
    assert (wording.problem, wording.is_cut) == (LONG.strip(), False)


def test_problem_of_a_stakeholder_goes_to_the_note() -> None:
    wording = worded("Mill", SeenElement(1, "a", "Mill", problem="No buyers"), Kind.INDUSTRY)

    assert (wording.problem, wording.note) == ("", "No buyers")
