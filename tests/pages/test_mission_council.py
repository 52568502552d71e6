"""A mission's council on its page: proposed with what each adds, confirmed by the lead, its invitations noted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, WrongState
from sotecin_graph.invitations import InvitationState
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import councils
from sotecin_graph.services.councils import CouncilView
from tests.conftest import CONTRIBUTOR, LEAD
from tests.pages.conftest import Visit, press, texts

Open = Callable[..., Actor]
_S = InvitationState


def _kept(database: SqlDatabase, mission: MissionId) -> CouncilView:
    return database.read(councils.view, by=LEAD, mission_id=mission)


def _note(database: SqlDatabase, mission: MissionId, member: ElementId, state: InvitationState) -> None:
    database.write(councils.note_invitation, by=LEAD, mission_id=mission, member=member, state=state)


def _dialog(mission: str) -> None:
    """The dialog as it is drawn inside."""
    from pages.parts.desk import open_desk
    from pages.parts.mission_proposal import propose

    propose(open_desk(), mission)


def test_proposal_says_what_each_member_adds_and_what_is_open(visit: Visit, mission: MissionId, lead: Actor) -> None:
    visit("missions", lead)

    at = AppTest.from_function(_dialog, kwargs={"mission": mission}, default_timeout=20).run()

    assert r"Adds\: Industry" in texts(at)
    assert r"Nobody in it stands for these\: Government, Nature, Intermediary" in texts(at)


def test_confirmed_council_is_the_missions_and_nobody_is_invited(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    visit("missions", lead)

    press(AppTest.from_function(_dialog, kwargs={"mission": mission}, default_timeout=20).run(), "Confirm this council")

    view = _kept(database, mission)
    assert set(view.mission.council) == {made["Works"], made["Lab"], made["Guild"]}
    assert view.invitations == {}


def test_invitation_is_noted_step_by_step(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Lab"], made["Guild"]])

    visit("missions", lead, mission=mission).button(key=f"missions.seat.{made['Lab']}.invited").click().run()
    at = visit("missions", lead, mission=mission).button(key=f"missions.seat.{made['Lab']}.accepted").click().run()

    (invitation,) = _kept(database, mission).invitations.values()
    assert (invitation.member, invitation.state, invitation.by) == (made["Lab"], _S.ACCEPTED, lead.name)
    assert f"missions.seat.{made['Lab']}.declined" in [each.key for each in at.button]


def test_who_declines_gives_the_seat_back_and_may_be_asked_again(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], lead: Actor
) -> None:
    database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Lab"], made["Guild"]])
    for state in (_S.INVITED, _S.DECLINED):
        _note(database, mission, made["Lab"], state)
    assert _kept(database, mission).mission.council == (made["Guild"],)

    visit("missions", lead, mission=mission).button(key=f"missions.seat.{made['Lab']}.again").click().run()

    view = _kept(database, mission)
    assert (view.mission.council, view.declined) == ((made["Guild"], made["Lab"]), [])


def test_steps_out_of_turn_and_strangers_are_refused(
    database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]
) -> None:
    database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Lab"]])

    with pytest.raises(WrongState, match="Invited"):
        _note(database, mission, made["Lab"], _S.ACCEPTED)
    with pytest.raises(BadInput):
        database.write(councils.confirm, by=LEAD, mission_id=mission, members=[made["Worn coats"]])
    with pytest.raises(NotAllowed):
        database.write(councils.confirm, by=CONTRIBUTOR, mission_id=mission, members=[])


def test_readers_see_members_without_levers(
    visit: Visit, database: SqlDatabase, mission: MissionId, made: dict[str, ElementId], open_account: Open
) -> None:
    database.write(councils.confirm, by=SYSTEM, mission_id=mission, members=[made["Lab"]])

    at = visit("missions", open_account(Role.CONTRIBUTOR), mission=mission)

    assert ":material/science: **Lab**" in texts(at)
    assert "Not invited yet" not in texts(at)
    assert [button.label for button in at.button] == ["All missions", "Versions", "Who contributed what"]
