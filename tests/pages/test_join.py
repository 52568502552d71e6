"""The join page: code, alias, consent, and what it says when one of them is not right."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import workshops
from sotecin_graph.workshops import Workshop, WorkshopState
from tests.pages.conftest import Visit, said, texts


def _filled(at: AppTest, alias: str, *, agrees: bool = True) -> AppTest:
    at.text_input(key="join.alias").set_value(alias)
    if agrees:
        at.checkbox(key="join.consents").check()
    return _sent(at)


def _sent(at: AppTest) -> AppTest:
    return next(each for each in at.button if each.label in ("Join", "Go on")).click().run()


def _aliases(database: SqlDatabase, workshop: Workshop) -> list[str]:
    people = database.read(workshops.participants_of, by=SYSTEM, map_id=workshop.map_id)
    return [person.alias for person in people]


def test_code_of_the_address_shows_the_workshops_own_consent_unticked(visit: Visit, workshop: Workshop) -> None:
    at = visit("join", code=workshop.code.lower())

    assert "It goes on the shared map under your alias" in texts(at)
    assert at.checkbox(key="join.consents").value is False


def test_joining_makes_a_participant_and_opens_the_door(
    visit: Visit, workshop: Workshop, database: SqlDatabase
) -> None:
    at = _filled(visit("join", code=workshop.code), "  Fern   Ümit ")

    assert not at.exception
    assert "One moment" in texts(at)
    assert _aliases(database, workshop) == ["Fern Ümit"]


def test_without_consent_nobody_joins(visit: Visit, workshop: Workshop, database: SqlDatabase) -> None:
    at = _filled(visit("join", code=workshop.code), "Fern", agrees=False)

    assert "tick “I agree”" in said(at)
    assert _aliases(database, workshop) == []


@pytest.mark.parametrize(
    ("alias", "sentence"),
    [("", "write something"), (" \t\n", "write something"), ("\x00\x1b\u202e", "write something")],
    ids=["empty", "blank", "control characters only"],
)
def test_alias_that_says_nothing_is_refused(
    visit: Visit, workshop: Workshop, database: SqlDatabase, alias: str, sentence: str
) -> None:
    at = _filled(visit("join", code=workshop.code), alias)

    assert sentence in said(at)
    assert _aliases(database, workshop) == []


def test_alias_of_ten_thousand_characters_is_cut_as_the_field_is(
    visit: Visit, workshop: Workshop, database: SqlDatabase
) -> None:
    _filled(visit("join", code=workshop.code), "x" * 10_000)

    assert _aliases(database, workshop) == ["x" * 40]


def test_control_characters_leave_an_alias(visit: Visit, workshop: Workshop, database: SqlDatabase) -> None:
    _filled(visit("join", code=workshop.code), "Fe\x00r\u202en")

    assert _aliases(database, workshop) == ["Fern"]


@pytest.mark.parametrize("code", ["WRONGCOD", "x" * 10_000, "'; --", "\x00", "  "])
def test_wrong_code_asks_for_another(visit: Visit, workshop: Workshop, code: str) -> None:
    at = visit("join", code=code)

    assert not at.exception
    assert at.text_input(key="join.code.text")
    assert not at.checkbox


def test_wrong_code_is_told(visit: Visit) -> None:
    assert "No open workshop has this code" in said(visit("join", code="WRONGCOD"))


def test_code_typed_leads_to_consent(visit: Visit, workshop: Workshop) -> None:
    at = visit("join")
    at.text_input(key="join.code.text").set_value(f"{workshop.code[:4]}-{workshop.code[4:].lower()}")

    at = _sent(at)

    assert at.text_input(key="join.alias")
    assert workshop.title in texts(at).replace("\\", "")


def test_empty_code_is_told(visit: Visit) -> None:
    assert "Type the code" in said(_sent(visit("join")))


def test_another_code_shows_another_consent_before_anyone_joins(
    visit: Visit, workshop: Workshop, database: SqlDatabase
) -> None:
    at = visit("join", code=workshop.code)
    at.text_input(key="join.form.code").set_value("WRONGCOD")

    at = _filled(at, "Fern")

    assert "No open workshop has this code" in said(at)
    assert _aliases(database, workshop) == []


def test_closed_workshop_cannot_be_joined(visit: Visit, workshop: Workshop, database: SqlDatabase) -> None:
    database.write(workshops.set_state, by=SYSTEM, map_id=workshop.map_id, state=WorkshopState.CLOSED)

    assert "No open workshop has this code" in said(visit("join", code=workshop.code))


def test_consent_text_is_never_markup(visit: Visit, workshop: Workshop, database: SqlDatabase) -> None:
    database.write(_consent, ident=workshop.id, text="[Click](http://evil.example) <b>now</b>\n\nSecond part")

    at = visit("join", code=workshop.code)

    shown = [each.value for each in at.markdown]
    assert r"\[Click\]\(http\://evil\.example\) \<b\>now\</b\>" in shown
    assert "Second part" in shown


def _consent(uow, *, ident, text) -> None:
    from dataclasses import replace

    uow.workshops.update(replace(uow.workshops.get(ident), consent_text=text))


def test_language_goes_on_in_the_chosen_one(visit: Visit, workshop: Workshop) -> None:
    at = visit("join", code=workshop.code)

    at = at.selectbox(key="join.language").set_value("hu").run()

    assert not at.exception
    assert at.session_state["keep"].language == "hu"
    assert "Magyar" in at.selectbox(key="join.language").options


def test_join_page_speaks_german(visit: Visit, workshop: Workshop) -> None:
    at = visit("join", code=workshop.code).selectbox(key="join.language").set_value("de").run()

    assert at.title[0].value == "Am Workshop teilnehmen"
    assert at.checkbox(key="join.consents").label == "Ich bin einverstanden"
    at.text_input(key="join.alias").set_value("Fern")
    refused = next(each for each in at.button if each.label == "Teilnehmen").click().run()
    assert "Bitte kreuzen Sie „Ich bin einverstanden“ an" in said(refused)
