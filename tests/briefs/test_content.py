"""The words of a brief: gaps and open points are named, nothing is blank, dates and states in the language."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sotecin_graph.briefs import render_mission_brief
from sotecin_graph.briefs.content import MissionBrief, SourceLine
from sotecin_graph.briefs.evidence import Source
from sotecin_graph.briefs.participation import Gap
from sotecin_graph.briefs.words import one_line
from sotecin_graph.elements import ElementId
from sotecin_graph.missions import Mission, MissionId


def test_gaps_name_missing_groups_and_stages(case: Any) -> None:
    groups = [gap for gap in case.brief().gaps if gap.kind != "stage"]
    stages = case.brief().gaps[-1].text

    assert groups == [Gap("nature", "a voice for nature")]
    assert "collection and sorting" in stages
    assert "cross-cutting" not in stages


def test_challenges_stand_by_votes_with_owner_and_state(case: Any) -> None:
    rows = [(one.owner, one.votes, one.state, one.is_open) for one in case.brief().challenges]

    assert rows == [
        ("Regional Purchasing", "12 votes", "In council review", False),
        ("No owner yet", "8 votes", "Needs an owner", True),
        ("Harbour Uniforms", "5 votes", "Accepted", False),
        ("Workwear Council", "3 votes", "Draft", False),
    ]


def test_bare_mission_names_every_lack_and_leaves_nothing_blank(case: Any) -> None:
    case.mission = Mission(MissionId("m9"), "Bare", None, (), (), case.mission.map_id)
    case.checks, case.challenges = [], []

    brief = case.brief()
    blank = [one.name for one in fields(MissionBrief) if getattr(brief, one.name) == ""]

    assert blank == ["example", "link"]
    assert "baseline" in brief.open_points[-1]
    assert "the hub lead’s sign-off" in brief.open_points[-1]


def test_checks_become_counts_and_words(case: Any) -> None:
    assert case.brief().open_points[:2] == ("9 of 13 checks are met.", "Missing: who benefits, with an SDG.")


def test_council_names_empty_seats(case: Any) -> None:
    brief = case.brief(council=(ElementId("hospitals"),))

    assert brief.council.startswith("Vlietzoom Hospitals. Hub lead: I. Example.")
    assert "industry" in brief.council_gaps


def test_why_now_counts_links_and_names_the_missing_one(case: Any) -> None:
    why = case.brief().why

    assert "28 votes on 4 challenges." in why
    assert "Missing: material from Dye & Finish Co-op to Harbour Uniforms." in why


def test_votes_of_the_whole_map_are_set_beside(case: Any) -> None:
    case.votes[ElementId("elsewhere")] = 12

    assert "28 votes on 4 challenges, of 40 on the whole map." in case.brief().why


def test_dates_follow_the_language(case: Any) -> None:
    assert case.brief("en").date == "24 May 2024"
    assert case.brief("hu").date == "2024. május 24."


def test_only_members_are_told(case: Any) -> None:
    brief = case.brief(members=tuple(one for one in case.mission.members if one != "fund"))

    assert all("Second Lives Fund" not in party.names for party in brief.parties)


def test_a_line_with_an_end_of_its_own_gets_no_semicolon_and_units_stay_with_their_number() -> None:
    assert one_line("Only these:\n1. trying  out\n2. sharing.\nAt most 5\xa0%;") == (
        "Only these: 1. trying out; 2. sharing. At most 5\xa0%"
    )


def test_lines_of_a_field_become_one(case: Any) -> None:
    assert case.brief(in_scope="- one\n- two\n").scope[0].text == "one; two"


def test_example_is_marked_and_a_real_mission_is_not(case: Any) -> None:
    assert (case.brief().example, case.brief(is_example=False).example) == ("Example data", "")


def test_owner_comes_from_the_map_where_no_call_names_one(case: Any) -> None:
    case.challenges = [replace(one, organisation="") for one in case.challenges]

    assert {one.title: one.owner for one in case.brief().challenges}["A repaired coat is not insured"] == (
        "Workwear Council"
    )


def test_origin_of_a_found_and_of_a_drawn_cluster_is_told(case: Any) -> None:
    found = {"method": "leiden", "resolution": 1.0, "seed": 7, "by": "Ilse", "promoted_by": "Hub lead"}

    told = case.brief(origin=found).provenance
    drawn = case.brief(origin={"method": "drawn", "by": "Ilse"}).provenance

    assert "Cluster suggested by Leiden (resolution 1.0, seed 7), asked for by Ilse, promoted by Hub lead." in told
    assert "Cluster drawn by Ilse." in drawn


def test_each_element_is_followed_back_without_naming_who_contributed_it(case: Any) -> None:
    way = "https://graph.example.org/trace?element=e1"
    source = Source("Harbour Uniforms", "Who is in it?", "Textiles, Waterhoven", date(2024, 5, 22), way)
    case.provenance = replace(case.provenance, sources=(source,), address="https://graph.example.org/missions")

    brief = case.brief()

    assert brief.sources == (SourceLine("Harbour Uniforms · Who is in it? · Textiles, Waterhoven · 22 May 2024", way),)
    assert "Its elements were contributed in these steps: “Who is in it?” 1." in brief.provenance
    assert f'<a href="{way}">' in render_mission_brief(brief, b"", "html").decode()
    assert f"(<{way}>)" in render_mission_brief(brief, b"", "md").decode()


def test_signature_names_its_version_and_a_lapsed_one_says_so(case: Any) -> None:
    signed = {"signed_off_by": "I. Example", "signed_off_at": datetime(2024, 5, 24, tzinfo=UTC), "signed_version": 3}

    assert case.brief(**signed).council.endswith("Signed off by I. Example, 24 May 2024, version 3.")
    assert case.brief(signed_version=2).council.endswith("waits for a new signature.")
