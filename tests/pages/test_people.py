"""The people page, one's own account, and what links open."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.errors import UnknownAccount
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.services import entry_links, people, sessions
from sotecin_graph.vocabulary import Hub
from tests.pages.conftest import PASSWORD, Visit, password_hash, said, texts

OpenAccount = Callable[..., Actor]
OTHER = "four other words together"


def _press(at: AppTest, words: str) -> AppTest:
    return next(each for each in at.button if each.label == words).click().run()


def _both(at: AppTest, opener: str, words: str) -> AppTest:
    """Press a button inside a dialog: the test runner draws a dialog only in the run that opens it."""
    at = at.button(key=opener).click().run()
    at.button(key=opener).click()
    return _press(at, words)


def _write(at: AppTest, **values: str) -> AppTest:
    for key, value in values.items():
        next(each for each in at.text_input if each.label == key.replace("_", " ")).set_value(value)
    return at


def _invitation(database: SqlDatabase, role: Role = Role.FACILITATOR) -> str:
    return database.write(entry_links.invite, by=SYSTEM, role=role, hub=Hub.NORTH_WEST)


def test_lead_invites_by_a_link_that_is_shown_once(visit: Visit, lead: Actor, database: SqlDatabase) -> None:
    at = _both(visit("people", lead), "people.invite", "Make the link")
    (address,) = [each.value for each in at.code]
    (token,) = parse_qs(urlsplit(address).query)["link"]

    assert database.read(entry_links.entry, token=token).grant == Grant(Role.CONTRIBUTOR, Hub.NORTH_WEST)
    at = visit("people", lead)
    assert not at.code
    assert "Contributor" in texts(at)
    assert "made by Hub\\-Lead" in texts(at)


def test_lead_ends_an_invitation(visit: Visit, lead: Actor, database: SqlDatabase) -> None:
    token = _invitation(database)

    at = _press(visit("people", lead), "End it")

    assert "worthless" in said(at)
    with pytest.raises(entry_links.LinkIsOver):
        database.read(entry_links.entry, token=token)


def test_lead_gives_a_role_ends_sessions_and_lets_rest(
    visit: Visit, lead: Actor, open_account: OpenAccount, database: SqlDatabase
) -> None:
    ada = open_account(Role.CONTRIBUTOR)
    visit("people", ada)

    def look_after(words: str) -> str:
        return said(_both(visit("people", lead), f"people.look.{ada.id[8:]}", words))

    assert "Signed out everywhere" in look_after("Sign out everywhere")
    assert "The role is taken away" in look_after("Take away")
    database.write(people.give_role, by=SYSTEM, account_id=ada.id[8:], role=Role.GUEST, hub=Hub.NORTH_WEST)
    assert "rests" in look_after("Let it rest")
    seen = {each.account.id: each for each in database.read(people.people_of, by=SYSTEM).people}[ada.id[8:]]
    assert (seen.account.is_active, seen.sessions) == (False, 0)


def test_who_leads_nothing_finds_nothing(visit: Visit, open_account: OpenAccount) -> None:
    assert "look after people here" in said(visit("people", open_account(Role.FACILITATOR)))
    assert "look after people here" in said(visit("people"))


def test_logbook_tells_what_was_done(visit: Visit, lead: Actor) -> None:
    at = visit("people", lead)

    rows = at.dataframe[0].value.to_dict("records")
    assert [(row["Who"], row["What"]) for row in rows] == [
        ("Hub-Lead", "signed in"),
        ("SoTecIn Graph", "added the account of Hub-Lead"),
    ]


def test_invitation_makes_an_account_with_the_librarys_form(visit: Visit, database: SqlDatabase) -> None:
    at = visit("welcome", link=_invitation(database))
    assert "Facilitator · North\\-West" in texts(at)
    given = {"Name_that_others_see": "Ada", "Sign-in_name": "Ada", "Password": OTHER, "Password_again": OTHER}

    at = _press(_write(at, **given), "Make the account")

    assert not at.exception
    assert "One moment" in texts(at)
    assert sessions.recognise(database, username="ada", password=OTHER)


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [("password1", "password1", "too easy"), ("short", "short", "8 to 128"), (OTHER, "else", "not the same")],
)
def test_bad_password_is_told_and_the_link_stays(
    visit: Visit, database: SqlDatabase, password: str, again: str, sentence: str
) -> None:
    token = _invitation(database)
    given = {"Name_that_others_see": "Ada", "Sign-in_name": "ada", "Password": password, "Password_again": again}

    at = _press(_write(visit("welcome", link=token), **given), "Make the account")

    assert sentence in said(at)
    assert database.read(entry_links.entry, token=token)


def test_link_that_is_over_is_told(visit: Visit) -> None:
    for token in ("", "none"):
        assert "does not work any more" in said(visit("welcome", link=token))


def test_who_is_signed_in_takes_the_role_with_their_account(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    ada = open_account(Role.CONTRIBUTOR)

    _press(visit("welcome", ada, link=_invitation(database)), "Take this role")

    found = database.read(lambda uow: uow.people.actor(ada.id))
    assert found.grants[-1] == Grant(Role.FACILITATOR, Hub.NORTH_WEST)


def test_password_link_sets_another_password(visit: Visit, open_account: OpenAccount, database: SqlDatabase) -> None:
    ada = open_account(Role.CONTRIBUTOR)
    token = database.write(entry_links.password_link, by=SYSTEM, account_id=ada.id[8:])

    at = _write(visit("welcome", link=token), New_password=OTHER, New_password_again=OTHER)
    at = _press(at, "Set the password")

    assert "One moment" in texts(at)
    assert sessions.recognise(database, username="contributor", password=OTHER) == ada.id


def test_own_password_is_changed(visit: Visit, open_account: OpenAccount, database: SqlDatabase) -> None:
    ada = open_account(Role.CONTRIBUTOR)
    assert password_hash()
    given = {"New_password": OTHER, "New_password_again": OTHER}

    at = _press(_write(visit("account", ada), Current_password="wrong", **given), "Change it")
    assert "current password is not right" in said(at)
    at = _press(_write(at, Current_password=PASSWORD, **given), "Change it")

    assert "The password is changed" in said(at)
    with pytest.raises(UnknownAccount):
        sessions.recognise(database, username="contributor", password=PASSWORD)


def test_account_page_of_nobody_leads_to_signing_in(visit: Visit) -> None:
    assert "needs no account" in texts(visit("account"))
