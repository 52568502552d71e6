"""Plans: what a workshop is to be, what of it stays once people have agreed, and names that nobody is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.elements import MapId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.language import LANGUAGES, speaking
from sotecin_graph.people import NOBODY, SYSTEM, Actor
from sotecin_graph.services import elements, plans, sessions, workshops
from sotecin_graph.vocabulary import Chain, Hub
from sotecin_graph.workshops import Plan, Workshop, WorkshopState, standard_consent
from tests.conftest import FACILITATOR

GIVEN: dict[str, Any] = {
    "title": "Packaging, Testdam",
    "hubs": (Hub.NORTH_WEST,),
    "chains": (Chain.PACKAGING,),
    "starts_at": datetime(2026, 10, 14, 9, tzinfo=UTC),
}
PLAN = Plan(people=60, tables=6, consents={"nl": "Akkoord."}, keeps_months=24)


def plan_again(database: SqlDatabase, workshop: Workshop, **new: Any) -> Workshop:
    names = ("title", "starts_at", "timezone", "language", "consent_text", "plan")
    given = {name: getattr(workshop, name) for name in names} | new
    database.write(plans.change_plan, by=FACILITATOR, map_id=workshop.map_id, **given)
    return database.read(workshops.workshop_of, by=SYSTEM, ident=workshop.id)


def test_plan_is_kept(database: SqlDatabase) -> None:
    made = database.write(workshops.open_workshop, by=FACILITATOR, plan=PLAN, consent_text="Agreed.", **GIVEN)

    found = database.read(workshops.workshop_of, by=SYSTEM, ident=made.id)

    assert found.plan == PLAN
    assert found.languages == ("en", "nl")
    assert (found.consent_in("nl"), found.consent_in("de")) == ("Akkoord.", "Agreed.")


@pytest.mark.parametrize("plan", [Plan(people=-1), Plan(tables=101), Plan(keeps_months=121), Plan(consents={"xx": ""})])
def test_plan_that_cannot_be_is_refused(database: SqlDatabase, plan: Plan) -> None:
    with pytest.raises(BadInput):
        database.write(workshops.open_workshop, by=FACILITATOR, plan=plan, **GIVEN)


def test_further_language_without_a_text_gets_the_standard_one(database: SqlDatabase) -> None:
    made = database.write(workshops.open_workshop, by=FACILITATOR, plan=Plan(consents={"nl": " "}), **GIVEN)

    assert made.consent_in("nl") == standard_consent(made.plan, "nl")
    assert made.consent_in("nl") != standard_consent(made.plan, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_standard_consent_is_read_in_the_readers_language(database: SqlDatabase, language: str) -> None:
    made = database.write(workshops.open_workshop, by=FACILITATOR, plan=Plan(keeps_months=6), **GIVEN)
    with speaking(language):
        ident = database.write(sessions.join_workshop, by=NOBODY, code=made.code, alias="Eve", consents=True)

    person = database.read(lambda uow: uow.workshops.participant(ident))
    assert person is not None
    assert (person.consent_text, person.consent_language) == (standard_consent(made.plan, language), language)


def test_standard_consent_says_what_the_plan_says() -> None:
    assert "under your alias" in standard_consent(Plan(), "en")
    assert "24 months" in standard_consent(Plan(keeps_months=24), "en")
    assert "alias" not in standard_consent(Plan(hides_names=True), "en")


def test_planned_workshop_moves_to_another_day(database: SqlDatabase) -> None:
    made = database.write(workshops.open_workshop, by=FACILITATOR, state=WorkshopState.PLANNED, **GIVEN)
    later = datetime(2026, 11, 4, 9, tzinfo=UTC)

    moved = plan_again(database, made, starts_at=later, title="Packaging again", plan=PLAN)

    assert (moved.starts_at, moved.title, moved.plan, moved.code) == (later, "Packaging again", PLAN, made.code)


@pytest.mark.parametrize(
    "new", [{"consent_text": "Other."}, {"plan": Plan(hides_names=True)}, {"plan": Plan(keeps_months=1)}]
)
def test_what_people_agreed_to_stays(
    database: SqlDatabase, workshop: Workshop, participant: Actor, new: dict[str, Any]
) -> None:
    with pytest.raises(BadInput, match="joined already"):
        plan_again(database, workshop, **new)
    assert plan_again(database, workshop, plan=Plan(people=9)).plan.people == 9


def test_closed_workshop_is_not_planned_anew(database: SqlDatabase, workshop: Workshop) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    with pytest.raises(WrongState):
        plan_again(database, workshop, title="Other")


def test_consent_is_that_of_the_readers_language(database: SqlDatabase) -> None:
    made = database.write(workshops.open_workshop, by=FACILITATOR, plan=PLAN, **GIVEN)
    with speaking("nl"):
        database.write(sessions.join, code=made.code, alias="Jan", consents=True)

    (person,) = database.read(workshops.participants_of, by=FACILITATOR, map_id=made.map_id)
    assert person.consent_text == "Akkoord."


def test_hidden_names_are_nowhere(database: SqlDatabase) -> None:
    hidden = replace(PLAN, hides_names=True)
    made = database.write(workshops.open_workshop, by=FACILITATOR, plan=hidden, **GIVEN, agenda="open")
    token = database.write(sessions.join, code=made.code, alias="Canary Kim", consents=True)
    kim = database.read(sessions.actor_of, token=token)
    database.write(elements.add_challenge, by=kim, map_id=made.map_id, name="Wet bags", problem="They are wet.")

    assert kim.name == "a participant"
    assert _authors(database, made.map_id) == {"a participant"}
    held = [database.path, database.path.with_name(database.path.name + "-wal")]
    assert all(b"Canary" not in path.read_bytes() for path in held if path.exists())


def _authors(database: SqlDatabase, map_id: MapId) -> set[str]:
    raised = database.read(lambda uow: uow.elements.many(uow.elements.positions(map_id)))
    changes = database.read(lambda uow: uow.maps.changes(map_id, since=1))
    return {each.by for each in [*raised, *changes]}
