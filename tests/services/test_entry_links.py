"""Links that let one in once: for an account with a role, and for another password."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from db.store import SqlDatabase
from sotecin_graph.admission import EntryLink, EntryLinkId, Purpose
from sotecin_graph.errors import BadInput, NotAllowed, NotThere, SignInNeeded, UnknownAccount
from sotecin_graph.people import NOBODY, SYSTEM, Account, AccountId, Actor, Grant, Role, actor_of_account
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import entry_links, people, sessions
from sotecin_graph.services.entry_links import LinkIsOver
from sotecin_graph.services.passwords import hash_password
from sotecin_graph.vocabulary import Hub
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD

LONG, OTHER = "correct horse battery", "four other words together"
HERE = Grant(Role.FACILITATOR, Hub.NORTH_WEST)
GIVEN = {"username": "ada", "name": "Ada", "password": LONG}


@lru_cache
def hash_of_long() -> str:
    """Made once: it is slow on purpose."""
    return hash_password(LONG)


def invite(database: SqlDatabase, by: Actor = LEAD, grant: Grant = HERE) -> str:
    return database.write(entry_links.invite, by=by, role=grant.role, hub=grant.hub)


def add(database: SqlDatabase, name: str, *grants: Grant) -> Account:
    given = {"username": name, "name": name.title(), "password_hash": hash_of_long(), "grants": grants}
    return database.write(sessions.add_account, by=SYSTEM, **given)


def account(database: SqlDatabase, ident: str) -> Account | None:
    return database.read(lambda uow: uow.people.account(AccountId(ident.removeprefix("account:"))))


def test_invitation_makes_an_account_with_its_role_and_works_once(database: SqlDatabase) -> None:
    token = invite(database)

    actor_id = entry_links.register(database, token=token, **GIVEN)

    made = account(database, actor_id)
    assert made
    assert (made.username, made.name, made.grants) == ("ada", "Ada", (HERE,))
    assert sessions.recognise(database, username="Ada", password=LONG) == actor_id
    with pytest.raises(LinkIsOver):
        entry_links.register(database, token=token, **{**GIVEN, "username": "eve"})


def test_tokens_and_passwords_are_kept_as_hashes_alone(database: SqlDatabase, tmp_path: Path) -> None:
    lead = add(database, "lead", Grant(Role.PROGRAMME_LEAD))
    token = invite(database, by=actor_of_account(lead))
    entry_links.register(database, token=token, **GIVEN)

    files = b"".join(file.read_bytes() for file in tmp_path.iterdir() if "sqlite3" in file.name)
    assert sessions.hashed(token).encode() in files
    assert token.encode() not in files
    assert LONG.encode() not in files


@pytest.mark.parametrize("token", ["", "no such token", "\ud800"])
def test_unknown_token_is_told_as_one_that_is_over(database: SqlDatabase, token: str) -> None:
    with pytest.raises(LinkIsOver):
        database.read(entry_links.entry, token=token)


def test_invitation_ends_with_its_time(database: SqlDatabase) -> None:
    def make_old(uow: UnitOfWork) -> None:
        at = uow.now - timedelta(days=8)
        link = EntryLink(EntryLinkId("old"), Purpose.ACCOUNT, LEAD.id, at, at + timedelta(days=7), HERE)
        uow.entry_links.add(link, token_hash=sessions.hashed("old"))

    database.write(make_old)

    with pytest.raises(LinkIsOver):
        entry_links.register(database, token="old", **GIVEN)


def test_invitation_can_be_ended_by_who_leads_there(database: SqlDatabase) -> None:
    token = invite(database)
    link = database.read(entry_links.entry, token=token)
    east = Actor(id="account:east", grants=(Grant(Role.HUB_LEAD, Hub.EAST),))

    with pytest.raises(NotThere):
        database.write(entry_links.end_invitation, by=east, ident=link.id)
    database.write(entry_links.end_invitation, by=LEAD, ident=link.id)

    with pytest.raises(LinkIsOver):
        database.read(entry_links.entry, token=token)


@pytest.mark.parametrize(
    ("by", "grant", "error"),
    [
        (NOBODY, HERE, SignInNeeded),
        (CONTRIBUTOR, HERE, NotAllowed),
        (FACILITATOR, HERE, NotAllowed),
        (LEAD, Grant(Role.FACILITATOR, Hub.EAST), NotAllowed),
        (LEAD, Grant(Role.HUB_LEAD), NotAllowed),
        (LEAD, Grant(Role.PROGRAMME_LEAD), NotAllowed),
        (LEAD, Grant(Role.PROGRAMME_LEAD, Hub.NORTH_WEST), NotAllowed),
        (LEAD, Grant(Role.PARTICIPANT, Hub.NORTH_WEST), NotAllowed),
    ],
)
def test_nobody_invites_to_more_than_they_may_give(
    database: SqlDatabase, by: Actor, grant: Grant, error: type[Exception]
) -> None:
    with pytest.raises(error):
        invite(database, by, grant)


def test_weak_password_and_taken_name_leave_the_invitation_open(database: SqlDatabase) -> None:
    add(database, "eve", HERE)
    token = invite(database)

    for wrong in ({"password": "password1"}, {"password": "short"}, {"username": "Eve"}, {"name": "  "}):
        with pytest.raises(BadInput):
            entry_links.register(database, token=token, **{**GIVEN, **wrong})

    assert database.read(entry_links.entry, token=token).grant == HERE


def test_who_has_an_account_takes_the_role_with_it(database: SqlDatabase) -> None:
    ada = add(database, "ada", Grant(Role.CONTRIBUTOR, Hub.EAST))

    database.write(entry_links.accept, by=actor_of_account(ada), token=invite(database))

    assert account(database, ada.id).grants == (Grant(Role.CONTRIBUTOR, Hub.EAST), HERE)  # type: ignore[union-attr]


def test_password_link_gives_another_password_and_ends_sessions(database: SqlDatabase) -> None:
    ada = add(database, "ada", HERE)
    session, _ident = sessions.sign_in(database, username="ada", password=LONG)
    token = database.write(entry_links.password_link, by=LEAD, account_id=ada.id)

    entry_links.reset_password(database, token=token, password=OTHER)

    assert database.read(sessions.actor_of, token=session).is_anonymous
    assert sessions.recognise(database, username="ada", password=OTHER)
    with pytest.raises(UnknownAccount):
        sessions.recognise(database, username="ada", password=LONG)
    with pytest.raises(LinkIsOver):
        entry_links.reset_password(database, token=token, password=LONG)


def test_password_link_for_who_has_more_roles_is_the_programme_leads(database: SqlDatabase) -> None:
    both = add(database, "both", HERE, Grant(Role.HUB_LEAD, Hub.EAST))
    elsewhere = add(database, "elsewhere", Grant(Role.CONTRIBUTOR, Hub.EAST))

    with pytest.raises(NotAllowed):
        database.write(entry_links.password_link, by=LEAD, account_id=both.id)
    with pytest.raises(NotThere):
        database.write(entry_links.password_link, by=LEAD, account_id=elsewhere.id)
    assert database.write(entry_links.password_link, by=SYSTEM, account_id=both.id)


def test_an_invitation_is_no_password_link_nor_the_other_way_round(database: SqlDatabase) -> None:
    ada = add(database, "ada", HERE)
    link = database.write(entry_links.password_link, by=LEAD, account_id=ada.id)

    with pytest.raises(LinkIsOver):
        entry_links.register(database, token=link, **{**GIVEN, "username": "eve"})
    with pytest.raises(LinkIsOver):
        entry_links.reset_password(database, token=invite(database), password=OTHER)


def test_account_at_rest_gets_no_password(database: SqlDatabase) -> None:
    ada = add(database, "ada", HERE)
    token = database.write(entry_links.password_link, by=LEAD, account_id=ada.id)
    database.write(people.put_to_rest, by=LEAD, account_id=ada.id)

    with pytest.raises(Exception, match="at rest"):
        entry_links.reset_password(database, token=token, password=OTHER)
