"""What differs between two texts and two missions: nothing is added, nothing gets lost, unchanged words stay whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sotecin_graph.differences import Sort, mission_differences, word_differences
from sotecin_graph.elements import ElementId, MapId
from sotecin_graph.missions import Mission, MissionId, NextStep
from sotecin_graph.vocabulary import Chain, Hub

WORDS = st.lists(st.sampled_from(["half", "of", "all", "coats", "2030,", "worn.", "twice"]), max_size=9).map(" ".join)
MISSION = Mission(MissionId("m"), "Coats", Hub.EAST, (Chain.TEXTILES,), (ElementId("a"),), MapId("map"))


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    pieces = word_differences(before, after)

    assert "".join(each.text for each in pieces if each.sort is not Sort.REMOVED) == after
    kept = "".join(each.text for each in pieces if each.sort is not Sort.ADDED)
    assert kept.replace(" ", "") == before.replace(" ", "")


def test_only_what_changed_is_marked() -> None:
    found = word_differences("By 2030, half of it.", "By 2031, half of all.")

    marked = [(each.sort.value, each.text.strip()) for each in found if each.sort is not Sort.SAME]
    assert marked == [("removed", "2030"), ("added", "2031"), ("removed", "it"), ("added", "all")]


def test_fields_that_differ_are_worded() -> None:
    step = NextStep("Ask", "Jo", date(2027, 5, 24))
    after = replace(MISSION, hub=None, deadline=date(2030, 12, 31), members=(ElementId("b"),), next_steps=(step,))

    found = mission_differences(MISSION, after, {ElementId("a"): "Works", ElementId("b"): "Lab"})

    assert [(each.name, each.before, each.after) for each in found] == [
        ("hub", "East", "No hub"),
        ("deadline", "", "31 December 2030"),
        ("members", "Works", "Lab"),
        ("next_steps", "", "Ask · Jo · 24 May 2027"),
    ]
