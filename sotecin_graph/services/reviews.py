"""Use cases on the council's reviews of a call challenge: ask for one, declare conflicts, hand in, see them together.

Nobody sees what others think before handing in their own; who has a conflict of interest never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, NotAllowed, UnknownCall, UnknownElement, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.letters import hash_of
from sotecin_graph.people import Actor, Deed, actor_of_account
from sotecin_graph.permissions import may, unknown_to
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.reviews import Assessment, Judgement, Review, ReviewId, ReviewState, assess, lacks_reviews
from sotecin_graph.rubric import MOST_REVIEWS, OURS, Rubric
from sotecin_graph.services.calls import led_challenge
from sotecin_graph.services.ground import ground_of
from sotecin_graph.services.open_calls import must_be_current
from sotecin_graph.services.sight import previewed
from sotecin_graph.text import line


@dataclass(frozen=True, slots=True)
class Choice:
    """Someone who could review: an account that may, or a member of the mission's council."""

    name: str
    account: str = ""
    member: ElementId | None = None


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The reviews of a challenge as the reader may see them; `assessment` is None while they are veiled or none is in.

    `lacking` says why the council cannot decide yet; `own` is the reader's review.
    """

    challenge: CallChallenge
    rubric: Rubric
    reviews: tuple[Review, ...]
    own: Review | None
    assessment: Assessment | None
    is_veiled: bool
    lacking: str
    choices: tuple[Choice, ...]
    may_lead: bool


def view(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId) -> ReviewsView:
    """The reviews, for who leads where the challenge comes from and who was asked to review it, or UnknownCall."""
    challenge = previewed(uow, by, ident)
    reviews = uow.reviews.of(ident)
    own = next((each for each in reviews if by.id and each.account == by.id), None)
    may_lead = _may_lead(uow, by, challenge)
    shown = seen_by(reviews, own, is_under_way=_is_under_way(challenge), may_lead=may_lead)
    is_veiled = any(each.judgement and not seen.judgement for each, seen in zip(reviews, shown, strict=True))
    rubric = challenge.rubric or OURS
    return ReviewsView(
        challenge=challenge,
        rubric=rubric,
        reviews=tuple(shown),
        own=own,
        assessment=None if is_veiled else assess(rubric, shown),
        is_veiled=is_veiled,
        lacking=lacks_reviews(rubric, reviews),
        choices=tuple(_choices(uow, challenge, reviews)) if may_lead and _is_under_way(challenge) else (),
        may_lead=may_lead,
    )


def ask(
    uow: UnitOfWork,
    *,
    by: Actor,
    ident: CallChallengeId,
    name: str = "",
    account: str = "",
    member: ElementId | None = None,
) -> ReviewId:
    """Ask an account that may review, or a member of the mission's council; `name` says who speaks for the member."""
    challenge = led_challenge(uow, by, ident)
    _must_be_under_way(challenge)
    reviews = uow.reviews.of(ident)
    if sum(each.state is not ReviewState.EXCLUDED for each in reviews) >= MOST_REVIEWS:
        raise WrongState(_("Three reviewers are asked already. Take one back first."))
    if member is not None and member == challenge.owner_id:
        raise BadInput(_("Who owns the challenge does not review it."), field="member")
    choice = next((c for c in _choices(uow, challenge, reviews) if (c.account, c.member) == (account, member)), None)
    if choice is None:
        raise UnknownElement(member or account)
    told = line(name, field=_("name"), needed=False)
    review = Review(
        id=ReviewId(new_ident()),
        challenge_id=ident,
        reviewer=f"{told}, {choice.name}" if told and member else choice.name,
        asked_by=by.name,
        asked_at=uow.now,
        account=account,
        member=member,
    )
    uow.reviews.add(replace(review, reviewer=line(review.reviewer[:120], field=_("name"))))
    return review.id


def take_back(uow: UnitOfWork, *, by: Actor, review_id: ReviewId) -> None:
    """No longer ask someone who has not handed in; what was handed in and declared conflicts are kept."""
    review = _review(uow, by, review_id)
    _must_be_under_way(led_challenge(uow, by, review.challenge_id))
    if not review.is_pending or review.judgements:
        raise WrongState(_("This review has said something already. It stays."))
    uow.reviews.remove(review_id)


def declare(
    uow: UnitOfWork,
    *,
    by: Actor,
    review_id: ReviewId,
    has_conflict: bool,
    reason: str = "",
    letter: str = "",
    expected: int | None = None,
) -> Review:
    """Say whether a conflict of interest stands in the way; one excludes from scoring, with its reason.

    `letter` is the key of the reviewer's letter, where it is no account that speaks.
    """
    review = _mine(uow, by, review_id, letter, expected)
    after = review.declaring(has_conflict=has_conflict, reason=reason)
    uow.reviews.update(after)
    return after


def hand_in(
    uow: UnitOfWork,
    *,
    by: Actor,
    review_id: ReviewId,
    scores: Sequence[float],
    comment: str = "",
    letter: str = "",
    expected: int | None = None,
) -> Review:
    """Hand a review in, or another one until the council has decided; the earlier ones are kept."""
    review = _mine(uow, by, review_id, letter, expected)
    challenge = uow.calls.challenge(review.challenge_id)
    rubric = challenge.rubric if challenge and challenge.rubric else OURS
    entered = review.reviewer if letter else by.name
    after = review.handing_in(rubric, Judgement(tuple(scores), comment, entered, uow.now))
    uow.reviews.update(after)
    return after


def mine(uow: UnitOfWork, *, by: Actor) -> list[tuple[Review, CallChallenge]]:
    """What the reader has been asked to review and has not said anything on yet."""
    found = [(each, uow.calls.challenge(each.challenge_id)) for each in uow.reviews.of_account(by.id)] if by.id else []
    return [
        (each, challenge) for each, challenge in found if challenge and each.is_pending and _is_under_way(challenge)
    ]


def seen_by(reviews: Sequence[Review], own: Review | None, *, is_under_way: bool, may_lead: bool) -> list[Review]:
    """The reviews as one reader sees them: veiled before they handed in their own, or where a conflict excludes them.

    Who was not asked sees them as a lead, or once the council has decided.
    """
    is_open = (may_lead or not is_under_way) if own is None else own.state is ReviewState.HANDED_IN
    return [each if is_open or each is own else each.veiled() for each in reviews]


def _choices(uow: UnitOfWork, challenge: CallChallenge, reviews: Sequence[Review]) -> list[Choice]:
    """Accounts that may review there and members of the mission's council, who are not asked yet and do not own it."""
    mission = uow.missions.get(challenge.mission_id)
    if mission is None:
        return []
    place = ground_of(uow, mission.map_id).place
    actors = [actor_of_account(each) for each in uow.people.accounts() if each.is_active]
    asked = {each.account for each in reviews} | {each.member for each in reviews}
    people = [Choice(each.name, account=each.id) for each in actors if may(each, Deed.REVIEW, place)]
    members = [Choice(each.name, member=each.id) for each in uow.elements.many(mission.council)]
    return [
        each
        for each in (*people, *members)
        if (each.account or each.member) not in asked and not (each.member and each.member == challenge.owner_id)
    ]


def _mine(uow: UnitOfWork, by: Actor, review_id: ReviewId, letter: str, expected: int | None) -> Review:
    """The review, for whoever may speak in it: its letter, its account, or a lead for a member without account."""
    if letter:
        review = uow.reviews.get(review_id)
        kept = uow.letters.with_hash(hash_of(letter))
        if review is None or kept is None or kept.review_id != review.id or not kept.is_valid(uow.now):
            raise NotAllowed(_("This link is not valid any more. Ask the hub lead for a new one."))
        challenge = uow.calls.challenge(review.challenge_id)
    else:
        review = _review(uow, by, review_id)
        challenge = previewed(uow, by, review.challenge_id)
        if review.account != by.id and not (not review.account and _may_lead(uow, by, challenge)):
            raise NotAllowed(_("This is the review of {name}.").format(name=review.reviewer))
    if challenge is not None:
        _must_be_under_way(challenge)
    must_be_current(expected, review.version)
    return review


def _review(uow: UnitOfWork, by: Actor, review_id: ReviewId) -> Review:
    review = uow.reviews.get(review_id)
    if review is None:
        raise unknown_to(by, UnknownCall(review_id))
    return review


def _is_under_way(challenge: CallChallenge) -> bool:
    return challenge.state is ChallengeState.IN_REVIEW


def _must_be_under_way(challenge: CallChallenge) -> None:
    if not _is_under_way(challenge):
        raise WrongState(_("This challenge is not with the council now."))


def _may_lead(uow: UnitOfWork, by: Actor, challenge: CallChallenge) -> bool:
    mission = uow.missions.get(challenge.mission_id)
    unknown = partial(UnknownCall, challenge.id)
    return mission is not None and may(by, Deed.LEAD, ground_of(uow, mission.map_id).place_as(unknown))
