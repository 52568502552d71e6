"""The programme's page: counts in words, promises, and what waits."""

from __future__ import annotations

import pytest

from sotecin_graph.missions import MissionId
from sotecin_graph.people import Actor
from tests.pages.conftest import Visit, texts


def test_nothing_mapped_is_said(visit: Visit, running: object) -> None:
    assert [each.value for each in visit("programme").subheader] == ["Nothing is mapped yet"]


def test_promises_stand_in_words(visit: Visit, mission: MissionId, lead: Actor) -> None:
    at = visit("programme", lead)

    shown = [each.proto.text for each in at.get("progress")]
    assert not at.exception
    assert shown[0] == "Missions: **1** of 7"
    assert "Applications, supported innovators and demonstrations are not kept here." in texts(at)


def test_what_waits_names_its_mission(visit: Visit, mission: MissionId, lead: Actor) -> None:
    shown = texts(visit("programme", lead))

    assert "**Coats twice**: no council yet" in shown
    assert "**North\\-West**: 2 challenges without an owner" in shown


@pytest.mark.parametrize(
    ("counted", "number"), [("missions", "1"), ("challenges", "2, mission"), ("elements", "5, mission")]
)
def test_table_says_what_the_chart_draws(
    visit: Visit, mission: MissionId, lead: Actor, counted: str, number: str
) -> None:
    at = visit("programme", lead)

    at = at.segmented_control(key="programme.counted").set_value(counted).run()

    assert at.table[0].value.loc["North-West", "Textiles"] == number
    assert at.table[0].value.loc["East", "Food, water and nutrients"] == "0"


def test_only_invented_data_is_labelled(visit: Visit, mission: MissionId, lead: Actor) -> None:
    assert "Example data" not in texts(visit("programme", lead))
