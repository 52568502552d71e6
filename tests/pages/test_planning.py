"""Planning on pages: the agenda's minutes and steps, plan, filling, invitation, rehearsal and handbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from pages.parts.handbook import PHASES, page_text, phase_of
from sotecin_graph.agendas import AGENDAS
from sotecin_graph.elements import MapId
from sotecin_graph.people import SYSTEM, Actor, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import agendas, elements, maps, rehearsals, sessions, workshops
from sotecin_graph.services.contributions import elements_on
from sotecin_graph.vocabulary import Chain, Hub, Kind
from sotecin_graph.workshops import Plan, Step, Takes, Workshop, WorkshopState
from tests.pages.conftest import Visit, press, said, texts

OpenAccount = Callable[..., Actor]
STEPS = AGENDAS["taster"][1]


def found(database: SqlDatabase, workshop: Workshop) -> Workshop:
    return database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id)


def minutes(at: AppTest) -> list[int]:
    return [each.value for each in at.number_input if each.label.startswith("Minutes of")]


@pytest.fixture
def planned(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A taster that nobody has joined yet."""
    return database.write(_as_taster, workshop=workshop, state=WorkshopState.PLANNED, started=False)


@pytest.fixture
def running_taster(database: SqlDatabase, workshop: Workshop) -> Workshop:
    """A taster in its second step."""
    return database.write(_as_taster, workshop=workshop, state=WorkshopState.OPEN, started=True)


def _as_taster(uow: UnitOfWork, *, workshop: Workshop, state: WorkshopState, started: bool) -> Workshop:
    at = uow.now if started else None
    changed = replace(workshop, steps=STEPS, state=state, step=int(started), step_started_at=at)
    uow.workshops.update(changed)
    return changed


def test_agenda_of_a_new_workshop_is_edited_before_it_opens(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), show="new")
    at.text_input[0].set_value("Packaging")
    next(each for each in at.multiselect if each.label == "Value chains *").set_value([Chain.PACKAGING])
    at.run()
    assert minutes(at) == [step.minutes for step in AGENDAS["half-day"][1]]

    next(each for each in at.number_input if each.label == "Minutes of “Arrive”").set_value(40).run()
    assert "3 h 55 min together" in texts(at)
    assert not press(at, "Open the workshop").exception

    (opened,) = database.read(workshops.workshops_of, by=SYSTEM)
    assert [step.minutes for step in opened.steps][:2] == [40, 15]


def test_minutes_to_come_change_while_it_runs_and_those_before_stay(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, running_taster: Workshop
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=running_taster.id, show="agenda")
    assert minutes(at) == [step.minutes for step in STEPS[2:]]

    at.number_input[0].set_value(35).run()

    assert [step.minutes for step in found(database, running_taster).steps] == [10, 20, 35, 20, 10, 10]
    assert "it ends at" in texts(at)


def test_what_someone_else_changes_meanwhile_is_shown_and_not_overwritten(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="agenda")
    theirs = (replace(STEPS[0], minutes=44), *STEPS[1:])
    database.write(agendas.change_steps, by=SYSTEM, map_id=planned.map_id, was=STEPS, steps=theirs)

    at.number_input[1].set_value(99).run()

    assert minutes(at)[0] == 44
    assert found(database, planned).steps == theirs


def test_step_is_changed_in_its_dialog(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    at = press(visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="agenda"), "Arrive")
    next(each for each in at.text_input if each.label == "Title").set_value("Come in")
    next(each for each in at.button if each.label == "Arrive").click()  # a dialog lives in the run that opens it
    press(at, "Save")

    steps = found(database, planned).steps
    assert steps == (replace(STEPS[0], title="Come in"), *STEPS[1:])


def test_step_is_added_last_and_removed(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    at = press(visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="agenda"), "Arrive")
    next(each for each in at.button if each.label == "Arrive").click()
    press(at, "Remove this step")

    assert found(database, planned).steps == STEPS[1:]


def test_agenda_is_kept_for_the_hub_and_begins_the_next_workshop(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    facilitator = open_account(Role.FACILITATOR)
    at = visit("workshops", facilitator, workshop=planned.id, show="agenda")
    next(each for each in at.text_input if each.label == "Name of the agenda").set_value("Ours *again*")
    press(at, "Keep it")
    assert "is kept for the hub" in said(at)

    at = visit("workshops", facilitator, show="new")
    choice = next(each for each in at.selectbox if each.label == "Begin with")
    choice.set_value(database.read(agendas.agendas_of, by=facilitator)[0].id).run()
    assert minutes(at) == [step.minutes for step in STEPS]
    press(at, "Let go of this agenda")
    assert database.read(agendas.agendas_of, by=facilitator) == []


def test_plan_is_changed_and_told(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="plan")
    next(each for each in at.number_input if each.label == "Tables").set_value(6)
    at.radio[0].set_value(at.radio[0].options[1]).run()
    assert "without a name" in at.text_area[0].value

    press(at, "Save the plan")

    plan = found(database, planned).plan
    assert (plan.tables, plan.hides_names) == (6, True)
    assert "The plan is changed" in said(at)


def test_further_languages_bring_their_own_consent_text(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="plan")
    next(each for each in at.multiselect if each.label.startswith("Further languages")).set_value(["nl"]).run()
    at.text_area[1].set_value("Akkoord.")

    press(at, "Save the plan")

    assert found(database, planned).plan.consents == {"nl": "Akkoord."}


def test_join_page_asks_for_no_alias_where_names_are_hidden(
    visit: Visit, database: SqlDatabase, workshop: Workshop
) -> None:
    database.write(_hide_names, workshop=workshop)

    at = visit("join", code=workshop.code)

    assert [each.label for each in at.text_input] == ["Code on the screen"]
    assert "everyone is “a participant”" in texts(at)


def _hide_names(uow: UnitOfWork, *, workshop: Workshop) -> None:
    uow.workshops.update(replace(workshop, plan=Plan(hides_names=True)))


def test_map_is_filled_from_the_community(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    other: MapId = database.write(maps.create_map, by=SYSTEM, name="Other", hubs=(Hub.EAST,))
    for name in ("Dye works", "Coat guild"):
        database.write(elements.add_stakeholder, by=SYSTEM, map_id=other, name=name, kind=Kind.INDUSTRY)
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id, show="fill")
    assert at.dataframe[0].value["Name"].tolist() == ["Coat guild", "Dye works"]

    next(each for each in at.text_input if each.label.startswith("Words")).set_value("dye").run()
    press(at, "Place all 1")

    assert "1 element is on the map now" in said(at)
    assert [each.name for each in database.read(elements_on, by=SYSTEM, map_id=planned.map_id)] == ["Dye works"]


def test_workshop_page_has_the_invitation_and_the_plan(
    visit: Visit, open_account: OpenAccount, planned: Workshop
) -> None:
    at = visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id)

    links = {each.proto.url for each in at.get("link_button")}
    assert f"/workshops/{planned.id}/cards.pdf?language=en" in links
    assert "until 12:30" in texts(at)


def test_rehearsal_is_begun_marked_and_wiped(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    facilitator = open_account(Role.FACILITATOR)
    press(visit("workshops", facilitator, workshop=planned.id), "Rehearse")
    rehearsal = database.read(rehearsals.rehearsal_of, by=facilitator, ident=planned.id)
    assert rehearsal is not None

    for page, where in (("workshops", {"workshop": rehearsal.id}), ("map", {"map": rehearsal.map_id})):
        assert "Rehearsal: will be wiped" in texts(visit(page, facilitator, **where))
    assert "will be wiped" not in texts(visit("map", facilitator, map=planned.map_id))
    assert "Rehearsal: will be wiped" in texts(visit("join", code=rehearsal.code))

    press(press(visit("workshops", facilitator, workshop=rehearsal.id), "Wipe the rehearsal"), "Wipe now")
    assert database.read(rehearsals.rehearsal_of, by=facilitator, ident=planned.id) is None


def test_wiping_a_rehearsal_says_first_what_of_real_people_goes(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase, planned: Workshop
) -> None:
    facilitator = open_account(Role.FACILITATOR)
    rehearsal = database.write(rehearsals.start_rehearsal, by=facilitator, ident=planned.id)
    number = next(number for number, step in enumerate(rehearsal.steps) if Takes.STAKEHOLDER in step.takes)
    database.write(workshops.set_step, by=facilitator, map_id=rehearsal.map_id, step=number)
    token = database.write(sessions.join, code=rehearsal.code, alias="Rita", consents=True)
    rita = database.read(sessions.actor_of, token=token)
    given = {"map_id": rehearsal.map_id, "name": "Rita's", "kind": Kind.INDUSTRY}
    database.write(elements.add_stakeholder, by=rita, **given)

    at = press(visit("workshops", facilitator, workshop=rehearsal.id), "Wipe the rehearsal")

    assert "contributions **1**, of real people **1**; real people **1**" in texts(at)
    press(at, "Not yet")
    assert database.read(rehearsals.rehearsal_of, by=facilitator, ident=planned.id)


def test_handbook_opens_at_what_is_needed(visit: Visit, open_account: OpenAccount, planned: Workshop) -> None:
    at = press(visit("workshops", open_account(Role.FACILITATOR), workshop=planned.id), "Handbook")

    assert "Before" in [each.value for each in at.subheader]
    assert "Rehearse." in texts(at)


def test_handbook_has_a_page_for_every_moment(workshop: Workshop) -> None:
    taking = {
        (Takes.STAKEHOLDER,): "map",
        (Takes.LINK, Takes.CHALLENGE): "challenges",
        (Takes.VOTE,): "vote",
        (Takes.CLUSTER,): "cluster",
    }
    for takes, phase in taking.items():
        assert phase_of(replace(workshop, steps=(Step("", "", 1, takes),))) == phase
    assert phase_of(replace(workshop, steps=(Step("", "", 1),) * 2)) == "arrive"
    assert phase_of(replace(workshop, steps=(Step("", "", 1),) * 2, step=1)) == "close"
    assert phase_of(replace(workshop, state=WorkshopState.CLOSED)) == "after"
    assert all(page_text(phase)[1] for phase in PHASES)


def test_phone_offers_only_what_a_narrowed_step_takes(
    visit: Visit, database: SqlDatabase, workshop: Workshop, participant: Actor
) -> None:
    step = Step("Research", "Who?", 5, (Takes.STAKEHOLDER,), (Kind.RESEARCH,), is_at_tables=True)
    database.write(_with_step, workshop=workshop, step=step)

    at = visit("task", participant)

    assert [option.content.split()[-1] for option in at.get("button_group")[0].proto.options] == ["Research"]
    assert "At your table" in texts(at)


def _with_step(uow: UnitOfWork, *, workshop: Workshop, step: Step) -> None:
    uow.workshops.update(replace(workshop, steps=(step,)))


def test_handbook_opens_from_the_map_and_shuts_the_menu(
    visit: Visit, open_account: OpenAccount, running_taster: Workshop
) -> None:
    at = visit("map", open_account(Role.FACILITATOR), map=running_taster.map_id)
    at.session_state["map.facilitate"] = True

    press(at.run(), "Handbook")

    assert "Map" in [each.value for each in at.subheader]
    assert "Next step" not in [each.label for each in at.button]


def test_agenda_with_tables_plans_a_map_for_each(visit: Visit, open_account: OpenAccount) -> None:
    def has_maps(at: AppTest) -> bool:
        return bool(next(each for each in at.toggle if "own for each table" in each.label).value)

    at = visit("workshops", open_account(Role.FACILITATOR), show="new")
    assert not has_maps(at)
    agenda = next(each for each in at.selectbox if each.label == "Begin with")

    assert has_maps(agenda.set_value("full-day").run())
