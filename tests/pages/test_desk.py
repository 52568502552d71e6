"""The facilitator's desk: steps and timer, levers, people, tables, what waits, paper and notes; for nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.instance import Instance
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.services import contributions, elements, levers, sessions, table_maps, tables, voting, workshops
from sotecin_graph.vocabulary import Hub, Kind
from sotecin_graph.workshops import Plan, Takes, Workshop, WorkshopState
from tests.pages.conftest import Visit, said, texts
from tests.pages.scenes import changed

OpenAccount = Callable[..., Actor]


@pytest.fixture
def room(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A half day at its mapping step, with two tables planned."""
    return database.write(changed, workshop=workshop, steps=AGENDAS["half-day"][1], step=4, plan=Plan(tables=2))


def _now(database: SqlDatabase, room: Workshop) -> Workshop:
    return database.read(workshops.workshop_of, by=SYSTEM, ident=room.id)


def _press(at: AppTest, label: str) -> AppTest:
    return next(each for each in at.button if each.label.replace("\\", "") == label).click().run()


def _part(at: AppTest, name: str) -> AppTest:
    at.pills(key="desk.part").set_value(name).run()
    return at


def _labels(at: AppTest) -> list[str]:
    return [each.label for each in at.button]


def test_desk_is_for_facilitators(visit: Visit, room: Workshop, participant: Actor, open_account: OpenAccount) -> None:
    for reader in (participant, open_account(Role.CONTRIBUTOR), None):
        at = visit("desk_view", reader, map=room.map_id)
        assert "for the facilitators" in said(at)
        assert not at.button


def test_step_and_timer_are_at_hand(visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase) -> None:
    at = visit("desk_view", facilitator, map=room.map_id)
    assert "Step 5 of 12" in texts(at)

    at = _press(_press(at, "Next step"), "Pause")

    now = _now(database, room)
    assert (now.step, now.levers.paused_at is not None) == (5, True)
    assert "Paused: 15 min left" in texts(at)
    at = _press(_press(at, "Go on"), "Add a minute")
    assert _now(database, room).levers.extra_s >= 60


def test_second_click_on_an_old_picture_goes_one_step(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    at = visit("desk_view", facilitator, map=room.map_id)
    database.write(workshops.set_step, by=SYSTEM, map_id=room.map_id, step=5)

    _press(at, "Next step")

    assert _now(database, room).step == 5


def test_map_is_locked_and_cursors_are_hidden(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    at = visit("desk_view", facilitator, map=room.map_id)

    at = _press(_press(at, "Lock the map"), "Hide cursors")

    assert {"Unlock the map", "Show cursors"} <= set(_labels(at))
    assert (_now(database, room).levers.is_locked, _now(database, room).levers.hides_cursors) == (True, True)


def test_people_are_told_with_what_they_added(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase, running: Instance
) -> None:
    database.write(sessions.join, code=room.code, alias="Silent", consents=True)
    database.write(elements.add_stakeholder, by=participant, map_id=room.map_id, name="A", kind=Kind.INDUSTRY)
    running.attendance.came(room.map_id, participant.id)

    at = visit("desk_view", facilitator, map=room.map_id)

    table = at.dataframe[0].value
    assert list(table["Name"]) == [participant.name, "Silent"]
    assert list(table["Now"]) == ["here", "away"]
    assert list(table["Added"]) == [1, 0]
    assert "**1** of 2 are here" in texts(at)
    at.pills(key="desk.people.show").set_value("silent").run()
    assert list(at.dataframe[0].value["Name"]) == ["Silent"]


def test_one_person_is_muted_seated_and_made_co_facilitator(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    at = visit("desk_view", facilitator, map=room.map_id)
    at.selectbox(key="desk.person").set_value(participant.id).run()

    at = _press(at, "Mute")
    assert _now(database, room).levers.muted == (participant.id,)
    at = _press(at, "Unmute")
    at.selectbox(key=f"desk.seat.{participant.id}.0").set_value(2).run()
    _press(at, "Make co-facilitator")

    person = database.read(lambda uow: uow.workshops.participant(participant.id))
    assert (person.table, person.helps, _now(database, room).levers.muted) == (2, True, ())
    helper = visit("desk_view", participant, map=room.map_id)
    assert "Next step" in _labels(helper)


def test_tables_are_seated_and_joined(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    at = _part(visit("desk_view", facilitator, map=room.map_id), "tables")

    at = _press(at, "Seat who has no table")

    assert "1 person has a table now" in said(at)
    assert len(_now(database, room).levers.areas) == 2
    assert participant.name in texts(at)
    _press(at, "Join the tables")
    assert _now(database, room).levers.areas == ()


def test_tables_get_maps_of_their_own_and_are_brought_together(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    steps = (replace(room.steps[4], is_at_tables=True),)
    database.write(changed, workshop=room, steps=steps, step=0)
    at = _part(visit("desk_view", facilitator, map=room.map_id), "tables")
    assert "This step is at tables" in said(at)
    at.radio(key="desk.tables.ground.False").set_value("a map of its own")
    _press(at, "Seat who has no table")
    phone = visit("task", participant)
    phone.text_input[0].set_value("Mill")
    assert "On your table’s map" in said(_press(phone, "Add to the map"))

    at = _part(visit("desk_view", facilitator, map=room.map_id), "tables")
    assert "1 element of the tables is not on the map of all" in texts(at)
    at = _press(at, "Bring the tables together")

    assert "1 element came to the map of all" in said(at)
    assert len(database.read(lambda uow: uow.elements.positions(room.map_id))) == 1
    _press(at, "Back to the tables’ maps")
    assert _now(database, room).levers.own_maps == 2


def test_laptop_goes_along_to_its_tables_map_and_back(
    visit: Visit, room: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    steps = (replace(room.steps[4], is_at_tables=True),)
    database.write(changed, workshop=room, steps=steps, step=0)
    given = {"by": SYSTEM, "map_id": room.map_id}
    laptop = visit("map", participant)
    assert "Table 1" not in texts(laptop)

    database.write(tables.seat_all, tables=1, has_maps=True, **given)
    assert "0 elements" in texts(laptop.run())
    database.write(table_maps.bring_together, **given)
    assert "Table 1" not in texts(laptop.run())


def test_what_waits_is_accepted_or_sent_back(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    database.write(changed, workshop=room, step=7, plan=Plan(is_moderated=True))
    for problem in ("Wet bags", "Worn coats"):
        database.write(contributions.raise_challenge, by=participant, map_id=room.map_id, problem=problem)
    at = _part(visit("desk_view", facilitator, map=room.map_id), "queue")
    assert "2 contributions wait" in texts(at)

    at = _press(at, "Accept")
    at.text_input[0].set_value("Which coats?")
    at = _press(at, "Send back")

    shown = database.read(contributions.elements_on, by=SYSTEM, map_id=room.map_id)
    waiting = database.read(lambda uow: uow.held.for_leave(room.map_id))
    assert [each.name for each in shown] == ["Wet bags"]
    assert [(each.content["name"], each.answer) for each in waiting] == [("Worn coats", "Which coats?")]


def test_pairs_are_offered_where_the_step_is_about_them(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    steps = (replace(room.steps[4], takes=(Takes.MERGE,)),)
    database.write(changed, workshop=room, steps=steps, step=0)
    for name in ("Harbour Uniforms BV", "Harbour Uniforms"):
        database.write(elements.add_stakeholder, by=SYSTEM, map_id=room.map_id, name=name, kind=Kind.INDUSTRY)
    for problem in ("Bags stay wet for days", "Bags stay wet for many days"):
        database.write(contributions.raise_challenge, by=SYSTEM, map_id=room.map_id, problem=problem)
    at = visit("desk_view", facilitator, map=room.map_id)
    assert "2 pairs to look at" in texts(at)

    at = _press(at, "Same: keep “Harbour Uniforms”")
    at = _press(at, "Not the same")

    assert "Nothing stands here twice" in [each.value for each in at.subheader]
    assert "is also: Harbour Uniforms BV" in texts(at).replace("\\", "")
    assert "Bags stay wet for days” is not Bags stay wet for many days" in texts(at).replace("\\", "")


def test_element_is_parked_and_brought_back(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    ident = database.write(elements.add_stakeholder, by=SYSTEM, map_id=room.map_id, name="A", kind=Kind.INDUSTRY)
    at = _part(visit("desk_view", facilitator, map=room.map_id), "aside")
    at.multiselect[0].set_value([ident]).run()

    at = _press(at, "Park")
    assert not database.read(lambda uow: uow.elements.positions(room.map_id))
    at = _press(at, "Bring back")

    assert ident in database.read(lambda uow: uow.elements.positions(room.map_id))


def test_paper_notes_are_typed_one_after_the_other(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    at = _part(visit("desk_view", facilitator, map=room.map_id), "paper")
    at.selectbox(key="desk.paper.table").set_value(2)
    for text in ("Bags stay wet", "Coats wear out"):
        at.text_input(key="desk.paper.text").set_value(text)
        at = _press(at, "Add")

    shown = database.read(contributions.elements_on, by=SYSTEM, map_id=room.map_id)
    assert [(each.name, each.by) for each in shown] == [
        ("Bags stay wet", "paper, table 2"),
        ("Coats wear out", "paper, table 2"),
    ]


def test_notes_for_later_are_kept_for_all_facilitators(
    visit: Visit, room: Workshop, facilitator: Actor, open_account: OpenAccount
) -> None:
    at = _part(visit("desk_view", facilitator, map=room.map_id), "notes")
    at.text_input(key="desk.note.text").set_value("Ask the mayor")
    _press(at, "Keep")

    at = _part(visit("desk_view", open_account(Role.HUB_LEAD), map=room.map_id), "notes")

    assert any("Ask the mayor" in each.label for each in at.checkbox)


def test_mashup_counts_each_hub_and_has_a_wall_for_each(
    visit: Visit, facilitator: Actor, database: SqlDatabase, workshop: Workshop, running: Instance
) -> None:
    given = {"title": "Mashup", "chains": workshop.chains, "starts_at": workshop.starts_at}
    mashup = database.write(workshops.open_workshop, by=SYSTEM, hubs=(Hub.NORTH_WEST, Hub.SOUTH_EAST), **given)
    for alias, hub in (("Ana", Hub.SOUTH_EAST), ("Bo", "")):
        actor = database.write(sessions.join_workshop, by=SYSTEM, code=mashup.code, alias=alias, consents=True, hub=hub)
        running.attendance.came(mashup.map_id, actor)

    at = visit("desk_view", facilitator, map=mashup.map_id)

    assert "South\\-East 1/1 · no hub said 1/1" in texts(at)
    walls = [each.proto.url for each in at.get("link_button")]
    assert [wall.partition("&language=")[2] for wall in walls] == ["nl&hub=north-west", "ro&hub=south-east"]


def test_lead_is_taken_and_handed_over(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    database.write(levers.let_help, by=SYSTEM, map_id=room.map_id, person=participant.id, is_on=True)
    at = visit("desk_view", facilitator, map=room.map_id)
    at.session_state["desk.lead"] = True

    at = _press(at.run(), "I lead now")

    assert _now(database, room).levers.lead == facilitator.name
    at.session_state["desk.lead"] = True
    at = at.run()
    at.selectbox(key="desk.lead.heir").set_value(participant.id)
    _press(at, "Hand over")
    assert _now(database, room).levers.lead == participant.name


def test_tabs_and_counts_tell_what_waits(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    steps = (replace(room.steps[7], is_private=True), room.steps[7])
    database.write(changed, workshop=room, steps=steps, step=0)
    database.write(contributions.raise_challenge, by=participant, map_id=room.map_id, problem="Wet bags")
    database.write(changed, workshop=room, steps=steps, step=1, plan=Plan(is_moderated=True))
    for problem in ("Worn coats", "Lost hats"):
        database.write(contributions.raise_challenge, by=participant, map_id=room.map_id, problem=problem)

    at = visit("desk_view", facilitator, map=room.map_id)

    assert "**3** contributions · **1** waits to be revealed · **2** wait to be accepted" in texts(at)
    assert "To accept (2)" in at.pills(key="desk.part").options
    assert "Nothing has been added yet." not in texts(at)


def test_closed_workshop_has_no_levers_of_steps(
    visit: Visit, room: Workshop, facilitator: Actor, database: SqlDatabase
) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=room.map_id, state=WorkshopState.CLOSED)

    at = visit("desk_view", facilitator, map=room.map_id)

    assert "**The workshop is closed**" in texts(at)
    assert "since " in texts(at)
    assert "Step 5 of 12" not in texts(at)
    assert not {"Next step", "Pause", "Lock the map"} & set(_labels(at))


def test_desk_tells_how_many_have_voted_and_nothing_else(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    voted = next(number for number, step in enumerate(room.steps) if step.dots)
    database.write(workshops.set_step, by=SYSTEM, map_id=room.map_id, step=voted)
    element = database.write(elements.add_challenge, by=SYSTEM, map_id=room.map_id, name="Wet bags")
    database.write(sessions.join, code=room.code, alias="Silent", consents=True)
    database.write(voting.give_dots, by=participant, map_id=room.map_id, element=element, dots=2)

    page = texts(visit("desk_view", facilitator, map=room.map_id))

    assert "**1** of 2 has voted" in page
    assert "Wet bags" not in page


def test_bars_stay_narrow_and_low_however_few_they_are(
    visit: Visit, room: Workshop, facilitator: Actor, participant: Actor, database: SqlDatabase
) -> None:
    database.write(elements.add_stakeholder, by=participant, map_id=room.map_id, name="A", kind=Kind.INDUSTRY)

    at = visit("desk_view", facilitator, map=room.map_id)

    drawn = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    assert (drawn["mark"]["size"], drawn["height"]) == (16, 96)
