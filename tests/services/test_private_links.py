"""Private links: what a stranger can do with one and without, that it opens nothing else, and that it lasts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.store import SqlDatabase
from sotecin_graph.errors import NotAllowed, NotThere, TooManyTries, WrongPrivateLink
from sotecin_graph.people import NOBODY, SYSTEM, Actor, Participant, ParticipantId, actor_of_participant
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import elements, links, private_links, sessions
from sotecin_graph.services.tries import CODES_OF_VISIT, Caller, CodeTries
from sotecin_graph.vocabulary import Hub
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD


@pytest.fixture
def other(database: SqlDatabase, workshop: Workshop) -> Actor:
    """Someone else in the same room, who has added something too."""

    def joined(uow: UnitOfWork) -> Actor:
        person = Participant(ParticipantId("nadia"), workshop.id, "Nadia", Hub.NORTH_WEST, uow.now, "yes")
        uow.workshops.join(person)
        return actor_of_participant(person)

    actor = database.write(joined)
    here: dict[str, Any] = {"by": actor, "map_id": workshop.map_id}
    woe = database.write(elements.add_challenge, name="Nobody mends zips", **here)
    tailor = database.write(elements.add_stakeholder, name="Tailor", kind="civil", **here)
    database.write(links.add_link, source=tailor, target=woe, type="faces", **here)
    return actor


@pytest.fixture
def token(database: SqlDatabase, workshop: Workshop, participant: Actor, other: Actor) -> str:
    """The link of someone who has added two stakeholders and a link."""
    here = {"by": participant, "map_id": workshop.map_id}
    mill, port = (
        database.write(elements.add_stakeholder, name=name, kind="industry", **here) for name in ("Mill", "Port")
    )
    database.write(links.add_link, source=mill, target=port, type="material", **here)
    return database.write(private_links.make_link, by=participant)


def test_link_shows_ones_own_and_nothing_about_others(database: SqlDatabase, token: str) -> None:
    found = database.read(private_links.became, token=token)

    assert found.alias == "Zsófi"
    assert [each.element.name for each in found.traces] == ["Port", "Mill"]
    assert [(each.source, each.target) for each in found.links] == [("Mill", "Port")]
    assert "zips" not in str(found)
    assert "Nadia" not in str(found)


@pytest.mark.parametrize("wrong", ["", "x", "A" * 32, "A" * 5_000, "\ud800", "' OR 1=1 --"])
def test_stranger_with_another_token_learns_nothing(database: SqlDatabase, token: str, wrong: str) -> None:
    for near in (wrong, token[:-1], token.swapcase(), f"{token} "):
        with pytest.raises(WrongPrivateLink):
            database.read(private_links.became, token=near)


def test_link_is_no_session_and_its_hash_no_link(
    database: SqlDatabase, token: str, participant: Actor, tmp_path: Path
) -> None:
    kept = database.read(lambda uow: uow.private_links.of(ParticipantId("zsófi")))
    on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("sotecin.sqlite3*"))

    assert database.read(sessions.actor_of, token=token) == NOBODY
    assert token.encode() not in on_disk
    assert len(kept) == 1
    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=kept[0][0])


def test_sessions_token_is_no_private_link(database: SqlDatabase, workshop: Workshop) -> None:
    session = database.write(sessions.join, code=workshop.code, alias="Ana", consents=True)

    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=session)


def test_reader_of_a_link_can_take_nothing_back(database: SqlDatabase, token: str) -> None:
    assert {each.may_take_back for each in database.read(private_links.became, token=token).traces} == {False}


def test_links_are_for_participants(database: SqlDatabase) -> None:
    for by in (NOBODY, LEAD, SYSTEM):
        with pytest.raises(NotAllowed):
            database.write(private_links.make_link, by=by)


def test_switched_off_link_is_as_unknown_as_any(database: SqlDatabase, token: str, participant: Actor) -> None:
    second = database.write(private_links.make_link, by=participant)

    database.write(private_links.switch_off, token=token)

    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=token)
    assert database.read(private_links.became, token=second).alias == "Zsófi"
    assert database.write(private_links.end_my_links, by=participant) == 1
    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=second)


def test_a_further_link_ends_the_oldest(database: SqlDatabase, token: str, participant: Actor) -> None:
    made = [database.write(private_links.make_link, by=participant) for _each in range(private_links.MOST_LINKS)]

    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=token)
    assert {database.read(private_links.became, token=each).alias for each in made} == {"Zsófi"}


def test_link_outlives_a_restart(database: SqlDatabase, token: str, tmp_path: Path) -> None:
    database.close()

    again = SqlDatabase(tmp_path / "sotecin.sqlite3")
    found = again.read(private_links.became, token=token)
    again.close()

    assert found.alias == "Zsófi"


def test_guessing_has_to_wait_and_the_right_link_does_too(database: SqlDatabase, token: str) -> None:
    tries, caller = CodeTries(), Caller("visit", "address")
    for number in range(CODES_OF_VISIT):
        with pytest.raises(WrongPrivateLink), tries.counted(f"guess{number}", caller):
            database.read(private_links.became, token=f"guess{number}")

    with pytest.raises(TooManyTries), tries.counted(token, caller):
        database.read(private_links.became, token=token)


def test_link_comes_as_diary_entry_and_sheet(database: SqlDatabase, token: str) -> None:
    address = f"https://map.example.org/became?link={token}"
    given = {"token": token, "address": address}

    diary = private_links.link_paper(database, file="reminder.ics", **given).decode().replace("\r\n ", "")
    sheet = private_links.link_paper(database, file="sheet.pdf", **given)

    assert f"URL:{address}\r\n" in diary
    assert "Zsófi" not in diary
    assert sheet.startswith(b"%PDF")
    with pytest.raises(NotThere):
        private_links.link_paper(database, file="other.pdf", **given)


def test_holder_erases_themselves_when_no_session_is_left(
    database: SqlDatabase, workshop: Workshop, token: str
) -> None:
    with pytest.raises(WrongPrivateLink):  # the control: another link erases nobody
        private_links.erase_owner(database, token=token.swapcase())
    assert "Zsófi" in str(database.read(lambda uow: uow.workshops.participants(workshop.id)))

    private_links.erase_owner(database, token=token)

    kept = database.read(lambda uow: (uow.workshops.participants(workshop.id), uow.maps.snapshot(workshop.map_id)))
    assert "Zsófi" not in str(kept)
    assert "Mill" in str(kept)
    with pytest.raises(WrongPrivateLink):
        database.read(private_links.became, token=token)
