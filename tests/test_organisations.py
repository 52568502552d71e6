"""Organisations that may be one: other spellings, languages and legal forms, and what keeps two apart."""

from __future__ import annotations

import pytest

from sotecin_graph.elements import Element, ElementId
from sotecin_graph.organisations import Why, compare, pairs_alike
from sotecin_graph.tongues import HERE, folded
from sotecin_graph.vocabulary import Kind


def named(seq: int, name: str, country: str = "", **fields: object) -> Element:
    given = {"kind": Kind.INDUSTRY, "country": country} | fields
    return Element(id=ElementId(f"e{seq}"), seq=seq, name=name, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Harbour Uniforms", "harbour uniforms", Why.SAME),
        ("Harbour Uniforms", "Harbour Uniforms B.V.", Why.LEGAL_FORM),
        ("Re-Textile Works Ltd.", "ReTextile Works", Why.LEGAL_FORM),
        ("Works Harbour", "Harbour Works A.Ş.", Why.ORDER),
        ("Universitatea din București", "University of Bucharest", Why.LANGUAGE),
        ("Gemeente Waterhoven", "City of Waterhoven", Why.LANGUAGE),
        ("RTW", "Re-Textile Works", Why.INITIALS),
        ("Second Lives Fund", "Second Lifes Fund", Why.SPELLING),
    ],
)
def test_same_organisation_is_found_with_the_reason(one: str, other: str, why: Why) -> None:
    found = compare(named(1, one, "NL"), named(2, other, "NL"))

    assert found is not None
    assert (found.why, found.is_same_country) == (why, True)
    assert found.sentence().endswith("Both are in the same country.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City of Lisbon", "City of Milan"),
        ("Impact Hub Lisbon", "Impact Hub Milan"),
        ("School 12", "School 13"),
        ("Gemeente Waterhoven", "Gemeente Waterland"),
        ("Moss Watch", "Moth Watch"),
        ("GmbH", "Lab"),
    ],
)
def test_two_organisations_stay_two(one: str, other: str) -> None:
    assert compare(named(1, one), named(2, other)) is None


def test_other_countries_need_more() -> None:
    assert compare(named(1, "Second Lives Fund", "LU"), named(2, "Second Live Fond", "RO")) is None
    assert compare(named(1, "Pack Ltd", "IE"), named(2, "Pack GmbH", "DE")) is not None


def test_names_that_were_merged_in_count() -> None:
    kept = named(1, "Relaunder", aliases=("Harbour Laundry",))

    assert compare(kept, named(2, "Harbour Laundry NV")) is not None


def test_pairs_come_once_without_those_kept_apart() -> None:
    elements = [named(seq, name) for seq, name in enumerate(["Loom Ltd", "Loom", "Loom NV", "Guild"])]

    pairs = pairs_alike(elements, apart={(ElementId("e0"), ElementId("e2"))})

    assert [(pair.one.id, pair.other.id) for pair in pairs] == [("e0", "e1"), ("e1", "e2")]
    assert pairs == pairs_alike(elements[::-1], apart={(ElementId("e0"), ElementId("e2"))})


def test_challenges_and_what_is_gone_are_no_organisations() -> None:
    challenge = named(2, "Loom", kind=Kind.CHALLENGE)

    assert pairs_alike([named(1, "Loom"), challenge]) == []


def test_lists_are_written_as_they_are_compared() -> None:
    text = (HERE / "organisations.toml").read_text(encoding="utf-8")

    assert folded(text.split("legal_forms", 1)[1]) == text.split("legal_forms", 1)[1]
