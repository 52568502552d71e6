"""The thirteen checks of a mission, each met, prompting and missing, and how sentences are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState, Wording
from sotecin_graph.checks import Check, CheckState, check_mission, open_points
from sotecin_graph.elements import Element, ElementId, Link, LinkId, MapId
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.statements import has_target, latest_date, sentences, solution_words, unexplained, word_count
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkType, Stage, Strategy

TODAY = date(2024, 5, 22)


def stakeholder(name: str, kind: Kind, stage: Stage | None = None, hub: Hub = Hub.NORTH_WEST) -> Element:
    stages = (stage,) if stage else ()
    return Element(ElementId(name), 1, kind, name, hub=hub, chains=(Chain.TEXTILES,), stages=stages)


ELEMENTS = [
    stakeholder("works", Kind.INDUSTRY, Stage.MANUFACTURING),
    stakeholder("lab", Kind.RESEARCH),
    stakeholder("city", Kind.GOVERNMENT, Stage.COLLECTION),
    stakeholder("c1", Kind.CHALLENGE),
    stakeholder("c2", Kind.CHALLENGE),
]
LINKS = [
    Link(LinkId("l1"), 1, ElementId("works"), ElementId("c1"), LinkType.OWNS),
    Link(LinkId("l2"), 2, ElementId("city"), ElementId("c2"), LinkType.OWNS),
]
GOOD = Mission(
    id=MissionId("m1"),
    title="Workwear lives twice",
    hub=Hub.NORTH_WEST,
    chains=(Chain.TEXTILES,),
    members=tuple(element.id for element in ELEMENTS),
    map_id=MapId("map"),
    statement="By 2030, 60 % of the workwear in the delta lands is worn a second time.",
    strategies=(Strategy.R3,),
    sdgs=(12,),
    beneficiaries="People who wear it and those who mend it",
    baseline="8 % in 2023",
    baseline_source="Workwear Council, yearly count",
    deadline=date(2030, 12, 31),
    council=(ElementId("works"), ElementId("city")),
    signed_off_by="Hub lead",
)


def checks(mission: Mission = GOOD, **given: Any) -> dict[str, Check]:
    facts: dict[str, Any] = {
        "elements": ELEMENTS,
        "links": LINKS,
        "votes": {ElementId("c1"): 4},
        "challenges": [],
        "today": TODAY,
    }
    return {check.key: check for check in check_mission(mission, **(facts | given))}


def state(key: str, mission: Mission = GOOD, **given: Any) -> str:
    return checks(mission, **given)[key].state.value


def test_a_good_mission_meets_all_thirteen() -> None:
    found = checks()

    assert [check.number for check in found.values()] == list(range(1, 14))
    assert {key: check.reason for key, check in found.items() if check.state is not CheckState.MET} == {}
    assert all(check.reason and not check.action for check in found.values())


def test_an_empty_mission_lacks_all_thirteen_and_says_what_to_do() -> None:
    empty = Mission(MissionId("m"), "New", None, (), (), MapId("map"))

    found = checks(empty, elements=[], links=[], votes={})

    assert {check.state for check in found.values()} == {CheckState.MISSING}
    assert all(check.title and check.reason and check.action for check in found.values())


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("deadline", {"statement": "60 % by 2020", "deadline": None}, "missing"),
        ("deadline", {"statement": "60 % by 2028"}, "prompt"),
        ("deadline", {"statement": "60 % soon"}, "met"),
        ("deadline", {"deadline": None}, "met"),
        ("deadline", {"statement": "By 2024", "deadline": date(2024, 5, 22)}, "met"),
        ("target", {"statement": "By 2030 more is worn again"}, "missing"),
        ("target", {"statement": "By 2030 half of it is worn twice"}, "prompt"),
        ("target", {"statement": "By 2030 more", "target": "2 500 kg a year"}, "met"),
        ("target", {"statement": "By 2030 more", "indicator": "Is the law passed?"}, "met"),
        ("baseline", {"baseline": ""}, "missing"),
        ("baseline", {"baseline": "8 %", "baseline_source": "a count"}, "prompt"),
        ("baseline", {"baseline_source": ""}, "prompt"),
        ("place", {"hub": None}, "missing"),
        ("place", {"chains": ()}, "missing"),
        ("place", {"hub": Hub.EAST}, "prompt"),
        ("place", {"chains": (Chain.FOOD,)}, "prompt"),
        ("no-solution", {"statement": "A platform for workwear by 2030"}, "prompt"),
        ("cross-sector", {"members": (ElementId("works"), ElementId("c1"))}, "prompt"),
        ("cross-sector", {"members": (ElementId("c1"),)}, "missing"),
        ("bottom-up", {"members": (ElementId("c1"), ElementId("works"))}, "prompt"),
        ("bottom-up", {"members": (ElementId("works"),)}, "missing"),
        ("strategies", {"strategies": (Strategy.R8,)}, "prompt"),
        ("strategies", {"strategies": ()}, "missing"),
        ("one-sentence", {"statement": "By 2030 half. And more."}, "prompt"),
        ("one-sentence", {"statement": "word " * 36}, "prompt"),
        ("one-sentence", {"statement": "word " * 35}, "met"),
        ("benefit", {"sdgs": ()}, "prompt"),
        ("benefit", {"beneficiaries": ""}, "prompt"),
        ("ownership", {"council": ()}, "missing"),
        ("ownership", {"council": (ElementId("works"),)}, "prompt"),
        ("ownership", {"signed_off_by": ""}, "prompt"),
        ("readable", {"statement": "By 2030 the EPR of workwear pays for mending."}, "prompt"),
        ("readable", {"statement": "word " * 26}, "prompt"),
    ],
)
def test_a_check_follows_its_facts(key: str, values: dict[str, Any], expected: str) -> None:
    assert state(key, replace(GOOD, **values)) == expected


def test_evidence_without_votes_prompts() -> None:
    assert state("evidence", votes={}) == "prompt"


def test_one_owner_of_all_challenges_prompts() -> None:
    links = [LINKS[0], replace(LINKS[1], source=ElementId("works"))]

    assert state("bottom-up", links=links) == "prompt"


def test_a_withdrawn_call_challenge_does_not_count() -> None:
    lone = replace(GOOD, members=(ElementId("works"), ElementId("c1")))
    wording = Wording("t", "p", "w")
    second = CallChallenge(CallChallengeId("x"), ElementId("c9"), GOOD.id, wording, state=ChallengeState.DRAFT)

    assert state("bottom-up", lone, challenges=[second]) == "met"
    assert state("bottom-up", lone, challenges=[replace(second, state=ChallengeState.WITHDRAWN)]) == "prompt"


def test_stage_of_everything_is_not_a_stage() -> None:
    everywhere = [replace(each, stages=(Stage.CROSS_CUTTING,) if each.stages else ()) for each in ELEMENTS]

    assert state("cross-sector", elements=everywhere) == "prompt"


def test_open_points_begin_with_what_is_missing() -> None:
    mission = replace(GOOD, council=(), strategies=(Strategy.R9,), baseline="")

    found = open_points(list(checks(mission).values()))

    assert [check.key for check in found] == ["baseline", "ownership", "strategies"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 2030", date(2030, 12, 31)),
        ("until 2027-06-30, at the latest 2026", date(2027, 6, 30)),
        ("2027-13-40", None),
        ("12030 kg and 20 days", None),
        ("", None),
    ],
)
def test_latest_date_reads_years_and_days(text: str, expected: date | None) -> None:
    assert latest_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["60 % of it", "%30 daha az", "€ 500 less", "2 500 kg", "2000 tonnes", "12,5 Prozent", "300 households", "1.5 t"],
)
def test_a_number_with_a_unit_is_a_target(text: str) -> None:
    assert has_target(text)


@pytest.mark.parametrize("text", ["by 2030", "by 2030 everything", "R4 repair", "some of it", "in 2024 and 2025"])
def test_years_and_strategies_are_no_targets(text: str) -> None:
    assert not has_target(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An app for mending", ["app"]),
        ("Neue Plattformen und Roboter", ["plattformen", "roboter"]),
        ("Een nieuw portaal", ["portaal"]),
        ("Uma plataforma digital", ["plataforma"]),
        ("Una piattaforma", ["piattaforma"]),
        ("O aplicație nouă", ["aplicație"]),
        ("Egy új szoftverrel", ["szoftverrel"]),
        ("Yeni bir yazılım", ["yazılım"]),
        ("Half of all appliances are repaired on site", []),
    ],
)
def test_solution_words_are_found_in_every_language(text: str, expected: list[str]) -> None:
    assert solution_words(text) == expected


def test_sentences_and_words_are_counted_as_people_do() -> None:
    assert sentences("By 2030, 1.5 t. Really?") == ["By 2030, 1.5 t.", "Really?"]
    assert word_count("People's second-hand coats, 60 %") == 4


def test_abbreviations_are_fine_where_they_are_explained() -> None:
    assert unexplained("EPR (extended responsibility) in the EU, R4, ICT and PET") == ["ICT", "PET"]
    assert unexplained("Extended responsibility (EPR) and EPR again") == []


GOOD_SENTENCES = {
    "en": "By 2030, 60 % of the workwear that hospitals in the delta hand in is worn for a second contract.",
    "de": "Bis 31. Dezember 2030 werden 60 Prozent der Kittel, die Kliniken zurückgeben, ein zweites Mal getragen.",
    "hu": "2030. december 31-ig a kórházak munkaruháinak 60%-át, amelyet leadnak, másodszor is viselik.",
    "tr": "2030 yılına kadar hastanelerin verdiği iş giysilerinin %60'ı ikinci kez giyilir.",
    "nl": "In 2030 wordt 60 % van de werkkleding die ziekenhuizen inleveren, ca. 40 ton per jaar, opnieuw gedragen.",
}
BAD_SENTENCES = {
    "en": "In 5 years an EPR app and a Sharing-Platform exist. They are great.",
    "de": "In 5 Jahren gibt es eine Reparaturplattform für ÖPNV und OEM. Sie ist toll.",
    "hu": "Egy új szoftver 5 év alatt elkészül az OEM cégeknek. Jó lesz.",
    "tr": "OEM şirketleri için 5 yıl içinde bir yazılım yapılır. Güzel olur.",
    "nl": "Over 5 jaar is er een reparatieplatform voor OEM bedrijven. Mooi.",
}
OF_THE_SENTENCE = ("deadline", "target", "no-solution", "one-sentence", "readable")


@pytest.mark.parametrize("language", GOOD_SENTENCES)
def test_a_good_sentence_is_good_in_the_hubs_languages(language: str) -> None:
    found = checks(replace(GOOD, statement=GOOD_SENTENCES[language], deadline=None))

    assert {key: found[key].reason for key in OF_THE_SENTENCE if found[key].state is not CheckState.MET} == {}


@pytest.mark.parametrize("language", BAD_SENTENCES)
def test_a_bad_sentence_is_bad_in_the_hubs_languages(language: str) -> None:
    found = checks(replace(GOOD, statement=BAD_SENTENCES[language], deadline=None))

    assert [key for key in OF_THE_SENTENCE if found[key].state is CheckState.MET] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bis 31.12.2029", date(2029, 12, 31)),
        ("entro il 30/06/2028, al più tardi", date(2028, 6, 30)),
        ("2030'a kadar", date(2030, 12, 31)),
        ("2031-re", date(2031, 12, 31)),
    ],
)
def test_days_are_read_as_the_hubs_write_them(text: str, expected: date) -> None:
    assert latest_date(text) == expected


@pytest.mark.parametrize(
    "text", ["in 5 years", "on 31 December", "binnen 18 maanden", "la 1 mai", "3 éven belül", "12.5.2029"]
)
def test_dates_and_spans_of_time_are_no_targets(text: str) -> None:
    assert not has_target(text)


def test_a_lapsed_signature_prompts_for_a_new_one() -> None:
    found = checks(replace(GOOD, signed_off_by="", signed_version=2))["ownership"]

    assert (found.state, found.reason) == (CheckState.PROMPT, "It has changed since version 2 was signed off.")
