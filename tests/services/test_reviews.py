"""The council's review of a call challenge: conflicts first, blind until handed in, and nothing decided too early."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.store import SqlDatabase
from sotecin_graph.calls import CallChallengeId, ChallengeState
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, SotecinError, WrongState
from sotecin_graph.missions import MissionId
from sotecin_graph.people import SYSTEM, Actor, Grant, Role, actor_of_account
from sotecin_graph.reviews import Review, ReviewId
from sotecin_graph.rubric import OURS, Criterion, fit_rubric
from sotecin_graph.services import calls, letters, open_calls, reviews, sessions
from sotecin_graph.vocabulary import Hub
from tests.conftest import STRANGER
from tests.pages.scenes import (
    CONTACT,
    ask_member,
    give_to_council,
    move,
    open_call,
    review,
)

_S = ChallengeState


@pytest.fixture
def challenge(database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]) -> CallChallengeId:
    """A challenge that is with the council."""
    ident = database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Worn coats"])
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, **CONTACT)
    give_to_council(database, ident)
    return ident


@pytest.fixture
def reviewer(database: SqlDatabase) -> Actor:
    return _account(database, "rea", Role.REVIEWER)


def _account(database: SqlDatabase, name: str, role: Role) -> Actor:
    given = {"username": name, "name": name.title(), "grants": (Grant(role, Hub.NORTH_WEST),), "password_hash": "x"}
    return actor_of_account(database.write(sessions.add_account, by=SYSTEM, **given))


def _asked(database: SqlDatabase, challenge: CallChallengeId, who: Actor) -> ReviewId:
    return database.write(reviews.ask, by=SYSTEM, ident=challenge, account=who.id)


def _seen(database: SqlDatabase, challenge: CallChallengeId, by: Actor) -> dict[str, Review]:
    view = database.read(reviews.view, by=by, ident=challenge)
    return {each.reviewer: each for each in view.reviews}


def _hand_in(database: SqlDatabase, by: Actor, ident: ReviewId, *scores: float, comment: str = "") -> Review:
    return database.write(reviews.hand_in, by=by, review_id=ident, scores=scores, comment=comment)


def test_nobody_scores_before_declaring(database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor) -> None:
    ident = _asked(database, challenge, reviewer)

    with pytest.raises(WrongState, match="conflict of interest"):
        _hand_in(database, reviewer, ident, 4, 4, 4)


def test_conflict_excludes_with_its_reason(database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor) -> None:
    given = {"by": reviewer, "review_id": _asked(database, challenge, reviewer), "has_conflict": True}
    with pytest.raises(BadInput, match="reason"):
        database.write(reviews.declare, **given)

    database.write(reviews.declare, reason="I sit on their board.", **given)

    with pytest.raises(WrongState, match="does not score"):
        _hand_in(database, reviewer, given["review_id"], 4, 4, 4)
    assert _seen(database, challenge, SYSTEM)["Rea"].conflict == "I sit on their board."


def test_scores_of_others_are_veiled_until_ones_own_are_in(
    database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor
) -> None:
    review(database, challenge, "Lab", (5, 4, 3))
    ident = _asked(database, challenge, reviewer)
    database.write(reviews.declare, by=reviewer, review_id=ident, has_conflict=False)
    before = database.read(reviews.view, by=reviewer, ident=challenge)

    _hand_in(database, reviewer, ident, 4, 4, 4)

    assert (before.is_veiled, before.assessment, before.reviews[0].judgement) == (True, None, None)
    after = database.read(reviews.view, by=reviewer, ident=challenge)
    assert after.assessment
    assert [each.mean for each in after.assessment.spreads] == [4.5, 4.0, 3.5]


def test_lead_who_reviews_is_blind_too(database: SqlDatabase, challenge: CallChallengeId) -> None:
    lead = _account(database, "lea", Role.HUB_LEAD)
    review(database, challenge, "Lab", (5, 4, 3))
    assert _seen(database, challenge, lead)["Lab"].judgement

    _asked(database, challenge, lead)

    assert _seen(database, challenge, lead)["Lab"].judgement is None


def test_one_reviewer_does_not_speak_for_another(database: SqlDatabase, challenge: CallChallengeId) -> None:
    one, other = _account(database, "one", Role.REVIEWER), _account(database, "other", Role.HUB_LEAD)
    ident = _asked(database, challenge, one)

    for by in (other, STRANGER, Actor()):
        with pytest.raises(SotecinError):
            database.write(reviews.declare, by=by, review_id=ident, has_conflict=False)


@pytest.mark.parametrize("scores", [(4, 4), (4, 4, 5.5), (4, 4, 3.3), (4, 4, -1), (4, 4, float("nan"))])
def test_scores_are_half_points_from_0_to_5(
    database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor, scores: tuple[float, ...]
) -> None:
    ident = _asked(database, challenge, reviewer)
    database.write(reviews.declare, by=reviewer, review_id=ident, has_conflict=False)

    with pytest.raises(BadInput, match="half points"):
        _hand_in(database, reviewer, ident, *scores)


def test_low_score_needs_a_comment(database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor) -> None:
    ident = _asked(database, challenge, reviewer)
    database.write(reviews.declare, by=reviewer, review_id=ident, has_conflict=False)

    with pytest.raises(BadInput, match="Impact"):
        _hand_in(database, reviewer, ident, 4, 2.5, 4)


def test_second_tab_overwrites_nothing(database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor) -> None:
    ident = _asked(database, challenge, reviewer)
    seen = database.write(reviews.declare, by=reviewer, review_id=ident, has_conflict=False).version
    given = {"by": reviewer, "review_id": ident, "expected": seen}
    database.write(reviews.hand_in, scores=(4, 4, 4), **given)

    with pytest.raises(WrongState, match="look again"):
        database.write(reviews.hand_in, scores=(3, 3, 3), **given)
    again = _hand_in(database, reviewer, ident, 3, 3, 3)
    assert [each.scores for each in again.judgements] == [(4, 4, 4), (3, 3, 3)]


def test_council_decides_once_the_reviews_are_in(
    database: SqlDatabase, challenge: CallChallengeId, reviewer: Actor
) -> None:
    review(database, challenge, "Lab", (5, 4, 3))
    with pytest.raises(WrongState, match="1 of 2 reviews are in"):
        move(database, challenge, _S.ACCEPTED)
    ident = _asked(database, challenge, reviewer)
    with pytest.raises(WrongState, match="Not yet handed in: Rea"):
        move(database, challenge, _S.ACCEPTED)

    database.write(reviews.declare, by=reviewer, review_id=ident, has_conflict=False)
    _hand_in(database, reviewer, ident, 4, 4, 4)

    assert move(database, challenge, _S.ACCEPTED).state is _S.ACCEPTED


def test_who_is_excluded_does_not_decide(database: SqlDatabase, challenge: CallChallengeId) -> None:
    lead = _account(database, "lea", Role.HUB_LEAD)
    ident = _asked(database, challenge, lead)
    database.write(reviews.declare, by=lead, review_id=ident, has_conflict=True, reason="My sister's firm.")
    given = {"ident": challenge, "state": _S.CHANGES_REQUESTED, "reason": "Shorter, please."}

    with pytest.raises(NotAllowed, match="Another lead"):
        database.write(calls.move_challenge, by=lead, **given)
    assert database.write(calls.move_challenge, by=SYSTEM, **given).state is _S.CHANGES_REQUESTED


def test_apart_by_two_points_or_by_the_threshold_is_a_disagreement(
    database: SqlDatabase, challenge: CallChallengeId
) -> None:
    review(database, challenge, "Lab", (5, 3.5, 4))
    review(database, challenge, "Works", (3, 2.5, 4.5))

    found = database.read(reviews.view, by=SYSTEM, ident=challenge).assessment

    assert found
    assert [each.criterion.name for each in found.disagreements] == ["Excellence", "Impact"]
    assert (found.total, found.passes) == (11.25, True)


def test_reviewer_without_account_reviews_by_letter(database: SqlDatabase, challenge: CallChallengeId) -> None:
    review(database, challenge, "Lab", (5, 4, 3))
    ident = ask_member(database, challenge, "Guild")
    key = database.write(letters.write, by=SYSTEM, ident=challenge, review_id=ident)
    given = {"by": Actor(), "review_id": ident, "letter": key}

    database.write(reviews.declare, has_conflict=False, **given)
    veiled = database.read(letters.read, by=Actor(), key=key)
    database.write(reviews.hand_in, scores=(4, 4, 4), **given)

    assert (veiled.assessment, veiled.challenge.contact_email) == (None, "")
    seen = database.read(letters.read, by=Actor(), key=key)
    assert seen.assessment
    assert seen.assessment.reviewers == ("Lab", "Guild")
    assert [each.by for one in seen.reviews for each in one.judgements] == ["SoTecIn Graph", "Guild"]


def test_letter_opens_one_review_alone(database: SqlDatabase, challenge: CallChallengeId) -> None:
    one, other = ask_member(database, challenge, "Guild"), ask_member(database, challenge, "Lab")
    key = database.write(letters.write, by=SYSTEM, ident=challenge, review_id=one)
    newer = database.write(letters.write, by=SYSTEM, ident=challenge, review_id=one)

    with pytest.raises(NotAllowed, match="not valid any more"):
        database.read(letters.read, by=Actor(), key=key)
    for review_id, letter in ((other, newer), (one, key), (one, "forged")):
        with pytest.raises(NotAllowed, match="not valid any more"):
            database.write(reviews.declare, by=Actor(), review_id=review_id, letter=letter, has_conflict=False)


def test_criteria_of_the_call_are_fixed_as_the_council_begins(
    database: SqlDatabase, mission: MissionId, made: dict[str, ElementId]
) -> None:
    ident = database.write(calls.take_up, by=SYSTEM, mission_id=mission, element=made["Wet *bags*"])
    database.write(calls.edit_challenge, by=SYSTEM, ident=ident, **CONTACT)
    call = open_call(database)
    own = fit_rubric([Criterion("Courage", weight=2)], least=2, total=4, reviews=2)
    database.write(open_calls.set_rubric, by=SYSTEM, call_id=call, rubric=own)
    give_to_council(database, ident, call)

    database.write(open_calls.set_rubric, by=SYSTEM, call_id=call, rubric=OURS)

    assert database.read(reviews.view, by=SYSTEM, ident=ident).rubric == own


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"criteria": ()}, "one to 8"),
        ({"criteria": (Criterion("A"), Criterion("a"))}, "same name"),
        ({"criteria": (Criterion("A", weight=0),)}, "weight of “A”"),
        ({"total": 15.5}, "15 in total"),
        ({"reviews": 4}, "two or three"),
    ],
)
def test_rubric_that_does_not_fit_is_told(changed: dict[str, object], told: str) -> None:
    given = replace(OURS, **changed)  # type: ignore[arg-type]

    with pytest.raises(BadInput, match=told):
        fit_rubric(given.criteria, least=given.least, total=given.total, reviews=given.reviews)
