"""Calls and their challenges: who sees what, words that are kept, what owners answer, and what a call must fix."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.store import SqlDatabase
from sotecin_graph.calls import CALL_PARTS, CallChallengeId, CallId, ChallengeState, Wording
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, SotecinError, StaleVersion, WrongState
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor, Grant, Role, actor_of_account
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.services import (
    calls,
    elements,
    letters,
    links,
    missions,
    open_calls,
    owners,
    papers,
    reviews,
    sessions,
)
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkType
from sotecin_graph.workshops import Workshop
from tests.conftest import LEAD, STRANGER
from tests.pages.scenes import (
    CONTACT,
    give_to_council,
    move,
    open_call,
    publish,
    review,
)

OTHER_LEAD = Actor(id="account:other", name="Other", grants=(Grant(Role.HUB_LEAD, Hub.EAST),), hub=Hub.EAST)


@pytest.mark.parametrize(
    ("by", "contact"), [(LEAD, "Jo"), (SYSTEM, "Jo"), (OTHER_LEAD, ""), (STRANGER, ""), (Actor(), "")]
)
def test_contact_person_is_seen_by_who_leads_the_hub(
    database: SqlDatabase, by: Actor, contact: str, mission: MissionId, made: dict[str, ElementId]
) -> None:
    call = open_call(database)
    ident = publish(database, mission, made["Worn coats"], call)

    (shown,) = database.read(calls.view, by=by, call_id=call).challenges
    alone = database.read(calls.challenge_view, by=by, ident=ident).challenge
    assert (shown.contact_name, alone.contact_name) == (contact, contact)


def test_table_of_another_hubs_lead_has_no_contacts(
    database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]
) -> None:
    call = open_call(database)
    publish(database, mission, made["Worn coats"], call)
    address = CONTACT["contact_email"].encode()

    assert address in papers.call_paper(database, LEAD, call, "csv").content
    assert address not in papers.call_paper(database, OTHER_LEAD, call, "csv").content


@pytest.fixture
def draft(database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]) -> CallChallengeId:
    """A draft of a challenge that three stakeholders face, with a contact."""
    ident = database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Worn coats"])
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, **CONTACT)
    return ident


def _sees(database: SqlDatabase, by: Actor, ident: CallChallengeId) -> bool:
    try:
        database.read(calls.challenge_view, by=by, ident=ident)
        database.read(reviews.view, by=by, ident=ident)
    except SotecinError:
        return False
    return True


def test_draft_is_for_its_own_hubs(database: SqlDatabase, draft: CallChallengeId) -> None:
    before = [_sees(database, by, draft) for by in (SYSTEM, LEAD, OTHER_LEAD, STRANGER, Actor())]
    mission = database.read(calls.challenge_view, by=LEAD, ident=draft).mission.id
    words = Wording("Secret", "Not yet said.", "waits.")
    database.write(calls.edit_challenge, by=LEAD, ident=draft, owner=words, **CONTACT)

    (listed,) = database.read(missions.view, by=OTHER_LEAD, mission_id=mission).challenges
    database.write(missions.edit_mission, by=LEAD, mission_id=mission, hub=Hub.EAST)

    assert before == [True, True, False, False, False]
    assert (listed.wording.title, listed.contact_name, listed.passages) == ("Worn coats", "", ())
    assert _sees(database, OTHER_LEAD, draft)
    assert not database.read(calls.challenge_view, by=OTHER_LEAD, ident=draft).may_lead


def test_reviewer_sees_what_they_were_asked_to_review(database: SqlDatabase, draft: CallChallengeId) -> None:
    grants = (Grant(Role.REVIEWER, Hub.NORTH_WEST),)
    given = {"username": "rev", "name": "Rev", "password_hash": "-", "grants": grants}
    reviewer = actor_of_account(database.write(sessions.add_account, by=SYSTEM, **given))
    give_to_council(database, draft)
    before = _sees(database, reviewer, draft)

    database.write(reviews.ask, by=LEAD, ident=draft, account=reviewer.id)

    assert (before, _sees(database, reviewer, draft)) == (False, True)
    assert not database.read(calls.challenge_view, by=reviewer, ident=draft).challenge.contact_name


def _asked(database: SqlDatabase, ident: CallChallengeId) -> None:
    """Bring a draft to where its owner is asked to confirm other words."""
    give_to_council(database, ident)
    words = Wording("Coats twice", "Sound coats are shredded.", "keeps them in use.")
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, council=words)
    for state in (ChallengeState.CHANGES_REQUESTED, ChallengeState.OWNER_CONFIRMS):
        move(database, ident, state)


def test_every_wording_that_ever_stood_is_kept(database: SqlDatabase, draft: CallChallengeId) -> None:
    for title in ("Second", "Third"):
        words = Wording(title, "It is.", "ends it.")
        database.write(calls.edit_challenge, by=SYSTEM, ident=draft, owner=words)

    kept = database.read(calls.challenge_view, by=SYSTEM, ident=draft).challenge.passages
    assert [each.wording.title for each in kept if each.wording] == ["Worn coats", "Second", "Third"]


def test_stale_editor_changes_nothing(database: SqlDatabase, draft: CallChallengeId) -> None:
    seen = database.read(calls.challenge_view, by=SYSTEM, ident=draft).challenge.version
    given = {"by": SYSTEM, "ident": draft}
    began = {"location": CONTACT["location"], "contact_name": CONTACT["contact_name"]}
    database.write(calls.edit_challenge, began=began, location="Waterhoven", **given)

    with pytest.raises(StaleVersion, match="Both of you changed: Location") as told:
        database.write(calls.edit_challenge, began=began, location="Elsewhere", contact_name="Ada", **given)
    with pytest.raises(WrongState, match="look again"):
        database.write(calls.move_challenge, state=ChallengeState.SUBMITTED, expected=seen, **given)

    assert told.value.theirs == {"location": "Waterhoven"}
    after = database.write(calls.edit_challenge, began=began, contact_name="Ada", **given)
    assert (after.location, after.contact_name) == ("Waterhoven", "Ada")


def test_council_does_not_accept_words_that_the_owner_has_not_seen(
    database: SqlDatabase, draft: CallChallengeId
) -> None:
    give_to_council(database, draft)
    for name in ("Works", "Lab"):
        review(database, draft, name, (4, 4, 4))
    words = Wording("Coats twice", "Sound coats are shredded.", "keeps them in use.")
    database.write(calls.edit_challenge, by=SYSTEM, ident=draft, council=words)

    with pytest.raises(WrongState, match="let the owner confirm"):
        move(database, draft, ChallengeState.ACCEPTED)


@pytest.mark.parametrize("state", [ChallengeState.NOT_ELIGIBLE, ChallengeState.WITHDRAWN])
def test_nobody_is_refused_without_a_word(database: SqlDatabase, draft: CallChallengeId, state: ChallengeState) -> None:
    move(database, draft, ChallengeState.SUBMITTED)

    with pytest.raises(BadInput, match="reason"):
        database.write(calls.move_challenge, by=SYSTEM, ident=draft, state=state, reason=" ")


def test_owner_answers_nobody_else_moves_it(database: SqlDatabase, draft: CallChallengeId) -> None:
    _asked(database, draft)

    with pytest.raises(WrongState, match="The owner answers now"):
        move(database, draft, ChallengeState.ACCEPTED)
    given = {"by": LEAD, "ident": draft, "agrees": True, "name": "Jo"}
    for day in (datetime.now(UTC).date() + timedelta(days=1), datetime.now(UTC).date() - timedelta(days=1)):
        with pytest.raises(BadInput, match="between the question"):
            database.write(owners.note_answer, said_on=day, **given)
    kept = database.write(owners.note_answer, said_on=datetime.now(UTC).date(), **given)
    assert (kept.state, kept.passages[-1].by, kept.passages[-1].noted_by) == (ChallengeState.ACCEPTED, "Jo", "Lead")


def test_letter_to_the_owner_is_used_up_by_the_answer(database: SqlDatabase, draft: CallChallengeId) -> None:
    _asked(database, draft)
    key = database.write(letters.write, by=LEAD, ident=draft)
    with pytest.raises(BadInput, match="what should change"):
        database.write(letters.answer, by=Actor(), key=key, agrees=False, name="Jo")

    database.write(letters.answer, by=Actor(), key=key, agrees=False, name="Jo", reason="Say dairies.")

    assert database.read(letters.read, by=Actor(), key=key).is_answered
    with pytest.raises(NotAllowed, match="not valid any more"):
        database.write(letters.answer, by=Actor(), key=key, agrees=True, name="Eve")


def test_letter_knows_when_the_words_have_changed(database: SqlDatabase, draft: CallChallengeId) -> None:
    _asked(database, draft)
    key = database.write(letters.write, by=LEAD, ident=draft)
    seen = database.read(letters.read, by=Actor(), key=key).challenge.version
    words = Wording("Other", "Words.", "help.")
    database.write(calls.edit_challenge, by=LEAD, ident=draft, council=words)

    with pytest.raises(WrongState, match="look again"):
        database.write(letters.answer, by=Actor(), key=key, agrees=True, name="Jo", expected=seen)


def test_owner_is_proposed_with_reasons_of_the_map(
    database: SqlDatabase, workshop: Workshop, draft: CallChallengeId
) -> None:
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    far = database.write(elements.add_stakeholder, name="Tannery", kind=Kind.INDUSTRY, **given)
    works = next(each for each in database.read(owners.proposals, by=SYSTEM, ident=draft)).element
    database.write(links.add_link, type=LinkType.PRODUCT, source=works.id, target=far, **given)

    found = database.read(owners.proposals, by=SYSTEM, ident=draft)

    assert [each.element.name for each in found] == ["Works", "Lab", "Guild", "Tannery"]
    assert found[0].reasons == ("faces it", "faces 1 other challenge of the mission")
    assert found[-1].reasons == ("exchanges with 1 who faces it",)


def test_proposals_are_for_who_leads_there(database: SqlDatabase, draft: CallChallengeId) -> None:
    for by in (OTHER_LEAD, STRANGER, Actor()):
        with pytest.raises(SotecinError):
            database.read(owners.proposals, by=by, ident=draft)


@pytest.mark.parametrize("part", list(CALL_PARTS))
def test_call_does_not_open_without_one_of_its_parts(database: SqlDatabase, part: str) -> None:
    times = {"opens_at": datetime(2026, 10, 1, tzinfo=UTC), "closes_at": datetime(2126, 1, 29, tzinfo=UTC)}
    given = {"title": "Call", "timezone": "Europe/Brussels", "chains": (Chain.FOOD,), **times}
    texts = dict.fromkeys(CALL_PARTS, "Example wording.") | {part: " "}
    ident = database.write(open_calls.open_call, by=SYSTEM, **given, **texts)

    with pytest.raises(WrongState, match="still lacks"):
        database.write(open_calls.announce_call, by=SYSTEM, call_id=ident)
    assert database.read(open_calls.all_calls, by=STRANGER) == []


def test_announced_call_keeps_its_parts(database: SqlDatabase) -> None:
    call = open_call(database)

    with pytest.raises(WrongState, match="Who may receive"):
        database.write(open_calls.edit_call, by=SYSTEM, call_id=call, recipients="")


def test_checklist_keeps_who_answered_what_when(database: SqlDatabase, draft: CallChallengeId) -> None:
    call = open_call(database)
    database.write(open_calls.edit_call, by=SYSTEM, call_id=call, eligibility="Serves many.\n\n Is not Russian-owned. ")
    move(database, draft, ChallengeState.SUBMITTED)
    given = {"ident": draft, "call_id": call}
    first = {"Serves many.": (True, "Three dairies."), "Unknown line": (True, "")}
    database.write(calls.answer_checklist, by=SYSTEM, given=first, **given)

    second = first | {"Is not Russian-owned.": (True, "Register seen.")}
    answers = database.write(calls.answer_checklist, by=LEAD, given=second, **given).eligibility

    told = [(each.line, each.is_met, each.note, each.by) for each in answers]
    assert told == [
        ("Serves many.", True, "Three dairies.", SYSTEM.name),
        ("Is not Russian-owned.", True, "Register seen.", "Lead"),
    ]
    assert database.read(calls.challenge_view, by=SYSTEM, ident=draft).challenge.eligibility == answers


def test_checklist_is_answered_before_the_council(database: SqlDatabase, draft: CallChallengeId) -> None:
    with pytest.raises(WrongState, match="once the challenge is submitted"):
        database.write(calls.answer_checklist, by=SYSTEM, ident=draft, given={})


def test_owner_on_the_map_comes_with_the_name_of_the_country(
    database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId], mission: MissionId
) -> None:
    given = {"by": SYSTEM, "map_id": workshop.map_id}
    patch = {"element": made["Works"], "field": "country", "value": "NL", "base_version": 0}
    database.write(elements.edit_element, **patch, **given)
    ends = {"source": made["Works"], "target": made["Worn coats"]}
    database.write(links.add_link, type=LinkType.OWNS, **ends, **given)

    ident = database.write(calls.take_up, by=LEAD, mission_id=mission, element=made["Worn coats"])

    taken = database.read(calls.challenge_view, by=LEAD, ident=ident).challenge
    assert (taken.organisation, taken.location) == ("Works", "Netherlands")


def test_call_reads_each_mission_once_however_many_challenges(
    database: SqlDatabase, workshop: Workshop, made: dict[str, ElementId], mission: MissionId, call: CallId
) -> None:
    given = {"by": SYSTEM, "map_id": workshop.map_id}

    def asked() -> int:
        statements: list[str] = []

        def counted(uow: UnitOfWork, *, by: Actor) -> object:
            raw = uow.calls._db.connection.driver_connection  # type: ignore[attr-defined]
            raw.set_trace_callback(statements.append)
            try:
                return calls.view(uow, by=by, call_id=call)
            finally:
                raw.set_trace_callback(None)

        database.read(counted, by=LEAD)
        return len(statements)

    database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Worn coats"])
    few = asked()
    added = [database.write(elements.add_challenge, name=f"Problem {number}", **given) for number in range(9)]
    members = (*database.read(missions.view, by=SYSTEM, mission_id=mission).mission.members, *added)
    database.write(missions.edit_mission, by=SYSTEM, mission_id=mission, members=members)
    for each in added:
        database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=each)

    many = asked()
    assert few > 4
    assert many <= few + 4, (few, many)
