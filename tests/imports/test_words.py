from __future__ import annotations

import pytest

from sotecin_graph.imports import words
from sotecin_graph.imports.countries import country_of
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Behörde", Kind.GOVERNMENT),
        ("collectivité", Kind.GOVERNMENT),
        ("Actor Gov", Kind.GOVERNMENT),
        ("bedrijven", Kind.INDUSTRY),
        ("Şirket", Kind.INDUSTRY),
        ("vállalat", Kind.INDUSTRY),
        ("universidade", Kind.RESEARCH),
        ("istituto di ricerca", Kind.RESEARCH),
        ("societatea civilă", Kind.CIVIL),
        ("medio ambiente", Kind.NATURE),
        ("Investor", Kind.INTERMEDIARY),
        ("Herausforderung", Kind.CHALLENGE),
        ("industry", Kind.INDUSTRY),
    ],
)
def test_kind_is_recognised_in_the_hubs_languages(word: str, kind: Kind) -> None:
    assert words.kind_of(word) is kind


@pytest.mark.parametrize(
    "word", ["Organization", "Person", "Actor Lab", "Stock", "Variable", "", "government research lab"]
)
def test_kind_is_left_open_where_it_is_not_certain(word: str) -> None:
    assert words.kind_of(word) is None


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("Flow", LinkType.MATERIAL),
        ("money flow", LinkType.MONEY),
        ("Wissen", LinkType.KNOWLEDGE),
        ("İşbirliği", LinkType.COLLABORATION),
        ("matières premières", LinkType.MATERIAL),
        ("depends on", LinkType.DEPENDS),
        ("regulation or influence", LinkType.REGULATION),
        ("para", LinkType.MONEY),
    ],
)
def test_link_type_is_recognised(word: str, type_: LinkType) -> None:
    assert words.link_type_of(word) is type_


@pytest.mark.parametrize("word", ["+", "-", "Dot", "F1G1", "money and knowledge", "ponte para ali"])
def test_link_type_is_left_open_where_it_is_not_certain(word: str) -> None:
    assert words.link_type_of(word) is None


def test_every_term_of_the_vocabularies_is_its_own_word() -> None:
    assert all(words.kind_of(kind.value) is kind for kind in Kind)
    assert all(words.link_type_of(type_.value) is type_ for type_ in LinkType)
    assert all(words.state_of(state.value) is state for state in LinkState)
    assert all(words.hub_of(hub.value) is hub for hub in Hub)
    assert words.chains_of(", ".join(Chain)) == tuple(Chain)
    assert words.stages_of(", ".join(Stage)) == tuple(Stage)
    assert words.strategies_of(", ".join(Strategy)) == tuple(Strategy)


def test_no_word_stands_for_two_kinds() -> None:
    for lists in (words._KINDS, words._LINKS, words._CHAINS, words._STATES):
        listed = [(words.plain(word), term) for term, given in lists.items() for word in set(given.split(","))]  # type: ignore[attr-defined]

        assert len({word for word, _term in set(listed)}) == len(set(listed))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NL", "NL"),
        ("nl", "NL"),
        ("Österreich", "AT"),
        ("Türkiye", "TR"),
        ("Magyarország", "HU"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_country_is_found_by_code_and_by_name(text: str, code: str) -> None:
    assert country_of(text) == code


def test_rejection_is_read_in_numbers_and_words() -> None:
    assert [words.is_rejected(mark) for mark in ("-1", "Abgelehnt", "1", "0", "")] == [True, True, False, False, False]
