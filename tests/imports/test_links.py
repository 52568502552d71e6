from __future__ import annotations

import pytest

from sotecin_graph.imports.draft import DraftLink, ReportLine
from sotecin_graph.imports.seen import SeenElement, SeenLink, SeenMap
from sotecin_graph.imports.weave import weave
from sotecin_graph.vocabulary import Kind, LinkState, LinkType

ENDS = (
    SeenElement(1, "mill", "Mill", kind=Kind.INDUSTRY),
    SeenElement(2, "shop", "Shop", kind=Kind.INDUSTRY),
    SeenElement(3, "waste", "Too much waste", kind=Kind.CHALLENGE),
    SeenElement(4, "fibre", "Short fibres", kind=Kind.CHALLENGE),
)


def link(**given: object) -> DraftLink:
    return weave(SeenMap("", ENDS, (SeenLink(1, **given),))).links[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target", "word", "is_directed", "type_", "what"),
    [
        ("mill", "shop", "", True, LinkType.REGULATION, "kept"),
        ("mill", "shop", "", False, LinkType.COLLABORATION, "kept"),
        ("mill", "shop", "Geld", True, LinkType.MONEY, "kept"),
        ("mill", "shop", "owns", True, LinkType.REGULATION, "changed"),
        ("mill", "waste", "", True, LinkType.FACES, "kept"),
        ("mill", "waste", "can help solve", True, LinkType.HELP, "kept"),
        ("mill", "waste", "money", True, LinkType.FACES, "changed"),
        ("waste", "mill", "owns", True, LinkType.ABOUT, "changed"),
        ("waste", "fibre", "", True, LinkType.DEPENDS, "kept"),
        ("waste", "fibre", "material", True, LinkType.DEPENDS, "changed"),
    ],
)
def test_type_fits_what_it_joins(
    source: str, target: str, word: str, is_directed: bool, type_: LinkType, what: str
) -> None:
    draft = weave(SeenMap("", ENDS, (SeenLink(1, source, target, word, is_directed=is_directed),)))

    assert (draft.links[0].type, draft.report[-1].what) == (type_, what)


def test_original_word_goes_to_the_note() -> None:
    assert link(source="mill", target="shop", word="+", label="A2-3").note == "A2-3\nType in the file: +"


def test_type_is_also_found_in_the_label() -> None:
    assert link(source="mill", target="shop", label="provides data").type is LinkType.INFORMATION


def test_state_quantity_and_circle_are_kept() -> None:
    found = link(source="mill", target="shop", word="material", state="geplant", circular="ja", quantity="3 t a week")

    assert found == DraftLink(
        "mill", "shop", LinkType.MATERIAL, LinkState.PLANNED, is_circular=True, quantity="3 t a week", row=1
    )


def test_the_same_link_twice_is_merged() -> None:
    twice = (SeenLink(1, "mill", "shop", "money", note="grant"), SeenLink(2, "mill", "shop", "Geld", note="loan"))

    draft = weave(SeenMap("", ENDS, twice))

    assert [found.note for found in draft.links] == ["grant\nloan\nType in the file: Geld"]
    assert draft.report[-1] == ReportLine(2, "merged", "Mill → Shop", "The same link as in row 1.", "link")


def test_working_together_has_no_direction() -> None:
    both = (SeenLink(1, "mill", "shop", is_directed=False), SeenLink(2, "shop", "mill", is_directed=False))

    assert len(weave(SeenMap("", ENDS, both)).links) == 1


def test_link_to_itself_is_skipped() -> None:
    draft = weave(SeenMap("", ENDS, (SeenLink(1, "mill", "mill"),)))

    assert (draft.links, draft.report[-1].what) == ((), "skipped")
