"""Who looks after whom: roles given and taken, sessions ended, accounts at rest, and the logbook of it."""

from __future__ import annotations

import pytest

from db.store import SqlDatabase
from sotecin_graph.admission import Done
from sotecin_graph.errors import NotAllowed, NotThere, WrongState
from sotecin_graph.people import SYSTEM, Account, Actor, Grant, Role, actor_of_account
from sotecin_graph.services import entry_links, logbook, people, sessions
from sotecin_graph.vocabulary import Hub
from tests.conftest import CONTRIBUTOR, FACILITATOR, LEAD

HERE, EAST = Grant(Role.CONTRIBUTOR, Hub.NORTH_WEST), Grant(Role.CONTRIBUTOR, Hub.EAST)
ALL = Grant(Role.PROGRAMME_LEAD)


def add(database: SqlDatabase, name: str, *grants: Grant) -> Account:
    given = {"username": name, "name": name.title(), "password_hash": "-", "grants": grants}
    return database.write(sessions.add_account, by=SYSTEM, **given)


def session_of(database: SqlDatabase, account: Account) -> str:
    return database.write(sessions.redeem, claim={"actor": f"account:{account.id}", "once": account.id})


def grants(database: SqlDatabase, account: Account) -> tuple[Grant, ...]:
    return database.read(lambda uow: uow.people.account(account.id).grants)


def test_lead_sees_the_people_of_their_hub_alone(database: SqlDatabase) -> None:
    ada, both, _east = add(database, "ada", HERE), add(database, "both", HERE, EAST), add(database, "east", EAST)
    session_of(database, ada)
    entry_links_made = [
        database.write(entry_links.invite, by=SYSTEM, role=Role.GUEST, hub=hub) for hub in (Hub.NORTH_WEST, Hub.EAST)
    ]

    seen = database.read(people.people_of, by=LEAD)

    assert len(entry_links_made) == 2
    assert [(each.account.id, each.sessions, each.is_looked_after) for each in seen.people] == [
        (ada.id, 1, True),
        (both.id, 0, False),
    ]
    assert [(each.link.grant, each.made_by) for each in seen.invitations] == [(Grant(Role.GUEST, Hub.NORTH_WEST), "")]
    assert {grant.hub for grant in seen.grants} == {Hub.NORTH_WEST}


def test_programme_lead_sees_everyone_and_gives_everything(database: SqlDatabase) -> None:
    for name, grant in (("ada", HERE), ("east", EAST), ("all", ALL)):
        add(database, name, grant)

    seen = database.read(people.people_of, by=SYSTEM)

    assert [each.account.username for each in seen.people] == ["ada", "all", "east"]
    assert ALL in seen.grants
    assert len(seen.grants) == len(Hub) * 5 + 6


@pytest.mark.parametrize("by", [CONTRIBUTOR, FACILITATOR])
def test_who_leads_nothing_sees_nobody(database: SqlDatabase, by: Actor) -> None:
    for ask in (people.people_of, logbook.lines):
        with pytest.raises(NotAllowed):
            database.read(ask, by=by)


def test_role_given_or_taken_ends_sessions(database: SqlDatabase) -> None:
    ada = add(database, "ada", HERE)
    new = Grant(Role.REVIEWER, Hub.NORTH_WEST)

    for change, expected in ((people.give_role, (HERE, new)), (people.take_role, (HERE,))):
        token = session_of(database, ada)
        database.write(change, by=LEAD, account_id=ada.id, role=new.role, hub=new.hub)
        assert grants(database, ada) == expected
        assert database.read(sessions.actor_of, token=token).is_anonymous
        database.write(lambda uow: uow.people.forget(sessions_until=uow.now, failures_before=uow.now))


def test_lead_touches_no_role_elsewhere(database: SqlDatabase) -> None:
    both = add(database, "both", HERE, EAST)

    with pytest.raises(NotAllowed):
        database.write(people.take_role, by=LEAD, account_id=both.id, role=EAST.role, hub=EAST.hub)
    with pytest.raises(NotAllowed):
        database.write(people.put_to_rest, by=LEAD, account_id=both.id)

    assert grants(database, both) == (HERE, EAST)


def test_account_elsewhere_is_as_unknown_as_none(database: SqlDatabase) -> None:
    east = add(database, "east", EAST)
    said = set()
    for ident in (east.id, "nobody"):
        for change in (people.end_sessions, people.put_to_rest, entry_links.password_link):
            with pytest.raises(NotThere) as told:
                database.write(change, by=LEAD, account_id=ident)
            said.add(str(told.value))

    assert len(said) == 1


def test_account_at_rest_does_not_act_until_it_is_woken(database: SqlDatabase) -> None:
    ada = add(database, "ada", HERE)
    token = session_of(database, ada)

    database.write(people.put_to_rest, by=LEAD, account_id=ada.id)
    assert database.read(sessions.actor_of, token=token).is_anonymous
    assert database.read(lambda uow: uow.people.actor(f"account:{ada.id}")) is None

    database.write(people.put_to_rest, by=LEAD, account_id=ada.id, is_active=True)
    assert database.read(lambda uow: uow.people.actor(f"account:{ada.id}")) == actor_of_account(ada)


def test_last_programme_lead_stays(database: SqlDatabase) -> None:
    only = add(database, "only", ALL)
    for change, given in ((people.put_to_rest, {}), (people.take_role, {"role": ALL.role, "hub": None})):
        with pytest.raises(WrongState):
            database.write(change, by=actor_of_account(only), account_id=only.id, **given)

    add(database, "second", ALL)
    database.write(people.put_to_rest, by=actor_of_account(only), account_id=only.id)


def test_logbook_says_who_did_what_at_the_readers_hub(database: SqlDatabase) -> None:
    lead = actor_of_account(add(database, "lead", Grant(Role.HUB_LEAD, Hub.NORTH_WEST)))
    ada, east = add(database, "ada", HERE), add(database, "east", EAST)
    database.write(people.give_role, by=lead, account_id=ada.id, role=Role.FACILITATOR, hub=Hub.NORTH_WEST)
    database.write(people.end_sessions, by=SYSTEM, account_id=east.id)
    database.write(people.end_sessions, by=lead, account_id=ada.id)

    lines = database.read(logbook.lines, by=lead)

    assert [(line.who, line.note.done, line.about) for line in lines] == [
        ("Lead", Done.SESSIONS_ENDED, "Ada"),
        ("Lead", Done.ROLES_CHANGED, "Ada"),
        ("SoTecIn Graph", Done.ACCOUNT_ADDED, "Ada"),
        ("SoTecIn Graph", Done.ACCOUNT_ADDED, "Lead"),
    ]
    assert lines[1].note.facts == {"role": "facilitator", "hub": "north-west", "way": "given"}
    assert len(database.read(logbook.lines, by=SYSTEM)) == 6
