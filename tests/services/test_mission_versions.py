"""Versions of a mission: each saved edit is kept, what differs is told, nothing of anyone's is lost in silence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, StaleVersion, WrongState
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import mission_life, mission_versions, missions
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD
from tests.pages.scenes import draw_cluster, draw_map, promote

TEXTS = ("target", "baseline", "risks", "in_scope", "beneficiaries")


def _edited(database: SqlDatabase, mission: MissionId, **values: Any) -> Mission:
    return database.write(missions.edit_mission, by=LEAD, mission_id=mission, **values)


def test_each_edit_is_a_version_with_who_and_when(database: SqlDatabase, mission: MissionId) -> None:
    _edited(database, mission, target="50 %")
    _edited(database, mission, target="60 %")
    _edited(database, mission, target="60 %")

    kept = database.read(mission_versions.versions, by=LEAD, mission_id=mission).versions
    assert [(each.number, each.by, each.mission.target) for each in kept] == [
        (3, LEAD.name, "60 %"),
        (2, LEAD.name, "50 %"),
        (1, SYSTEM.name, ""),
    ]
    assert kept[0].at > kept[1].at > kept[2].at


def test_any_two_differ_field_by_field(database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]) -> None:
    members = [made[name] for name in ("Works", "Lab", "Worn coats")]
    _edited(database, mission, target="50 %")
    _edited(database, mission, members=members, risks="Rain.")

    found = database.read(mission_versions.difference, by=LEAD, mission_id=mission, one=3, other=1)

    assert (found.before.number, found.after.number) == (1, 3)
    assert [(each.name, [(piece.sort.value, piece.text) for piece in each.pieces][-2:]) for each in found.fields] == [
        ("target", [("added", "50 %")]),
        ("risks", [("added", "Rain.")]),
        ("members", [("removed", "Guild"), ("removed", "Wet *bags*")]),
    ]


def test_an_earlier_version_comes_back_as_a_new_one(
    database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]
) -> None:
    given = {"by": LEAD, "mission_id": mission, "version": 1}
    _edited(database, mission, target="50 %", members=[made["Lab"]])

    after = database.write(mission_versions.bring_back, expected=2, **given)

    assert (after.version, after.target, len(after.members)) == (3, "", 5)
    assert database.read(mission_versions.versions, by=LEAD, mission_id=mission).versions[0].restores == 1
    with pytest.raises(WrongState, match="says the same as version 1"):
        database.write(mission_versions.bring_back, **given)
    with pytest.raises(StaleVersion):
        database.write(mission_versions.bring_back, expected=2, **given)
    with pytest.raises(BadInput, match="no version 9"):
        database.write(mission_versions.bring_back, **(given | {"version": 9}))


def test_a_stale_editor_is_told_what_the_other_wrote(database: SqlDatabase, mission: MissionId) -> None:
    began = {"target": "", "risks": "", "indicator": ""}
    _edited(database, mission, began=began, target="60 %", risks="Rain.")

    with pytest.raises(StaleVersion) as told:
        _edited(database, mission, began=began, target="50 %", indicator="Counted.")

    assert (told.value.theirs, told.value.version) == ({"target": "60 %"}, 2)
    assert str(told.value).startswith(f"{LEAD.name} has saved version 2 meanwhile. Both of you changed: Target.")
    kept = _edited(database, mission, began=began | told.value.theirs, target="50 %", indicator="Counted.")
    assert (kept.target, kept.indicator, kept.risks) == ("50 %", "Counted.", "Rain.")


def test_of_many_editors_at_once_none_is_overwritten_in_silence(database: SqlDatabase, mission: MissionId) -> None:
    def write(number: int) -> str:
        name = TEXTS[number % len(TEXTS)]
        try:
            return str(getattr(_edited(database, mission, began={name: ""}, **{name: f"from {number}"}), name))
        except StaleVersion:
            return ""

    with ThreadPoolExecutor(8) as pool:
        saved = {each for each in pool.map(write, range(20)) if each}

    kept = database.read(missions.view, by=LEAD, mission_id=mission).mission
    assert {getattr(kept, name) for name in TEXTS} == saved
    assert kept.version == 1 + len(TEXTS)


DEEDS = st.lists(st.tuples(st.sampled_from([*TEXTS, "back", "sign"]), st.integers(0, 9)), max_size=8)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_versions_are_gapless_and_no_edit_loses_an_earlier_one(
    database: SqlDatabase, workshop: Workshop, deeds: list[tuple[str, int]]
) -> None:
    made = draw_map(database, workshop.map_id)
    mission = promote(database, workshop.map_id, draw_cluster(database, workshop.map_id, made))
    said = {1: database.read(missions.view, by=LEAD, mission_id=mission).mission}
    for deed, number in deeds:
        try:
            if deed == "back":
                given = {"by": LEAD, "mission_id": mission, "version": number}
                after = database.write(mission_versions.bring_back, **given)
            elif deed == "sign":
                after = database.write(mission_life.sign, by=LEAD, mission_id=mission)
            else:
                after = _edited(database, mission, **{deed: str(number)})
        except (WrongState, BadInput):
            continue
        said[after.version] = after

    kept = database.read(mission_versions.versions, by=LEAD, mission_id=mission).versions
    assert {each.number: each.mission for each in kept} == said
    assert [each.number for each in reversed(kept)] == list(range(1, len(kept) + 1))
