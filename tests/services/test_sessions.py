"""Sessions end by age and without use; passwords may be long and not common; wrong codes slow and never lock a room."""

from __future__ import annotations

from bisect import bisect
from datetime import timedelta

import bcrypt
import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import BadInput, TooManyTries, UnknownAccount, WrongCode
from sotecin_graph.people import SYSTEM, Actor, Grant, Role
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import sessions
from sotecin_graph.services.passwords import MOST, hash_password, matches
from sotecin_graph.services.tries import CODES_OF_ADDRESS, CODES_OF_VISIT, Caller, CodeTries
from sotecin_graph.workshops import Workshop

LONG = "läßt sich ein Satz mit vielen Wörtern besser merken als ein Zeichenrätsel? 李"


@pytest.fixture
def token(database: SqlDatabase) -> str:
    """An account's session."""
    given = {"username": "ada", "name": "Ada", "password_hash": hash_password(LONG), "grants": (Grant(Role.HUB_LEAD),)}
    database.write(sessions.add_account, by=SYSTEM, **given)
    return sessions.sign_in(database, username="ada", password=LONG)[0]


def _ends_in(database: SqlDatabase, token: str) -> timedelta:
    def left(uow: UnitOfWork) -> timedelta:
        hashes, step = [sessions.hashed(token)], timedelta(minutes=30)
        return step * bisect(
            range(400), 0, key=lambda count: not uow.people.living_sessions(hashes, at=uow.now + count * step)
        )

    return database.read(left)


def _is_begun_earlier(uow: UnitOfWork, *, token: str, by: timedelta) -> None:
    (given,) = uow.people.opened_sessions([sessions.hashed(token)], at=uow.now)
    uow.people.close_session(given[0])
    until = uow.now + timedelta(hours=1)
    uow.people.open_session(given[0], actor_id=given[1], at=given[2] - by, until=until)


def test_account_session_ends_without_use_and_use_prolongs_it(database: SqlDatabase, token: str) -> None:
    assert _ends_in(database, token) == sessions.SESSION_IDLE

    database.write(_is_begun_earlier, token=token, by=timedelta(hours=11))
    assert _ends_in(database, token) == timedelta(hours=1)
    database.write(sessions.keep_alive, hashes=[sessions.hashed(token)])

    assert _ends_in(database, token) == sessions.SESSION_IDLE


def test_no_use_makes_a_session_older_than_it_may_be(database: SqlDatabase, token: str) -> None:
    database.write(_is_begun_earlier, token=token, by=sessions.SESSION_LASTS - timedelta(hours=2))
    database.write(sessions.keep_alive, hashes=[sessions.hashed(token)])

    assert _ends_in(database, token) <= timedelta(hours=2)


def test_joining_again_on_the_same_device_makes_no_second_person(database: SqlDatabase, workshop: Workshop) -> None:
    def joined(replaces: str) -> str:
        given = {"code": workshop.code, "alias": "Zsófi", "consents": True}
        return database.write(sessions.join, replaces=replaces, **given)

    first = joined("")
    who = database.read(sessions.actor_of, token=first)
    again = joined(first)

    assert database.read(sessions.actor_of, token=again) == who
    assert database.read(sessions.actor_of, token=first).is_anonymous
    assert database.read(sessions.actor_of, token=joined("")) != who


def test_participant_stays_for_all_days_of_a_workshop(database: SqlDatabase, workshop: Workshop) -> None:
    token = database.write(sessions.join, code=workshop.code, alias="Zsófi", consents=True)

    assert _ends_in(database, token) >= timedelta(days=6)


def test_another_password_or_role_ends_all_sessions_of_the_account(database: SqlDatabase, token: str) -> None:
    other = sessions.sign_in(database, username="ada", password=LONG)[0]
    database.write(sessions.set_grants, by=SYSTEM, username="ada", grants=(Grant(Role.CONTRIBUTOR),))
    after_role = [database.read(sessions.actor_of, token=each).is_anonymous for each in (token, other)]
    third = sessions.sign_in(database, username="ada", password=LONG)[0]
    database.write(sessions.set_password, by=SYSTEM, username="ada", password_hash=hash_password("another good one"))

    assert after_role == [True, True]
    assert database.read(sessions.actor_of, token=third).is_anonymous
    with pytest.raises(UnknownAccount):
        sessions.sign_in(database, username="ada", password=LONG)


def test_resting_account_does_not_sign_in(database: SqlDatabase, token: str) -> None:
    database.write(sessions.set_grants, by=SYSTEM, username="ada", grants=(Grant(Role.HUB_LEAD),), is_active=False)

    with pytest.raises(UnknownAccount):
        sessions.sign_in(database, username="ada", password=LONG)


@pytest.mark.parametrize(
    "password", ["x" * 7, "password1", "PASSWORD1", "1234567890", "ada lovelace", "x" * (MOST + 1)]
)
def test_short_common_and_own_names_are_no_passwords(password: str) -> None:
    with pytest.raises(BadInput):
        hash_password(password, of="Ada Lovelace")


@pytest.mark.parametrize(
    "password", ["l/8g.Xq2", LONG, "x y" * 21 + "z", "李" * MOST, "nul\0in it all", " spaces at ends "]
)
def test_long_and_foreign_passwords_are_whole(password: str) -> None:
    hashed = hash_password(password)

    assert matches(password, hashed)
    assert not matches(password[:-1], hashed)
    assert not matches(password + "x", hashed)


@pytest.mark.usefixtures("slow_hashes")
def test_hash_costs_two_to_the_twelfth_rounds() -> None:
    assert hash_password(LONG).startswith("$2b$12$")


def test_letters_written_in_two_ways_are_one_password() -> None:
    assert matches("Pa\u0308sse des Ta\u0308nzers", hash_password("P\u00e4sse des T\u00e4nzers"))


def test_hash_of_the_library_is_read() -> None:
    assert matches("correct horse", bcrypt.hashpw(b"correct horse", bcrypt.gensalt()).decode())


def _wrong(tries: CodeTries, caller: Caller, count: int) -> None:
    for number in range(count):
        with pytest.raises(WrongCode), tries.counted(f"{caller.visit}{number:04d}", caller):
            raise WrongCode


def test_browser_with_many_wrong_codes_waits_and_its_neighbours_do_not() -> None:
    tries, one, other = CodeTries(), Caller("one", "10.0.0.1"), Caller("other", "10.0.0.1")
    _wrong(tries, one, CODES_OF_VISIT)

    with pytest.raises(TooManyTries), tries.counted("RIGHT234", one):
        pass
    with tries.counted("RIGHT234", other):
        pass
    assert tries.slows_s(other) == 0


def test_room_behind_one_address_is_slowed_at_most() -> None:
    tries = CodeTries()
    for number in range(CODES_OF_ADDRESS):
        _wrong(tries, Caller(f"p{number}", "10.0.0.1"), 1)

    with tries.counted("RIGHT234", Caller("last", "10.0.0.1")):
        pass
    assert tries.slows_s(Caller("last", "10.0.0.1")) == 1.0
    assert tries.slows_s(Caller("elsewhere", "10.0.0.2")) == 0.0


def test_same_wrong_code_counts_once() -> None:
    tries, caller = CodeTries(), Caller("one", "10.0.0.1")
    for _time in range(30):
        with pytest.raises(WrongCode), tries.counted("WRNG-2345", caller):
            raise WrongCode

    with tries.counted("RIGHT234", caller):
        pass


def test_strangers_may_not_change_accounts(database: SqlDatabase, token: str, participant: Actor) -> None:
    for use_case, given in ((sessions.set_password, {"password_hash": "-"}), (sessions.set_grants, {"grants": ()})):
        with pytest.raises(Exception, match="role"):
            database.write(use_case, by=participant, username="ada", **given)


def test_own_password_is_changed_by_who_knows_it_and_other_sessions_end(database: SqlDatabase, token: str) -> None:
    ada = database.read(sessions.actor_of, token=token)
    elsewhere = database.write(sessions.redeem, claim={"actor": ada.id, "once": "elsewhere"})

    with pytest.raises(BadInput, match="current password"):
        sessions.change_password(database, by=ada, old="wrong", new="four other words together", token=token)
    sessions.change_password(database, by=ada, old=LONG, new="four other words together", token=token)

    assert database.read(sessions.actor_of, token=token) == ada
    assert database.read(sessions.actor_of, token=elsewhere).is_anonymous
