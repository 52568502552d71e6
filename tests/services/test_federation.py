"""Linking an organisation's sign-in, letting go of it, and what an invitation and an erasure do to it."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import NotAllowed, UnknownAccount, WrongState
from sotecin_graph.federation import Identity, subject_hash
from sotecin_graph.people import SYSTEM, Account, Actor, Grant, Role, actor_of_account
from sotecin_graph.services import entry_links, erasures, federation, privacy, sessions
from sotecin_graph.services.entry_links import LinkIsOver
from sotecin_graph.vocabulary import Hub

ISSUER = "https://id.ministry.example"
ANNA = Identity(ISSUER, subject_hash(ISSUER, "1"), "ministry", "Anna", "anna@ministry.example")


def _account(database: SqlDatabase, username: str, password_hash: str = "$2-") -> Actor:
    given = {"username": username, "name": username, "password_hash": password_hash, "grants": (Grant(Role.GUEST),)}
    account: Account = database.write(sessions.add_account, by=SYSTEM, **given)
    return actor_of_account(account)


def _invitation(database: SqlDatabase, mail: str = "") -> str:
    return database.write(entry_links.invite, by=SYSTEM, role=Role.CONTRIBUTOR, hub=Hub.EAST, mail=mail)


def _registered(database: SqlDatabase) -> Actor:
    actor_id = database.write(federation.register, token=_invitation(database), identity=ANNA)
    actor = database.read(lambda uow: uow.people.actor(actor_id))
    assert actor is not None
    return actor


def test_link_makes_an_account_that_no_password_opens(database: SqlDatabase) -> None:
    anna = _registered(database)

    assert anna.grants == (Grant(Role.CONTRIBUTOR, Hub.EAST),)
    for password in ("", "anna@ministry.example"):
        with pytest.raises(UnknownAccount):
            sessions.recognise(database, username="anna@ministry.example", password=password)
    assert database.write(federation.come_in, identity=ANNA)[1] == anna.id.removeprefix("account:")  # type: ignore[index]


def test_invitation_works_once_and_its_mail_is_forgotten(database: SqlDatabase) -> None:
    token = _invitation(database, "Anna@Ministry.example")
    assert database.write(federation.come_in, identity=ANNA) is not None

    other = Identity(ISSUER, subject_hash(ISSUER, "2"), "ministry", "Other", ANNA.mail)
    assert database.write(federation.come_in, identity=other) is None
    with pytest.raises(LinkIsOver):
        database.write(federation.register, token=token, identity=other)
    assert database.read(lambda uow: uow.entry_links.open(at=uow.now)) == []


def test_one_identity_belongs_to_one_account(database: SqlDatabase) -> None:
    database.write(federation.link, by=_account(database, "anna"), identity=ANNA)

    with pytest.raises(NotAllowed, match="Another account"):
        database.write(federation.link, by=_account(database, "mallory"), identity=ANNA)
    with pytest.raises(WrongState, match="have an account already"):
        database.write(federation.register, token=_invitation(database), identity=ANNA)


def test_last_way_in_is_not_let_go(database: SqlDatabase) -> None:
    anna, ilse = _registered(database), _account(database, "ilse")
    with pytest.raises(WrongState, match="no way in"):
        database.write(federation.unlink, by=anna, issuer=ISSUER)

    second = Identity(ISSUER, subject_hash(ISSUER, "2"), "ministry")
    database.write(federation.link, by=ilse, identity=second)
    database.write(federation.unlink, by=ilse, issuer=ISSUER)  # who has a password may
    assert database.write(federation.come_in, identity=second) is None


def test_own_data_names_the_organisation_and_an_erasure_lets_go_of_it(database: SqlDatabase) -> None:
    anna = _registered(database)
    (kept,) = database.read(privacy.my_data, by=anna)["kept"]["identity"]
    assert kept["issuer"] == ISSUER

    erasures.erase_oneself(database, by=anna)

    assert database.write(federation.come_in, identity=ANNA) is None
