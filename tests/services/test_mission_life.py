"""A mission's life: the order of its states, reasons, whose signature holds, and what is refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, StaleVersion, WrongState
from sotecin_graph.missions import Mission, MissionId, MissionState
from sotecin_graph.services import councils, mission_life, missions
from tests.conftest import CONTRIBUTOR, LEAD

_S = MissionState


@pytest.fixture
def mission(database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]) -> MissionId:
    """The mission with a council."""
    database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Lab"], made["Guild"]])
    return mission


def _moved(database: SqlDatabase, mission: MissionId, *states: MissionState, **given: Any) -> Mission:
    for state in states:
        moved = database.write(mission_life.move, by=LEAD, mission_id=mission, state=state, **given)
    return moved


def test_the_whole_way_is_kept_with_who_and_why(database: SqlDatabase, mission: MissionId) -> None:
    _moved(database, mission, _S.IN_COUNCIL, _S.ADOPTED, _S.STEWARDED)
    _moved(database, mission, _S.CLOSED, reason="All of it is reached.")

    kept = database.read(mission_life.life, by=LEAD, mission_id=mission).passages
    assert [(each.state, each.by, each.reason, each.is_signature) for each in reversed(kept)] == [
        (_S.IN_COUNCIL, LEAD.name, "", False),
        (_S.ADOPTED, LEAD.name, "", True),
        (_S.STEWARDED, LEAD.name, "", False),
        (_S.CLOSED, LEAD.name, "All of it is reached.", False),
    ]
    assert {each.version for each in kept} == {2}


def test_an_edit_after_the_signature_asks_for_it_anew(database: SqlDatabase, mission: MissionId) -> None:
    given = {"by": LEAD, "mission_id": mission}
    _moved(database, mission, _S.IN_COUNCIL, _S.ADOPTED)

    database.write(missions.edit_mission, target="60 % of coats", **given)

    life = database.read(mission_life.life, **given)
    assert (life.mission.state, life.mission.signed_off_by, life.mission.signed_version) == (_S.ADOPTED, "", 2)
    assert life.awaits_signature
    with pytest.raises(WrongState, match="Sign it off anew first"):
        _moved(database, mission, _S.STEWARDED)
    signed = database.write(mission_life.sign, expected=3, **given)
    assert (signed.signed_off_by, signed.signed_version) == (LEAD.name, 3)


def test_council_and_next_steps_change_under_the_signature(
    database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]
) -> None:
    _moved(database, mission, _S.IN_COUNCIL, _S.ADOPTED)

    after = database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Lab"], made["Works"]])

    assert (after.version, after.signed_off_by) == (3, LEAD.name)


def test_back_in_its_council_it_is_signed_no_longer(database: SqlDatabase, mission: MissionId) -> None:
    _moved(database, mission, _S.IN_COUNCIL, _S.ADOPTED)

    with pytest.raises(BadInput, match="Say why"):
        _moved(database, mission, _S.IN_COUNCIL)
    back = _moved(database, mission, _S.IN_COUNCIL, reason="The target was misread.")

    assert (back.signed_off_by, back.has_lapsed) == ("", True)


def test_what_stands_against_it_is_said(database: SqlDatabase, mission: MissionId) -> None:
    given = {"by": LEAD, "mission_id": mission}
    with pytest.raises(WrongState, match="“Draft” can only become: In council, Closed"):
        _moved(database, mission, _S.STEWARDED)
    database.write(missions.edit_mission, statement="", **given)
    with pytest.raises(WrongState, match="no statement yet"):
        _moved(database, mission, _S.IN_COUNCIL)
    with pytest.raises(WrongState, match="comes from its council"):
        database.write(mission_life.sign, **given)
    with pytest.raises(NotAllowed):
        database.write(mission_life.move, by=CONTRIBUTOR, mission_id=mission, state=_S.CLOSED, reason="No.")


def test_nobody_signs_what_they_have_not_read(database: SqlDatabase, mission: MissionId) -> None:
    _moved(database, mission, _S.IN_COUNCIL)

    with pytest.raises(StaleVersion, match=r"has saved version 2 meanwhile\. Read it first"):
        _moved(database, mission, _S.ADOPTED, expected=1)


def test_a_closed_mission_is_not_written_on_until_it_is_taken_up_again(
    database: SqlDatabase, mission: MissionId
) -> None:
    given = {"by": LEAD, "mission_id": mission, "risks": "Rain."}
    _moved(database, mission, _S.CLOSED, reason="Merged into another one.")

    with pytest.raises(WrongState, match="is closed"):
        database.write(missions.edit_mission, **given)
    _moved(database, mission, _S.IN_COUNCIL, reason="It comes back.")
    assert database.write(missions.edit_mission, **given).risks == "Rain."
