"""The sign-in page: the library's form, our own check and session, and what it says when it is not right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from db.store import SqlDatabase
from sotecin_graph.errors import NotAllowed
from sotecin_graph.instance import Instance
from sotecin_graph.people import Actor
from sotecin_graph.services import sessions, tries
from tests.pages.conftest import PASSWORD, Visit, said, texts

OpenAccount = Callable[..., Actor]
_LIBRARYS_KEYS = ("name", "username", "email", "roles", "authentication_status", "logout")


def _given(at: AppTest, username: str, password: str) -> AppTest:
    name, word = at.text_input
    name.set_value(username)
    word.set_value(password)
    return at.button[0].click().run()


def test_right_password_opens_the_door(visit: Visit, open_account: OpenAccount) -> None:
    open_account()

    at = _given(visit("sign_in"), " Contributor ", PASSWORD)

    assert not at.exception
    assert "One moment" in texts(at)


def test_claim_of_the_page_is_for_the_account_and_works_once(
    visit: Visit, open_account: OpenAccount, running: Instance
) -> None:
    actor = open_account()
    at = _given(visit("sign_in"), "contributor", PASSWORD)
    data = json.loads(at.get("bidi_component")[0].proto.json)

    content = running.tickets.open("claim", data["claim"], max_age_s=60)

    assert content["actor"] == actor.id
    running.database.write(sessions.redeem, claim=content)
    with pytest.raises(NotAllowed):
        running.database.write(sessions.redeem, claim=content)


@pytest.mark.parametrize(
    ("username", "password"),
    [("contributor", "wrong"), ("nobody", PASSWORD), ("contributor", "x" * 10_000), ("\x00" * 9_000, PASSWORD)],
    ids=["wrong password", "unknown name", "long password", "strange name"],
)
def test_wrong_pair_gets_one_and_the_same_sentence(
    visit: Visit, open_account: OpenAccount, username: str, password: str
) -> None:
    open_account()

    at = _given(visit("sign_in"), username, password)

    assert said(at) == "Name or password is not right."
    assert "One moment" not in texts(at)


@pytest.mark.parametrize(("username", "password"), [("", ""), ("contributor", ""), ("", PASSWORD)])
def test_empty_fields_are_told(visit: Visit, username: str, password: str) -> None:
    assert said(_given(visit("sign_in"), username, password)) == "Please write your name and your password."


def test_many_failures_from_an_address_make_it_wait(
    visit: Visit, open_account: OpenAccount, database: SqlDatabase
) -> None:
    open_account()
    for _try in range(33):
        database.write(tries.note_wrong, username="contributor", account=None, caller=tries.Caller(address="127.0.0.1"))

    at = _given(visit("sign_in"), "contributor", PASSWORD)

    assert re.fullmatch(r"Too many tries\. Please wait [1-8] seconds? and try again\.", said(at))


def test_library_keeps_nothing_and_frames_nothing(visit: Visit, open_account: OpenAccount) -> None:
    open_account()

    at = _given(visit("sign_in"), "contributor", "wrong")

    assert [key for key in _LIBRARYS_KEYS if key in at.session_state] == []
    assert not at.get("component_instance")
