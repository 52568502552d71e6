"""Privacy: one's own data and erasing oneself, and what a lead does for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db.store import SqlDatabase
from sotecin_graph.people import Actor, Role
from sotecin_graph.services import elements, erasures
from sotecin_graph.workshops import Plan, Workshop
from tests.pages.conftest import Visit, said, texts

Open = Callable[..., Actor]


def test_my_data_tells_what_one_agreed_to(visit: Visit, participant: Actor) -> None:
    at = visit("mine", participant)

    assert not at.exception
    assert "Agreed on" in texts(at)
    assert "/mine/data.html?language=en" in texts(at)


def test_erasing_oneself_asks_first_and_ends_the_session(
    visit: Visit, participant: Actor, database: SqlDatabase
) -> None:
    at = visit("mine", participant)
    assert at.button(key="mine.erase.now").disabled

    at = at.checkbox(key="mine.erase.sure").check().run()
    at = at.button(key="mine.erase.now").click().run()

    assert "Thank you for having been here" in texts(at)
    assert database.read(lambda uow: uow.people.actor(participant.id)) is None


def test_lead_erases_who_asked_for_it(
    visit: Visit, open_account: Open, workshop: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    ident = database.write(
        elements.add_stakeholder, by=participant, map_id=workshop.map_id, name="Mill", kind="industry"
    )
    at = visit("privacy", open_account(Role.HUB_LEAD))
    at = at.selectbox[0].select_index(0).run()

    at = at.button(key=f"privacy.one.{workshop.id}").click().run()

    assert said(at) == "Erased. “Someone” stands there now."
    assert database.read(lambda uow: uow.elements.get(ident).by) == ""


def test_what_is_due_is_shown_and_erased(
    visit: Visit, open_account: Open, workshop: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    begun = replace(workshop, starts_at=datetime.now(UTC) - timedelta(days=40), plan=Plan(keeps_months=1))
    database.write(lambda uow: uow.workshops.update(begun))
    lead = open_account(Role.HUB_LEAD)
    at = visit("privacy", lead)
    assert "The time of 1 workshop is up." in said(at)

    at = at.button(key="privacy.due").click().run()

    assert said(at) == "Erased: Textiles, Testhoven."
    assert database.read(erasures.kept_workshops, by=lead) == []


def test_words_are_counted_before_they_go(
    visit: Visit, open_account: Open, workshop: Workshop, participant: Actor, database: SqlDatabase
) -> None:
    given = {"map_id": workshop.map_id, "name": "Mill", "kind": "industry", "note": "ask jo@quibble.example"}
    ident = database.write(elements.add_stakeholder, by=participant, **given)
    at = visit("privacy", open_account(Role.PROGRAMME_LEAD, None))

    at = at.text_area[0].input("jo@quibble.example\n").run()
    assert "Found in 2 places" in texts(at)
    at = at.button(key="privacy.words.go").click().run()

    assert database.read(lambda uow: uow.elements.get(ident).note) == "ask […]"


def test_others_see_where_their_own_data_is(visit: Visit, open_account: Open) -> None:
    assert "under “Mine”" in said(visit("privacy", open_account(Role.FACILITATOR)))
